"""Find the names in a sentence.

Comes in: a `Sentence`, the gazetteer, the lexicon. Goes out: `Candidate`s that do not
overlap: "North Korean Defense Minister No Kwang Chol" gives the demonym "North Korean" and
the person "No Kwang Chol"; the recognizer's "Defense" as an organization is dropped.

Order of trust: a longer name beats a shorter one inside it ("Bank of China" is no China);
at equal length the gazetteer beats a name after a title, which beats the recognizer.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.gazetteer import Gazetteer
from kg.lexicon import Lexicon
from kg.model import EntityType, Token
from kg.resolve.candidate import WEEKDAYS, Candidate, type_by_shape
from kg.resolve.known import DIRECTIONS, districts, gazetteer_names, in_full, regions
from kg.resolve.persons import apposed_names, titled_names, unknown_names
from kg.resolve.shapes import described_names, model_names, places_before_comma, shaped_names
from kg.resolve.usage import used_as
from kg.syntax import Tree

__all__ = ["find_names"]


_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_TRUST = {"gazetteer": 0, "title": 1, "described": 2, "shape": 3, "model": 4, "unknown": 5}


def find_names(tree: Tree, *, gazetteer: Gazetteer, lexicon: Lexicon) -> list[Candidate]:
    """Return the names of one sentence, in text order, without overlaps."""
    found = [
        in_full(tree, c, gazetteer, lexicon) for c in gazetteer_names(tree, gazetteer, lexicon)
    ]
    found += regions(tree, found)
    found += districts(tree, found, gazetteer, lexicon)
    found += titled_names(tree, gazetteer, lexicon, found)
    found += apposed_names(tree, lexicon)
    found += model_names(tree, lexicon, found)
    found += shaped_names(tree, lexicon, found)
    found += described_names(tree, lexicon)
    found += places_before_comma(tree, found)
    found += unknown_names(tree, found, lexicon)
    found = [_hyphenated(tree, _without_date(tree, _before_verb(tree, c)), lexicon) for c in found]
    found = [c for c in found if _without_person(tree, c, found, lexicon)]
    found = [_without_rank(tree, c, lexicon) for c in found]
    return _choose(tree, found, lexicon)


def _before_verb(tree: Tree, c: Candidate) -> Candidate:
    """Cut off a clause that a name has swallowed: "Ministry of Defence condemned Ardonia"."""
    if c.origin == "gazetteer":
        return c
    for i in range(c.first + 1, c.last):
        token = tree.tokens[i]
        verb = token.head if token.dep in ("aux", "auxpass") else i
        clause = tree.child(verb, "nsubj", "nsubjpass") is not None
        if clause and token.tag in _FINITE and token.text.islower():
            c.last, c.surface = i, tree.text(c.first, i)
            break
    return c


def _without_date(tree: Tree, c: Candidate) -> Candidate:
    """Cut "on Friday" off a name that has swallowed it."""
    if c.origin == "gazetteer":
        return c
    for name in tree.sentence.names:
        if name.label in ("DATE", "TIME") and c.first < name.start < c.last:
            last = name.start
            while last > c.first and not tree.tokens[last - 1].text[:1].isupper():
                last -= 1
            if last > c.first:
                c.last, c.surface = last, tree.text(c.first, last)
    for i in range(c.first + 1, c.last - 1):
        if tree.tokens[i].lower == "on" and tree.tokens[i + 1].lower in WEEKDAYS:
            c.last, c.surface = i, tree.text(c.first, i)
            break
    return c


def _without_person(tree: Tree, c: Candidate, found: Sequence[Candidate], lexicon: Lexicon) -> bool:
    """Cut a person's name and title off an organization's; is anything left?

    "Office of the Ombudsman Rui Melo" is an office and a man, "International Court President
    Ana Vega" a court and a woman.
    """
    if c.type is EntityType.PERSON or c.origin == "gazetteer":
        return True
    tokens = tree.tokens
    polities = {p.last for p in found if p.origin == "gazetteer"}
    last = min(
        (
            p.first
            for p in found
            if p.type is EntityType.PERSON
            and c.first < p.first < c.last <= p.last
            and (
                p.origin == "gazetteer"
                or (p.origin == "title" and p.first in polities and p.length > 1)
                or (p.origin == "model" and p.length > 1)
            )
            and not any(tokens[i].lower in lexicon.name_heads for i in range(p.first, p.last))
        ),
        default=c.last,
    )
    for i in range(c.first + 1, last):
        title = tokens[i].lower in lexicon.title_heads and tokens[i].text.istitle()
        if title and last < c.last and tokens[i - 1].lower not in ("of", "the"):
            last = i
            break
    if last == c.last:
        return True
    while last > c.first and tokens[last - 1].lower in ("of", "the", "for", "in", "on", "'s"):
        last -= 1
    c.last, c.surface = last, tree.text(c.first, last)
    return c.last > c.first


def _without_rank(tree: Tree, c: Candidate, lexicon: Lexicon) -> Candidate:
    """Read "General Seydou Traore" as a person where his wife or successor is spoken of.

    Else it may be a company or a place: "General Motors", "King County".
    """
    if c.origin != "model" or c.type is EntityType.PERSON or c.length < 2:
        return c
    first = c.first
    while first < c.last and tree.tokens[first].lower in lexicon.title_heads:
        first += 1
    if first in (c.first, c.last) or used_as(tree, c, lexicon) is not EntityType.PERSON:
        return c
    surface = tree.text(first, c.last)
    return Candidate(c.sentence, first, c.last, surface, EntityType.PERSON, (), "title")


def _hyphenated(tree: Tree, c: Candidate, lexicon: Lexicon) -> Candidate:
    """Give a name the rest of its last word: "Seo Min-jun", not "Seo Min".

    The tokenizer splits at the hyphen; what follows belongs to the name unless it is a common
    word ("Moscow-backed").
    """
    tokens = tree.tokens
    while (
        c.origin not in ("gazetteer", "compound")
        and c.last + 1 < len(tokens)
        and tokens[c.last].text in ("-", "–")
        and tokens[c.last - 1].end == tokens[c.last].start
        and tokens[c.last].end == tokens[c.last + 1].start
        and (
            tokens[c.last + 1].pos == "PROPN"
            or (
                # "Kim Dae-won met …", but not "Xi Jinping-era"
                c.type is EntityType.PERSON
                and c.length > 1
                and tokens[c.last + 1].text.islower()
                and tokens[c.last + 1].lower not in lexicon["hyphened"] | lexicon["allegiances"]
            )
            or any(n.start <= c.first and c.last + 1 < n.end for n in tree.sentence.names)
        )
    ):
        c.last += 2
        c.surface = tree.text(c.first, c.last)
    return c


def _choose(tree: Tree, found: list[Candidate], lexicon: Lexicon) -> list[Candidate]:
    """Keep the best candidates that do not overlap."""
    gazetteer = [c for c in found if c.origin == "gazetteer"]
    ranked = sorted(
        (c for c in found if c.origin == "gazetteer" or _may_swallow(c, gazetteer, tree, lexicon)),
        key=lambda c: (-c.length, _TRUST[c.origin], c.first),
    )
    taken: set[int] = set()
    kept: list[Candidate] = []
    for candidate in ranked:
        span = set(range(candidate.first, candidate.last))
        if not span & taken:
            taken |= span
            kept.append(candidate)
    return sorted(kept, key=lambda c: c.first)


def _may_swallow(
    candidate: Candidate, gazetteer: list[Candidate], tree: Tree, lexicon: Lexicon
) -> bool:
    """May this name stand although gazetteer names lie inside or across it?"""
    inside = [g for g in gazetteer if g.first < candidate.last and candidate.first < g.last]
    if not inside:
        return True
    if any(g.first < candidate.first or g.last > candidate.last for g in inside):
        return False
    if candidate.type is EntityType.PLACE and candidate.origin == "described":
        district = tree.tokens[candidate.last - 1].lower in lexicon["district_nouns"]
        return district or tree.tokens[candidate.first].text in DIRECTIONS
    if candidate.type is EntityType.PERSON:
        # "Chad Smith" is a person, "Russia Sergei Lavrov" and "Israel" are not.
        covered = sum(g.length for g in inside)
        return (
            candidate.origin in ("title", "model")
            and len(inside) == 1
            and (
                covered < candidate.length
                # "mayor of Quito Ana Vega"
                and not (
                    inside[0].first == candidate.first
                    and candidate.first > 0
                    and tree.tokens[candidate.first - 1].lower in ("of", "to")
                )
                and inside[0].senses[0].kind != "demonym"
                and inside[0].length == 1
                and all(
                    tree.tokens[i].text[:1].isupper() or tree.tokens[i].text in "-'"
                    for i in range(candidate.first, candidate.last)
                )
            )
        )
    if candidate.type in (EntityType.PLACE, EntityType.GROUP) and candidate.origin == "model":
        return False
    # A comma inside, or a known name's possessive, means two names, not one.
    ends = {g.last for g in inside}
    borders = ends | {g.first - 1 for g in inside}
    if any(
        tree.tokens[i].text in (",", "(", "/")
        or (tree.tokens[i].text == "and" and i in borders)
        or (tree.tokens[i].text in ("'s", "'") and i in ends)
        for i in range(candidate.first, candidate.last)
    ):
        return False
    rest = [
        tree.tokens[i]
        for i in range(candidate.first, candidate.last)
        if not any(g.first <= i < g.last for g in inside)
    ]
    if not rest:
        return False
    return type_by_shape(candidate.surface, lexicon) is not None or _is_named_after_place(
        tree, candidate, inside, rest, lexicon
    )


def _is_named_after_place(
    tree: Tree,
    candidate: Candidate,
    inside: Sequence[Candidate],
    rest: Sequence[Token],
    lexicon: Lexicon,
) -> bool:
    """ "Budapest Pride": an organization for the recognizer, in whose name a place stands.

    Not after "of" ("mayor of Quito Ana Vega"), nor with an adjective in front ("Russian Lancet").
    """
    before = tree.tokens[candidate.first - 1].lower if candidate.first > 0 else ""
    return (
        candidate.origin == "model"
        and candidate.type is EntityType.ORGANIZATION
        and len(inside) == 1
        and inside[0].senses[0].kind != "demonym"
        and before != "of"
        and all(
            word.pos == "PROPN"
            and word.text[:1].isupper()
            and word.text.isalpha()
            and word.lower not in lexicon.title_words
            and word.lower not in lexicon["government_nouns"]
            for word in rest
        )
    )
