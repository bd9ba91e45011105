"""The slots of a predication, and the phrases with prepositions that fill them.

Comes in: a sentence's `Tree` and a token. Goes out: head tokens by slot: "sent troops to the
border along with tanks" gives `to` and `along with`. What hangs on an argument ("sanctions on X"
of "lifted sanctions on X") goes into the deep slots.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.syntax import Tree

__all__ = ["Predication", "add_deep_phrases", "add_phrases"]

_PREPOSITIONAL = frozenset({"prep", "agent", "dative"})


@dataclass(slots=True)
class Predication:
    """A verb or event noun with its arguments.

    `slots` holds the arguments that the grammar gives it directly, `deep` the phrases that
    hang on one of its arguments (parsers attach "sanctions on X" and "sent troops to X"
    either way). `carrier` is the light verb of a noun, else the token itself.
    """

    i: int
    kind: str
    lemma: str
    particle: str = ""
    carrier: int = -1
    passive: bool = False
    slots: dict[str, list[int]] = field(default_factory=dict)
    deep: dict[str, list[int]] = field(default_factory=dict)

    def get(self, slot: str) -> list[int]:
        """Arguments in a slot, the direct ones before the deep ones."""
        return self.slots.get(slot) or self.deep.get(slot) or []


def add_phrases(tree: Tree, i: int, slots: dict[str, list[int]]) -> None:
    """Add the objects of the prepositions that hang on token `i`, by the preposition's word."""
    tokens = tree.tokens
    for c in tree.children[i]:
        token = tokens[c]
        if token.dep not in _PREPOSITIONAL or token.pos not in ("ADP", "SCONJ", "ADV", "VERB"):
            continue
        _add_phrase(tree, c, token.lower, slots)


def _add_phrase(tree: Tree, c: int, name: str, slots: dict[str, list[int]]) -> None:
    # "following talks with X": parsers give such a preposition an object of a verb
    objects = [x for y in tree.all(c, "pobj", "dobj") for x in tree.conjuncts(y)]
    if objects:
        slots.setdefault(name, []).extend(x for x in objects if x not in slots.get(name, []))
    if name == "according":
        return  # "according to X" names a source, no party
    if name in ("along", "together"):
        # "killed X along with Y": Y stands beside the object
        objects = [
            x
            for nested in tree.all(c, "prep")
            for y in tree.all(nested, "pobj")
            for x in tree.conjuncts(y)
        ]
        slots.setdefault("along with", []).extend(objects)
        return
    for nested in tree.all(c, "prep"):
        _add_phrase(tree, nested, tree.tokens[nested].lower, slots)
    for other in tree.all(c, "conj"):
        if tree.tokens[other].pos == "ADP":
            _add_phrase(tree, other, tree.tokens[other].lower, slots)


def add_deep_phrases(
    tree: Tree, light: frozenset[str], argument: int, deep: dict[str, list[int]], depth: int
) -> None:
    """Add the phrases that hang on an argument, and on what stands in them.

    Args:
        tree: the sentence.
        light: light verbs; what hangs on their participles counts too.
        argument: head token of the argument.
        deep: what is found, by the preposition's word.
        depth: how far from the argument of the predication `argument` stands.
    """
    found: dict[str, list[int]] = {}
    add_phrases(tree, argument, found)
    for c in tree.all(argument, "acl"):
        # "lift the sanctions imposed on X"
        if tree.tokens[c].tag == "VBN" and tree.tokens[c].lemma in light:
            add_phrases(tree, c, found)
    for name, objects in found.items():
        deep.setdefault(name, []).extend(objects)
        if depth < 2:
            for x in objects:
                add_deep_phrases(tree, light, x, deep, depth + 1)
