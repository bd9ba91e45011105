"""A lasting relation that a sentence states, and the classes that such relations are between.

Goes from the rules that find relations (`whereabouts.py`, `bonds.py`) to `relations.py`, which
gives them out: Goma is locatedIn Congo, stated by the tokens of "Goma, Congo".
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.model import EntityType, Relation

__all__ = ["ORGANIZATIONS", "PLACES", "Stated"]

PLACES = (EntityType.PLACE, EntityType.STATE)
ORGANIZATIONS = (
    EntityType.ORGANIZATION,
    EntityType.ARMED_GROUP,
    EntityType.NEWS_MEDIA,
    EntityType.GOVERNMENT_BODY,
)


@dataclass(frozen=True, slots=True)
class Stated:
    """A relation, the token range that states it, the rule that found it."""

    relation: Relation
    first: int
    last: int
    rule: str
    confidence: float = 0.85
