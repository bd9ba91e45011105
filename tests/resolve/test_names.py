"""Which words of a sentence are names, on hand-built parses."""

from __future__ import annotations

import dataclasses
from itertools import pairwise

import pytest
from parses import sentence
from resolve_reading import Read

from kg.gazetteer import Gazetteer
from kg.lexicon import Lexicon
from kg.model import EntityType, NamedSpan
from kg.resolve.candidate import Candidate, type_by_shape
from kg.resolve.known import compound_names, nested_names
from kg.resolve.names import find_names
from kg.syntax import Tree

PERSON, PLACE, ORG = EntityType.PERSON, EntityType.PLACE, EntityType.ORGANIZATION


def parsed(parse: str, *proposed: tuple[int, int, str]) -> Tree:
    """The tree of a sentence, with names that the statistical recognizer proposes."""
    names = tuple(NamedSpan(*span) for span in proposed)
    return Tree(dataclasses.replace(sentence(parse), names=names))


def found(
    lexicon: Lexicon, gazetteer: Gazetteer, parse: str, *proposed: tuple[int, int, str]
) -> dict[str, EntityType]:
    """Surface -> class of the names of one sentence."""
    names = find_names(parsed(parse, *proposed), gazetteer=gazetteer, lexicon=lexicon)
    return {c.surface: c.type for c in names}


def test_a_title_is_no_name(lexicon: Lexicon, gazetteer: Gazetteer) -> None:
    parse = (
        "Russian/JJ/amod/Minister Defense/NNP/compound/Minister Minister/NNP/compound/Orlov "
        "Andrei/NNP/compound/Orlov Orlov/NNP/nsubj/arrived arrived=arrive/VBD/ROOT/- "
        "././punct/arrived"
    )
    assert found(lexicon, gazetteer, parse, (1, 2, "ORG"), (3, 5, "PERSON")) == {
        "Russian": EntityType.STATE,
        "Andrei Orlov": PERSON,
    }


def test_a_title_makes_a_person_that_the_recognizer_missed(
    lexicon: Lexicon, gazetteer: Gazetteer
) -> None:
    parse = (
        "They/PRP/nsubj/saw saw=see/VBD/ROOT/- spokesman/NN/compound/Rai "
        "Ahmed/NNP/compound/Rai al/NNP/compound/Rai _-/NNP/punct/Rai _Rai/NNP/dobj/saw "
        "././punct/saw"
    )
    assert found(lexicon, gazetteer, parse) == {"Ahmed al-Rai": PERSON}


def test_a_title_swallowed_by_the_recognizer_is_given_back(
    lexicon: Lexicon, gazetteer: Gazetteer
) -> None:
    parse = (
        "President/NNP/compound/Moreau Luc/NNP/compound/Moreau Moreau/NNP/nsubj/arrived "
        "arrived=arrive/VBD/ROOT/- ././punct/arrived"
    )
    assert found(lexicon, gazetteer, parse, (0, 3, "PERSON")) == {"Luc Moreau": PERSON}


def test_a_longer_name_swallows_a_state(lexicon: Lexicon, gazetteer: Gazetteer) -> None:
    parse = (
        "The/DT/det/Bank Meridian/NNP/compound/Bank Bank/NNP/nsubj/agreed of/IN/prep/Bank "
        "China/NNP/pobj/of agreed=agree/VBD/ROOT/- ././punct/agreed"
    )
    assert found(lexicon, gazetteer, parse) == {"Meridian Bank of China": ORG}


def test_a_person_may_bear_the_name_of_a_state(lexicon: Lexicon, gazetteer: Gazetteer) -> None:
    parse = (
        "Chad/NNP/compound/Moreau Moreau/NNP/nsubj/arrived arrived=arrive/VBD/ROOT/- "
        "././punct/arrived"
    )
    assert found(lexicon, gazetteer, parse, (0, 2, "PERSON")) == {"Chad Moreau": PERSON}


def test_a_state_alone_is_no_person(lexicon: Lexicon, gazetteer: Gazetteer) -> None:
    parse = "Chad/NNP/nsubj/agreed agreed=agree/VBD/ROOT/- ././punct/agreed"
    assert found(lexicon, gazetteer, parse, (0, 1, "PERSON")) == {"Chad": EntityType.STATE}


def test_a_demonym_is_no_first_name(lexicon: Lexicon, gazetteer: Gazetteer) -> None:
    parse = (
        "French/NNP/compound/Moreau Luc/NNP/compound/Moreau Moreau/NNP/nsubj/arrived "
        "arrived=arrive/VBD/ROOT/- ././punct/arrived"
    )
    assert found(lexicon, gazetteer, parse, (0, 3, "PERSON")) == {
        "French": EntityType.STATE,
        "Luc Moreau": PERSON,
    }


def test_a_place_of_the_recognizer_swallows_no_state(
    lexicon: Lexicon, gazetteer: Gazetteer
) -> None:
    parse = (
        "They/PRP/nsubj/left left=leave/VBD/ROOT/- Northern/NNP/compound/France "
        "France/NNP/dobj/left ././punct/left"
    )
    assert found(lexicon, gazetteer, parse, (2, 4, "GPE")) == {"France": EntityType.STATE}


def test_the_last_noun_gives_the_class(lexicon: Lexicon, gazetteer: Gazetteer) -> None:
    parse = (
        "The/DT/det/Ministry Coastal/NNP/compound/Defense Defense/NNP/compound/Ministry "
        "Ministry/NNP/nsubj/agreed agreed=agree/VBD/ROOT/- ././punct/agreed"
    )
    assert found(lexicon, gazetteer, parse) == {
        "Coastal Defense Ministry": EntityType.GOVERNMENT_BODY
    }


@pytest.mark.parametrize(
    ("parse", "name", "kind"),
    [
        (
            (
                "They/PRP/nsubj/saw saw=see/VBD/ROOT/- the/DT/det/group militant/JJ/amod/group "
                "group/NN/dobj/saw Zarqan/NNP/appos/group ././punct/saw"
            ),
            "Zarqan",
            EntityType.ARMED_GROUP,
        ),
        (
            (
                "Severin/NNP/nsubj/agreed ,/,/punct/Severin a/DT/det/company "
                "software/NN/compound/company company/NN/appos/Severin ,/,/punct/Severin "
                "agreed=agree/VBD/ROOT/- ././punct/agreed"
            ),
            "Severin",
            ORG,
        ),
        (
            (
                "They/PRP/nsubj/left left=leave/VBD/ROOT/- the/DT/det/town town/NN/dobj/left "
                "of/IN/prep/town Nasrin/NNP/pobj/of ././punct/left"
            ),
            "Nasrin",
            PLACE,
        ),
    ],
    ids=["before", "apposition", "of"],
)
def test_a_common_noun_says_what_a_name_is(
    lexicon: Lexicon, gazetteer: Gazetteer, parse: str, name: str, kind: EntityType
) -> None:
    assert found(lexicon, gazetteer, parse)[name] is kind


def test_an_adjective_of_a_people_is_no_group(lexicon: Lexicon, gazetteer: Gazetteer) -> None:
    parse = (
        "Orlovian/JJ/amod/troops troops=troop/NNS/nsubj/left left=leave/VBD/ROOT/- ././punct/left"
    )
    assert found(lexicon, gazetteer, parse, (0, 1, "NORP")) == {}


def test_dates_and_numbers_are_no_names(lexicon: Lexicon, gazetteer: Gazetteer) -> None:
    parse = "They/PRP/nsubj/left left=leave/VBD/ROOT/- Friday/NNP/npadvmod/left ././punct/left"
    assert found(lexicon, gazetteer, parse, (2, 3, "DATE")) == {}


def test_names_do_not_overlap_and_stand_in_order(lexicon: Lexicon, gazetteer: Gazetteer) -> None:
    tree = parsed(
        (
            "South/JJ/amod/Korean Korean/JJ/amod/President President/NNP/compound/Moreau "
            "Luc/NNP/compound/Moreau Moreau/NNP/nsubj/left left=leave/VBD/ROOT/- "
            "South/NNP/compound/Korea Korea/NNP/dobj/left ././punct/left"
        ),
        (0, 5, "PERSON"),
    )
    names = find_names(tree, gazetteer=gazetteer, lexicon=lexicon)
    assert [c.surface for c in names] == ["South Korean", "Luc Moreau", "South Korea"]
    assert all(a.last <= b.first for a, b in pairwise(names))


def test_the_name_in_a_compound(lexicon: Lexicon, gazetteer: Gazetteer) -> None:
    tree = parsed("U.S.-supplied/VBN/amod/arms arms/NNS/ROOT/-")
    (name,) = compound_names(tree, gazetteer)
    assert (name.surface, name.senses[0].key) == ("U.S.", "united-states")
    assert (
        list(compound_names(parsed("well-supplied/VBN/amod/arms arms/NNS/ROOT/-"), gazetteer)) == []
    )


@pytest.mark.xfail(strict=True, reason="'war in Ukraine' is a name of the war itself")
def test_the_states_in_the_name_of_a_war(lexicon: Lexicon, gazetteer: Gazetteer) -> None:
    tree = parsed(
        "They/PRP/nsubj/saw saw=see/VBD/ROOT/- Russia/NNP/poss/war 's/POS/case/Russia "
        "war/NN/dobj/saw in/IN/prep/war Ukraine/NNP/pobj/in ././punct/saw"
    )
    outer = Candidate(0, 2, 7, "Russia's war in Ukraine", EntityType.CONFLICT)
    assert [c.surface for c in nested_names(tree, outer, gazetteer)] == ["Russia", "Ukraine"]


@pytest.mark.parametrize(
    ("surface", "kind"),
    [
        ("82nd Airborne Division", EntityType.MILITARY_FORCE),
        ("Seventh Division", EntityType.MILITARY_FORCE),
        ("First Division", None),
        ("Coastal Ministry", EntityType.GOVERNMENT_BODY),
        ("Ministry of Rivers", EntityType.GOVERNMENT_BODY),
        ("Northern Army", EntityType.MILITARY_FORCE),
        ("Luc Moreau", None),
        ("", None),
    ],
)
def test_type_by_shape(lexicon: Lexicon, surface: str, kind: EntityType | None) -> None:
    assert type_by_shape(surface, lexicon) is kind


def test_a_hyphen_goes_on_with_the_name(lexicon: Lexicon, gazetteer: Gazetteer) -> None:
    parse = (
        "Minister/NNP/compound/Seo Seo/NNP/compound/Min Min/NNP/nsubj/left _-/HYPH/punct/Min "
        "_jun/NNP/nsubj/left left=leave/VBD/ROOT/- ././punct/left"
    )
    assert "Seo Min-jun" in found(lexicon, gazetteer, parse)


def test_an_airline_named_after_its_state_is_no_state(
    lexicon: Lexicon, gazetteer: Gazetteer
) -> None:
    parse = (
        "Air/NNP/compound/Ghana Ghana/NNP/nsubj/resumed resumed=resume/VBD/ROOT/- "
        "flights/NNS/dobj/resumed ././punct/resumed"
    )
    assert found(lexicon, gazetteer, parse, (0, 2, "ORG")) == {"Air Ghana": ORG}


def test_a_storm_is_no_person(lexicon: Lexicon, gazetteer: Gazetteer) -> None:
    parse = (
        "Hurricane/NNP/compound/Dora Dora/NNP/nsubj/hit hit/VBD/ROOT/- Tampico/NNP/dobj/hit "
        "././punct/hit"
    )
    names = found(lexicon, gazetteer, parse, (0, 2, "PERSON"))
    assert PERSON not in names.values()


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("The singer Park Jin-ho sang.", "Person/Park Jin-ho"),
        ("The Park Jin-chaired meeting ended.", "park-jin"),
        ("The Park Jin-era plan failed.", "park-jin"),
    ],
)
def test_a_known_name_may_be_the_beginning_of_another(read: Read, text: str, who: str) -> None:
    assert who in read(text).resolved.entities
