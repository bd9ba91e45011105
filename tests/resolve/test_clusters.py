"""Which names of a document are one entity."""

from __future__ import annotations

import pytest
from resolve_reading import Read

from kg.model import EntityType

pytestmark = pytest.mark.model


def test_a_surname_joins_the_full_name(read: Read) -> None:
    told = read("Kenyan President Daniel Otieno left. Otieno smiled.")
    assert told.who("Otieno", 2) == told.who("Daniel Otieno") == {"Person/Daniel Otieno"}
    assert told.entity("Person/Daniel Otieno").label == "Daniel Otieno"
    assert "Otieno" in told.entity("Person/Daniel Otieno").aliases


def test_a_surname_may_come_first(read: Read) -> None:
    told = read("Otieno smiled.\nKenyan President Daniel Otieno left.")
    assert told.who("Otieno") == {"Person/Daniel Otieno"}


def test_a_middle_initial_makes_no_second_person(read: Read) -> None:
    told = read("Donald J. Otieno spoke. Donald Otieno left.")
    assert told.who("Donald Otieno") == {"Person/Donald J. Otieno"}


def test_two_persons_of_one_surname_are_not_merged(read: Read) -> None:
    told = read("Anna Keller met Bernd Keller in Berlin.")
    assert told.who("Anna Keller") == {"Person/Anna Keller"}
    assert told.who("Bernd Keller") == {"Person/Bernd Keller"}


def test_a_shared_surname_means_who_was_named_last(read: Read) -> None:
    told = read("Anna Keller left. Bernd Keller spoke. Keller smiled.")
    assert told.who("Keller", 3) == {"Person/Bernd Keller"}


def test_a_first_name_tells_them_apart(read: Read) -> None:
    told = read("Peter Otieno met Daniel Otieno. Daniel left.")
    assert told.who("Daniel", 2) == {"Person/Daniel Otieno"}


def test_an_acronym_in_brackets(read: Read) -> None:
    told = read("The National Crime Bureau (NCB) met. The NCB spoke.")
    (key,) = told.who("National Crime Bureau")
    assert told.who("NCB", 2) == {key}
    assert "NCB" in told.entity(key).aliases


def test_an_acronym_of_initials(read: Read) -> None:
    told = read("The African Border Agency spoke. ABA lied.")
    assert told.who("ABA") == told.who("African Border Agency")


def test_another_acronym_is_another_name(read: Read) -> None:
    told = read("The African Border Agency spoke. Officials of the XQZ Agency left.")
    assert "African Border Agency" in {e.label for e in told.resolved.entities.values()}
    assert not told.who("XQZ Agency") & told.who("African Border Agency")


def test_the_gazetteer_joins_all_names_of_a_state(read: Read) -> None:
    told = read("The United States agreed. The U.S. left. American troops left. Washington spoke.")
    assert told.mentions("United States") == {("united-states", "name")}
    assert told.mentions("U.S.") == {("united-states", "name")}
    assert told.mentions("American") == {("united-states", "demonym")}
    assert told.mentions("Washington") == {("united-states", "metonym")}


def test_a_capital_is_a_place_and_a_government_in_one_text(read: Read) -> None:
    told = read("Moscow held talks with Chad in Moscow.")
    assert told.mentions("Moscow", 1) == {("russia", "metonym")}
    assert told.mentions("Moscow", 2) == {("moscow", "name")}
    assert told.entity("moscow").type is EntityType.PLACE


def test_a_seat_is_its_government(read: Read) -> None:
    assert read("The Kremlin denied the report.").mentions("Kremlin") == {("russia", "metonym")}


def test_a_title_outvotes_the_recognizer(read: Read) -> None:
    told = read("Spokesman Pavel Zorin spoke. Zorin left. They met Zorin.")
    assert told.who("Zorin", 2) == told.who("Zorin", 3) == {"Person/Pavel Zorin"}


def test_a_first_word_stands_for_an_organization(read: Read) -> None:
    told = read("The airline Severny Air flies to Paris. Severny denied the report.")
    assert told.who("Severny", 2) == told.who("Severny Air")


def test_an_everyday_first_word_does_not(read: Read) -> None:
    told = read("The National Union met. National pride grew.")
    assert told.who("National", 2) == set()


def test_who_leads_a_state_is_meant_by_a_shared_surname(read: Read) -> None:
    told = read("Kim Jong Un met his sister Kim Yo Jong. Kim Yo Jong spoke. Kim left.")
    assert told.who("Kim", 4) == {"kim-jong-un"}


def test_a_known_surname_is_whom_the_text_spoke_of(read: Read) -> None:
    told = read("Eduardo Bolsonaro left. Bolsonaro praised his father, Jair Bolsonaro.")
    assert told.who("Bolsonaro", 2) == told.who("Eduardo Bolsonaro")
    assert told.who("Jair Bolsonaro") == {"jair-bolsonaro"}
