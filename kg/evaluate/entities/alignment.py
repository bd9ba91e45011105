"""One article: which predicted entity is which gold cluster.

In come an article and the mentions that were predicted in it; out comes a `Matched` article:
named mentions paired by equal and by overlapping spans, the clusters with demonyms joined, and
for each of them at most one predicted entity. If "Vale" and "Anna Vale" of one gold cluster
denote two predicted entities, the one with more mentions is hers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.evaluate.entities.clusters import Article, Chars, Cluster, joined
from kg.evaluate.names import pair_up
from kg.gazetteer import Gazetteer
from kg.model import Mention

__all__ = ["NAME_KINDS", "Matched", "match_article"]

NAME_KINDS = frozenset({"name", "demonym", "metonym", "nested", "compound"})
"""Kinds of mentions that are names: no titles, pronouns, groups, organs ("the army")."""


@dataclass(frozen=True)
class Matched:
    """An article beside its prediction.

    `predicted` are the named mentions, each span once, the outermost only, as the gold has it;
    those inside a passed-over stretch are left out. `gold` maps each span of a named cluster to
    that cluster. `overlapping` pairs gold spans with predicted ones one to one. `owner` joins
    demonyms to their country; `entity_of` gives a joined cluster its predicted entity's key,
    `cluster_of` is the reverse.
    """

    article: Article
    gold: Mapping[Chars, Cluster]
    predicted: Mapping[Chars, Mention]
    overlapping: Mapping[Chars, Chars]
    owner: Mapping[str, str]
    entity_of: Mapping[str, str]

    @property
    def exact(self) -> frozenset[Chars]:
        """Spans that both have."""
        return frozenset(self.gold.keys() & self.predicted.keys())

    @property
    def cluster_of(self) -> Mapping[str, str]:
        """Joined clusters by the keys of their entities."""
        return {key: cluster for cluster, key in self.entity_of.items()}


def match_article(
    article: Article, mentions: Iterable[Mention], *, gazetteer: Gazetteer
) -> Matched:
    """Match an article's clusters with predicted entities.

    Args:
        article: the gold.
        mentions: all that were predicted in its text.
        gazetteer: for the demonyms of states that the article does not name.
    """
    unread = [
        span for cluster in article.clusters if cluster.passed_over for span in cluster.mentions
    ]
    predicted = {
        span: mention
        for span, mention in _outermost(mentions).items()
        if not any(_inside(span, stretch) for stretch in unread)
    }
    gold = {span: cluster for cluster in article.named for span in cluster.mentions}
    overlapping = _overlapping(sorted(gold), sorted(predicted))
    owner = joined(article, gazetteer)
    return Matched(
        article=article,
        gold=gold,
        predicted=predicted,
        overlapping=overlapping,
        owner=owner,
        entity_of=_entities(gold, predicted, overlapping, owner),
    )


def _outermost(mentions: Iterable[Mention]) -> dict[Chars, Mention]:
    """The named mentions by span, without those that lie within another."""
    named = [mention for mention in mentions if mention.kind in NAME_KINDS]
    found: dict[Chars, Mention] = {}
    for mention in sorted(named, key=lambda one: (one.start, -one.end, one.entity)):
        span = mention.start, mention.end
        if span not in found and not any(_inside(span, other) for other in found):
            found[span] = mention
    return found


def _inside(span: Chars, outer: Chars) -> bool:
    return outer[0] <= span[0] and span[1] <= outer[1]


def _overlapping(gold: list[Chars], predicted: list[Chars]) -> dict[Chars, Chars]:
    """Pair spans that share a character one to one, equal ones first."""
    equal = set(gold) & set(predicted)
    left = [span for span in gold if span not in equal]
    right = [span for span in predicted if span not in equal]
    options = [
        [n for n, other in enumerate(right) if span[0] < other[1] and other[0] < span[1]]
        for span in left
    ]
    pairs = {left[g]: right[p] for g, p in pair_up(options).items()}
    return {**{span: span for span in sorted(equal)}, **pairs}


def _entities(
    gold: Mapping[Chars, Cluster],
    predicted: Mapping[Chars, Mention],
    overlapping: Mapping[Chars, Chars],
    owner: Mapping[str, str],
) -> dict[str, str]:
    """Give each joined cluster one entity: the pairs with most common mentions first."""
    sizes = Counter(owner[cluster.id] for cluster in gold.values())
    shared = Counter(
        (owner[gold[span].id], predicted[other].entity) for span, other in overlapping.items()
    )
    entity_of: dict[str, str] = {}
    taken: set[str] = set()
    for (cluster_id, key), _ in sorted(
        shared.items(), key=lambda one: (-one[1], sizes[one[0][0]], one[0])
    ):
        if cluster_id not in entity_of and key not in taken:
            entity_of[cluster_id] = key
            taken.add(key)
    return entity_of
