"""Scores on marked articles as plain text.

In come `ClusterScores`; out comes one string: mentions, classes, coreference, durable
relations told by the graph and with the gazetteer's background, the ten commonest errors.
"""

from __future__ import annotations

from collections.abc import Mapping

from kg.evaluate.entities.cluster_scores import KINDS, ClusterScores
from kg.evaluate.entities.clusters import CoarseClass
from kg.evaluate.entities.coreference import Coreference
from kg.evaluate.entities.misses import commonest
from kg.evaluate.scores import Counts, Rate, total
from kg.evaluate.tables import (
    COUNT_HEADS,
    count_cells,
    counts_table,
    number,
    rate_cells,
    table,
)

__all__ = ["report"]


def report(scores: ClusterScores) -> str:
    """Write the scores as readable tables, with a final newline."""
    parts = [
        _headline(scores),
        table(
            "Named mentions",
            COUNT_HEADS,
            [
                ("equal spans", *count_cells(scores.exact)),
                ("overlapping spans", *count_cells(scores.overlapping)),
            ],
        ),
        _rates("Named mentions found, by the gold's class (overlapping)", "found", scores.found),
        _rates("Class right, of those", "right", scores.typed),
        table(
            "Coreference on named mentions (clusters of one included)",
            ("MUC R", "P", "F1", "B³ R", "P", "F1", "CEAF-e R", "P", "F1", "CoNLL F1"),
            [(name, *_cells(one)) for name, one in scores.coreference.items()],
        ),
        _relations("Durable relations told by the graph", scores.relations),
        _relations("Durable relations with the gazetteer's", scores.with_background),
        *(commonest(f"Commonest errors: {kind}", scores.misses, [kind]) for kind in KINDS),
    ]
    return "\n\n".join(parts) + "\n"


def _headline(scores: ClusterScores) -> str:
    read = "1 article" if scores.articles == 1 else f"{scores.articles} articles"
    return f"{read}; not read: {', '.join(scores.unread)}" if scores.unread else read


def _rates(title: str, head: str, rates: Mapping[CoarseClass, Rate]) -> str:
    whole = Rate(sum(r.count for r in rates.values()), sum(r.total for r in rates.values()))
    rows = [rate_cells("all", whole), *(rate_cells(kind, rate) for kind, rate in rates.items())]
    return table(title, (head, "of", "share"), rows)


def _cells(one: Coreference) -> tuple[str, ...]:
    return (
        *(
            number(share)
            for score in (one.muc, one.b_cubed, one.ceaf_e)
            for share in (score.recall, score.precision, score.f1)
        ),
        number(one.conll),
    )


def _relations(title: str, counts: Mapping[str, Counts]) -> str:
    return counts_table(title, total(counts.values()), counts)
