"""`kg resolve`: sources in, a file of proposals about who is who out, made to be edited."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.build import build_graph
from kg.cli.graphs import DEFAULT_FOLDER
from kg.cli.group import EXIT_SOME_BAD, one_line
from kg.cli.outputs import check_folder
from kg.cli.reading import How, output_option, read, reading_options, troubles
from kg.errors import OutputError

if TYPE_CHECKING:
    from kg.decisions import Decision
    from kg.model import Dataset
    from kg.pipeline import Knowledge

__all__ = ["resolve"]

_DEFAULT = DEFAULT_FOLDER / "decisions.yaml"


@click.command()
@click.argument("sources", metavar="SOURCE...", nargs=-1, required=True)
@output_option(
    f"Where to write the proposals, - for standard output [default: {_DEFAULT}]; "
    "with --apply, the graphs, as in kg build."
)
@click.option(
    "--apply",
    "applied",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Build the graph with the decisions of FILE instead of proposing any.",
)
@reading_options
@click.pass_context
def resolve(
    ctx: click.Context,
    sources: tuple[str, ...],
    outputs: tuple[Path, ...],
    applied: Path | None,
    how: How,
) -> None:
    """List who may be one and who may be several, for you to decide.

    Write accept or reject for undecided in the file, then build with --decisions FILE. To
    see what is still open, give the file to this command too: what is decided stays.
    """
    if applied is not None:
        if how.decisions is not None:
            raise click.UsageError("--apply FILE takes the place of --decisions: give one of them")
        build_graph(ctx, sources, outputs, dataclasses.replace(how, decisions=applied))
        return
    if len(outputs) > 1:
        raise click.UsageError("the proposals go into one file: give -o once")
    path = outputs[0] if outputs else _DEFAULT
    _check(path, how.decisions)

    from kg.decisions import Verdict, read_decisions, write_decisions
    from kg.formats import write_whole
    from kg.ingest import IngestReport
    from kg.propose import propose

    before = () if how.decisions is None else read_decisions(how.decisions)
    report = IngestReport()

    def ask(dataset: Dataset, known: Knowledge) -> tuple[Decision, ...]:
        return propose(dataset, known.gazetteer, before)

    entries = read(sources, how, report=report, then=ask)
    text = write_decisions(entries)
    if str(path) == "-":
        click.echo(text, nl=False)
    else:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, text.encode())
    undecided = [entry for entry in entries if entry.verdict is Verdict.UNDECIDED]
    splits = sum(bool(entry.parts) for entry in undecided)
    for line in (
        *troubles(report),
        f"{len(undecided) - splits} merges and {splits} splits to decide, "
        f"{len(entries) - len(undecided)} decided",
        *(() if str(path) == "-" else ("written:", f"  {one_line(str(path))}")),
    ):
        click.echo(line, err=True)
    if report.skipped:
        ctx.exit(EXIT_SOME_BAD)


def _check(path: Path, decisions: Path | None) -> None:
    """Never write over what somebody may have decided, nor find out late that one cannot.

    Raises:
        OutputError: the file is there and is not the one whose decisions are kept, or its
            folder cannot be written to.
    """
    if str(path) == "-":
        return
    if not path.exists():
        check_folder(path)
        return
    if decisions is None or not decisions.exists() or not path.samefile(decisions):
        raise OutputError(
            f"{path}: is there already: give it with --decisions to keep what is decided in it, "
            "or name another file with -o"
        )
