"""The answer to a query, and how it is shown.

Terms come in, row by row; a table, CSV, JSON or Turtle goes out. "SELECT ?who { ?who rel:met
e:andrei-belousov }" gives a table with one row, e:kim-jong-un.
"""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Triple

from kg.display import harmless
from kg.errors import QueryError
from kg.formats import to_bytes
from kg.namespaces import XSD, shorten

__all__ = ["Result", "Term", "as_term"]

Term = NamedNode | BlankNode | Literal


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
            table.add_row(*(Text(harmless(cell or "")) for cell in row))
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
            return to_bytes(self._triples(), RdfFormat.JSON_LD, self.prefixes).decode()
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
        return to_bytes(self._triples(), RdfFormat.TURTLE, self.prefixes).decode()

    def _triples(self) -> list[Quad]:
        return [
            Quad(subject, predicate, target, DefaultGraph())
            for subject, predicate, target in self.raw
            if isinstance(subject, NamedNode | BlankNode)
            and isinstance(predicate, NamedNode)
            and target is not None
        ]


def as_term(term: object) -> Term | None:
    """Accept what RDF 1.1 knows, and None, which stands for an unbound variable.

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
