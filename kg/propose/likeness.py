"""How like two names are, and in which words one would say so.

Two names come in, a number from 0 to 1 and its reason go out, or nothing if they are plainly
different: "Volodymyr Koval" and "Vladimir Koval" share the last name and sound alike, "Kim
Jong Un" and "Kim Yo Jong" do not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from kg.consolidate import slug

__all__ = ["Likeness", "acronym", "alike", "skeleton", "words_of"]

_SMALL = frozenset(
    [
        *("the", "of", "and", "for", "on", "in", "to", "a", "an", "de", "la", "al", "el", "bin"),
        *("ibn", "von", "van", "der", "di", "da", "do"),
    ]
)
_SOUNDS = (
    *(("ph", "f"), ("kh", "k"), ("ck", "k"), ("q", "k"), ("x", "ks"), ("w", "v"), ("tz", "z")),
    *(("ts", "z"), ("dj", "j"), ("zh", "j"), ("sch", "s"), ("sh", "s"), ("ou", "u"), ("c", "k")),
)
_VOWELS = re.compile("[aeiouy]")
_TWICE = re.compile(r"(.)\1+")
_LEAST_PAIR, _LEAST_LETTERS = 0.7, 0.84
_LEAST_LONE = 0.88
"""What names of one word must reach: there is nothing else to tell them by."""
_LEAST_SOUND = {2: 0.75, 3: 0.55}
"""What share of letters words of one sound must have in common, by their consonants."""
_LEAST_LONG_SOUND = 0.4
_MISSING, _MISSING_BUT_ONE = 0.12, 0.25
"""What each word costs that only one of the names has; more if one word is all they share."""
_INITIAL = 0.75
_ACRONYM = 0.8


@dataclass(frozen=True, slots=True)
class Likeness:
    """How like two names are (0 to 1), why in words, and which words of the shorter say so."""

    value: float
    why: str
    shared: frozenset[str] = frozenset()


@lru_cache(maxsize=65536)
def words_of(name: str) -> tuple[str, ...]:
    """The words of a name in plain letters, small words left out."""
    words = slug(name).split("-")
    kept = tuple(word for word in words if word and word not in _SMALL)
    return kept or tuple(filter(None, words))


@lru_cache(maxsize=65536)
def skeleton(word: str) -> str:
    """What stays of a word in most spellings: its consonants ("volodymyr" -> "vldmr")."""
    for letters, sound in _SOUNDS:
        word = word.replace(letters, sound)
    bare = _TWICE.sub(r"\1", _VOWELS.sub("", word))
    return bare or word


def acronym(name: str) -> str:
    """The first letters of a name's words, if there are three or more; else nothing."""
    words = words_of(name)
    return "".join(word[0] for word in words) if len(words) > 2 else ""


def alike(one: str, other: str, *, person: bool) -> Likeness | None:
    """Compare two names; None if they are plainly different.

    Every word of the shorter name must have one of its own in the longer; in the names of
    persons with two words or more the last ones must be each other's, or the order turned.
    """
    first, second = sorted((words_of(one), words_of(other)), key=lambda words: (len(words), words))
    if not first:
        return None
    if first == second:
        return Likeness(1.0, "the same name", frozenset(first))
    if not person and (_is_short(one) or _is_short(other)):
        return _abbreviated(one, other)
    if sorted(first) == sorted(second):
        return Likeness(0.9, "the same words in another order", frozenset(first))
    if person and len(first) > 1 and _pair(first[-1], second[-1]) < _LEAST_PAIR:
        return None
    pairs = _pairs(first, second)
    if pairs is None:
        return None
    values, differing = pairs
    if len(second) == 1 and (min(values) < _LEAST_LONE or first[0][0] != second[0][0]):
        return None
    missing = len(second) - len(first)
    cost = _MISSING if len(first) > 1 else _MISSING_BUT_ONE
    value = sum(values) / len(values) - cost * missing
    reasons = []
    if differing:
        reasons.append("spelt alike: " + ", ".join(f"{a} and {b}" for a, b in differing))
    if missing:
        extra = " ".join(word for word in second if word not in first)
        reasons.append(f"one name is the shorter{f' (without {extra})' if not differing else ''}")
    return Likeness(max(value, 0.0), "; ".join(reasons), frozenset(first))


def _abbreviated(one: str, other: str) -> Likeness | None:
    for short, long in ((one, other), (other, one)):
        if _is_short(short) and short.replace(".", "").lower() == acronym(long):
            why = f"{short} is made of the first letters of {long}"
            return Likeness(_ACRONYM, why, frozenset([short]))
    return None


def _is_short(name: str) -> bool:
    """Is it an acronym by its looks ("NUC", "N.U.C.")?"""
    bare = name.replace(".", "")
    return 1 < len(bare) < 9 and bare.isalpha() and bare.isupper()


def _pairs(
    first: tuple[str, ...], second: tuple[str, ...]
) -> tuple[list[float], list[tuple[str, str]]] | None:
    """Give each word of the first name the best free one of the second."""
    free = list(second)
    values, differing = [], []
    for word in sorted(first, key=lambda w: (w not in free, w)):
        best = max(free, key=lambda candidate: (_pair(word, candidate), candidate))
        value = _pair(word, best)
        if value < _LEAST_PAIR:
            return None
        free.remove(best)
        values.append(value)
        if word != best:
            differing.append((word, best))
    return values, sorted(differing)


@lru_cache(maxsize=65536)
def _pair(one: str, other: str) -> float:
    """How like two words are: equal, an initial, of one sound, or nearly of the same letters."""
    if one == other:
        return 1.0
    if one[0].isdigit() or other[0].isdigit():
        return 0.0
    if len(one) == 1 or len(other) == 1:
        return _INITIAL if one[0] == other[0] else 0.0
    letters = fuzz.ratio(one, other) / 100
    bone = skeleton(one)
    least = _LEAST_SOUND.get(len(bone), _LEAST_LONG_SOUND)
    if len(bone) > 1 and bone == skeleton(other) and letters >= least:
        return 0.6 + 0.4 * letters
    return letters if letters >= _LEAST_LETTERS and min(len(one), len(other)) > 3 else 0.0
