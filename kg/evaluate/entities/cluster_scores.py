"""Mentions, classes and coreference of marked articles.

In come matched articles and the graph of all of them; out come `ClusterScores`: detection of
named mentions by equal and by overlapping spans, classes on the paired ones, and coreference
by `kg.evaluate.entities.coreference`. A "Vale" in one gold cluster with "Anna Vale" that
denotes another entity costs coreference, not detection.

Coreference is measured on named mentions, clusters of one mention included, in four ways:
demonyms as they are marked, each form a cluster of its own, or joined to their country as the
graph has them; on all mentions of both sides, or only on those whose span both have, where
what was not found or was invented plays no part.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kg.evaluate.entities.alignment import Matched
from kg.evaluate.entities.clusters import Chars, Cluster, CoarseClass
from kg.evaluate.entities.coreference import Coreference, Partition, score_coreference
from kg.evaluate.entities.misses import Miss, described
from kg.evaluate.entities.spans import sentence_around
from kg.evaluate.entities.static import StaticFacts, relation_counts
from kg.evaluate.scores import Counts, Rate
from kg.model import Dataset, EntityType

__all__ = ["KINDS", "ClusterScores", "score_clusters"]

KINDS = (
    "mention missed",
    "mention extra",
    "class wrong",
    "entity split",
    "entities merged",
    "relation missed",
    "relation extra",
)
"""Kinds of misses, in the order of error lists."""

_CLASSES = {
    CoarseClass.PERSON: frozenset({EntityType.PERSON}),
    CoarseClass.ORGANIZATION: frozenset(
        {
            EntityType.GOVERNMENT_BODY,
            EntityType.MILITARY_FORCE,
            EntityType.ARMED_GROUP,
            EntityType.ORGANIZATION,
            EntityType.NEWS_MEDIA,
        }
    ),
    CoarseClass.GPE: frozenset({EntityType.STATE, EntityType.PLACE}),
    CoarseClass.OTHER: frozenset(
        {
            EntityType.PLACE,
            EntityType.TREATY,
            EntityType.CONFLICT,
            EntityType.OFFICE,
            EntityType.GROUP,
        }
    ),
}
"""The classes of the contract that are right for a class of the gold. A Place may be a city,
which is a gpe, or a sea, which is other; a country must be a State (see `_class_right`)."""


@dataclass(frozen=True, slots=True)
class ClusterScores:
    """All measures on articles; `relations` without the gazetteer, `with_background` with it."""

    articles: int
    unread: tuple[str, ...]
    exact: Counts
    overlapping: Counts
    found: Mapping[CoarseClass, Rate]
    typed: Mapping[CoarseClass, Rate]
    coreference: Mapping[str, Coreference]
    relations: Mapping[str, Counts]
    with_background: Mapping[str, Counts]
    misses: tuple[Miss, ...] = field(repr=False, default=())


def score_clusters(
    articles: Sequence[Matched], dataset: Dataset, facts: StaticFacts, unread: Sequence[str] = ()
) -> ClusterScores:
    """Measure a graph on marked articles.

    Args:
        articles: matched with the mentions of the graph.
        dataset: built of their texts.
        facts: its durable relations.
        unread: ids of articles that the graph has no document for.

    Raises:
        InputError: the scorer of coreference is not installed.
    """
    found: defaultdict[CoarseClass, list[bool]] = defaultdict(list)
    typed: defaultdict[CoarseClass, list[bool]] = defaultdict(list)
    for one in articles:
        for span, cluster in one.gold.items():
            other = one.overlapping.get(span)
            found[cluster.kind].append(other is not None)
            if other is not None:
                given = dataset.entities[one.predicted[other].entity].type
                typed[cluster.kind].append(_class_right(cluster, given))
    relations, _ = relation_counts(articles, facts, background=False)
    with_background, relation_misses = relation_counts(articles, facts, background=True)
    return ClusterScores(
        articles=len(articles),
        unread=tuple(unread),
        exact=_detected(articles, [len(one.exact) for one in articles]),
        overlapping=_detected(articles, [len(one.overlapping) for one in articles]),
        found={kind: Rate(sum(rows), len(rows)) for kind, rows in sorted(found.items())},
        typed={kind: Rate(sum(rows), len(rows)) for kind, rows in sorted(typed.items())},
        coreference={
            f"{which}, {how}": score_coreference(
                [_partitions(one, join=join, common=common) for one in articles]
            )
            for which, common in (("all mentions", False), ("common mentions", True))
            for how, join in (("demonyms joined", True), ("as marked", False))
        },
        relations=relations,
        with_background=with_background,
        misses=(*(m for one in articles for m in _misses(one, dataset)), *relation_misses),
    )


def _detected(articles: Sequence[Matched], hits: Sequence[int]) -> Counts:
    gold = sum(len(one.gold) for one in articles)
    given = sum(len(one.predicted) for one in articles)
    return Counts(sum(hits), gold - sum(hits), given - sum(hits))


def _class_right(cluster: Cluster, given: EntityType) -> bool:
    if not cluster.types.isdisjoint({"gpe0", "gpe0-x"}):
        return given is EntityType.STATE
    return given in _CLASSES[cluster.kind]


def _partitions(one: Matched, *, join: bool, common: bool) -> tuple[Partition, Partition]:
    """The gold's clusters and the prediction's, of named mentions."""
    key: defaultdict[str, set[Chars]] = defaultdict(set)
    for span, cluster in one.gold.items():
        if not common or span in one.exact:
            key[one.owner[cluster.id] if join else cluster.id].add(span)
    response: defaultdict[str, set[Chars]] = defaultdict(set)
    for span, mention in one.predicted.items():
        if not common or span in one.exact:
            response[mention.entity].add(span)
    return (
        [frozenset(spans) for _, spans in sorted(key.items())],
        [frozenset(spans) for _, spans in sorted(response.items())],
    )


def _misses(one: Matched, dataset: Dataset) -> Iterator[Miss]:
    text, name = one.article.text, one.article.id
    answered = set(one.overlapping.values())
    for (start, end), cluster in sorted(one.gold.items(), key=lambda pair: pair[0]):
        sentence = sentence_around(text, start, end)
        other = one.overlapping.get((start, end))
        if other is None:
            wanted = f"{text[start:end]} ({cluster.kind})"
            yield Miss("mention missed", wanted, "nothing", name, sentence)
            continue
        entity = dataset.entities[one.predicted[other].entity]
        if not _class_right(cluster, entity.type):
            kind = "country" if "gpe0" in cluster.types else cluster.kind
            yield Miss("class wrong", f"{cluster.name} ({kind})", described(entity), name, sentence)
        owner = one.owner[cluster.id]
        if one.entity_of.get(owner) != entity.key:
            mine = one.entity_of.get(owner)
            rival = one.cluster_of.get(entity.key)
            kind = "entity split" if mine is not None or rival is None else "entities merged"
            yield Miss(kind, cluster.name, _given(one, dataset, entity.key), name, sentence)
    for start, end in sorted(one.predicted.keys() - answered):
        entity = dataset.entities[one.predicted[start, end].entity]
        sentence = sentence_around(text, start, end)
        yield Miss(
            "mention extra", f"nothing [{text[start:end]}]", described(entity), name, sentence
        )


def _given(one: Matched, dataset: Dataset, key: str) -> str:
    """An entity, and the cluster that it was given to if it is another's."""
    rival = one.cluster_of.get(key)
    owner = f", that is {one.article.by_id[rival].name}" if rival is not None else ""
    return described(dataset.entities[key]) + owner
