"""Lines of gold files: JSON objects that know their place, for clear messages.

In comes a JSONL file; out come `Record`s that give a field as the kind that is asked for, or
say "gold.jsonl:3: the line lacks 'text'; mend the gold file".
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NoReturn

from kg.errors import InputError

__all__ = ["Record", "read_records"]


class Record:
    """A JSON object that knows its place in the file, for clear messages."""

    def __init__(self, value: object, where: str, what: str = "the line") -> None:
        self.where = where
        self.what = what
        if not isinstance(value, dict):
            self.fail("is not a JSON object")
        self.fields: Mapping[str, object] = value

    def fail(self, problem: str) -> NoReturn:
        """Refuse the record, naming its place."""
        raise InputError(f"{self.what} {problem}; mend the gold file", where=self.where)

    def optional(self, name: str) -> str | None:
        """A string, or None where there is none."""
        value = self.fields.get(name)
        if value is not None and not isinstance(value, str):
            self.fail(f"has a {name!r} that is not a string")
        return value

    def text(self, name: str) -> str:
        """A string that must be there."""
        value = self.optional(name)
        if not value:
            self.fail(f"lacks {name!r}")
        return value

    def name(self, name: str) -> str:
        """A string or a whole number, as a string."""
        value = self.fields.get(name)
        return str(value) if type(value) is int else self.text(name)

    def strings(self, name: str) -> tuple[str, ...]:
        """A list of strings, each once; an absent one is empty."""
        values = self.fields.get(name)
        if values is None:
            return ()
        if not isinstance(values, list):
            self.fail(f"has a {name!r} that is not a list")
        if not all(isinstance(value, str) for value in values):
            self.fail(f"has a {name!r} with something that is not a string")
        return tuple(dict.fromkeys(values))

    def values(self, name: str) -> tuple[object, ...]:
        """A list of anything, that must be there."""
        values = self.fields.get(name)
        if not isinstance(values, list):
            self.fail(f"lacks the list {name!r}")
        return tuple(values)

    def records(self, name: str) -> tuple[Record, ...]:
        """A list of objects, that must be there."""
        return tuple(
            Record(value, self.where, f"{name}[{number}]")
            for number, value in enumerate(self.values(name))
        )


def read_records(path: Path) -> Iterator[Record]:
    """Read the objects of a gold file, one a line; blank lines are passed over.

    Raises:
        InputError: the file cannot be read, holds no object, or a line is malformed; the
            message begins with file and line.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except OSError as error:
        problem = error.strerror or "cannot be read"
        raise InputError(f"{problem}; name a gold file in JSONL", where=str(path)) from error
    except UnicodeDecodeError as error:
        raise InputError("is not UTF-8; save it as UTF-8", where=str(path)) from error
    empty = True
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        where = f"{path}:{number}"
        try:
            value = json.loads(line)
        except ValueError as error:
            raise InputError(f"is not JSON ({error}); mend the gold file", where=where) from error
        empty = False
        yield Record(value, where)
    if empty:
        raise InputError("holds no items; name a gold file in JSONL", where=str(path))
