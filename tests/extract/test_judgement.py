"""Any event of a sentence can be judged, whether or not a frame knows its word."""

from __future__ import annotations

import pytest
from parses import at, sentence

from kg.extract import judge
from kg.extract.rules import Rules
from kg.syntax import Tree

DENIED = (
    "Vale/NNP/nsubj/denied denied=deny/VBD/ROOT/- that/IN/mark/sneezed Oren/NNP/nsubj/sneezed "
    "sneezed=sneeze/VBD/ccomp/denied ././punct/denied"
)
HELD = (
    "Vale/NNP/nsubj/hold might/MD/aux/hold hold/VB/ROOT/- a/DT/det/picnic "
    "picnic/NN/dobj/hold ././punct/hold"
)
WILL = "Vale/NNP/nsubj/sing will/MD/aux/sing sing/VB/ROOT/- ././punct/sing"


@pytest.mark.parametrize(
    ("parse", "word", "happened", "sign"),
    [
        (DENIED, "denied", 1, 1),
        (DENIED, "sneezed", -1, -1),
        (HELD, "picnic", 0, 0),
        (WILL, "sing", 0, 1),
    ],
)
def test_judge(rules: Rules, parse: str, word: str, happened: int, sign: int) -> None:
    one = sentence(parse)
    found = judge(one, at(Tree(one), word), rules=rules)
    assert (found.happened, found.sign) == (happened, sign)
