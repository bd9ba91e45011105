"""How the page words things: in come names and dates of the graph, out come plain words.

Dates are written out ("29 Nov 2024") here, so that the page looks the same in every locale.
"""

from __future__ import annotations

import calendar

__all__ = ["capital", "date_words", "period", "words"]

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def words(name: str) -> str:
    """Return the words of a local name: "calledByPhone" becomes "called by phone"."""
    return "".join(f" {c.lower()}" if c.isupper() else c for c in name).strip()


def capital(text: str) -> str:
    """Return the text with a capital at the beginning, the rest as it is."""
    return text[:1].upper() + text[1:]


def date_words(value: str) -> str:
    """Return an ISO date of day, month or year precision written out; anything else as it is."""
    parts = _parts(value)
    if not parts:
        return value
    named = [value.split("-")[0], *(MONTHS[part - 1] for part in parts[1:2])]
    named += [str(part) for part in parts[2:]]
    return " ".join(reversed(named))


def period(value: str) -> tuple[str, str]:
    """Return first and last day of an ISO date: "2024-02" is ("2024-02-01", "2024-02-29").

    What is no such date has no days: ("", "").
    """
    parts = _parts(value)
    if not parts or len(value.split("-")[0]) != 4 or not parts[0]:
        return "", ""
    year, first, last = parts[0], (*parts[1:], 1, 1)[:2], (*parts[1:],)
    if not last:
        last = (12, 31)
    elif len(last) == 1:
        last = (last[0], calendar.monthrange(year, last[0])[1])
    return f"{year:04}-{first[0]:02}-{first[1]:02}", f"{year:04}-{last[0]:02}-{last[1]:02}"


def _parts(value: str) -> tuple[int, ...]:
    """Year, month and day as numbers, as many as there are; none if it is no such date."""
    parts = value.split("-")
    if len(parts) > 3 or not all(part.isascii() and part.isdigit() for part in parts):
        return ()
    numbers = tuple(int(part) for part in parts)
    return numbers if len(numbers) < 2 or 1 <= numbers[1] <= 12 else ()
