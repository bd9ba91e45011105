"""A sentence's tree while it is mended.

Comes in: a parsed `Sentence`, and what is known to be wrong in its tree: the members of one list,
or a noun that is the main verb. Goes out: the sentence with the tree as it should be: "Ardonian
police arrest nine men" with "arrest" as its root, "police" as its subject and "men" its object.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence

from kg.model import Mention, Sentence, Token

__all__ = ["NOMINAL", "OBJECT_START", "DraftTree"]

NOMINAL = frozenset({"NOUN", "PROPN"})
_ROLES = frozenset(
    {"nsubj", "nsubjpass", "dobj", "pobj", "poss", "compound", "nmod", "appos", "dative"}
)
# What stands inside a noun phrase, and what stands beside it in its clause.
_INSIDE = frozenset({"amod", "compound", "nmod", "det", "poss", "nummod", "conj"})
_CLAUSE_LEVEL = frozenset({"prep", "advcl", "punct", "acl", "cc", "conj"})
# What can begin the object of a verb.
OBJECT_START = frozenset({"DT", "PRP$", "CD", "JJ", "JJR", "JJS", "NN", "NNS", "NNP", "NNPS", "$"})


class DraftTree:
    """A sentence's tree while it is mended."""

    def __init__(self, sentence: Sentence) -> None:
        self._sentence = sentence
        self.tokens = sentence.tokens
        self.head = [t.head for t in sentence.tokens]
        self.dep = [t.dep for t in sentence.tokens]
        self.pos = [t.pos for t in sentence.tokens]
        self.tag = [t.tag for t in sentence.tokens]
        self.lemma = [t.lemma for t in sentence.tokens]

    def sentence(self) -> Sentence:
        """The sentence with the tree as it is now."""
        return dataclasses.replace(
            self._sentence, tokens=tuple(self._token(t) for t in self.tokens)
        )

    def _token(self, t: Token) -> Token:
        i = t.i
        new = (self.head[i], self.dep[i], self.pos[i], self.tag[i], self.lemma[i])
        if new == (t.head, t.dep, t.pos, t.tag, t.lemma):
            return t
        head, dep, pos, tag, lemma = new
        return dataclasses.replace(t, head=head, dep=dep, pos=pos, tag=tag, lemma=lemma)

    def below(self, i: int, *deps: str) -> list[int]:
        """The children of token `i` with one of these relations."""
        return [
            c for c, head in enumerate(self.head) if head == i and c != i and self.dep[c] in deps
        ]

    def span(self, i: int) -> set[int]:
        """Token `i` and all below it."""
        found = {i}
        while more := {c for c, head in enumerate(self.head) if head in found} - found:
            found |= more
        return found

    def clause_of(self, i: int) -> int:
        """The verb under which token `i` stands; the root if no verb is above it."""
        while self.head[i] != i:
            i = self.head[i]
            if self.pos[i] in ("VERB", "AUX"):
                break
        return i

    def replace(self, old: int, new: int, dep: str) -> None:
        """Let a token below `old` take its place; `old` hangs on it by `dep`."""
        root = self.head[old] == old
        self.head[new], self.dep[new] = new if root else self.head[old], self.dep[old]
        for c, head in enumerate(self.head):
            if head == old and c not in (old, new):
                self.head[c] = new
        self.head[old], self.dep[old] = new, dep

    def top(self, first: int, last: int) -> int:
        """The token of a range whose head lies outside."""
        outside = [
            i for i in range(first, last) if not first <= self.head[i] < last or self.head[i] == i
        ]
        nominal = [i for i in outside if self.pos[i] in NOMINAL]
        return (nominal or outside or [last - 1])[-1]

    def join(self, series: Sequence[Mention]) -> bool:
        """Make the members of a list conjuncts of the first; True if the tree changed."""
        heads = [self._member(m) for m in series]
        if any(self.tokens[m.last].lower in ("'s", "'") for m in series[:-1]):
            return False
        first = heads[0]
        if self._joined(heads):
            return False
        roles = [
            h
            for h in heads
            if self.dep[h] in _ROLES and self.dep[h] not in ("appos",) and self.head[h] not in heads
        ]
        if not roles:
            return False
        carrier = next((h for h in roles if self.dep[h] in ("nsubj", "nsubjpass")), roles[0])
        dep, governor = self.dep[carrier], self.head[carrier]
        if self.head[first] == first or self.head[governor] == first:
            self._move(first, governor)
        elif self._under(governor, first):
            return False
        self.head[first], self.dep[first] = governor, dep
        for one in heads[1:]:
            self.head[one], self.dep[one] = first, "conj"
        return True

    def _joined(self, heads: Sequence[int]) -> bool:
        """Is every later member reached from the first by coordination already?"""
        for h in heads[1:]:
            node = h
            for _ in heads:
                if node == heads[0]:
                    break
                if self.dep[node] != "conj":
                    return False
                node = self.head[node]
            if node != heads[0]:
                return False
        return True

    def _member(self, mention: Mention) -> int:
        """The head of a name, or of the title before it that has the role."""
        head = self.top(mention.first, mention.last)
        above = self.head[head]
        if self.dep[head] == "appos" and above < mention.first and self.pos[above] in NOMINAL:
            between = self.tokens[above + 1 : mention.first]
            if all(t.pos in ("ADJ", "NOUN", "PROPN") for t in between):
                return above
        return head

    def _under(self, node: int, above: int) -> bool:
        for _ in self.tokens:
            if node == above:
                return True
            if self.head[node] == node:
                return False
            node = self.head[node]
        return False

    def _move(self, root: int, verb: int) -> None:
        """Let the verb take the place of a list's first member in the tree."""
        dep, above = self.dep[root], self.head[root]
        self.dep[verb] = dep
        self.head[verb] = verb if above == root else above

    def make_root(self, verb: int, verbs: Mapping[str, str]) -> None:
        """Make the noun at `verb` the main verb, what stands before it its subject."""
        token = self.tokens[verb]
        root = next(i for i, h in enumerate(self.head) if h == i)
        third = token.lower in verbs and token.lower not in verbs.values()
        before = self._before(verb)
        if self.dep[verb] == "pobj" and before is not None:
            # "the court of Ardonia sentences X": the name before is what the preposition has
            self.head[before], self.dep[before] = self.head[verb], "pobj"
            before = self._climb(before, verb)
        self.pos[verb], self.tag[verb] = "VERB", "VBZ" if third else "VBP"
        self.lemma[verb] = verbs.get(token.lower, token.lower)
        self.head[verb], self.dep[verb] = verb, "ROOT"
        if before is not None:
            self.head[before], self.dep[before] = verb, "nsubj"
        if before is not None:
            for i in range(verb):
                if self.head[i] == verb and i != before and self.dep[i] in _INSIDE:
                    self.head[i] = before
        self._object(verb, before, root)

    def _before(self, verb: int) -> int | None:
        """The head of the noun phrase right before the verb."""
        i = verb - 1
        while i > 0 and self.pos[i] == "ADV":
            i -= 1
        subject = next(
            (j for j in range(verb) if self.head[j] == verb and self.dep[j] == "nsubj"), None
        )
        if subject is not None:
            return subject
        return self._climb(i, verb) if self.pos[i] in NOMINAL else None

    def _climb(self, i: int, verb: int) -> int:
        for _ in range(verb):
            above = self.head[i]
            if above >= verb or above == i:
                return i
            i = above
        return i

    def _object(self, verb: int, before: int | None, root: int) -> None:
        """Give the verb the noun phrase after it for an object, and what hung on the old root."""
        target = next(
            (
                j
                for j in range(verb + 1, len(self.tokens))
                if self.head[j] == verb
                and self.dep[j] in ("appos", "dobj")
                and self.pos[j] in NOMINAL
            ),
            None,
        )
        if target is None and root > verb and self.pos[root] in NOMINAL:
            target = root
        if target is None and self.tokens[verb + 1].tag in OBJECT_START:
            target = self._phrase_after(verb)
        if target is not None:
            clause = self.head[target]
            if self.dep[target] == "nsubj" and self.tag[clause] in ("VBD", "VBN"):
                # "arrest nine men linked to a gang": the participle describes the object
                self.head[clause], self.dep[clause] = target, "acl"
            self.head[target], self.dep[target] = verb, "dobj"
        for i in range(len(self.tokens)):
            if self.head[i] != root or i in (root, verb, target, before) or root == verb:
                continue
            if root == target:
                moves = i > verb and self.dep[i] in ("punct", "advcl")
            elif root == before:
                moves = i > verb and self.dep[i] in _CLAUSE_LEVEL
            else:
                moves = True
            if moves:
                self.head[i] = verb
        if root not in (verb, target, before) and self.head[root] == root:
            self.head[root] = verb

    def _phrase_after(self, verb: int) -> int | None:
        """The head of the noun phrase that begins right after the verb."""
        i = verb + 1
        while i < len(self.tokens) and self.pos[i] not in NOMINAL:
            if self.pos[i] in ("VERB", "AUX", "ADP") or self.tokens[i].text == ",":
                return None
            i += 1
        if i == len(self.tokens):
            return None
        while (
            self.head[i] > i
            and self.pos[self.head[i]] in NOMINAL
            and self.dep[i] in ("compound", "nmod", "amod", "poss")
        ):
            i = self.head[i]
        return i
