"""Join what all documents say: one entity per somebody, one event per happening, its status.

`Extraction`s come in, in any order; one `Dataset` goes out, sorted and always the same.
"Kim met Belousov", told by one outlet and denied by another, becomes one event that is
Contested, two claims, and the alleged edges of the meeting.

Everything is worked out event by event and entity by entity with pure functions, so that
whoever keeps a graph can recompute only what a new document touches.
"""

from __future__ import annotations

import dataclasses
import hashlib
import itertools
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, TypeVar

from kg.model import (
    Certainty,
    Claim,
    Dataset,
    DatedEvent,
    Document,
    Edge,
    Entity,
    EntityType,
    Event,
    Extraction,
    Polarity,
    Relation,
    Run,
    Status,
    Tense,
    TimeValue,
)

if TYPE_CHECKING:
    from kg.ontology import ConceptType, Ontology

__all__ = [
    "claim_id",
    "consolidate",
    "edges_of",
    "event_id",
    "joint_status",
    "linked_pairs",
    "local_names",
    "merge_entities",
    "merge_events",
    "narrator_of",
    "reading_of",
    "relation_edges",
    "slug",
    "status_of",
]

_T = TypeVar("_T")

# Two sides of a clash or of a recognition often stand together as actors ("the armies
# clashed"); other types with several actors and no recipient name one side only.
_MUTUAL = frozenset({"Attack", "Recognize"})
_UNKNOWN = ("unknown-publisher", "Unknown publisher")
_OUTLETS = (EntityType.NEWS_MEDIA, EntityType.ORGANIZATION)
_SLUG_LENGTH = 64
_UNPRINTABLE = re.compile(r"[\s\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]+")
_LATIN = re.compile(r"LATIN (?:SMALL|CAPITAL) (?:LETTER|LIGATURE) (?:\w+ )??(\w+)(?: WITH .*)?")
_LETTERS = {"ENG": "ng", "ETH": "d", "SCHWA": "a", "THORN": "th"}
_CERTAINTIES = (Certainty.CERTAIN, Certainty.PROBABLE, Certainty.POSSIBLE)
_BY_STRENGTH = (Status.ALLEGED, Status.REPORTED, Status.DENIED, Status.PLANNED, Status.HYPOTHETICAL)


def consolidate(
    extractions: Iterable[Extraction], *, ontology: Ontology, run: Run | None = None
) -> Dataset:
    """Join extractions into one dataset.

    Args:
        extractions: what each document gave; their order does not matter, and a document
            that comes twice counts once.
        ontology: the types that claims are about.
        run: what made the extractions, if the graph shall say so.

    Raises:
        ValueError: a claim names an entity or a type that its extraction or the ontology
            does not have, which is a fault of an earlier stage.
    """
    told = _one_per_document(extractions)
    versions: dict[str, list[Entity]] = defaultdict(list)
    claims: dict[str, list[tuple[Claim, str | None]]] = defaultdict(list)
    events: dict[str, list[Event]] = defaultdict(list)
    for extraction in told:
        narrator = narrator_of(extraction)
        known = {**extraction.entities, narrator.key: narrator}
        for key, entity in known.items():
            versions[key].append(entity)
        for claim in extraction.claims:
            _check(claim, known, ontology)
            sourced = _with_source(claim, narrator.key, ontology)
            about = None
            if isinstance(sourced.about, Event):
                about = event_id(
                    sourced.about,
                    document=extraction.document,
                    symmetric=ontology.types[sourced.about.type].symmetric,
                    possible=sourced.certainty is Certainty.POSSIBLE,
                )
                events[about].append(sourced.about)
            claims[claim_id(sourced, about)].append((sourced, about))

    entities = {key: merge_entities(found) for key, found in sorted(versions.items())}
    joined = tuple(
        (identity, _strongest([claim for claim, _ in found]), found[0][1])
        for identity, found in sorted(claims.items())
    )
    dated, edges = _events_and_edges(joined, events, entities, ontology)
    return Dataset(
        documents=tuple(extraction.document for extraction in told),
        entities=entities,
        names=local_names(entities.values()),
        events=dated,
        claims=joined,
        edges=edges,
        mentions={
            extraction.document.id: tuple(sorted(set(extraction.mentions), key=dataclasses.astuple))
            for extraction in told
        },
        run=run,
    )


def _events_and_edges(
    claims: Sequence[tuple[str, Claim, str | None]],
    events: Mapping[str, Sequence[Event]],
    entities: Mapping[str, Entity],
    ontology: Ontology,
) -> tuple[tuple[DatedEvent, ...], tuple[Edge, ...]]:
    """Give each event its status, and the edges that events and durable relations bear."""
    of_event: dict[str, list[Claim]] = defaultdict(list)
    of_relation: dict[tuple[str, str, str], list[Claim]] = defaultdict(list)
    for _, claim, about in claims:
        if about is not None:
            of_event[about].append(claim)
        elif isinstance(claim.about, Relation):
            relation = claim.about
            of_relation[relation.type, relation.subject, relation.object].append(claim)
    dated = []
    edges: set[Edge] = set()
    for identity, versions in sorted(events.items()):
        concept = ontology.types[versions[0].type]
        status = status_of(of_event[identity])
        event = merge_events(versions, symmetric=concept.symmetric)
        dated.append(DatedEvent(id=identity, event=event, status=status))
        edges |= edges_of(event, status, concept)
    for (kind, subject, target), found in of_relation.items():
        edges |= relation_edges(subject, target, status_of(found), ontology.types[kind])
    # Two parties sign with each other, both ways; but what they sign does not sign them.
    possible = {
        edge
        for edge in edges
        if not (concept := ontology.edges[edge.predicate]).symmetric
        or ontology.accepts(concept.domain, entities[edge.subject].type.value)
    }
    return tuple(dated), tuple(sorted(possible))


# -- documents ---------------------------------------------------------------------------


def _one_per_document(extractions: Iterable[Extraction]) -> list[Extraction]:
    """Keep one extraction per document, sorted by id.

    The same text met twice is one document under all its identifiers. Its relative dates
    hang on its own date, so the extraction of the earliest date is kept whole and claims of
    two datings are never mixed.
    """
    groups: dict[str, list[Extraction]] = defaultdict(list)
    for extraction in extractions:
        groups[extraction.document.id].append(extraction)
    kept = []
    for _, group in sorted(groups.items()):
        ranked = sorted(group, key=lambda x: (_document_rank(x.document), repr(x.claims)))
        documents = [extraction.document for extraction in ranked]
        best = documents[0]
        document = dataclasses.replace(
            best,
            identifiers=tuple(sorted({i for d in documents for i in d.identifiers})),
            title=_first(d.title for d in documents),
            publisher=_first(d.publisher for d in documents),
            url=_first(d.url for d in documents),
        )
        kept.append(dataclasses.replace(ranked[0], document=document))
    return kept


def _document_rank(document: Document) -> tuple[bool, str, str]:
    known = document.date.isoformat() if document.date is not None else ""
    rest = (document.publisher, document.title, document.url, document.identifiers)
    return (document.date is None, known, repr(rest))


def _first(values: Iterable[_T | None]) -> _T | None:
    return next((value for value in values if value is not None), None)


def narrator_of(extraction: Extraction) -> Entity:
    """Return who speaks where a document names no source: its publisher.

    That is the outlet or organization of the document that bears the publisher's name, else
    a new outlet of that name, else the unknown publisher.
    """
    publisher = _tidy(extraction.document.publisher or "")
    if not publisher:
        key, label = _UNKNOWN
        return Entity(f"NewsMedia/{key}", label, EntityType.NEWS_MEDIA)
    wanted = publisher.casefold()
    named = [
        entity
        for entity in extraction.entities.values()
        if entity.type in _OUTLETS
        and wanted in {_tidy(form).casefold() for form in (entity.label, *entity.aliases)}
    ]
    if named:
        return min(named, key=lambda entity: (_OUTLETS.index(entity.type), entity.key))
    return Entity(f"NewsMedia/{publisher}", publisher, EntityType.NEWS_MEDIA)


# -- entities ----------------------------------------------------------------------------


def merge_entities(versions: Sequence[Entity]) -> Entity:
    """Join what the documents know of one entity (same key).

    The label is the preferred form of most documents, of equals the most complete one; every
    other form is an alias. Type, state and Wikidata id are those of most documents too.
    """
    labels = Counter(label for entity in versions if (label := _tidy(entity.label)))
    forms = {tidy for entity in versions for form in entity.aliases if (tidy := _tidy(form))}
    types = Counter(entity.type for entity in versions)
    if not labels:
        labels = Counter(forms) or Counter([f"Unnamed {versions[0].type.value}"])
    label = max(labels, key=lambda form: (labels[form], len(form.split()), len(form), form))
    return Entity(
        key=versions[0].key,
        label=label,
        type=max(sorted(types), key=lambda kind: types[kind]),
        aliases=frozenset((forms | labels.keys()) - {label}),
        represents=_most_common(entity.represents for entity in versions),
        wikidata=_most_common(entity.wikidata for entity in versions),
    )


def _most_common(values: Iterable[str | None]) -> str | None:
    counts = Counter(value for value in values if value is not None)
    return max(sorted(counts), key=lambda value: counts[value], default=None)


def _tidy(text: str) -> str:
    """One line of printable text: what cannot stand in a name becomes a space."""
    return _UNPRINTABLE.sub(" ", text).strip()


def slug(label: str) -> str:
    """Spell a label in a-z, 0-9 and hyphens ("Kim Jong Un" -> "kim-jong-un"); may be empty.

    Letters lose their marks by Unicode decomposition (NFKD); those that do not decompose
    ("ø", "ł", "æ") are spelt by their Unicode names. Other scripts are left out.
    """
    ascii_text = "".join(map(_ascii, unicodedata.normalize("NFKD", label.casefold())))
    words = "-".join(re.findall(r"[a-z0-9]+", ascii_text.lower()))
    return words[:_SLUG_LENGTH].strip("-")


def _ascii(char: str) -> str:
    if char.isascii():
        return "" if char == "'" else char
    if char in "’ʼ`´" or unicodedata.combining(char):
        return ""
    named = _LATIN.fullmatch(unicodedata.name(char, ""))
    if named is None:
        return " "
    return _LETTERS.get(named[1], named[1] if len(named[1]) <= 2 else " ")


def local_names(entities: Iterable[Entity]) -> dict[str, str]:
    """Give each entity's key the local name of its IRI: the label's slug.

    Where two would be equal, all of them add their class, and a hash of the key if that is
    not enough ("georgia-state", "georgia-place").
    """
    ladders = {entity.key: _spellings(entity) for entity in entities}
    step = dict.fromkeys(sorted(ladders), 0)
    while True:
        users: dict[str, list[str]] = defaultdict(list)
        for key, level in step.items():
            users[ladders[key][level]].append(key)
        clashing = [
            key
            for keys in users.values()
            if len(keys) > 1
            for key in keys
            if step[key] < len(ladders[key]) - 1
        ]
        if not clashing:
            return {key: ladders[key][level] for key, level in step.items()}
        for key in clashing:
            step[key] += 1


def _spellings(entity: Entity) -> tuple[str, ...]:
    plain, kind = slug(entity.label), slug(entity.type.value)
    with_class = f"{plain}-{kind}" if plain else kind
    digest = hashlib.sha256(entity.key.encode("utf-8", "surrogatepass")).hexdigest()
    hashed = (f"{with_class}-{digest[:8]}", f"{with_class}-{digest}")
    # A label in another script or without any letter has no spelling of its own.
    return (plain, with_class, *hashed) if plain else hashed


# -- events and claims -------------------------------------------------------------------


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
    return _hash(event.type, *roles, sorted(event.place), when)


def claim_id(claim: Claim, about: str | None) -> str:
    """Return the identity of a claim: 16 hex digits over document, sentence, topic, sources.

    Args:
        claim: a claim with its sources filled in.
        about: id of the event that it is about; None for a durable relation.
    """
    if isinstance(claim.about, Relation):
        relation = claim.about
        topic = [relation.type, relation.subject, relation.object, relation.office or ""]
    else:
        topic = [about or ""]
    sentence = [str(claim.evidence.start), str(claim.evidence.end)]
    return _hash(claim.document, sentence, topic, sorted(claim.asserted_by), claim.polarity.value)


def _hash(*parts: str | Sequence[str]) -> str:
    return hashlib.sha256(repr(parts).encode("utf-8", "backslashreplace")).hexdigest()[:16]


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


def _check(claim: Claim, known: Collection[str], ontology: Ontology) -> None:
    """Fail early and by name where a claim hangs in the air."""
    about = claim.about
    if isinstance(about, Event):
        roles: tuple[str, ...] = (*about.actor, *about.recipient, *about.place, *about.object)
    else:
        roles = (about.subject, about.object)
    missing = [k for k in (*roles, *claim.asserted_by, *claim.via_source) if k not in known]
    if missing or about.type not in ontology.types:
        raise ValueError(
            f"document {claim.document}, rule {claim.rule!r}: a claim of type {about.type!r} "
            f"names what is not known: {missing or about.type}"
        )


def _with_source(claim: Claim, narrator: str, ontology: Ontology) -> Claim:
    """Fill in the narrator; sort what has no order, so that equal claims are equal."""
    about = claim.about
    if isinstance(about, Relation) and ontology.types[about.type].symmetric:
        first, second = sorted((about.subject, about.object))
        about = dataclasses.replace(about, subject=first, object=second)
    return dataclasses.replace(
        claim,
        about=about,
        asserted_by=tuple(sorted(set(claim.asserted_by))) or (narrator,),
        via_source=tuple(sorted(set(claim.via_source))),
    )


def _strongest(claims: Sequence[Claim]) -> Claim:
    """Of the same claim found several times keep the surest find; of equals the most careful.

    Two rules that are equally sure and disagree on certainty leave a doubt, and a doubt must
    not become a fact.
    """
    best = max(
        claims,
        key=lambda claim: (
            claim.confidence,
            _CERTAINTIES.index(claim.certainty),
            claim.tense is Tense.FUTURE,
            repr(claim),
        ),
    )
    via = sorted({key for claim in claims for key in claim.via_source})
    return dataclasses.replace(best, via_source=tuple(via))


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


# -- edges -------------------------------------------------------------------------------


def edges_of(event: Event, status: Status, concept: ConceptType) -> frozenset[Edge]:
    """Return the direct edges that an event of this status and type bears, if any."""
    return _edges(linked_pairs(event, concept), status, concept)


def linked_pairs(event: Event, concept: ConceptType) -> frozenset[tuple[str, str]]:
    """Return who is linked to whom by an event of this type, whatever its status."""
    if event.recipient:
        pairs = set(itertools.product(event.actor, event.recipient))
        if concept.symmetric:
            pairs |= {(target, subject) for subject, target in pairs}
    elif concept.symmetric or event.type in _MUTUAL:
        pairs = set(itertools.permutations(event.actor, 2))
    else:
        pairs = set()
    return frozenset((subject, target) for subject, target in pairs if subject != target)


def relation_edges(
    subject: str, target: str, status: Status, concept: ConceptType
) -> frozenset[Edge]:
    """Return the edges of a durable relation of this status; both ways if it is symmetric."""
    pairs = {(subject, target)}
    if concept.symmetric:
        pairs.add((target, subject))
    return _edges(pairs, status, concept)


def _edges(
    pairs: Iterable[tuple[str, str]], status: Status, concept: ConceptType
) -> frozenset[Edge]:
    if status not in (Status.REPORTED, Status.ALLEGED, Status.CONTESTED):
        return frozenset()
    return frozenset(
        Edge(subject, concept.edge, target, alleged=status is not Status.REPORTED)
        for subject, target in pairs
        if subject != target
    )
