"""All that extraction knows, loaded once from `ontology/`.

Comes in: the ontology folder. Goes out: `Rules`: types, frames, signatures, word lists.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.extract.confidence import load_confidence
from kg.extract.event_nouns import HAPPENING
from kg.extract.frames import Frames, load_frames
from kg.extract.mending import verb_forms
from kg.extract.signatures import Signatures, load_signatures
from kg.extract.tagger.model import Tagger
from kg.lexicon import Lexicon
from kg.ontology import Ontology

__all__ = ["Rules", "load_rules"]


@dataclass(frozen=True)
class Rules:
    """The knowledge of the extraction stage."""

    ontology: Ontology
    lexicon: Lexicon
    frames: Frames
    signatures: Signatures
    forms: Mapping[str, str]
    """Third person -> lemma of the verbs that parsers may take for nouns in a headline."""
    event_nouns: frozenset[str]
    """Nouns of events and of what is said: "strikes on X", "reports of X" are no clauses."""
    confidence: Mapping[str, float]
    """How often claims of a kind are right."""
    tagger: Tagger | None = None
    """The learned helper; without it the frames stand alone."""


def load_rules(
    folder: Path | None = None,
    *,
    ontology: Ontology,
    lexicon: Lexicon,
    tagger: bool = False,
) -> Rules:
    """Read frames and signatures, and load the tagger if it shall help.

    Raises:
        DataError: a file of the folder is wrong; the message names file and entry.
    """
    frames = load_frames(folder, ontology=ontology, lexicon=lexicon)
    signatures = load_signatures(folder)
    verbs = {w.split()[0] for w in (*frames.verbs, *HAPPENING, *signatures.verbs)}
    return Rules(
        ontology,
        lexicon,
        frames,
        signatures,
        forms=verb_forms(sorted(verbs)),
        event_nouns=frozenset({*frames.nouns, *signatures.nouns}),
        confidence=load_confidence(folder),
        tagger=Tagger() if tagger else None,
    )
