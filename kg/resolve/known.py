"""Find the names that the gazetteer knows.

Comes in: a sentence's tree. Goes out: `Candidate`s with their senses, and what such a name makes
of the words around it: "West Java", "Masisi Territory", "Sara Netanyahu".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.gazetteer import Gazetteer, Sense
from kg.lexicon import Lexicon
from kg.model import EntityType
from kg.resolve.candidate import Candidate, follows
from kg.syntax import Tree

__all__ = [
    "DIRECTIONS",
    "compound_names",
    "districts",
    "gazetteer_names",
    "in_full",
    "nested_names",
    "regions",
]


_MADE_OF_NAMES = (EntityType.CONFLICT, EntityType.TREATY)


_SUFFIXES = frozenset(["jr.", "jr", "junior", "sr.", "sr", "ii", "iii"])


DIRECTIONS = frozenset(
    [
        *("North", "South", "East", "West", "Central", "Upper", "Lower", "Northern", "Southern"),
        *("Eastern", "Western", "Northeastern", "Northwestern", "Southeastern", "Southwestern"),
    ]
)


def gazetteer_names(tree: Tree, gazetteer: Gazetteer, lexicon: Lexicon) -> Iterator[Candidate]:
    """The longest known names from left to right."""
    words = [token.text for token in tree.tokens]
    i = 0
    while i < len(words):
        match = gazetteer.match(words, i)
        if match is None:
            i += 1
            continue
        end, senses = match
        person = gazetteer.entries[senses[0].key].type is EntityType.PERSON
        if person and end - i > 1 and _goes_on(tree, end, lexicon):
            i = end  # "Park Jin-ho" is not Park Jin
            continue
        if tree.tokens[end - 1].lower in lexicon["modifying_forces"] and _modifies(tree, end - 1):
            # "Israeli military drones": an adjective of the drones, not the army's name
            shorter = gazetteer.match(words[: end - 1], i)
            if shorter is not None:
                end, senses = shorter
        yield _known_name(tree, i, end, senses, gazetteer)
        i = end


def _goes_on(tree: Tree, end: int, lexicon: Lexicon) -> bool:
    """Does a hyphen with a syllable of the name follow, and not a word ("Xi Jinping-chaired")?"""
    tokens = tree.tokens
    return (
        end + 1 < len(tokens)
        and tokens[end].text in ("-", "–")
        and tokens[end - 1].end == tokens[end].start
        and tokens[end].end == tokens[end + 1].start
        and tokens[end + 1].text.islower()
        and not tokens[end + 1].lower.endswith("ed")
        and tokens[end + 1].lower not in lexicon["hyphened"] | lexicon["allegiances"]
    )


def _modifies(tree: Tree, i: int) -> bool:
    """Does the word describe a thing that follows it?"""
    token = tree.tokens[i]
    head = tree.tokens[token.head]
    return (
        token.dep in ("amod", "compound", "nmod")
        and token.text.islower()
        and i < head.i <= i + 2
        and head.pos == "NOUN"
    )


def in_full(tree: Tree, c: Candidate, gazetteer: Gazetteer, lexicon: Lexicon) -> Candidate:
    """A known person's name with what makes it somebody else's: "Sara", "Jr."."""
    if gazetteer.entries[c.senses[0].key].type is not EntityType.PERSON:
        return c
    tokens = tree.tokens
    first, last = c.first, c.last
    if last < len(tokens) and tokens[last].lower in _SUFFIXES:
        last += 1
    if c.length == 1 and first > 0:
        before = tokens[first - 1]
        words = [token.text for token in tokens]
        if (
            before.pos == "PROPN"
            and before.dep in ("compound", "nmod")
            and first <= before.head < last
            and before.text.istitle()
            and before.lower not in lexicon.title_words
            and gazetteer.match(words[:first], first - 1) is None
        ):
            first -= 1
    if (first, last) == (c.first, c.last):
        return c
    surface = tree.text(first, last)
    return Candidate(c.sentence, first, last, surface, EntityType.PERSON, (), "title")


def regions(tree: Tree, known: Sequence[Candidate]) -> Iterator[Candidate]:
    """A direction in capitals before a place that is no state names another place: "West Java"."""
    for c in known:
        i = c.first
        while i > 0 and tree.tokens[i - 1].text in DIRECTIONS:
            i -= 1
        if i < c.first and c.type is EntityType.PLACE and c.senses[0].kind == "name":
            surface = tree.text(i, c.last)
            yield Candidate(c.sentence, i, c.last, surface, EntityType.PLACE, (), "described")


def districts(
    tree: Tree, known: Sequence[Candidate], gazetteer: Gazetteer, lexicon: Lexicon
) -> Iterator[Candidate]:
    """A city's name before "district" is not the city's: "Masisi Territory"."""
    for c in known:
        if (
            c.type is EntityType.PLACE
            and c.senses
            and c.senses[0].kind == "name"
            and not gazetteer.entries[c.senses[0].key].part
            and follows(tree, c, lexicon["district_nouns"])
        ):
            surface = f"{c.surface} {tree.tokens[c.last].text.capitalize()}"
            last = c.last + 1
            yield Candidate(c.sentence, c.first, last, surface, EntityType.PLACE, (), "described")


def _known_name(
    tree: Tree, first: int, last: int, senses: Sequence[Sense], gazetteer: Gazetteer
) -> Candidate:
    kind = gazetteer.entries[senses[0].key].type
    text = tree.text(first, last)
    return Candidate(tree.sentence.index, first, last, text, kind, tuple(senses), "gazetteer")


def nested_names(tree: Tree, outer: Candidate, gazetteer: Gazetteer) -> Iterator[Candidate]:
    """The names inside a conflict's or treaty's: "Russia's war in Ukraine" names two states."""
    words = [token.text for token in tree.tokens[: outer.last]]
    i = outer.first
    while i < outer.last:
        match = gazetteer.match(words, i)
        if match is None or (i, match[0]) == (outer.first, outer.last):
            # the whole name matches itself: look one word shorter
            words_inside = words[: outer.last - 1] if match is not None else words
            match = gazetteer.match(words_inside, i) if match is not None else None
        if match is None:
            i += 1
            continue
        end, senses = match
        if gazetteer.entries[senses[0].key].type in _MADE_OF_NAMES:
            # "Ukraine war" within "Russia-Ukraine war" is no war of its own
            end, senses = gazetteer.match(words[: end - 1], i) or match
        yield _known_name(tree, i, end, senses, gazetteer)
        i = end


def compound_names(tree: Tree, gazetteer: Gazetteer) -> Iterator[Candidate]:
    """The name in a compound that is one token: "U.S." of "U.S.-supplied"."""
    for token in tree.tokens:
        name, hyphen, rest = token.text.rpartition("-")
        if hyphen and name and rest.isalpha() and rest.islower():
            senses = gazetteer.lookup(name)
            if senses:
                kind = gazetteer.entries[senses[0].key].type
                yield Candidate(
                    tree.sentence.index, token.i, token.i + 1, name, kind, senses, "compound"
                )
