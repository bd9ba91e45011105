"""All that extraction knows, loaded once from `ontology/`.

Comes in: the ontology folder. Goes out: `Rules`: types, frames, signatures, word lists.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kg.extract.factuality import Signatures, load_signatures
from kg.extract.frames import Frames, load_frames
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


def load_rules(folder: Path | None = None, *, ontology: Ontology, lexicon: Lexicon) -> Rules:
    """Read frames and signatures.

    Raises:
        DataError: a file of the folder is wrong; the message names file and entry.
    """
    return Rules(
        ontology,
        lexicon,
        load_frames(folder, ontology=ontology, lexicon=lexicon),
        load_signatures(folder),
    )
