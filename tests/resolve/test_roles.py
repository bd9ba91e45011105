"""Whom institutions, officials and titles without a name mean."""

from __future__ import annotations

import pytest
from resolve_reading import Read

from kg.model import EntityType

pytestmark = pytest.mark.model


def test_officials_and_governments_are_the_state(read: Read) -> None:
    told = read("Kenyan officials lied. Chad's government met the Ugandan authorities.")
    assert told.mentions("officials") == {("kenya", "title")}
    assert told.mentions("government") == {("chad", "title")}
    assert told.mentions("authorities") == {("uganda", "title")}


def test_officials_of_nobody_are_no_state(read: Read) -> None:
    assert read("Officials lied about Kenya.").who("Officials") == set()


def test_an_institution_is_an_organ_of_its_own(read: Read) -> None:
    told = read("South Korea's spy agency briefed lawmakers.")
    ((key, kind),) = told.mentions("spy agency")
    assert kind == "organ"
    organ = told.entity(key)
    assert (organ.type, organ.represents) == (EntityType.GOVERNMENT_BODY, "south-korea")
    assert organ.label == "South Korean spy agency"
    assert told.offices() == {("partOfGovernment", key, "south-korea")}


@pytest.mark.parametrize("text", ["Chad's navy fled.", "The navy of Chad fled."])
def test_an_institution_is_one_however_it_is_named(read: Read, text: str) -> None:
    told = read(text)
    (key,) = told.who("navy")
    assert key == "MilitaryForce/chad navy"
    assert told.entity(key).represents == "chad"


def test_an_institution_that_the_gazetteer_knows_is_one_too(read: Read) -> None:
    told = read("Kenya's army fled. The Kenyan army lost.")
    assert told.who("army", 1) == told.who("Kenyan army")


def test_navies_of_two_states_are_two(read: Read) -> None:
    told = read("The navy of Chad met the navy of Mali.")
    assert told.who("navy", 1) == {"MilitaryForce/chad navy"}
    assert told.who("navy", 2) == {"MilitaryForce/mali navy"}


def test_the_navy_is_the_one_that_was_named(read: Read) -> None:
    assert read("Chad's navy fled. The navy won.").mentions("navy", 2) == {
        ("MilitaryForce/chad navy", "title")
    }


def test_the_army_of_nobody_is_none(read: Read) -> None:
    assert read("The army fled.").who("army") == set()


def test_a_word_before_another_noun_is_no_institution(read: Read) -> None:
    assert read("The Kenyan army chief fled.").who("army") == set()


def test_a_headlines_verb_is_no_noun_after_an_institution(read: Read) -> None:
    told = read("Namibia's military bombs a bridge near Rundu, killing six people.")
    ((_, kind),) = told.mentions("military")
    assert kind == "organ"


def test_an_institution_named_after_its_state(read: Read) -> None:
    told = read("The Ukrainian Armed Forces left.")
    (key,) = told.who("Ukrainian Armed Forces")
    assert told.entity(key).represents == "ukraine"
    assert ("partOfGovernment", key, "ukraine") in told.offices()


# --- titles without a name --------------------------------------------------------------------

MINISTER = "French Defense Minister Luc Moreau arrived. "


@pytest.mark.parametrize(
    ("after", "words"),
    [
        ("The defense minister smiled.", "defense minister"),
        ("The French defense minister smiled.", "defense minister"),
        ("The French defence chief smiled.", "defence chief"),
        ("France's minister smiled.", "minister"),
    ],
)
def test_a_title_means_its_holder(read: Read, after: str, words: str) -> None:
    assert read(MINISTER + after).mentions(words) == {("Person/Luc Moreau", "title")}


@pytest.mark.parametrize(
    ("after", "words"),
    [("The finance minister smiled.", "finance minister"), ("The envoy smiled.", "envoy")],
)
def test_another_office_is_another_person(read: Read, after: str, words: str) -> None:
    assert read(MINISTER + after).who(words) == set()


def test_the_minister_of_another_state_is_that_state(read: Read) -> None:
    told = read(MINISTER + "The Chadian defense minister smiled.")
    assert told.who("defense minister") == {"chad"}


def test_a_title_without_holder_is_the_state(read: Read) -> None:
    assert read("The Chadian president said no.").mentions("president") == {("chad", "title")}


def test_a_former_title_is_nobody(read: Read) -> None:
    assert read("The former Chadian president said no.").who("president") == set()


def test_of_two_holders_the_polity_decides(read: Read) -> None:
    told = read(
        "French President Luc Moreau met Chadian President Idriss Bako. "
        "The Chadian president smiled. The French president left."
    )
    assert told.who("president", 1) == {"Person/Idriss Bako"}
    assert told.who("president", 2) == {"Person/Luc Moreau"}
