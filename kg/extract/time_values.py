"""What a time phrase is worth: "on Friday" in a text of Saturday 2024-11-30 is 2024-11-29.

Comes in: the text of a sentence; then each `Phrase` of it with the date of the document. Goes
out: the phrases in the text, and the `TimeValue`s of one: what it means of something that has
happened, and of something to come.

The grammar is small and total, where a general date parser guesses a day for "2024".
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kg.extract.quantities import NUMBER_WORDS
from kg.model import TimeValue

__all__ = ["Phrase", "phrases", "values"]

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sept", "sep"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        1,
    )
    for name in names
}
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_COUNTS = {"a": 1, "an": 1} | {word: n for word, n in NUMBER_WORDS.items() if n < 100}
_DAY_SHIFTS = {"yesterday": -1, "tomorrow": 1}
# Days after or before another day that the text names.
_NEXT_TO = {
    "the day before": -1,
    "the previous day": -1,
    "a day earlier": -1,
    "the day after": 1,
    "the next day": 1,
    "the following day": 1,
    "a day later": 1,
}
# Feasts that fall on the same day each year: month and day.
_FEASTS = {
    "new year's day": (1, 1),
    "new year's eve": (12, 31),
    "christmas day": (12, 25),
    "christmas eve": (12, 24),
    "boxing day": (12, 26),
    "may day": (5, 1),
}
# The month in which a season ends.
_SEASON_ENDS = {"spring": 5, "summer": 8, "autumn": 11, "fall": 11}
_MONTH = r"(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_YEAR = r"(?P<year>(?:19|20)\d\d)\b"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\b"
_WHICH = r"(?:\b(?P<which>last|next|this)\s+)?"
_COUNT = r"\b(?P<n>\d{1,3}|" + "|".join(_COUNTS) + r")\s+(?P<unit>day|month|year)s?\s+"
# "the day before the vote" counts from the vote, "the day before" from a day named already.
_ALONE = r"(?!\s+(?:the|a|an|his|her|its|their|that|this|[A-Z]))"
_NEXT_TO_RE = "|".join(
    rf"{name}\b(?-i:{_ALONE})" if name.endswith(("before", "after")) else name for name in _NEXT_TO
)
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        ("iso", r"\b(?P<iso>(?:19|20)\d\d-\d\d-\d\d)\b"),
        ("mdy", rf"{_WHICH}\b{_MONTH}\s+{_DAY}(?:\s*,?\s+{_YEAR})?"),
        ("dmy", rf"{_WHICH}\b{_DAY}\s+(?:of\s+)?{_MONTH}(?:\s*,?\s+{_YEAR})?"),
        ("my", rf"\b{_MONTH}\s*,?\s*(?:of\s+)?{_YEAR}"),
        ("feast", r"\b(?P<feast>" + "|".join(_FEASTS).replace("'", r"\s?['’]") + r")\b"),
        (
            "lastday",
            r"\b(?P<which>last|next|this|past|coming)\s+(?P<weekday>" + "|".join(_DAYS) + r")\b",
        ),
        ("weekday", r"\b(?P<weekday>" + "|".join(_DAYS) + r")\b"),
        ("relday", r"\b(?P<rel>yesterday|today|tomorrow|this (?:morning|afternoon|evening))\b"),
        ("nextto", rf"\b(?P<rel>{_NEXT_TO_RE})\b"),
        ("season", r"\blast\s+(?P<season>spring|summer|autumn|fall)\b"),
        ("ago", rf"{_COUNT}ago\b"),
        ("apart", rf"{_COUNT}(?P<dir>earlier|later|(?:before|after)\b(?-i:{_ALONE}))"),
        ("relunit", r"\b(?P<which>last|next|this)\s+(?P<unit>month|year)\b"),
        ("lastmonth", rf"\b(?P<which>last|next|this)\s+{_MONTH}"),
        (
            "month",
            rf"(?:(?:\b(?:in|since|during|until|by|of|from)|\b(?:early|late|mid)\b)[\s-]+)"
            rf"{_MONTH}(?!\s*\d)",
        ),
        ("year", rf"\b(?:in|since|during|of|from|until|by|early|late)\s+{_YEAR}"),
        # "the 2019 summit", "the disputed 2024 elections": before a noun, not in a span of years
        ("bareyear", rf"(?<![\d–-])\b{_YEAR}(?=\s+[A-Za-z])"),
    )
)
_DIGIT = re.compile(r"\d")
_MIGHT_NAME_TIME = re.compile(
    "|".join((*_DAYS, *_MONTHS, "day", "tomorrow", "month", "year", "last", "eve", "this", "ago")),
    re.IGNORECASE,
)
# "for the third time this year", "the second such attack in March", "the first visit since 2019":
# a span in which events are counted, not the time of one.
_COUNTED = re.compile(
    r"\b(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+(?:st|nd|rd|th)|latest"
    r"|worst|deadliest|largest|biggest|heaviest|highest|lowest|longest)\s+"
    r"(?:time|such\s+\S+|(?:\S+\s+){0,4}\S+(?=\s+(?:since\s+)?\Z))\s+(?:already\s+)?\Z",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A time phrase in a sentence: where it stands, and what its pattern read."""

    kind: str
    start: int
    end: int
    parts: Mapping[str, str]

    @property
    def counts_from_another(self) -> bool:
        """Whether it is so and so long before or after another day."""
        return self.kind in ("nextto", "apart")


def phrases(text: str) -> list[Phrase]:
    """The time phrases of a sentence in their order, without overlaps.

    Args:
        text: the sentence, its tokens parted by one blank where there was any.
    """
    if not _DIGIT.search(text) and not _MIGHT_NAME_TIME.search(text):
        return []
    found: list[Phrase] = []
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            begin, end = match.span()
            if any(begin < p.end and p.start < end for p in found):
                continue
            parts = {k: v for k, v in match.groupdict().items() if v is not None}
            # "may" and "march" are months only where they are written as names.
            if "month" in parts and not parts["month"][:1].isupper():
                continue
            if kind in ("month", "my", "year", "relunit", "lastmonth") and _counted(text[:begin]):
                continue
            found.append(Phrase(kind, begin, end, parts))
    return sorted(found, key=lambda p: p.start)


def _counted(before: str) -> bool:
    return _COUNTED.search(before[-80:]) is not None


def values(
    phrase: Phrase,
    today: dt.date | None,
    other: dt.date | None = None,
    named: TimeValue | None = None,
) -> list[TimeValue]:
    """Past reading, and future reading where it differs; empty where it names no time.

    Args:
        phrase: one of `phrases`.
        today: date of the document; without one only complete dates are read.
        other: the day from which "a day later" counts.
        named: the time named last before this; "in May 2017 … on May 21" is of one year.
    """
    return list(_values(phrase.kind, phrase.parts, today, other, named))


def _values(
    kind: str,
    parts: Mapping[str, str],
    today: dt.date | None,
    other: dt.date | None,
    named: TimeValue | None,
) -> Iterator[TimeValue]:
    month = _MONTHS.get(parts.get("month", "").lower().rstrip("."), 0)
    year = int(parts.get("year", 0))
    which = parts.get("which", "").lower()
    if kind == "iso":
        yield from _day_value(parts["iso"])
    elif kind in ("mdy", "dmy") and year:
        yield from _day_value(f"{year:04d}-{month:02d}-{int(parts['day']):02d}")
    elif kind in ("mdy", "dmy") and named is not None and named.value[5:7] == f"{month:02d}":
        yield from _day_value(f"{named.value[:4]}-{month:02d}-{int(parts['day']):02d}")
        if today is not None:
            yield from list(_yearly(month, int(parts["day"]), which, today))[-1:]
    elif kind == "my":
        yield TimeValue(f"{year:04d}-{month:02d}", "month")
    elif kind in ("year", "bareyear"):
        yield TimeValue(f"{year:04d}", "year")
    elif today is None:
        return
    elif kind in ("mdy", "dmy"):
        yield from _yearly(month, int(parts["day"]), which, today)
    elif kind == "feast":
        name = re.sub(r"\s?['’]", "'", parts["feast"].lower())
        yield from _yearly(*_FEASTS[name], "", today)
    elif kind in ("month", "lastmonth"):
        yield from _month_values(month, which, today)
    elif kind in ("weekday", "lastday"):
        yield from _weekday_values(_DAYS.index(parts["weekday"].lower()), which, today)
    elif kind == "relday":
        yield _day(today + dt.timedelta(days=_DAY_SHIFTS.get(parts["rel"].lower(), 0)))
    elif kind == "season":
        over = _SEASON_ENDS[parts["season"].lower()]
        yield TimeValue(f"{today.year - (today.month <= over):04d}", "year")
    elif kind == "relunit":
        step = {"last": -1, "next": 1}.get(which, 0)
        yield _shifted(today, parts["unit"].lower(), step)
    else:
        yield from _apart(kind, parts, today, other)


def _apart(
    kind: str, parts: Mapping[str, str], today: dt.date, other: dt.date | None
) -> Iterator[TimeValue]:
    """So and so long before or after: after a day that the text names, before that or today."""
    if kind == "nextto":
        unit, count = "day", _NEXT_TO[parts["rel"].lower()]
    else:
        back = parts.get("dir", "ago").lower() in ("ago", "earlier", "before")
        n = _COUNTS.get(parts["n"].lower()) or int(parts["n"])
        unit, count = parts["unit"].lower(), -n if back else n
    start = today if kind == "ago" else other
    if start is None and count < 0:
        start = today
    if start is not None:
        yield _shifted(start, unit, count)


def _day(date: dt.date) -> TimeValue:
    return TimeValue(date.isoformat(), "day")


def _day_value(text: str) -> Iterator[TimeValue]:
    try:
        yield _day(dt.date.fromisoformat(text))
    except ValueError:
        return


def _yearly(month: int, day: int, which: str, today: dt.date) -> Iterator[TimeValue]:
    """A day of a year that is not said: the last one, and the next."""
    past = today.year - ((month, day) > (today.month, today.day))
    # A date a few days ahead in a text without a year is this year's.
    future = past + (past < today.year or (month, day) < (today.month, today.day))
    if which != "next":
        yield from _day_value(f"{past:04d}-{month:02d}-{day:02d}")
    if which != "last":
        yield from _day_value(f"{future:04d}-{month:02d}-{day:02d}")


def _month_values(month: int, which: str, today: dt.date) -> Iterator[TimeValue]:
    past = today.year if month <= today.month else today.year - 1
    future = today.year if month >= today.month else today.year + 1
    if which == "last" and month == today.month:
        past -= 1
    if which == "last":
        future = past
    elif which == "this":
        past = future = today.year
    elif which == "next":
        past = future = future + (month == today.month)
    yield TimeValue(f"{past:04d}-{month:02d}", "month")
    yield TimeValue(f"{future:04d}-{month:02d}", "month")


def _weekday_values(weekday: int, which: str, today: dt.date) -> Iterator[TimeValue]:
    back = (today.weekday() - weekday) % 7
    ahead = (weekday - today.weekday()) % 7
    if which in ("last", "past"):
        back = back or 7
        ahead = -back
    elif which in ("next", "coming"):
        ahead = ahead or 7
        back = -ahead
    yield _day(today - dt.timedelta(days=back))
    yield _day(today + dt.timedelta(days=ahead))


def _shifted(start: dt.date, unit: str, step: int) -> TimeValue:
    if unit == "year":
        return TimeValue(f"{start.year + step:04d}", "year")
    if unit == "month":
        index = start.year * 12 + start.month - 1 + step
        return TimeValue(f"{index // 12:04d}-{index % 12 + 1:02d}", "month")
    return _day(start + dt.timedelta(days=step))
