"""`kg validate`: a graph in, what breaks the contract out; exit code 1 when something does."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.graphs import graph_option, open_graph
from kg.cli.group import one_line
from kg.errors import GraphError

__all__ = ["validate"]


@click.command()
@click.argument("sources", metavar="[SOURCE...]", nargs=-1)
@graph_option
def validate(sources: tuple[str, ...], graph_file: Path | None) -> None:
    """Check a graph and its quotes.

    The graph is held against the shipped shapes, each quote against its source.

    SOURCE is where the documents are; without it, the files that the graph names are read,
    where they are still there.
    """
    report = open_graph(graph_file).validate(sources=sources)
    for line in report.violations:
        click.echo(one_line(line))
    quotes = f"{report.checked_quotes:,} quotes stand where they claim to"
    if report.unchecked_quotes:
        quotes += (
            f"; {report.unchecked_quotes:,} not checked: name their files or folders as SOURCE"
        )
    click.echo(quotes, err=True)
    if not report.ok:
        raise GraphError(
            f"{len(report.violations):,} violations, listed above: build the graph again, "
            "or mend what edited it"
        )
    click.echo("valid", err=True)
