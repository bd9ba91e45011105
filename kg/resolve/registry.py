"""Entities of one document while they are being found.

Comes in: names one after the other. Goes out: frozen `Entity`s whose label is the
gazetteer's, else the fullest name that the text uses ("Kim Jong Un", not "Kim").
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from kg.gazetteer import Gazetteer
from kg.model import Entity, EntityType

__all__ = ["Draft", "Registry"]


@dataclass(slots=True)
class Draft:
    """An entity under construction."""

    key: str
    label: str
    type: EntityType
    represents: str | None = None
    wikidata: str | None = None
    affiliation: str | None = None
    """Key of the organization or armed group that a person speaks for."""
    forms: set[str] = field(default_factory=set)
    nouns: set[str] = field(default_factory=set)
    """Common nouns that describe it ("company")."""
    known: bool = False
    """Does the gazetteer know it?"""
    since: int | None = None
    """Index of the first sentence that names it."""

    def seen(self, sentence: int) -> None:
        """Take note that a sentence names it."""
        self.since = sentence if self.since is None else min(self.since, sentence)

    @property
    def head_nouns(self) -> frozenset[str]:
        """The nouns that say what it is in its names: "court" of "Supreme Court of Ghana"."""
        heads = set()
        for form in (self.label, *self.forms):
            words = form.lower().replace("'s", "").split()
            for stop in ("of", "for"):
                if stop in words[1:]:
                    words = words[: words.index(stop)]
            heads.update(words[-1:])
        return frozenset(heads)


class Registry:
    """The document's entities by key."""

    def __init__(self, gazetteer: Gazetteer, *, day: dt.date | None = None) -> None:
        self.gazetteer = gazetteer
        self.day = day
        """The document's date: who is in office then stands for the state."""
        self.drafts: dict[str, Draft] = {}

    def from_gazetteer(self, key: str) -> Draft:
        """The entity that the gazetteer knows as `key`, entered at its first mention."""
        draft = self.drafts.get(key)
        if draft is None:
            entry = self.gazetteer.entries[key]
            represents = self.gazetteer.represented(key, self.day)
            draft = Draft(key, entry.label, entry.type, represents, entry.wikidata, known=True)
            self.drafts[key] = draft
        return draft

    def new(self, kind: EntityType, label: str, *, scope: str = "") -> Draft:
        """The entity of class `kind` named `label`, which the gazetteer does not know.

        `scope` keeps apart what a label does not identify ("protesters" of two documents).
        """
        key = f"{kind.value}/{label}" + (f"/{scope}" if scope else "")
        draft = self.drafts.get(key)
        if draft is None:
            draft = self.drafts[key] = Draft(key, label, kind)
        return draft

    def estrange(self, key: str, state: str) -> Draft:
        """Make of a known person a namesake who stands for another state, wherever it is."""
        draft = self.drafts.pop(key)
        label = max(draft.forms, key=lambda form: (len(form.split()), form), default=draft.label)
        draft.key, draft.label = f"{draft.type.value}/{label}", label
        draft.known, draft.wikidata, draft.represents = False, None, state
        self.drafts[draft.key] = draft
        return draft

    def entities(self) -> dict[str, Entity]:
        """All entities, frozen, sorted by key."""
        return {
            key: Entity(
                key=key,
                label=draft.label,
                type=draft.type,
                aliases=frozenset(draft.forms - {draft.label}),
                represents=draft.represents,
                wikidata=draft.wikidata,
                wikipedia=self.gazetteer.entries[key].wikipedia if draft.known else None,
            )
            for key, draft in sorted(self.drafts.items())
        }
