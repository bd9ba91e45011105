"""What the page tells, read from a store: entities, statements, claims, edges, documents.

In comes a store that keeps the graph contract, asked by SPARQL over the union of its
graphs; out come plain records. An event ("Kim met Belousov") and a lasting fact
("Belousov is defence minister of Russia") both become a `Statement`, for the page shows
the two alike: who, whom, with which status, on whose word.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from kg.model import EntityType
from kg.namespaces import PREFIXES
from kg.ontology import Ontology

__all__ = ["Claimed", "Document", "Edge", "Facts", "Known", "Named", "Statement", "read"]

Properties = Mapping[str, Sequence[str]]

RDF, RDFS, SKOS, SCHEMA, OA, DCTERMS = (
    PREFIXES[name] for name in ("rdf", "rdfs", "skos", "schema", "oa", "dcterms")
)
GK, REL, ALLEGED, BACKGROUND = (PREFIXES[name] for name in ("gk", "rel", "alleged", "background"))
ROLES = ("actor", "recipient", "place", "object")


@dataclass(frozen=True, slots=True)
class Named:
    """An entity: IRI, label, local name of its class, other names, state, Wikidata IRI."""

    iri: str
    label: str
    kind: str
    aliases: tuple[str, ...]
    represents: tuple[str, ...]
    wikidata: str


@dataclass(frozen=True, slots=True)
class Document:
    """A document: what the page says of it. `publisher` is an entity's IRI or a name."""

    iri: str
    title: str
    date: str
    publisher: str
    source: str
    identifier: str


@dataclass(frozen=True, slots=True)
class Claimed:
    """A claim with the sentence behind it. Sources are entity IRIs."""

    iri: str
    sources: tuple[str, ...]
    via: tuple[str, ...]
    polarity: str
    certainty: str
    tense: str
    confidence: str
    sentence: str
    start: str
    end: str
    document: str
    office: str
    trigger: tuple[str, str] = ("", "")
    """Where the word stands that tells it: first character and the one after the last."""


@dataclass(frozen=True, slots=True)
class Statement:
    """An event or a lasting fact, with its claims (IRIs). Roles hold entity IRIs.

    `type` is an id of the ontology, `edge` the local name of the direct edge.
    """

    iri: str
    lasting: bool
    type: str
    edge: str
    status: str
    roles: Mapping[str, tuple[str, ...]]
    claims: tuple[str, ...]
    date: str = ""
    object_text: str = ""
    quantities: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Edge:
    """A direct edge between two entities; `alleged` tells its namespace."""

    subject: str
    name: str
    object: str
    alleged: bool


@dataclass(frozen=True, slots=True, order=True)
class Known:
    """What the gazetteer knows and no document says; for an office its words and its days."""

    subject: str
    name: str
    object: str
    office: str = ""
    start: str = ""
    end: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """All records of a store, each mapping by IRI, sorted."""

    entities: Mapping[str, Named]
    statements: Mapping[str, Statement]
    claims: Mapping[str, Claimed]
    edges: tuple[Edge, ...]
    documents: Mapping[str, Document]
    background: tuple[Known, ...] = ()


def read(store: ox.Store, ontology: Ontology) -> Facts:
    """Read all that the page needs; what has no label is called by its local name."""
    entities = _entities(store)
    documents = _documents(store)
    claims, about, lasting = _claims(store)
    edges = tuple(edge for edge in _edges(store) if {edge.subject, edge.object} <= set(entities))
    background = tuple(
        fact for fact in _background(store) if {fact.subject, fact.object} <= set(entities)
    )
    statements = _events(store, ontology, about)
    statements |= _lasting(ontology, lasting, claims, edges)
    return Facts(entities, statements, claims, edges, documents, background)


def _describe(store: ox.Store, where: str, properties: Iterable[str]) -> dict[str, Properties]:
    """Property values of each `?s` that `where` finds, all sorted, as plain strings."""
    wanted = " ".join(f"<{name}>" for name in properties)
    query = f"SELECT DISTINCT ?s ?p ?o WHERE {{ {where} ?s ?p ?o VALUES ?p {{ {wanted} }} }}"
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for subject, name, value in _select(store, query):
        found[subject][name].add(value)
    return {
        subject: {name: sorted(values) for name, values in found[subject].items()}
        for subject in sorted(found)
    }


def _select(store: ox.Store, query: str) -> list[tuple[str, ...]]:
    solutions = store.query(query, use_default_graph_as_union=True)
    assert isinstance(solutions, ox.QuerySolutions)
    return [tuple(_text(term) for term in solution) for solution in solutions]


def _text(term: object) -> str:
    match term:
        case ox.NamedNode() | ox.Literal() | ox.BlankNode():
            return term.value
        case _:
            return ""


def _first(properties: Properties, *names: str) -> str:
    """The first value of the first of these properties that has one, else nothing."""
    return next((properties[name][0] for name in names if properties.get(name)), "")


def _all(properties: Properties, name: str) -> tuple[str, ...]:
    return tuple(properties.get(name, ()))


def _local(iri: str) -> str:
    return iri.rstrip("/#").replace("#", "/").rsplit("/", 1)[-1]


def _entities(store: ox.Store) -> dict[str, Named]:
    kinds = {GK + kind.value: kind.value for kind in EntityType}
    classes = " ".join(f"<{name}>" for name in kinds)
    found = _describe(
        store,
        f"?s a ?kind VALUES ?kind {{ {classes} }}",
        (
            RDF + "type",
            RDFS + "label",
            SKOS + "altLabel",
            SKOS + "exactMatch",
            GK + "represents",
        ),
    )
    return {
        iri: Named(
            iri=iri,
            label=_first(of, RDFS + "label") or _local(iri),
            kind=next(kinds[name] for name in of[RDF + "type"] if name in kinds),
            aliases=_all(of, SKOS + "altLabel"),
            represents=_all(of, GK + "represents"),
            wikidata=_first(of, SKOS + "exactMatch"),
        )
        for iri, of in found.items()
    }


def _documents(store: ox.Store) -> dict[str, Document]:
    found = _describe(
        store,
        f"?s a <{SCHEMA}NewsArticle> .",
        (
            RDF + "type",
            SCHEMA + "headline",
            SCHEMA + "datePublished",
            SCHEMA + "publisher",
            DCTERMS + "source",
            DCTERMS + "identifier",
        ),
    )
    return {
        iri: Document(
            iri=iri,
            title=_first(of, SCHEMA + "headline"),
            date=_first(of, SCHEMA + "datePublished")[:10],
            publisher=_first(of, SCHEMA + "publisher"),
            source=_first(of, DCTERMS + "source"),
            identifier=_first(of, DCTERMS + "identifier"),
        )
        for iri, of in found.items()
    }


def _claims(
    store: ox.Store,
) -> tuple[dict[str, Claimed], dict[str, list[str]], dict[tuple[str, str, str], list[str]]]:
    """The claims; those about each event; those about each (subject, edge name, object)."""
    quotes = _describe(
        store,
        f"?s <{OA}hasSource> ?document .",
        (OA + "hasSource", OA + "exact", OA + "start", OA + "end"),
    )
    found = _describe(
        store,
        f"?s <{GK}evidence> ?evidence .",
        [GK + name for name in ("about", "assertedBy", "viaSource", "polarity", "certainty")]
        + [GK + name for name in ("tense", "confidence", "evidence", "office")]
        + [GK + name for name in ("triggerStart", "triggerEnd")]
        + [RDF + name for name in ("subject", "predicate", "object")],
    )
    claims: dict[str, Claimed] = {}
    about: dict[str, list[str]] = defaultdict(list)
    lasting: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for iri, of in found.items():
        quote = quotes.get(_first(of, GK + "evidence"), {})
        claims[iri] = Claimed(
            iri=iri,
            sources=_all(of, GK + "assertedBy"),
            via=_all(of, GK + "viaSource"),
            polarity=_local(_first(of, GK + "polarity")),
            certainty=_local(_first(of, GK + "certainty")),
            tense=_local(_first(of, GK + "tense")),
            confidence=_first(of, GK + "confidence"),
            sentence=_first(quote, OA + "exact"),
            start=_first(quote, OA + "start"),
            end=_first(quote, OA + "end"),
            document=_first(quote, OA + "hasSource"),
            office=_first(of, GK + "office"),
            trigger=(_first(of, GK + "triggerStart"), _first(of, GK + "triggerEnd")),
        )
        for event in of.get(GK + "about", ()):
            about[event].append(iri)
        if of.get(RDF + "predicate"):
            triple = (_first(of, RDF + name) for name in ("subject", "predicate", "object"))
            subject, predicate, value = triple
            lasting[subject, _local(predicate), value].append(iri)
    return claims, about, lasting


def _edges(store: ox.Store) -> list[Edge]:
    rows = _within(store, REL, ALLEGED)
    return sorted(Edge(s, _local(p), o, p.startswith(ALLEGED)) for s, p, o in rows)


def _within(store: ox.Store, *spaces: str) -> list[tuple[str, ...]]:
    """The statements whose property is of one of these namespaces."""
    tests = " || ".join(f'STRSTARTS(STR(?p), "{space}")' for space in spaces)
    return _select(store, f"SELECT DISTINCT ?s ?p ?o WHERE {{ ?s ?p ?o FILTER({tests}) }}")


def _background(store: ox.Store) -> list[Known]:
    """Edges known beforehand, and who held which office from when to when."""
    offices = _select(
        store,
        f"SELECT DISTINCT ?who ?edge ?of ?office ?start ?end WHERE {{ ?t <{GK}holder> ?who ; "
        f"<{GK}relation> ?edge ; <{GK}of> ?of ; <{GK}office> ?office ; <{GK}start> ?start . "
        f"OPTIONAL {{ ?t <{GK}end> ?end }} }}",
    )
    held = {Known(s, _local(p), o, *rest) for s, p, o, *rest in offices}
    told = {(fact.subject, fact.name, fact.object) for fact in held}
    edges = {(s, _local(p), o) for s, p, o in _within(store, BACKGROUND)}
    return sorted(held | {Known(*edge) for edge in edges - told})


def _events(
    store: ox.Store, ontology: Ontology, about: Mapping[str, Sequence[str]]
) -> dict[str, Statement]:
    found = _describe(
        store,
        f"?s a <{GK}Event> .",
        [RDF + "type"]
        + [GK + name for name in (*ROLES, "date", "objectText", "quantity", "status")],
    )
    amounts = _describe(store, f"?event <{GK}quantity> ?s .", (GK + "text",))
    events: dict[str, Statement] = {}
    for iri, of in found.items():
        types = [_local(name) for name in of[RDF + "type"]]
        known = [name for name in types if name in ontology.types]
        kind = known[0] if known else "Event"
        events[iri] = Statement(
            iri=iri,
            lasting=False,
            type=kind,
            edge=ontology.types[kind].edge if known else "",
            status=_local(_first(of, GK + "status")),
            roles={role: _all(of, GK + role) for role in ROLES},
            claims=tuple(about.get(iri, ())),
            date=_first(of, GK + "date"),
            object_text="; ".join(_all(of, GK + "objectText")),
            quantities=tuple(
                _first(amounts[key], GK + "text")
                for key in of.get(GK + "quantity", ())
                if key in amounts
            ),
        )
    return events


def _lasting(
    ontology: Ontology,
    claimed: Mapping[tuple[str, str, str], Sequence[str]],
    claims: Mapping[str, Claimed],
    edges: Sequence[Edge],
) -> dict[str, Statement]:
    """Lasting facts; one without an edge takes its status from its claims."""
    drawn = {(edge.subject, edge.name, edge.object): edge.alleged for edge in edges}
    facts: dict[str, Statement] = {}
    for (subject, name, value), found in sorted(claimed.items()):
        key = f"{subject} {name} {value}"
        facts[key] = Statement(
            iri=key,
            lasting=True,
            type=ontology.edges[name].id if name in ontology.edges else name,
            edge=name,
            status=_standing([claims[iri] for iri in found], drawn.get((subject, name, value))),
            roles={"actor": (subject,), "recipient": (value,), "place": (), "object": ()},
            claims=tuple(found),
        )
    return facts


def _standing(claims: Sequence[Claimed], alleged: bool | None) -> str:
    """Status of a lasting fact. `alleged` is None where the graph has no edge for it."""
    denied = [claim.polarity == "Negative" for claim in claims]
    if alleged is not None:
        return "Contested" if alleged and any(denied) else "Alleged" if alleged else "Reported"
    if any(denied):
        return "Denied"
    return "Planned" if any(claim.tense == "Future" for claim in claims) else "Hypothetical"
