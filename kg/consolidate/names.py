"""Local names of entities: what stands in their IRIs after the last slash.

Entities come in, names by key go out: "Kim Jong Un" becomes `kim-jong-un`, and two Georgias
become `georgia-state` and `georgia-place`.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable

from kg.model import Entity

__all__ = ["local_names", "slug"]

_SLUG_LENGTH = 64
_LATIN = re.compile(r"LATIN (?:SMALL|CAPITAL) (?:LETTER|LIGATURE) (?:\w+ )??(\w+)(?: WITH .*)?")
_LETTERS = {"ENG": "ng", "ETH": "d", "SCHWA": "a", "THORN": "th"}


def slug(label: str) -> str:
    """Spell a label in a-z, 0-9 and hyphens ("Kim Jong Un" -> "kim-jong-un"); may be empty.

    Letters lose their marks by Unicode decomposition (NFKD); those that do not decompose
    ("ø", "ł", "æ") are spelt by their Unicode names. Other scripts are left out.
    """
    ascii_text = "".join(map(_ascii, unicodedata.normalize("NFKD", label.casefold())))
    words = "-".join(re.findall(r"[a-z0-9]+", ascii_text.lower()))
    return words[:_SLUG_LENGTH].strip("-")


def _ascii(char: str) -> str:
    if char.isascii():
        return "" if char == "'" else char
    if char in "’ʼ`´" or unicodedata.combining(char):
        return ""
    named = _LATIN.fullmatch(unicodedata.name(char, ""))
    if named is None:
        return " "
    return _LETTERS.get(named[1], named[1] if len(named[1]) <= 2 else " ")


def local_names(entities: Iterable[Entity]) -> dict[str, str]:
    """Give each entity's key the local name of its IRI: the label's slug.

    Where two would be equal, all of them add their class, and a hash of the key if that is
    not enough ("georgia-state", "georgia-place").
    """
    ladders = {entity.key: _spellings(entity) for entity in entities}
    step = dict.fromkeys(sorted(ladders), 0)
    while True:
        users: dict[str, list[str]] = defaultdict(list)
        for key, level in step.items():
            users[ladders[key][level]].append(key)
        clashing = [
            key
            for keys in users.values()
            if len(keys) > 1
            for key in keys
            if step[key] < len(ladders[key]) - 1
        ]
        if not clashing:
            return {key: ladders[key][level] for key, level in step.items()}
        for key in clashing:
            step[key] += 1


def _spellings(entity: Entity) -> tuple[str, ...]:
    plain, kind = slug(entity.label), slug(entity.type.value)
    with_class = f"{plain}-{kind}" if plain else kind
    digest = hashlib.sha256(entity.key.encode("utf-8", "surrogatepass")).hexdigest()
    hashed = (f"{with_class}-{digest[:8]}", f"{with_class}-{digest}")
    # A label in another script or without any letter has no spelling of its own.
    return (plain, with_class, *hashed) if plain else hashed
