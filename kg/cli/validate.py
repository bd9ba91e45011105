"""`kg validate`: a graph in, what breaks the contract out; exit code 1 when something does."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.graphs import graph_option, open_graph
from kg.cli.group import one_line
from kg.errors import GraphError

if TYPE_CHECKING:
    from kg.validate import ValidationReport

__all__ = ["validate"]


@click.command()
@click.argument("sources", metavar="[SOURCE...]", nargs=-1)
@graph_option
def validate(sources: tuple[str, ...], graph_file: Path | None) -> None:
    """Check a graph and its quotes.

    The graph is held against the shipped shapes, its edges and statuses against the claims
    that they follow from, each quote against its source.

    SOURCE is where the documents are; without it, the files that the graph names are read,
    where they are still there.
    """
    report = open_graph(graph_file).validate(sources=sources)
    for line in report.violations:
        click.echo(one_line(line))
    click.echo(_quotes(report), err=True)
    if not report.ok:
        raise GraphError(
            f"{len(report.violations):,} violations, listed above: build the graph again, "
            "or mend what edited it"
        )
    click.echo("valid", err=True)


def _quotes(report: ValidationReport) -> str:
    """Say how many quotes were compared with their source, and never more than that."""
    checked, unchecked = report.checked_quotes, report.unchecked_quotes
    if not checked and not unchecked:
        return "the graph has no quotes"
    if not checked:
        return "no quote could be checked: the sources are not where they were; name them as SOURCE"
    done = "stand where they claim to" if report.ok else "compared with their sources"
    quotes = f"{checked:,} quotes {done}"
    if unchecked:
        quotes += f"; {unchecked:,} not checked: name their files or folders as SOURCE"
    return quotes
