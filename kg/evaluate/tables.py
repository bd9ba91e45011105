"""Scores as plain text.

In come `Scores`; out comes one string with a table for each measure: gold, given, hits,
precision, recall, F1, in total and by type ("Meeting  3  2  2  1.000  0.667  0.800").
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kg.evaluate.scores import Counts, Details, EntityCounts, Rate, Scores
from kg.model import Status

__all__ = ["COUNT_HEADS", "count_cells", "counts_table", "number", "rate_cells", "report", "table"]

COUNT_HEADS = ("gold", "given", "hits", "precision", "recall", "F1")


def report(scores: Scores) -> str:
    """Write the scores as readable tables.

    Args:
        scores: what `evaluate` counted.

    Returns:
        Lines of text with a final newline; "-" stands where there was nothing to divide by.
    """
    parts = [
        headline(scores),
        counts_table("Edges", scores.edges, scores.edges_by_type),
        counts_table("Durable relations", scores.relations, scores.relations_by_type),
        counts_table("Events", scores.events, scores.events_by_type),
        counts_table("Events by root", scores.roots, scores.roots_by_root),
        table(
            "False facts (of the edges told as fact)",
            ("edges", "of", "share"),
            [
                rate_cells("never a plain fact in the gold", scores.facts_unsure),
                rate_cells("nowhere in the gold", scores.facts_nowhere),
            ],
        ),
        _details("events that match exactly", scores.exact),
        _details("events that overlap", scores.overlapping),
        entities_table(scores),
    ]
    return "\n\n".join(parts) + "\n"


def headline(scores: Scores) -> str:
    """How many items there were, and which were not read."""
    items = "1 item" if scores.items == 1 else f"{scores.items} items"
    return f"{items}; not read: {', '.join(scores.unread)}" if scores.unread else items


def counts_table(title: str, total: Counts, parts: Mapping[str, Counts]) -> str:
    """A table of counts, in total and by name."""
    rows = [("all", *count_cells(total))]
    rows += [(name, *count_cells(counts)) for name, counts in parts.items()]
    return table(title, COUNT_HEADS, rows)


def count_cells(counts: Counts) -> tuple[str, ...]:
    """The cells of counts, as `COUNT_HEADS` heads them."""
    return (
        str(counts.hits + counts.missed),
        str(counts.hits + counts.extra),
        str(counts.hits),
        *map(number, (counts.precision, counts.recall, counts.f1)),
    )


def rate_cells(name: str, rate: Rate) -> tuple[str, ...]:
    """The cells of a share: name, count, total, share."""
    return name, str(rate.count), str(rate.total), number(rate.share)


def _details(name: str, details: Details) -> str:
    accuracy = table(
        f"Accuracy on {name}",
        ("right", "of", "share"),
        [
            rate_cells("status", details.status),
            rate_cells("date", details.dates),
            rate_cells("place", details.places),
        ],
    )
    sources = table(
        f"Sources on {name}",
        COUNT_HEADS,
        [
            ("asserted by", *count_cells(details.asserted_by)),
            ("denied by", *count_cells(details.denied_by)),
        ],
    )
    confusion = table(
        f"Status on {name} (rows: gold, columns: given)",
        tuple(Status),
        [
            (gold, *(str(details.confusion.get((gold, given), 0)) for given in Status))
            for gold in Status
        ],
    )
    return "\n\n".join((accuracy, sources, confusion))


def entities_table(scores: Scores) -> str:
    """A table of the entities, in total and by class."""
    rows = [("all", *_entity_cells(scores.entities))]
    rows += [(name, *_entity_cells(counts)) for name, counts in scores.entities_by_class.items()]
    return table(
        "Entities (no Groups)",
        ("gold", "found", "recall", "class right", "one and right", "share"),
        rows,
    )


def _entity_cells(counts: EntityCounts) -> tuple[str, ...]:
    return (
        str(counts.total),
        str(counts.found),
        number(counts.recall),
        number(counts.class_accuracy),
        str(counts.right),
        number(counts.right_share),
    )


def number(share: float | None) -> str:
    """A share with three digits; "-" where there is none."""
    return "-" if share is None else f"{share:.3f}"


def table(title: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
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
