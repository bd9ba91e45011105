"""Read titles: who holds which office of whom.

Comes in: a sentence's tree, its names. Goes out: a `Title` for a person's name, from the
words before it ("Russian Defense Minister Andrei Belousov"), after it ("Volodin, speaker of
the lower house,") or both. The words become an office only when a state or an
organization is named beside them; "former" closes an office and gives none.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from kg.lexicon import Lexicon
from kg.model import EntityType
from kg.resolve.candidate import Candidate
from kg.syntax import Tree

__all__ = ["Title", "earlier_title", "phrase_after", "phrase_at", "title_of"]

_CONNECTORS = frozenset({"in", "of", "for", "and", "the", "-", "&", "to"})
_ARTICLES = frozenset({"the", "a", "an"})
# What may stand before the article of a title: "X, reportedly the interior minister".
_ASIDES = frozenset({"reportedly", "allegedly", "now", "currently", "still", "also"})


@dataclass(frozen=True, slots=True)
class Title:
    """A title phrase: words, relation type, its holder's polity, where it stands."""

    words: str
    relation: str
    """Type id: headOfState, headOfGovernment, ministerOf or holdsPosition."""
    owner: int | None
    """Index into the sentence's names of the state or organization, if it is named."""
    first: int
    last: int
    past: bool = False

    @property
    def kind(self) -> str:
        """The office's noun in the singular: "minister" of "foreign ministers"."""
        last = self.words.split()[-1]
        return last[:-1] if self.is_plural else last

    @property
    def office(self) -> str:
        """The words in the singular, in full."""
        words = self.words[:-1] if self.is_plural else self.words
        return " ".join("prime minister" if word == "pm" else word for word in words.split())

    @property
    def is_plural(self) -> bool:
        """Is it the title of several persons ("ministers")?"""
        return self.words.endswith("s") and not self.words.endswith("ss")


def title_of(
    tree: Tree, names: list[Candidate], person: Candidate, *, lexicon: Lexicon
) -> Title | None:
    """The title of `person`, from the words before the name, else after it."""
    before = _before(tree, names, person, lexicon)
    if before is not None and (before.owner is not None or before.past):
        return before
    after = phrase_after(tree, names, person.last, lexicon=lexicon)
    return after or before


def earlier_title(
    tree: Tree, names: list[Candidate], person: Candidate, title: Title | None, *, lexicon: Lexicon
) -> Title | None:
    """A title before another title or a description of its holder.

    "The head of the force, Ardonian General Anna Vale, met", "…, Ardonian economist Anna Vale, …".
    """
    tokens = tree.tokens
    first = title.first if title is not None and title.first < person.first else person.first
    least = max(1, first - _LONGEST_DESCRIPTION)
    while first > least and tokens[first - 1].pos in ("ADJ", "NOUN", "PROPN"):
        first -= 1
    if first == person.first or tokens[first - 1].text != ",":
        return None
    if person.last + 1 < len(tokens) and tokens[person.last + 1].lower in ("and", "or"):
        return None  # a list of people
    found = _before(tree, names, dataclasses.replace(person, first=first), lexicon)
    if found is None:
        return None
    start = found.first
    while start > 0 and tokens[start - 1].lower in ("the", "a", "an"):
        start -= 1
    # "a critic of the president, journalist Anna Vale": the title is another's
    return None if start > 0 and tokens[start - 1].pos == "ADP" else found


# How many words may describe a person before the name.
_LONGEST_DESCRIPTION = 4


def _after_of(tree: Tree, name: Candidate) -> bool:
    """Does the name follow "of" or "of the" ("president of the Congo")?"""
    j = name.first - 1
    if j > 0 and tree.tokens[j].lower == "the":
        j -= 1
    return j > 0 and tree.tokens[j].lower in ("of", "for", "at")


def _is_accredited_to(tree: Tree, name: Candidate, titles: frozenset[str]) -> bool:
    """Does the name say where somebody is posted ("ambassador to Ghana")?"""
    j = name.first - 1
    if j > 0 and tree.tokens[j].lower == "the":
        j -= 1
    return j > 0 and tree.tokens[j].lower == "to" and tree.tokens[j - 1].lower in titles


def _is_portfolio(tree: Tree, first: int, end: int) -> bool:
    """Is the word before token `first` what a minister is for: "Digital Affairs Minister"?"""
    word = tree.tokens[first - 1]
    return (
        word.pos == "PROPN"
        and word.text[:1].isupper()
        and word.text.isalpha()
        and end - first < _LONGEST_PORTFOLIO
        and tree.tokens[end - 1].lower in ("minister", "secretary")
    )


# How many words a phrase with a title may have that opens a sentence.
_LONGEST_PHRASE = 10
# How many words a minister's title may have.
_LONGEST_PORTFOLIO = 4


def _owner_ending_at(names: list[Candidate], tree: Tree, position: int) -> int | None:
    """Index of the name that ends right before token `position`, a possessive aside."""
    end = position
    if end > 0 and tree.tokens[end - 1].text in ("'s", "'"):
        end -= 1
    return next((n for n, c in enumerate(names) if c.last == end and c.first < end), None)


def _before(
    tree: Tree, names: list[Candidate], person: Candidate, lexicon: Lexicon
) -> Title | None:
    tokens = tree.tokens
    vocabulary = lexicon.title_words
    end = person.first
    while end > 0 and tokens[end - 1].lower in lexicon["honorifics"]:
        end -= 1
    if end > 0 and tokens[end - 1].text == ",":
        # "the Russian president, Vladimir Putin, said", "As mayor of Quito, Ana Vega has said"
        closed = person.last >= len(tokens) or tokens[person.last].text in (",", ".")
        if not closed and not _opens_with_as(tree, end - 1, person):
            return None
        end -= 1
    inside = {i: n for n, c in enumerate(names) for i in range(c.first, c.last)}
    first = end
    owner: int | None = None
    accredited = end
    while first > 0:
        previous = tokens[first - 1]
        if first - 1 in inside:
            # "president of France Emmanuel …": a name inside the phrase after a preposition
            name = names[inside[first - 1]]
            if first == end and _is_accredited_to(tree, name, vocabulary):
                # "US ambassador to Ghana Ana Vega": the polity stands before
                first = accredited = name.first - 1 - (tokens[name.first - 1].lower == "the")
                continue
            if _after_of(tree, name) and (first < end or name.last == end):
                owner = inside[first - 1]
                first = name.first
                continue
            break
        if previous.lower not in vocabulary and not _is_portfolio(tree, first, end):
            break
        first -= 1
    while first < end and tokens[first].lower in _CONNECTORS:
        first += 1
    if first >= end or (owner is None and tokens[end - 1].lower in _CONNECTORS):
        return None  # "an official and Mohammed Reda": the title is somebody else's
    stop = accredited
    if owner is not None:
        # "president of Kenya": the office is what stands before the polity
        stop = names[owner].first
        while stop > first and tokens[stop - 1].lower in _CONNECTORS | {"at"}:
            stop -= 1
        if stop <= first:
            return None
    if owner is None:
        owner = _owner_ending_at(names, tree, first)
    if owner is None and first > 0 and tokens[first - 1].lower == "whose":
        # "the bloc, whose envoy, X, said": the name that the clause describes
        before = [
            n
            for n, c in enumerate(names)
            if c.last <= first - 1
            and c.type not in (EntityType.PLACE, EntityType.PERSON)
            and not (c.senses and c.senses[0].kind == "demonym")
        ]
        owner = before[-1] if before else None
    if owner is None and first > 0 and tokens[first - 1].text == "-" and first > 1:
        owner = _owner_ending_at(names, tree, first - 1)
    return _title(tree, lexicon, first, stop, owner)


def _opens_with_as(tree: Tree, comma: int, person: Candidate) -> bool:
    """Does a phrase with "as" stand before the comma, and does its clause tell of today?"""
    tokens = tree.tokens
    if tokens[0].lower != "as" or tokens[0].dep != "prep" or comma > _LONGEST_PHRASE:
        return False
    subject = tokens[tree.span_head(person.first, person.last)]
    verb = tokens[subject.head]
    if any(tokens[c].tag == "MD" for c in tree.all(verb.i, "aux")):
        return False  # "As president, Vale would lower taxes": who is none yet
    return subject.dep == "nsubj" and verb.tag != "VBD" and tokens[0].head == verb.i


def phrase_after(
    tree: Tree, names: list[Candidate], position: int, *, lexicon: Lexicon
) -> Title | None:
    """The title phrase that begins after a comma at token `position` ("…, speaker of X,")."""
    tokens = tree.tokens
    if position < len(tokens) and tokens[position].lower in ("of", "from"):
        # "Patrice Talon of Benin": no title by itself
        return None
    if position >= len(tokens) or tokens[position].text not in (",", "("):
        return None
    return phrase_at(tree, names, position + 1, lexicon=lexicon)


def phrase_at(tree: Tree, names: list[Candidate], first: int, *, lexicon: Lexicon) -> Title | None:
    """The title phrase that begins at token `first`, with the polity before or after it."""
    tokens = tree.tokens
    vocabulary = lexicon.title_words
    if first < len(tokens) and tokens[first].lower in ("who", "which"):
        first += 1
        if first < len(tokens) and tokens[first].lemma == "be":
            if tokens[first].tag == "VBD":
                return None  # "who was minister until May"
            first += 1
    while first < len(tokens) and tokens[first].lower in _ARTICLES | _ASIDES:
        first += 1
    owner = next((n for n, c in enumerate(names) if c.first == first), None)
    start = first
    if owner is not None:
        start = names[owner].last
        if start < len(tokens) and tokens[start].text in ("'s", "'"):
            start += 1
    end = start
    while end < len(tokens) and tokens[end].lower in vocabulary:
        if any(c.first <= end < c.last for c in names):
            break
        end += 1
    while end > start and tokens[end - 1].lower in _CONNECTORS:
        end -= 1
    if end <= start or tokens[start].lower in _CONNECTORS:
        return None
    if owner is None:
        # "speaker of the lower house of Kenya", "president of Kenya"
        position = end
        while position < len(tokens) and tokens[position].lower in ("of", "for", "to", "at", "the"):
            position += 1
        posted = end < len(tokens) and tokens[end].lower == "to"  # "ambassador to Chile"
        if position > end and not posted:
            owner = next((n for n, c in enumerate(names) if c.first == position), None)
        if (
            owner is not None
            and names[owner].last < len(tokens)
            and (tokens[names[owner].last].text in ("'s", "'"))
        ):
            # "head of Iran's Quds Force": the force, not its state
            after = names[owner].last + 1
            owner = next((n for n, c in enumerate(names) if c.first == after), owner)
    return _title(tree, lexicon, start, end, owner)


def _title(tree: Tree, lexicon: Lexicon, first: int, last: int, owner: int | None) -> Title | None:
    words = [tree.tokens[i].lower for i in range(first, last)]
    best: tuple[int, int, str] | None = None
    for size in range(min(4, len(words)), 0, -1):
        for start in range(len(words) - size, -1, -1):
            name = " ".join(words[start : start + size]).replace(" - ", "-")
            relation = lexicon.titles.get(name) or lexicon.titles.get(_singular(name))
            if relation is not None:
                best = (start, size, relation)
                break
        if best is not None:
            break
    if best is None:
        return None
    start, _, relation = best
    context = words[:start]
    before = _words_before(tree, first)
    past = any(w in lexicon["past_markers"] for w in words + before)
    # "candidate for mayor", "alleged Hezbollah commander", "ex-NATO chief", "self-declared"
    aspires = set(context + before) & lexicon["aspirants"]
    past = past or bool(aspires or set(words + before) & (lexicon["doubted"] | {"self"}))
    if relation != "holdsPosition" and {"deputy", "vice", "assistant"} & set(context):
        relation = "holdsPosition"
    if relation == "headOfState" and {
        "opposition",
        "rebel",
        "party",
        "separatist",
        "faction",
        "majority",
        "minority",
    } & set(context):
        relation = "holdsPosition"
    return Title(tree.text(first, last).lower(), relation, owner, first, last, past)


# How far before a title the words may stand that take it back.
_BEFORE = 5


def _words_before(tree: Tree, first: int) -> list[str]:
    """The words of the phrase before a title: "former", "south", "korean"."""
    words: list[str] = []
    for i in range(first - 1, max(-1, first - 1 - _BEFORE), -1):
        token = tree.tokens[i]
        if token.pos not in ("ADJ", "NOUN", "PROPN", "ADV", "VERB", "ADP", "PART") and (
            token.text not in ("-", "'s", "'")
        ):
            break
        words.append(token.lower)
    return words


def _singular(name: str) -> str:
    return name[:-1] if name.endswith("s") else name
