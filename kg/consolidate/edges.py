"""The direct edges that events and durable relations bear.

An event with its status and type comes in, edges go out: a reported meeting of Kim and
Belousov gives `met` both ways, an alleged one `alleged:met`, a planned one nothing.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from typing import TYPE_CHECKING

from kg.model import Edge, Event, Status

if TYPE_CHECKING:
    from kg.ontology import ConceptType

__all__ = ["edges_of", "linked_pairs", "relation_edges"]

# Two sides of a clash or of a recognition often stand together as actors ("the armies
# clashed"); other types with several actors and no recipient name one side only.
_MUTUAL = frozenset({"Attack", "Recognize"})


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
