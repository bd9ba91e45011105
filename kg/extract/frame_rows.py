"""The rows of `ontology/frames.yaml`, read and checked.

Comes in: the file, the ontology and the word lists that its rows name. Goes out: `Frame`s, one a
row: the row `sign` has the verb "sign", an object of the list of agreements, and a type.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import DataError
from kg.lexicon import Lexicon, read_yaml
from kg.ontology import Ontology

__all__ = ["Frame", "read_frames"]

_KNOWN = frozenset(
    [
        *("id", "type", "verbs", "nouns", "actor", "recipient", "unite", "object", "object_not"),
        *(
            "about",
            "complement",
            "needs",
            "actor_types",
            "recipient_types",
            "not_with",
            "bare",
            "theme",
            "casualties",
            "priority",
            "complement_not",
            "modifier_not",
            "confidence",
            "free",
            "subject_not",
            "before",
            "toward",
            "anaphor",
            "forms",
        ),
    ]
)
_NEEDS = frozenset({"actor", "recipient", "second"})


@dataclass(frozen=True, slots=True)
class Frame:
    """One row: what wording gives which type with which roles."""

    id: str
    type: str
    verbs: frozenset[str]
    nouns: frozenset[str]
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    actor_types: frozenset[str]
    recipient_types: frozenset[str]
    unite: bool
    object: frozenset[str] | None
    object_not: frozenset[str]
    about: tuple[tuple[tuple[str, ...], frozenset[str] | None], ...]
    complement: tuple[str, ...]
    needs: frozenset[str]
    not_with: frozenset[str]
    bare: bool
    theme: str
    casualties: bool
    priority: int
    complement_not: frozenset[str]
    modifier_not: frozenset[str]
    confidence: float | None
    free: bool
    subject_not: frozenset[str]
    before: frozenset[str]
    toward: tuple[tuple[str, frozenset[str]], ...]
    anaphor: bool
    forms: frozenset[str]

    @property
    def specificity(self) -> int:
        """How many tests the row makes beyond its trigger."""
        return (
            10 * self.priority
            + 2 * (self.object is not None)
            + 2 * len(self.about)
            + bool(self.object_not)
            + bool(self.complement)
            + bool(self.not_with)
            + bool(self.subject_not)
            + 2 * bool(self.before)
            + 2 * len(self.toward)
            + max((len(t.split()) for t in self.verbs | self.nouns), default=1)
            - 1
        )


def read_frames(path: Path, *, ontology: Ontology, lexicon: Lexicon) -> list[Frame]:
    """Read all rows, in the order of the file.

    Raises:
        DataError: an unknown key, type, list or role; two rows with one id.
    """
    rows = read_yaml(path)
    if not isinstance(rows, list):
        raise DataError(f"{path}: must be a list of rows")
    seen: set[str] = set()
    frames: list[Frame] = []
    for row in rows:
        frame = _frame(path, row, ontology, lexicon)
        if frame.id in seen:
            raise DataError(f"{path}: two rows are called {frame.id!r}")
        seen.add(frame.id)
        frames.append(frame)
    return frames


def _frame(path: Path, row: Any, ontology: Ontology, lexicon: Lexicon) -> Frame:
    if not isinstance(row, dict) or "id" not in row or "type" not in row:
        raise DataError(f"{path}: a row needs id and type: {row!r}")
    where = f"{path}: row {row['id']!r}"
    unknown = set(row) - _KNOWN
    if unknown:
        raise DataError(f"{where}: unknown key {sorted(unknown)[0]!r}")
    if row["type"] not in ontology.types:
        raise DataError(f"{where}: type {row['type']!r} is not in types.yaml")
    concept = ontology.types[row["type"]]
    for key in ("actor", "recipient", "actor_types", "recipient_types", "not_with", "needs"):
        value = row.get(key, [])
        if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
            raise DataError(f"{where}: {key} must be a list of words (quote on, no)")
    classes = {key: set(row.get(key, [])) for key in ("actor_types", "recipient_types")}
    classes |= {f"toward {slot}": set(names) for slot, names in (row.get("toward") or {}).items()}
    for key, names in classes.items():
        if strange := sorted(names - set(ontology.classes)):
            raise DataError(f"{where}: {key} has the unknown class {strange[0]!r}")
    needs = frozenset(row.get("needs", []))
    if needs - _NEEDS:
        raise DataError(f"{where}: needs may name actor, recipient, second")
    about = tuple(
        (tuple(key.split(",")), None if words == "*" else _lemmas(words, lexicon, where))
        for key, words in (row.get("about") or {}).items()
    )
    return Frame(
        id=row["id"],
        type=row["type"],
        verbs=_lemmas(row.get("verbs", []), lexicon, where),
        nouns=_lemmas(row.get("nouns", []), lexicon, where),
        actor=tuple(row.get("actor", [])),
        recipient=tuple(row.get("recipient", [])),
        actor_types=frozenset(row.get("actor_types", concept.domain)),
        recipient_types=frozenset(row.get("recipient_types", concept.range)),
        unite=bool(row.get("unite")),
        object=_lemmas(row["object"], lexicon, where) if "object" in row else None,
        object_not=_lemmas(row.get("object_not", []), lexicon, where),
        about=about,
        complement=_tuple(row.get("complement", ())),
        needs=needs,
        not_with=frozenset(row.get("not_with", [])),
        bare=bool(row.get("bare", True)),
        theme=row.get("theme", "obj"),
        casualties=bool(row.get("casualties")),
        priority=int(row.get("priority", 0)),
        complement_not=_lemmas(row.get("complement_not", []), lexicon, where),
        modifier_not=_lemmas(row.get("modifier_not", []), lexicon, where),
        confidence=row.get("confidence"),
        free=bool(row.get("free")),
        subject_not=_lemmas(row.get("subject_not", []), lexicon, where),
        before=_lemmas(row.get("before", []), lexicon, where),
        toward=tuple((k, frozenset(v)) for k, v in (row.get("toward") or {}).items()),
        anaphor=bool(row.get("anaphor")),
        forms=frozenset(row.get("forms", [])),
    )


def _tuple(value: object) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)  # type: ignore[arg-type]


def _lemmas(value: object, lexicon: Lexicon, where: str) -> frozenset[str]:
    found: set[str] = set()
    for word in _tuple(value):
        if not isinstance(word, str):
            raise DataError(f"{where}: {word!r} is no word (quote yes, no, on, off)")
        if word.startswith("@") and word[1:] not in lexicon.lists:
            raise DataError(f"{where}: lexicon.yaml has no list {word[1:]!r}")
        found |= lexicon[word[1:]] if word.startswith("@") else {word}
    return frozenset(found)
