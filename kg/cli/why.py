"""`kg why`: an edge in, the sentences behind it out, with who says so and who denies it."""

from __future__ import annotations

import dataclasses
import json
import shlex
from collections.abc import Iterator, Sequence
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

    EDGE ("met") and OBJECT narrow the answer; without them, what is done to SUBJECT follows
    what it does. Events that give no edge, because they are denied, planned or merely
    possible, are shown too.
    """
    reasons = open_graph(graph_file).why(subject, edge, object)
    if not reasons:
        raise QueryError(_nothing(subject, edge, object))
    if form == "json":
        found = [dataclasses.asdict(reason) for reason in reasons]
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
        return
    told: dict[str, dict[tuple[str, int, int, str], list[Reason]]] = {}
    for reason in reasons:
        # A state and its ministry may say the same in one sentence: it is shown once.
        sentence = reason.document, reason.start, reason.end, reason.polarity
        told.setdefault(_heading(reason), {}).setdefault(sentence, []).append(reason)
    for heading, sentences in told.items():
        click.echo(one_line(heading))
        for alike in sentences.values():
            for line in _lines(alike):
                click.echo(f"  {one_line(line)}")


def _nothing(subject: str, edge: str | None, object: str | None) -> str:
    """Say that there is no such claim, and what to try."""
    if edge is None:
        words = shlex.join(["kg", "query", "timeline", "--entity", subject])
        return f"no claim says what {subject!r} does, or what is done to it: try {words}"
    asked = " ".join(filter(None, (subject, edge, object)))
    narrow = "EDGE" if object is None else "EDGE or OBJECT"
    return f"no claim says {asked!r}: leave out {narrow} to see what is said"


def _heading(reason: Reason) -> str:
    ends = reason.subject or "(nobody named)", reason.edge, reason.object
    office = f" ({reason.office})" if reason.office else ""
    return f"{' '.join(filter(None, ends))}{office} [{reason.status}]"


def _lines(reasons: Sequence[Reason]) -> Iterator[str]:
    """Tell one sentence: its words, whose they are, where it stands."""
    first = reasons[0]
    yield f"\N{LEFT DOUBLE QUOTATION MARK}{first.sentence}\N{RIGHT DOUBLE QUOTATION MARK}"
    # The same is said of two events that differ only in day or place.
    yield from dict.fromkeys(map(_said_by, reasons))
    where = ", ".join(filter(None, (first.title, first.date))) or first.document
    yield f"in {where}, characters {first.start} to {first.end}"


def _said_by(reason: Reason) -> str:
    says = "denied by" if reason.denied_by else "said by"
    via = f" via {', '.join(reason.via)}" if reason.via else ""
    future = ", yet to come" if reason.tense == "Future" else ""
    return (
        f"{says} {', '.join(reason.sources)}{via}; {reason.certainty.lower()}{future}; "
        f"confidence {reason.confidence:g}{f' by {reason.found_by}' if reason.found_by else ''}"
    )
