"""The options by which documents are read, the same for every command that reads them, and
the reading itself, with a bar on a terminal.

Options come in, a `How` goes out, and from it and the sources a dataset.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kg.cli.group import one_line

if TYPE_CHECKING:
    from kg.ingest import IngestReport
    from kg.model import Dataset, Document
    from kg.pipeline import Knowledge

__all__ = ["How", "output_option", "read", "reading_options", "troubles"]

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class How:
    """How to read the sources, as the options say; defaults stand where they say nothing."""

    date: dt.datetime | None
    publisher: str | None
    model: str | None
    base_iri: str | None
    seeds: tuple[Path, ...]
    min_confidence: float
    decisions: Path | None
    background: bool
    tagger: bool
    mentions: bool
    strict: bool


_OPTIONS = (
    click.option(
        "--date",
        type=click.DateTime(["%Y-%m-%d"]),
        metavar="YYYY-MM-DD",
        help="Date of the documents that do not say theirs.",
    ),
    click.option("--publisher", metavar="NAME", help="Outlet of documents that do not say theirs."),
    click.option(
        "--model",
        metavar="NAME",
        help="Another installed spaCy pipeline for English. [default: the one that comes along]",
    ),
    click.option(
        "--base-iri",
        metavar="IRI",
        help="Start of all IRIs that are made. [default: https://w3id.org/geokg/id/]",
    ),
    click.option(
        "--seeds",
        metavar="DIR",
        multiple=True,
        type=click.Path(exists=True, path_type=Path),
        help="Further gazetteer tables (CSV): names that the shipped ones lack. May repeat.",
    ),
    click.option(
        "--min-confidence",
        metavar="X",
        type=click.FloatRange(0, 1),
        default=0.0,
        help="Leave out claims below this, from 0 to 1. [default: 0]",
    ),
    click.option(
        "--decisions",
        metavar="FILE",
        type=click.Path(path_type=Path),
        help="What you have decided about who is who: the file of kg resolve, edited.",
    ),
    click.option(
        "--no-background",
        "background",
        flag_value=False,
        default=True,
        help="Leave out what the gazetteer knows of the entities and no article says.",
    ),
    click.option(
        "--no-model",
        "tagger",
        flag_value=False,
        default=True,
        help="Do without the learned tagger: rules alone.",
    ),
    click.option("--mentions", is_flag=True, help="Also write where each entity is named."),
    click.option(
        "--strict",
        is_flag=True,
        help="Stop with the traceback where geokg itself fails on a document, for a bug report.",
    ),
)


def output_option(help: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """The option `-o FILE`, which may repeat."""
    return click.option(
        "-o",
        "--output",
        "outputs",
        metavar="FILE",
        multiple=True,
        type=click.Path(path_type=Path),
        help=help,
    )


def reading_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options to a command, which gets them as one argument `how`."""
    names = How.__dataclass_fields__.keys()

    @functools.wraps(command)
    def with_how(*arguments: object, **options: Any) -> None:
        how = How(**{name: options.pop(name) for name in names})
        command(*arguments, how=how, **options)

    wrapped: Callable[..., None] = with_how
    for option in reversed(_OPTIONS):
        wrapped = option(wrapped)
    return wrapped


def read(
    sources: tuple[str, ...],
    how: How,
    *,
    report: IngestReport,
    then: Callable[[Dataset, Knowledge], _T],
) -> _T:
    """Read the sources and give what `then` makes of them, under a bar if one can be seen."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    from kg import pipeline
    from kg.annotate import DEFAULT_MODEL
    from kg.decisions import read_decisions

    decisions = () if how.decisions is None else read_decisions(how.decisions)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    console = Console(stderr=True)
    shown = Progress(*columns, console=console, transient=True, disable=not console.is_terminal)
    with shown as bar:
        task = bar.add_task("loading", total=None)

        def step(document: Document) -> None:
            bar.update(task, description="reading", total=report.read, advance=1)

        known = pipeline.load_knowledge(how.seeds, tagger=how.tagger)
        dataset = pipeline.build_dataset(
            sources,
            date=None if how.date is None else how.date.date(),
            publisher=how.publisher,
            model=DEFAULT_MODEL if how.model is None else how.model,
            report=report,
            knowledge=known,
            min_confidence=how.min_confidence,
            progress=step,
            strict=how.strict,
            decisions=decisions,
            background=how.background,
        )
        bar.update(task, description="writing")
        return then(dataset, known)


def troubles(report: IngestReport) -> list[str]:
    """Name what was left out and why, and what else a user should know, one line each."""
    skipped = [f"skipped {one_line(f'{skip.where}: {skip.reason}')}" for skip in report.skipped]
    return skipped + [one_line(warning) for warning in report.warnings]
