"""Copy a graph for other libraries: rdflib for RDF, networkx for networks.

A `Store` comes in, an `rdflib.Dataset` or a `networkx.MultiDiGraph` goes out. "Kim met
Belousov" is a statement in the one, an edge with the key "rel:met" in the other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

import networkx
import rdflib
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode

from kg.formats import quad_key
from kg.namespaces import XSD, shorten

if TYPE_CHECKING:
    from kg.store import Store

__all__ = ["to_networkx", "to_rdflib"]

_SUPPORT = """
SELECT ?subject ?edge ?object ?event ?status (COUNT(DISTINCT ?claim) AS ?claims) WHERE {
  {
    VALUES (?named ?status) {
      (gk:edge gk:Reported) (gk:allegedEdge gk:Alleged) (gk:allegedEdge gk:Contested)
    }
    ?type ?named ?edge .
    ?event a ?type ; gk:status ?status .
    ?claim gk:about ?event .
    { ?event gk:actor ?subject ; gk:recipient ?object }
    UNION
    { ?event gk:recipient ?subject ; gk:actor ?object . ?edge a owl:SymmetricProperty }
    UNION
    { ?event gk:actor ?subject, ?object FILTER NOT EXISTS { ?event gk:recipient ?anybody } }
  } UNION {
    ?claim rdf:subject ?first ; rdf:predicate ?reported ; rdf:object ?second .
    OPTIONAL {
      ?denial rdf:subject ?first ; rdf:predicate ?reported ; rdf:object ?second ;
        gk:polarity gk:Negative .
      BIND(gk:Contested AS ?status)
    }
    VALUES ?turned { false true }
    FILTER(!?turned || EXISTS { ?reported a owl:SymmetricProperty })
    BIND(IF(?turned, ?second, ?first) AS ?subject)
    BIND(IF(?turned, ?first, ?second) AS ?object)
    BIND(STRAFTER(STR(?reported), STR(rel:)) AS ?name)
    VALUES ?space { rel: alleged: }
    BIND(IRI(CONCAT(STR(?space), ?name)) AS ?edge)
  }
} GROUP BY ?subject ?edge ?object ?event ?status
"""


def to_rdflib(store: Store) -> rdflib.Dataset:
    """Copy a graph for rdflib; its default graph is the union of all."""
    dataset = rdflib.Dataset(default_union=True)
    for quad in sorted(store.quads(), key=quad_key):
        graph = dataset.default_graph
        if isinstance(quad.graph_name, NamedNode | BlankNode):
            graph = dataset.graph(_convert(quad.graph_name))
        graph.add((_convert(quad.subject), _convert(quad.predicate), _convert(quad.object)))
    return dataset


def _convert(term: object) -> rdflib.URIRef | rdflib.BNode | rdflib.Literal:
    if isinstance(term, NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, BlankNode):
        return rdflib.BNode(term.value)
    if not isinstance(term, Literal):
        raise TypeError(f"rdflib has no such term: {term!r}")
    if term.language or term.datatype == XSD.string:
        return rdflib.Literal(term.value, lang=term.language)
    kind = rdflib.URIRef(term.datatype.value)
    return rdflib.Literal(term.value, datatype=kind, normalize=False)


def to_networkx(store: Store) -> networkx.MultiDiGraph[str]:
    """Copy entities and edges for networkx.

    Nodes are prefixed names ("e:kim-jong-un") with `label`, `type` and `iri`. Edges have
    their prefixed name ("rel:met") as key, and `predicate`, `alleged`, `status` (of several
    events the surest), `events` (ids; none for a durable relation) and `claims` (how many).
    """
    network: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    entities = store.query(
        "SELECT ?entity ?label ?type { ?entity a ?type ; rdfs:label ?label . "
        "?type rdfs:subClassOf* gk:Entity } ORDER BY ?entity"
    )
    for (entity, label, kind), raw in zip(entities.rows, entities.raw, strict=True):
        iri = raw[0].value if raw[0] else ""
        network.add_node(entity or "", label=label, type=(kind or "")[3:], iri=iri)
    support: dict[tuple[str, ...], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    counts: dict[tuple[str, ...], int] = defaultdict(int)
    for *ends, event, status, claims in store.query(_SUPPORT).rows:
        key = tuple(end or "" for end in ends)
        support[key]["events"] |= {event.removeprefix("ev:")} if event else set()
        support[key]["status"] |= {status.removeprefix("gk:")} if status else set()
        counts[key] += int(claims or 0)
    for key in sorted(_edges(store)):
        subject, edge, target = key
        space, _, name = edge.partition(":")
        network.add_edge(
            subject,
            target,
            key=edge,
            predicate=name,
            alleged=space == "alleged",
            status=min(
                support[key]["status"],
                default="Alleged" if space == "alleged" else "Reported",
            ),
            events=tuple(sorted(support[key]["events"])),
            claims=counts[key],
        )
    return network


def _edges(store: Store) -> Iterator[tuple[str, str, str]]:
    """Give the direct edges as prefixed names."""
    table = store.prefixes
    for quad in store.engine.quads_for_pattern(None, None, None, DefaultGraph()):
        edge = shorten(quad.predicate.value, table)
        if edge.startswith(("rel:", "alleged:")):
            subject, target = quad.subject, quad.object
            if isinstance(subject, NamedNode) and isinstance(target, NamedNode):
                yield shorten(subject.value, table), edge, shorten(target.value, table)
