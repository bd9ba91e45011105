"""Rows of the CSV tables that a domain expert edits, each with the place where it stands.

In: a CSV file in UTF-8 with a header. Out: its rows, whose errors name file and line
("seeds/gazetteer/persons.csv:7: unknown state 'nowhere'").
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.errors import DataError

__all__ = ["Row", "read_rows"]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a CSV file; `order` is 0 for shipped files and grows with extra ones."""

    cells: Mapping[str, str]
    where: str
    order: int

    def parts(self, column: str) -> tuple[str, ...]:
        """Return the values of a cell that holds several ("US;USA"); () if it is empty."""
        return tuple(part for part in self.cells.get(column, "").split(";") if part)

    def fail(self, problem: str) -> DataError:
        """Return the error that says what is wrong with this line."""
        return DataError(f"{self.where}: {problem}")


def read_rows(path: Path, order: int) -> Iterator[Row]:
    """Read a table.

    Raises:
        DataError: the file cannot be read, or a line has too few or too many cells.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.reader(lines)
            header = next(reader, [])
            for cells in reader:
                where = f"{path}:{reader.line_num}"
                if len(cells) != len(header):
                    message = f"{len(cells)} cells, but the header has {len(header)}"
                    raise DataError(f"{where}: {message}: add or quote commas")
                yield Row(dict(zip(header, cells, strict=True)), where, order)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise DataError(f"{path}: cannot be read as CSV in UTF-8: {error}") from error
