"""Articles in which people marked every mention, who is who, of what kind, and how related.

In comes a file of lines with `entities` (id, types, mentions as [start, end, surface]) and
`relations` (s, p, o); out come `Article`s. Which clusters are names, and of what class, is
told by their types:

- *value* (times, roles, money), *footer*, *skip* and *none* are no names. Mentions that the
  prediction has inside a footer or a skipped stretch are passed over.
- A demonym is a cluster of its own there, of a type that ends in "-x" ("German" beside
  "Germany"), and so is each of its forms ("Italian", "Italians"). Here they are `joined` to
  their country: by the relations gpe0 to gpe2, else by the gazetteer's demonyms, to the
  cluster of the place itself or, where the article does not name it, of another demonym of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from pathlib import Path

from kg.evaluate.records import Record, read_records
from kg.gazetteer import Gazetteer

__all__ = ["Article", "Cluster", "CoarseClass", "GoldFact", "joined", "load_articles"]

Chars = tuple[int, int]

_NO_NAMES = frozenset({"value", "footer", "skip", "none"})
_PASSED_OVER = frozenset({"footer", "skip", "none"})
_DEMONYM_OF = frozenset({"gpe0", "gpe1", "gpe2"})
_ORGANIZATIONS = frozenset({"organization", "police", "army", "court", "ministry"})


class CoarseClass(StrEnum):
    """The classes that typing is measured by."""

    PERSON = "person"
    ORGANIZATION = "organization"
    GPE = "gpe"
    OTHER = "other"


@dataclass(frozen=True)
class Cluster:
    """One entity of an article: its types there, and where it is mentioned."""

    id: str
    types: frozenset[str]
    mentions: tuple[Chars, ...]
    name: str

    @property
    def named(self) -> bool:
        """Is it somebody or something with a name?"""
        return bool(self.types) and self.types.isdisjoint(_NO_NAMES)

    @property
    def passed_over(self) -> bool:
        """Is it a stretch that the annotators left unread?"""
        return not self.types.isdisjoint(_PASSED_OVER)

    @property
    def demonym(self) -> bool:
        """Is it the demonym of a place?"""
        return any(kind.startswith(("gpe", "loc")) and kind.endswith("-x") for kind in self.types)

    @property
    def kind(self) -> CoarseClass:
        """Its class: a demonym is of its country's."""
        if "person" in self.types:
            return CoarseClass.PERSON
        if any(kind.startswith("gpe") for kind in self.types):
            return CoarseClass.GPE
        if not _ORGANIZATIONS.isdisjoint(self.types):
            return CoarseClass.ORGANIZATION
        return CoarseClass.OTHER


@dataclass(frozen=True, slots=True, order=True)
class GoldFact:
    """A relation between two clusters: subject, the gold's own word for it, object."""

    subject: str
    predicate: str
    object: str


@dataclass(frozen=True)
class Article:
    """One text with its clusters and relations."""

    id: str
    text: str
    clusters: tuple[Cluster, ...]
    facts: tuple[GoldFact, ...]

    @cached_property
    def by_id(self) -> Mapping[str, Cluster]:
        """The clusters by their ids."""
        return {cluster.id: cluster for cluster in self.clusters}

    @property
    def named(self) -> tuple[Cluster, ...]:
        """The clusters that are names."""
        return tuple(cluster for cluster in self.clusters if cluster.named)


def load_articles(path: Path, limit: int | None = None) -> tuple[Article, ...]:
    """Read articles.

    Raises:
        InputError: a line is malformed.
    """
    articles: list[Article] = []
    for record in read_records(path):
        if limit is not None and len(articles) == limit:
            break
        articles.append(_article(record))
    return tuple(articles)


def _article(record: Record) -> Article:
    text = record.text("text")
    clusters = tuple(_cluster(one, text) for one in record.records("entities"))
    known = {cluster.id for cluster in clusters}
    if len(known) != len(clusters):
        record.fail("has two entities of the same id")
    facts = []
    for one in record.records("relations"):
        fact = GoldFact(one.name("s"), one.text("p"), one.name("o"))
        for unknown in (end for end in (fact.subject, fact.object) if end not in known):
            one.fail(f"names {unknown!r}, which is no entity of the article")
        facts.append(fact)
    return Article(record.text("id"), text, clusters, tuple(facts))


def _cluster(record: Record, text: str) -> Cluster:
    mentions = []
    for value in record.values("mentions"):
        match value:
            case [int(start), int(end), str(surface)] if text[start:end] == surface:
                mentions.append((start, end))
            case _:
                record.fail("has a mention that is no [start, end, surface] of the text")
    name = max((text[start:end] for start, end in mentions), key=len, default="")
    return Cluster(
        record.name("id"), frozenset(record.strings("types")), tuple(sorted(mentions)), name
    )


def joined(article: Article, gazetteer: Gazetteer) -> Mapping[str, str]:
    """For every cluster the id of the one that it is joined to: its own, but for demonyms.

    Args:
        article: the clusters and relations.
        gazetteer: knows whose demonyms they are.
    """
    owner = {cluster.id: cluster.id for cluster in article.clusters}
    for fact in article.facts:
        if fact.predicate in _DEMONYM_OF and article.by_id[fact.subject].demonym:
            owner[fact.subject] = fact.object
    places = _places(article, gazetteer)
    for cluster in article.clusters:
        if cluster.demonym and owner[cluster.id] == cluster.id:
            key = _key(cluster, article.text, gazetteer, "demonym")
            if key is not None:
                owner[cluster.id] = places.setdefault(key, cluster.id)
    return owner


def _places(article: Article, gazetteer: Gazetteer) -> dict[str, str]:
    """Clusters of places by the gazetteer's keys."""
    found: dict[str, str] = {}
    for cluster in article.clusters:
        if "location" in cluster.types:
            key = _key(cluster, article.text, gazetteer, "name")
            if key is not None:
                found.setdefault(key, cluster.id)
    return found


def _key(cluster: Cluster, text: str, gazetteer: Gazetteer, kind: str) -> str | None:
    """The gazetteer's key for a cluster by its mentions, as a name or a demonym."""
    for start, end in cluster.mentions:
        for sense in gazetteer.lookup(text[start:end]):
            if sense.kind == kind:
                return sense.key
    return None
