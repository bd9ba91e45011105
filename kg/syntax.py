"""The dependency tree of a sentence as integer lists.

Comes in: a `Sentence`. Goes out: a `Tree` that answers in constant time who depends on a
token and how, and how far a phrase reaches. "Kim met Belousov." has the children {0, 2}
under token 1.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.model import Sentence, Token

__all__ = ["COORDINATE", "Tree"]

COORDINATE = frozenset({"conj"})


class Tree:
    """Children, subtrees and coordination of one sentence."""

    __slots__ = ("children", "sentence", "tokens")

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.tokens: tuple[Token, ...] = sentence.tokens
        self.children: list[list[int]] = [[] for _ in sentence.tokens]
        for token in sentence.tokens:
            if token.head != token.i:
                self.children[token.head].append(token.i)

    def child(self, i: int, *deps: str) -> int | None:
        """First child of token `i` with one of these relations."""
        for c in self.children[i]:
            if self.tokens[c].dep in deps:
                return c
        return None

    def all(self, i: int, *deps: str) -> list[int]:
        """All children of token `i` with one of these relations, in order."""
        return [c for c in self.children[i] if self.tokens[c].dep in deps]

    def up(self, i: int) -> Iterator[int]:
        """The heads above token `i`, nearest first."""
        seen = {i}
        while (head := self.tokens[i].head) not in seen:
            yield head
            seen.add(head)
            i = head

    def subtree(self, i: int) -> list[int]:
        """Token `i` and all below it, in text order."""
        found = [i]
        for node in found:
            found.extend(self.children[node])
        return sorted(found)

    def conjuncts(self, i: int) -> list[int]:
        """Token `i` and what is coordinated with it below it ("A, B and C" at A)."""
        found = [i]
        for node in found:
            found.extend(c for c in self.children[node] if self.tokens[c].dep in COORDINATE)
        return found

    def text(self, first: int, last: int) -> str:
        """The words of the token range, with one space wherever the text has a gap."""
        parts: list[str] = []
        for i in range(first, last):
            if i > first and self.tokens[i].start > self.tokens[i - 1].end:
                parts.append(" ")
            parts.append(self.tokens[i].text)
        return "".join(parts)

    def span_head(self, first: int, last: int) -> int:
        """The token of the range whose head lies outside; the last such if several."""
        outside = [i for i in range(first, last) if not first <= self.tokens[i].head < last]
        roots = [i for i in range(first, last) if self.tokens[i].head == i]
        return (outside or roots or [last - 1])[-1]
