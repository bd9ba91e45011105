"""A possible name in a sentence, and what its words tell of it.

Comes in: a token range. Goes out: a `Candidate`; `type_by_shape` reads the class off the last
noun ("Ministry"), `follows` sees "region" after "Bari".
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.gazetteer import Sense
from kg.lexicon import Lexicon
from kg.model import EntityType, Mention, Token
from kg.syntax import Tree

__all__ = ["PARTICLES", "WEEKDAYS", "Candidate", "follows", "is_name_word", "type_by_shape"]


# Particles that may stand inside a person's name.
PARTICLES = frozenset(
    [
        *("al", "el", "ul", "bin", "bint", "ibn", "abu", "ben", "de", "del", "della", "di", "da"),
        *("dos", "la", "le", "van", "von", "der", "den", "y", "e", "-", "'", "ter", "zu"),
    ]
)


WEEKDAYS = frozenset(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])


@dataclass(slots=True)
class Candidate:
    """A possible name: token range, what the gazetteer or the shape says of it."""

    sentence: int
    first: int
    last: int
    surface: str
    type: EntityType
    senses: tuple[Sense, ...] = ()
    origin: str = "model"
    """"gazetteer", "compound", "title", "described", "shape", "model",
    "unknown" or "repeat"."""
    noun: str = ""
    """The common noun beside the name, if one describes it ("company")."""

    @classmethod
    def of(cls, tree: Tree, mention: Mention) -> Candidate:
        """The name that a mention covers."""
        text = tree.text(mention.first, mention.last)
        return cls(mention.sentence, mention.first, mention.last, text, EntityType.ORGANIZATION)

    @property
    def length(self) -> int:
        """Number of tokens."""
        return self.last - self.first


# What units of an army are counted with; a "First Division" is one of football as well.
_NUMBERED = re.compile(
    r"\d+(?:st|nd|rd|th)|(?:four|fif|six|seven|eigh|nin|ten|eleven|twelf|thirteen|fourteen)th"
)


def type_by_shape(surface: str, lexicon: Lexicon) -> EntityType | None:
    """The class that the last (or, before "of", the first) noun of a name gives."""
    words = surface.lower().replace("'s", "").split()
    if not words:
        return None
    before = words[: words.index("of")] if "of" in words[1:] else words
    if len(words) > 1 and words[-1] in lexicon["numbered_units"] and _NUMBERED.fullmatch(words[0]):
        return EntityType.MILITARY_FORCE  # "82nd Airborne Division"
    for word in ([before[-1]] if before else []) + [words[-1]]:
        if word in lexicon.name_heads:
            return EntityType(lexicon.name_heads[word])
    return None


def follows(tree: Tree, c: Candidate, nouns: frozenset[str]) -> bool:
    """Does one of these nouns come right after the name and govern it: "Bari region"?"""
    tokens = tree.tokens
    return (
        c.last < len(tokens)
        and tokens[c.last].lower in nouns
        and tokens[tree.span_head(c.first, c.last)].head == c.last
    )


def is_name_word(token: Token) -> bool:
    """May the word stand in a person's name?"""
    text = token.text
    return (
        text[:1].isupper()
        and (token.pos in ("PROPN", "NOUN", "ADJ", "DET", "INTJ", "X", "VERB", "ADV", "NUM"))
        and token.dep not in ("aux", "mark", "cc")
        and not text.endswith(".")
    ) or (len(text) == 2 and text[0].isupper() and text[1] == ".")
