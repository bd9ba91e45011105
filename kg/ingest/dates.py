"""Dates that are written out in full, and nothing less.

In: a string. Out: a calendar day, or None. "Wednesday, July 10, 2019" is a day; "July 10",
"July 2019", "03/04/2025" (March or April?) and "last Friday" are none: no part of a date is
ever filled in from today, and a weekday that does not fit makes the whole date worthless.
This is why the dates of a news page are not left to a general date parser, which guesses.
"""

from __future__ import annotations

import datetime as dt
import re

__all__ = ["DAY", "is_date_line", "parse_day"]

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
DAY = rf"(?:{_MONTH}\s+\d{{1,2}}(?:,?\s+\d{{4}})?|\d{{1,2}}\s+{_MONTH}(?:,?\s+\d{{4}})?)"
"""Pattern of a day as newspapers write it, its year optional (match it ignoring case)."""

_WEEKDAY = (
    r"(?P<weekday>(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)"
)
_CLOCK = (
    r"(?:[,|]?\s+(?:at\s+)?\d{1,2}(?:[:.]\d{2}){1,2}(?:\s*[ap]\.?m\.?)?"
    r"(?:\s+(?:[A-Z]{2,5}|[+-]\d{4}))?)?"
)
_WRITTEN = re.compile(
    rf"(?:{_WEEKDAY}\.?,?\s+)?"
    rf"(?:(?P<month>{_MONTH})\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?"
    rf"|(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month2>{_MONTH}))"
    rf",?\s+(?P<year>\d{{4}}){_CLOCK}",
    re.IGNORECASE,
)
_SLASHES = re.compile(r"^(\d{4})/(\d{2})/(\d{2})\b")
_LABEL = re.compile(r"(?:published|posted)(?:\s+on)?:?\s+", re.IGNORECASE)
_LONGEST = 80


def parse_day(text: str) -> dt.date | None:
    """Return the day that `text` names in full, in ISO 8601 or in English, else None.

    A clock time after the date is allowed and dropped.
    """
    text = text.strip()
    if len(text) > _LONGEST:
        return None
    try:
        return dt.datetime.fromisoformat(_SLASHES.sub(r"\1-\2-\3", text)).date()
    except ValueError:
        pass
    found = _WRITTEN.fullmatch(text)
    if found is None:
        return None
    month = _MONTHS.index((found["month"] or found["month2"])[:3].lower()) + 1
    try:
        day = dt.date(int(found["year"]), month, int(found["day"] or found["day2"]))
    except ValueError:
        return None
    weekday = found["weekday"]
    if weekday is not None and _WEEKDAYS.index(weekday[:3].lower()) != day.weekday():
        return None
    return day


def is_date_line(text: str) -> tuple[bool, dt.date | None]:
    """Tell whether `text` is a date and nothing else, and which day it names.

    "Published July 10, 2019" counts too. The day is None where the line is a date by its
    shape but names an impossible day.
    """
    text = text.strip()
    if len(text) > _LONGEST:
        return False, None
    if label := _LABEL.match(text):
        text = text[label.end() :]
    day = parse_day(text)
    return day is not None or _WRITTEN.fullmatch(text) is not None, day
