"""Whom a surname means, by what the document has said before.

Comes in: the names of a document in the order of the text. Goes out: the person of each: "Trump"
is the one whom the gazetteer means, until the text speaks of another Trump in full and of him
not yet; "Minister Kim" is the Kim who was called minister.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.lexicon import Lexicon
from kg.model import EntityType
from kg.resolve.candidate import Candidate
from kg.resolve.registry import Draft, Registry
from kg.syntax import Tree

__all__ = ["Spoken"]


class Spoken:
    """Who has been spoken of so far, and how."""

    def __init__(self, registry: Registry, lexicon: Lexicon) -> None:
        """Begin a document."""
        self._registry = registry
        self._offices = lexicon.title_heads
        self._titles = lexicon.title_heads | lexicon["honorifics"]
        self._last: dict[str, Draft] = {}
        """Persons by key, the one spoken of last at the end."""
        self._famous: set[str] = set()
        """Keys of those whom a bare surname meant."""
        self._called: dict[str, set[str]] = {}

    def choose(self, tree: Tree, c: Candidate, found: Sequence[Draft]) -> Draft:
        """The person whom the name means, of those in the document who may bear it.

        Args:
            tree: the sentence.
            c: the name.
            found: the persons of the document whose names end or begin in it.
        """
        draft = self._choose(tree, c, found)
        self._last.pop(draft.key, None)
        self._last[draft.key] = draft
        self._called.setdefault(draft.key, set()).add(self._title(tree, c))
        return draft

    def _choose(self, tree: Tree, c: Candidate, found: Sequence[Draft]) -> Draft:
        if " " in c.surface:
            return found[0]
        gazetteer = self._registry.gazetteer
        famous = self._registry.from_gazetteer(c.senses[0].key) if c.senses else None
        options = [*found]
        if famous is not None and famous not in options:
            options.append(famous)
        seen = [draft for draft in options if draft.key in self._last]
        title = self._title(tree, c)
        if title:
            called = [draft for draft in seen if title in self._called[draft.key]]
            if len(called) == 1:
                return called[0]
            posts = gazetteer.posts(famous.key, self._registry.day) if famous is not None else ()
            if famous is not None and any(title in post.office.split() for post in posts):
                return famous
        if famous is not None and (not seen or famous.key in self._famous):
            self._famous.add(famous.key)
            return famous
        if len(options) == 1:
            stranger = title in self._offices and self._is_known_otherwise(options[0], title)
            return self._registry.new(EntityType.PERSON, c.surface) if stranger else options[0]
        leaders = [draft for draft in seen if self._leads(draft)]
        if len(leaders) == 1 and not title:
            return leaders[0]
        if seen:
            return max(seen, key=lambda draft: list(self._last).index(draft.key))
        return self._registry.new(EntityType.PERSON, c.surface)  # several follow: nobody yet

    def _is_known_otherwise(self, draft: Draft, title: str) -> bool:
        """Does the gazetteer know the person, but in no office of this title?"""
        if not draft.known or title in self._called.get(draft.key, ()):
            return False
        offices = self._registry.gazetteer.offices_of(draft.key)
        return not any(title in post.office.split() for post in offices)

    def _title(self, tree: Tree, c: Candidate) -> str:
        """The title right before the name, if there is one."""
        before = tree.tokens[c.first - 1].lower if c.first > 0 else ""
        return before if before in self._titles else ""

    def _leads(self, draft: Draft) -> bool:
        """Does the gazetteer know the person at the head of a state on the document's day?"""
        posts = self._registry.gazetteer.posts(draft.key, self._registry.day) if draft.known else ()
        return any(post.relation in ("headOfState", "headOfGovernment") for post in posts)
