"""Whom pronouns and general nouns mean."""

from __future__ import annotations

import pytest
from resolve_reading import Read

pytestmark = pytest.mark.model


# --- he and she -------------------------------------------------------------------------------


def test_he_is_the_subject_of_the_sentence_before(read: Read) -> None:
    told = read("Luc Moreau met Idriss Bako. He left.")
    assert told.mentions("He") == {("Person/Luc Moreau", "pronoun")}


def test_he_is_not_the_subject_of_his_own_verb(read: Read) -> None:
    assert read("Luc Moreau praised him.").mentions("him") == set()


def test_his_is_the_subject_of_the_same_sentence(read: Read) -> None:
    assert read("Luc Moreau praised his brother.").who("his") == {"Person/Luc Moreau"}


def test_his_may_come_before_the_name(read: Read) -> None:
    assert read("In his speech, Luc Moreau praised Chad.").who("his") == {"Person/Luc Moreau"}


def test_he_is_no_state(read: Read) -> None:
    assert read("France agreed. He left.").who("He") == set()


def test_he_reaches_no_further_than_two_sentences(read: Read) -> None:
    rain = "It rained hard all day. "
    assert read(f"Luc Moreau spoke. {rain}He left.").who("He") == {"Person/Luc Moreau"}
    assert read(f"Luc Moreau spoke. {rain * 3}He left.").who("He") == set()


def test_he_reaches_no_further_than_one_paragraph(read: Read) -> None:
    assert read("Luc Moreau spoke.\nHe left.").who("He") == {"Person/Luc Moreau"}
    assert read("Luc Moreau spoke.\nIt rained.\nHe left.").who("He") == set()


# --- it ---------------------------------------------------------------------------------------


def test_it_is_a_state_or_an_organization(read: Read) -> None:
    assert read("France said it would help.").who("it") == {"france"}
    assert read("NATO spoke. It agreed.").who("It") == {"nato"}


def test_it_is_no_person(read: Read) -> None:
    assert read("Luc Moreau said it would help.").who("it") == set()


def test_it_is_no_demonym(read: Read) -> None:
    assert read("French wine sold. It tasted good.").who("It") == set()


# --- countries --------------------------------------------------------------------------------


def test_his_country_is_the_state_that_he_stands_for(read: Read) -> None:
    told = read("French President Luc Moreau said his country would help.")
    assert told.who("country") == {"france"}


def test_his_country_is_unknown_without_an_office(read: Read) -> None:
    assert read("Luc Moreau said his country would help.").who("country") == set()


def test_the_country_is_the_only_state_before(read: Read) -> None:
    assert read("Chad protested. The country is poor.").who("country") == {"chad"}


def test_the_country_is_the_subject_of_two(read: Read) -> None:
    assert read("France met Chad. The country protested.").who("country") == {"france"}


def test_another_country_is_nobody(read: Read) -> None:
    assert read("Chad protested. Another country agreed.").who("country") == set()


@pytest.mark.parametrize("phrase", ["Both countries", "The two countries", "The two nations"])
def test_both_countries_are_the_two_of_the_sentence_before(read: Read, phrase: str) -> None:
    told = read(f"Kenya and Uganda signed a deal. {phrase} agreed.")
    assert told.who(phrase.split()[-1]) == {"kenya", "uganda"}


def test_both_countries_are_no_two_of_three(read: Read) -> None:
    assert read("France, Chad and Kenya met. Both countries agreed.").who("countries") == set()


def test_both_countries_are_the_states_that_two_persons_stand_for(read: Read) -> None:
    told = read(
        "Kenyan President Daniel Otieno met Ugandan President Moses Okello. "
        "Otieno praised Okello. Both countries agreed."
    )
    assert told.who("countries") == {"kenya", "uganda"}


def test_two_sides_may_be_an_armed_group(read: Read) -> None:
    told = read("Israel and Hamas agreed. The two sides met.")
    assert told.who("sides") == {"israel", *told.who("Hamas")}
    assert read("Israel and Hamas agreed. Both countries met.").who("countries") == set()


def test_the_capital_of_a_demonym(read: Read) -> None:
    assert read("They left the Chadian capital.").who("capital") == {"ndjamena"}
    assert read("They left the capital.").who("capital") == set()


# --- the North and other names that need the text -----------------------------------------------


def test_the_north_needs_north_korea(read: Read) -> None:
    told = read("North Korea fired a missile. The North lied.")
    assert told.who("North", 2) == {"north-korea"}
    assert "north-korea" not in read("The North is cold.").resolved.entities


def test_the_north_and_the_south(read: Read) -> None:
    told = read("North Korea and South Korea met. The North left. The South stayed.")
    assert told.who("North", 2) == {"north-korea"}
    assert told.who("South", 2) == {"south-korea"}


def test_a_small_north_is_a_direction(read: Read) -> None:
    told = read("North Korea fired a missile. People in the north protested.")
    assert told.who("north") == set()


def test_the_alliance(read: Read) -> None:
    assert read("NATO met. The alliance agreed.").who("alliance") == {"nato"}
    assert read("Chad met. The alliance agreed.").who("alliance") == set()


def test_the_rebels_are_the_only_armed_group(read: Read) -> None:
    told = read("The Houthis attacked. The rebels left.")
    assert told.who("rebels") == told.who("Houthis")
    assert told.who("rebels") != set()
    assert read("The rebels left Chad.").who("rebels") == set()


def test_the_agency_is_the_last_organization(read: Read) -> None:
    told = read("The International Atomic Energy Agency met in Vienna. The agency spoke.")
    (key,) = told.who("agency")
    assert told.entity(key).label == "International Atomic Energy Agency"


# --- genders and binding ------------------------------------------------------------------------


def test_she_and_he_are_two(read: Read) -> None:
    told = read("Ana Vega criticized Rui Melo. She said he lied. Vega called on him to resign.")
    assert told.who("She") == {"Person/Ana Vega"}
    assert told.who("he", 2) == {"Person/Rui Melo"}
    assert told.who("him") == {"Person/Rui Melo"}


def test_a_title_tells_the_gender(read: Read) -> None:
    told = read("Mrs. Vega met Rui Melo. He smiled.")
    assert told.who("He") == {"Person/Rui Melo"}


def test_who_acts_is_not_acted_on(read: Read) -> None:
    told = read("Iran seized a tanker. The Islamic Republic released it.")
    assert told.who("it") == set()


def test_what_is_denied_is_no_entity(read: Read) -> None:
    assert read("NATO met in Oslo. France denied it.").who("it") == set()


# --- by the head noun ---------------------------------------------------------------------------


def test_the_council_is_the_council_named_before(read: Read) -> None:
    told = read("The United Nations Security Council met. NATO watched. The council adjourned.")
    assert told.who("council") == {"united-nations-security-council"}


def test_the_ministry_is_the_ministry_named_before(read: Read) -> None:
    told = read("The Kenyan Ministry of Health issued a warning. The ministry closed schools.")
    assert told.who("ministry") == told.who("Kenyan Ministry of Health")


def test_two_councils_leave_a_doubt(read: Read) -> None:
    told = read("The Quito Council and the Lima Council met. The council adjourned.")
    assert told.who("council") == set()


def test_an_authority_is_no_company(read: Read) -> None:
    told = read("The Harbour Authority sued Severny Kod, a software firm. The company paid.")
    assert told.who("company") == told.who("Severny Kod")


def test_whose_ally_a_group_is_does_not_own_its_leader(read: Read) -> None:
    told = read("The Houthis fired. The Iran-backed group said its leader, Musa Dan, fled.")
    assert told.who("group") == {"houthis"}
    assert told.who("its") == {"houthis"}
    assert told.offices() == {("holdsPosition", "Person/Musa Dan", "houthis")}


def test_both_sides_are_not_the_backer_of_one(read: Read) -> None:
    told = read("The al-Qaida-linked JNIM fought the Malian army. Both sides lost men.")
    assert told.who("sides") == {"jamaat-nusrat-al-islam-wal-muslimin", "mali"}


def test_the_country_of_an_army_need_not_be_named(read: Read) -> None:
    told = read("Chad rejoiced. The Bundeswehr sent trucks. The country is at peace.")
    assert told.who("country") == {"germany"}
    assert told.who("Bundeswehr") == {"bundeswehr"}
