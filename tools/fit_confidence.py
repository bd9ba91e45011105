"""Fit `ontology/confidence.yaml`: how often claims of each kind are right.

    python tools/fit_confidence.py GOLD.jsonl

GOLD is an annotated file as `kg evaluate` takes it, and one that measures nothing else. A claim
of an event is right where type, actors and recipients are, one of a relation where type and both
ends are. A kind with few examples is drawn towards the share of all.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from pathlib import Path

from kg.evaluate.gold import GoldItem, load_gold
from kg.evaluate.names import Alignment
from kg.extract.confidence import kinds_of
from kg.model import Event, Relation
from kg.pipeline import extract_documents, load_knowledge

TARGET = Path(__file__).resolve().parents[1] / "ontology" / "confidence.yaml"
# A kind needs so many examples, and counts as if it had so many average ones beside its own.
LEAST, PRIOR = 8, 4
HEADER = """\
# How often claims of a kind are right, from 0 to 1: a type of event or relation, else whether a
# verb or a noun tells it of a pair of parties or of a lone one. Fitted by
# tools/fit_confidence.py on annotated news; do not edit.
"""


def main(path: Path) -> None:
    """Measure each kind of claim, and write the table."""
    known = load_knowledge()
    gold = {item.id: item for item in load_gold(path)}
    counts: defaultdict[tuple[str, str], Counter[bool]] = defaultdict(Counter)
    for extraction in extract_documents([path], knowledge=known):
        for item in (gold[i] for i in extraction.document.identifiers if i in gold):
            alignment = Alignment(item.entities, extraction.entities)
            for about, rule in {c.about: c.rule for c in extraction.claims}.items():
                right = _is_right(about, item, alignment)
                if right is None:
                    continue
                kinds = kinds_of(about, nominal=rule in known.rules.frames.nominal)
                for kind in kinds:
                    counts[kind, kinds[-1]][right] += 1
    TARGET.write_text(HEADER + "\n".join(_rows(counts)) + "\n", encoding="utf-8")


def _rows(counts: defaultdict[tuple[str, str], Counter[bool]]) -> list[str]:
    rows: list[str] = []
    for (kind, general), seen in sorted(counts.items()):
        if seen.total() >= LEAST:
            every = counts[general, general]
            mean = every[True] / every.total()
            rows.append(f"{kind}: {(seen[True] + PRIOR * mean) / (seen.total() + PRIOR):.2f}")
    return rows


def _is_right(about: Event | Relation, item: GoldItem, alignment: Alignment) -> bool | None:
    """Does the gold have it? None for what the gold does not list in full."""
    if isinstance(about, Relation):
        if alignment.is_group(about.subject) or alignment.is_group(about.object):
            return None
        return any(
            one.type == about.type
            and alignment.matches(about.subject, one.subject)
            and alignment.matches(about.object, one.object)
            for one in item.relations
        )
    return any(
        one.type == about.type
        and alignment.same(one.actor, about.actor)
        and alignment.same(one.recipient, about.recipient)
        for one in item.events
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
