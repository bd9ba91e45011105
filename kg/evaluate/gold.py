"""Gold files: from one JSON object a line to `GoldItem`s.

In comes a JSONL file in which people wrote down what short news texts say; out come frozen
dataclasses, checked so far that every role names an entity of its item. For the text
"Kenya denied that it had closed the border." an item holds one entity (Kenya, State) and
one event of status Denied, denied by Kenya.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from pathlib import Path

from kg.evaluate.records import Record, read_records
from kg.model import EntityType, Status

__all__ = ["GoldEntity", "GoldEvent", "GoldItem", "GoldRelation", "load_gold"]

_ISO = r"\d{4}(-\d{2}(-\d{2})?)?"
_DATE = re.compile(rf"{_ISO}(/{_ISO})?")


@dataclass(frozen=True, slots=True)
class GoldEntity:
    """Somebody or something with a role; `mentions` are the strings of the text for it."""

    id: str
    name: str
    type: EntityType
    mentions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """A happening; roles and sources are ids of the item's entities.

    `date` is an ISO day, month or year, or two of them with a slash between for a period.
    An empty `asserted_by` means that the narrator speaks.
    """

    type: str
    trigger: str
    status: Status
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    date: str | None = None
    object: str | None = None
    quantity: str | None = None
    asserted_by: tuple[str, ...] = ()
    denied_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GoldRelation:
    """A durable relation between two entities of the item."""

    type: str
    subject: str
    object: str
    office: str | None = None


@dataclass(frozen=True, slots=True)
class GoldItem:
    """One document and all that it says."""

    id: str
    date: dt.date
    text: str
    entities: tuple[GoldEntity, ...]
    events: tuple[GoldEvent, ...]
    relations: tuple[GoldRelation, ...]
    title: str | None = None


def load_gold(path: Path) -> tuple[GoldItem, ...]:
    """Read a gold file.

    Blank lines are passed over; fields that the measures do not need are ignored.

    Args:
        path: a JSONL file with `id`, `date`, `text`, `entities`, `events`, `relations`.

    Returns:
        The items in the file's order.

    Raises:
        InputError: the file cannot be read, holds no item, holds an id twice, or a line is
            malformed; the message begins with file and line.
    """
    items: dict[str, GoldItem] = {}
    for record in read_records(path):
        item = _item(record)
        if item.id in items:
            record.fail(f"has the id {item.id!r}, which an earlier line has")
        items[item.id] = item
    return tuple(items.values())


def _item(record: Record) -> GoldItem:
    day = record.text("date")
    try:
        date = dt.date.fromisoformat(day)
    except ValueError:
        record.fail(f"has the date {day!r}, which is no ISO day")
    entities = tuple(_entity(entity) for entity in record.records("entities"))
    known = {entity.id for entity in entities}
    if len(known) != len(entities):
        record.fail("has two entities of the same id")
    return GoldItem(
        id=record.text("id"),
        date=date,
        text=record.text("text"),
        entities=entities,
        events=tuple(_event(event, known) for event in record.records("events")),
        relations=tuple(_relation(relation, known) for relation in record.records("relations")),
        title=record.optional("title"),
    )


def _entity(record: Record) -> GoldEntity:
    name = record.text("type")
    if name not in set(EntityType):
        record.fail(f"has the unknown type {name!r}")
    return GoldEntity(
        id=record.text("id"),
        name=record.text("name"),
        type=EntityType(name),
        mentions=record.strings("mentions"),
    )


def _event(record: Record, known: set[str]) -> GoldEvent:
    status = record.text("status")
    if status not in set(Status):
        record.fail(f"has the unknown status {status!r}")
    date = record.optional("date")
    if date is not None and not _DATE.fullmatch(date):
        record.fail(f"has the date {date!r}, which is no ISO day, month, year or period")
    roles = {
        role: record.strings(role)
        for role in ("actor", "recipient", "place", "asserted_by", "denied_by")
    }
    for role, ids in roles.items():
        for unknown in (one for one in ids if one not in known):
            record.fail(f"has the {role} {unknown!r}, which is no entity of the item")
    return GoldEvent(
        type=record.text("type"),
        trigger=record.text("trigger"),
        status=Status(status),
        date=date,
        object=record.optional("object"),
        quantity=record.optional("quantity"),
        **roles,
    )


def _relation(record: Record, known: set[str]) -> GoldRelation:
    subject, object_ = record.text("subject"), record.text("object")
    for unknown in (one for one in (subject, object_) if one not in known):
        record.fail(f"names {unknown!r}, which is no entity of the item")
    return GoldRelation(
        type=record.text("type"),
        subject=subject,
        object=object_,
        office=record.optional("office"),
    )
