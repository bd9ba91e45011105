"""Does a capital or a seat stand for its government, or is it the place?

Comes in: a token range in a sentence's tree. Goes out: True for "Moscow said", "accused
Moscow", "talks between Moscow and Kyiv"; False for "in Moscow", "struck Kyiv",
"Moscow's suburbs". The rule reads the grammatical role, the verb and the noun only.
"""

from __future__ import annotations

from kg.lexicon import Lexicon
from kg.syntax import Tree

__all__ = ["stands_for_government"]

_POLITICAL_PREPOSITIONS = frozenset(
    {
        "with",
        "between",
        "by",
        "against",
        "among",
        "for",
        "toward",
        "towards",
        "of",
        "from",
        "on",
        "to",
    }
)


def stands_for_government(tree: Tree, first: int, last: int, *, lexicon: Lexicon) -> bool:
    """Decide for the name that covers tokens `first` to `last`."""
    tokens = tree.tokens
    i = tree.span_head(first, last)
    for _ in range(4):
        token = tokens[i]
        if token.dep in ("conj", "appos") and token.head != i:
            i = token.head
            continue
        break
    dep, head = tokens[i].dep, tokens[tokens[i].head]
    if _called_capital(tree, i):
        return False
    if dep in ("nsubj", "agent"):
        return head.lemma not in lexicon["copulas"] or _has_adjective(tree, tokens[i].head)
    if dep == "nsubjpass":
        return head.lemma not in lexicon["target_verbs"]
    if dep in ("dobj", "dative", "iobj"):
        return (
            head.lemma not in lexicon["target_verbs"] and head.lemma not in lexicon["motion_verbs"]
        )
    if dep == "poss":
        return head.lemma not in lexicon["place_nouns"]
    if dep == "pobj":
        return _after_preposition(tree, tokens[i].head, lexicon)
    return False


def _called_capital(tree: Tree, i: int) -> bool:
    """ "Gitega, which became the capital", "Gitega, the capital": the town is spoken of."""
    described = [
        *tree.all(i, "appos"),
        *(c for v in tree.all(i, "relcl") for c in tree.all(v, "attr")),
    ]
    return any(tree.tokens[c].lower == "capital" for c in described)


def _has_adjective(tree: Tree, verb: int) -> bool:
    """ "Moscow is ready to talk" speaks of the government, "Moscow is the capital" does not."""
    return tree.child(verb, "acomp") is not None


def _after_preposition(tree: Tree, preposition: int, lexicon: Lexicon) -> bool:
    tokens = tree.tokens
    word = tokens[preposition].lower
    if word not in _POLITICAL_PREPOSITIONS:
        return False
    governor = tokens[tokens[preposition].head]
    if word in ("with", "between", "by", "against", "among", "toward", "towards"):
        return governor.lemma not in lexicon["attacks"] or word in ("with", "between", "by")
    if word == "to" and any(
        tokens[c].lemma
        in lexicon["weapons"] | lexicon["economic_aid"] | lexicon["humanitarian_aid"]
        for c in tree.all(governor.i, "dobj")
    ):
        return True  # "sent weapons to Kyiv"
    if word != "of" and (
        governor.lemma in lexicon["attacks"] or governor.lemma in lexicon["motion_verbs"]
    ):
        return False
    words = lexicon[f"government_after_{word}"]
    if word == "on":
        words |= lexicon["sanctions"] | lexicon["tariffs"]
    elif word == "to":
        words |= lexicon["weapons"] | lexicon["economic_aid"] | lexicon["humanitarian_aid"]
    elif word == "from":
        words |= lexicon["weapons"]
    return governor.lemma in words
