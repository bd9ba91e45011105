"""A capital is its government in politics and a place in geography, on hand-built parses."""

from __future__ import annotations

import pytest
from parses import at, tree

from kg.lexicon import Lexicon
from kg.resolve.metonymy import stands_for_government

GOVERNMENT = {
    "subject": ("Moscow/NNP/nsubj/said said=say/VBD/ROOT/- so/RB/advmod/said ././punct/said"),
    "subject of be with an adjective": (
        "Moscow/NNP/nsubj/is is=be/VBZ/ROOT/- ready/JJ/acomp/is ././punct/is"
    ),
    "subject of a passive": (
        "Moscow/NNP/nsubjpass/accused was=be/VBD/auxpass/accused accused=accuse/VBN/ROOT/- "
        "././punct/accused"
    ),
    "object": (
        "Chad/NNP/nsubj/accused accused=accuse/VBD/ROOT/- Moscow/NNP/dobj/accused ././punct/accused"
    ),
    "agent": (
        "Chad/NNP/nsubjpass/accused was=be/VBD/auxpass/accused accused=accuse/VBN/ROOT/- "
        "by/IN/agent/accused Moscow/NNP/pobj/by ././punct/accused"
    ),
    "second of two": (
        "Kyiv/NNP/nsubj/agreed and/CC/cc/Kyiv Moscow/NNP/conj/Kyiv agreed=agree/VBD/ROOT/- "
        "././punct/agreed"
    ),
    "possessor": (
        "Moscow/NNP/poss/troops 's/POS/case/Moscow troops=troop/NNS/nsubj/left "
        "left=leave/VBD/ROOT/- ././punct/left"
    ),
    "with": (
        "They/PRP/nsubj/held held=hold/VBD/ROOT/- talks=talk/NNS/dobj/held "
        "with/IN/prep/talks Moscow/NNP/pobj/with ././punct/held"
    ),
    "between": (
        "They/PRP/nsubj/held held=hold/VBD/ROOT/- talks=talk/NNS/dobj/held "
        "between/IN/prep/talks Kyiv/NNP/pobj/between and/CC/cc/Kyiv Moscow/NNP/conj/Kyiv "
        "././punct/held"
    ),
    "by": (
        "Attacks=attack/NNS/nsubj/grew by/IN/prep/Attacks Moscow/NNP/pobj/by "
        "grew=grow/VBD/ROOT/- ././punct/grew"
    ),
    "pressure on": (
        "Pressure/NN/nsubj/grew on/IN/prep/Pressure Moscow/NNP/pobj/on grew=grow/VBD/ROOT/- "
        "././punct/grew"
    ),
    "sanctions on": (
        "Sanctions=sanction/NNS/nsubj/grew on/IN/prep/Sanctions Moscow/NNP/pobj/on "
        "grew=grow/VBD/ROOT/- ././punct/grew"
    ),
    "sold to": (
        "They/PRP/nsubj/sold sold=sell/VBD/ROOT/- weapons=weapon/NNS/dobj/sold "
        "to/IN/dative/sold Moscow/NNP/pobj/to ././punct/sold"
    ),
    "for": (
        "Support/NN/nsubj/grew for/IN/prep/Support Moscow/NNP/pobj/for grew=grow/VBD/ROOT/- "
        "././punct/grew"
    ),
    "request from": (
        "A/DT/det/request request/NN/nsubj/came from/IN/prep/request Moscow/NNP/pobj/from "
        "came=come/VBD/ROOT/- ././punct/came"
    ),
    "allies of": (
        "Allies=ally/NNS/nsubj/left of/IN/prep/Allies Moscow/NNP/pobj/of "
        "left=leave/VBD/ROOT/- ././punct/left"
    ),
}
PLACE = {
    "subject of be with a noun": (
        "Moscow/NNP/nsubj/is is=be/VBZ/ROOT/- big/JJ/amod/city city/NN/attr/is ././punct/is"
    ),
    "subject of a passive": (
        "Moscow/NNP/nsubjpass/bombed was=be/VBD/auxpass/bombed bombed=bomb/VBN/ROOT/- "
        "././punct/bombed"
    ),
    "bombed": (
        "Chad/NNP/nsubj/bombed bombed=bomb/VBD/ROOT/- Moscow/NNP/dobj/bombed ././punct/bombed"
    ),
    "left": ("Chad/NNP/nsubj/left left=leave/VBD/ROOT/- Moscow/NNP/dobj/left ././punct/left"),
    "in": (
        "They/PRP/nsubj/met met=meet/VBD/ROOT/- in/IN/prep/met Moscow/NNP/pobj/in ././punct/met"
    ),
    "attacks on": (
        "Attacks=attack/NNS/nsubj/grew on/IN/prep/Attacks Moscow/NNP/pobj/on "
        "grew=grow/VBD/ROOT/- ././punct/grew"
    ),
    "attacks against": (
        "Attacks=attack/NNS/nsubj/grew against/IN/prep/Attacks Moscow/NNP/pobj/against "
        "grew=grow/VBD/ROOT/- ././punct/grew"
    ),
    "flew to": (
        "They/PRP/nsubj/flew flew=fly/VBD/ROOT/- to/IN/prep/flew Moscow/NNP/pobj/to ././punct/flew"
    ),
    "roads from": (
        "Roads=road/NNS/nsubj/closed from/IN/prep/Roads Moscow/NNP/pobj/from "
        "closed=close/VBD/ROOT/- ././punct/closed"
    ),
    "suburbs of": (
        "The/DT/det/suburbs suburbs=suburb/NNS/nsubj/burned of/IN/prep/suburbs "
        "Moscow/NNP/pobj/of burned=burn/VBD/ROOT/- ././punct/burned"
    ),
    "before a noun": (
        "The/DT/det/suburbs Moscow/NNP/compound/suburbs suburbs=suburb/NNS/nsubj/burned "
        "burned=burn/VBD/ROOT/- ././punct/burned"
    ),
}


def stands(lexicon: Lexicon, parse: str, word: str = "Moscow") -> bool:
    parsed = tree(parse)
    i = at(parsed, word)
    return stands_for_government(parsed, i, i + 1, lexicon=lexicon)


@pytest.mark.parametrize("parse", GOVERNMENT.values(), ids=GOVERNMENT)
def test_the_government(lexicon: Lexicon, parse: str) -> None:
    assert stands(lexicon, parse)


@pytest.mark.parametrize("parse", PLACE.values(), ids=PLACE)
def test_the_place(lexicon: Lexicon, parse: str) -> None:
    assert not stands(lexicon, parse)


def test_two_uses_in_one_sentence(lexicon: Lexicon) -> None:
    parse = (
        "Moscow/NNP/nsubj/held held=hold/VBD/ROOT/- talks=talk/NNS/dobj/held "
        "in/IN/prep/talks Moscow/NNP/pobj/in ././punct/held"
    )
    assert stands(lexicon, parse, "Moscow#1")
    assert not stands(lexicon, parse, "Moscow#2")


def test_weapons_are_sent_to_a_government(lexicon: Lexicon) -> None:
    assert stands(
        lexicon,
        (
            "They/PRP/nsubj/sent sent=send/VBD/ROOT/- weapons=weapon/NNS/dobj/sent "
            "to/IN/dative/sent Moscow/NNP/pobj/to ././punct/sent"
        ),
    )


def test_the_suburbs_of_a_city_are_no_government(lexicon: Lexicon) -> None:
    assert not stands(
        lexicon,
        (
            "Moscow/NNP/poss/suburbs 's/POS/case/Moscow suburbs=suburb/NNS/nsubj/burned "
            "burned=burn/VBD/ROOT/- ././punct/burned"
        ),
    )
