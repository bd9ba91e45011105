"""How a name may be written, and into which words a text splits it.

In: a name as a table has it ("al-Shabaab", "U.S."). Out: its words as spaCy's English tokenizer
makes them, and the other ways to write it: "Al Shabaab", "US".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

__all__ = ["PLAIN", "spellings_of", "split_words"]

#: Typographic apostrophes and hyphens, each mapped to the plain one.
PLAIN = str.maketrans({"’": "'", "‘": "'", "ʻ": "'", "ʼ": "'", "–": "-", "‑": "-", "\xa0": " "})
_MARKS = re.compile(r"[-/',]|[A-Z]{2}\.")
_SPLIT = re.compile(
    r"(?<=[^\W_])(-)(?=[^\W\d_])|(?<=[^\W_])(/)(?=[^\W\d_])|('[sS]$)|([,']$|(?<=[A-Z]{2})\.$)"
)
_ACRONYM = re.compile(r"(?<!\S)[A-Z]{2,4}(?!\S)")
_DOTTED = re.compile(r"(?<!\S)(?:[A-Z]\.){2,4}(?!\S)")
_HYPHEN = re.compile(r"(?<=[^\W_])-(?=[^\W\d_])")
_LOWER_WORD = re.compile(r"(?<![\w'.])(?!(?:of|the|and|in|for|on|to|de|del|la|du|da|di)\b)[a-z]")
_LETTERS = str.maketrans({"ı": "i", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "ß": "ss"})


def split_words(name: str) -> tuple[str, ...]:
    """Split a name as spaCy's English tokenizer splits running text.

    Hyphens and slashes before letters, the genitive, commas, final apostrophes and the full
    stop of an abbreviation in capitals ("ST. LUCIA") stand alone: "People's Bank" has three
    words, "al-Shabaab" has three, "U.S." and "G-7" one.
    """
    if _MARKS.search(name) is None:
        return tuple(name.split())
    return tuple(part for chunk in name.split() for part in _SPLIT.split(chunk) if part)


def spellings_of(form: str, spellings: Sequence[tuple[str, str]]) -> list[str]:
    """Return other ways to write a form.

    British and American spelling, acronyms with and without dots, without accents, spaces
    for hyphens, headline style ("Israeli Military", "Al-Shabaab") and capitals. The short
    cuts by `isalpha` and `isupper` only save time: most forms are one plain word.
    """
    forms = [form]
    plain_word = form.isalpha()
    if not plain_word:
        for one, other in spellings:
            if one in form or other in form:
                forms += _respelled(form, one, other)
        if "." in form:
            forms += [_DOTTED.sub(lambda dotted: dotted[0].replace(".", ""), f) for f in forms]
    if not plain_word or form.isupper():
        forms += [_ACRONYM.sub(lambda word: ".".join(word[0]) + ".", f) for f in forms]
    if not form.isascii():
        forms += [_without_accents(f) for f in forms]
    if "-" in form:
        forms += [_HYPHEN.sub(" ", f) for f in forms]
    if not form.istitle():
        forms += [_LOWER_WORD.sub(lambda letter: letter[0].upper(), f) for f in forms]
    if len(form) > 3 and not form.isupper():
        forms += [f.upper() for f in forms]
    return forms[1:]


def _respelled(form: str, one: str, other: str) -> list[str]:
    """Return the form with one spelling for the other, where it has either as a word."""
    padded = f" {form} "
    swapped = (padded.replace(f" {a} ", f" {b} ").strip() for a, b in ((one, other), (other, one)))
    return [new for new in swapped if new != form]


def _without_accents(form: str) -> str:
    plain = unicodedata.normalize("NFKD", form.translate(_LETTERS))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))
