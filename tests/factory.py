"""Hand-built extractions: a small world of invented claims that needs no language pipeline.

`document(...)`, `claim(...)` and `extraction(...)` build single pieces; `world()` is three
documents that together hold an event or relation of every status; `stored(...)` is the graph
of such documents.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Sequence

from kg.consolidate import consolidate
from kg.graph import to_quads
from kg.model import (
    Certainty,
    Claim,
    Document,
    Entity,
    EntityType,
    Event,
    Evidence,
    Extraction,
    Mention,
    Polarity,
    Quantity,
    Relation,
    Span,
    Tense,
    TimeValue,
)
from kg.ontology import load_ontology
from kg.store import Store

FRIDAY = TimeValue("2025-03-07", "day")


def entity(
    label: str,
    type: EntityType = EntityType.STATE,
    *aliases: str,
    key: str | None = None,
    represents: str | None = None,
    wikidata: str | None = None,
) -> Entity:
    return Entity(
        key=f"{type.value}/{label}" if key is None else key,
        label=label,
        type=type,
        aliases=frozenset(aliases),
        represents=represents,
        wikidata=wikidata,
    )


ARDONIA = entity("Ardonia", EntityType.STATE, "Ardonian", wikidata="Q1")
BELMARK = entity("Belmark", EntityType.STATE, "Belmarkian")
CORVANIA = entity("Corvania")
VALE = entity("Anna Vale", EntityType.PERSON, "Vale", represents=ARDONIA.key)
OREN = entity("Piet Oren", EntityType.PERSON, "Oren", represents=BELMARK.key)
WIRE = entity("Northern Wire", EntityType.NEWS_MEDIA, "NW")
HERALD = entity("Harbour Herald", EntityType.NEWS_MEDIA)
PORT = entity("Port Saro", EntityType.PLACE)
PEOPLE = (ARDONIA, BELMARK, CORVANIA, VALE, OREN, WIRE, HERALD, PORT)


def document(
    text: str,
    *,
    date: dt.date | None = dt.date(2025, 3, 8),
    publisher: str | None = "Northern Wire",
    title: str | None = None,
    url: str | None = None,
    identifiers: tuple[str, ...] = ("article.txt",),
) -> Document:
    identity = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return Document(
        id=identity,
        text=text,
        identifiers=identifiers,
        paragraphs=(Span(0, len(text)),),
        title=title,
        date=date,
        publisher=publisher,
        url=url,
    )


def claim(
    source: Document,
    about: Event | Relation,
    sentence: str,
    *,
    by: Iterable[Entity] = (),
    via: Iterable[Entity] = (),
    polarity: Polarity = Polarity.POSITIVE,
    certainty: Certainty = Certainty.CERTAIN,
    tense: Tense = Tense.NON_FUTURE,
    confidence: float = 0.9,
    rule: str = "frame",
    trigger: str = "",
) -> Claim:
    start = source.text.index(sentence)
    told = source.text.index(trigger, start) if trigger else -1
    return Claim(
        document=source.id,
        about=about,
        evidence=Evidence(
            start, start + len(sentence), sentence, told, told + len(trigger) if trigger else -1
        ),
        asserted_by=tuple(sorted(one.key for one in by)),
        via_source=tuple(sorted(one.key for one in via)),
        polarity=polarity,
        certainty=certainty,
        tense=tense,
        confidence=confidence,
        rule=rule,
    )


def extraction(
    source: Document, claims: Sequence[Claim], entities: Iterable[Entity] = PEOPLE
) -> Extraction:
    known = {one.key: one for one in entities}
    mentions = []
    for one in known.values():
        for form in sorted({one.label, *one.aliases} - {""}):
            if form in source.text:
                start = source.text.index(form)
                end = start + len(form)
                mentions.append(Mention(start, end, 0, 0, 1, 0, one.key))
    return Extraction(source, known, mentions=tuple(mentions), claims=tuple(claims))


def event(
    type: str,
    actor: Sequence[Entity] = (),
    recipient: Sequence[Entity] = (),
    *,
    place: Sequence[Entity] = (),
    date: TimeValue | None = None,
    object: Sequence[Entity] = (),
    object_text: str | None = None,
    quantity: tuple[Quantity, ...] = (),
) -> Event:
    return Event(
        type=type,
        actor=tuple(sorted(one.key for one in actor)),
        recipient=tuple(sorted(one.key for one in recipient)),
        place=tuple(sorted(one.key for one in place)),
        date=date,
        object=tuple(sorted(one.key for one in object)),
        object_text=object_text,
        quantity=quantity,
    )


def relation(type: str, subject: Entity, object: Entity, office: str | None = None) -> Relation:
    return Relation(type, subject.key, object.key, office)


MEETING = "Anna Vale met Piet Oren in Port Saro on Friday."
ARMS = "Ardonia says Belmark shipped 500 to 700 rockets to Corvania."
DENIAL = "Belmark denies any such shipment to Corvania."
MINISTER = "Anna Vale, the foreign minister of Ardonia, smiled."
THREAT = "Belmark could attack Ardonia, the Harbour Herald fears."
PLAN = "Piet Oren will visit Ardonia in May."
REFUSAL = "Corvania did not recognize Belmark."
ACCUSATION = "Ardonia accused Belmark of lying."
PACT = "Ardonia and Belmark are bound by a treaty."
BORDER = "Corvania is said to border Belmark, which Belmark disputes."


def stored(*told: Extraction) -> Store:
    """The graph of what the documents say."""
    ontology = load_ontology()
    return Store.from_quads(to_quads(consolidate(told, ontology=ontology), ontology=ontology))


def world() -> tuple[Extraction, ...]:
    """Three documents; the second is by another outlet and tells of the same meeting."""
    first = document(
        " ".join((MEETING, ARMS, DENIAL, MINISTER)),
        title="Ministers meet",
        url="https://nw.example/1",
    )
    met = event("Meeting", [VALE, OREN], place=[PORT], date=FRIDAY)
    arms = event(
        "ProvideMilitaryAid",
        [BELMARK],
        [CORVANIA],
        object_text="rockets",
        quantity=(Quantity("500 to 700 rockets", "rockets", 500, 700),),
    )
    hedged, negative = Certainty.PROBABLE, Polarity.NEGATIVE
    told = [
        claim(first, met, MEETING),
        claim(first, arms, ARMS, by=[ARDONIA], via=[WIRE], certainty=hedged),
        claim(first, arms, DENIAL, by=[BELMARK], polarity=negative),
        claim(first, relation("ministerOf", VALE, ARDONIA, "foreign minister"), MINISTER),
    ]
    second = document(
        " ".join((MEETING, THREAT, PLAN, REFUSAL)),
        publisher="Harbour Herald",
        identifiers=("herald.txt",),
    )
    swapped = event("Meeting", [OREN], [VALE], place=[PORT], date=FRIDAY)
    attack = event("Attack", [BELMARK], [ARDONIA])
    visit = event("Visit", [OREN], [ARDONIA], date=TimeValue("2025-05", "month"))
    herald = [
        claim(second, swapped, MEETING),
        claim(second, attack, THREAT, certainty=Certainty.POSSIBLE, tense=Tense.FUTURE),
        claim(second, visit, PLAN, tense=Tense.FUTURE),
        claim(second, event("Recognize", [CORVANIA], [BELMARK]), REFUSAL, polarity=negative),
    ]
    third = document(
        " ".join((ACCUSATION, PACT, BORDER)), publisher=None, date=None, identifiers=("c.txt",)
    )
    border = relation("bordersWith", CORVANIA, BELMARK)
    rest = [
        claim(third, event("Accuse", [ARDONIA], [BELMARK]), ACCUSATION),
        claim(third, relation("treatyWith", BELMARK, ARDONIA), PACT),
        claim(third, border, BORDER, by=[CORVANIA], certainty=hedged),
        claim(third, border, BORDER, by=[BELMARK], polarity=negative),
    ]
    return extraction(first, told), extraction(second, herald), extraction(third, rest)
