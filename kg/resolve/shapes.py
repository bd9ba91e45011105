"""Find names by the statistical recognizer, by their shape and by the noun beside them.

Comes in: a sentence's tree. Goes out: `Candidate`s: what the recognizer proposes, mended;
"Ministry of Information and Communications"; "the militant group Ansar"; "in Torva, Ardon Oblast".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.lexicon import Lexicon
from kg.model import EntityType
from kg.resolve.candidate import WEEKDAYS, Candidate, type_by_shape
from kg.resolve.persons import first_name, last_name
from kg.syntax import Tree

__all__ = ["described_names", "model_names", "places_before_comma", "shaped_names"]


_MODEL_TYPES = {
    "PERSON": EntityType.PERSON,
    "ORG": EntityType.ORGANIZATION,
    "GPE": EntityType.PLACE,
    "LOC": EntityType.PLACE,
    "FAC": EntityType.PLACE,
    "NORP": EntityType.GROUP,
    "LAW": EntityType.TREATY,
    "EVENT": EntityType.CONFLICT,
}


_PLACE_WORDS = frozenset(["in", "at", "near", "of", "outside", "from", "on", "around"])


def model_names(tree: Tree, lexicon: Lexicon, known: list[Candidate]) -> Iterator[Candidate]:
    """What the statistical recognizer proposes, without titles, articles and stray words."""
    tokens = tree.tokens
    demonyms = {
        i
        for c in known
        if c.origin == "gazetteer" and c.senses[0].kind == "demonym"
        for i in range(c.first, c.last)
    }
    covered = {i for c in known for i in range(c.first, c.last)}
    title_words = lexicon.title_parts
    for name in tree.sentence.names:
        kind = _MODEL_TYPES.get(name.label)
        if kind is None:
            continue
        first, last = name.start, name.end
        comma = next((i for i in range(first, last) if tokens[i].text == ","), None)
        if comma is not None and all(i in covered for i in range(first, comma)):
            continue  # "As mayor of Kharkiv, Taras Koval": a place and a man
        if kind is EntityType.GROUP and not tokens[last - 1].lower.endswith("s"):
            continue  # an adjective of a people, not the people
        if kind is EntityType.GROUP and _is_party(tree, first, last, lexicon):
            kind = EntityType.ORGANIZATION
        if (
            (first, last) == (0, 1)
            and tokens[0].tag == "NNS"
            and (tokens[0].lower in lexicon["people"])
        ):
            continue  # "Pirates kidnap …": a noun with which the sentence begins
        while first < last and not (
            tokens[first].text[:1].isupper() or tokens[first].lower in ("al", "el")
        ):
            first += 1
        while last > first and not (
            tokens[last - 1].text[:1].isupper()
            or tokens[last - 1].text[:1].isdigit()
            or (last - first > 2 and tokens[last - 2].text == "-")
        ):
            last -= 1
        while first < last and tokens[first].lower in ("the", "a", "an"):
            first += 1
        if kind is EntityType.PERSON:
            while first < last and (
                first in demonyms
                or tokens[first].lower in title_words
                or tokens[first].lower in lexicon["honorifics"]
                or tokens[first].lower in lexicon["past_markers"]
                or tokens[first].text == "-"
            ):
                first += 1
        if first >= last or all(
            tokens[i].lower in title_words or tokens[i].lower in lexicon["title_modifiers"]
            for i in range(first, last)
        ):
            continue
        if kind is EntityType.PERSON:
            first = first_name(tree, first, last, covered, lexicon)
            last = last_name(tree, last, covered, lexicon)
            if tokens[first].lower in lexicon["storms"]:
                continue
        surface = tree.text(first, last)
        if kind in (EntityType.ORGANIZATION, EntityType.CONFLICT, EntityType.TREATY):
            shaped = type_by_shape(surface, lexicon)
            if shaped is None and kind is not EntityType.ORGANIZATION:
                continue
            kind = shaped or kind
        yield Candidate(tree.sentence.index, first, last, surface, kind)


def _is_party(tree: Tree, first: int, last: int, lexicon: Lexicon) -> bool:
    """ "the Social Democrats": a party goes by its members' name."""
    words = [tree.tokens[i].lower for i in range(first, last) if tree.tokens[i].lower != "the"]
    return (
        len(words) == 2 and words[0] in lexicon["party_marks"] and words[1] in lexicon["partisans"]
    )


def shaped_names(tree: Tree, lexicon: Lexicon, known: Sequence[Candidate]) -> Iterator[Candidate]:
    """Capitalized runs that end (or, before "of", begin) in an institution's noun."""
    tokens = tree.tokens
    covered = {i for c in known if c.origin == "gazetteer" for i in range(c.first, c.last)}
    i = 0
    while i < len(tokens):
        first_word = i == 0 and tokens[i].tag == "NNS"  # "Rebels of the M23 fled"
        if first_word or not (
            tokens[i].text[:1].isupper() and tokens[i].pos in ("PROPN", "ADJ", "NOUN")
        ):
            i += 1
            continue
        last = i + 1
        while last < len(tokens):
            word = tokens[last]
            if (
                word.lower in lexicon.title_heads
                and tokens[last - 1].lower in lexicon.name_heads
                and word.lower not in lexicon.name_heads
            ):
                break  # "Harbour Commission President Ana Vega"
            if (word.text[:1].isupper() and word.pos in ("PROPN", "ADJ", "NOUN")) or (
                word.lower in ("of", "for", "and", "the", "on")
                and last + 1 < len(tokens)
                and (tokens[last + 1].text[:1].isupper() or tokens[last + 1].lower == "the")
                and (word.lower != "and" or _goes_on(tree, i, last, covered, lexicon))
                and not (word.lower == "of" and _is_part_of(tree, i, last, lexicon))
                and any(tokens[j].lower in lexicon.name_heads for j in range(i, last))
            ):
                last += 1
            else:
                break
        while last > i and tokens[last - 1].lower in ("of", "for", "the", "on"):
            last -= 1
        while last - i > 1 and tokens[i].lower in lexicon["past_markers"]:
            i += 1
        surface = tree.text(i, last)
        kind = type_by_shape(surface, lexicon)
        if last - i > 1 and kind is not None:
            yield Candidate(tree.sentence.index, i, last, surface, kind, (), "shape")
        i = max(last, i + 1)


def _is_part_of(tree: Tree, first: int, last: int, lexicon: Lexicon) -> bool:
    """Does "of" after a place's name say where it is ("Afar Region of Ethiopia")?"""
    head = lexicon.name_heads.get(tree.tokens[last - 1].lower)
    return last - first > 1 and head == EntityType.PLACE


def _goes_on(tree: Tree, first: int, i: int, covered: set[int], lexicon: Lexicon) -> bool:
    """Does "and" stand inside a name: "Office of Mines and Water"? Not before another name."""
    tokens = tree.tokens
    following = tokens[i + 1]
    return (
        any(tokens[j].lower in ("of", "for") for j in range(first, i))
        and not {i - 1, i + 1} & covered
        and following.pos == "PROPN"
        and following.lower not in lexicon.name_heads
        and following.lower not in lexicon.title_words
        and not any(n.start == i + 1 and n.label == "PERSON" for n in tree.sentence.names)
    )


def described_as(
    tree: Tree, first: int, last: int, lexicon: Lexicon
) -> tuple[EntityType, str] | None:
    """What a common noun beside a name says that it is: the class and the noun.

    "the militant group Ansar", "Democratic Bridge alliance", "Severny Kod, a software company",
    "the town of Nasir".
    """
    tokens = tree.tokens
    beside: list[int] = []
    if last < len(tokens):
        beside.append(last)
    if first > 0:
        beside.append(first - 1)
    if first > 1 and tokens[first - 1].lower == "of":
        beside.append(first - 2)
    head = tree.span_head(first, last)
    beside.extend(c for c in tree.all(head, "appos") if c >= last)
    naming = tokens[head].head
    if tokens[head].dep == "oprd" and tokens[naming].lower in ("calling", "called"):
        beside.append(tokens[naming].head)  # "a militia calling itself X"
    for i in beside:
        token = tokens[i]
        if token.pos != "NOUN" or not token.text.islower():
            continue
        for kind, name in (
            (EntityType.PERSON, "occupations"),
            (EntityType.ARMED_GROUP, "armed_group_nouns"),
            (EntityType.ORGANIZATION, "organization_nouns"),
            (EntityType.PLACE, "place_nouns"),
        ):
            words = lexicon[name]
            if kind is EntityType.PERSON and (last - first < 2 or i == last):
                continue  # "Harbour Union activist": the union's
            if token.lower in words or (i > 0 and f"{tokens[i - 1].lower} {token.lower}" in words):
                return kind, token.lower
    return None


def described_names(tree: Tree, lexicon: Lexicon) -> Iterator[Candidate]:
    """Capitalized runs that a common noun beside them explains, though no list knows them."""
    tokens = tree.tokens
    i = 0
    while i < len(tokens):
        called = _is_called_place(tree, i, lexicon)
        if not (tokens[i].text[:1].isupper() and (tokens[i].pos == "PROPN" or called)):
            i += 1
            continue
        last = i + 1
        while (
            last < len(tokens) and tokens[last].text[:1].isupper() and tokens[last].pos == "PROPN"
        ):
            last += 1
        described = described_as(tree, i, last, lexicon)
        if described is not None and tokens[i].lower not in lexicon.title_words:
            kind, noun = described
            yield Candidate(
                tree.sentence.index, i, last, tree.text(i, last), kind, (), "described", noun
            )
        i = last


def _is_called_place(tree: Tree, i: int, lexicon: Lexicon) -> bool:
    """Does a place's name begin here for sure ("the city of Can Tho"), whatever the parser says?"""
    tokens = tree.tokens
    return i > 1 and tokens[i - 1].lower == "of" and tokens[i - 2].lower in lexicon["settlements"]


def places_before_comma(tree: Tree, known: list[Candidate]) -> Iterator[Candidate]:
    """ "in Pryluky, Chernihiv Oblast": an unknown name, a comma and a place that is known."""
    tokens = tree.tokens
    places = {
        c.first
        for c in known
        if c.origin == "gazetteer"
        and c.type in (EntityType.PLACE, EntityType.STATE)
        and c.senses[0].kind != "demonym"
    }
    covered = {i for c in known if c.origin == "gazetteer" for i in range(c.first, c.last)}
    dates = {
        i
        for name in tree.sentence.names
        if name.label in ("DATE", "TIME")
        for i in range(name.start, name.end)
    } | {t.i for t in tokens if t.lower in WEEKDAYS}
    for first in sorted(places, reverse=True):
        pieces: list[tuple[int, int]] = []
        last = first - 1
        while last > 0 and tokens[last].text == ",":
            i = last
            while (
                i > 0
                and i - 1 not in covered
                and tokens[i - 1].text[:1].isupper()
                and tokens[i - 1].pos == "PROPN"
                and i - 1 not in dates
            ):
                i -= 1
            if i == last:
                break
            pieces.append((i, last))
            last = i - 1
        # the chain must hang on a word of place: "a bridge in Torva, Ardon, Belmark"
        if pieces and last >= 0 and tokens[last].lower in _PLACE_WORDS:
            for begin, end in pieces:
                surface = tree.text(begin, end)
                index = tree.sentence.index
                yield Candidate(index, begin, end, surface, EntityType.PLACE, (), "described")
