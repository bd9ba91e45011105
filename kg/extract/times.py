"""When: read the time expressions of a sentence relative to the document's date.

Comes in: a sentence's `Tree` and the date of the document. Goes out: `TimeExpression`s:
token range, the value, the token that it hangs on. In a text of Saturday 2024-11-30 "on
Friday" is 2024-11-29, "in June" is 2024-06, "last month" is 2024-10. Only days, months and
years are given; "last week" names none of them and gives nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.extract.predications import Reader
from kg.extract.time_values import Phrase, phrases, values
from kg.model import TimeValue
from kg.syntax import Tree

__all__ = ["SCHEDULING", "TimeExpression", "document_times", "find_times"]

SCHEDULING = frozenset({"schedule", "plan", "slate", "set", "due", "expect"})
"""What is "planned for Sunday" is to come."""
# After these a date is to come.
_AHEAD = frozenset({"effective", "starting", "beginning", "by"})
# "by noon on Saturday", "by the end of May"
_BETWEEN = frozenset({"on", "at", "in", "of", "the", "noon", "midnight", "end", "early", "late"})
_MODIFYING = frozenset({"nummod", "compound", "nmod", "amod"})
# Words that a date hangs on without being dated themselves.
_THROUGH = frozenset({"effective", "starting", "beginning", "end", "start", "middle"})
# A day without a year that lay longer ago is the next one: news gives the year of old dates.
_LONG_AGO = 275


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


def find_times(
    tree: Tree, today: dt.date | None, before: Sequence[TimeExpression] = ()
) -> list[TimeExpression]:
    """Time expressions of one sentence, in order, without overlaps.

    Args:
        tree: the sentence.
        today: date of the document; without one only complete dates are read.
        before: the times of the sentence before, from which "a day later" counts.
    """
    text, starts = _spaced(tree)
    found: list[TimeExpression] = []
    rest: list[Phrase] = []
    for phrase in phrases(text):
        if phrase.counts_from_another:
            rest.append(phrase)
            continue
        named = found[-1].past if found else None
        found += _expressions(phrase, tree, starts, values(phrase, today, named=named), today)
    for phrase in rest:
        other = _day_beside(phrase, found or before, starts)
        found += _expressions(phrase, tree, starts, values(phrase, today, other), today)
    return sorted(found, key=lambda e: e.first)


def document_times(readers: Iterable[Reader], today: dt.date | None) -> list[list[TimeExpression]]:
    """The time expressions of each sentence of a document."""
    times: list[list[TimeExpression]] = []
    for reader in readers:
        times.append(find_times(reader.tree, today, times[-1] if times else ()))
    return times


def _spaced(tree: Tree) -> tuple[str, list[int]]:
    """The sentence with single blanks, and where each token starts in it."""
    tokens = tree.tokens
    pieces: list[str] = []
    starts: list[int] = []
    position = 0
    for i, token in enumerate(tokens):
        if i and token.start > tokens[i - 1].end:
            pieces.append(" ")
            position += 1
        starts.append(position)
        pieces.append(token.text)
        position += len(token.text)
    return "".join(pieces), starts


def _day_beside(
    phrase: Phrase, times: Sequence[TimeExpression], starts: Sequence[int]
) -> dt.date | None:
    """The day named last before a phrase, else first after it."""
    days = [e for e in times if e.past.precision == "day"]
    earlier = [e for e in days if e.first < len(starts) and starts[e.first] < phrase.start]
    one = earlier[-1] if earlier else days[0] if days else None
    return dt.date.fromisoformat(one.past.value) if one is not None else None


def _expressions(
    phrase: Phrase,
    tree: Tree,
    starts: Sequence[int],
    readings: list[TimeValue],
    today: dt.date | None,
) -> list[TimeExpression]:
    """The phrase as an expression of the sentence; none where it is no time of an event."""
    tokens = tree.tokens
    inside = [
        i
        for i, at in enumerate(starts)
        if phrase.start <= at < phrase.end and tokens[i].text != "."
    ]  # a full stop after a month may be the sentence's
    if not inside or not readings:
        return []
    first, last = inside[0], inside[-1] + 1
    if phrase.kind == "bareyear" and (
        tokens[first].dep not in _MODIFYING
        or (first > 0 and tokens[first - 1].tag in ("NNP", "NNPS"))  # a model's number
    ):
        return []
    if first > 0 and tokens[first - 1].lower in ("until", "till"):
        return []  # says when it ends
    anchor = _anchor(tree, first, last)
    past, future = readings[0], readings[-1]
    if _to_come(tree, first, anchor, past, today):
        past = future
    return [TimeExpression(first, last, anchor, past, future)]


def _to_come(tree: Tree, first: int, anchor: int, past: TimeValue, today: dt.date | None) -> bool:
    """Is the time ahead, whatever the event's tense?"""
    tokens = tree.tokens
    before = first - 1
    while before > 0 and tokens[before].lower in _BETWEEN:
        before -= 1
    if before >= 0 and tokens[before].lower in _AHEAD:
        return True
    token = tokens[anchor]
    plan = token.head if token.dep == "xcomp" else anchor
    if tokens[plan].lemma.lower() in SCHEDULING and (
        tokens[first - 1].lower == "for"  # "planned for Friday", "set to start on Friday"
        or tokens[plan].lower == "due"
        or tree.child(plan, "xcomp") is not None
    ):
        return True
    if past.precision != "day" or today is None or token.tag in ("VBD", "VBN"):
        return False
    # "The June 5 attack killed five": the clause is past
    above = (x for x in tree.up(anchor) if tokens[x].pos in ("VERB", "AUX"))
    clause = next(above, anchor)
    if tokens[clause].tag == "VBD" or (
        tokens[clause].tag == "VBN" and tree.child(clause, "aux", "auxpass") is not None
    ):
        return False
    long_ago = (today - dt.date.fromisoformat(past.value)).days > _LONG_AGO
    return long_ago and tree.child(anchor, "aux", "auxpass") is None


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
