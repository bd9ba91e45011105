"""`kg evaluate`: an annotated file in, precision and recall by type out.

The group has a default command: `kg evaluate FILE` is `kg evaluate extraction FILE`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.group import one_line

if TYPE_CHECKING:
    from kg.model import Dataset, Extraction

__all__ = ["evaluate"]

_errors = click.option("--errors", is_flag=True, help="List each error with its text.")
_limit = click.option(
    "--limit", metavar="N", type=click.IntRange(min=1), help="Read only the first N items."
)
_model = click.option("--model", metavar="NAME", help="Another installed English spaCy pipeline.")

_tagger = click.option(
    "--no-model",
    "tagger",
    flag_value=False,
    default=True,
    help="Do without the learned tagger: rules alone.",
)


class _Measures(click.Group):
    """A group whose first command is taken where none is named."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the default command before the arguments, unless they name one or ask for help."""
        asked = {*self.commands, *ctx.help_option_names}
        if args and args[0] not in asked:
            args = [next(iter(self.commands)), *args]
        return super().parse_args(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Keep the order, the default first."""
        return list(self.commands)


@click.group(cls=_Measures)
def evaluate() -> None:
    """Measure the extraction or the entities on annotated items.

    `kg evaluate FILE` measures the extraction. docs/evaluation.md says how each figure is
    counted.
    """


@evaluate.command()
@click.argument("gold", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False))
@_errors
@_limit
@_model
@_tagger
def extraction(
    gold: Path, errors: bool, limit: int | None, model: str | None, tagger: bool
) -> None:
    """Measure events, edges and sources (the default).

    FILE holds one annotated item a line (JSON): its text, entities, events and relations.
    """
    from kg.annotate import DEFAULT_MODEL
    from kg.evaluate import report, run
    from kg.pipeline import extract_documents, load_knowledge

    _check([gold])
    known = load_knowledge(tagger=tagger)

    def read(path: Path) -> Iterator[Extraction]:
        return extract_documents([path], model=model or DEFAULT_MODEL, knowledge=known)

    found = run(gold, pipeline=read, ontology=known.ontology, limit=limit)
    _show(report(found.scores), found.errors if errors else None)


@evaluate.command()
@click.argument(
    "gold",
    metavar="FILE...",
    type=click.Path(path_type=Path, dir_okay=False),
    nargs=-1,
    required=True,
)
@_errors
@_limit
@_model
def entities(gold: tuple[Path, ...], errors: bool, limit: int | None, model: str | None) -> None:
    """Measure who is who: names, classes, identity, durable facts.

    Each FILE holds one annotated item a line (JSON); its fields tell the format. Errors are
    listed the commonest first.
    """
    from kg.annotate import DEFAULT_MODEL
    from kg.evaluate.entities import Measured, measure
    from kg.pipeline import build_dataset, extract_documents, load_knowledge

    _check(gold)
    name = model if model is not None else DEFAULT_MODEL
    known = load_knowledge()

    def build(path: Path) -> Dataset:
        return build_dataset([path], model=name, knowledge=known)

    def extract(path: Path) -> Iterator[Extraction]:
        return extract_documents([path], model=name, knowledge=known)

    pipeline = Measured(build, extract, known.ontology, known.gazetteer, known.lexicon)
    for path in gold:
        found = measure(path, pipeline, limit=limit)
        title = f"{path}\n" if len(gold) > 1 else ""
        _show(title + found.report, found.errors if errors else None)


@evaluate.command()
@click.argument("gold", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False))
@_errors
@_limit
@_model
def factuality(gold: Path, errors: bool, limit: int | None, model: str | None) -> None:
    """Measure what is told as fact, as not so, or as uncertain.

    FILE holds one sentence a line (JSON): `text`, its words parted by spaces, and `events`, each
    with the number of its word, the word and a score from -3 (not so) to 3 (so).
    """
    from kg.annotate import DEFAULT_MODEL
    from kg.evaluate.factuality import measure
    from kg.extract import judge
    from kg.pipeline import annotate_texts, load_knowledge

    _check([gold])
    rules = load_knowledge(tagger=False).rules
    found = measure(
        gold,
        read=lambda texts: annotate_texts(texts, model=model or DEFAULT_MODEL),
        judge=lambda sentence, token: judge(sentence, token, rules=rules).sign,
        limit=limit,
    )
    _show(found.report, found.errors if errors else None)


@evaluate.command()
@click.argument("gold", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False))
@_errors
@_limit
@_model
@_tagger
def plover(gold: Path, errors: bool, limit: int | None, model: str | None, tagger: bool) -> None:
    """Measure what is read between two marked actors.

    FILE holds one sentence a line (JSON): `marked`, the sentence with <s>one actor</s> and
    <t>another</t>, and `root`, the PLOVER root of what the one does to the other.
    """
    from kg.annotate import DEFAULT_MODEL
    from kg.evaluate.entities.misses import lines
    from kg.evaluate.plover import KINDS, load_pairs, measure, report
    from kg.extract import extract
    from kg.pipeline import load_knowledge, resolver

    _check([gold])
    known = load_knowledge(tagger=tagger)
    scores = measure(
        load_pairs(gold, limit),
        resolve=resolver(model or DEFAULT_MODEL, knowledge=known),
        extract=lambda resolved: extract(resolved, rules=known.rules),
        ontology=known.ontology,
    )
    _show(report(scores), lines(scores.misses, KINDS) if errors else None)


@evaluate.command()
@click.argument("gold", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False))
@_errors
@_limit
@_model
def attribution(gold: Path, errors: bool, limit: int | None, model: str | None) -> None:
    """Measure who says so, whatever is said.

    FILE holds one article a line (JSON): `id`, `text`, and `attributions`, each with `source`,
    `cue` and `content` as lists of [start, end], characters of the text.
    """
    from kg.annotate import DEFAULT_MODEL
    from kg.evaluate.attribution import KINDS, load_articles, measure, report
    from kg.evaluate.entities.misses import lines
    from kg.extract.attributions import attributions
    from kg.extract.reading import read
    from kg.pipeline import load_knowledge, resolver

    _check([gold])
    known = load_knowledge(tagger=False)
    resolve = resolver(model or DEFAULT_MODEL, knowledge=known)
    rules = known.rules
    scores = measure(
        load_articles(gold, limit),
        read=lambda document: read(resolve(document), rules=rules),
        attribute=lambda readers: attributions(
            readers, signatures=rules.signatures, lexicon=rules.lexicon
        ),
        lexicon=rules.lexicon,
    )
    _show(report(scores), lines(scores.misses, KINDS) if errors else None)


def _check(paths: Sequence[Path]) -> None:
    """Refuse a file that is not there before the long work begins."""
    from kg.errors import InputError

    for path in paths:
        if not path.exists():
            raise InputError("no such file: name an annotated .jsonl file", where=str(path))


def _show(report: str, errors: Sequence[str] | None) -> None:
    """Print the figures; or the errors, and the figures beside them on standard error."""
    for line in errors or ():
        click.echo(one_line(line))
    click.echo(report, err=errors is not None)
