"""The dateline at the head of a story.

In: a paragraph. Out: place, agency and day as far as they are said, and where the sentence
begins. "SEOUL, South Korea (AP) — The North fired a missile." gives the place "SEOUL, South
Korea", the publisher "Associated Press", and the position of "The".

The agencies are data: `seeds/outlets.csv`, abbreviation and name.
"""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from kg.data import data_folder
from kg.errors import DataError
from kg.ingest.dates import DAY, parse_day

__all__ = ["Dateline", "find_dateline", "outlets"]

_WITHIN = 160
_WORD = r"[A-ZÀ-Þ](?:[\w'’-]|\.(?=\S|,|\s+[A-Z(]))*"
_PLACE = rf"{_WORD}(?:(?:,\s+|/|\s+)(?:(?:of|the|de|del|el|al|la|du|da|and)\s+)?{_WORD}){{0,7}}"
_DATELINE = re.compile(
    rf"""
    (?P<place>{_PLACE})?
    (?:[.,]?\s*(?P<date>(?i:{DAY}))\.?)?
    \s*(?:/(?P<slash>[^/\s][^/]{{1,20}})/\.?(?:\s*(?:—|–|―|--|-))?
      |(?:\((?P<bracket>[^()]{{2,40}})\))?\s*(?P<dash>—|–|―|--|-|_|:))
    (?:\s+|$)
    """,
    re.VERBOSE,
)
_STOP_BEFORE_DATE = re.compile(r"(?<!\.\w)\.\s+\w")  # "MOSCOW. Nov 30", not "D.C. Nov 30"
_LABEL = re.compile(
    r"(?:ANALYSIS|BREAKING|CORRECTION|EXCLUSIVE|EXPLAINER|FACTBOX|LIVE|OPINION|TIMELINE"
    r"|UPDATED?|VIDEO|WATCH)\b"
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """What a dateline says; `length` counts the characters before the sentence."""

    length: int
    place: str | None
    publisher: str | None
    date: dt.date | None


def find_dateline(paragraph: str) -> Dateline | None:
    """Return the dateline that `paragraph` begins with, or None.

    With an agency of `seeds/outlets.csv` in brackets (or between slashes) the place may be
    written as it likes, or be absent. Without one it must stand in capitals, a dash must
    follow, and after that a sentence must begin; what then stands in brackets is the
    publisher as written.

    Raises:
        DataError: the table of agencies is broken.
    """
    found = _DATELINE.match(paragraph[:_WITHIN])
    if found is None:
        return None
    place, agency = found["place"], found["slash"] or found["bracket"]
    if agency is None and place is not None and place.split()[-1].isupper():
        *before, last = place.split()  # "Washington CNN — ", and "CNN — " alone
        if _folded(last) in outlets():
            place, agency = " ".join(before) or None, last
    publisher = outlets().get(_folded(agency)) if agency else None
    if publisher is None:
        if not _is_plain_dateline(found, paragraph[found.end() :]):
            return None
        publisher = agency  # an outlet that the table does not know, as it writes itself
    day = parse_day(found["date"]) if found["date"] else None
    if place is not None and _STOP_BEFORE_DATE.match(paragraph, found.end("place") - 1):
        place = place.removesuffix(".")
    return Dateline(found.end(), place, publisher, day)


@cache
def outlets() -> Mapping[str, str]:
    """Return the agencies of `seeds/outlets.csv`: abbreviation or name, folded, to name.

    Raises:
        DataError: the file is missing or lacks a column or a value.
    """
    path = data_folder("seeds") / "outlets.csv"
    table: dict[str, str] = {}
    try:
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                abbreviation, name = row.get("abbreviation"), row.get("name")
                if not abbreviation or not name:
                    raise DataError(f"{path}: {row}: give an abbreviation and a name")
                table[_folded(abbreviation)] = table[_folded(name)] = name
    except OSError as error:
        raise DataError(f"{path}: {error.strerror}: reinstall geokg") from error
    return MappingProxyType(table)


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold().removeprefix("the ")


def _is_plain_dateline(found: re.Match[str], rest: str) -> bool:
    """Tell a dateline without a known agency from a sentence: "GENEVA — The talks …"."""
    place = found["place"]
    if place is None or found["dash"] in (None, ":", "_"):
        return False
    city = re.split(r"[,/]", place)[0]
    return (
        city.isupper()
        and len(city) > 2
        and _LABEL.match(city) is None
        and re.match(r"[\"'“‘(]?[A-Z0-9À-Þ]", rest) is not None
    )
