"""Hold a graph, load it, save it, ask it in SPARQL.

Quads or a graph file come in; files, answers (`Result`), rdflib and networkx graphs go out.
`Store.load(path).query("SELECT ?who { ?who rel:met e:andrei-belousov }")` answers with one
row for each who met him.

Queries see the union of all graphs and, beside it, the shipped ontology, so that a question
may use quad classes and labels of types. The ontology is never saved with a graph.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Self

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryTriples,
    RdfFormat,
    Triple,
    serialize,
)
from pyoxigraph import Store as Engine

from kg.data import data_folder
from kg.errors import DataError, GraphError, OutputError, QueryError
from kg.namespaces import DEFAULT_BASE, RDF, SCHEMA, VOCABULARIES, XSD, prefixes, shorten

if TYPE_CHECKING:
    import networkx
    import rdflib

__all__ = ["ENDINGS", "Result", "Store", "Term"]

Term = NamedNode | BlankNode | Literal

ENDINGS: Mapping[str, RdfFormat] = {
    ".ttl": RdfFormat.TURTLE,
    ".trig": RdfFormat.TRIG,
    ".nq": RdfFormat.N_QUADS,
    ".nt": RdfFormat.N_TRIPLES,
    ".jsonld": RdfFormat.JSON_LD,
}
"""Formats by the ending of a file; .ttl and .nt hold the union of all graphs."""

_ONTOLOGY = NamedNode(VOCABULARIES["gk"].rstrip("#"))
_DOCUMENT = re.compile(r"(.+[/#])doc/[^/#]+")
_POSITION = re.compile(r"\bat (?:line )?(\d+)(?::| column | between columns )(\d+)")
# What is no keyword of SPARQL: strings, IRIs, escapes and comments.
_OPAQUE = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""' + r"|'''(?:[^'\\]|\\.|'(?!''))*'''"
    r'|"(?:[^"\\\n\r]|\\.)*"' + r"|'(?:[^'\\\n\r]|\\.)*'" + r'|<[^<>"{}|^`\\\s]*>|\\.|#[^\n\r]*',
    re.DOTALL,
)
_ORDERED = re.compile(r"\bORDER\s+BY\b", re.IGNORECASE)
_SERVICE = re.compile(r"(?<![?$:\w-])SERVICE\b(?!\s*:)", re.IGNORECASE)
# Characters that could move a terminal's cursor, hide text or turn its direction.
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")

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


@dataclass(frozen=True, slots=True)
class Result:
    """The answer to a query.

    `kind` is "select", "ask" or "graph" (CONSTRUCT, DESCRIBE). `raw` holds the terms of each
    row, None where a variable is unbound; a graph's rows are subject, predicate and object,
    an ASK has one row with one boolean. `prefixes` shorten IRIs for display.
    """

    kind: str
    variables: tuple[str, ...]
    raw: tuple[tuple[Term | None, ...], ...]
    prefixes: Mapping[str, str]

    @property
    def rows(self) -> tuple[tuple[str | None, ...], ...]:
        """The rows for display: IRIs as prefixed names, literals as their text."""
        return tuple(tuple(self._show(term) for term in row) for row in self.raw)

    def _show(self, term: Term | None) -> str | None:
        if isinstance(term, NamedNode):
            return shorten(term.value, self.prefixes)
        return term if term is None else term.value

    def to_table(self, *, width: int | None = None) -> str:
        """Draw a table; control characters in cells become harmless.

        Args:
            width: columns of the terminal; found out by default.
        """
        from rich import box
        from rich.console import Console
        from rich.table import Table
        from rich.text import Text

        if self.kind == "ask":
            return "yes\n" if self.rows == (("true",),) else "no\n"
        table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
        for variable in self.variables:
            table.add_column(Text(variable), overflow="fold")
        for row in self.rows:
            table.add_row(*(Text(_harmless(cell or "")) for cell in row))
        out = io.StringIO()
        columns = shutil.get_terminal_size((120, 24)).columns if width is None else width
        Console(file=out, width=columns, color_system=None, highlight=False).print(table)
        lines = [line.rstrip() for line in out.getvalue().splitlines()]
        many = len(self.raw)
        return "\n".join([*lines, "", f"{many} row{'' if many == 1 else 's'}", ""])

    def to_csv(self) -> str:
        """Write CSV as SPARQL 1.1 has it: full IRIs, plain text, empty where unbound."""
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(self.variables)
        for row in self.raw:
            writer.writerow("" if term is None else term.value for term in row)
        return out.getvalue()

    def to_json(self) -> str:
        """Write SPARQL 1.1 Query Results JSON; JSON-LD for a graph."""
        if self.kind == "graph":
            return _write(self._triples(), RdfFormat.JSON_LD, self.prefixes).decode()
        content: dict[str, object] = {"head": {}, "boolean": self.rows == (("true",),)}
        if self.kind == "select":
            bindings = [
                {name: _as_json(t) for name, t in zip(self.variables, row, strict=True) if t}
                for row in self.raw
            ]
            content = {"head": {"vars": list(self.variables)}, "results": {"bindings": bindings}}
        return json.dumps(content, ensure_ascii=False, indent=2) + "\n"

    def to_turtle(self) -> str:
        """Write a graph as Turtle.

        Raises:
            QueryError: the answer is no graph.
        """
        if self.kind != "graph":
            raise QueryError(
                "only CONSTRUCT and DESCRIBE answer with a graph: "
                "take this answer as a table, CSV or JSON"
            )
        return _write(self._triples(), RdfFormat.TURTLE, self.prefixes).decode()

    def _triples(self) -> list[Quad]:
        return [
            Quad(subject, predicate, target, DefaultGraph())
            for subject, predicate, target in self.raw
            if isinstance(subject, NamedNode | BlankNode)
            and isinstance(predicate, NamedNode)
            and target is not None
        ]


class Store:
    """A graph in memory, behind it a `pyoxigraph.Store`."""

    def __init__(self, engine: Engine) -> None:
        """Wrap `engine`."""
        self._engine = engine

    @classmethod
    def from_quads(cls, quads: Iterable[Quad]) -> Self:
        """Take in quads."""
        engine = Engine()
        engine.bulk_extend(quads)
        return cls(engine)

    @classmethod
    def load(cls, path: str | Path) -> Self:
        """Read a graph file, its format by its ending (see `ENDINGS`).

        Raises:
            GraphError: it is not there, its ending is unknown, or its content is broken.
        """
        path = Path(path)
        form = ENDINGS.get(path.suffix.lower())
        if form is None:
            raise GraphError(
                f"{path}: the ending {path.suffix!r} says no format: use {', '.join(ENDINGS)}"
            )
        engine = Engine()
        try:
            engine.bulk_load(path=path, format=form)
        except FileNotFoundError:
            raise GraphError(
                f"{path}: no such file: build it first (kg build ARTICLE -o {path})"
            ) from None
        except SyntaxError as error:
            where = f"{path}:{error.lineno}" if error.lineno else str(path)
            reason = _one_line(error)
            raise GraphError(
                f"{where}: is no valid {form.name} ({reason}): mend it there or build it anew"
            ) from error
        except (OSError, ValueError) as error:
            reason = _one_line(error)
            raise GraphError(f"{path}: cannot be read ({reason}): name another file") from error
        return cls(engine)

    @property
    def engine(self) -> Engine:
        """The store behind it. After the first query it holds the ontology too, in a graph
        of its own (`https://w3id.org/geokg/ontology`)."""
        return self._engine

    @property
    def base_iri(self) -> str:
        """What the IRIs of this graph's own things start with, read off its documents."""
        for quad in self._engine.quads_for_pattern(None, RDF.type, SCHEMA.NewsArticle):
            if isinstance(quad.subject, NamedNode):
                found = _DOCUMENT.fullmatch(quad.subject.value)
                if found:
                    return found[1]
        return DEFAULT_BASE

    @property
    def prefixes(self) -> Mapping[str, str]:
        """The contract's prefixes, with e, ev, cl and doc under this graph's base."""
        return prefixes(self.base_iri)

    def quads(self) -> Iterator[Quad]:
        """Give the graph's own quads, without the ontology, in no order."""
        return (quad for quad in self._engine if quad.graph_name != _ONTOLOGY)

    def save(self, path: str | Path) -> None:
        """Write the graph, its format by the ending; equal graphs give equal bytes.

        The file appears whole or not at all.

        Raises:
            OutputError: the ending is unknown, or the place cannot be written to.
        """
        path = Path(path)
        form = ENDINGS.get(path.suffix.lower())
        if form is None:
            raise OutputError(
                f"{path}: the ending {path.suffix!r} says no format: use {', '.join(ENDINGS)}"
            )
        _write_whole(path, _write(self.quads(), form, self.prefixes))

    def query(self, sparql: str) -> Result:
        """Ask in SPARQL 1.1; the contract's prefixes are added by themselves.

        Rows come in the order that the query asks for, else sorted.

        Raises:
            QueryError: the query does not parse or cannot be answered.
        """
        self._load_ontology()
        keywords = _OPAQUE.sub(" ", sparql)
        if _SERVICE.search(keywords):
            raise QueryError("SERVICE asks another computer, but geokg works offline: leave it out")
        table = self.prefixes
        try:
            found = self._engine.query(
                sparql, prefixes=dict(table), use_default_graph_as_union=True
            )
            if isinstance(found, QueryBoolean):
                yes = Literal("true" if found else "false", datatype=XSD.boolean)
                return Result("ask", ("answer",), ((yes,),), table)
            if isinstance(found, QueryTriples):
                kind, names = "graph", ["subject", "predicate", "object"]
                rows = [tuple(map(_term, (t.subject, t.predicate, t.object))) for t in found]
            else:
                kind, names = "select", [variable.value for variable in found.variables]
                rows = [tuple(map(_term, solution)) for solution in found]
        except SyntaxError as error:
            raise QueryError(_explain(sparql, str(error))) from error
        except (RuntimeError, OSError, ValueError) as error:
            raise QueryError(f"the query cannot be answered: {_one_line(error)}") from error
        if kind == "graph" or not _ORDERED.search(keywords):
            rows.sort(key=lambda row: [(term is not None, str(term)) for term in row])
        return Result(kind, tuple(names), tuple(rows), table)

    def to_rdflib(self) -> rdflib.Dataset:
        """Copy the graph for rdflib; its default graph is the union of all."""
        import rdflib

        def convert(term: object) -> rdflib.URIRef | rdflib.BNode | rdflib.Literal:
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

        dataset = rdflib.Dataset(default_union=True)
        for quad in sorted(self.quads(), key=_quad_key):
            graph = dataset.default_graph
            if isinstance(quad.graph_name, NamedNode | BlankNode):
                graph = dataset.graph(convert(quad.graph_name))
            graph.add((convert(quad.subject), convert(quad.predicate), convert(quad.object)))
        return dataset

    def to_networkx(self) -> networkx.MultiDiGraph[str]:
        """Copy entities and edges for networkx.

        Nodes are prefixed names ("e:kim-jong-un") with `label`, `type` and `iri`. Edges have
        their prefixed name ("rel:met") as key, and `predicate`, `alleged`, `status` (of
        several events the surest), `events` (ids; none for a durable relation) and `claims`
        (how many).
        """
        import networkx

        network: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
        entities = self.query(
            "SELECT ?entity ?label ?type { ?entity a ?type ; rdfs:label ?label . "
            "?type rdfs:subClassOf* gk:Entity } ORDER BY ?entity"
        )
        for (entity, label, kind), raw in zip(entities.rows, entities.raw, strict=True):
            iri = raw[0].value if raw[0] else ""
            network.add_node(entity or "", label=label, type=(kind or "")[3:], iri=iri)
        support: dict[tuple[str, ...], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        counts: dict[tuple[str, ...], int] = defaultdict(int)
        for *ends, event, status, claims in self.query(_SUPPORT).rows:
            key = tuple(end or "" for end in ends)
            support[key]["events"] |= {event.removeprefix("ev:")} if event else set()
            support[key]["status"] |= {status.removeprefix("gk:")} if status else set()
            counts[key] += int(claims or 0)
        for key in sorted(self._edges()):
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

    def _edges(self) -> Iterator[tuple[str, str, str]]:
        """Give the direct edges as prefixed names."""
        table = self.prefixes
        for quad in self._engine.quads_for_pattern(None, None, None, DefaultGraph()):
            edge = shorten(quad.predicate.value, table)
            if edge.startswith(("rel:", "alleged:")):
                subject, target = _term(quad.subject), _term(quad.object)
                if isinstance(subject, NamedNode) and isinstance(target, NamedNode):
                    yield shorten(subject.value, table), edge, shorten(target.value, table)

    def _load_ontology(self) -> None:
        """Put the shipped ontology beside the graph, once."""
        if self._engine.contains_named_graph(_ONTOLOGY):
            return
        path = data_folder("ontology") / "geokg.ttl"
        try:
            self._engine.bulk_load(path=path, format=RdfFormat.TURTLE, to_graph=_ONTOLOGY)
        except (OSError, SyntaxError) as error:
            raise DataError(f"{path}: cannot be read ({error}): reinstall geokg") from error


def _term(term: object) -> Term | None:
    """Accept what RDF 1.1 knows.

    Raises:
        QueryError: it is a triple within a triple.
    """
    if isinstance(term, Triple):
        raise QueryError("an answer holds a quoted triple: ask for its parts instead")
    if term is None or isinstance(term, NamedNode | BlankNode | Literal):
        return term
    raise TypeError(f"no RDF term: {term!r}")


def _as_json(term: Term) -> dict[str, str]:
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, BlankNode):
        return {"type": "bnode", "value": term.value}
    content = {"type": "literal", "value": term.value}
    if term.language:
        return {**content, "xml:lang": term.language}
    return content if term.datatype == XSD.string else {**content, "datatype": term.datatype.value}


def _harmless(text: str) -> str:
    return _CONTROL.sub(lambda found: " " if found[0] in "\t\n\r\u2028\u2029" else "\ufffd", text)


def _one_line(error: Exception) -> str:
    return _harmless(" ".join(str(error).split()))


def _explain(sparql: str, message: str) -> str:
    """Say where a query breaks; the parser's list of what it hoped for is mostly noise."""
    found = _POSITION.search(message)
    if found is None:
        return f"the query does not parse: {_harmless(' '.join(message.split()))}"
    line, column = int(found[1]), int(found[2])
    lines = sparql.split("\n")
    text = lines[line - 1] if line <= len(lines) else ""
    rest = _harmless(text[max(column - 1, 0) :].strip()[:40])
    near = f"near {rest!r}" if rest else "at the end of the line"
    if line == len(lines) and not rest:
        near = "at its end"
    if "Prefix not found" in message:
        advice = "a prefix is unknown: declare it with PREFIX"
    elif "variable that is unbound" in message:
        advice = "a selected variable is neither grouped nor bound: add it to GROUP BY"
    elif not re.search(r"\b(SELECT|ASK|CONSTRUCT|DESCRIBE)\b", sparql, re.IGNORECASE):
        advice = "only SELECT, ASK, CONSTRUCT and DESCRIBE are answered"
    else:
        advice = "mend it there"
    return f"the query does not parse at line {line}, column {column}, {near}: {advice}"


def _quad_key(quad: Quad) -> tuple[bool, str, str, bool, str, str]:
    graph = quad.graph_name
    return (
        not isinstance(graph, DefaultGraph),
        str(graph),
        str(quad.subject),
        quad.predicate != RDF.type,
        str(quad.predicate),
        str(quad.object),
    )


def _write(quads: Iterable[Quad], form: RdfFormat, table: Mapping[str, str]) -> bytes:
    """Serialize quads in one order, prefixes sorted, a blank line between subjects."""
    if not form.supports_datasets:
        quads = {Quad(q.subject, q.predicate, q.object, DefaultGraph()) for q in quads}
    ordered = sorted(quads, key=_quad_key)
    if form not in (RdfFormat.TURTLE, RdfFormat.TRIG):
        return _serialize(ordered, form, {}).rstrip(b"\n") + b"\n"
    # Where one prefix begins another an IRI has two short forms: keep the longer prefix.
    names = {
        name: iri
        for name, iri in table.items()
        if not any(other != iri and other.startswith(iri) for other in table.values())
    }
    lines = _serialize(ordered, form, names).decode().split("\n")
    heads = sorted(line for line in lines if line.startswith("@prefix "))
    out = heads
    within = False
    for line in lines:
        # No line of the text is part of a literal: line breaks in those are escaped.
        if not line or line.startswith("@prefix "):
            continue
        depth = len(line) - len(line.lstrip("\t"))
        if line.endswith(" {"):
            within = True
            out.append("")
        elif line == "}":
            within = False
        elif depth == int(within) and not out[-1].endswith(" {"):
            out.append("")
        out.append(line)
    return ("\n".join(out) + "\n").encode()


def _serialize(quads: Iterable[Quad], form: RdfFormat, table: Mapping[str, str]) -> bytes:
    out = io.BytesIO()
    serialize(quads, out, form, prefixes=dict(table))
    return out.getvalue()


def _write_whole(path: Path, content: bytes) -> None:
    """Write a file beside the target and put it in the target's place in one step."""
    try:
        target = path.resolve()
        if target.exists() and not target.is_file():
            raise OutputError(f"{path}: is a folder or a device: name a file")
        beside = target.with_name(f".{target.name}.{os.getpid()}.part")
        try:
            with beside.open("xb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            beside.replace(target)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        raise OutputError(
            f"{path}: cannot be written ({error.strerror}): name another place"
        ) from error
