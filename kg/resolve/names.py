"""Find the names in a sentence.

Comes in: a `Sentence`, the gazetteer, the lexicon. Goes out: `Candidate`s that do not
overlap: "North Korean Defense Minister No Kwang Chol" gives the demonym "North Korean" and
the person "No Kwang Chol"; the recognizer's "Defense" as an organization is dropped.

Order of trust: a longer name beats a shorter one inside it ("Bank of China" is no China);
at equal length the gazetteer beats a name after a title, which beats the recognizer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.gazetteer import Gazetteer, Sense
from kg.lexicon import Lexicon
from kg.model import EntityType, Mention, Token
from kg.syntax import Tree

__all__ = ["Candidate", "compound_names", "find_names", "follows", "nested_names", "type_by_shape"]

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
# Particles that may stand inside a person's name.
_PARTICLES = frozenset(
    [
        *("al", "el", "ul", "bin", "bint", "ibn", "abu", "ben", "de", "del", "della", "di", "da"),
        *("dos", "la", "le", "van", "von", "der", "den", "y", "e", "-", "'", "ter", "zu"),
    ]
)


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


def type_by_shape(surface: str, lexicon: Lexicon) -> EntityType | None:
    """The class that the last (or, before "of", the first) noun of a name gives."""
    words = surface.lower().replace("'s", "").split()
    if not words:
        return None
    before = words[: words.index("of")] if "of" in words[1:] else words
    for word in ([before[-1]] if before else []) + [words[-1]]:
        if word in lexicon.name_heads:
            return EntityType(lexicon.name_heads[word])
    return None


def find_names(tree: Tree, *, gazetteer: Gazetteer, lexicon: Lexicon) -> list[Candidate]:
    """Return the names of one sentence, in text order, without overlaps."""
    found = [
        _in_full(tree, c, gazetteer, lexicon) for c in _gazetteer_names(tree, gazetteer, lexicon)
    ]
    found += _regions(tree, found)
    found += _districts(tree, found, gazetteer, lexicon)
    found += _titled_names(tree, gazetteer, lexicon, found)
    found += _apposed_names(tree, lexicon)
    found += _model_names(tree, lexicon, found)
    found += _shaped_names(tree, lexicon, found)
    found += _described_names(tree, lexicon)
    found += _places_before_comma(tree, found)
    found += _unknown_names(tree, found, lexicon)
    found = [_hyphenated(tree, _without_date(tree, c)) for c in found]
    found = [c for c in found if _without_person(tree, c, found, lexicon)]
    return _choose(tree, found, lexicon)


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
        if tree.tokens[i].lower == "on" and tree.tokens[i + 1].lower in _WEEKDAYS:
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


def _hyphenated(tree: Tree, c: Candidate) -> Candidate:
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
            or any(n.start <= c.first and c.last + 1 < n.end for n in tree.sentence.names)
        )
    ):
        c.last += 2
        c.surface = tree.text(c.first, c.last)
    return c


_WEEKDAYS = frozenset(
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
)


def _gazetteer_names(tree: Tree, gazetteer: Gazetteer, lexicon: Lexicon) -> Iterator[Candidate]:
    words = [token.text for token in tree.tokens]
    i = 0
    while i < len(words):
        match = gazetteer.match(words, i)
        if match is None:
            i += 1
            continue
        end, senses = match
        if tree.tokens[end - 1].lower in lexicon["modifying_forces"] and _modifies(tree, end - 1):
            # "Israeli military drones": an adjective of the drones, not the army's name
            shorter = gazetteer.match(words[: end - 1], i)
            if shorter is not None:
                end, senses = shorter
        yield _known_name(tree, i, end, senses, gazetteer)
        i = end


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


_SUFFIXES = frozenset(["jr.", "jr", "junior", "sr.", "sr", "ii", "iii"])


def _in_full(tree: Tree, c: Candidate, gazetteer: Gazetteer, lexicon: Lexicon) -> Candidate:
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


_DIRECTIONS = frozenset(
    [
        *("North", "South", "East", "West", "Central", "Upper", "Lower", "Northern", "Southern"),
        *("Eastern", "Western", "Northeastern", "Northwestern", "Southeastern", "Southwestern"),
    ]
)


def _regions(tree: Tree, known: Sequence[Candidate]) -> Iterator[Candidate]:
    """A direction in capitals before a place that is no state names another place: "West Java"."""
    for c in known:
        i = c.first
        while i > 0 and tree.tokens[i - 1].text in _DIRECTIONS:
            i -= 1
        if i < c.first and c.type is EntityType.PLACE and c.senses[0].kind == "name":
            surface = tree.text(i, c.last)
            yield Candidate(c.sentence, i, c.last, surface, EntityType.PLACE, (), "described")


def _districts(
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


def follows(tree: Tree, c: Candidate, nouns: frozenset[str]) -> bool:
    """Does one of these nouns come right after the name and govern it: "Bari region"?"""
    tokens = tree.tokens
    return (
        c.last < len(tokens)
        and tokens[c.last].lower in nouns
        and tokens[tree.span_head(c.first, c.last)].head == c.last
    )


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


def _titled_names(
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
        if tokens[first].lower in ("of", "for") and first + 1 < len(tokens):
            after = _after_polity(tree, first + 1, ends)
            if after is None:
                continue
            first, least = after, 2
        else:
            least = 1
        if first >= len(tokens) or not _is_name_word(tokens[first]):
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


_WITH_ARTICLE = re.compile(r"s$|Republic|Kingdom|Union|Bank|Court|Council")


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
            _is_name_word(word)
            or (
                word.lower in _PARTICLES
                and last > first
                and following is not None
                and (_is_name_word(following) or following.lower in _PARTICLES)
            )
            or (
                word.lower in ("al", "el")
                and last + 2 < len(tokens)
                and tokens[last + 1].text == "-"
            )
        ):
            break
        last += 1
    while last > first and not _is_name_word(tokens[last - 1]):
        last -= 1
    return last


# How many tokens a person's name may have.
_LONGEST = 6


def _apposed_names(tree: Tree, lexicon: Lexicon) -> Iterator[Candidate]:
    """A full name set beside a title is a person ("Uganda's foreign minister, Moses Okello,")."""
    tokens = tree.tokens
    for token in tokens:
        if token.lower not in lexicon.title_heads or token.pos == "VERB":
            continue
        for last in tree.all(token.i, "appos"):
            first = last
            while first > 0 and tokens[first - 1].head == last and _is_name_word(tokens[first - 1]):
                first -= 1
            if first < last and tokens[last].pos == "PROPN" and tokens[first - 1].text == ",":
                surface = tree.text(first, last + 1)
                yield Candidate(
                    tree.sentence.index, first, last + 1, surface, EntityType.PERSON, (), "title"
                )


def _is_name_word(token: Token) -> bool:
    text = token.text
    return (
        text[:1].isupper()
        and (token.pos in ("PROPN", "NOUN", "ADJ", "DET", "INTJ", "X", "VERB", "ADV", "NUM"))
        and token.dep not in ("aux", "mark", "cc")
        and not text.endswith(".")
    ) or (len(text) == 2 and text[0].isupper() and text[1] == ".")


def _model_names(tree: Tree, lexicon: Lexicon, known: list[Candidate]) -> Iterator[Candidate]:
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
        if kind is EntityType.GROUP and not tokens[last - 1].lower.endswith("s"):
            continue  # an adjective of a people, not the people
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
            first = _first_name(tree, first, last, covered, lexicon)
            if tokens[first].lower in lexicon["storms"]:
                continue
        surface = tree.text(first, last)
        if kind in (EntityType.ORGANIZATION, EntityType.CONFLICT, EntityType.TREATY):
            shaped = type_by_shape(surface, lexicon)
            if shaped is None and kind is not EntityType.ORGANIZATION:
                continue
            kind = shaped or kind
        yield Candidate(tree.sentence.index, first, last, surface, kind)


def _first_name(tree: Tree, first: int, last: int, covered: set[int], lexicon: Lexicon) -> int:
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


def _shaped_names(tree: Tree, lexicon: Lexicon, known: Sequence[Candidate]) -> Iterator[Candidate]:
    """Capitalized runs that end (or, before "of", begin) in an institution's noun."""
    tokens = tree.tokens
    covered = {i for c in known if c.origin == "gazetteer" for i in range(c.first, c.last)}
    i = 0
    while i < len(tokens):
        if not (tokens[i].text[:1].isupper() and tokens[i].pos in ("PROPN", "ADJ", "NOUN")):
            i += 1
            continue
        last = i + 1
        while last < len(tokens):
            word = tokens[last]
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
            if kind is EntityType.PERSON and last - first < 2:
                continue
            if token.lower in words or (i > 0 and f"{tokens[i - 1].lower} {token.lower}" in words):
                return kind, token.lower
    return None


def _described_names(tree: Tree, lexicon: Lexicon) -> Iterator[Candidate]:
    """Capitalized runs that a common noun beside them explains, though no list knows them."""
    tokens = tree.tokens
    i = 0
    while i < len(tokens):
        if not (tokens[i].text[:1].isupper() and tokens[i].pos == "PROPN"):
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


def _places_before_comma(tree: Tree, known: list[Candidate]) -> Iterator[Candidate]:
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
    } | {t.i for t in tokens if t.lower in _WEEKDAYS}
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
        # the chain must hang on a word of place: "a street in Villach, Carinthia, Austria"
        if pieces and last >= 0 and tokens[last].lower in _PLACE_WORDS:
            for begin, end in pieces:
                surface = tree.text(begin, end)
                index = tree.sentence.index
                yield Candidate(index, begin, end, surface, EntityType.PLACE, (), "described")


_PLACE_WORDS = frozenset(["in", "at", "near", "of", "outside", "from", "on", "around"])


def _unknown_names(tree: Tree, known: list[Candidate], lexicon: Lexicon) -> Iterator[Candidate]:
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
            and tokens[last].lower not in _WEEKDAYS
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


_MAX_NAME = 4
_NAME_ROLES = frozenset(["nsubj", "nsubjpass", "dobj", "pobj", "appos", "conj", "poss", "dative"])
_TRUST = {"gazetteer": 0, "title": 1, "described": 2, "shape": 3, "model": 4, "unknown": 5}


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
        return district or tree.tokens[candidate.first].text in _DIRECTIONS
    if candidate.type is EntityType.PERSON:
        # "Chad Smith" is a person, "Russia Sergei Lavrov" and "Israel" are not.
        covered = sum(g.length for g in inside)
        return (
            candidate.origin in ("title", "model")
            and len(inside) == 1
            and (
                covered < candidate.length
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
