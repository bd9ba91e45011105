"""Mend what parsers get wrong in the same way again and again in news.

Comes in: a parsed `Sentence`, the names that stand in it, the verbs that the frames know. Goes
out: the sentence with a tree that the reader of predications can trust, or the same sentence.
Two mistakes are mended:

- a headline's verb read as a noun ("The court sentences the writer to two years", "Ardonian
  police arrest nine men"), where the sentence has no other main verb;
- a list of names torn apart ("Ardonia, Belmark, and Corvania withdraw from the league"), whose
  first member then carries the role of all.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence

from kg.lexicon import Lexicon
from kg.model import EntityType, Mention, Sentence, Token

__all__ = ["mended", "verb_forms"]

_NOMINAL = frozenset({"NOUN", "PROPN"})
_PLURAL = frozenset({"NNS", "NNPS"})
_ROLES = frozenset(
    {"nsubj", "nsubjpass", "dobj", "pobj", "poss", "compound", "nmod", "appos", "dative"}
)
# What stands inside a noun phrase, and what stands beside it in its clause.
_INSIDE = frozenset({"amod", "compound", "nmod", "det", "poss", "nummod", "conj"})
_CLAUSE_LEVEL = frozenset({"prep", "advcl", "punct", "acl", "cc", "conj"})
# What may stand between two members of a list.
_JOINTS = frozenset({",", "and", "&", "the", "as", "well"})
_AND = frozenset({"and", "&"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
# What may come right after a verb in the third person.
_AFTER_VERB = frozenset({"far", "at", "to", "that", "near", "unanimously", "outside"})
# What can begin the object of a verb.
_OBJECT_START = frozenset({"DT", "PRP$", "CD", "JJ", "JJR", "JJS", "NN", "NNS", "NNP", "NNPS", "$"})
_BODIES = frozenset(
    {
        EntityType.STATE,
        EntityType.GOVERNMENT_BODY,
        EntityType.MILITARY_FORCE,
        EntityType.ARMED_GROUP,
        EntityType.ORGANIZATION,
        EntityType.NEWS_MEDIA,
    }
)


def verb_forms(lemmas: Sequence[str]) -> dict[str, str]:
    """The third person of each verb -> its lemma ("sentences" -> "sentence")."""
    forms: dict[str, str] = {}
    for lemma in lemmas:
        if not lemma.isalpha():
            continue
        if lemma.endswith(("s", "sh", "ch", "x", "z", "o")):
            form = lemma + "es"
        elif lemma.endswith("y") and lemma[-2:-1] not in ("a", "e", "o", "u"):
            form = lemma[:-1] + "ies"
        else:
            form = lemma + "s"
        forms.setdefault(form, lemma)
    return forms


def mended(
    sentence: Sentence,
    mentions: Sequence[Mention],
    types: Mapping[str, EntityType],
    *,
    verbs: Mapping[str, str],
    nouns: frozenset[str],
    lexicon: Lexicon,
) -> Sentence:
    """Return the sentence with a mended tree.

    Args:
        sentence: as the parser left it.
        mentions: what the sentence names.
        types: class of each entity.
        verbs: third person -> lemma of the verbs that may be read as nouns.
        nouns: event nouns: "strikes on Ardonia" is no clause.
        lexicon: word lists; its titles may stand before the names of a list.
    """
    tree = _Draft(sentence)
    named = sorted((m for m in mentions if m.kind in ("name", "metonym")), key=lambda m: m.first)
    changed = False
    for series in _series(tree, named, types, lexicon):
        changed |= tree.join(series)
    verb = _hidden_verb(tree, named, verbs, nouns)
    if verb is not None:
        tree.make_root(verb, verbs)
        changed = True
    elif (found := _hidden_subject(tree)) is not None:
        root, subject = found
        tree.head[subject], tree.dep[subject] = root, "nsubj"
        for i in range(subject + 1, root):
            if tree.dep[i] in _SUBJECTS and tree.head[i] == root:
                tree.dep[i] = "dep"
        changed = True
    return tree.sentence() if changed else sentence


# -- lists of names --------------------------------------------------------------------------


def _series(
    tree: _Draft, named: Sequence[Mention], types: Mapping[str, EntityType], lexicon: Lexicon
) -> list[list[Mention]]:
    """Runs of names of one kind with commas and an "and" before the last."""
    found: list[list[Mention]] = []
    run: list[Mention] = []
    closed = False
    for mention in named:
        if run and not closed:
            between = [tree.tokens[i].lower for i in range(run[-1].last, mention.first)]
            joint = _is_joint(between, tree, run[-1].last, lexicon, types[mention.entity])
            if joint and _kind(types[run[-1].entity]) == _kind(types[mention.entity]):
                run.append(mention)
                if _AND & set(between):
                    found.append(run)
                    closed = True
                continue
        run, closed = [mention], False
    return [r for r in found if len(r) > 2 or _kind(types[r[0].entity]) == "person"]


def _kind(kind: EntityType) -> str:
    return "body" if kind in _BODIES else kind.value.lower()


def _is_joint(
    between: Sequence[str], tree: _Draft, start: int, lexicon: Lexicon, kind: EntityType
) -> bool:
    if not between or between[0] not in (",", "and", "&", "as"):
        return False
    for offset, word in enumerate(between):
        if word in _JOINTS:
            continue
        title = word in lexicon.title_heads or word in lexicon.title_words
        demonym = tree.tokens[start + offset].text[:1].isupper()
        if kind is not EntityType.PERSON or not (title or demonym):
            return False
    return True


# -- verbs read as nouns ---------------------------------------------------------------------


def _hidden_verb(
    tree: _Draft, named: Sequence[Mention], verbs: Mapping[str, str], nouns: frozenset[str]
) -> int | None:
    """The noun that is the main verb of a sentence without one."""
    root = next((t.i for t in tree.tokens if t.head == t.i), None)
    if root is None or tree.pos[root] in ("VERB", "AUX"):
        return None
    inside = {i for m in named for i in range(m.first, m.last)}
    bases = set(verbs.values())
    for token in tree.tokens[1:-1]:
        i = token.i
        if token.pos in ("VERB", "AUX"):
            if token.dep in ("acl", "relcl", "amod"):
                continue  # it describes the noun before it
            return None  # a clause of its own comes first
        if token.pos not in _NOMINAL and not (token.pos == "ADJ" and i == root):
            continue
        if i in inside or not token.text.islower():
            continue
        before, after = tree.tokens[i - 1], tree.tokens[i + 1]
        if before.pos not in ("NOUN", "PROPN", "ADV") or before.text in ('"', ","):
            continue
        if token.lower in verbs and verbs[token.lower] != token.lower:
            if after.tag in _OBJECT_START or after.lower in _AFTER_VERB:
                return i
            if after.pos in ("ADP", "ADV") and verbs[token.lower] not in nouns:
                return i
        elif (
            token.lower in bases
            and (i == root or after.lower in ("to", "that"))
            and (before.tag in _PLURAL or before.lower == "police" or _is_plural(tree, i))
            and (after.tag in _OBJECT_START or after.lower == "that" or token.lower not in nouns)
        ):
            return i
    return None


def _hidden_subject(tree: _Draft) -> tuple[int, int] | None:
    """The main verb and the name before it that parsers take for a part of it.

    "Vice president Vale issues a statement", "Vale re-designates the movement".
    """
    root = next((t.i for t in tree.tokens if t.head == t.i), None)
    if root is None or tree.pos[root] != "VERB" or tree.tag[root] not in ("VBZ", "VBP", "VBD"):
        return None
    subjects = [i for i in range(root) if tree.head[i] == root and tree.dep[i] in _SUBJECTS]
    if any(tree.tokens[i].lower not in ("re", "-", "co") for i in subjects):
        return None
    left = min([root, *subjects])
    for i in range(left - 1, -1, -1):
        if tree.head[i] in (root, *subjects) and tree.pos[i] in _NOMINAL:
            return (root, i) if tree.dep[i] in ("compound", "nmod", "amod") else None
        if tree.pos[i] not in ("ADV", "PROPN", "NOUN"):
            return None
    return None


def _is_plural(tree: _Draft, i: int) -> bool:
    """Does a coordination stand before token `i` ("A and B meet")?"""
    return any(t.lower in _AND for t in tree.tokens[:i])


class _Draft:
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

    def top(self, first: int, last: int) -> int:
        """The token of a range whose head lies outside."""
        outside = [
            i for i in range(first, last) if not first <= self.head[i] < last or self.head[i] == i
        ]
        nominal = [i for i in outside if self.pos[i] in _NOMINAL]
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
        if self.dep[head] == "appos" and above < mention.first and self.pos[above] in _NOMINAL:
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
        return self._climb(i, verb) if self.pos[i] in _NOMINAL else None

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
                and self.pos[j] in _NOMINAL
            ),
            None,
        )
        if target is None and root > verb and self.pos[root] in _NOMINAL:
            target = root
        if target is None and self.tokens[verb + 1].tag in _OBJECT_START:
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
        while i < len(self.tokens) and self.pos[i] not in _NOMINAL:
            if self.pos[i] in ("VERB", "AUX", "ADP") or self.tokens[i].text == ",":
                return None
            i += 1
        if i == len(self.tokens):
            return None
        while (
            self.head[i] > i
            and self.pos[self.head[i]] in _NOMINAL
            and self.dep[i] in ("compound", "nmod", "amod", "poss")
        ):
            i = self.head[i]
        return i
