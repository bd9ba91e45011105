"""Mend what parsers get wrong in the same way again and again in news.

Comes in: a parsed `Sentence`, the names that stand in it, the verbs that the frames know. Goes
out: the sentence with a tree that the reader of predications can trust, or the same sentence.
Three mistakes are mended:

- a headline's verb read as a noun ("The court sentences the writer to two years", "Ardonian
  police arrest nine men"), where the sentence has no other main verb;
- a list of names torn apart ("Ardonia, Belmark, and Corvania withdraw from the league"), whose
  first member then carries the role of all;
- "…, believed to be a spy" hung on the verb, where it describes the name before the comma.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kg.extract.draft_tree import NOMINAL, OBJECT_START, DraftTree
from kg.extract.misreadings import mend_clauses
from kg.lexicon import Lexicon
from kg.model import EntityType, Mention, Sentence

__all__ = ["mended", "verb_forms"]

_PLURAL = frozenset({"NNS", "NNPS"})
# What may stand between two members of a list.
_JOINTS = frozenset({",", "and", "&", "the", "as", "well"})
_AND = frozenset({"and", "&"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
# What may come right after a verb in the third person.
_AFTER_VERB = frozenset({"far", "at", "to", "that", "near", "unanimously", "outside"})
# What one is "believed to be".
_OPINIONS = frozenset(
    ["believe", "think", "say", "know", "report", "allege", "suspect", "understand", "rumor"]
)
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
    tree = DraftTree(sentence)
    named = sorted((m for m in mentions if m.kind in ("name", "metonym")), key=lambda m: m.first)
    changed = mend_clauses(tree, named, frozenset(verbs.values()), lexicon)
    for series in _series(tree, named, types, lexicon):
        changed |= tree.join(series)
    for mention in mentions:
        if mention.kind == "organ" and tree.pos[mention.last - 1] == "ADJ":
            tree.pos[mention.last - 1] = "NOUN"  # "Ardonia's military bombs a bridge"
    for participle, noun in _believed(tree):
        tree.head[participle], tree.dep[participle] = noun, "acl"
        tree.tag[participle] = "VBN"
        changed = True
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
    tree: DraftTree, named: Sequence[Mention], types: Mapping[str, EntityType], lexicon: Lexicon
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
    between: Sequence[str], tree: DraftTree, start: int, lexicon: Lexicon, kind: EntityType
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
    tree: DraftTree, named: Sequence[Mention], verbs: Mapping[str, str], nouns: frozenset[str]
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
        if token.pos not in NOMINAL and not (token.pos == "ADJ" and i == root):
            continue
        if i in inside or not token.text.islower():
            continue
        before, after = tree.tokens[i - 1], tree.tokens[i + 1]
        if tree.pos[i - 1] not in ("NOUN", "PROPN", "ADV") or before.text in ('"', ","):
            continue
        if token.lower in verbs and verbs[token.lower] != token.lower:
            if after.tag in OBJECT_START or after.lower in _AFTER_VERB:
                return i
            if after.pos in ("ADP", "ADV") and verbs[token.lower] not in nouns:
                return i
        elif (
            token.lower in bases
            and (i == root or after.lower in ("to", "that"))
            and (before.tag in _PLURAL or before.lower == "police" or _is_plural(tree, i))
            and (after.tag in OBJECT_START or after.lower == "that" or token.lower not in nouns)
        ):
            return i
    return None


def _believed(tree: DraftTree) -> Iterator[tuple[int, int]]:
    """ "arrested X, believed to be a spy": who is believed stands before the comma."""
    tokens = tree.tokens
    for token in tokens[2:-2]:
        i = token.i
        if (
            token.lemma in _OPINIONS
            and tree.tag[i] in ("VBD", "VBN")
            and tree.dep[i] in ("advcl", "acl", "conj")
            and tokens[i - 1].text == ","
            and tokens[i + 1].lower == "to"
            and tokens[i + 2].lower in ("be", "have")
            and tree.pos[i - 2] in NOMINAL
            and tree.head[i] not in (i, i - 2)
            and tree.pos[tree.head[i]] in ("VERB", "AUX")
            and not any(tree.head[j] == i and tree.dep[j] in _SUBJECTS for j in range(len(tokens)))
        ):
            yield i, i - 2


def _hidden_subject(tree: DraftTree) -> tuple[int, int] | None:
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
        if tree.head[i] in (root, *subjects) and tree.pos[i] in NOMINAL:
            return (root, i) if tree.dep[i] in ("compound", "nmod", "amod") else None
        if tree.pos[i] not in ("ADV", "PROPN", "NOUN"):
            return None
    return None


def _is_plural(tree: DraftTree, i: int) -> bool:
    """Does a coordination stand before token `i` ("A and B meet")?"""
    return any(t.lower in _AND for t in tree.tokens[:i])
