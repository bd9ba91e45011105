"""Who is who in the end: what documents say by themselves, and what a person has decided.

Extractions and decisions come in; extractions go out whose entities bear the keys that they
keep. Namesakes are parted first (`namesakes.py`), then accepted splits, then accepted merges:
"Person/Vladimir Koval" becomes "Person/Volodymyr Koval", if somebody has said so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.consolidate.namesakes import sides_of, tell_apart
from kg.consolidate.rekey import rekeyed
from kg.decisions import Decision, Verdict
from kg.model import Entity, Extraction

__all__ = ["Identified", "identify", "merged"]


@dataclass(frozen=True, slots=True)
class Identified:
    """Extractions with their final keys.

    `apart` says what tells a parted entity from its namesakes (new key -> key of a state, or
    words). `warnings` name decisions about entities that are not there.
    """

    extractions: tuple[Extraction, ...]
    apart: Mapping[str, str]
    warnings: tuple[str, ...]


def identify(
    told: Sequence[Extraction],
    *,
    decisions: Iterable[Decision] = (),
    known: Mapping[str, Entity] | None = None,
) -> Identified:
    """Give the entities of all documents the keys that they keep.

    Args:
        told: what the documents say, one extraction each.
        decisions: only those that are accepted count.
        known: entities of the gazetteer that a merge may lead to.
    """
    accepted = [d for d in decisions if d.verdict is Verdict.ACCEPT]
    known = {} if known is None else known
    names = tell_apart(told)
    keys = {document: dict(renamed) for document, renamed in names.keys.items()}
    apart = dict(names.apart)
    splits = {d.keys[0]: d for d in accepted if d.parts}
    merges = [d for d in accepted if not d.parts]
    met = _split(told, splits, keys, apart) if accepted else set()
    targets = _targets(merges, met | known.keys())
    warnings = [
        f"{decision.where}: no entity has the key {key!r}: nothing is done about it"
        for decision in accepted
        for key in decision.keys
        if key not in met and not (key in known and len(decision.keys) > 1)
    ]
    warnings += [
        f"{decision.where}: no document fits a part of {key!r}: nothing is split; name documents"
        for key, decision in splits.items()
        if key in met and not any(f"{key}/{part.name}" in met for part in decision.parts)
    ]
    extractions = []
    for extraction in told:
        renamed = keys.get(extraction.document.id, {})
        final = {
            key: targets.get(new, new)
            for key in extraction.entities
            if (new := renamed.get(key, key)) in targets or new != key
        }
        extractions.append(rekeyed(extraction, final, known) if final else extraction)
    return Identified(tuple(extractions), apart, tuple(warnings))


def _split(
    told: Iterable[Extraction],
    splits: Mapping[str, Decision],
    keys: dict[str, dict[str, str]],
    apart: dict[str, str],
) -> set[str]:
    """Part entities as decided, in `keys` and `apart`; return all keys that there were.

    The keys from before and after a split both count: what was split can be merged again.
    """
    met: set[str] = set()
    for extraction in told:
        document = extraction.document.id
        sides = None
        for key in extraction.entities:
            now = keys.get(document, {}).get(key, key)
            met.add(now)
            decision = splits.get(now)
            if decision is None:
                continue
            sides = sides_of(extraction) if sides is None else sides
            states = sides[key].states if key in sides else set()
            for part in decision.parts:
                if document in part.documents or states & set(part.states):
                    new = f"{now}/{part.name}"
                    keys.setdefault(document, {})[key] = new
                    apart[new] = part.states[0] if part.states else part.name
                    met.add(new)
                    break
    return met


def _targets(merges: Iterable[Decision], real: set[str]) -> dict[str, str]:
    """Return where each merged key leads: to the gazetteer's, else to the plainest."""
    targets: dict[str, str] = {}
    for key, group in merged(real & set(decision.keys) for decision in merges).items():
        best = min(group, key=lambda k: ("/" in k, k.count("/"), k))
        if key != best:
            targets[key] = best
    return targets


def merged(merges: Iterable[Iterable[str]]) -> dict[str, set[str]]:
    """Return for each key all that it is one with, by one merge or by several in a chain."""
    groups: dict[str, set[str]] = {}
    for keys in merges:
        joined = set(keys)
        for key in tuple(joined):
            joined |= groups.get(key, set())
        for key in joined:
            groups[key] = joined
    return groups
