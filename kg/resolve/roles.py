"""Find who is meant by an official's noun.

Comes in: the named entities of a sentence. Goes out: further mentions: "the Russian defense
chief", "the minister" denote the person who holds that office in this document.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.lexicon import Lexicon
from kg.model import EntityType
from kg.resolve.candidate import Candidate
from kg.resolve.clusters import Named
from kg.resolve.registry import Draft, Registry
from kg.resolve.titles import Title, phrase_at
from kg.syntax import Tree

__all__ = ["Holder", "content_words", "holder_of", "own_state", "role_phrases"]


_SAME_OFFICE = {
    "chief": "minister",
    "secretary": "minister",
    "head": "minister",
    "defence": "defense",
    "spokeswoman": "spokesperson",
    "spokesman": "spokesperson",
    "premier": "prime minister",
    "advisor": "adviser",
    "envoy": "ambassador",
}


@dataclass(frozen=True, slots=True)
class Holder:
    """A person with the title that the document gives."""

    person: Draft
    title: Title
    owner: Draft | None
    sentence: int
    name: Candidate


def own_state(draft: Draft, registry: Registry) -> Draft | None:
    """The state that an entity is or stands for."""
    if draft.type is EntityType.STATE:
        return draft
    if draft.represents is None or draft.represents not in registry.gazetteer.entries:
        return None
    return registry.from_gazetteer(draft.represents)


def role_phrases(
    tree: Tree,
    named: Sequence[Named],
    taken: set[int],
    *,
    lexicon: Lexicon,
) -> list[tuple[int, int, Title]]:
    """Title phrases that stand without a name: token range and title."""
    tokens = tree.tokens
    candidates = [c for c, _, _ in named]
    found: list[tuple[int, int, Title]] = []
    for i, token in enumerate(tokens):
        if i in taken or token.lower not in lexicon.title_heads or token.pos == "VERB":
            continue
        if i + 1 < len(tokens) and tokens[i + 1].lower in lexicon.title_heads:
            continue
        first = i
        while (
            first > 0
            and tokens[first - 1].lower in lexicon.title_words
            and (first - 1 not in taken)
            and tokens[first - 1].lower not in ("the", "and", "of", "for", "in", "to")
        ):
            first -= 1
        begin = first
        owner_end = first - 1 if first > 0 and tokens[first - 1].text in ("'s", "'") else first
        owner = next((c for c in candidates if c.last == owner_end), None)
        if owner is not None:
            begin = owner.first
        title = phrase_at(tree, candidates, begin, lexicon=lexicon)
        if title is not None and title.first <= i < title.last:
            found.append((title.first, title.last, title))
    return found


def holder_of(
    title: Title, owner: Draft | None, holders: Sequence[Holder], *, sentence: int
) -> Draft | None:
    """The person whom a title phrase means, if the document leaves no doubt.

    With a polity named, the person of that polity with the same office; without, the person
    with that office spoken of last before (or the only one in the document).
    """
    wanted = content_words(title.words)
    fits = [h for h in holders if _same_office(wanted, title, h)]
    if owner is not None:
        fits = [
            h
            for h in fits
            if h.owner is not None
            and (
                h.owner.key == owner.key
                or h.owner.represents == owner.key
                or h.person.represents == owner.key
            )
        ]
    else:
        # a bare "the minister" points back
        fits = [h for h in fits if h.sentence <= sentence]
    persons = {h.person.key: h.person for h in fits}
    if len(persons) == 1:
        return next(iter(persons.values()))
    if owner is None and fits:
        return max(fits, key=lambda h: h.sentence).person
    return None


def _same_office(wanted: frozenset[str], title: Title, holder: Holder) -> bool:
    have = content_words(holder.title.words)
    if title.relation != holder.title.relation and title.relation != "holdsPosition":
        return False
    if title.relation == holder.title.relation and title.relation in (
        "headOfState",
        "headOfGovernment",
    ):
        return True
    return bool(wanted) and wanted <= have


def content_words(words: str) -> frozenset[str]:
    """The words that tell offices apart, spelling and near-synonyms made one."""
    kept = [w for w in words.split() if w not in ("the", "of", "for", "and", "in", "-", "to")]
    text = " ".join(_SAME_OFFICE.get(w, w) for w in kept)
    return frozenset(text.split())
