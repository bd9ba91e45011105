"""Direct edges: the pairs that the gold demands beside the pairs that were predicted.

In come the item, the prediction and the alignment of their entities; out come hits,
misses, extras, and for every edge told as fact (`rel:`) the statuses under which the gold
has it. "The army and the rebels clashed" demands one pair that may point either way.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, product

from kg.evaluate.gold import GoldEvent, GoldItem
from kg.evaluate.names import Alignment, pair_up
from kg.evaluate.predicted import PredictedEdge, Prediction
from kg.model import EntityType, Status
from kg.ontology import ConceptType, Ontology

__all__ = ["EdgeComparison", "GoldEdge", "JudgedEdge", "compare_edges"]

_EDGE_STATUSES = frozenset({Status.REPORTED, Status.ALLEGED, Status.CONTESTED})
_MUTUAL = frozenset({"Attack", "Recognize"})
"""Types whose actors without recipient do it to one another: a clash, mutual recognition."""
_TREATY = "treatyWith"
_SIGNING = "SignAgreement"
"""A treaty edge beside a signing is no extra: the guidelines leave it open."""


@dataclass(frozen=True, slots=True)
class GoldEdge:
    """A typed pair of gold entities, with every status that the item gives it.

    `unordered` pairs have no direction. `trigger` is the first event's ("" for a relation).
    """

    type: str
    subject: str
    object: str
    unordered: bool
    statuses: frozenset[Status]
    trigger: str = ""

    @property
    def demanded(self) -> bool:
        """Should there be an edge in the graph?"""
        return not _EDGE_STATUSES.isdisjoint(self.statuses)


@dataclass(frozen=True, slots=True)
class JudgedEdge:
    """A predicted `rel:` edge, and the statuses of its type and pair in the gold."""

    edge: PredictedEdge
    statuses: frozenset[Status]

    @property
    def nowhere(self) -> bool:
        """The gold has nothing of the kind."""
        return not self.statuses

    @property
    def unsure(self) -> bool:
        """The gold has it, but never as a plain fact."""
        return bool(self.statuses) and Status.REPORTED not in self.statuses


@dataclass(frozen=True, slots=True)
class EdgeComparison:
    """Edges of one document."""

    hits: tuple[tuple[GoldEdge, PredictedEdge], ...]
    missed: tuple[GoldEdge, ...]
    extra: tuple[PredictedEdge, ...]
    facts: tuple[JudgedEdge, ...]


def compare_edges(
    item: GoldItem, prediction: Prediction, alignment: Alignment, ontology: Ontology
) -> EdgeComparison:
    """Compare the edges of one document, those of Groups left out on both sides.

    Args:
        item: the gold.
        prediction: what was predicted for the same text.
        alignment: which of their entities match.
        ontology: which types are symmetric.

    Returns:
        Hits, misses, extras and judged facts.
    """
    stated = _gold_edges(item, ontology)
    wanted = [edge for edge in stated if edge.demanded and not _covered(edge, stated)]
    given = _predicted_edges(prediction, alignment, ontology)
    hits = pair_up(
        [[n for n, edge in enumerate(given) if _fits(gold, edge, alignment)] for gold in wanted]
    )
    extra = _extras(item, prediction, wanted, given, hits)
    kept = [given[p] for p in sorted(hits.values())] + extra
    return EdgeComparison(
        hits=tuple((wanted[g], given[p]) for g, p in sorted(hits.items())),
        missed=tuple(edge for g, edge in enumerate(wanted) if g not in hits),
        extra=tuple(extra),
        facts=tuple(
            JudgedEdge(
                edge,
                frozenset().union(*(g.statuses for g in stated if _fits(g, edge, alignment))),
            )
            for edge in kept
            if not edge.alleged
        ),
    )


def _gold_edges(item: GoldItem, ontology: Ontology) -> list[GoldEdge]:
    """Every typed pair of the gold, whatever its status, each once."""
    groups = {entity.id for entity in item.entities if entity.type is EntityType.GROUP}
    statuses: dict[tuple[str, str, str, bool], set[Status]] = {}
    triggers: dict[tuple[str, str, str, bool], str] = {}

    def add(
        type_: ConceptType, pair: tuple[str, str], unordered: bool, status: Status, trigger: str
    ) -> None:
        subject, object_ = sorted(pair) if unordered else pair
        if subject != object_ and groups.isdisjoint(pair):
            key = (type_.id, subject, object_, unordered)
            statuses.setdefault(key, set()).add(status)
            triggers.setdefault(key, trigger)

    for event in item.events:
        type_ = ontology.types[event.type]
        for pair, unordered in _pairs(event, type_):
            add(type_, pair, unordered, event.status, event.trigger)
    for relation in item.relations:
        type_ = ontology.types[relation.type]
        pair = (relation.subject, relation.object)
        add(type_, pair, type_.symmetric, Status.REPORTED, "")
    return [GoldEdge(*key, frozenset(found), triggers[key]) for key, found in statuses.items()]


def _pairs(event: GoldEvent, type_: ConceptType) -> Iterator[tuple[tuple[str, str], bool]]:
    """The pairs of an event, and whether they have no direction."""
    if event.recipient:
        for pair in product(event.actor, event.recipient):
            yield pair, type_.symmetric
    elif type_.symmetric or type_.id in _MUTUAL:
        for pair in combinations(event.actor, 2):
            yield pair, True


def _covered(edge: GoldEdge, stated: list[GoldEdge]) -> bool:
    """Is a directed pair demanded without direction, too (an attack within a clash)?"""
    return not edge.unordered and any(
        other.unordered
        and other.demanded
        and other.type == edge.type
        and {other.subject, other.object} == {edge.subject, edge.object}
        for other in stated
    )


def _predicted_edges(
    prediction: Prediction, alignment: Alignment, ontology: Ontology
) -> list[PredictedEdge]:
    """Each typed pair once: symmetric edges are written both ways, some also as alleged.

    What is told as fact and alleged elsewhere counts as told as fact.
    """
    found: dict[tuple[str, str, str], PredictedEdge] = {}
    for edge in prediction.edges:
        if alignment.is_group(edge.subject) or alignment.is_group(edge.object):
            continue
        pair = (edge.subject, edge.object)
        subject, object_ = sorted(pair) if ontology.types[edge.type].symmetric else pair
        key = (edge.type, subject, object_)
        if key not in found or (found[key].alleged and not edge.alleged):
            found[key] = PredictedEdge(*key, edge.alleged, edge.sentence)
    return list(found.values())


def _fits(gold: GoldEdge, edge: PredictedEdge, alignment: Alignment) -> bool:
    if gold.type != edge.type:
        return False
    ends = [(gold.subject, gold.object)]
    if gold.unordered:
        ends.append((gold.object, gold.subject))
    return any(
        alignment.matches(edge.subject, subject) and alignment.matches(edge.object, object_)
        for subject, object_ in ends
    )


def _extras(
    item: GoldItem,
    prediction: Prediction,
    wanted: list[GoldEdge],
    given: list[PredictedEdge],
    hits: dict[int, int],
) -> list[PredictedEdge]:
    """Predicted edges that count as extra: a clash once, a treaty beside its signing never."""
    signed = any(event.type == _SIGNING for event in item.events)
    counted = {
        (given[p].type, given[p].subject, given[p].object)
        for g, p in hits.items()
        if wanted[g].unordered
    }
    clashes = [
        event
        for event in prediction.events
        if event.type in _MUTUAL and not event.recipient and len(event.actor) > 1
    ]
    extra: list[PredictedEdge] = []
    for p, edge in enumerate(given):
        if p in set(hits.values()) or (signed and edge.type == _TREATY):
            continue
        if (edge.type, edge.object, edge.subject) in counted:
            continue
        extra.append(edge)
        if any(
            event.type == edge.type and {edge.subject, edge.object} <= event.actor
            for event in clashes
        ):
            counted.add((edge.type, edge.subject, edge.object))
    return extra
