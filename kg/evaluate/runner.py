"""One call from a gold file to its scores.

In come the path of a gold file and the pipeline that reads it as a source of documents;
out come the scores and the error list. Each document is consolidated alone, so that what
another text says never helps or harms it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from kg.consolidate import consolidate
from kg.evaluate.gold import GoldItem, load_gold
from kg.evaluate.listing import errors
from kg.evaluate.predicted import Prediction, prediction
from kg.evaluate.scores import Scores, evaluate
from kg.model import Extraction
from kg.ontology import Ontology

__all__ = ["Evaluation", "predict", "run"]


class Evaluation(NamedTuple):
    """The scores of a gold file, and one line for each error."""

    scores: Scores
    errors: tuple[str, ...]


def run(
    path: Path,
    *,
    pipeline: Callable[[Path], Iterable[Extraction]],
    ontology: Ontology,
    limit: int | None = None,
) -> Evaluation:
    """Measure a pipeline on a gold file.

    Args:
        path: the gold file, which is a source of documents, too.
        pipeline: reads the file as documents and gives their extractions, lazily if
            `limit` shall save time. Documents are found by `Document.identifiers`.
        ontology: the types.
        limit: measure on the first so many items only.

    Returns:
        Scores and errors.

    Raises:
        InputError: the file is no gold file, or names a type that the ontology lacks.
        ValueError: the limit is not positive.
    """
    if limit is not None and limit < 1:
        raise ValueError("the limit must be at least 1")
    gold = load_gold(path)[:limit]
    predictions = predict(path, gold, pipeline=pipeline, ontology=ontology)
    return Evaluation(
        scores=evaluate(gold, predictions, ontology=ontology),
        errors=tuple(errors(gold, predictions, ontology=ontology)),
    )


def predict(
    path: Path,
    gold: Sequence[GoldItem],
    *,
    pipeline: Callable[[Path], Iterable[Extraction]],
    ontology: Ontology,
) -> dict[str, Prediction]:
    """Read a file until all items have their document, each consolidated alone.

    Args:
        path: the file that the items were read from.
        gold: the items.
        pipeline: as in `run`.
        ontology: the types.

    Returns:
        Predictions by the items' ids; an item that no document answers has none.
    """
    awaited = {item.id for item in gold}
    predictions: dict[str, Prediction] = {}
    for extraction in pipeline(path):
        ids = awaited.intersection(extraction.document.identifiers)
        if ids:
            found = prediction(consolidate([extraction], ontology=ontology), ontology=ontology)
            predictions.update(dict.fromkeys(ids, found))
            awaited -= ids
        if not awaited:
            break
    return predictions
