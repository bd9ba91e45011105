"""Fit `ontology/confidence.yaml`: how often claims of each kind are right.

    python tools/fit_confidence.py GOLD.jsonl HELD_OUT.jsonl [HELD_OUT.jsonl ...]

GOLD is an annotated file as `kg evaluate` takes it, and one that measures nothing else: on it the
rules are measured, without the tagger. The other files hold items from which the tagger has not
learnt, of its own kind or annotated news: on them each step of its likelihoods is measured. A
claim of an event is right where type, actors and recipients are, one of a relation where type and
both ends are. A kind with few examples is drawn towards the share of all, and no step of the
tagger's gets less than a lower one.
"""

from __future__ import annotations

import dataclasses
import sys
from collections import Counter, defaultdict
from pathlib import Path

from tagger.items import load_items

from kg.annotate import annotate, load_pipeline
from kg.evaluate.gold import GoldItem, load_gold
from kg.evaluate.names import Alignment
from kg.extract import extract
from kg.extract.confidence import STEPS, kinds_of
from kg.model import Document, Event, Relation, Span
from kg.pipeline import extract_documents, load_knowledge
from kg.resolve import resolve

TARGET = Path(__file__).resolve().parents[1] / "ontology" / "confidence.yaml"
# A kind needs so many examples, and counts as if it had so many average ones beside its own.
LEAST, PRIOR = 8, 4
HEADER = """\
# How often claims of a kind are right, from 0 to 1: a type of event or relation, else whether a
# verb or a noun tells it of a pair of parties or of a lone one; "tagged": an event by how likely
# the tagger holds it with just its parties, in steps of a tenth. Fitted by
# tools/fit_confidence.py on annotated news; do not edit.
"""


def main(path: Path, held_out: list[Path]) -> None:
    """Measure each kind of claim, and write the table."""
    rows = [*_ruled(path), *_tagged(held_out)]
    TARGET.write_text(HEADER + "\n".join(sorted(rows)) + "\n", encoding="utf-8")


def _ruled(path: Path) -> list[str]:
    known = load_knowledge(tagger=False)
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
    return _rows(counts)


def _tagged(paths: list[Path]) -> list[str]:
    """Rows of the tagger's steps: extraction with a table that tells the step of each claim."""
    known = load_knowledge()
    steps = {f"tagged {n}": n / STEPS for n in range(STEPS)}
    rules = dataclasses.replace(known.rules, confidence={**known.rules.confidence, **steps})
    events = {t.id for t in known.ontology.types.values() if t.kind == "event"}
    counts: Counter[tuple[int, bool]] = Counter()
    items = [item for path in paths for item in load_items(path)]
    documents = [
        Document(str(n), item.text, (str(n),), (Span(0, len(item.text)),), date=item.date)
        for n, item in enumerate(items)
    ]
    for item, parsed in zip(items, annotate(documents, pipeline=load_pipeline()), strict=True):
        resolved = resolve(parsed, gazetteer=known.gazetteer, lexicon=known.lexicon)
        extraction = extract(resolved, rules=rules)
        alignment = Alignment(item.entities, extraction.entities)
        seen = {c.about: c for c in extraction.claims if c.about.type in events}
        for about, claim in seen.items():
            if claim.rule != "denial":
                right = any(
                    told.type == about.type
                    and alignment.same(told.roles["actor"], about.actor)
                    and alignment.same(told.roles["recipient"], about.recipient)
                    for told in item.events
                )
                counts[round(claim.confidence * STEPS), right] += 1
    rows, least = [], 0.0
    every = sum(n for (_, right), n in counts.items() if right) / max(counts.total(), 1)
    for step in range(STEPS):
        seen = counts[step, True] + counts[step, False]
        least = max(
            least, (counts[step, True] + PRIOR * every * (step + 1) / STEPS) / (seen + PRIOR)
        )
        rows.append(f"tagged {step}: {least:.2f}")
        print(f"{rows[-1]}  ({seen} claims)")
    return rows


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
    main(Path(sys.argv[1]), [Path(name) for name in sys.argv[2:]])
