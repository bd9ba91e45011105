"""What went wrong, the commonest first.

In come `Miss`es; out come lines for `--errors` and the rows of a table of the ten commonest.
Equal misses (kind, what was wanted, what was given) are counted together: "state wrong | 3x |
Israel | given Israeli Air Force (MilitaryForce) | item-7 | … [Israeli] jets …".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.evaluate.tables import table
from kg.model import Entity

__all__ = ["Miss", "commonest", "described", "lines"]


@dataclass(frozen=True, slots=True, order=True)
class Miss:
    """One error: its kind, what the gold has, what was given, where."""

    kind: str
    wanted: str
    given: str
    item: str
    sentence: str


def described(entity: Entity | None) -> str:
    """An entity as error lists name it: "Hamas (ArmedGroup)"; "nothing" for None."""
    return "nothing" if entity is None else f"{entity.label} ({entity.type})"


def lines(misses: Iterable[Miss], kinds: Sequence[str]) -> tuple[str, ...]:
    """One line for every miss: by kind, then the commonest, then in alphabetical order.

    Args:
        misses: in any order.
        kinds: the order of the kinds.
    """
    found = sorted(misses)
    counts = Counter((miss.kind, miss.wanted, miss.given) for miss in found)

    def rank(miss: Miss) -> tuple[object, ...]:
        return kinds.index(miss.kind), -counts[miss.kind, miss.wanted, miss.given], miss

    return tuple(
        " | ".join(
            " ".join(part.split())
            for part in (
                miss.kind,
                f"{counts[miss.kind, miss.wanted, miss.given]}x",
                miss.wanted,
                f"given {miss.given}",
                miss.item,
                miss.sentence,
            )
        )
        for miss in sorted(found, key=rank)
    )


def commonest(title: str, misses: Iterable[Miss], kinds: Sequence[str], number: int = 10) -> str:
    """A table of the commonest misses of some kinds; one line if there are none."""
    counts = Counter((m.wanted, m.given) for m in misses if m.kind in kinds)
    ranked = sorted(counts.items(), key=lambda one: (-one[1], one[0]))[:number]
    if not ranked:
        return f"{title}\nnone"
    width = 60
    return table(
        title,
        ("times",),
        [
            (f"{_cut(wanted, width)} -> {_cut(given, width)}", str(n))
            for (wanted, given), n in ranked
        ],
    )


def _cut(text: str, width: int) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= width else plain[: width - 1] + "…"
