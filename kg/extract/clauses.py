"""What kind of clause or phrase hangs on a word, where parsers leave it open.

Comes in: a sentence's `Tree` and a token. Goes out: yes or no: is "that X attacked Y" what the
reports say or what describes them, is "attacking" the object of "ruled out", does "the" make
"attacks" a thing that there was?
"""

from __future__ import annotations

from kg.extract.signatures import Signatures
from kg.syntax import Tree

__all__ = [
    "are_apart",
    "is_content",
    "is_contrast",
    "is_definite",
    "is_denied",
    "is_gerund_object",
    "is_infinitive",
    "is_purpose",
    "is_relative",
]

_DEFINITE = frozenset({"the", "this", "that", "these", "those", "its", "their", "his", "her"})


def is_content(tree: Tree, v: int) -> bool:
    """Is the clause what its noun says ("reports that X attacked Y"), not what describes it?

    Parsers take such a clause for a relative one as well; then "that" fills no gap in it.
    """
    if is_infinitive(tree, v):
        return True
    first = min(tree.subtree(v))
    that = tree.tokens[first]
    if that.lower != "that":
        return False
    return that.dep == "mark" or (that.dep != "nsubj" and tree.child(v, "nsubj") is not None)


def is_gerund_object(tree: Tree, v: int, signatures: Signatures) -> bool:
    """ "ruled out attacking": the object of a phrasal verb, which parsers set beside it."""
    token = tree.tokens[v]
    governor = tree.tokens[token.head]
    particle = tree.child(token.head, "prt")
    return (
        token.tag == "VBG"
        and particle is not None
        and f"{governor.lemma} {tree.tokens[particle].lower}" in signatures.verbs
        and tree.child(v, "mark", "nsubj") is None
        and v == particle + 1
    )


def is_contrast(tree: Tree, v: int, signatures: Signatures) -> bool:
    """ "spoke rather than attack": the second of the two did not happen."""
    words = signatures.lists["contrast_prepositions"]
    return any(
        tree.tokens[m].lower in words
        for c in tree.all(tree.tokens[v].head, "cc")
        if c < v
        for m in (c - 1, *tree.children[c])
        if m >= 0
    )


def is_infinitive(tree: Tree, v: int) -> bool:
    """Is it a verb with "to" ("to attack")?"""
    aux = tree.all(v, "aux")
    return tree.tokens[v].tag == "VB" and any(tree.tokens[c].lower == "to" for c in aux)


def are_apart(tree: Tree, one: int, two: int) -> bool:
    """Does a semicolon stand between two verbs? Then neither clause embeds the other."""
    low, high = sorted((one, two))
    return any(tree.tokens[i].text == ";" for i in range(low + 1, high))


def is_relative(tree: Tree, v: int) -> bool:
    """Is it a relative clause that the parser took for a complement (", which X won")?"""
    return any(
        tree.tokens[c].tag == "WDT" and c > 0 and tree.tokens[c - 1].text == ","
        for c in tree.all(v, "dobj", "nsubj", "nsubjpass")
    )


def is_purpose(tree: Tree, v: int) -> bool:
    """ "sent envoys to meet him": an infinitive of purpose; "to have met" is no purpose."""
    return is_infinitive(tree, v)


def is_definite(tree: Tree, n: int) -> bool:
    """Is it a certain one ("the attack", "its attack", "the Ardonian attack")?"""
    if tree.child(n, "poss") is not None:
        return True
    if any(tree.tokens[c].lower in _DEFINITE for c in tree.all(n, "det")):
        return True
    return any(
        tree.tokens[c].tag in ("JJ", "NNP") and tree.tokens[c].text[:1].isupper()
        for c in tree.all(n, "amod", "compound", "nmod")
    )


def is_denied(tree: Tree, adjective: int) -> bool:
    """Is the copula of an adjective negated ("was not able to")?"""
    token = tree.tokens[adjective]
    return token.pos == "ADJ" and token.dep == "acomp" and tree.child(token.head, "neg") is not None
