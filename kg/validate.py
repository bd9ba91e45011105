"""Does a graph keep to the contract, and does each quote stand where it says?

In: a `pyoxigraph.Store` and the texts of documents, as far as they can still be read. Out:
a `ValidationReport`. For "KCNA said" it shows that the claim has one source, one polarity
and evidence, and that the document's text, sliced by the evidence's offsets, is the quote.

Most of it is said in SHACL, in `ontology/shapes.ttl`. What needs the ontology, the named
graphs or the texts is checked here: the terms of `gk:`, `rel:`, `alleged:` and `background:`
exist, an event has one type and all classes above it, there are no blank nodes, each triple
stands in one graph, and the quotes. `kg.causes` checks that edges and statuses follow from the
claims, `kg.beforehand` that what is known beforehand stays apart from them.
"""

from __future__ import annotations

import hashlib
import logging
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

import pyoxigraph as ox
import pyshacl
import rdflib

from kg.beforehand import background_violations
from kg.causes import cause_violations
from kg.data import data_folder
from kg.errors import DataError, GraphError
from kg.namespaces import GK, OA, RDF, SCHEMA, VOCABULARIES, XSD, shorten
from kg.ontology import Ontology, load_ontology

__all__ = ["ValidationReport", "validate"]

_SH = rdflib.Namespace("http://www.w3.org/ns/shacl#")
_EDGE_SPACES = (VOCABULARIES["rel"], VOCABULARIES["alleged"])
_BACKGROUND = VOCABULARIES["background"]
_Subject = ox.NamedNode | ox.BlankNode | ox.Triple
_LONGEST = 100
"""Characters of a text that a line of the report shows."""


@dataclass(frozen=True, slots=True)
class ValidationReport:
    """What is wrong with a graph.

    `violations` are sorted lines: where, what is wrong, what it should be.
    `checked_quotes` are the pieces of evidence compared with their document's text,
    `unchecked_quotes` those whose text was not at hand.
    """

    violations: tuple[str, ...]
    checked_quotes: int
    unchecked_quotes: int

    @property
    def ok(self) -> bool:
        """True if nothing is wrong."""
        return not self.violations


def validate(graph: ox.Store, *, texts: Mapping[str, str]) -> ValidationReport:
    """Check a graph against the contract, and its quotes against their sources.

    Args:
        graph: the store; all its graphs are read together.
        texts: IRI of a document -> its text, for those that can still be read.

    Raises:
        GraphError: the graph is not RDF 1.1.
        DataError: a file of the shipped ontology is missing or broken.
    """
    ontology = load_ontology()
    checked, unchecked, wrong_quotes = _quotes(graph, texts)
    violations = {
        *_shape_violations(graph),
        *_term_violations(graph, ontology),
        *_event_violations(graph, ontology),
        *cause_violations(graph, ontology),
        *background_violations(graph, ontology),
        *_layout_violations(graph),
        *_document_violations(graph, texts),
        *wrong_quotes,
    }
    return ValidationReport(tuple(sorted(violations)), checked, unchecked)


# ---------------------------------------------------------------------------- shapes


def _shape_violations(graph: ox.Store) -> Iterator[str]:
    path = data_folder("ontology") / "shapes.ttl"
    try:
        shapes = rdflib.Graph().parse(path, format="turtle")
    except (OSError, SyntaxError, UnicodeDecodeError) as error:
        raise DataError(f"{path}: cannot be read as Turtle ({error}): reinstall geokg") from error
    _spread_targets(shapes)
    union = rdflib.Graph()
    with _quiet_literals():
        for quad in graph:
            union.add((_node(quad.subject), _node(quad.predicate), _node(quad.object)))
        _, results, _ = pyshacl.validate(union, shacl_graph=shapes, inplace=True)
    for result in results.subjects(rdflib.RDF.type, _SH.ValidationResult):
        path_node, value, message = (
            results.value(result, part) for part in (_SH.resultPath, _SH.value, _SH.resultMessage)
        )
        where = _shown(results.value(result, _SH.focusNode))
        if path_node is not None:
            where += f" {_shown(path_node)}"
            # Without a path the value is the focus once more.
            message = f"{message} (found {_shown(value)})" if value is not None else message
        yield f"{where}: {message}"


def _spread_targets(shapes: rdflib.Graph) -> None:
    # pySHACL walks the properties of a node shape once for each thing, but a property shape
    # with targets of its own once for all things: the same outcome in less than half the time.
    for shape, part in list(shapes.subject_objects(_SH.property)):
        for kind in (_SH.targetClass, _SH.targetSubjectsOf, _SH.targetObjectsOf):
            for target in list(shapes.objects(shape, kind)):
                shapes.add((part, kind, target))
                shapes.remove((shape, _SH.property, part))


def _node(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> rdflib.term.Node:
    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return rdflib.BNode(term.value)
    if isinstance(term, ox.Literal):
        if term.language is not None:
            return rdflib.Literal(term.value, lang=term.language)
        # rdflib takes "day" and "day"^^xsd:string for two literals; RDF 1.1 for one.
        datatype = None if term.datatype == XSD.string else rdflib.URIRef(term.datatype.value)
        return rdflib.Literal(term.value, datatype=datatype, normalize=False)
    raise GraphError(f"the graph has a triple as a term, {term}: write it in RDF 1.1")


@contextmanager
def _quiet_literals() -> Iterator[None]:
    # rdflib logs a traceback for each ill-typed literal; here they become violations.
    logger = logging.getLogger("rdflib.term")
    before, logger.disabled = logger.disabled, True
    try:
        yield
    finally:
        logger.disabled = before


# ------------------------------------------------------------------ terms, types, layout


def _term_violations(graph: ox.Store, ontology: Ontology) -> Iterator[str]:
    known = {space: frozenset(ontology.edges) for space in _EDGE_SPACES}
    known[_BACKGROUND] = ontology.relations
    known[GK.iri] = GK.terms | ontology.terms
    first_use: dict[ox.NamedNode, str] = {}
    for quad in graph:
        for term in (quad.predicate, quad.object):
            if isinstance(term, ox.NamedNode) and term not in first_use:
                first_use[term] = _shown(quad.subject)
    for term, where in first_use.items():
        for space, terms in known.items():
            if term.value.startswith(space) and term.value.removeprefix(space) not in terms:
                yield f"{where}: {_shown(term)} is no term of the ontology"


def _event_violations(graph: ox.Store, ontology: Ontology) -> Iterator[str]:
    names = {ox.NamedNode(GK.iri + name): name for name in ontology.terms}
    for event, classes in _classes(graph).items():
        found = {names[node] for node in classes if node in names}
        if "Event" not in found:
            continue
        types = sorted(found & ontology.types.keys())
        if len(types) != 1:
            has = ", ".join(f"gk:{name}" for name in types) or "none"
            yield f"{_shown(event)} rdf:type: an event must have exactly one event type (has {has})"
        for name in types:
            for above in ontology.superclasses(name):
                if above not in found:
                    yield f"{_shown(event)} rdf:type: a gk:{name} must be a gk:{above} too"


def _layout_violations(graph: ox.Store) -> Iterator[str]:
    blank = 0
    graphs: dict[ox.Triple, int] = defaultdict(int)
    for quad in graph:
        graphs[quad.triple] += 1
        blank += isinstance(quad.subject, ox.BlankNode) or isinstance(quad.object, ox.BlankNode)
    if blank:
        yield f"graph: {blank} triples have a blank node; each thing must have an IRI"
    for triple, count in graphs.items():
        if count > 1:
            where = " ".join(map(_shown, (triple.subject, triple.predicate, triple.object)))
            yield f"{where}: stands in {count} graphs; a triple must stand in exactly one"


# ------------------------------------------------------------------- quotes, documents


def _quotes(graph: ox.Store, texts: Mapping[str, str]) -> tuple[int, int, list[str]]:
    checked, unchecked = 0, 0
    wrong: list[str] = []
    for quad in graph.quads_for_pattern(None, OA.exact, None):
        source = _value(graph, quad.subject, OA.hasSource)
        start = _offset(graph, quad.subject, OA.start)
        end = _offset(graph, quad.subject, OA.end)
        if source is None or start is None or end is None:
            unchecked += 1  # the shapes say what is missing
            continue
        iri = f"{source}#char={start},{end}"
        if quad.subject != ox.NamedNode(iri):
            wrong.append(f"{_shown(quad.subject)}: by its source and offsets it must be {iri}")
        if source not in texts:
            unchecked += 1
            continue
        checked += 1
        text, exact = texts[source], quad.object
        there = text[start:end] if 0 <= start <= end else ""
        if not isinstance(exact, ox.Literal) or exact.value != there:
            wrong.append(
                f"{_shown(quad.subject)} oa:exact: must be what the source has there, "
                f"{_brief(there)}, but is {_shown(exact)}"
            )
    return checked, unchecked, wrong


def _document_violations(graph: ox.Store, texts: Mapping[str, str]) -> Iterator[str]:
    for quad in graph.quads_for_pattern(None, RDF.type, SCHEMA.NewsArticle):
        document = quad.subject
        if not isinstance(document, ox.NamedNode) or document.value not in texts:
            continue
        text = texts[document.value]
        content = hashlib.sha256(text.encode("utf-8")).hexdigest()[:16]
        if document.value.rpartition("/")[2] != content:
            yield (
                f"{_shown(document)}: its IRI must end with the hash of its text, {content}; "
                "the source has changed: build the graph again"
            )
        length = _offset(graph, document, GK.textLength)
        if length is not None and length != len(text):
            yield f"{_shown(document)} gk:textLength: must be {len(text)}, but is {length}"


def _classes(graph: ox.Store) -> Mapping[object, set[ox.NamedNode]]:
    classes: dict[object, set[ox.NamedNode]] = defaultdict(set)
    for quad in graph.quads_for_pattern(None, RDF.type, None):
        if isinstance(quad.object, ox.NamedNode):
            classes[quad.subject].add(quad.object)
    return classes


def _value(graph: ox.Store, subject: _Subject, predicate: ox.NamedNode) -> str | None:
    quad = next(graph.quads_for_pattern(subject, predicate, None), None)
    if quad is None or not isinstance(quad.object, ox.NamedNode | ox.Literal):
        return None
    return quad.object.value


def _offset(graph: ox.Store, subject: _Subject, predicate: ox.NamedNode) -> int | None:
    value = _value(graph, subject, predicate)
    return int(value) if value is not None and value.isascii() and value.isdecimal() else None


def _shown(term: object) -> str:
    if isinstance(term, ox.NamedNode | rdflib.URIRef):
        return shorten(term.value if isinstance(term, ox.NamedNode) else str(term))
    if isinstance(term, ox.Literal | rdflib.Literal):
        return _brief(term.value if isinstance(term, ox.Literal) else str(term))
    return str(term)


def _brief(text: str) -> str:
    # repr() keeps newlines and control characters of a text off the terminal.
    return repr(text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…")
