"""Of what class is the title of an encyclopedia article that a link leads to?

In comes a title such as "Hadramaut_Governorate" with the texts around its links; out comes
the class that a mention of it must have, or the reason why it is not measured. The file
itself gives no classes, so they are told by the first of these rules that answers:

1. **Gazetteer**: the title is an entry's article, or, with its bracket or without, the name
   (never only the demonym or the capital) of an entry: that entry's class. A bracket decides
   between equal names: "Georgia_(country)" is the state, "Georgia_(U.S._state)" the place.
2. **Bracket**: "(politician)" is a person, "(city)" a place, "(company)" an organization.
3. **Form**: titles with a number in them, offices ("President_of_Chad"), governments
   ("Cabinet_of_Chad", which the guidelines take for the state), "List of …", and titles whose
   words name events, laws, products, peoples or teams are left out, and so is what ends in a
   small word ("Clean energy"), for titles are in sentence case; heads such as "Ministry" and
   "Province" tell organizations and places. "X – Y" is of X's class. The words of this and
   the other rules are in `title_words.yaml`.
4. **Comma**: "Springfield,_Illinois" is a place.
5. **Context**, over all links to the title in the file: a title or role word straight before
   the name ("Prime Minister …") votes for a person; "in", "near", "outside" and the like vote
   for a place. Most votes win.

What none of them tells is of unknown class: only its name is tested, and it is reported apart.
No rule asks what the measured pipeline made of the text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from urllib.parse import unquote

from kg.entry import Entry
from kg.errors import DataError
from kg.gazetteer import Gazetteer
from kg.lexicon import Lexicon, read_yaml
from kg.model import EntityType

__all__ = [
    "CLASS_OF_TYPE",
    "Title",
    "TitleClass",
    "Titles",
    "bare_title",
    "capitalized",
    "plain_title",
]


class TitleClass(StrEnum):
    """Classes that links are measured by; UNKNOWN is tested by its name alone."""

    STATE = "state"
    PERSON = "person"
    ORGANIZATION = "organization"
    PLACE = "place"
    UNKNOWN = "class not told"


CLASS_OF_TYPE = {
    EntityType.STATE: TitleClass.STATE,
    EntityType.PERSON: TitleClass.PERSON,
    EntityType.GOVERNMENT_BODY: TitleClass.ORGANIZATION,
    EntityType.MILITARY_FORCE: TitleClass.ORGANIZATION,
    EntityType.ARMED_GROUP: TitleClass.ORGANIZATION,
    EntityType.ORGANIZATION: TitleClass.ORGANIZATION,
    EntityType.NEWS_MEDIA: TitleClass.ORGANIZATION,
    EntityType.PLACE: TitleClass.PLACE,
}
"""The classes of the contract by the coarser ones of the links; others are left out."""

_WORDS = Path(__file__).with_name("title_words.yaml")
_BRACKET = re.compile(r"\s*\(([^)]*)\)$")
_GOVERNMENTS = re.compile(
    r"\b(?:[Gg]overnment|[Cc]abinet|[Pp]residency|[Pp]remiership) (?:of|in)\b|"
    r"\b(?:[Gg]overnment|cabinet|administration|presidency|premiership|junta)$"
)
_CONCEPT = re.compile(
    r" (?!(?:of|the|and|for|de|da|do|di|del|der|van|von|bin|ibn|al|el)\b)[a-z][a-z]+$"
)
"""Titles are written in sentence case, so a small last word makes it no proper name."""
_CONNECTING = frozenset(
    {"of", "the", "and", "for", "in", "on", "de", "da", "do", "di", "del", "der", "van", "von"}
    | {"bin", "ibn", "al", "el", "la", "le"}
)
_YEAR = re.compile(r"\d")
_TAIL = re.compile(r",| (?:of|for|to|in) ")
_WORD = re.compile(r"[^\W_][\w.'’-]*")


@dataclass(frozen=True, slots=True)
class Title:
    """A title: its class (None: not measured), and the gazetteer's entry for it."""

    name: str
    kind: TitleClass | None
    entry: Entry | None = None


def plain_title(title: str) -> str:
    """A title as people write it: "Al-Shabaab_%28militant_group%29" without codes."""
    return " ".join(re.split(r"[#?]", unquote(title))[0].replace("_", " ").split())


def bare_title(title: str) -> str:
    """A title without its bracket."""
    return _BRACKET.sub("", plain_title(title))


class Titles:
    """Tells the class of titles."""

    def __init__(self, gazetteer: Gazetteer, lexicon: Lexicon) -> None:
        """Know names by the gazetteer and role words by the lexicon."""
        self._gazetteer = gazetteer
        entries = gazetteer.entries.values()
        self._labels = {entry.label: entry for entry in entries}
        self._labels |= {plain_title(e.wikipedia): e for e in entries if e.wikipedia is not None}
        self._roles = lexicon.role_heads
        self._words = {name: frozenset(words) for name, words in _lists().items()}

    def describe(self, title: str, contexts: Iterable[str] = ()) -> Title:
        """Tell the class of a title.

        Args:
            title: as the link has it.
            contexts: the text before each link to it, up to the name.

        Returns:
            The title with its class by the first rule of the module that answers.
        """
        name = plain_title(title)
        entry = self._entry(name)
        if entry is not None:
            return Title(name, CLASS_OF_TYPE.get(entry.type), entry)
        return Title(name, self._by_form(name, contexts))

    def is_name(self, surface: str) -> bool:
        """Is a linked stretch of text a name, no description and no office?

        All its words but small connecting ones are capitalized; the last of several may be
        an institution ("Malian army").
        """
        words = [word for word in surface.split() if word not in _CONNECTING]
        if len(words) > 1 and words[-1] in self._words["institutions"]:
            words = words[:-1]
        return bool(words) and all(map(capitalized, words)) and not self._is_office(surface)

    def _entry(self, name: str) -> Entry | None:
        """The gazetteer's entry of that name; a bracket chooses among several."""
        if name in self._labels:
            return self._labels[name]
        bracket = _BRACKET.search(name)
        hint = bracket[1].casefold() if bracket is not None else None
        entries = [
            self._gazetteer.entries[sense.key]
            for sense in self._gazetteer.lookup(_BRACKET.sub("", name))
            if sense.kind == "name"
        ]
        if hint is None:
            return entries[0] if entries else None
        wanted = [entry for entry in entries if self._suits(entry, hint)]
        return wanted[0] if wanted else None

    def _suits(self, entry: Entry, hint: str) -> bool:
        """Does an entry agree with the bracket of a title?"""
        return (hint in self._words["state_brackets"]) is (entry.type is EntityType.STATE)

    def _by_form(self, name: str, contexts: Iterable[str]) -> TitleClass | None:
        bracket = _BRACKET.search(name)
        bare = _BRACKET.sub("", name)
        if bracket is not None:
            for kind in (TitleClass.PERSON, TitleClass.PLACE, TitleClass.ORGANIZATION):
                if self._holds(f"{kind}_brackets", bracket[1]):
                    return kind
            if self._holds("work_brackets", bracket[1]):
                return None
        if " – " in bare:
            owner = self._entry(bare.partition(" – ")[0])
            if owner is not None:
                return CLASS_OF_TYPE.get(owner.type)
        if _YEAR.search(bare) or self._is_office(bare) or _GOVERNMENTS.search(bare):
            return None
        by_head = self._by_head(bare)
        if by_head is not None:
            return by_head
        if self._holds("left_out", bare) or " in " in bare or bare.startswith("List of"):
            return None
        if self._holds("either", bare):
            return TitleClass.UNKNOWN
        if "," in bare or self._holds("place_heads", bare):
            return TitleClass.PLACE
        if _CONCEPT.search(bare) or self._is_people(bare):
            return None
        return self._by_context(contexts)

    def _is_people(self, name: str) -> bool:
        """Is it a demonym ("Kenyans")?"""
        senses = self._gazetteer.lookup(name)
        return bool(senses) and all(sense.kind == "demonym" for sense in senses)

    def _by_head(self, name: str) -> TitleClass | None:
        """The class by the head of a name or by its last word ("Islamic Republic News Agency")."""
        first = _TAIL.split(name, maxsplit=1)[0]
        for part in (first, name):
            word = (_WORD.findall(part) or [""])[-1]
            small = word.casefold()
            proper = word[:1].isupper() or small in self._words["small_heads"]
            if small in self._words["organization_heads"] and proper:
                return TitleClass.ORGANIZATION
        if self._holds("chambers", name):
            return TitleClass.ORGANIZATION
        head = (_words(first) or [""])[-1]
        return TitleClass.PLACE if head in self._words["place_heads"] else None

    def _is_office(self, name: str) -> bool:
        """Does a title or a surface name an office ("Prime Minister of Chad")?"""
        first = _TAIL.split(name, maxsplit=1)[0]
        return (_words(first) or [""])[-1].removesuffix("s") in self._words["offices"]

    def _holds(self, listed: str, text: str) -> bool:
        return not self._words[listed].isdisjoint(_words(text))

    def _by_context(self, contexts: Iterable[str]) -> TitleClass:
        votes: Counter[TitleClass] = Counter()
        for before in contexts:
            words = [word.casefold() for word in _WORD.findall(before)[-1:]]
            if before.rstrip().endswith((",", ".", ";", ":")) or not words:
                continue
            if words[0] in self._roles:
                votes[TitleClass.PERSON] += 1
            elif words[0] in self._words["locatives"]:
                votes[TitleClass.PLACE] += 1
        if not votes:
            return TitleClass.UNKNOWN
        return max(sorted(votes), key=lambda kind: votes[kind])


def _lists() -> dict[str, list[str]]:
    """Read the word lists.

    Raises:
        DataError: the file is broken.
    """
    raw = read_yaml(_WORDS)
    if not isinstance(raw, dict):
        raise DataError(f"{_WORDS}: must map names to lists of words")
    return raw


def capitalized(word: str) -> bool:
    """Has a word, or one of its parts ("al-Bab"), a capital letter in front?"""
    return any(part[:1].isupper() for part in word.split("-"))


def _words(name: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(name)]
