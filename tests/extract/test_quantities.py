"""Numbers become bounds and a unit; the words stay as written."""

from __future__ import annotations

import pytest
from parses import at, tree

from kg.extract.quantities import casualties, quantity_of
from kg.model import Quantity


def quantity(parse: str, head: str) -> Quantity | None:
    built = tree(parse)
    return quantity_of(built, at(built, head))


def counted(parse: str, trigger: str) -> list[Quantity]:
    built = tree(parse)
    return list(casualties(built, at(built, trigger)))


def soldiers(number: str) -> str:
    return f"{number} soldiers=soldier/NNS/nsubj/left left=leave/VBD/ROOT/- ././punct/left"


@pytest.mark.parametrize(
    ("number", "minimum", "maximum", "text"),
    [
        ("26/CD/nummod/soldiers", 26, 26, "26 soldiers"),
        ("2,500/CD/nummod/soldiers", 2500, 2500, "2,500 soldiers"),
        ("Seven/CD/nummod/soldiers", 7, 7, "Seven soldiers"),
        ("two/CD/compound/hundred hundred/CD/nummod/soldiers", 200, 200, "two hundred soldiers"),
        (
            "Twenty/CD/compound/five _-/HYPH/punct/five _five/CD/nummod/soldiers",
            25,
            25,
            "Twenty-five soldiers",
        ),
        ("1.5/CD/compound/million million/CD/nummod/soldiers", 1.5e6, 1.5e6, None),
        (
            "two/CD/compound/thousand hundred/CD/compound/thousand thousand/CD/nummod/soldiers",
            2e5,
            2e5,
            "two hundred thousand soldiers",
        ),
    ],
)
def test_exact_number(number: str, minimum: float, maximum: float, text: str | None) -> None:
    found = quantity(soldiers(number), "soldiers")
    assert found is not None
    assert (found.minimum, found.maximum, found.unit) == (minimum, maximum, "soldiers")
    assert found.text == (text or "1.5 million soldiers")


@pytest.mark.parametrize(
    "bound",
    [
        "More/JJR/amod/300 than/IN/quantmod/300",
        "At/RB/advmod/least least/JJS/advmod/300",
        "Over/IN/quantmod/300",
        "Upwards/RB/advmod/300 of/IN/quantmod/300",
    ],
)
def test_at_least(bound: str) -> None:
    found = quantity(soldiers(f"{bound} 300/CD/nummod/soldiers"), "soldiers")
    words = " ".join(cell.split("/")[0] for cell in bound.split())
    assert found == Quantity(f"{words} 300 soldiers", "soldiers", 300, None)


@pytest.mark.parametrize("word", ["fewer/JJR", "less/JJR"])
def test_no_fewer_than_is_at_least(word: str) -> None:
    parse = soldiers(f"No/DT/neg/20 {word}/amod/20 than/IN/quantmod/20 20/CD/nummod/soldiers")
    found = quantity(parse, "soldiers")
    assert found is not None
    assert (found.minimum, found.maximum) == (20, None)


@pytest.mark.parametrize(
    "bound",
    [
        "Up/IN/quantmod/300 to/IN/quantmod/300",
        "Fewer/JJR/amod/300 than/IN/quantmod/300",
        "As/RB/advmod/300 many/JJ/amod/300 as/IN/quantmod/300",
        "No/DT/neg/300 more/JJR/amod/300 than/IN/quantmod/300",
        "Nearly/RB/advmod/300",
        "Almost/RB/advmod/300",
    ],
)
def test_at_most(bound: str) -> None:
    found = quantity(soldiers(f"{bound} 300/CD/nummod/soldiers"), "soldiers")
    words = " ".join(cell.split("/")[0] for cell in bound.split())
    assert found == Quantity(f"{words} 300 soldiers", "soldiers", None, 300)


def test_a_bound_that_hangs_elsewhere_is_part_of_the_words() -> None:
    found = quantity(
        "Ardonia/NNP/nsubj/sent sent=send/VBD/ROOT/- up/RP/prt/sent to/IN/prep/sent "
        "3,000/CD/nummod/troops troops=troop/NNS/pobj/to",
        "troops",
    )
    assert found == Quantity("up to 3,000 troops", "troops", None, 3000)


@pytest.mark.parametrize(
    "numbers",
    [
        "500/CD/quantmod/700 to/IN/quantmod/700 700/CD/nummod/soldiers",
        "Between/IN/quantmod/500 500/CD/nummod/soldiers and/CC/cc/500 700/CD/conj/500",
    ],
    ids=["to", "between"],
)
def test_range(numbers: str) -> None:
    found = quantity(soldiers(numbers), "soldiers")
    assert found is not None
    assert (found.minimum, found.maximum) == (500, 700)


def test_dozens_are_multiplied() -> None:
    found = quantity(soldiers("Two/CD/nummod/dozen dozen/NN/nummod/soldiers"), "soldiers")
    assert found is not None
    assert (found.minimum, found.maximum) == (24, 24)


@pytest.mark.parametrize(
    ("plural", "least"),
    [("dozens", 24), ("scores", 40), ("hundreds", 200), ("thousands", 2_000), ("millions", 2e6)],
)
def test_plural_of_a_number_word(plural: str, least: float) -> None:
    found = quantity(
        f"Ardonia/NNP/nsubj/sent sent=send/VBD/ROOT/- {plural}/NNS/dobj/sent of/IN/prep/{plural} "
        "troops=troop/NNS/pobj/of to/IN/prep/sent Belmark/NNP/pobj/to",
        plural,
    )
    assert found == Quantity(f"{plural} of troops", "troops", least, None)


def test_plural_of_a_number_word_alone() -> None:
    found = quantity("Rebels/NNS/nsubj/killed killed/VBD/ROOT/- dozens/NNS/dobj/killed", "dozens")
    assert found == Quantity("dozens", "", 24, None)


def test_a_place_after_the_number_word_is_no_unit() -> None:
    found = quantity(
        "Hundreds=hundred/NNS/nsubj/fled in/IN/prep/Hundreds Saro/NNP/pobj/in fled=flee/VBD/ROOT/-",
        "Hundreds",
    )
    assert found == Quantity("Hundreds", "", 200, None)


@pytest.mark.parametrize(("word", "least"), [("Tens", 20_000), ("Hundreds", 200_000)])
def test_tens_and_hundreds_of_thousands(word: str, least: float) -> None:
    found = quantity(
        f"{word}/NNS/quantmod/thousands of/IN/quantmod/thousands thousands/NNS/nsubj/fled "
        "of/IN/prep/thousands people/NNS/pobj/of#2 fled=flee/VBD/ROOT/-",
        "thousands",
    )
    assert found is not None
    assert (found.minimum, found.unit) == (least, "people")


@pytest.mark.parametrize(
    ("sign", "unit"), [("$", "USD"), ("€", "EUR"), ("£", "GBP"), ("¥", "JPY"), ("₹", "INR")]
)
def test_sign_of_a_currency(sign: str, unit: str) -> None:
    found = quantity(
        f"a/DT/det/loan {sign}/$/quantmod/million _100/CD/compound/million "
        "million/CD/nummod/loan loan/NN/ROOT/-",
        "loan",
    )
    assert found == Quantity(f"{sign}100 million loan", unit, 1e8, 1e8)


def test_sum_without_a_noun() -> None:
    found = quantity(
        "Ardonia/NNP/nsubj/pledged pledged=pledge/VBD/ROOT/- $/$/quantmod/billion "
        "2.5/CD/compound/billion billion/CD/dobj/pledged",
        "billion",
    )
    assert found == Quantity("$2.5 billion", "USD", 2.5e9, 2.5e9)


def test_number_without_a_noun_has_no_unit() -> None:
    found = quantity("Rebels/NNS/nsubj/killed killed/VBD/ROOT/- 35/CD/dobj/killed", "35")
    assert found == Quantity("35", "", 35, 35)


@pytest.mark.parametrize(
    "parse",
    [
        "the/DT/det/soldiers soldiers/NNS/nsubj/left left/VBD/ROOT/-",
        "many/JJ/amod/soldiers soldiers/NNS/nsubj/left left/VBD/ROOT/-",
        "the/DT/det/soldiers third/JJ/amod/soldiers soldiers/NNS/nsubj/left left/VBD/ROOT/-",
        "F-16/CD/nummod/soldiers soldiers/NNS/nsubj/left left/VBD/ROOT/-",
    ],
    ids=["none", "vague", "ordinal", "name"],
)
def test_no_number_no_quantity(parse: str) -> None:
    assert quantity(parse, "soldiers") is None


def test_a_number_of_something_else_does_not_count() -> None:
    parse = (
        "soldiers/NNS/nsubj/left from/IN/prep/soldiers 3/CD/nummod/towns towns/NNS/pobj/from "
        "left/VBD/ROOT/-"
    )
    assert quantity(parse, "soldiers") is None
    assert quantity(parse, "towns") == Quantity("3 towns", "towns", 3, 3)


# -- casualties ------------------------------------------------------------------------------

STRIKE = """
    Rockets=rocket/NNS/nsubj/hit hit/VBD/ROOT/- Saro/NNP/dobj/hit ,/,/punct/hit
    killing=kill/VBG/advcl/hit at/RB/advmod/least least/JJS/advmod/14 14/CD/nummod/people
    people/NNS/dobj/killing and/CC/cc/killing wounding=wound/VBG/conj/killing 35/CD/dobj/wounding
    ././punct/hit
"""


def test_killing_and_wounding() -> None:
    assert counted(STRIKE, "hit") == [
        Quantity("at least 14 people", "killed", 14, None),
        Quantity("35", "wounded", 35, 35),
    ]


def test_counted_at_the_verb_of_harm_itself() -> None:
    assert counted(STRIKE, "killing") == counted(STRIKE, "hit")


@pytest.mark.parametrize(
    ("verb", "unit"),
    [("killed=kill", "killed"), ("injured=injure", "wounded"), ("hurt", "wounded")],
)
def test_harm_in_the_passive(verb: str, unit: str) -> None:
    word = verb.partition("=")[0]
    parse = f"""
        Six/CD/nummod/people people/NNS/nsubjpass/{word} were=be/VBD/auxpass/{word}
        {verb}/VBN/ROOT/- in/IN/prep/{word} an/DT/det/attack attack/NN/pobj/in ././punct/{word}
    """
    assert counted(parse, "attack") == [Quantity("Six people", unit, 6, 6)]


def test_the_dead_are_the_subject_of_dying() -> None:
    parse = """
        Dozens=dozen/NNS/nsubj/died died=die/VBD/ROOT/- in/IN/prep/died an/DT/det/attack
        attack/NN/pobj/in ././punct/died
    """
    assert counted(parse, "attack") == [Quantity("Dozens", "killed", 24, None)]


def test_the_killers_are_not_the_dead() -> None:
    parse = """
        Three/CD/nummod/gunmen gunmen=gunman/NNS/nsubj/killed killed=kill/VBD/ROOT/-
        Oren/NNP/dobj/killed ././punct/killed
    """
    assert counted(parse, "killed") == []


def test_a_killing_noun_counts_nobody() -> None:
    parse = """
        The/DT/det/killing killing=kill/NN/nsubj/shocked of/IN/prep/killing
        two/CD/nummod/envoys envoys=envoy/NNS/pobj/of shocked=shock/VBD/ROOT/-
        Vale/NNP/dobj/shocked
    """
    assert counted(parse, "killing") == []


def test_the_dead_of_another_clause_are_not_counted() -> None:
    parse = """
        Ardonia/NNP/nsubj/attacked attacked=attack/VBD/ROOT/- Belmark/NNP/dobj/attacked
        after/IN/mark/killed rebels=rebel/NNS/nsubj/killed killed=kill/VBD/advcl/attacked
        14/CD/nummod/soldiers soldiers=soldier/NNS/dobj/killed ././punct/attacked
    """
    assert counted(parse, "attacked") == []
