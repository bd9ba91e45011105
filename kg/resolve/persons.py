"""Find persons by the words around their names.

Comes in: a sentence's tree. Goes out: `Candidate`s after a title ("spokesman Ahmed al-Rai"),
beside one ("the minister, Moses Okello"), and capitalized words that nothing else explains.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from kg.gazetteer import Gazetteer
from kg.lexicon import Lexicon
from kg.model import EntityType
from kg.resolve.candidate import PARTICLES, WEEKDAYS, Candidate, is_name_word
from kg.syntax import Tree

__all__ = ["apposed_names", "first_name", "last_name", "titled_names", "unknown_names"]


# How many tokens a person's name may have.
_LONGEST = 6


_MAX_NAME = 4


_NAME_ROLES = frozenset(["nsubj", "nsubjpass", "dobj", "pobj", "appos", "conj", "poss", "dative"])


_WITH_ARTICLE = re.compile(r"s$|Republic|Kingdom|Union|Bank|Court|Council")


def titled_names(
    tree: Tree, gazetteer: Gazetteer, lexicon: Lexicon, known: Sequence[Candidate]
) -> Iterator[Candidate]:
    """A run of capitalized words after a title is a person ("spokesman Ahmed al-Rai").

    The polity may stand between: "mayor of Quito Ana Vega".
    """
    tokens = tree.tokens
    heads = lexicon.role_heads
    words = [t.text for t in tokens]
    ends = {
        c.first: (c.last, c.senses[0].kind != "demonym") for c in known if c.origin == "gazetteer"
    }
    for i, token in enumerate(tokens[:-1]):
        lower = token.lower
        singular = lower[:-1] if lower.endswith("s") and lower not in heads else lower
        if singular not in heads:
            continue
        first = i + 1
        if tokens[first].lower in ("of", "for", "to") and first + 1 < len(tokens):
            after = _after_polity(tree, first + 1, ends)
            if after is None:
                continue
            first, least = after, 2
            if first < len(tokens) and tokens[first].text == ",":
                # "the mayor of Quito, Ana Vega,"
                end = _end_of_person(tree, first + 1)
                closed = end < len(tokens) and tokens[end].text in (",", ".")
                first += 1 if closed else 0
        else:
            least = 1
        if first >= len(tokens) or not is_name_word(tokens[first]):
            continue
        while first < len(tokens) and (
            tokens[first].lower in heads or tokens[first].lower in lexicon["honorifics"]
        ):
            first += 1
        last = _end_of_person(tree, first)
        if last - first < least or tokens[first].lower in lexicon["title_modifiers"]:
            continue
        match = gazetteer.match(words, first)
        if match is not None and (last - first == 1 or (least == 2 and match[0] >= last)):
            continue
        if least == 2 and any(tokens[j].lower in lexicon.name_heads for j in range(first, last)):
            continue
        yield Candidate(
            tree.sentence.index, first, last, tree.text(first, last), EntityType.PERSON, (), "title"
        )


def _after_polity(tree: Tree, first: int, ends: Mapping[int, tuple[int, bool]]) -> int | None:
    """Where the polity that begins at `first` ends; None if none does.

    An article before a name that bears none belongs to a longer name: "the Quito Project".
    """
    article = tree.tokens[first].lower == "the"
    end, is_name = ends.get(first + article, (first, False))
    if not is_name or (article and not _WITH_ARTICLE.search(tree.text(first + 1, end))):
        return None
    return end


def _end_of_person(tree: Tree, first: int) -> int:
    """Where the capitalized words and particles that begin at `first` end."""
    tokens = tree.tokens
    last = first
    while last < len(tokens) and last - first < _LONGEST:
        word = tokens[last]
        following = tokens[last + 1] if last + 1 < len(tokens) else None
        if not (
            is_name_word(word)
            or (
                word.lower in PARTICLES
                and last > first
                and following is not None
                and (is_name_word(following) or following.lower in PARTICLES)
            )
            or (
                word.lower in ("al", "el")
                and last + 2 < len(tokens)
                and tokens[last + 1].text == "-"
            )
        ):
            break
        last += 1
    while last > first and not is_name_word(tokens[last - 1]):
        last -= 1
    return last


def apposed_names(tree: Tree, lexicon: Lexicon) -> Iterator[Candidate]:
    """A full name set beside a title is a person ("Uganda's foreign minister, Moses Okello,")."""
    tokens = tree.tokens
    for token in tokens:
        if token.lower not in lexicon.title_heads | {"counterpart"} or token.pos == "VERB":
            continue
        for last in tree.all(token.i, "appos"):
            first = last
            while first > 0 and tokens[first - 1].head == last and is_name_word(tokens[first - 1]):
                first -= 1
            if first < last and tokens[last].pos == "PROPN" and tokens[first - 1].text == ",":
                surface = tree.text(first, last + 1)
                yield Candidate(
                    tree.sentence.index, first, last + 1, surface, EntityType.PERSON, (), "title"
                )


def first_name(tree: Tree, first: int, last: int, covered: set[int], lexicon: Lexicon) -> int:
    """Where a person's name begins, of which the recognizer gave only the end."""
    tokens = tree.tokens
    while first > 0:
        before = tokens[first - 1]
        if (
            before.pos != "PROPN"
            or not before.text[:1].isupper()
            or not before.text.isalpha()
            or before.text.isupper()
            or before.dep != "compound"
            or not first <= before.head < last
            or first - 1 in covered
            or before.lower in lexicon.title_words
            or before.lower in lexicon["honorifics"]
            or before.lower in lexicon["occupations"]
            or before.lower in lexicon.name_heads
            or before.lower in lexicon["government_nouns"]
        ):
            break
        first -= 1
    return first


def last_name(tree: Tree, last: int, covered: set[int], lexicon: Lexicon) -> int:
    """Where a person's name ends, of which the recognizer gave only the beginning."""
    tokens = tree.tokens
    if last >= len(tokens) or tokens[last - 1].dep != "compound":
        return last
    word = tokens[last]
    if (
        tokens[last - 1].head == last
        and is_name_word(word)
        and word.tag == "NNP"
        and word.text.isalpha()
        and not word.text.isupper()
        and word.dep in _NAME_ROLES
        and last not in covered
        and word.lower not in lexicon.name_heads
        and word.lower not in lexicon.title_words
        and word.lower not in WEEKDAYS
    ):
        return last + 1
    return last


def unknown_names(tree: Tree, known: list[Candidate], lexicon: Lexicon) -> Iterator[Candidate]:
    """Two or more capitalized words that nothing else explains: mostly a person's name."""
    tokens = tree.tokens
    covered = {i for c in known for i in range(c.first, c.last)}
    i = 0
    while i < len(tokens):
        last = i
        while (
            last < len(tokens)
            and last not in covered
            and tokens[last].pos == "PROPN"
            and tokens[last].text[:1].isupper()
            and not tokens[last].text.isupper()
            and tokens[last].lower not in WEEKDAYS
            and tokens[last].text.isalpha()
        ):
            last += 1
        if 2 <= last - i <= _MAX_NAME and not any(
            tokens[j].lower in lexicon.title_words
            or tokens[j].lower in lexicon.name_heads
            or tokens[j].lower in lexicon["storms"]
            for j in range(i, last)
        ):
            dep = tokens[tree.span_head(i, last)].dep
            if dep in _NAME_ROLES:
                surface = tree.text(i, last)
                yield Candidate(
                    tree.sentence.index, i, last, surface, EntityType.PERSON, (), "unknown"
                )
        i = max(last, i + 1)
