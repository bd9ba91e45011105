"""Hold a graph, load it, save it, ask it in SPARQL.

Quads or a graph file come in; files, answers (`Result`), rdflib and networkx graphs go out.
`Store.load(path).query("SELECT ?who { ?who rel:met e:andrei-belousov }")` answers with one
row for each who met him.

A query sees the union of all graphs: what the news says, and nothing else. One that uses the
ontology's own terms (`kg.sparql.ONTOLOGY_TERMS`, such as gk:quadClass) sees the shipped
ontology too, and `GRAPH <https://w3id.org/geokg/ontology>` always reads it. The ontology is
never saved with a graph.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Self

from pyoxigraph import Literal, NamedNode, Quad, QueryBoolean, QueryTriples, RdfFormat
from pyoxigraph import Store as Engine

from kg.data import data_folder
from kg.display import harmless
from kg.errors import DataError, GraphError, OutputError, QueryError
from kg.formats import ENDINGS, to_bytes, write_whole
from kg.namespaces import DEFAULT_BASE, RDF, SCHEMA, XSD, prefixes
from kg.result import Result, Term, as_term
from kg.sparql import ONTOLOGY_GRAPH, asks_ontology, calls_service, explain, is_ordered

if TYPE_CHECKING:
    import networkx
    import rdflib

__all__ = ["ENDINGS", "Result", "Store", "Term"]

_ONTOLOGY = NamedNode(ONTOLOGY_GRAPH)
_DOCUMENT = re.compile(r"(.+[/#])doc/[^/#]+")


class Store:
    """A graph in memory, behind it a `pyoxigraph.Store`."""

    def __init__(self, engine: Engine) -> None:
        """Wrap `engine`."""
        self._engine = engine
        self._lock = Lock()

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
        """The store behind it. After a query about the ontology it holds that too, in a
        graph of its own (`https://w3id.org/geokg/ontology`)."""
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
        write_whole(path, to_bytes(self.quads(), form, self.prefixes))

    def query(self, sparql: str) -> Result:
        """Ask in SPARQL 1.1; the contract's prefixes are added by themselves.

        The default graph is the union of all graphs of the news, and with a query about the
        ontology (see the module) of the ontology too. Labels of types and statuses are the
        ontology's: `GRAPH <https://w3id.org/geokg/ontology> { ?type rdfs:label ?name }`.
        Rows come in the order that the query asks for, else sorted.

        Raises:
            QueryError: the query does not parse or cannot be answered.
        """
        if calls_service(sparql):
            raise QueryError("SERVICE asks another computer, but geokg works offline: leave it out")
        # What one thread asks must not see the ontology that another thread asks about.
        with self._lock:
            return self._answer(sparql, self.prefixes)

    def _answer(self, sparql: str, table: Mapping[str, str]) -> Result:
        self._show_ontology(asks_ontology(sparql, table))
        try:
            found = self._engine.query(
                sparql, prefixes=dict(table), use_default_graph_as_union=True
            )
            if isinstance(found, QueryBoolean):
                yes = Literal("true" if found else "false", datatype=XSD.boolean)
                return Result("ask", ("answer",), ((yes,),), table)
            if isinstance(found, QueryTriples):
                kind, names = "graph", ["subject", "predicate", "object"]
                rows = [tuple(map(as_term, (t.subject, t.predicate, t.object))) for t in found]
            else:
                kind, names = "select", [variable.value for variable in found.variables]
                rows = [tuple(map(as_term, solution)) for solution in found]
        except SyntaxError as error:
            raise QueryError(explain(sparql, str(error))) from error
        except (RuntimeError, OSError, ValueError) as error:
            raise QueryError(f"the query cannot be answered: {_one_line(error)}") from error
        if kind == "graph" or not is_ordered(sparql):
            rows.sort(key=lambda row: [(term is not None, str(term)) for term in row])
        return Result(kind, tuple(names), tuple(rows), table)

    def to_rdflib(self) -> rdflib.Dataset:
        """Copy the graph for rdflib; see `kg.export.to_rdflib`."""
        from kg.export import to_rdflib

        return to_rdflib(self)

    def to_networkx(self) -> networkx.MultiDiGraph[str]:
        """Copy entities and edges for networkx; see `kg.export.to_networkx`."""
        from kg.export import to_networkx

        return to_networkx(self)

    def _show_ontology(self, wanted: bool) -> None:
        """Put the shipped ontology beside the graph, or take it away.

        A list of the graphs to look at, for the engine to leave one out, would make queries
        of many documents many times slower.
        """
        if wanted == self._engine.contains_named_graph(_ONTOLOGY):
            return
        if not wanted:
            self._engine.remove_graph(_ONTOLOGY)
            return
        path = data_folder("ontology") / "geokg.ttl"
        try:
            self._engine.bulk_load(path=path, format=RdfFormat.TURTLE, to_graph=_ONTOLOGY)
        except (OSError, SyntaxError) as error:
            raise DataError(f"{path}: cannot be read ({error}): reinstall geokg") from error


def _one_line(error: Exception) -> str:
    return harmless(" ".join(str(error).split()))
