"""The resolver on whole texts: offices, home state, and what every mention must keep."""

from __future__ import annotations

import pytest
from resolve_reading import Read

from kg.model import EntityType

pytestmark = pytest.mark.model

STORY = """NAIROBI, Kenya - Kenyan President Daniel Otieno met Uganda's foreign minister, Moses
Okello, in Nairobi on Friday. Otieno said his country would help Kampala.
The two sides agreed, the police said. "It's true," Okello told the BBC.
"""


# --- offices ----------------------------------------------------------------------------------


def test_titles_give_offices(read: Read) -> None:
    told = read("Kenyan President Daniel Otieno met Uganda's foreign minister, Moses Okello.")
    assert told.offices() == {
        ("headOfState", "Person/Daniel Otieno", "kenya"),
        ("ministerOf", "Person/Moses Okello", "uganda"),
    }
    assert told.office_words() == {
        "Person/Daniel Otieno": "president",
        "Person/Moses Okello": "foreign minister",
    }
    assert told.entity("Person/Daniel Otieno").represents == "kenya"


def test_a_former_office_is_none(read: Read) -> None:
    told = read("Former Kenyan President Daniel Otieno spoke.")
    assert told.offices() == set()
    assert told.entity("Person/Daniel Otieno").represents is None


def test_the_office_of_an_organization_is_a_position(read: Read) -> None:
    told = read("Luc Moreau, president of the National Bank, arrived.")
    ((kind, holder, _),) = told.offices()
    assert (kind, holder) == ("holdsPosition", "Person/Luc Moreau")


def test_a_title_without_a_polity_gives_no_office(read: Read) -> None:
    assert read("Defense Minister Luc Moreau arrived.").offices() == set()


def test_the_words_of_an_office_are_its_evidence(read: Read) -> None:
    told = read("On Friday, Kenyan President Daniel Otieno spoke.")
    ((_, span, sentence),) = told.resolved.offices
    assert told.text[span.start : span.end] == "President Daniel Otieno"
    assert sentence == 0


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        pytest.param(
            "The government appointed Olena Koval prime minister of Ukraine.",
            ("headOfGovernment", "Person/Olena Koval", "ukraine"),
            marks=pytest.mark.xfail(
                strict=True, reason="parsers hang the name on the title, not on the verb"
            ),
        ),
        (
            "The president appointed Olena Koval as prime minister of Ukraine.",
            ("headOfGovernment", "Person/Olena Koval", "ukraine"),
        ),
        (
            "Daniel Otieno was sworn in as president of Kenya.",
            ("headOfState", "Person/Daniel Otieno", "kenya"),
        ),
    ],
)
def test_an_appointment_gives_the_office(
    read: Read, text: str, wanted: tuple[str, str, str]
) -> None:
    assert wanted in read(text).offices()


def test_an_appointment_to_come_gives_none(read: Read) -> None:
    assert read("Daniel Otieno will be sworn in as president of Kenya.").offices() == set()


def test_two_presidents(read: Read) -> None:
    told = read("Presidents Luc Moreau of France and Idriss Bako of Chad met.")
    assert told.offices() == {
        ("headOfState", "Person/Luc Moreau", "france"),
        ("headOfState", "Person/Idriss Bako", "chad"),
    }


# --- home -------------------------------------------------------------------------------------


def test_the_dateline_names_the_home_state(read: Read) -> None:
    told = read(
        "Armenian officials protested. Defense Minister Aram Petrosyan left. The police agreed.",
        "YEREVAN, Armenia",
    )
    assert told.home == "armenia"
    assert ("ministerOf", "Person/Aram Petrosyan", "armenia") in told.offices()
    assert told.who("police") == {"GovernmentBody/armenia police"}


def test_a_capital_alone_in_the_dateline_is_enough(read: Read) -> None:
    assert read("Armenian officials protested.", "YEREVAN").home == "armenia"


def test_the_home_state_must_act(read: Read) -> None:
    told = read("Chad protested in the lead. Nobody else spoke.", "PARIS")
    assert told.home == "chad"


def test_without_a_dateline_the_only_state_is_home(read: Read) -> None:
    told = read("Armenian officials protested. Defense Minister Aram Petrosyan left.")
    assert told.home == "armenia"
    assert told.offices() == {("ministerOf", "Person/Aram Petrosyan", "armenia")}


def test_without_a_dateline_two_states_are_no_home(read: Read) -> None:
    told = read("Armenian officials met Georgians. Defense Minister Aram Petrosyan left.")
    assert told.home is None
    assert told.offices() == set()


def test_a_foreign_minister_is_not_taken_home(read: Read) -> None:
    told = read(
        "Armenian officials protested. A Chadian delegation led by Defense Minister "
        "Idriss Bako left.",
        "YEREVAN, Armenia",
    )
    assert ("ministerOf", "Person/Idriss Bako", "armenia") not in told.offices()


def test_a_local_leader_has_no_state(read: Read) -> None:
    told = read("Armenian officials protested. Mayor Aram Petrosyan left.", "YEREVAN, Armenia")
    assert told.offices() == set()


# --- the whole --------------------------------------------------------------------------------


def test_a_story(read: Read) -> None:
    told = read(STORY, "NAIROBI, Kenya")
    assert told.home == "kenya"
    assert told.who("Otieno", 2) == {"Person/Daniel Otieno"}
    assert told.who("country") == {"kenya"}
    assert told.mentions("Kampala") == {("uganda", "metonym")}
    assert told.mentions("Nairobi") == {("nairobi", "name")}
    assert told.who("sides") == {"kenya", "uganda"}
    assert told.who("police") == {"GovernmentBody/kenya police"}
    (outlet,) = told.who("BBC")
    assert told.entity(outlet).type is EntityType.NEWS_MEDIA


def test_every_mention_stands_in_its_text_and_names_an_entity(read: Read) -> None:
    resolved = read(STORY, "NAIROBI, Kenya").resolved
    text = resolved.annotated.document.text
    for mention in resolved.mentions:
        sentence = resolved.annotated.sentences[mention.sentence]
        assert sentence.start <= mention.start < mention.end <= sentence.end
        tokens = sentence.tokens[mention.first : mention.last]
        assert text[mention.start : mention.end].startswith(tokens[0].text[:1])
        assert mention.first <= mention.head < mention.last
        assert mention.entity in resolved.entities
    for entity in resolved.entities.values():
        assert entity.represents is None or entity.represents in resolved.entities


def test_only_what_is_mentioned_is_an_entity(read: Read) -> None:
    told = read("Chad protested.")
    assert set(told.resolved.entities) == {"chad"}


def test_a_text_without_names(read: Read) -> None:
    told = read("It rained all day.")
    assert told.resolved.mentions == ()
    assert dict(told.resolved.entities) == {}


def test_the_same_text_gives_the_same_reading(read: Read) -> None:
    one, two = read(STORY).resolved, read(STORY).resolved
    assert one.mentions == two.mentions
    assert one.entities == two.entities
    assert one.offices == two.offices


# --- names of organs, places and leaders -------------------------------------------------------


def test_a_state_in_its_organs_name_is_mentioned_too(read: Read) -> None:
    told = read("The Supreme Court of Ghana rejected the appeal.")
    assert told.who("Supreme Court of Ghana") != {"ghana"}
    assert told.mentions("Ghana") == {("ghana", "nested")}


def test_a_state_in_a_foreign_name_is_not_mentioned(read: Read) -> None:
    told = read("Fighters of the Islamic State in Iraq and Syria fled.")
    assert told.who("Iraq") == set()


@pytest.mark.parametrize(
    "name",
    ["Supreme Court of Namibia", "Namibian Supreme Court", "Namibia Supreme Court"],
)
def test_an_organ_is_one_however_its_state_is_named(read: Read, name: str) -> None:
    told = read(f"The {name} rejected the appeal.")
    assert told.who(name) == {"GovernmentBody/namibia supreme court"}
    assert ("partOfGovernment", "GovernmentBody/namibia supreme court", "namibia") in told.offices()


@pytest.mark.parametrize(
    "phrase",
    [
        "Namibia's Ministry of Health",
        "the Ministry of Health of Namibia",
        "the electoral commission of Namibia",
        "Namibia's electoral commission",
    ],
)
def test_an_organ_goes_by_the_words_of_the_text(read: Read, phrase: str) -> None:
    told = read(f"On Friday {phrase} praised Ghana.")
    (organ,) = [e for e in told.resolved.entities.values() if e.represents == "namibia"]
    assert phrase.removeprefix("the ") in {organ.label, *organ.aliases}


def test_a_clause_is_no_part_of_an_organs_name(read: Read) -> None:
    told = read("Namibia's Ministry of Health praised Ghana on Monday.")
    (organ,) = [e for e in told.resolved.entities.values() if e.represents == "namibia"]
    assert organ.label == "Namibian Ministry of Health"


@pytest.mark.parametrize(
    "name",
    ["Supreme Court of Ghana", "Ghanaian Supreme Court", "Ghana Supreme Court"],
)
def test_an_organ_of_the_gazetteer_is_that_one(read: Read, name: str) -> None:
    told = read(f"The {name} rejected the appeal.")
    assert told.who(name) == {"supreme-court-of-ghana"}


def test_a_ministry_of_something_is_that_ministry(read: Read) -> None:
    one = read("The Ghanaian Ministry of Health issued a warning.")
    other = read("Ghana's Health Ministry issued a warning.")
    assert one.who("Ghanaian Ministry of Health") == other.who("Health Ministry")


def test_a_district_bears_its_noun(read: Read) -> None:
    told = read("Rebels attacked villages in the Orvali district on Friday.")
    (key,) = told.who("Orvali district")
    assert told.entity(key).label == "Orvali"


def test_a_district_named_after_a_city_is_not_the_city(read: Read) -> None:
    told = read("Troops advanced through Masisi Territory.")
    assert told.who("Masisi Territory") == {"Place/Masisi Territory"}


def test_the_city_of_is_another_place(read: Read) -> None:
    told = read("Police searched the coastal Atlantic city of Essaouira.")
    assert "Atlantic city" not in {told.text[m.start : m.end] for m in told.resolved.mentions}


def test_a_direction_makes_another_place(read: Read) -> None:
    told = read("The flood hit West Java on Monday.")
    assert told.who("West Java") == {"Place/West Java"}


def test_a_leaders_government_is_the_states(read: Read) -> None:
    told = read("The Macron administration imposed sanctions on Mali.")
    assert told.who("administration") == {"france"}


# --- persons of the gazetteer -------------------------------------------------------------------


def test_a_known_surname_is_the_known_person(read: Read) -> None:
    told = read("Putin spoke. Vladimir Putin met Macron.")
    assert told.who("Putin") == told.who("Vladimir Putin")
    assert told.entity("vladimir-putin").type is EntityType.PERSON


def test_another_first_name_is_another_person(read: Read) -> None:
    told = read("Olga Putin, a baker from Riga, won the prize.")
    assert told.who("Olga Putin") == {"Person/Olga Putin"}


def test_a_junior_is_another_person(read: Read) -> None:
    told = read("Donald Trump Jr. visited Greenland.")
    (key,) = told.who("Donald Trump Jr.")
    assert key.startswith("Person/")


def test_a_surname_belongs_to_whom_the_text_names_in_full(read: Read) -> None:
    told = read("Olga Putin, a baker from Riga, won the prize. Putin thanked her mother.")
    assert told.who("Putin", 2) == {"Person/Olga Putin"}


def test_middle_names_make_no_second_person(read: Read) -> None:
    told = read("Vladimir Vladimirovich Putin spoke on Friday.")
    assert told.who("Vladimir Vladimirovich Putin") == {"vladimir-putin"}


# --- offices of whom the text does not say ------------------------------------------------------


def test_a_known_president_needs_no_country(read: Read) -> None:
    told = read("The mayor of Lima wrote to President Macron in Paris about Brazil.")
    assert ("headOfState", "emmanuel-macron", "france") in told.offices()


def test_the_groups_leader_leads_the_group(read: Read) -> None:
    told = read("Al-Shabaab fled. The group's leader, Musa Dan, was wounded.")
    assert ("holdsPosition", "Person/Musa Dan", "al-shabaab") in told.offices()


def test_a_title_in_the_plural_is_that_of_all(read: Read) -> None:
    told = read("France sanctioned Kenyan ministers Daniel Otieno and Grace Wanjiru.")
    assert told.offices() == {
        ("ministerOf", "Person/Daniel Otieno", "kenya"),
        ("ministerOf", "Person/Grace Wanjiru", "kenya"),
    }
    assert set(told.office_words().values()) == {"minister"}


def test_a_candidate_belongs_to_the_party(read: Read) -> None:
    told = read("Fine Gael candidate Nuala Byrne lost.")
    assert told.offices() == {("memberOf", "Person/Nuala Byrne", "fine-gael")}


def test_a_term_of_office_is_an_office(read: Read) -> None:
    told = read("Daniel Otieno was appointed for a full term as president of Kenya.")
    assert ("headOfState", "Person/Daniel Otieno", "kenya") in told.offices()


def test_a_nationality_is_that_of_all_in_the_list(read: Read) -> None:
    told = read("Police arrested the British nationals Rose Hart and Colin Dale in Accra.")
    assert {
        ("nationality", "Person/Rose Hart", "united-kingdom"),
        ("nationality", "Person/Colin Dale", "united-kingdom"),
    } <= told.offices()


def test_an_army_that_only_describes_a_thing_is_not_named(read: Read) -> None:
    told = read("Algeria protested against Malian military drones over its desert.")
    assert told.who("Malian") == {"mali"}
    assert not {k for k, e in told.resolved.entities.items() if e.type == EntityType.MILITARY_FORCE}


def test_a_person_after_title_and_polity(read: Read) -> None:
    told = read("Supporters cheered the mayor of Warsaw Marek Lisowski.")
    assert told.who("Marek Lisowski") == {"Person/Marek Lisowski"}


def test_a_person_is_no_part_of_an_organizations_name(read: Read) -> None:
    told = read("International Court of Justice President Ana Vega spoke.")
    assert told.who("International Court of Justice") == {"international-court-of-justice"}
    assert told.who("Ana Vega") == {"Person/Ana Vega"}


def test_an_ambassador_stands_for_the_state_before(read: Read) -> None:
    told = read("The French ambassador to Ghana Luc Moreau left.")
    assert told.offices() == {("holdsPosition", "Person/Luc Moreau", "france")}
    assert told.office_words() == {"Person/Luc Moreau": "ambassador"}


def test_a_state_after_to_is_not_always_a_posting(read: Read) -> None:
    told = read("Thousands marched in opposition to French President Luc Moreau.")
    assert told.offices() == {("headOfState", "Person/Luc Moreau", "france")}


def test_whose_spokesperson_speaks_for_the_state(read: Read) -> None:
    told = read("Kenyan President Daniel Otieno's spokesperson, Grace Wanjiru, said no.")
    assert ("holdsPosition", "Person/Grace Wanjiru", "kenya") in told.offices()


def test_a_counterpart_holds_the_same_office(read: Read) -> None:
    told = read("French Defense Minister Luc Moreau met his Chadian counterpart, Idriss Bako.")
    assert told.offices() == {
        ("ministerOf", "Person/Luc Moreau", "france"),
        ("ministerOf", "Person/Idriss Bako", "chad"),
    }


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("Rui Melo of the Harbour Union spoke.", True),
        ("Ana Vega, an economist at the Harbour Union, spoke.", True),
        ("Harbour Union activist Luis Paz spoke.", True),
        ("The Harbour Union's Rose Hart spoke.", True),
        ("Ana Vega, a former economist at the Harbour Union, spoke.", False),
        ("Harbour Union expert Ana Vega spoke.", False),
        ("Ana Vega met the Harbour Union.", False),
    ],
)
def test_who_belongs_to_an_organization(read: Read, text: str, relation: bool) -> None:
    found = {k for k, _, o in read(text).offices() if o.endswith("Harbour Union")}
    assert found == ({"memberOf"} if relation else set())


def test_an_organization_named_after_a_people_is_of_that_nation(read: Read) -> None:
    told = read("The German Harbour Union went on strike.")
    assert told.offices() == {("nationality", "Organization/German Harbour Union", "germany")}


def test_the_president_is_the_known_one_of_that_state(read: Read) -> None:
    told = read("Macron flew to Rome. The French president met the pope.")
    assert told.who("president") == {"emmanuel-macron"}


def test_a_title_beside_the_name_is_the_person_too(read: Read) -> None:
    told = read("The Iraqi foreign minister, Hassan Jabir, arrived.")
    assert told.who("foreign minister") == {"Person/Hassan Jabir"}


def test_a_title_in_a_known_name_is_an_office(read: Read) -> None:
    told = read("Jordan's King Abdullah II met Luc Moreau in Paris.")
    assert ("headOfState", "abdullah-ii", "jordan") in told.offices()


def test_congress_is_american_only_beside_america(read: Read) -> None:
    assert read("Congress passed a law. The United States needs it.").who("Congress") == {
        "us-congress"
    }
    told = read("Peruvian President Ana Vega wrote to Chile. Congress passed a law.")
    assert "us-congress" not in told.resolved.entities
    assert told.entity(*told.who("Congress")).type is EntityType.GOVERNMENT_BODY


def test_his_spokeswoman_speaks_for_his_state(read: Read) -> None:
    told = read("Kenyan President Daniel Otieno left. His spokeswoman, Grace Wanjiru, said so.")
    assert ("holdsPosition", "Person/Grace Wanjiru", "kenya") in told.offices()


def test_a_bare_minister_points_back(read: Read) -> None:
    told = read("The minister left early. Chadian Foreign Minister Idriss Bako met Luc Moreau.")
    assert told.who("minister") == set()


def test_a_partys_lawmaker_is_its_member(read: Read) -> None:
    told = read("Fine Gael lawmaker Nuala Byrne spoke.")
    assert told.offices() == {("memberOf", "Person/Nuala Byrne", "fine-gael")}


def test_a_name_after_title_polity_and_comma_is_a_person(read: Read) -> None:
    told = read("Luc Moreau met the mayor of Lima, Marek Lisowski, on Friday.")
    assert told.offices() == {("holdsPosition", "Person/Marek Lisowski", "lima")}


def test_a_commissions_president_leads_no_state(read: Read) -> None:
    told = read("Malian officials met. Harbour Commission President Luc Moreau spoke.", "BAMAKO")
    assert not {office for office in told.offices() if office[0] == "headOfState"}


def test_a_portfolio_may_be_any_word(read: Read) -> None:
    told = read("Estonian Digital Affairs Minister Ana Vega met Luis Paz of Chile.")
    assert told.office_words()["Person/Ana Vega"] == "digital affairs minister"
    assert ("ministerOf", "Person/Ana Vega", "estonia") in told.offices()


@pytest.mark.parametrize(
    "text",
    [
        "Former South Korean President Luc Moreau was sentenced.",
        "Ex-South Korean President Luc Moreau left.",
        "Luc Moreau, who was defense minister of Chad until May, spoke.",
        "Luc Moreau, a candidate for president of Ecuador, spoke.",
        "Self-declared president Luc Moreau of Venezuela left.",
        "Alleged Hezbollah commander Luc Moreau was killed.",
    ],
)
def test_who_is_not_in_office_holds_none(read: Read, text: str) -> None:
    assert read(text).offices() == set()


def test_a_leader_heads_the_government_where_another_is_head_of_state(read: Read) -> None:
    told = read("German leader Friedrich Merz met French leader Emmanuel Macron.")
    assert told.offices() == {
        ("headOfGovernment", "friedrich-merz", "germany"),
        ("headOfState", "emmanuel-macron", "france"),
    }


def test_a_police_chief_is_no_foreign_minister(read: Read) -> None:
    told = read("Kenyan Police Chief Ahmed Attaf accused Tanzania.")
    assert told.who("Ahmed Attaf") == {"Person/Ahmed Attaf"}


def test_counted_troops_are_no_organ(read: Read) -> None:
    told = read("10,000 North Korean troops entered Kursk.")
    assert told.offices() == set()


def test_the_army_is_none_that_is_named_only_later(read: Read) -> None:
    told = read("Chad and Mali spoke. The army fled. Thailand's army warned Cambodia.")
    assert told.who("army") == set()


def test_an_office_that_the_gazetteer_knows_stays_with_its_holder(read: Read) -> None:
    told = read("Trump praised Denmark. The king of Jordan spoke to the president of Spain.")
    assert "donald-trump" in told.resolved.entities


@pytest.mark.parametrize(
    ("text", "name", "wanted"),
    [
        ("Police in London, Ontario, arrested two men.", "London", "Place/London, Ontario"),
        ("A storm hit Lebanon, Tennessee, on Friday.", "Lebanon", "Place/Lebanon, Tennessee"),
        ("She flew to London, Ontario and Quebec.", "London", "london"),
    ],
)
def test_a_place_is_where_the_text_puts_it(read: Read, text: str, name: str, wanted: str) -> None:
    assert read(text).who(name) == {wanted}
