"""What was predicted for one document, in the shape that the measures compare.

In comes the `Dataset` of one document that was consolidated alone; out comes a
`Prediction`: its entities, its events with their sources, its direct edges. Of "Kenya
denied that it had closed the border, Reuters said." the event's `denied_by` holds Kenya.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from kg.evaluate.names import normalize
from kg.model import Claim, Dataset, Entity, Event, Polarity, Relation, Status
from kg.ontology import Ontology

__all__ = ["PredictedEdge", "PredictedEvent", "Prediction", "prediction"]

_NO_PUBLISHER = "Unknown publisher"
"""Label of the entity that speaks for a document without a publisher."""


@dataclass(frozen=True, slots=True)
class PredictedEvent:
    """An event of one document; roles and sources are keys of entities.

    `sentence` is the quotation behind its first claim ("" if there is none).
    """

    type: str
    status: Status
    actor: frozenset[str] = frozenset()
    recipient: frozenset[str] = frozenset()
    place: frozenset[str] = frozenset()
    date: str | None = None
    asserted_by: frozenset[str] = frozenset()
    denied_by: frozenset[str] = frozenset()
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class PredictedEdge:
    """A direct edge by the id of its type; `alleged` tells `alleged:` from `rel:`."""

    type: str
    subject: str
    object: str
    alleged: bool = False
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Prediction:
    """All that is predicted for one document."""

    entities: Mapping[str, Entity] = field(default_factory=dict)
    events: tuple[PredictedEvent, ...] = ()
    edges: tuple[PredictedEdge, ...] = ()


def prediction(dataset: Dataset, *, ontology: Ontology) -> Prediction:
    """Turn the dataset of one document into a prediction.

    A source that is the document's publisher, or that stands for an unknown publisher,
    is the narrator and left out of the sources. Positive claims fill `asserted_by`,
    negative ones `denied_by`.

    Args:
        dataset: one document, consolidated alone.
        ontology: tells which type an edge's name belongs to.

    Returns:
        The prediction; its events stand in the order of the text.

    Raises:
        ValueError: the dataset holds several documents, or an edge that the ontology does
            not know.
    """
    if len(dataset.documents) > 1:
        raise ValueError("a prediction is made of one document; consolidate each alone")
    narrators = _narrators(dataset)
    told: defaultdict[str | None, list[Claim]] = defaultdict(list)
    for _, claim, event_id in sorted(dataset.claims, key=lambda one: one[1].evidence.start):
        told[event_id].append(claim)
    # Datasets are sorted by hash; the measures want the order of the text.
    places = {event_id: place for place, event_id in enumerate(told)}
    dated = sorted(dataset.events, key=lambda one: places.get(one.id, len(places)))
    return Prediction(
        entities=dataset.entities,
        events=tuple(_event(one.event, one.status, told[one.id], narrators) for one in dated),
        edges=tuple(_edges(dataset, ontology)),
    )


def _narrators(dataset: Dataset) -> frozenset[str]:
    """Keys of the entities that stand for the narrator of the document."""
    names = {normalize(_NO_PUBLISHER)}
    names.update(normalize(each.publisher) for each in dataset.documents if each.publisher)
    return frozenset(
        key
        for key, entity in dataset.entities.items()
        if not names.isdisjoint(normalize(name) for name in (entity.label, *entity.aliases))
    )


def _event(
    event: Event, status: Status, claims: Iterable[Claim], narrators: frozenset[str]
) -> PredictedEvent:
    sources: dict[Polarity, set[str]] = {polarity: set() for polarity in Polarity}
    sentence = ""
    for claim in claims:
        sources[claim.polarity].update(claim.asserted_by)
        sentence = sentence or claim.evidence.exact
    return PredictedEvent(
        type=event.type,
        status=status,
        actor=frozenset(event.actor),
        recipient=frozenset(event.recipient),
        place=frozenset(event.place),
        date=event.date.value if event.date is not None else None,
        asserted_by=frozenset(sources[Polarity.POSITIVE]) - narrators,
        denied_by=frozenset(sources[Polarity.NEGATIVE]) - narrators,
        sentence=sentence,
    )


def _edges(dataset: Dataset, ontology: Ontology) -> Iterator[PredictedEdge]:
    sentences: dict[tuple[str, str, str], str] = {}
    claims = (claim for _, claim, _ in dataset.claims)
    for claim in sorted(claims, key=lambda one: one.evidence.start):
        for subject, object_ in _linked(claim.about):
            sentences.setdefault((claim.about.type, subject, object_), claim.evidence.exact)
    for edge in dataset.edges:
        if edge.predicate not in ontology.edges:
            raise ValueError(f"the ontology has no edge {edge.predicate!r}")
        type_ = ontology.edges[edge.predicate].id
        sentence = sentences.get((type_, edge.subject, edge.object), "")
        yield PredictedEdge(type_, edge.subject, edge.object, edge.alleged, sentence)


def _linked(about: Event | Relation) -> Iterator[tuple[str, str]]:
    """Every pair of entities, both ways, that an edge from this claim could join."""
    if isinstance(about, Relation):
        yield about.subject, about.object
        yield about.object, about.subject
        return
    people = (*about.actor, *about.recipient)
    yield from ((one, other) for one in people for other in people if one != other)
