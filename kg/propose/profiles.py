"""What a dataset knows of each entity that helps to tell who is who.

A dataset and the gazetteer come in, `Profile`s go out: names, states, posts and documents of
"Volodymyr Koval", and of those whom the gazetteer knows.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field

from kg.consolidate import Side, note_tie
from kg.entry import Entry
from kg.gazetteer import Gazetteer
from kg.model import Dataset, Document, Entity, EntityType, Mention, Relation

__all__ = ["Profile", "Quotes", "profiles_of"]

_UNNAMED = (EntityType.GROUP, EntityType.OFFICE, EntityType.WEAPON)
_LONGEST = 240
"""Characters of a quoted sentence."""
_END = re.compile(r"[.!?][\"'”’)]*\s")


@dataclass(slots=True)
class Profile:
    """One entity: `sides` is what each document says of it, by the document's id.

    `known` tells whether the gazetteer has it; it may then be in no document at all.
    """

    key: str
    label: str
    type: EntityType
    names: tuple[str, ...]
    known: bool
    state: str | None = None
    sides: dict[str, Side] = field(default_factory=dict)
    documents: set[str] = field(default_factory=set)
    company: set[str] = field(default_factory=set)
    """Keys of who and what else its documents name, states and outlets left out."""

    @property
    def states(self) -> set[str]:
        """Keys of the states that it belongs to."""
        told = {state for side in self.sides.values() for state in side.states}
        return told | ({self.state} if self.state is not None else set())

    @property
    def offices(self) -> set[str]:
        """Words for its posts."""
        return {office for side in self.sides.values() for office in side.offices}


def profiles_of(dataset: Dataset, gazetteer: Gazetteer) -> dict[str, Profile]:
    """Return the profile of each entity with a name, and of all that the gazetteer knows."""
    entities = dataset.entities
    profiles = {
        key: _of_entity(entity, gazetteer.entries.get(key))
        for key, entity in entities.items()
        if entity.type not in _UNNAMED
    }
    for key, entry in gazetteer.entries.items():
        if key not in profiles:
            profiles[key] = _of_entry(entry)
    around = {document: {m.entity for m in ms} for document, ms in dataset.mentions.items()}
    plain = (EntityType.STATE, EntityType.NEWS_MEDIA)
    telling = {key for key, entity in entities.items() if entity.type not in plain}
    for document, keys in around.items():
        for key in keys & profiles.keys():
            profiles[key].documents.add(document)
            profiles[key].company |= (keys & telling) - {key}
    for _, claim, _ in dataset.claims:
        if isinstance(claim.about, Relation) and claim.about.subject in profiles:
            sides = profiles[claim.about.subject].sides
            note_tie(sides.setdefault(claim.document, Side()), claim, entities)
    return profiles


def _of_entity(entity: Entity, entry: Entry | None) -> Profile:
    names = dict.fromkeys((entity.label, *sorted(entity.aliases)))
    return Profile(
        key=entity.key,
        label=entity.label,
        type=entity.type,
        names=tuple(names) if entry is None else entry.names,
        known=entry is not None,
        state=entity.represents if entry is None else _state(entry),
    )


def _of_entry(entry: Entry) -> Profile:
    return Profile(entry.key, entry.label, entry.type, entry.names, True, _state(entry))


def _state(entry: Entry) -> str | None:
    return entry.key if entry.type is EntityType.STATE else entry.state


class Quotes:
    """Finds a sentence that names an entity."""

    def __init__(self, dataset: Dataset) -> None:
        self._documents = {document.id: document for document in dataset.documents}
        self._mentions: dict[str, list[tuple[Document, Mention]]] = defaultdict(list)
        for identity, mentions in dataset.mentions.items():
            for mention in mentions:
                self._mentions[mention.entity].append((self._documents[identity], mention))
        self._evidence: dict[str, set[tuple[int, int]]] = defaultdict(set)
        for _, claim, _ in dataset.claims:
            evidence = claim.evidence
            self._evidence[claim.document].add((evidence.start, evidence.end))

    def about(self, key: str, *, within: Collection[str] | None = None) -> str | None:
        """Quote a sentence about the entity, of the earliest document that has its name.

        Args:
            key: of the entity.
            within: ids of the documents to look at; None for all.
        """
        found = min(
            (
                (m.kind != "name", str(d.date or "9"), d.id, m.start, m.end)
                for d, m in self._mentions[key]
                if within is None or d.id in within
            ),
            default=None,
        )
        if found is None:
            return None
        *_, identity, start, end = found
        text = self._documents[identity].text
        spans = [(a, b) for a, b in self._evidence[identity] if a <= start and end <= b]
        first, last = min(spans) if spans else self._sentence(identity, start, end)
        quote = " ".join(text[first:last].split())
        return quote if len(quote) <= _LONGEST else f"{quote[: _LONGEST - 1]}…"

    def _sentence(self, identity: str, start: int, end: int) -> tuple[int, int]:
        """Where the sentence around a name begins and ends, as far as full stops tell."""
        document = self._documents[identity]
        around = [p for p in document.paragraphs if p.start <= start < p.end]
        first, last = (around[0].start, around[0].end) if around else (0, len(document.text))
        begin = max((m.end() for m in _END.finditer(document.text, first, start)), default=first)
        stop = next((m.end() for m in _END.finditer(document.text, end, last)), last)
        return begin, stop
