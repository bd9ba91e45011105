"""What the words around an unknown name treat it as: a place or a person.

Comes in: a sentence's tree and a `Candidate` whose class the recognizer only guesses. Goes out: the
class that its use tells: "captured Nasir", "residents of Boa Vista" and "X is the capital" speak of
a place, "is married to X", "X is the minister" and "replaced X as governor" of a person.
"""

from __future__ import annotations

from kg.lexicon import Lexicon
from kg.model import EntityType
from kg.resolve.candidate import Candidate
from kg.syntax import Tree

__all__ = ["used_as"]


def used_as(tree: Tree, c: Candidate, lexicon: Lexicon) -> EntityType | None:
    """The class as which the sentence uses the name; None if it does not tell."""
    if c.length == 1 and c.origin == "model" and _alone_as_place(tree, c, lexicon):
        return EntityType.PLACE
    head = tree.span_head(c.first, c.last)
    if _as_place(tree, head, lexicon):
        return EntityType.PLACE
    if c.length > 1 and _as_person(tree, head, lexicon):
        return EntityType.PERSON
    return None


def _alone_as_place(tree: Tree, c: Candidate, lexicon: Lexicon) -> bool:
    """ "captured Nasir", "in Nasir": what is said of a name of one word."""
    token = tree.tokens[c.first]
    head = tree.tokens[token.head]
    if token.dep == "pobj":
        return head.lower in ("in", "near", "outside", "around")
    return token.dep == "dobj" and head.lemma in lexicon["capture_verbs"]


def _as_place(tree: Tree, head: int, lexicon: Lexicon) -> bool:
    """ "residents of Boa Vista", "the temple of Ta Khwai", "X became the capital"."""
    tokens = tree.tokens
    token, above = tokens[head], tokens[tokens[head].head]
    if token.dep == "pobj" and above.lower == "of":
        noun = tokens[above.head]
        return noun.lower in lexicon["of_places"] and noun.pos == "NOUN"
    return "capital" in _said_to_be(tree, head)


def _as_person(tree: Tree, head: int, lexicon: Lexicon) -> bool:
    """ "appointed X", "X is the minister", "married to X", "took over from X as commander"."""
    tokens = tree.tokens
    token, above = tokens[head], tokens[tokens[head].head]
    titles = lexicon.title_heads | lexicon["occupations"]
    if any(tokens[x].lower in titles for x in tree.all(head, "appos")):
        return True
    if _said_to_be(tree, head) & lexicon.title_heads:
        return True
    if token.dep in ("nsubj", "nsubjpass", "dobj") and above.pos == "VERB":
        if above.lemma in lexicon["person_verbs"] and token.dep != "nsubj":
            return True
        office = any(
            (tokens[c].lower, tokens[c].dep) in (("office", "dobj"), ("over", "prt"))
            for c in tree.children[above.i]
        )
        takes = above.lemma == "take" and office and token.dep == "nsubj"
        leaves = above.lemma in lexicon["office_verbs"] and token.dep == "nsubj"
        granted = {tokens[c].lemma for c in tree.all(above.i, "dobj")} & lexicon["mercies"]
        if token.dep == "nsubjpass" and granted:
            return True  # "X was granted a pardon"
        return (takes or leaves or above.lemma == "replace") and _as_title(tree, above.i, lexicon)
    if token.dep == "pobj":
        governor = tokens[above.head]
        if above.lower == "to" and governor.lower == "married":
            return True
        if above.lower == "of" and governor.lower in lexicon["kin"] and governor.pos == "NOUN":
            return True
        if above.lower == "of" and governor.lemma in lexicon["person_deeds"]:
            return tree.child(head, "det") is None  # "the nomination of X", no "of the Y"
        if above.lower == "from" and governor.lemma == "take":
            return _as_title(tree, governor.i, lexicon)
    return False


def _said_to_be(tree: Tree, head: int) -> set[str]:
    """What "X is …", "X, which became …" says that it is: the heads of the phrases."""
    tokens = tree.tokens
    verbs = tree.all(head, "relcl")
    if tokens[head].dep == "nsubj":
        verbs.append(tokens[head].head)
    return {
        tokens[c].lower
        for v in verbs
        if tokens[v].lemma in ("be", "become", "remain")
        for c in tree.all(v, "attr")
        if tree.child(v, "neg") is None
    }


def _as_title(tree: Tree, verb: int, lexicon: Lexicon) -> bool:
    """Does the verb have a phrase with a title ("as governor of the bank")?"""
    tokens = tree.tokens
    return any(
        tokens[x].lower in lexicon.title_heads
        for c in tree.all(verb, "prep")
        if tokens[c].lower == "as"
        for x in tree.all(c, "pobj")
    )
