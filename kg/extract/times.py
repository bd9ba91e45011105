"""When: read the time expressions of a sentence relative to the document's date.

Comes in: a sentence's `Tree` and the date of the document. Goes out: `TimeExpression`s:
token range, the value, the token that it hangs on. In a text of Saturday 2024-11-30 "on
Friday" is 2024-11-29, "in June" is 2024-06, "last month" is 2024-10. Only days, months and
years are given; "last week" names none of them and gives nothing.

The grammar is small and total, where a general date parser guesses a day for "2024".
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.quantities import NUMBER_WORDS
from kg.model import TimeValue
from kg.syntax import Tree

__all__ = ["TimeExpression", "find_times"]

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
_DAY_SHIFTS = {"yesterday": -1, "the day before": -1, "a day earlier": -1, "tomorrow": 1}
# The month in which a season ends.
_SEASON_ENDS = {"spring": 5, "summer": 8, "autumn": 11, "fall": 11}
# After these a date is to come.
_AHEAD = frozenset({"effective", "starting", "beginning", "by"})
_MODIFYING = frozenset({"nummod", "compound", "nmod", "amod"})
# Words that a date hangs on without being dated themselves.
_THROUGH = frozenset({"effective", "starting", "beginning", "end", "start", "middle"})
_MONTH = r"(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_YEAR = r"(?P<year>(?:19|20)\d\d)\b"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\b"
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        ("iso", r"\b(?P<iso>(?:19|20)\d\d-\d\d-\d\d)\b"),
        ("mdy", rf"\b{_MONTH}\s+{_DAY}(?:\s*,?\s+{_YEAR})?"),
        ("dmy", rf"\b{_DAY}\s+(?:of\s+)?{_MONTH}(?:\s*,?\s+{_YEAR})?"),
        ("my", rf"\b{_MONTH}\s*,?\s*(?:of\s+)?{_YEAR}"),
        (
            "lastday",
            r"\b(?P<which>last|next|this|past|coming)\s+(?P<weekday>" + "|".join(_DAYS) + r")\b",
        ),
        ("weekday", r"\b(?P<weekday>" + "|".join(_DAYS) + r")\b"),
        ("relday", r"\b(?P<rel>yesterday|today|tomorrow|the day before|a day earlier)\b"),
        ("season", r"\blast\s+(?P<season>spring|summer|autumn|fall)\b"),
        (
            "ago",
            r"\b(?P<n>\d{1,3}|" + "|".join(_COUNTS) + r")\s+(?P<unit>day|month|year)s?\s+"
            r"(?P<dir>ago|earlier|before)\b",
        ),
        ("relunit", r"\b(?P<which>last|next|this)\s+(?P<unit>month|year)\b"),
        ("lastmonth", rf"\b(?P<which>last|next|this)\s+{_MONTH}"),
        (
            "month",
            rf"(?:(?:\b(?:in|since|during|until|by|of)|\b(?:early|late|mid)\b)[\s-]+)"
            rf"{_MONTH}(?!\s*\d)",
        ),
        ("year", rf"\b(?:in|since|during|of|from|until|by|early|late)\s+{_YEAR}"),
        # "the 2019 summit", "the disputed 2024 elections": before a noun, not in a span of years
        ("bareyear", rf"(?<![\d–-])\b{_YEAR}(?=\s+[A-Za-z])"),
    )
)


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A time that a sentence names."""

    first: int
    last: int
    anchor: int
    """Token that it modifies: a verb, a noun, or itself if it hangs on nothing."""
    past: TimeValue
    future: TimeValue
    """Readings for an event that has happened and for one to come."""


def find_times(tree: Tree, today: dt.date | None) -> list[TimeExpression]:
    """Time expressions of one sentence, in order, without overlaps.

    Args:
        tree: the sentence.
        today: date of the document; without one only complete dates are read.
    """
    tokens = tree.tokens
    text = "".join(
        (" " if i and t.start > tokens[i - 1].end else "") + t.text for i, t in enumerate(tokens)
    )
    if not _DIGIT.search(text) and not _MIGHT_NAME_TIME.search(text):
        return []
    starts: list[int] = []
    position = 0
    for i, token in enumerate(tokens):
        if i and token.start > tokens[i - 1].end:
            position += 1
        starts.append(position)
        position += len(token.text)
    found: list[TimeExpression] = []
    taken: list[tuple[int, int]] = []
    for name, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            begin, end = match.span()
            if any(begin < b and a < end for a, b in taken):
                continue
            # "may" and "march" are months only where they are written as names.
            month = match.groupdict().get("month")
            if month is not None and not month[:1].isupper():
                continue
            values = list(_values(name, match.groupdict(), today))
            if not values:
                continue
            taken.append((begin, end))
            inside = [
                i for i, at in enumerate(starts) if begin <= at < end and tokens[i].text != "."
            ]  # a full stop after a month may be the sentence's
            if not inside:
                continue
            first, last = inside[0], inside[-1] + 1
            if name == "bareyear" and (
                tokens[first].dep not in _MODIFYING
                or (first > 0 and tokens[first - 1].tag in ("NNP", "NNPS"))  # a model's number
            ):
                continue
            if first > 0 and tokens[first - 1].lower in _AHEAD:
                values = values[-1:]
            if first > 0 and tokens[first - 1].lower in ("until", "till"):
                continue  # says when it ends
            found.append(
                TimeExpression(first, last, _anchor(tree, first, last), values[0], values[-1])
            )
    return sorted(found, key=lambda e: e.first)


_DIGIT = re.compile(r"\d")
_MIGHT_NAME_TIME = re.compile(
    "|".join((*_DAYS, *_MONTHS, "day", "tomorrow", "month", "year", "last")),
    re.IGNORECASE,
)


def _anchor(tree: Tree, first: int, last: int) -> int:
    """The token outside the expression that it hangs on; prepositions and other words of the
    same date ("Friday, Nov. 29") are seen through."""
    tokens = tree.tokens
    dated = {
        i
        for name in tree.sentence.names
        if name.label in ("DATE", "TIME")
        for i in range(name.start, name.end)
    }
    i = tree.span_head(first, last)
    while tokens[i].head != i and (
        first <= i < last
        or tokens[i].pos in ("ADP", "SCONJ")
        or (i in dated and tokens[i].pos in ("PROPN", "NUM"))
        or (tokens[i].lower in _THROUGH and tokens[i].dep != "nsubj")
    ):
        i = tokens[i].head
    return i


def _values(name: str, groups: dict[str, str | None], today: dt.date | None) -> Iterator[TimeValue]:
    """Past reading, and future reading where it differs."""
    month = _MONTHS.get((groups.get("month") or "").lower().rstrip("."), 0)
    year = int(groups["year"] or 0) if groups.get("year") else 0
    if name == "iso":
        yield from _day_value(groups["iso"] or "")
        return
    if name in ("mdy", "dmy"):
        day = int(groups["day"] or 0)
        if year:
            yield from _day_value(f"{year:04d}-{month:02d}-{day:02d}")
        elif today is not None:
            past = today.year if (month, day) <= (today.month, today.day) else today.year - 1
            # A date a few days ahead in a text without a year is this year's.
            yield from _day_value(f"{past:04d}-{month:02d}-{day:02d}")
            yield from _day_value(
                f"{past + (past < today.year or (month, day) < (today.month, today.day)):04d}"
                f"-{month:02d}-{day:02d}"
            )
        return
    if name == "my":
        yield TimeValue(f"{year:04d}-{month:02d}", "month")
        return
    if name in ("year", "bareyear"):
        yield TimeValue(f"{year:04d}", "year")
        return
    if today is None:
        return
    if name in ("month", "lastmonth"):
        yield from _month_values(month, groups.get("which"), today)
    elif name in ("weekday", "lastday"):
        yield from _weekday_values(
            _DAYS.index((groups["weekday"] or "").lower()), groups.get("which"), today
        )
    elif name == "relday":
        shift = _DAY_SHIFTS.get((groups["rel"] or "").lower(), 0)
        yield _day(today + dt.timedelta(days=shift))
    elif name == "season":
        over = _SEASON_ENDS[(groups["season"] or "").lower()]
        yield TimeValue(f"{today.year - (today.month <= over):04d}", "year")
    elif name == "relunit":
        step = {"last": -1, "next": 1}.get((groups["which"] or "").lower(), 0)
        yield _shifted(today, (groups["unit"] or "").lower(), step)
    elif name == "ago":
        count = _COUNTS.get((groups["n"] or "").lower()) or int(groups["n"] or 0)
        yield _shifted(today, (groups["unit"] or "").lower(), -count)


def _day(date: dt.date) -> TimeValue:
    return TimeValue(date.isoformat(), "day")


def _day_value(text: str) -> Iterator[TimeValue]:
    try:
        yield _day(dt.date.fromisoformat(text))
    except ValueError:
        return


def _month_values(month: int, which: str | None, today: dt.date) -> Iterator[TimeValue]:
    past = today.year if month <= today.month else today.year - 1
    future = today.year if month >= today.month else today.year + 1
    which = (which or "").lower()
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


def _weekday_values(weekday: int, which: str | None, today: dt.date) -> Iterator[TimeValue]:
    back = (today.weekday() - weekday) % 7
    ahead = (weekday - today.weekday()) % 7
    which = (which or "").lower()
    if which in ("last", "past"):
        back = back or 7
        ahead = -back
    elif which in ("next", "coming"):
        ahead = ahead or 7
        back = -ahead
    yield _day(today - dt.timedelta(days=back))
    yield _day(today + dt.timedelta(days=ahead))


def _shifted(today: dt.date, unit: str, step: int) -> TimeValue:
    if unit == "year":
        return TimeValue(f"{today.year + step:04d}", "year")
    if unit == "month":
        index = today.year * 12 + today.month - 1 + step
        return TimeValue(f"{index // 12:04d}-{index % 12 + 1:02d}", "month")
    return _day(today + dt.timedelta(days=step))
