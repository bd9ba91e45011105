"""`kg why`: an edge in, the sentences behind it out, with who says so and who denies it."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.graphs import graph_option, open_graph
from kg.cli.group import one_line
from kg.errors import QueryError

if TYPE_CHECKING:
    from kg.why import Reason

__all__ = ["why"]


@click.command()
@click.argument("subject")
@click.argument("edge", required=False)
@click.argument("object", required=False)
@graph_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    help="How to print the answer. [default: text]",
)
def why(
    subject: str, edge: str | None, object: str | None, graph_file: Path | None, form: str
) -> None:
    """Show the sentences behind the edges of SUBJECT.

    EDGE ("met") and OBJECT narrow the answer. Events that give no edge, because they are
    denied, planned or merely possible, are shown too.
    """
    reasons = open_graph(graph_file).why(subject, edge, object)
    if not reasons:
        asked = " ".join(filter(None, (subject, edge, object)))
        raise QueryError(f"no claim says {asked!r}: leave out EDGE or OBJECT to see what is said")
    if form == "json":
        found = [dataclasses.asdict(reason) for reason in reasons]
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
        return
    heading = ""
    for reason in reasons:
        link = " ".join(filter(None, (reason.subject, reason.edge, reason.object)))
        office = f" ({reason.office})" if reason.office else ""
        if heading != (heading := one_line(f"{link}{office} [{reason.status}]")):
            click.echo(heading)
        for line in _lines(reason):
            click.echo(f"  {one_line(line)}")


def _lines(reason: Reason) -> Iterator[str]:
    """Tell one claim: the sentence, whose word it is, where it stands."""
    yield f"\N{LEFT DOUBLE QUOTATION MARK}{reason.sentence}\N{RIGHT DOUBLE QUOTATION MARK}"
    says = "denied by" if reason.denied_by else "said by"
    via = f" via {', '.join(reason.via)}" if reason.via else ""
    future = ", yet to come" if reason.tense == "Future" else ""
    yield (
        f"{says} {', '.join(reason.sources)}{via}; {reason.certainty.lower()}{future}; "
        f"confidence {reason.confidence:g}"
    )
    where = ", ".join(filter(None, (reason.title, reason.date))) or reason.document
    yield f"in {where}, characters {reason.start} to {reason.end}"
