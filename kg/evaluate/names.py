"""When is a predicted entity the one that the gold means?

In come the entities of a gold item and of a prediction; out comes an `Alignment` that
answers for single entities and for whole roles. "the Kremlin" equals "Kremlin"; the
groups "two French aid workers" and "aid workers from France" share the head noun.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence

from kg.evaluate.gold import GoldEntity
from kg.model import Entity, EntityType

__all__ = ["Alignment", "head_noun", "normalize", "pair_up"]

_ARTICLE = re.compile(r"^(?:the|an|a)\s+")
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'"})
_PREPOSITION = re.compile(r"\s+(of|from|in)\s+")
_COUNTS = frozenset(
    {"couple", "dozen", "half", "hundred", "million", "number", "score", "thousand", "third"}
)
"""Nouns that only count a group, so that the head comes after their "of"."""


def normalize(name: str) -> str:
    """A name without case, leading article, typographic apostrophes and double spaces."""
    plain = " ".join(name.translate(_APOSTROPHES).casefold().split())
    return _ARTICLE.sub("", plain)


def head_noun(phrase: str) -> str:
    """Head noun of a group's noun phrase, in the singular as far as a final s tells.

    The last word before the first "of", "from" or "in"; a word that only counts
    ("hundreds of refugees") gives way to the noun after it.
    """
    rest = normalize(phrase)
    while True:
        first, *after = _PREPOSITION.split(rest, maxsplit=1)
        words = re.findall(r"[\w'-]+", first)
        head = _singular(words[-1]) if words else ""
        if head not in _COUNTS or not after or after[0] != "of":
            return head
        rest = after[1]


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith("s") and not word.endswith("ss"):
        return word[:-1]
    return word


def pair_up(options: Sequence[Collection[int]]) -> dict[int, int]:
    """Give each left index one right index of its options, as many as can be had.

    Maximum bipartite matching by augmenting paths (Kuhn 1955); earlier indices are served
    first, so the result is deterministic.

    Args:
        options: for each left index, the right indices that fit, in order of preference.

    Returns:
        Left index to right index.
    """
    owner: dict[int, int] = {}

    def claim(left: int, tried: set[int]) -> bool:
        for right in options[left]:
            if right in tried:
                continue
            tried.add(right)
            if right not in owner or claim(owner[right], tried):
                owner[right] = left
                return True
        return False

    for left in range(len(options)):
        claim(left, set())
    return {left: right for right, left in sorted(owner.items())}


class Alignment:
    """Which predicted entities match which gold entities of one item.

    A predicted entity matches where its label or an alias equals the gold name or one of
    its mentions (`normalize`); two Groups match also where they share a head noun. It may
    match several gold entities, and a gold entity several predicted ones.
    """

    def __init__(self, gold: Iterable[GoldEntity], predicted: Mapping[str, Entity]) -> None:
        """Compare every gold entity with every predicted one."""
        self._ranks: dict[str, dict[str, int]] = {}
        self._groups: set[str] = set()
        described = [(key, entity, _Names.of_entity(entity)) for key, entity in predicted.items()]
        for one in gold:
            names = _Names(one.name, one.mentions)
            group = one.type is EntityType.GROUP
            if group:
                self._groups.add(one.id)
            for key, entity, others in described:
                grouped = group and entity.type is EntityType.GROUP
                rank = names.rank(others, by_head=grouped)
                if rank is not None:
                    self._ranks.setdefault(key, {})[one.id] = rank
        self._group_keys = {
            key
            for key, entity in predicted.items()
            if entity.type is EntityType.GROUP or self._only_groups(key)
        }

    def _only_groups(self, key: str) -> bool:
        matched = self._ranks.get(key, {})
        return bool(matched) and self._groups.issuperset(matched)

    def is_group(self, key: str) -> bool:
        """Is the predicted entity a Group, or one of the gold's Groups by name?"""
        return key in self._group_keys

    def rank(self, key: str, gold_id: str) -> int | None:
        """How well they match: 0 label and name, 1 one of the two, 2 others, None not at all."""
        return self._ranks.get(key, {}).get(gold_id)

    def matches(self, key: str, gold_id: str) -> bool:
        """Does the predicted entity match the gold one?"""
        return gold_id in self._ranks.get(key, {})

    def shared(self, gold_ids: Collection[str], keys: Collection[str]) -> int:
        """Number of entities that two roles have in common, each counted once."""
        ordered = sorted(keys)
        return len(
            pair_up(
                [
                    [number for number, key in enumerate(ordered) if self.matches(key, gold_id)]
                    for gold_id in gold_ids
                ]
            )
        )

    def same(self, gold_ids: Collection[str], keys: Collection[str]) -> bool:
        """Do two roles hold the same entities, one for one?"""
        return len(gold_ids) == len(keys) == self.shared(gold_ids, keys)


class _Names:
    """The normalized names of one entity, and their head nouns."""

    def __init__(self, label: str, others: Iterable[str]) -> None:
        self.label = normalize(label)
        self.all = {self.label, *map(normalize, others)} - {""}
        self.heads = {head_noun(name) for name in self.all} - {""}

    @classmethod
    def of_entity(cls, entity: Entity) -> _Names:
        return cls(entity.label, entity.aliases)

    def rank(self, predicted: _Names, *, by_head: bool) -> int | None:
        if self.label and self.label == predicted.label:
            return 0
        if self.label in predicted.all or predicted.label in self.all:
            return 1
        if not self.all.isdisjoint(predicted.all):
            return 2
        return 2 if by_head and not self.heads.isdisjoint(predicted.heads) else None
