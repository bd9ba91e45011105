"""How often claims of a kind are right, as measured on annotated news.

Comes in: a claim and the table of `ontology/confidence.yaml`, which `tools/fit_confidence.py`
fits. Goes out: the claim with its confidence. That two named parties met is more often right where
a verb tells it than where a noun tells of one of them.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from pathlib import Path

from kg.data import data_folder
from kg.errors import DataError
from kg.lexicon import read_yaml
from kg.model import Claim, Event, Relation

__all__ = [
    "NOUN_BASE",
    "STEPS",
    "VERB_BASE",
    "calibrated",
    "kinds_of",
    "load_confidence",
    "weighed",
]

STEPS = 10
"""Steps of the tagger's likelihoods, each with a share of its own."""
# What a rule gives where nothing speaks against its find (a pronoun, a doubtful wording).
VERB_BASE, NOUN_BASE = 0.85, 0.75


def kinds_of(about: Event | Relation, *, nominal: bool) -> tuple[str, ...]:
    """The rows of the table that a claim may take, the narrowest first.

    Args:
        about: what the claim is about.
        nominal: was it found at a noun?
    """
    if isinstance(about, Relation):
        return (about.type, "relation")
    sides = "pair" if len(about.actor) + len(about.recipient) > 1 else "lone"
    return (about.type, f"{'noun' if nominal else 'verb'} {sides}", "event")


def weighed(likely: float, table: Mapping[str, float]) -> float:
    """The measured share of events right that the tagger gives such a likelihood.

    Args:
        likely: from 0 to 1.
        table: holds a share for each step, "tagged 0" to "tagged 9".
    """
    return table[f"tagged {min(STEPS - 1, int(likely * STEPS))}"]


def load_confidence(folder: Path | None = None) -> dict[str, float]:
    """Read `confidence.yaml` of the ontology folder.

    Raises:
        DataError: it is no mapping of kinds to shares from 0 to 1, or lacks a general kind
            or a step of the tagger's.
    """
    path = (folder if folder is not None else data_folder("ontology")) / "confidence.yaml"
    raw = read_yaml(path)
    general = {"event", "relation", *(f"tagged {step}" for step in range(STEPS))}
    if not isinstance(raw, dict) or not general <= set(raw):
        raise DataError(
            f"{path}: must map kinds to shares, {', '.join(sorted(general))} among them"
        )
    for kind, share in raw.items():
        if not isinstance(share, int | float) or not 0 <= share <= 1:
            raise DataError(f"{path}: {kind!r} must have a share from 0 to 1")
    return {str(kind): float(share) for kind, share in raw.items()}


def calibrated(claim: Claim, table: Mapping[str, float], *, nominal: bool) -> Claim:
    """The claim with the measured share of its kind, less what its rule took off."""
    kind = next(k for k in kinds_of(claim.about, nominal=nominal) if k in table)
    usual = NOUN_BASE if nominal else VERB_BASE
    share = table[kind] * min(1.0, claim.confidence / usual)
    return dataclasses.replace(claim, confidence=round(share, 2))
