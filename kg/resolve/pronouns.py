"""Find whom a pronoun means.

Comes in: the mentions of a document found so far. Goes out: the entity of "he", "his", "it".

The method is salience by grammar: subjects before others, the same sentence before the one
before, never further than two sentences and never the subject of the same verb ("he met him").
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.lexicon import Lexicon
from kg.model import EntityType, Mention
from kg.resolve.registry import Registry
from kg.syntax import Tree

__all__ = ["NEUTER", "PERSONAL", "REACH", "SUBJECTS", "Genders", "antecedent"]


PERSONAL = frozenset({"he", "him", "his", "she", "her", "hers", "himself", "herself"})


NEUTER = frozenset({"it", "its", "itself"})


# How a name hangs on a noun that it only describes.
_DESCRIBING = frozenset({"amod", "compound", "nmod", "npadvmod"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "agent"})


REACH = 2


class Genders:
    """What a document tells of the gender of its persons: "Mrs. Merkel", "spokeswoman", "she"."""

    def __init__(
        self,
        trees: Sequence[Tree],
        rows: Sequence[Sequence[Mention]],
        registry: Registry,
        lexicon: Lexicon,
    ) -> None:
        """Read the words before and beside the persons' names."""
        self._known: dict[str, str] = {}
        marks = dict.fromkeys(lexicon["masculine"], "m")
        marks |= dict.fromkeys(lexicon["feminine"], "f")
        for tree, row in zip(trees, rows, strict=True):
            for mention in row:
                if registry.drafts[mention.entity].type is not EntityType.PERSON:
                    continue
                beside = range(max(0, mention.first - _TITLE_REACH), mention.first)
                words = {tree.tokens[i].lower for i in beside}
                words |= {tree.tokens[i].lower for i in tree.all(mention.head, "appos")}
                told = {marks[word] for word in words if word in marks}
                if len(told) == 1:
                    self._known.setdefault(mention.entity, told.pop())

    def allow(self, entity: str, pronoun: str) -> bool:
        """May the pronoun denote the entity?"""
        return self._known.get(entity, _GENDER[pronoun]) == _GENDER[pronoun]

    def learn(self, entity: str, pronoun: str) -> None:
        """Remember that the pronoun denotes the entity."""
        self._known.setdefault(entity, _GENDER[pronoun])


# How far before a name a word may stand that is part of its title.
_TITLE_REACH = 2
_GENDER = {
    **dict.fromkeys(("he", "him", "his", "himself"), "m"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "f"),
}


def antecedent(
    trees: Sequence[Tree],
    rows: Sequence[Sequence[Mention]],
    new: Sequence[Mention],
    s: int,
    i: int,
    registry: Registry,
    genders: Genders,
    lexicon: Lexicon,
) -> tuple[str, ...]:
    """The key of the entity that the pronoun at token `i` of sentence `s` denotes; () if none.

    Args:
        trees: the sentences.
        rows: the mentions of each, pronouns of the sentences before among them.
        new: the pronouns of this sentence that were found so far.
        s: index of the sentence.
        i: index of the pronoun.
        registry: the document's entities.
        genders: what is known of the persons.
        lexicon: word lists.
    """
    tree = trees[s]
    clause = tree.tokens[i].head
    possessive = tree.tokens[i].dep == "poss"
    pronoun = tree.tokens[i].lower
    person = pronoun in PERSONAL
    taken: set[str] = set()
    if not possessive and tree.tokens[i].dep not in SUBJECTS:
        if not person and tree.tokens[clause].lemma in lexicon["fact_verbs"]:
            return ()  # "denied it": what was said, not who
        # whoever acts on him is not he, however named
        verb = clause
        while tree.child(verb, "nsubj", "nsubjpass") is None and tree.tokens[verb].head != verb:
            verb = tree.tokens[verb].head
        acting = set(tree.all(verb, "nsubj", "nsubjpass"))
        taken = {m.entity for m in (*rows[s], *new) if any(m.first <= x < m.last for x in acting)}

    elif possessive and not person and _is_struck(tree, clause, lexicon):
        # "A said that B had shelled its posts": nobody shells his own
        acting = set(tree.all(tree.tokens[clause].head, "nsubj"))
        taken = {m.entity for m in rows[s] if any(m.first <= x < m.last for x in acting)}

    def tree_dep(mention: Mention) -> str:
        return trees[mention.sentence].tokens[mention.head].dep

    def fits(mention: Mention) -> bool:
        draft = registry.drafts[mention.entity]
        if mention.entity in taken:
            return False
        if tree_dep(mention) in _DESCRIBING:
            return False  # "Iran-backed", "French": said of something else
        if person:
            return draft.type is EntityType.PERSON and genders.allow(draft.key, pronoun)
        return draft.type in (
            EntityType.STATE,
            EntityType.ORGANIZATION,
            EntityType.GOVERNMENT_BODY,
            EntityType.MILITARY_FORCE,
            EntityType.ARMED_GROUP,
            EntityType.NEWS_MEDIA,
        )

    same = [m for m in rows[s] if m.first < i and fits(m)]
    owned = tree.tokens[clause]
    if possessive and owned.dep == "conj":
        # "Putin and his country": the owner stands first in the list
        first = [m for m in same if m.first <= owned.head < m.last]
        if first:
            return (first[0].entity,)
    if not possessive:
        same = [
            m for m in same if trees[s].tokens[m.head].head != clause or tree_dep(m) not in SUBJECTS
        ]
    subjects = [m for m in same if tree_dep(m) in SUBJECTS]
    if subjects:
        return (subjects[-1].entity if possessive else subjects[0].entity,)
    if same and (possessive or person):
        return (same[-1].entity,)
    # "In his speech, Putin said": the subject that follows an opening phrase.
    if tree.tokens[i].dep == "poss":
        later = [
            m
            for m in rows[s]
            if m.first > i
            and not m.first <= clause < m.last  # "its Foreign Ministry": not the ministry
            and fits(m)
            and tree_dep(m) in SUBJECTS
            and tree.tokens[m.head].head in tree.up(i)
        ]
        if later:
            return (later[0].entity,)
    paragraph = tree.sentence.paragraph
    # What is acted on is seldom somebody: "it" after a verb reaches less far.
    reach = REACH if possessive or person or tree.tokens[i].dep in SUBJECTS else 1
    for back in range(1, reach + 1):
        if s - back < 0 or trees[s - back].sentence.paragraph < paragraph - 1:
            break
        row = [m for m in rows[s - back] if fits(m)]
        subjects = [m for m in row if tree_dep(m) in SUBJECTS]
        if subjects:
            return (subjects[0].entity,)
        distinct = sorted({m.entity for m in row})
        if len(distinct) == 1:
            return (distinct[0],)
        if row:
            return ()
    return ()


def _is_struck(tree: Tree, noun: int, lexicon: Lexicon) -> bool:
    """Is the noun what one strikes of somebody else ("shelled its posts", not "its own")?"""
    token = tree.tokens[noun]
    own = any(tree.tokens[c].lower == "own" for c in tree.children[noun])
    return token.dep == "dobj" and not own and tree.tokens[token.head].lemma in lexicon["blows"]
