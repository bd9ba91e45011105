"""Does what is known beforehand stay apart from what articles say, and keep to its dates?

In: a `pyoxigraph.Store` and the ontology. Out: readable lines, one for each fault. That Kyiv
is Ukraine's capital may stand in the graph of the background, as `background:capitalOf`, if
no article reports it; that somebody is its president only if a term of office says so that
ran on the day of a document.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from kg.model import EntityType
from kg.namespaces import BACKGROUND, GK, RDF, REL, SCHEMA, shorten
from kg.tenure import OfficeFact

if TYPE_CHECKING:
    from pyoxigraph import Quad, Store

    from kg.ontology import Ontology

__all__ = ["background_violations"]

_GRAPHS = ("/background", "#background")
_ENTITIES = frozenset(GK[kind.value] for kind in EntityType)


def background_violations(graph: Store, ontology: Ontology) -> Iterator[str]:
    """Compare the background's edges with its terms of office, the documents and the rest.

    Args:
        graph: the store. A file without named graphs has the background among the rest.
        ontology: the relations that there are.
    """
    held = _held(graph)
    offices = {name for name in ontology.relations if _is_office(ontology, name)}
    known, reported = BACKGROUND.extended(ontology.relations), REL.extended(ontology.relations)
    found: set[tuple[str, str, str]] = set()
    split = any(True for _ in graph.named_graphs())
    for name in sorted(ontology.relations):
        for quad in graph.quads_for_pattern(None, known[name], None):
            where = _shown(quad)
            ends = _value(quad.subject), _value(quad.object)
            found.add((ends[0], name, ends[1]))
            joined = (_is_entity(graph, quad.subject), _is_entity(graph, quad.object))
            if not all(joined) or ends[0] == ends[1]:
                yield f"{where}: must join two entities"
            if split and not _value(quad.graph_name).endswith(_GRAPHS):
                yield f"{where}: must stand in the graph of the background"
            if any(graph.quads_for_pattern(quad.subject, reported[name], quad.object)):
                yield f"{where}: an article reports it, so it is no background"
            if name in offices and (ends[0], name, ends[1]) not in held:
                yield f"{where}: must have a gk:Tenure that ran on the day of a document"
    for subject, name, target in sorted(held - found):
        if name in ontology.relations:
            ends_of = NamedNode(subject), reported[name], NamedNode(target)
            if not any(graph.quads_for_pattern(*ends_of)):
                edge = f"{shorten(subject)} background:{name} {shorten(target)}"
                yield f"{edge}: the edge is missing, although a gk:Tenure gives it"
    yield from _strangers(graph)


def _held(graph: Store) -> set[tuple[str, str, str]]:
    """Return holder, relation and body of each term that ran on the day of a document."""
    days: list[dt.date | None] = []
    for quad in graph.quads_for_pattern(None, SCHEMA.datePublished, None):
        try:
            days.append(dt.date.fromisoformat(_value(quad.object)))
        except ValueError:
            continue
    held: set[tuple[str, str, str]] = set()
    for tenure in graph.quads_for_pattern(None, RDF.type, GK.Tenure):
        parts: dict[NamedNode, str] = defaultdict(str)
        for quad in graph.quads_for_pattern(tenure.subject, None, None):
            parts[quad.predicate] = _value(quad.object)
        name = parts[GK.relation].removeprefix(BACKGROUND.iri)
        term = OfficeFact(
            parts[GK.holder],
            parts[GK.office],
            name,
            parts[GK.of],
            parts[GK.start],
            parts[GK.end] or None,
        )
        whole = term.person and term.of and term.start  # the shapes say what is missing
        if whole and any(term.held_on(day) for day in days or [None]):
            held.add((term.person, name, term.of))
    return held


def _strangers(graph: Store) -> Iterator[str]:
    """Name what stands in the background's graph and is neither an edge nor a term of office."""
    tenures = {quad.subject for quad in graph.quads_for_pattern(None, RDF.type, GK.Tenure)}
    for node in graph.named_graphs():
        if not _value(node).endswith(_GRAPHS):
            continue
        for quad in graph.quads_for_pattern(None, None, None, node):
            if not quad.predicate.value.startswith(BACKGROUND.iri) and quad.subject not in tenures:
                yield f"{_shown(quad)}: is no background, but stands in its graph"


def _is_office(ontology: Ontology, name: str) -> bool:
    concept = ontology.edges[name]
    return concept.domain == {EntityType.PERSON} and not concept.symmetric


def _is_entity(graph: Store, node: object) -> bool:
    if not isinstance(node, NamedNode):
        return False
    return any(q.object in _ENTITIES for q in graph.quads_for_pattern(node, RDF.type, None))


def _shown(quad: Quad) -> str:
    return " ".join(shorten(_value(term)) for term in (quad.subject, quad.predicate, quad.object))


def _value(term: object) -> str:
    return str(getattr(term, "value", ""))
