"""Which words of a phrase name a kind of weapon, and which an arsenal.

Comes in: a sentence's `Tree` and the token of a noun. Goes out: the token range of the kind,
without number and article: "battle tanks" of "more than 200 battle tanks", "nuclear arsenal" of
"its nuclear arsenal"; None for "a powerful weapon against poverty", "fuel tanks", "the arsenal".
"""

from __future__ import annotations

from kg.lexicon import Lexicon
from kg.syntax import Tree

__all__ = ["are_done_away", "arsenal_at", "weapon_at"]

_DESCRIBING = frozenset({"amod", "compound", "nmod", "npadvmod", "punct"})


def weapon_at(tree: Tree, i: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """The kind of weapon that the noun at token `i` names."""
    tokens = tree.tokens
    word = tokens[i].lower
    if tokens[i].pos not in ("NOUN", "PROPN") or tokens[i].dep == "compound":
        return None
    first = _first(tree, i, lexicon)
    beside = {t.lower for t in tokens[first:i]}
    if word in lexicon["armaments"]:
        fits = not beside & lexicon["no_weapon_modifiers"]
    elif word in lexicon["armaments_of_kind"]:
        fits = bool(beside & (lexicon["weapon_kinds"] | lexicon["weapon_modifiers"]))
    else:
        fits = False
    against = any(tokens[c].lower in ("against", "in") for c in tree.all(i, "prep"))
    return (first, i + 1) if fits and not (against and word in ("weapon", "weapons")) else None


def arsenal_at(tree: Tree, i: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """The arsenal at token `i`, if the words before it say of what: "nuclear arsenal"."""
    tokens = tree.tokens
    if tokens[i].lower not in lexicon["arsenals"] or tokens[i].dep == "compound":
        return None
    first = _first(tree, i, lexicon)
    beside = {t.lower for t in tokens[first:i]}
    return (first, i + 1) if beside & (lexicon["weapon_kinds"] | lexicon["armaments"]) else None


def _first(tree: Tree, i: int, lexicon: Lexicon) -> int:
    """Where the words begin that say which kind it is: no number, no possessor, no praise."""
    tokens = tree.tokens
    first = i
    while first > 0:
        before = tokens[first - 1]
        if (
            before.dep not in _DESCRIBING
            or not first <= before.head <= i
            or before.pos in ("NUM", "DET")
            or before.text in ("'s", "'", ",", '"', "(")
            or (before.pos == "PROPN" and before.text.istitle())
            or before.tag in ("JJR", "JJS")
            or before.lower in lexicon["counting_adjectives"]
            or before.lower[:1].isdigit()
        ):
            break
        first -= 1
    while first < i and (
        tokens[first].lower in lexicon["counting_adjectives"]
        or tokens[first].pos == "PUNCT"
        or tokens[first - 1].text == "-"  # "Soviet-made tanks"
    ):
        first += 1
    return first


def are_done_away(tree: Tree, i: int, lexicon: Lexicon) -> bool:
    """Does the clause say that the weapons are no more ("destroyed Ardonia's stockpile")?"""
    verb = next((x for x in tree.up(i) if tree.tokens[x].pos == "VERB"), None)
    return verb is not None and tree.tokens[verb].lemma in lexicon["doing_away"]
