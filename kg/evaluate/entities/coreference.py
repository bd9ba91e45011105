"""MUC, B³, CEAF-e and their mean, the CoNLL F1, by the scorer scorch.

In come the clusters of mentions of each document, by the gold and by the prediction; out comes
a `Coreference`. Clusters of one mention count. As in the scorer of the CoNLL-2012 task, what a
measure divides is summed over all documents before it is divided: gold {a, b} and {c} against
given {a} and {b, c} has B³ recall (1 + 1/2 + 1/2 …) / 3.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from kg.errors import InputError

__all__ = ["Coreference", "Partition", "Score", "score_coreference"]

Partition = Sequence[frozenset[tuple[int, int]]]
"""Clusters of mentions, each by its span; they share none."""


@dataclass(frozen=True, slots=True)
class Score:
    """Recall and precision of one measure."""

    recall: float
    precision: float

    @property
    def f1(self) -> float:
        """Harmonic mean; 0 where both are 0."""
        total = self.recall + self.precision
        return 2 * self.recall * self.precision / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Coreference:
    """The three measures."""

    muc: Score
    b_cubed: Score
    ceaf_e: Score

    @property
    def conll(self) -> float:
        """Mean of the three F1."""
        return (self.muc.f1 + self.b_cubed.f1 + self.ceaf_e.f1) / 3


class _Metric(Protocol):
    def __call__(self, key: Partition, response: Partition) -> tuple[float, float, float]: ...


def score_coreference(documents: Sequence[tuple[Partition, Partition]]) -> Coreference:
    """Score partitions.

    Args:
        documents: gold and prediction of each document.

    Raises:
        InputError: the scorer is not installed.
    """
    try:
        from scorch import scores
    except ImportError as error:
        raise InputError(
            "coreference needs the package scorch: install it with pip install 'geokg[evaluate]'"
        ) from error
    return Coreference(
        muc=_pooled(scores.muc, _links, documents),
        b_cubed=_pooled(scores.b_cubed, _mentions, documents),
        ceaf_e=_pooled(scores.ceaf_e, len, documents),
    )


def _links(partition: Partition) -> int:
    """What MUC divides by: links that hold the clusters together."""
    return sum(len(cluster) - 1 for cluster in partition)


def _mentions(partition: Partition) -> int:
    """What B³ divides by."""
    return sum(map(len, partition))


def _pooled(
    metric: _Metric,
    weight: Callable[[Partition], int],
    documents: Sequence[tuple[Partition, Partition]],
) -> Score:
    """One measure over all documents.

    scorch gives each document's shares. A share times what it was divided by is what was
    counted, so that the counts of all documents can be summed.
    """
    found = wanted = right = given = 0.0
    for key, response in documents:
        recall, precision, _ = metric(key, response) if key and response else (0.0, 0.0, 0.0)
        wanted += weight(key)
        given += weight(response)
        found += recall * weight(key)
        right += precision * weight(response)
    return Score(found / wanted if wanted else 0.0, right / given if given else 0.0)
