"""Show the sentences behind an edge: who says so, through whom, how sure, and where.

A `Store` and names go in, `Reason`s come out, one for each claim. `why(store, "Kim Jong Un",
"met")` gives the sentence in which an outlet tells of a meeting; where there is no edge
because the event is denied, planned or hypothetical, it gives the sentences that say that.
"""

from __future__ import annotations

import difflib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from kg.consolidate import joint_status, linked_pairs, reading_of
from kg.errors import QueryError
from kg.model import Certainty, Event, Polarity, Tense
from kg.namespaces import RDF
from kg.ontology import ConceptType, Ontology, load_ontology
from kg.query import find_entity

if TYPE_CHECKING:
    from kg.store import Store

__all__ = ["Reason", "why"]

# Both queries get IRIs of the graph, never a user's words.
_EVENTS = """
SELECT ?event ?type ?status ?role ?entity WHERE {
  ?event gk:actor|gk:recipient %(entity)s ; a ?type ; gk:status ?status ; ?role ?entity .
  FILTER(?role IN (gk:actor, gk:recipient))
} ORDER BY ?event ?role ?entity
"""
_CLAIMS = """
SELECT ?claim ?event ?subject ?edge ?object ?office ?polarity ?certainty ?tense ?confidence ?rule
       ?document ?title ?published ?start ?end ?sentence ?source ?via WHERE {
  { ?claim gk:about ?event . ?event gk:actor|gk:recipient %(entity)s }
  UNION
  { ?claim rdf:subject|rdf:object %(entity)s ;
      rdf:subject ?subject ; rdf:predicate ?edge ; rdf:object ?object
    OPTIONAL { ?claim gk:office ?office } }
  ?claim gk:polarity ?polarity ; gk:certainty ?certainty ; gk:tense ?tense ;
    gk:confidence ?confidence ; gk:evidence ?evidence ; gk:assertedBy/rdfs:label ?source .
  ?evidence oa:hasSource ?document ; oa:start ?start ; oa:end ?end ; oa:exact ?sentence .
  OPTIONAL { ?document schema:headline ?title }
  OPTIONAL { ?document schema:datePublished ?published }
  OPTIONAL { ?claim gk:viaSource/rdfs:label ?via }
  OPTIONAL { ?claim gk:foundBy ?rule }
} ORDER BY ?claim ?source ?via
"""


@dataclass(frozen=True, slots=True)
class Reason:
    """One claim behind an edge, or about an event that bears none.

    `subject` and `object` are labels (None where nobody is at that end), `edge` is the name
    without prefix ("met"), `status` the contract's ("Reported" …). `sources` assert it, or
    deny it where `polarity` is "Negative"; `via` relay it. `found_by` is the rule that found it
    ("tagger" for the learned model). `start` and `end` are characters
    of the document's text. `date` is the document's, ISO.
    """

    subject: str | None
    edge: str
    object: str | None
    status: str
    sources: tuple[str, ...]
    via: tuple[str, ...]
    polarity: str
    certainty: str
    tense: str
    confidence: float
    found_by: str | None
    sentence: str
    start: int
    end: int
    document: str
    title: str | None
    date: str | None
    event: str | None
    office: str | None

    @property
    def denied_by(self) -> tuple[str, ...]:
        """The sources, if they deny it."""
        return self.sources if self.polarity == "Negative" else ()


@dataclass(frozen=True, slots=True)
class _Said:
    """A claim as the graph holds it: the variables of `_CLAIMS`, IRIs cut to local names."""

    fields: Mapping[str, str]
    sources: tuple[str, ...]
    via: tuple[str, ...]


def why(
    store: Store, subject: str, edge: str | None = None, object: str | None = None
) -> tuple[Reason, ...]:
    """Return the claims behind the edges that go out from an entity.

    If nothing but the entity is named, those behind the edges that lead to it follow.

    Args:
        store: the graph.
        subject: name of the entity.
        edge: name of the edge ("met", "rel:met"), else all edges.
        object: name of the entity at the other end, else whoever it is.

    Returns:
        The reasons, sorted by edge, ends and document; none if there is no such claim.

    Raises:
        QueryError: a name is unknown, or means several entities.
    """
    ontology = load_ontology()
    wanted = None if edge is None else _edge_name(edge, ontology)
    start = find_entity(store, subject)
    target = None if object is None else find_entity(store, object).value
    said = _claims(store, start)
    links = [*_event_links(store, start, said, ontology), *_relation_links(start, said, ontology)]
    alone = edge is None and object is None
    labels = _labels(store)
    reasons = {
        (link.subject != start.value, _reason(labels, link))
        for link in links
        if (alone or link.subject == start.value)
        and wanted in (None, link.edge)
        and target in (None, link.object)
    }
    return tuple(reason for _, reason in sorted(reasons, key=lambda r: (r[0], _order(r[1]))))


@dataclass(frozen=True, slots=True)
class _Link:
    """What would be an edge, by its ends' IRIs, with its status and one claim behind it."""

    subject: str | None
    edge: str
    object: str | None
    status: str
    claim: _Said


def _event_links(
    store: Store, start: NamedNode, said: Iterable[_Said], ontology: Ontology
) -> Iterator[_Link]:
    """Pair the entity with the others of its events, as the edges of events are drawn."""
    claims: dict[str, list[_Said]] = defaultdict(list)
    for claim in said:
        if "event" in claim.fields:
            claims[claim.fields["event"]].append(claim)
    roles: dict[tuple[str, str, str], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in _rows(store, _EVENTS % {"entity": start}):
        found = row["event"], _local(row["type"]), _local(row["status"])
        if found[1] in ontology.types:  # and not one of the classes above it
            roles[found][_local(row["role"])].append(row["entity"])
    for (event, kind, status), who in roles.items():
        concept = ontology.types[kind]
        told = Event(concept.id, actor=tuple(who["actor"]), recipient=tuple(who["recipient"]))
        pairs = sorted(linked_pairs(told, concept))
        if concept.symmetric and not _acts(store, start, concept, ontology):
            # Two parties sign with each other, but what they sign does not sign them.
            pairs = [pair for pair in pairs if pair[0] != start.value]
        ends: list[tuple[str | None, str | None]] = [
            (first, end)
            for first, end in pairs
            # What goes both ways is told once, seen from the entity.
            if first == start.value or (end == start.value and (end, first) not in pairs)
        ]
        if not ends:
            # Done by itself, like a resignation, or by nobody named, like many an arrest.
            alone = start.value in who["actor"]
            ends = [(start.value, None) if alone else (None, start.value)]
        for first, end in ends:
            for claim in claims[event]:
                yield _Link(first, concept.edge, end, status, claim)


def _acts(store: Store, entity: NamedNode, concept: ConceptType, ontology: Ontology) -> bool:
    kinds = [
        _local(quad.object.value)
        for quad in store.engine.quads_for_pattern(entity, RDF.type, None)
        if isinstance(quad.object, NamedNode)
    ]
    known = [kind for kind in kinds if kind in ontology.classes]
    return not known or any(ontology.accepts(concept.domain, kind) for kind in known)


def _relation_links(start: NamedNode, said: Iterable[_Said], ontology: Ontology) -> Iterator[_Link]:
    relations: dict[tuple[str, str, str], list[_Said]] = defaultdict(list)
    for claim in said:
        told = claim.fields
        if "event" not in told:
            relations[told["subject"], _local(told["edge"]), told["object"]].append(claim)
    for (subject, name, end), claims in relations.items():
        concept = ontology.edges.get(name)
        if subject != start.value and concept is not None and concept.symmetric:
            subject, end = end, subject
        for claim in claims:
            yield _Link(subject, name, end, _status(claims), claim)


def _status(claims: Iterable[_Said]) -> str:
    """Work out the status of a durable relation; only events carry theirs in the graph."""
    return joint_status(
        reading_of(
            Polarity(claim.fields["polarity"]),
            Certainty(claim.fields["certainty"]),
            Tense(claim.fields["tense"]),
        )
        for claim in claims
    ).value


def _claims(store: Store, start: NamedNode) -> list[_Said]:
    """Gather the claims about an entity's events and relations, sources joined."""
    rows: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in _rows(store, _CLAIMS % {"entity": start}):
        for name in ("polarity", "certainty", "tense"):
            row[name] = _local(row[name])
        rows[row["claim"]].append(row)
    return [
        _Said(
            fields=found[0],
            sources=tuple(dict.fromkeys(row["source"] for row in found)),
            via=tuple(dict.fromkeys(row["via"] for row in found if "via" in row)),
        )
        for found in rows.values()
    ]


def _rows(store: Store, sparql: str) -> Iterator[dict[str, str]]:
    """Give the answer's rows by variable; unbound ones are left out."""
    result = store.query(sparql)
    for row in result.raw:
        cells = zip(result.variables, row, strict=True)
        yield {name: term.value for name, term in cells if term is not None}


def _local(iri: str) -> str:
    return re.split("[/#]", iri)[-1]


def _reason(labels: Mapping[str, str], link: _Link) -> Reason:
    told = link.claim.fields
    return Reason(
        subject=None if link.subject is None else labels.get(link.subject, link.subject),
        edge=link.edge,
        object=None if link.object is None else labels.get(link.object, link.object),
        status=link.status,
        sources=link.claim.sources,
        via=link.claim.via,
        polarity=told["polarity"],
        certainty=told["certainty"],
        tense=told["tense"],
        confidence=float(told["confidence"]),
        found_by=told.get("rule"),
        sentence=told["sentence"],
        start=int(told["start"]),
        end=int(told["end"]),
        document=told["document"],
        title=told.get("title"),
        date=told.get("published"),
        event=told.get("event"),
        office=told.get("office"),
    )


def _order(reason: Reason) -> tuple[object, ...]:
    return (
        reason.edge,
        reason.subject or "",
        reason.object or "",
        reason.event or "",
        reason.date or "",
        reason.document,
        reason.start,
        reason.polarity,
        reason.sources,
        reason.office or "",
    )


def _edge_name(edge: str, ontology: Ontology) -> str:
    """Accept "met", "rel:met", "alleged:met", and the type's own name ("Meeting")."""
    name = edge.strip().removeprefix("rel:").removeprefix("alleged:")
    known = {concept.id.casefold(): concept.edge for concept in ontology.types.values()}
    known |= {found.casefold(): found for found in ontology.edges}
    if name.casefold() in known:
        return known[name.casefold()]
    close = difflib.get_close_matches(name.casefold(), known, n=5, cutoff=0.5)
    near = ", ".join(dict.fromkeys(known[found] for found in close))
    hint = f"the closest are {near}" if near else f"known are {', '.join(sorted(ontology.edges))}"
    raise QueryError(f"no edge is called {edge!r}: {hint}")


def _labels(store: Store) -> dict[str, str]:
    rows = _rows(store, "SELECT ?entity ?label { ?entity rdfs:label ?label }")
    return {row["entity"]: row["label"] for row in rows}
