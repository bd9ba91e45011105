"""A lasting relation that a sentence states, and the classes that such relations are between.

Goes from the rules that find relations (`whereabouts.py`, `bonds.py`) to `relations.py`, which
gives them out: Goma is locatedIn Congo, stated by the tokens of "Goma, Congo".
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.model import EntityType, Relation
from kg.syntax import Tree

__all__ = ["CLAUSAL", "ORGANIZATIONS", "PLACES", "Stated", "is_over"]

CLAUSAL = frozenset({"married", "under-control"})
"""Rules whose relation a clause states, which may be denied or conditional."""

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


def is_over(tree: Tree, verb: int) -> bool:
    """Is a verb denied, or does it tell that something holds "no longer"?"""
    return any(
        tree.tokens[c].dep == "neg" or tree.tokens[c].lower in ("longer", "anymore")
        for c in (
            *tree.children[verb],
            *(x for a in tree.all(verb, "acomp") for x in tree.children[a]),
        )
    )
