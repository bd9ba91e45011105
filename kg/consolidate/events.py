"""Events: who they are, their details joined, and the status that all claims give them.

Events of several documents come in with their claims; identities, joined events and statuses
go out. "Kim met Belousov" in two articles is one meeting; denied by one, it is Contested.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from kg.consolidate.identity import identity
from kg.model import Certainty, Claim, Document, Event, Polarity, Status, Tense, TimeValue

__all__ = ["event_id", "joint_status", "merge_events", "reading_of", "status_of"]

_BY_STRENGTH = (Status.ALLEGED, Status.REPORTED, Status.DENIED, Status.PLANNED, Status.HYPOTHETICAL)


def event_id(
    event: Event, *, document: Document, symmetric: bool = False, possible: bool = False
) -> str:
    """Return the identity of an event: 16 hex digits over type, roles, place and date.

    Objects and quantities are details that one report gives and another leaves out, so they
    do not count. Where an event has no date its document's date stands in (or the document
    itself if that has none), so that undated events of different days stay apart. "A met B"
    and "B met A" are the same symmetric event. An undated event that is only `possible`
    ("could give weapons") stays apart from one told as happened ("has given weapons"): what
    may be and what is said to be are not one happening.
    """
    if event.date is not None:
        when = event.date.value
    else:
        when = document.id if document.date is None else document.date.isoformat()
        if possible:
            when += " possible"
    roles = (sorted(event.actor), sorted(event.recipient))
    if symmetric:
        roles = (sorted({*event.actor, *event.recipient}), [])
    return identity(event.type, *roles, sorted(event.place), when)


def merge_events(versions: Iterable[Event], *, symmetric: bool = False) -> Event:
    """Join what the claims say of one event (same id): all details, the commonest words."""
    told = list(versions)
    actors = {key for event in told for key in event.actor}
    recipients = {key for event in told for key in event.recipient}
    if symmetric and len({(event.actor, event.recipient) for event in told}) > 1:
        # One report puts A before B, another B before A: then all of them take part alike.
        actors, recipients = actors | recipients, set()
    words = Counter(event.object_text for event in told if event.object_text is not None)
    quantities = {quantity for event in told for quantity in event.quantity}
    return Event(
        type=told[0].type,
        actor=tuple(sorted(actors)),
        recipient=tuple(sorted(recipients)),
        place=tuple(sorted({key for event in told for key in event.place})),
        date=_date(told),
        object=tuple(sorted({key for event in told for key in event.object})),
        object_text=max(words, key=lambda text: (words[text], len(text), text), default=None),
        quantity=tuple(sorted(quantities, key=repr)),
    )


def _date(events: Iterable[Event]) -> TimeValue | None:
    return min((event.date for event in events if event.date is not None), default=None)


def reading_of(polarity: Polarity, certainty: Certainty, tense: Tense) -> Status:
    """Return the status that something would have if one such claim were all that is said."""
    if polarity is Polarity.NEGATIVE:
        return Status.DENIED
    if certainty is Certainty.POSSIBLE:
        # "could send" lies in the future, but what matters is that it may not come.
        return Status.HYPOTHETICAL
    if tense is Tense.FUTURE:
        return Status.PLANNED
    return Status.ALLEGED if certainty is Certainty.PROBABLE else Status.REPORTED


def joint_status(readings: Iterable[Status]) -> Status:
    """Return what several readings give together (the contract's table).

    Raises:
        ValueError: there is none.
    """
    found = set(readings)
    if Status.DENIED in found and found & {Status.REPORTED, Status.ALLEGED}:
        return Status.CONTESTED
    for status in _BY_STRENGTH:
        if status in found:
            return status
    raise ValueError("nothing has a status without a claim")


def status_of(claims: Iterable[Claim]) -> Status:
    """Return what all claims about one event or relation say together.

    Raises:
        ValueError: there is no claim.
    """
    return joint_status(reading_of(c.polarity, c.certainty, c.tense) for c in claims)
