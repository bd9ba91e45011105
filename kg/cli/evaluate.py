"""`kg evaluate`: an annotated file in, precision and recall by type out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.group import one_line

if TYPE_CHECKING:
    from kg.model import Extraction

__all__ = ["evaluate"]


@click.command()
@click.argument("gold", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--errors", is_flag=True, help="List each miss and each extra with its text.")
@click.option(
    "--limit", metavar="N", type=click.IntRange(min=1), help="Read only the first N items."
)
@click.option("--model", metavar="NAME", help="Another installed English spaCy pipeline.")
def evaluate(gold: Path, errors: bool, limit: int | None, model: str | None) -> None:
    """Measure the extraction on annotated items.

    FILE holds one annotated item a line (JSON): its text, entities, events and relations.
    docs/evaluation.md says how each figure is counted.
    """
    from kg.annotate import DEFAULT_MODEL
    from kg.errors import InputError
    from kg.evaluate import report, run
    from kg.ontology import load_ontology
    from kg.pipeline import extract_documents

    if not gold.exists():
        raise InputError("no such file: name an annotated .jsonl file", where=str(gold))

    def read(path: Path) -> Iterator[Extraction]:
        return extract_documents([path], model=model if model is not None else DEFAULT_MODEL)

    found = run(gold, pipeline=read, ontology=load_ontology(), limit=limit)
    if errors:
        for line in found.errors:
            click.echo(one_line(line))
    click.echo(report(found.scores), err=errors)
