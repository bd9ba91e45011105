"""One document: what the gold says beside what was predicted.

In come a gold item and its prediction; out comes a `Comparison` that lists hits, misses
and extras of every kind, from which scores are counted and error lists are written. Where
the gold has "Army -Attack-> Rebels" and the prediction "Rebels -Attack-> Army", the event
and the edge are each missed once and extra once.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kg.errors import InputError
from kg.evaluate.edges import EdgeComparison, compare_edges
from kg.evaluate.gold import GoldEntity, GoldEvent, GoldItem
from kg.evaluate.names import Alignment
from kg.evaluate.predicted import PredictedEvent, Prediction
from kg.model import Entity, EntityType
from kg.ontology import Ontology

__all__ = ["Comparison", "EntityComparison", "EventComparison", "EventPair", "compare", "root_of"]


@dataclass(frozen=True, slots=True)
class EventPair:
    """A gold event and the predicted one taken for it.

    `exact`: the whole actor set and the whole recipient set agree, not only a part.
    """

    gold: GoldEvent
    predicted: PredictedEvent
    exact: bool


@dataclass(frozen=True, slots=True)
class EventComparison:
    """All events of a document; those of `pairs` that are not exact count as missed and extra."""

    pairs: tuple[EventPair, ...]
    missed: tuple[GoldEvent, ...]
    extra: tuple[PredictedEvent, ...]

    @property
    def hits(self) -> tuple[EventPair, ...]:
        """The exact pairs."""
        return tuple(pair for pair in self.pairs if pair.exact)


@dataclass(frozen=True, slots=True)
class EntityComparison:
    """A gold entity that is no Group, and the predicted one given to it.

    `whole` is False where a further predicted entity, given to no other gold entity,
    matches it too: then the prediction split it.
    """

    gold: GoldEntity
    predicted: Entity | None
    whole: bool

    @property
    def right_class(self) -> bool:
        """Was it found, with the gold's class?"""
        return self.predicted is not None and self.predicted.type is self.gold.type


@dataclass(frozen=True, slots=True)
class Comparison:
    """One document, compared: events by type, events by root, edges, entities."""

    item: GoldItem
    prediction: Prediction
    alignment: Alignment
    events: EventComparison
    roots: EventComparison
    edges: EdgeComparison
    entities: tuple[EntityComparison, ...]


def root_of(type_id: str, ontology: Ontology) -> str:
    """The PLOVER root of an event type, or its own id where it has none."""
    return ontology.types[type_id].root or type_id


def compare(item: GoldItem, prediction: Prediction, *, ontology: Ontology) -> Comparison:
    """Compare one document.

    Args:
        item: the gold.
        prediction: what was predicted for the same text.
        ontology: roots, symmetry and kinds of the types.

    Returns:
        The comparison.

    Raises:
        InputError: the gold names a type that the ontology lacks or has as another kind.
    """
    _check_types(item, ontology)
    alignment = Alignment(item.entities, prediction.entities)
    return Comparison(
        item=item,
        prediction=prediction,
        alignment=alignment,
        events=_match_events(item, prediction, alignment, kind=lambda type_id: type_id),
        roots=_match_events(
            item, prediction, alignment, kind=lambda type_id: root_of(type_id, ontology)
        ),
        edges=compare_edges(item, prediction, alignment, ontology),
        entities=_match_entities(item, prediction, alignment),
    )


def _check_types(item: GoldItem, ontology: Ontology) -> None:
    used = [(event.type, "event") for event in item.events]
    used += [(relation.type, "relation") for relation in item.relations]
    for type_id, kind in used:
        known = ontology.types.get(type_id)
        if known is None or known.kind != kind:
            raise InputError(
                f"the ontology has no {kind} type {type_id!r}; mend the gold or add the type",
                where=f"gold item {item.id}",
            )


def _match_events(
    item: GoldItem,
    prediction: Prediction,
    alignment: Alignment,
    *,
    kind: Callable[[str], str],
) -> EventComparison:
    """Pair events of one kind one to one, greedily: exact ones first, then by role overlap.

    Among equals, the same places decide, then whether the gold's trigger stands in the
    predicted sentence, then the order in the document. Status and date never decide, for
    they are measured on the pairs.
    """
    candidates = []
    for g, gold in enumerate(item.events):
        for p, predicted in enumerate(prediction.events):
            if kind(gold.type) != kind(predicted.type):
                continue
            overlap = _overlap(gold, predicted, alignment)
            if overlap > 0:
                places = alignment.shared(gold.place, predicted.place)
                spoken = gold.trigger.casefold() in predicted.sentence.casefold()
                candidates.append((-overlap, -places, not spoken, g, p))
    taken: dict[int, tuple[int, bool]] = {}
    free = set(range(len(prediction.events)))
    for overlap, _, _, g, p in sorted(candidates):
        if g not in taken and p in free:
            taken[g] = (p, overlap == -1.0)
            free.remove(p)
    return EventComparison(
        pairs=tuple(
            EventPair(item.events[g], prediction.events[p], exact)
            for g, (p, exact) in sorted(taken.items())
        ),
        missed=tuple(event for g, event in enumerate(item.events) if g not in taken),
        extra=tuple(prediction.events[p] for p in sorted(free)),
    )


def _overlap(gold: GoldEvent, predicted: PredictedEvent, alignment: Alignment) -> float:
    """Share of the two main roles' fillers that both have: 1 where both roles are the same."""
    shared = total = 0
    for ids, keys in ((gold.actor, predicted.actor), (gold.recipient, predicted.recipient)):
        common = alignment.shared(ids, keys)
        shared += common
        total += len(ids) + len(keys) - common
    return shared / total if total else 1.0


def _match_entities(
    item: GoldItem, prediction: Prediction, alignment: Alignment
) -> tuple[EntityComparison, ...]:
    """Give each gold entity at most one predicted one, the best names first."""
    ranked = sorted(
        (rank, g, p)
        for g, gold in enumerate(item.entities)
        for p, key in enumerate(prediction.entities)
        if (rank := alignment.rank(key, gold.id)) is not None
    )
    keys = tuple(prediction.entities)
    taken: dict[int, str] = {}
    free = set(keys)
    for _, g, p in ranked:
        if g not in taken and keys[p] in free:
            taken[g] = keys[p]
            free.remove(keys[p])
    return tuple(
        EntityComparison(
            gold=gold,
            predicted=prediction.entities[taken[g]] if g in taken else None,
            whole=g in taken and not any(alignment.matches(key, gold.id) for key in free),
        )
        for g, gold in enumerate(item.entities)
        if gold.type is not EntityType.GROUP
    )
