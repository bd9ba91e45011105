"""Who held which office from when to when, as the gazetteer's `offices.csv` has it.

In: a row of the table. Out: an `OfficeFact`: Volodymyr Zelenskyy, president, headOfState of
Ukraine since 2019-05-20.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection
from dataclasses import dataclass

from kg.tables import Row

__all__ = ["TENURE_COLUMNS", "OfficeFact", "office_fact"]

#: The columns by which a table of offices is known; `note` may stand beside them.
TENURE_COLUMNS = frozenset({"person", "office", "relation", "of", "from", "to"})

_DATE = re.compile(r"(?:19|20)\d\d(?:-\d\d(?:-\d\d)?)?")


@dataclass(frozen=True, slots=True)
class OfficeFact:
    """A person's time in an office.

    `person` and `of` are keys of the gazetteer, `relation` is a relation of the ontology
    ("headOfState"), `office` its words ("president"). `start` and `end` are YYYY, YYYY-MM or
    YYYY-MM-DD, as exact as they are known; `end` is None if it is not known to have ended.
    """

    person: str
    office: str
    relation: str
    of: str
    start: str
    end: str | None

    def held_on(self, day: dt.date | None) -> bool:
        """Was it held on this day, as far as is known? Without a day: is it held still?"""
        if day is None:
            return self.end is None
        date = day.isoformat()
        return self.start <= date[: len(self.start)] and (
            self.end is None or date[: len(self.end)] <= self.end
        )


def office_fact(row: Row, relations: Collection[str] | None) -> OfficeFact:
    """Read a row of `offices.csv`.

    Args:
        row: The row; whether its person and state exist is for the caller to check.
        relations: The relations that there are, None to take any.

    Raises:
        DataError: a cell is empty that must not be, the relation is unknown, or a date is no
            date or ends before it begins.
    """
    cells = row.cells
    if unfilled := [name for name in ("person", "office", "relation", "of") if not cells[name]]:
        raise row.fail(f"{unfilled[0]} must not be empty")
    relation, start, end = cells["relation"], cells["from"], cells["to"] or None
    if relations is not None and relation not in relations:
        raise row.fail(f"unknown relation {relation!r}: use one of {', '.join(sorted(relations))}")
    for date in (start, end):
        if date is not None and not _is_date(date):
            raise row.fail(f"{date!r} is no date: write YYYY, YYYY-MM or YYYY-MM-DD")
    # Compared as far as both are known: 2024-03 to 2024 is possible.
    if end is not None and start[: len(end)] > end[: len(start)]:
        raise row.fail(f"ends before it begins: {start} to {end}")
    return OfficeFact(cells["person"], cells["office"], relation, cells["of"], start, end)


def _is_date(text: str) -> bool:
    if _DATE.fullmatch(text) is None:
        return False
    try:
        dt.date.fromisoformat(text + "-01-01"[len(text) - 4 :])
    except ValueError:
        return False
    return True
