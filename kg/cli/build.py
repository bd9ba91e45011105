"""`kg build`: sources in, graph files and the network page out, a summary on standard error."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.group import EXIT_SOME_BAD, one_line
from kg.cli.hints import hints
from kg.cli.outputs import DEFAULT_OUTPUTS, check_outputs

if TYPE_CHECKING:
    from kg.ingest import IngestReport
    from kg.model import Dataset, Document

__all__ = ["build"]


@click.command()
@click.argument("sources", metavar="SOURCE...", nargs=-1, required=True)
@click.option(
    "-o",
    "--output",
    "outputs",
    metavar="FILE",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Where to write; the ending says what: .ttl .trig .nq .nt .jsonld .html. May repeat. "
    "[default: output/graph.ttl, output/graph.trig, output/network.html]",
)
@click.option(
    "--date",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="Date of the documents that do not say theirs.",
)
@click.option("--publisher", metavar="NAME", help="Outlet of documents that do not say theirs.")
@click.option(
    "--model",
    metavar="NAME",
    help="Another installed spaCy pipeline for English. [default: the one that comes along]",
)
@click.option(
    "--base-iri",
    metavar="IRI",
    help="Start of all IRIs that are made. [default: https://w3id.org/geokg/id/]",
)
@click.option(
    "--seeds",
    metavar="DIR",
    multiple=True,
    type=click.Path(exists=True, path_type=Path),
    help="Further gazetteer tables (CSV): names that the shipped ones lack. May repeat.",
)
@click.option(
    "--min-confidence",
    metavar="X",
    type=click.FloatRange(0, 1),
    default=0.0,
    help="Leave out claims below this, from 0 to 1. [default: 0]",
)
@click.option("--mentions", is_flag=True, help="Also write where each entity is named.")
@click.option(
    "--strict",
    is_flag=True,
    help="Stop with the traceback where geokg itself fails on a document, for a bug report.",
)
@click.pass_context
def build(
    ctx: click.Context,
    sources: tuple[str, ...],
    outputs: tuple[Path, ...],
    date: dt.datetime | None,
    publisher: str | None,
    model: str | None,
    base_iri: str | None,
    seeds: tuple[Path, ...],
    min_confidence: float,
    mentions: bool,
    strict: bool,
) -> None:
    """Build the graph of news texts.

    SOURCE is a file (.txt .md .html .jsonl), a folder of such files, or - for standard
    input. Exit code 3 means: built, but without some bad documents, which are named.
    """
    paths = check_outputs(outputs or DEFAULT_OUTPUTS, sources=sources)

    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    from kg import pipeline
    from kg.annotate import DEFAULT_MODEL
    from kg.api import Graph
    from kg.ingest import IngestReport
    from kg.namespaces import DEFAULT_BASE, prefixes

    base = DEFAULT_BASE if base_iri is None else base_iri
    prefixes(base)  # a base that cannot start an IRI shows before the work
    report = IngestReport()
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    console = Console(stderr=True)
    shown = Progress(*columns, console=console, transient=True, disable=not console.is_terminal)
    with shown as bar:
        task = bar.add_task("loading", total=None)

        def step(document: Document) -> None:
            bar.update(task, description="reading", total=report.read, advance=1)

        known = pipeline.load_knowledge(seeds)
        dataset = pipeline.build_dataset(
            sources,
            date=None if date is None else date.date(),
            publisher=publisher,
            model=DEFAULT_MODEL if model is None else model,
            report=report,
            knowledge=known,
            min_confidence=min_confidence,
            progress=step,
            strict=strict,
        )
        bar.update(task, description="writing")
        store = pipeline.build_store(
            dataset, ontology=known.ontology, base_iri=base, mentions=mentions
        )
        graph = Graph(store, report=report)
        for path in paths:
            graph.save(path)
    tries = hints(graph, dataset, paths, ontology=known.ontology)
    for line in (
        *_skipped(report),
        *_summary(dataset, report),
        *_gaps(dataset),
        *("written:", *(f"  {one_line(str(path))}" for path in paths)),
        *(("next:", *(f"  {one_line(words)}" for words in tries)) if tries else ()),
    ):
        click.echo(line, err=True)
    if report.skipped:
        ctx.exit(EXIT_SOME_BAD)


def _skipped(report: IngestReport) -> list[str]:
    """Name what was left out and why, one line each."""
    return [f"skipped {one_line(f'{skip.where}: {skip.reason}')}" for skip in report.skipped]


def _summary(dataset: Dataset, report: IngestReport) -> list[str]:
    """Say how much was read and found."""
    documents = f"{_count(len(dataset.documents), 'document')} in the graph"
    if report.skipped:
        documents += f", {len(report.skipped)} skipped"
    if report.duplicates:
        documents += f", {_count(report.duplicates, 'duplicate')}"
    if report.ignored:
        documents += f", {_count(report.ignored, 'other file')} passed over"
    statuses = Counter(dated.status for dated in dataset.events)
    events = ", ".join(f"{n} {status.value.lower()}" for status, n in sorted(statuses.items()))
    alleged = sum(edge.alleged for edge in dataset.edges)
    return [
        documents,
        _count(len(dataset.entities), "entity", "entities"),
        _count(len(dataset.events), "event") + (f": {events}" if events else ""),
        f"{_count(len(dataset.edges), 'edge')}: {len(dataset.edges) - alleged} reported as fact, "
        f"{alleged} alleged or contested",
    ]


def _gaps(dataset: Dataset) -> list[str]:
    """Say what the graph lacks because documents do not say it, and how to give it."""
    undated = sum(document.date is None for document in dataset.documents)
    unsigned = sum(document.publisher is None for document in dataset.documents)
    lines = []
    if undated:
        lines.append(
            f"{_have(undated)} no date: relative dates such as 'Friday' stay open; give --date"
        )
    if unsigned:
        lines.append(
            f"{_have(unsigned)} no publisher: what they say in their own voice is by "
            "'Unknown publisher'; give --publisher"
        )
    return lines


def _have(documents: int) -> str:
    return f"{_count(documents, 'document')} {'has' if documents == 1 else 'have'}"


def _count(number: int, one: str, many: str | None = None) -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"
