"""Durable relations of marked articles: what of the gold stands in the graph.

In come matched articles and the graph of all of them; out come counts by the gold's relation.
`_MEANING` says which of our facts count as which of theirs; a fact counts as predicted where
both its ends are matched to clusters of the article. Demonyms are joined to their country, so
that a relation and its "-x" variant are one. Facts are taken from

- the edges of the graph, `rel:` and `alleged:` alike, whichever article they stand in;
- "represents", the property of a person or an organ;
- what follows: who is in a place is in its state;
- the gazetteer, as *background*: the state of a place or an organization, the state and the
  offices of a person. They are counted apart, since no article says them.

`gpe0` relates a demonym to its country: it is predicted where the mentions of both denote one
entity.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.evaluate.entities.alignment import Matched
from kg.evaluate.entities.clusters import CoarseClass, GoldFact
from kg.evaluate.entities.misses import Miss
from kg.evaluate.entities.spans import sentence_around
from kg.evaluate.scores import Counts
from kg.gazetteer import Gazetteer
from kg.model import Dataset, EntityType
from kg.ontology import Ontology

__all__ = ["MEASURED", "StaticFacts", "relation_counts", "static_facts"]

MEASURED = (
    "gpe0",
    "citizen_of",
    "head_of_state",
    "head_of_gov",
    "minister_of",
    "agent_of",
    "agency_of",
    "in0",
    "based_in0",
    "member_of",
)
"""The gold's relations that are measured."""

_OFFICES = frozenset({"head_of_state", "head_of_gov", "minister_of"})
_PERSON = frozenset({EntityType.PERSON})
_STATE = frozenset({EntityType.STATE})
_PLACE = frozenset({EntityType.PLACE})
_BODY = frozenset(
    {
        EntityType.GOVERNMENT_BODY,
        EntityType.MILITARY_FORCE,
        EntityType.ARMED_GROUP,
        EntityType.ORGANIZATION,
        EntityType.NEWS_MEDIA,
    }
)
_ANY = frozenset(EntityType)

_REPRESENTS, _STATE_OF, _ORGAN_OF = "represents", "state of the entry", "organ of the entry's state"
_MEANING: tuple[tuple[str, frozenset[EntityType], frozenset[EntityType], tuple[str, ...]], ...] = (
    ("headOfState", _PERSON, _STATE, ("head_of_state", "agent_of", "citizen_of")),
    ("headOfGovernment", _PERSON, _STATE, ("head_of_gov", "agent_of", "citizen_of")),
    ("ministerOf", _PERSON, _STATE, ("minister_of", "agent_of", "citizen_of")),
    ("holdsPosition", _PERSON, _STATE, ("agent_of", "citizen_of")),
    ("holdsPosition", _PERSON, _BODY, ("member_of",)),
    ("commands", _PERSON, _BODY, ("member_of",)),
    ("memberOf", _ANY, _BODY, ("member_of",)),
    ("nationality", _PERSON, _STATE, ("citizen_of",)),
    ("nationality", _BODY, _STATE, ("based_in0",)),
    ("partOfGovernment", _BODY, _STATE, ("agency_of", "based_in0")),
    ("headquarteredIn", _BODY, _STATE, ("based_in0",)),
    ("locatedIn", _PLACE, _STATE, ("in0",)),
    ("capitalOf", _PLACE, _STATE, ("in0",)),
    (_REPRESENTS, _PERSON, _STATE, ("agent_of", "citizen_of")),
    (_REPRESENTS, _BODY, _STATE, ("agency_of", "based_in0")),
    (_STATE_OF, _PERSON, _STATE, ("citizen_of",)),
    (_STATE_OF, _PLACE, _STATE, ("in0",)),
    (_STATE_OF, _BODY, _STATE, ("based_in0",)),
    (_ORGAN_OF, _BODY, _STATE, ("agency_of",)),
)
"""What each fact of ours says in the gold's words: our relation, the classes of its subject
and of its object, the gold's relations. An official counts as a citizen, an organ as based in
its state, and whoever holds a post in an organization as its member, for so they are marked."""


@dataclass(frozen=True, slots=True, order=True)
class _Fact:
    subject: str
    relation: str
    object: str


@dataclass(frozen=True)
class StaticFacts:
    """Facts in the gold's words, by subject and object key: told by the graph, and known."""

    told: Mapping[tuple[str, str], frozenset[str]]
    known: Mapping[tuple[str, str], frozenset[str]]

    def between(self, subject: str, object_: str, *, background: bool) -> frozenset[str]:
        """The relations of two entities, with or without those that only the gazetteer knows."""
        pair = subject, object_
        told = self.told.get(pair, frozenset())
        return told | self.known.get(pair, frozenset()) if background else told


def static_facts(dataset: Dataset, *, ontology: Ontology, gazetteer: Gazetteer) -> StaticFacts:
    """Put the facts of a graph, and of the gazetteer about its entities, in the gold's words."""
    told = {
        _Fact(edge.subject, ontology.edges[edge.predicate].id, edge.object)
        for edge in dataset.edges
    }
    told |= {
        _Fact(key, _REPRESENTS, entity.represents)
        for key, entity in dataset.entities.items()
        if entity.represents is not None
    }
    known = set(_background(dataset, gazetteer))
    types = {key: entity.type for key, entity in dataset.entities.items()}
    return StaticFacts(
        told=_in_gold_words(_closed(told), types),
        known=_in_gold_words(_closed(told | known), types),
    )


def _background(dataset: Dataset, gazetteer: Gazetteer) -> Iterator[_Fact]:
    for key in dataset.entities:
        entry = gazetteer.entries.get(key)
        if entry is not None and entry.state is not None:
            yield _Fact(key, _STATE_OF, entry.state)
            if entry.official:
                yield _Fact(key, _ORGAN_OF, entry.state)
    for office in gazetteer.offices:
        if office.person in dataset.entities:
            yield _Fact(office.person, office.relation, office.of)


def _closed(facts: set[_Fact]) -> set[_Fact]:
    """Add that who or what is in a place is in all that the place lies in."""
    containers: defaultdict[str, set[str]] = defaultdict(set)
    for fact in facts:
        if fact.relation in ("locatedIn", "capitalOf", _STATE_OF):
            containers[fact.subject].add(fact.object)

    def around(place: str) -> set[str]:
        found: set[str] = set()
        rest = list(containers.get(place, ()))
        while rest:
            one = rest.pop()
            if one not in found:
                found.add(one)
                rest.extend(containers.get(one, ()))
        return found

    return facts | {
        _Fact(fact.subject, fact.relation, outer)
        for fact in facts
        if fact.relation in ("locatedIn", "headquarteredIn")
        for outer in around(fact.object)
    }


def _in_gold_words(
    facts: Iterable[_Fact], types: Mapping[str, EntityType]
) -> dict[tuple[str, str], frozenset[str]]:
    found: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for fact in facts:
        subject, object_ = types.get(fact.subject), types.get(fact.object)
        for relation, subjects, objects, words in _MEANING:
            if fact.relation == relation and subject in subjects and object_ in objects:
                found[fact.subject, fact.object].update(words)
    return {pair: frozenset(words) for pair, words in found.items()}


def relation_counts(
    articles: Sequence[Matched], facts: StaticFacts, *, background: bool
) -> tuple[dict[str, Counts], tuple[Miss, ...]]:
    """Count hits, misses and extras by the gold's relation.

    Args:
        articles: matched with the prediction.
        facts: of the graph.
        background: also take what only the gazetteer knows.

    Returns:
        Counts by relation, and every miss and extra.
    """
    hits: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    extra: Counter[str] = Counter()
    misses: list[Miss] = []
    for one in articles:
        wanted = _gold(one)
        given = _predicted(one, facts, background=background)
        for fact in sorted(wanted | given):
            if fact in wanted and fact in given:
                hits[fact.predicate] += 1
                continue
            (missed if fact in wanted else extra)[fact.predicate] += 1
            misses.append(_miss(one, fact, missing=fact in wanted))
    return {name: Counts(hits[name], missed[name], extra[name]) for name in MEASURED}, tuple(misses)


def _gold(one: Matched) -> set[GoldFact]:
    """The gold's facts, demonyms joined: those between a thing and itself fall away.

    Who holds an office is an agent: the gold always says so of a country, but mostly not of a
    demonym, so it is added where it is missing.
    """
    facts = set()
    for fact in one.article.facts:
        predicate = fact.predicate.removesuffix("-x")
        if predicate == "gpe0":
            facts.add(fact)
        elif predicate in MEASURED:
            joined = GoldFact(one.owner[fact.subject], predicate, one.owner[fact.object])
            if joined.subject != joined.object:
                facts.add(joined)
                if predicate in _OFFICES:
                    facts.add(GoldFact(joined.subject, "agent_of", joined.object))
    return facts


def _predicted(one: Matched, facts: StaticFacts, *, background: bool) -> set[GoldFact]:
    keys = sorted(one.entity_of.items())
    found = {
        GoldFact(subject, predicate, object_)
        for subject, subject_key in keys
        for object_, object_key in keys
        if subject != object_
        for predicate in facts.between(subject_key, object_key, background=background)
    }
    return found | set(_demonyms(one))


def _demonyms(one: Matched) -> Iterator[GoldFact]:
    """A demonym and a country whose mentions mostly denote the same entity."""
    denoted: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for span, cluster in one.gold.items():
        if span in one.overlapping:
            denoted[cluster.id][one.predicted[one.overlapping[span]].entity] += 1
    main = {
        cluster: min(counts, key=lambda key: (-counts[key], key))
        for cluster, counts in denoted.items()
    }
    for cluster in one.article.named:
        if "gpe0-x" in cluster.types and cluster.id in main:
            for other in one.article.named:
                country = other.kind is CoarseClass.GPE and not other.demonym
                if country and main.get(other.id) == main[cluster.id]:
                    yield GoldFact(cluster.id, "gpe0", other.id)


def _miss(one: Matched, fact: GoldFact, *, missing: bool) -> Miss:
    subject, object_ = one.article.by_id[fact.subject], one.article.by_id[fact.object]
    told = f"{fact.predicate}: {subject.name} -> {object_.name}"
    start, end = subject.mentions[0] if subject.mentions else (0, 0)
    sentence = sentence_around(one.article.text, start, end)
    if missing:
        lost = [c.name for c in (subject, object_) if one.owner[c.id] not in one.entity_of]
        why = f"nothing (not found: {', '.join(lost)})" if lost else "nothing"
        return Miss("relation missed", told, why, one.article.id, sentence)
    return Miss("relation extra", "nothing", told, one.article.id, sentence)
