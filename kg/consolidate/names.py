"""Local names of entities: what stands in their IRIs after the last slash.

Entities come in, names by key go out: "Kim Jong Un" becomes `kim-jong-un`, and two Georgias
become `georgia-state` and `georgia-place`. Two John Smiths who are told apart by their states
become `john-smith-kenya` and `john-smith-fiji`.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping

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


def local_names(
    entities: Iterable[Entity], *, apart: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Give each entity's key the local name of its IRI: the label's slug.

    Where two would be equal, all of them add what tells them apart, else their class, else the
    state that they represent, and a hash of the key if nothing else is left ("georgia-state",
    "georgia-place").

    Args:
        entities: all entities of a graph.
        apart: what tells an entity from its namesakes, by its key: the key of another
            entity ("kenya"), or words.
    """
    apart = {} if apart is None else apart
    known = {entity.key: entity for entity in entities}
    ladders = {
        key: _spellings(entity, *(_label(k, known) for k in (apart.get(key), entity.represents)))
        for key, entity in known.items()
    }
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


def _label(key: str | None, known: Mapping[str, Entity]) -> str:
    if key is None:
        return ""
    return known[key].label if key in known else key


def _spellings(entity: Entity, apart: str, state: str) -> tuple[str, ...]:
    plain, kind = slug(entity.label), slug(entity.type.value)
    with_class = f"{plain}-{kind}" if plain else kind
    digest = hashlib.sha256(entity.key.encode("utf-8", "surrogatepass")).hexdigest()
    hashed = (f"{with_class}-{digest[:8]}", f"{with_class}-{digest}")
    # A label in another script or without any letter has no spelling of its own.
    if not plain:
        return hashed
    told, by_state = ([f"{plain}-{words}"] if words else [] for words in map(slug, (apart, state)))
    return (plain, *told, with_class, *by_state, *hashed)
