"""One gold item and the dataset that says exactly the same, for the tests to spoil."""

from __future__ import annotations

import datetime as dt

from kg.evaluate import GoldEntity, GoldEvent, GoldItem, GoldRelation
from kg.model import (
    Claim,
    Dataset,
    DatedEvent,
    Document,
    Edge,
    Entity,
    EntityType,
    Event,
    Evidence,
    Polarity,
    Relation,
    Span,
    Status,
    TimeValue,
)

TEXT = (
    "Chad and Niger held talks in Zinder on Monday, Sahel Press said. "
    "Chad accused Libya of arming rebels, which Libya denied. "
    "Hundreds of rebels stormed a Chadian post. "
    "Chadian President Ada Balima will visit Niger, and she threatened Libya with sanctions."
)
SENTENCES = TEXT.split(". ")

ITEM = GoldItem(
    id="item-1",
    date=dt.date(2026, 2, 3),
    text=TEXT,
    entities=(
        GoldEntity("e1", "Chad", EntityType.STATE, ("Chad", "Chadian")),
        GoldEntity("e2", "Niger", EntityType.STATE, ("Niger",)),
        GoldEntity("e3", "Libya", EntityType.STATE, ("Libya",)),
        GoldEntity("e4", "Zinder", EntityType.PLACE, ("Zinder",)),
        GoldEntity("e5", "Ada Balima", EntityType.PERSON, ("Ada Balima",)),
        GoldEntity("e6", "rebels", EntityType.GROUP, ("Hundreds of rebels", "rebels")),
        GoldEntity("e7", "Sahel Press", EntityType.NEWS_MEDIA, ("Sahel Press",)),
    ),
    events=(
        GoldEvent(
            "Meeting",
            "talks",
            Status.REPORTED,
            actor=("e1", "e2"),
            place=("e4",),
            date="2026-02-02",
            asserted_by=("e7",),
        ),
        GoldEvent("Accuse", "accused", Status.REPORTED, actor=("e1",), recipient=("e3",)),
        GoldEvent(
            "ProvideMilitaryAid",
            "arming",
            Status.CONTESTED,
            actor=("e3",),
            recipient=("e6",),
            asserted_by=("e1",),
            denied_by=("e3",),
        ),
        GoldEvent("Attack", "stormed", Status.REPORTED, actor=("e6",), recipient=("e1",)),
        GoldEvent("Visit", "visit", Status.PLANNED, actor=("e5",), recipient=("e2",)),
        GoldEvent(
            "Sanction",
            "sanctions",
            Status.HYPOTHETICAL,
            actor=("e1",),
            recipient=("e3",),
            asserted_by=("e5",),
        ),
    ),
    relations=(
        GoldRelation("headOfState", "e5", "e1"),
        GoldRelation("locatedIn", "e4", "e2"),
    ),
)

ENTITIES = {
    entity.key: entity
    for entity in (
        Entity("chad", "Chad", EntityType.STATE, frozenset({"Chadian"})),
        Entity("niger", "Niger", EntityType.STATE),
        Entity("libya", "Libya", EntityType.STATE),
        Entity("zinder", "Zinder", EntityType.PLACE),
        Entity("balima", "Ada Balima", EntityType.PERSON, frozenset({"Balima"})),
        Entity("rebels", "rebels", EntityType.GROUP),
        Entity("press", "Sahel Press", EntityType.NEWS_MEDIA),
        Entity("unknown", "Unknown publisher", EntityType.NEWS_MEDIA),
    )
}

_MEETING = Event(
    "Meeting", actor=("chad", "niger"), place=("zinder",), date=TimeValue("2026-02-02", "day")
)
_ACCUSE = Event("Accuse", actor=("chad",), recipient=("libya",))
_AID = Event("ProvideMilitaryAid", actor=("libya",), recipient=("rebels",))
_ATTACK = Event("Attack", actor=("rebels",), recipient=("chad",))
_VISIT = Event("Visit", actor=("balima",), recipient=("niger",))
_SANCTION = Event("Sanction", actor=("chad",), recipient=("libya",))


def document(identifier: str = "item-1", *, publisher: str | None = None) -> Document:
    """The item's text as a document."""
    return Document(
        id="0123456789abcdef",
        text=TEXT,
        identifiers=(identifier,),
        paragraphs=(Span(0, len(TEXT)),),
        publisher=publisher,
    )


def claim(
    about: Event | Relation, sentence: int, by: str, *, polarity: Polarity = Polarity.POSITIVE
) -> Claim:
    """A claim with the sentence of that number as its evidence."""
    exact = SENTENCES[sentence]
    start = TEXT.index(exact)
    return Claim(
        document="0123456789abcdef",
        about=about,
        evidence=Evidence(start, start + len(exact), exact),
        asserted_by=(by,),
        polarity=polarity,
    )


def dataset(*, publisher: str | None = None) -> Dataset:
    """The dataset that says what the item says."""
    return Dataset(
        documents=(document(publisher=publisher),),
        entities=ENTITIES,
        names={key: key for key in ENTITIES},
        events=(
            DatedEvent("m", _MEETING, Status.REPORTED),
            DatedEvent("a", _ACCUSE, Status.REPORTED),
            DatedEvent("w", _AID, Status.CONTESTED),
            DatedEvent("s", _ATTACK, Status.REPORTED),
            DatedEvent("v", _VISIT, Status.PLANNED),
            DatedEvent("x", _SANCTION, Status.HYPOTHETICAL),
        ),
        claims=(
            ("c1", claim(_MEETING, 0, "press"), "m"),
            ("c2", claim(_ACCUSE, 1, "unknown"), "a"),
            ("c3", claim(_AID, 1, "chad"), "w"),
            ("c4", claim(_AID, 1, "libya", polarity=Polarity.NEGATIVE), "w"),
            ("c5", claim(_ATTACK, 2, "unknown"), "s"),
            ("c6", claim(_VISIT, 3, "unknown"), "v"),
            ("c7", claim(_SANCTION, 3, "balima"), "x"),
            ("c8", claim(Relation("headOfState", "balima", "chad"), 3, "unknown"), None),
            ("c9", claim(Relation("locatedIn", "zinder", "niger"), 0, "unknown"), None),
        ),
        edges=(
            Edge("balima", "headOfStateOf", "chad"),
            Edge("chad", "accused", "libya"),
            Edge("chad", "met", "niger"),
            Edge("libya", "gaveMilitaryAidTo", "rebels", alleged=True),
            Edge("niger", "met", "chad"),
            Edge("rebels", "attacked", "chad"),
            Edge("zinder", "locatedIn", "niger"),
        ),
    )
