"""Measuring quality: a gold file and predictions in, scores and error lists out.

`run` does it all for one file; `load_gold`, `prediction`, `evaluate`, `errors` and
`report` are its steps. For "Chad and Niger met in N'Djamena." a prediction without the
meeting costs one edge, one event and one root of recall. See docs/evaluation.md.
"""

from __future__ import annotations

from kg.evaluate.gold import GoldEntity, GoldEvent, GoldItem, GoldRelation, load_gold
from kg.evaluate.listing import errors
from kg.evaluate.predicted import PredictedEdge, PredictedEvent, Prediction, prediction
from kg.evaluate.runner import Evaluation, run
from kg.evaluate.scores import Counts, Details, EntityCounts, Rate, Scores, evaluate
from kg.evaluate.tables import report

__all__ = [
    "Counts",
    "Details",
    "EntityCounts",
    "Evaluation",
    "GoldEntity",
    "GoldEvent",
    "GoldItem",
    "GoldRelation",
    "PredictedEdge",
    "PredictedEvent",
    "Prediction",
    "Rate",
    "Scores",
    "errors",
    "evaluate",
    "load_gold",
    "prediction",
    "report",
    "run",
]
