"""`kg build`: sources in, graph files and the network page out, a summary on standard error."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.group import EXIT_SOME_BAD, one_line
from kg.cli.hints import hints
from kg.cli.outputs import DEFAULT_OUTPUTS, check_outputs
from kg.cli.reading import How, output_option, read, reading_options, troubles

if TYPE_CHECKING:
    from kg.ingest import IngestReport
    from kg.model import Dataset
    from kg.pipeline import Knowledge

__all__ = ["build", "build_graph"]


@click.command()
@click.argument("sources", metavar="SOURCE...", nargs=-1, required=True)
@output_option(
    "Where to write; the ending says what: .ttl .trig .nq .nt .jsonld .html .svg .png. "
    "May repeat. "
    "[default: output/graph.ttl, output/graph.trig, output/network.html]"
)
@reading_options
@click.pass_context
def build(
    ctx: click.Context, sources: tuple[str, ...], outputs: tuple[Path, ...], how: How
) -> None:
    """Build the graph of news texts.

    SOURCE is a file (.txt .md .html .jsonl), a folder of such files, or - for standard
    input. Exit code 3 means: built, but without some bad documents, which are named.
    """
    build_graph(ctx, sources, outputs, how)


def build_graph(
    ctx: click.Context, sources: tuple[str, ...], outputs: tuple[Path, ...], how: How
) -> None:
    """Do what `kg build` does; `kg resolve --apply` does it too."""
    paths = check_outputs(outputs or DEFAULT_OUTPUTS, sources=sources)

    from kg import pipeline
    from kg.api import Graph
    from kg.ingest import IngestReport
    from kg.namespaces import DEFAULT_BASE, prefixes

    base = DEFAULT_BASE if how.base_iri is None else how.base_iri
    prefixes(base)  # a base that cannot start an IRI shows before the work
    report = IngestReport()

    def write(dataset: Dataset, known: Knowledge) -> tuple[Dataset, list[str]]:
        store = pipeline.build_store(
            dataset, ontology=known.ontology, base_iri=base, mentions=how.mentions
        )
        graph = Graph(store, report=report)
        for path in paths:
            graph.save(path)
        return dataset, hints(graph, dataset, paths, ontology=known.ontology)

    dataset, tries = read(sources, how, report=report, then=write)
    for line in (
        *troubles(report),
        *_summary(dataset, report),
        *_gaps(dataset),
        *("written:", *(f"  {one_line(str(path))}" for path in paths)),
        *(("next:", *(f"  {one_line(words)}" for words in tries)) if tries else ()),
    ):
        click.echo(line, err=True)
    if report.skipped:
        ctx.exit(EXIT_SOME_BAD)


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
