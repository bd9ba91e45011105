"""Scores on links as plain text.

In come `LinkScores`; out comes one string: states, names by class, entities across documents,
what was left out, and the ten commonest errors of each.
"""

from __future__ import annotations

from collections.abc import Iterable

from kg.evaluate.entities.links import KINDS, OFTEN, LinkScores, NameCounts
from kg.evaluate.entities.misses import commonest
from kg.evaluate.entities.titles import TitleClass
from kg.evaluate.scores import Rate
from kg.evaluate.tables import number, rate_cells, table

__all__ = ["report"]

_HEADS = ("links", "found", "named", "right", "share", "strict", "share")


def report(scores: LinkScores) -> str:
    """Write the scores as readable tables, with a final newline."""
    told = [counts for kind, counts in scores.names.items() if kind is not TitleClass.UNKNOWN]
    names = [_cells("all with a class", _total(told))]
    names += [_cells(kind, counts) for kind, counts in scores.names.items()]
    parts = [
        _headline(scores),
        table(
            "States: the linked mention denotes the state",
            ("right", "of", "share"),
            [rate_cells("states", scores.states)],
        ),
        table("Names: an entity of that name and class", _HEADS, names),
        table(
            f"Across documents: titles with {OFTEN} links or more are one entity",
            ("titles", "of", "share"),
            [
                rate_cells("all mentions", scores.one_entity),
                rate_cells("nine of ten mentions", scores.nearly_one),
            ],
        ),
        table("Links left out", ("links",), [(why, str(n)) for why, n in scores.left_out.items()]),
        *(commonest(f"Commonest errors: {kind}", scores.misses, [kind]) for kind in KINDS),
    ]
    return "\n\n".join(parts) + "\n"


def _headline(scores: LinkScores) -> str:
    read = f"{scores.items} items, {scores.links} links"
    return f"{read}; not read: {', '.join(scores.unread)}" if scores.unread else read


def _cells(name: str, counts: NameCounts) -> tuple[str, ...]:
    return (
        name,
        *map(str, (counts.total, counts.found, counts.named, counts.right)),
        number(Rate(counts.right, counts.total).share),
        str(counts.strict),
        number(Rate(counts.strict, counts.total).share),
    )


def _total(counts: Iterable[NameCounts]) -> NameCounts:
    rows = [(one.total, one.found, one.named, one.right, one.strict) for one in counts]
    return NameCounts(*(sum(column) for column in zip(*rows, strict=True)))
