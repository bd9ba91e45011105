"""Plain views of what the resolver found, for assertions; and the documents to resolve."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Protocol

from kg.model import Document, Entity, ResolvedDocument, Span


def document(text: str, dateline: str | None = None) -> Document:
    """A document whose lines are its paragraphs."""
    paragraphs: list[Span] = []
    start = 0
    for line in text.split("\n"):
        paragraphs.append(Span(start, start + len(line)))
        start += len(line) + 1
    identity = hashlib.sha256(text.encode()).hexdigest()[:16]
    return Document(identity, text, ("text",), tuple(paragraphs), dateline=dateline)


@dataclass(frozen=True, slots=True)
class Reading:
    """A resolved document, asked by the words of its text."""

    resolved: ResolvedDocument

    @property
    def text(self) -> str:
        return self.resolved.annotated.document.text

    @property
    def home(self) -> str | None:
        return self.resolved.home

    def mentions(self, words: str, number: int = 1) -> set[tuple[str, str]]:
        """(entity's key, kind) of the mentions that are exactly the n-th of these words."""
        start = -1
        for _ in range(number):
            start = self.text.index(words, start + 1)
        return {
            (m.entity, m.kind)
            for m in self.resolved.mentions
            if (m.start, m.end) == (start, start + len(words))
        }

    def who(self, words: str, number: int = 1) -> set[str]:
        """Keys of the entities that the n-th of these words denote."""
        return {key for key, _ in self.mentions(words, number)}

    def entity(self, key: str) -> Entity:
        return self.resolved.entities[key]

    def offices(self) -> set[tuple[str, str, str]]:
        """(relation, holder, polity) of the offices that titles give."""
        return {(r.type, r.subject, r.object) for r, _, _ in self.resolved.offices}

    def office_words(self) -> dict[str, str | None]:
        """Holder -> the words of the title."""
        return {r.subject: r.office for r, _, _ in self.resolved.offices}


class Read(Protocol):
    """What the fixture `read` is."""

    def __call__(self, text: str, dateline: str | None = None) -> Reading: ...
