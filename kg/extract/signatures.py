"""What each embedding predicate makes of its complement, as `ontology/factuality.yaml` has it.

Comes in: the ontology folder. Goes out: `Signatures`: predicates by part of speech, and the
words of local cues. "deny" in the affirmative makes its complement Negative; "fail" denied
("did not fail to sign") leaves it Positive.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.data import data_folder
from kg.errors import DataError
from kg.lexicon import read_yaml
from kg.model import Certainty, Polarity, Tense

__all__ = ["Effect", "Signature", "Signatures", "load_signatures"]

_TABLES = ("verbs", "nouns", "adjectives", "adverbs", "modifiers", "modals", "verdicts")


@dataclass(frozen=True, slots=True)
class Effect:
    """What a predicate does to its complement."""

    polarity: Polarity | None = None
    certainty: Certainty | None = None
    tense: Tense | None = None
    open: bool = False


@dataclass(frozen=True, slots=True)
class Signature:
    """A class of embedding predicates."""

    name: str
    affirmed: Effect
    negated: Effect
    source: bool = False
    factive: bool = False


@dataclass(frozen=True)
class Signatures:
    """The table of `ontology/factuality.yaml`: predicates by part of speech, and local cues."""

    verbs: Mapping[str, Signature]
    nouns: Mapping[str, Signature]
    adjectives: Mapping[str, Signature]
    adverbs: Mapping[str, Signature]
    modifiers: Mapping[str, Signature]
    modals: Mapping[str, Signature]
    verdicts: Mapping[str, Signature]
    lists: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def of(self, lemma: str, particle: str, pos: str) -> Signature | None:
        """The signature of a predicate, particles first ("rule out", then "rule")."""
        table = {
            "VERB": self.verbs,
            "AUX": self.verbs,
            "ADJ": self.adjectives,
            "ADV": self.adjectives,
        }.get(pos, self.nouns)
        if particle and f"{lemma} {particle}" in table:
            return table[f"{lemma} {particle}"]
        return table.get(lemma)


def load_signatures(folder: Path | None = None) -> Signatures:
    """Read `factuality.yaml` of the ontology folder.

    Raises:
        DataError: an unknown class or effect, or a predicate in two classes.
    """
    path = (folder if folder is not None else data_folder("ontology")) / "factuality.yaml"
    raw = read_yaml(path)
    if not isinstance(raw, dict):
        raise DataError(f"{path}: must be a mapping")
    try:
        classes = {
            name: Signature(
                name,
                _effect(row.get("affirmed") or {}),
                _effect(row.get("negated") or {}),
                bool(row.get("source")),
                bool(row.get("factive")),
            )
            for name, row in raw["classes"].items()
        }
        tables: dict[str, dict[str, Signature]] = {}
        for table in _TABLES:
            tables[table] = {}
            for name, words in raw[table].items():
                for word in words:
                    if not isinstance(word, str):
                        raise DataError(f"{path}: {table}.{name}: {word!r} is no word: quote it")
                    tables[table].setdefault(word, classes[name])
        lists = {name: frozenset(words) for name, words in raw.items() if isinstance(words, list)}
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise DataError(f"{path}: {error!r} is no class, effect or list that is known") from error
    return Signatures(**tables, lists=lists)


def _effect(row: Mapping[str, Any]) -> Effect:
    known = {"polarity", "certainty", "tense", "open"}
    if set(row) - known:
        raise KeyError(sorted(set(row) - known)[0])
    return Effect(
        Polarity(row["polarity"]) if "polarity" in row else None,
        Certainty(row["certainty"]) if "certainty" in row else None,
        Tense(row["tense"]) if "tense" in row else None,
        bool(row.get("open")),
    )
