"""Entities of what the text speaks of without a name: groups of people, conflicts and weapons.

Comes in: a sentence's `Tree` and the token of a noun. Goes out: a `Filler`, and the new entity
with its mention: "three Russian diplomats" is a Group of three of Russian nationality, "the war
with the Dawn Front" a Conflict, "anti-ship missiles" a kind of weapon.
"""

from __future__ import annotations

from kg.extract.filler import Filler
from kg.extract.quantities import quantity_of
from kg.lexicon import Lexicon
from kg.model import Entity, EntityType, Mention, Relation
from kg.syntax import Tree

__all__ = ["Unnamed", "are_out_of_office", "are_people", "are_some", "is_counted"]

_MODIFIERS = frozenset(
    {"amod", "compound", "nmod", "poss", "npadvmod", "nummod", "det", "quantmod", "advmod"}
)


class Unnamed:
    """The entities without a name of one document, each made once; adds them to `entities`."""

    def __init__(self, document: str, entities: dict[str, Entity]) -> None:
        self.mentions: list[Mention] = []
        self.nationalities: list[tuple[Relation, int, int]] = []
        self._document = document
        self._entities = entities

    def conflict(self, tree: Tree, i: int) -> Filler:
        """The conflict that a noun names ("the war with the Dawn Front")."""
        tokens = tree.tokens
        parts = [c for c in tree.children[i] if tokens[c].dep in ("prep", "compound", "amod")]
        span = sorted({i, *(x for c in parts for x in tree.subtree(c))})
        first, last = span[0], span[-1] + 1
        clause = next((x for x in span if tokens[x].dep in ("relcl", "acl", "advcl")), last)
        last = max(i + 1, min(last, clause))
        while last > i + 1 and tokens[last - 1].pos in ("PUNCT", "PRON", "DET"):
            last -= 1
        label = tree.text(first, last)
        key = f"Conflict/{label.lower()}/{self._document}"
        self._entities.setdefault(key, Entity(key, label, EntityType.CONFLICT))
        start, end = tokens[first].start, tokens[last - 1].end
        self.mentions.append(Mention(start, end, tree.sentence.index, first, last, i, key, "group"))
        return Filler(key, i, "name")

    def weapon(self, tree: Tree, first: int, last: int, head: int) -> Filler:
        """The kind of weapon that the tokens name: the same in every document."""
        tokens = tree.tokens
        label = tree.text(first, last)
        key = f"WeaponOrGoods/{label.lower()}"
        counted = min(tree.subtree(head))
        if tokens[counted].lower in ("the", "a", "an", "its", "their", "his", "her"):
            counted += 1
        forms = {label}
        if counted < first and tokens[first].text.islower():
            forms.add(tree.text(counted, last))
        known = self._entities.get(key)
        aliases = frozenset(forms - {label}) | (known.aliases if known is not None else frozenset())
        self._entities[key] = Entity(key, label, EntityType.WEAPON, aliases=aliases)
        start, end = tokens[first].start, tokens[last - 1].end
        place = tree.sentence.index
        self.mentions.append(Mention(start, end, place, first, last, head, key, "group"))
        return Filler(key, head, "name")

    def group(self, tree: Tree, i: int, state: str | None) -> Filler:
        """The people at a noun ("three Russian diplomats"), of this state's nationality."""
        s = tree.sentence.index
        first = min(
            [i]
            + [
                x
                for c in tree.children[i]
                if c < i and tree.tokens[c].dep in _MODIFIERS
                for x in tree.subtree(c)
            ]
        )
        while first < i and (
            tree.tokens[first].lower in ("the", "a", "an")
            or (not tree.tokens[first].text[:1].isalnum())
        ):
            first += 1
        size = quantity_of(tree, i)
        if size is None and (many := _counted_by(tree, i)) is not None:
            # "tens of thousands of people"
            size, first = quantity_of(tree, many), min([many, *tree.all(many, "quantmod")])
        label = tree.text(first, i + 1)
        key = f"Group/{label.lower()}/{self._document}"
        span = (tree.tokens[first].start, tree.tokens[i].end)
        if key not in self._entities:
            self._entities[key] = Entity(
                key,
                label,
                EntityType.GROUP,
                head=tree.tokens[i].lemma.lower(),
                size=size,
            )
        self.mentions.append(Mention(span[0], span[1], s, first, i + 1, i, key, "group"))
        if state is not None:
            self.nationalities.append((Relation("nationality", key, state), s, i))
        return Filler(key, i, "group")


def _counted_by(tree: Tree, i: int) -> int | None:
    """The noun of number before "of" that counts the people at token `i`."""
    above = tree.tokens[tree.tokens[i].head]
    if tree.tokens[i].dep != "pobj" or above.lower != "of" or above.i != i - 1:
        return None
    return above.head if quantity_of(tree, above.head) is not None else None


def are_people(tree: Tree, i: int, lexicon: Lexicon) -> bool:
    """May the noun, which no list knows, mean people where its verb says that it does?

    "arrested nine beekeepers": one arrests nothing else. A thing that is known as such
    ("killed the bill") is none. A number may stand alone: "killing nine".
    """
    tokens, token = tree.tokens, tree.tokens[i]
    if token.tag == "CD" and token.dep in ("dobj", "nsubjpass"):
        return not any(tokens[c].tag == "$" for c in tree.children[i])
    if token.pos != "NOUN":
        return False
    counted = any(
        tokens[c].dep == "nummod" or tokens[c].lower in ("a", "an") or tokens[c].tag == "JJ"
        for c in tree.children[i]
    )
    if not counted and token.tag != "NNS":
        return False
    if token.lower in lexicon["things"] or token.lemma in lexicon["things"]:
        return False
    return token.lower not in lexicon["weapons"] | lexicon["aircraft"]


def is_counted(tree: Tree, i: int, lexicon: Lexicon) -> bool:
    """Is it some officials of a state ("four Ardonian officials"), not the state's officials?"""
    token = tree.tokens[i]
    return (
        token.tag == "NNS"
        and token.lower in lexicon["people"]
        and any(
            c < i
            and (
                tree.tokens[c].dep == "nummod"
                or tree.tokens[c].lower in lexicon["indefinite_counts"]
            )
            for c in tree.children[i]
        )
    )


def are_some(tree: Tree, i: int, lexicon: Lexicon) -> bool:
    """Are they people of a state who do not act for it?

    "four Ardonian officials", "an Ardonian lawmaker", "the Ardonian journalist".
    """
    token = tree.tokens[i]
    if token.tag != "NN" or token.lower in lexicon["spokesmen"]:
        return is_counted(tree, i, lexicon)
    return token.lower in lexicon["civil_titles"] or any(
        tree.tokens[c].lower in ("a", "an", "another", "one") for c in tree.children[i]
    )


def are_out_of_office(tree: Tree, i: int, lexicon: Lexicon) -> bool:
    """Are they former, exiled or off-duty people, who act for nobody?"""
    return any(tree.tokens[x].lower in lexicon["out_of_office"] for x in tree.subtree(i))
