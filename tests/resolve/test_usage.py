"""What the words around an unknown name treat it as, on hand-built parses."""

from __future__ import annotations

import pytest
from parses import at, tree

from kg.lexicon import Lexicon
from kg.model import EntityType
from kg.resolve.candidate import Candidate
from kg.resolve.usage import used_as

NAME = "Tara/NNP/compound/Voss Voss/NNP/{dep}/{head}"


@pytest.mark.parametrize(
    ("parse", "found"),
    [
        (
            f"{NAME.format(dep='nsubj', head='is')} is=be/VBZ/ROOT/- the/DT/det/minister "
            "minister/NN/attr/is",
            EntityType.PERSON,
        ),
        (
            f"{NAME.format(dep='nsubj', head='is')} is=be/VBZ/ROOT/- not/RB/neg/is "
            "the/DT/det/minister minister/NN/attr/is",
            None,
        ),
        (
            f"{NAME.format(dep='nsubj', head='became')} became=become/VBD/ROOT/- "
            "the/DT/det/capital capital/NN/attr/became",
            EntityType.PLACE,
        ),
        (
            "Oren/NNP/nsubj/is is=be/VBZ/ROOT/- married/JJ/acomp/is to/IN/prep/married "
            + NAME.format(dep="pobj", head="to"),
            EntityType.PERSON,
        ),
        (
            "Residents=resident/NNS/nsubj/fled of/IN/prep/Residents "
            f"{NAME.format(dep='pobj', head='of')} fled=flee/VBD/ROOT/-",
            EntityType.PLACE,
        ),
        (
            f"Oren/NNP/nsubj/replaced replaced=replace/VBD/ROOT/- "
            f"{NAME.format(dep='dobj', head='replaced')} as/IN/prep/replaced governor/NN/pobj/as",
            EntityType.PERSON,
        ),
        (
            f"Oren/NNP/nsubj/replaced replaced=replace/VBD/ROOT/- "
            f"{NAME.format(dep='dobj', head='replaced')}",
            None,
        ),
    ],
)
def test_use_tells_the_class(lexicon: Lexicon, parse: str, found: EntityType | None) -> None:
    parsed = tree(parse)
    last = at(parsed, "Voss")
    name = Candidate(0, last - 1, last + 1, "Tara Voss", EntityType.ORGANIZATION)
    assert used_as(parsed, name, lexicon) is found
