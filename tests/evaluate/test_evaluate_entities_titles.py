from __future__ import annotations

import pytest

from kg.evaluate.entities.titles import TitleClass, Titles, bare_title, plain_title
from kg.gazetteer import load_gazetteer
from kg.lexicon import load_lexicon


@pytest.fixture(scope="module")
def titles() -> Titles:
    return Titles(load_gazetteer(), load_lexicon())


def test_titles_are_read_as_people_write_them() -> None:
    assert plain_title("Al-Shabaab_%28militant_group%29#History") == "Al-Shabaab (militant group)"
    assert plain_title("Kivu_Hall?action=edit&redlink=1") == "Kivu Hall"
    assert bare_title("Georgia_(country)") == "Georgia"


@pytest.mark.parametrize(
    ("title", "kind", "key"),
    [
        ("Georgia_(country)", TitleClass.STATE, "georgia"),
        ("Georgia_(U.S._state)", TitleClass.PLACE, "georgia-us-state"),
        ("State_of_Palestine", TitleClass.STATE, "palestine"),
        ("Ireland", TitleClass.STATE, "ireland"),
        ("Paris", TitleClass.PLACE, "paris"),
        ("Hamas", TitleClass.ORGANIZATION, "hamas"),
        ("Xi_Jinping", TitleClass.PERSON, "xi-jinping"),
        ("Hezbollah_(militant_group)", TitleClass.ORGANIZATION, "hezbollah"),
    ],
)
def test_the_gazetteer_answers_first(
    titles: Titles, title: str, kind: TitleClass, key: str
) -> None:
    described = titles.describe(title)
    assert described.kind is kind
    assert described.entry is not None
    assert described.entry.key == key


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Peter_Lule_(politician)", TitleClass.PERSON),
        ("Zoro_(city)", TitleClass.PLACE),
        ("The_Red_Road_(2019_film)", None),
        ("Ministry_of_Health_(Benin)", TitleClass.ORGANIZATION),
        ("House_of_Representatives_of_Fiji", TitleClass.ORGANIZATION),
        ("Lake_Zoro_District", TitleClass.PLACE),
        ("Zoro,_Ohio", TitleClass.PLACE),
        ("Islamic_State_–_Zoro_Province", TitleClass.ORGANIZATION),
        ("Zoro_Regional_Hospital", TitleClass.UNKNOWN),
        ("Amina_Odhiambo", TitleClass.UNKNOWN),
        ("Ministry_of_Justice_(Zoro)", TitleClass.ORGANIZATION),
    ],
)
def test_the_form_of_a_title_tells_its_class(
    titles: Titles, title: str, kind: TitleClass | None
) -> None:
    assert titles.describe(title).kind is kind


@pytest.mark.parametrize(
    "title",
    [
        "President_of_Kenya",
        "U.S._Secretary_of_State",
        "Government_of_Kenya",
        "Odhiambo_administration",
        "2025_Kenyan_protests",
        "Zoro_river_flood",
        "Clean_energy",
        "Kenyans",
        "Conscription_in_Switzerland",
        "List_of_rivers",
        "Artificial_intelligence",
    ],
)
def test_what_is_no_actor_or_place_is_left_out(titles: Titles, title: str) -> None:
    assert titles.describe(title).kind is None


@pytest.mark.parametrize(
    ("surface", "name"),
    [
        ("International Court of Justice", True),
        ("Malian army", True),
        ("al-Bab", True),
        ("Bank of Chad", True),
        ("Prime Minister", False),
        ("Deputy Ministers for Health", False),
        ("the government", False),
        ("Malian envoys", False),
        ("army", False),
    ],
)
def test_what_a_name_is(titles: Titles, surface: str, name: bool) -> None:
    assert titles.is_name(surface) is name


def test_the_words_before_the_links_vote(titles: Titles) -> None:
    assert titles.describe("Zoro", ["in ", "He left ", "near "]).kind is TitleClass.PLACE
    mixed = ["Prime Minister ", "President ", "It was found in "]
    assert titles.describe("Amina_Odhiambo", mixed).kind is TitleClass.PERSON
    assert titles.describe("Zoro", ["They came in, ", ""]).kind is TitleClass.UNKNOWN
