"""Which words name a kind of weapon."""

from __future__ import annotations

import pytest
from parses import sentence

from kg.extract.weapons import arsenal_at, weapon_at
from kg.lexicon import load_lexicon
from kg.syntax import Tree

LEXICON = load_lexicon()


def kind(parse: str, word: str) -> str | None:
    """The kind of weapon at the word, as text."""
    tree = Tree(sentence(parse))
    i = next(t.i for t in tree.tokens if t.text == word)
    span = weapon_at(tree, i, LEXICON) or arsenal_at(tree, i, LEXICON)
    return None if span is None else tree.text(*span)


@pytest.mark.parametrize(
    ("parse", "word", "found"),
    [
        (
            "Ardonia/NNP/nsubj/has has=have/VBZ/ROOT/- 200/CD/nummod/tanks "
            "battle/NN/compound/tanks tanks=tank/NNS/dobj/has",
            "tanks",
            "battle tanks",
        ),
        (
            "Ardonia/NNP/nsubj/has has=have/VBZ/ROOT/- new/JJ/amod/missiles "
            "ballistic/JJ/amod/missiles missiles=missile/NNS/dobj/has",
            "missiles",
            "ballistic missiles",
        ),
        (
            "Its=its/PRP$/poss/arsenal nuclear/JJ/amod/arsenal arsenal/NN/nsubj/grew "
            "grew=grow/VBD/ROOT/-",
            "arsenal",
            "nuclear arsenal",
        ),
        (
            "The=the/DT/det/arsenal arsenal/NN/nsubj/grew grew=grow/VBD/ROOT/-",
            "arsenal",
            None,
        ),
        (
            "It/PRP/nsubj/has has=have/VBZ/ROOT/- fuel/NN/compound/tanks tanks=tank/NNS/dobj/has",
            "tanks",
            None,
        ),
        (
            "It/PRP/nsubj/has has=have/VBZ/ROOT/- one=one/CD/nummod/weapon weapon/NN/dobj/has "
            "against/IN/prep/weapon hunger/NN/pobj/against",
            "weapon",
            None,
        ),
    ],
)
def test_kinds(parse: str, word: str, found: str | None) -> None:
    assert kind(parse, word) == found
