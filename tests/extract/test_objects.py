"""What an event is about: the document's own words, no party twice, an entity where it is one."""

from __future__ import annotations

from parses import resolved

from kg.extract import Rules, extract
from kg.model import Event

GAVE = """
    Ardonia/NNP/nsubj/gave gave=give/VBD/ROOT/- {aid} aid/NN/dobj/gave to/IN/prep/gave
    Belmark/NNP/pobj/to
"""


def told(parse: str, rules: Rules) -> Event:
    """The only event of the sentence."""
    found = extract(resolved(parse), rules=rules).claims
    (event,) = [c.about for c in found if isinstance(c.about, Event)]
    return event


def test_the_words_of_the_object(rules: Rules) -> None:
    event = told(GAVE.format(aid="food/NN/compound/aid"), rules)
    assert event.object_text == "food aid"


def test_a_long_object_is_cut_between_words(rules: Rules) -> None:
    long = told(GAVE.format(aid=" ".join(["food/NN/compound/aid"] * 60)), rules).object_text
    assert long is not None
    assert long.endswith("food food…")
    assert len(long) <= 161


def test_a_party_is_no_object(rules: Rules) -> None:
    event = told("Ardonia/NNP/nsubj/met met=meet/VBD/ROOT/- Belmark/NNP/dobj/met", rules)
    assert (event.object, event.object_text) == ((), None)


def test_a_time_is_no_object(rules: Rules) -> None:
    arrest = """
        Ardonia/NNP/nsubj/held held=arrest/VBD/ROOT/- Anna/NNP/compound/Vale Vale/NNP/dobj/held
        on/IN/prep/held {why}/NNP/pobj/on
    """
    assert told(arrest.format(why="Friday"), rules).object_text is None
    assert told(arrest.format(why="suspicion"), rules).object_text == "suspicion"
