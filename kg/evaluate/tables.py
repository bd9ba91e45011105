"""Scores as plain text.

In come `Scores`; out comes one string with a table for each measure: gold, given, hits,
precision, recall, F1, in total and by type ("Meeting  3  2  2  1.000  0.667  0.800").
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kg.evaluate.scores import Counts, Details, EntityCounts, Rate, Scores
from kg.model import Status

__all__ = ["report"]

_COUNT_HEADS = ("gold", "given", "hits", "precision", "recall", "F1")


def report(scores: Scores) -> str:
    """Write the scores as readable tables.

    Args:
        scores: what `evaluate` counted.

    Returns:
        Lines of text with a final newline; "-" stands where there was nothing to divide by.
    """
    parts = [
        _headline(scores),
        _counts("Edges", scores.edges, scores.edges_by_type),
        _counts("Durable relations", scores.relations, scores.relations_by_type),
        _counts("Events", scores.events, scores.events_by_type),
        _counts("Events by root", scores.roots, scores.roots_by_root),
        _table(
            "False facts (of the edges told as fact)",
            ("edges", "of", "share"),
            [
                _rate("never a plain fact in the gold", scores.facts_unsure),
                _rate("nowhere in the gold", scores.facts_nowhere),
            ],
        ),
        _details("events that match exactly", scores.exact),
        _details("events that overlap", scores.overlapping),
        _entities(scores),
    ]
    return "\n\n".join(parts) + "\n"


def _headline(scores: Scores) -> str:
    items = "1 item" if scores.items == 1 else f"{scores.items} items"
    return f"{items}; not read: {', '.join(scores.unread)}" if scores.unread else items


def _counts(title: str, total: Counts, parts: Mapping[str, Counts]) -> str:
    rows = [("all", *_count_cells(total))]
    rows += [(name, *_count_cells(counts)) for name, counts in parts.items()]
    return _table(title, _COUNT_HEADS, rows)


def _count_cells(counts: Counts) -> tuple[str, ...]:
    return (
        str(counts.hits + counts.missed),
        str(counts.hits + counts.extra),
        str(counts.hits),
        *map(_number, (counts.precision, counts.recall, counts.f1)),
    )


def _rate(name: str, rate: Rate) -> tuple[str, ...]:
    return name, str(rate.count), str(rate.total), _number(rate.share)


def _details(name: str, details: Details) -> str:
    accuracy = _table(
        f"Accuracy on {name}",
        ("right", "of", "share"),
        [
            _rate("status", details.status),
            _rate("date", details.dates),
            _rate("place", details.places),
        ],
    )
    sources = _table(
        f"Sources on {name}",
        _COUNT_HEADS,
        [
            ("asserted by", *_count_cells(details.asserted_by)),
            ("denied by", *_count_cells(details.denied_by)),
        ],
    )
    confusion = _table(
        f"Status on {name} (rows: gold, columns: given)",
        tuple(Status),
        [
            (gold, *(str(details.confusion.get((gold, given), 0)) for given in Status))
            for gold in Status
        ],
    )
    return "\n\n".join((accuracy, sources, confusion))


def _entities(scores: Scores) -> str:
    rows = [("all", *_entity_cells(scores.entities))]
    rows += [(name, *_entity_cells(counts)) for name, counts in scores.entities_by_class.items()]
    return _table(
        "Entities (no Groups)",
        ("gold", "found", "recall", "class right", "one and right", "share"),
        rows,
    )


def _entity_cells(counts: EntityCounts) -> tuple[str, ...]:
    return (
        str(counts.total),
        str(counts.found),
        _number(counts.recall),
        _number(counts.class_accuracy),
        str(counts.right),
        _number(counts.right_share),
    )


def _number(share: float | None) -> str:
    return "-" if share is None else f"{share:.3f}"


def _table(title: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """First column flush left, the others flush right, as wide as they need."""
    lines = [("", *heads), *rows]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join(
        [
            title,
            *(
                "  ".join(
                    [first.ljust(widths[0])]
                    + [cell.rjust(width) for cell, width in zip(cells, widths[1:], strict=True)]
                )
                for first, *cells in lines
            ),
        ]
    )
