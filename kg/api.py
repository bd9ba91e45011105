"""The library's face: build a graph, load one, ask it, save it.

    graph = kg.build(["article.txt"], publisher="Associated Press")
    graph.query("who-met-whom").to_table()
    graph.why("Kim Jong Un", "met")
    graph.save("graph.ttl")

News texts or a graph file come in; a `Graph` goes out.
"""

from __future__ import annotations

import datetime as dt
import html
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import InputError, OutputError

if TYPE_CHECKING:
    import networkx
    import rdflib

    from kg.decisions import Decision
    from kg.ingest import IngestReport
    from kg.store import Result, Store
    from kg.validate import ValidationReport
    from kg.why import Reason

__all__ = ["Graph", "build", "load"]


class Graph:
    """A knowledge graph in memory: entities, edges, events, claims, sentences.

    Attributes:
        store: the RDF store behind it; `store.engine` is the `pyoxigraph.Store`.
        report: what was read and skipped while it was built; None for a loaded graph.
    """

    def __init__(self, store: Store, *, report: IngestReport | None = None) -> None:
        """Wrap `store`."""
        self.store = store
        self.report = report

    def query(self, text: str, *, entity: str | None = None, other: str | None = None) -> Result:
        """Ask in SPARQL, with "@file.rq", or by the name of a query.

        The ontology answers too where a query uses its own terms; see `kg.store`.

        Args:
            text: the question; the contract's prefixes are added by themselves.
            entity: name of the entity that a named query is about.
            other: name of the second entity, where a query takes two.

        Raises:
            QueryError: the query does not parse, or a name is unknown.
        """
        from kg.query import run

        return run(self.store, text, entity=entity, other=other)

    def why(
        self, subject: str, edge: str | None = None, object: str | None = None
    ) -> tuple[Reason, ...]:
        """Return the sentences behind the edges of `subject`, with who says so.

        With nothing but `subject`, what is done to it follows what it does.

        Args:
            subject: name of an entity.
            edge: local name of an edge, such as "met"; None for all.
            object: name of the entity at the other end; None for all.

        Raises:
            QueryError: a name is unknown.
        """
        from kg.why import why

        return why(self.store, subject, edge, object)

    def validate(self, *, sources: Sequence[str | Path] = ()) -> ValidationReport:
        """Check the graph against the shipped shapes, and its quotes against the sources.

        Args:
            sources: files and folders with the documents; if empty, the files that the graph
                names, where they are still there.
        """
        from kg.sources import source_texts
        from kg.validate import validate

        return validate(self.store.engine, texts=source_texts(self.store, sources=sources))

    def save(self, path: str | Path, *, title: str = "geokg") -> None:
        """Write a file whose ending says what: a graph, or how it looks.

        A graph: .ttl .trig .nq .nt .jsonld; the page: .html; a picture of it: .svg .png.

        The file appears whole or not at all; its folder is made if need be.

        Args:
            path: where to write.
            title: heading of the page or the picture.

        Raises:
            OutputError: the ending is unknown or the place cannot be written to.
        """
        path = Path(path)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise OutputError(
                f"{path}: cannot make the folder ({error.strerror}): name another place"
            ) from error
        match path.suffix.lower():
            case ".html":
                from kg.view import write_page

                write_page(self.store.engine, path, title=title)
            case ".svg" | ".png":
                from kg.view import write_picture

                write_picture(self.store.engine, path, title=title)
            case _:
                self.store.save(path)

    def _repr_html_(self) -> str:
        """Show the page in a notebook: apart from it, and without anything from the network."""
        from kg.view import page_data, render_page

        page = html.escape(render_page(page_data(self.store.engine), title="geokg"))
        return (
            '<iframe sandbox="allow-scripts allow-downloads" title="Network of the graph" '
            f'width="100%" height="640" style="border:0" srcdoc="{page}"></iframe>'
        )

    def to_rdflib(self) -> rdflib.Dataset:
        """Return a copy for rdflib, named graphs kept."""
        return self.store.to_rdflib()

    def to_networkx(self) -> networkx.MultiDiGraph[str]:
        """Return the entities and edges for networkx."""
        return self.store.to_networkx()


def build(
    sources: Sequence[str | Path] | str | Path,
    *,
    date: dt.date | str | None = None,
    publisher: str | None = None,
    model: str | None = None,
    base_iri: str | None = None,
    seeds: Sequence[str | Path] = (),
    min_confidence: float = 0.0,
    mentions: bool = False,
    strict: bool = False,
    decisions: str | Path | Sequence[Decision] = (),
    background: bool = True,
    tagger: bool = True,
) -> Graph:
    """Read news texts and build their graph.

    Bad documents are left out and named in `Graph.report.skipped`.

    Args:
        sources: files (.txt .md .html .jsonl), folders of such, or "-" for standard input.
        date: date of the documents that do not say theirs, or its ISO form ("2026-06-18").
        publisher: outlet of the documents that do not say theirs.
        model: another installed spaCy pipeline for English.
        base_iri: start of all IRIs of entities, events, claims and documents.
        seeds: further gazetteer tables (CSV).
        min_confidence: leave out claims below this (0 to 1).
        mentions: also write where each entity is named.
        strict: raise what goes wrong inside a document instead of skipping it.
        decisions: what you have decided about who is who: the file that `kg resolve` wrote and
            you have edited, or what `kg.decisions.read_decisions` gave.
        background: add what the gazetteer knows of the entities and no article says, in a graph
            of its own.
        tagger: let the learned tagger help the rules.

    Raises:
        InputError: not one document could be read, `date` is no date, or the file of
            decisions is missing or malformed.
        ModelError: the pipeline cannot be used.
        DataError: a gazetteer table is wrong.
    """
    from kg import pipeline
    from kg.annotate import DEFAULT_MODEL
    from kg.decisions import read_decisions
    from kg.ingest import IngestReport
    from kg.namespaces import DEFAULT_BASE

    report = IngestReport()
    decided = read_decisions(Path(decisions)) if isinstance(decisions, str | Path) else decisions
    store = pipeline.build(
        [sources] if isinstance(sources, str | Path) else sources,
        date=_day(date),
        publisher=publisher,
        model=DEFAULT_MODEL if model is None else model,
        base_iri=DEFAULT_BASE if base_iri is None else base_iri,
        report=report,
        seeds=[Path(folder) for folder in seeds],
        min_confidence=min_confidence,
        mentions=mentions,
        strict=strict,
        decisions=decided,
        background=background,
        tagger=tagger,
    )
    return Graph(store, report=report)


def _day(date: dt.date | str | None) -> dt.date | None:
    if isinstance(date, dt.datetime):
        return date.date()  # no clock time may get into a graph
    if not isinstance(date, str):
        return date
    try:
        return dt.date.fromisoformat(date)
    except ValueError as error:
        raise InputError(f"{error}: write the day as YYYY-MM-DD", where=f"date {date!r}") from error


def load(path: str | Path) -> Graph:
    """Load a graph file (.ttl .trig .nq .nt .jsonld).

    Raises:
        GraphError: it is not there, or broken.
    """
    from kg.store import Store

    return Graph(Store.load(Path(path)))
