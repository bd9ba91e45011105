"""The gazetteer: its data hold together, and names are found as texts write them."""

from __future__ import annotations

import csv
import importlib.util
import re
import sys
from functools import cache
from pathlib import Path

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from kg.data import data_folder
from kg.errors import DataError
from kg.gazetteer import Gazetteer, OfficeFact, Sense, load_gazetteer
from kg.model import EntityType
from kg.spelling import split_words

FOLDER = data_folder("seeds") / "gazetteer"
TOOL = Path(__file__).resolve().parents[1] / "tools" / "make_territories.py"

STATES = """key,label,type,names,demonyms,capital,wikidata,parent,region
avaria,Avaria,State,AV Republic,Avarian;Avarians,avaria-city,Q1,,
borland,Borland,State,,Borlander,,,,
avaria-city,Port Avar,Place,,,,,avaria,
"""


@cache
def shipped() -> Gazetteer:
    return load_gazetteer()


@pytest.fixture
def gazetteer() -> Gazetteer:
    return shipped()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "territories.csv").write_text(STATES, encoding="utf-8")
    return tmp_path


def organizations(folder: Path, *lines: str) -> None:
    write(folder / "organizations.csv", "key,label,type,names,state,wikidata,official,note", *lines)


def persons(folder: Path, *lines: str) -> None:
    write(folder / "persons.csv", "key,label,type,names,state,wikipedia,note", *lines)


def offices(folder: Path, *lines: str) -> None:
    write(folder / "offices.csv", "person,office,relation,of,from,to,note", *lines)


def write(path: Path, *lines: str) -> None:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


# The shipped data


def test_labels_are_unique(gazetteer: Gazetteer) -> None:
    labels: dict[str, str] = {}
    for key, entry in gazetteer.entries.items():
        assert labels.setdefault(entry.label, key) == key, entry.label


def test_keys_are_slugs(gazetteer: Gazetteer) -> None:
    assert [
        key for key in gazetteer.entries if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", key)
    ] == []


def test_one_wikidata_item_is_one_entry(gazetteer: Gazetteer) -> None:
    keys: dict[str, str] = {}
    for key, entry in gazetteer.entries.items():
        if entry.wikidata is not None:
            assert keys.setdefault(entry.wikidata, key) == key, entry.wikidata


def test_official_organs_have_a_state(gazetteer: Gazetteer) -> None:
    assert [key for key, e in gazetteer.entries.items() if e.official and e.state is None] == []


def test_names_are_clean(gazetteer: Gazetteer) -> None:
    bad = [
        name
        for entry in gazetteer.entries.values()
        for name in (*entry.names, *entry.demonyms)
        if name != " ".join(name.split())
        or re.search(r"[()\[\]|]", name)
        or (name.startswith("the ") and not entry.label.startswith("The "))
    ]
    assert bad == []


def test_states_have_no_code_for_a_name(gazetteer: Gazetteer) -> None:
    codes = {
        name
        for entry in gazetteer.entries.values()
        if entry.type is EntityType.STATE
        for name in entry.names
        if re.fullmatch(r"[A-Za-z]{1,2}", name)
    }
    assert codes == {"US", "UK", "NZ"}


def test_states_have_no_city_for_a_name(gazetteer: Gazetteer) -> None:
    cities = {
        name for e in gazetteer.entries.values() if e.capital for name in city(gazetteer, e.capital)
    }
    for entry in gazetteer.entries.values():
        if entry.type is EntityType.STATE:
            assert cities.isdisjoint(entry.names), entry.key


def city(gazetteer: Gazetteer, key: str) -> tuple[str, ...]:
    return gazetteer.entries[key].names


def test_every_state_has_name_demonym_and_wikidata(gazetteer: Gazetteer) -> None:
    states = [e for e in gazetteer.entries.values() if e.type is EntityType.STATE]
    assert [e.key for e in states if e.wikidata is None or e.state is not None] == []
    assert [e.key for e in states if not e.demonyms] == ["vatican"]


def test_metonyms_have_known_kinds() -> None:
    with (FOLDER / "metonyms.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert {row["kind"] for row in rows} <= {"seat", "building", "nickname"}
    assert {row["ambiguous"] for row in rows} <= {"", "yes"}


def test_every_rule_decides_something(gazetteer: Gazetteer) -> None:
    with (FOLDER / "ambiguous.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            keys = [key for key in row["keys"].split(";") if key]
            found = [sense.key for sense in gazetteer.lookup(row["name"])]
            assert (found[: len(keys)] if keys else found) == keys, row["name"]


@pytest.mark.parametrize(
    ("key", "kind"),
    [
        ("north-korea", EntityType.STATE),
        ("palestine", EntityType.STATE),
        ("taiwan", EntityType.STATE),
        ("kosovo", EntityType.STATE),
        ("vatican", EntityType.STATE),
        ("scotland", EntityType.PLACE),
        ("texas", EntityType.PLACE),
        ("crimea", EntityType.PLACE),
        ("kurdistan-region", EntityType.PLACE),
        ("greenland", EntityType.PLACE),
        ("european-union", EntityType.ORGANIZATION),
        ("hamas", EntityType.ARMED_GROUP),
        ("israel-defense-forces", EntityType.MILITARY_FORCE),
        ("knesset", EntityType.GOVERNMENT_BODY),
        ("tass", EntityType.NEWS_MEDIA),
        ("red-sea", EntityType.PLACE),
        ("gaza-war", EntityType.CONFLICT),
        ("paris-agreement", EntityType.TREATY),
    ],
)
def test_type(gazetteer: Gazetteer, key: str, kind: EntityType) -> None:
    assert gazetteer.entries[key].type is kind


@pytest.mark.parametrize(
    ("key", "state"),
    [
        ("korean-central-news-agency", "north-korea"),
        ("xinhua", "china"),
        ("irna", "iran"),
        ("sana", "syria"),
        ("wam", "united-arab-emirates"),
        ("anadolu-agency", "turkey"),
        ("federal-security-service", "russia"),
    ],
)
def test_organs_of_states(gazetteer: Gazetteer, key: str, state: str) -> None:
    assert gazetteer.entries[key].official
    assert gazetteer.entries[key].state == state


def test_generated_files_are_up_to_date(tmp_path: Path) -> None:
    for package in ("rigour", "countryinfo", "babel"):
        pytest.importorskip(package, reason=f"{package} is not installed: cannot regenerate")
    spec = importlib.util.spec_from_file_location("make_territories", TOOL)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    # Its dataclasses look their module up by name.
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "make_territories", module)
        spec.loader.exec_module(module)
        module.main(tmp_path)
    for name in ("territories.csv", "capitals.csv"):
        assert (tmp_path / name).read_bytes() == (FOLDER / name).read_bytes(), name


# Finding names


@pytest.mark.parametrize(
    ("form", "key"),
    [
        ("US", "united-states"),
        ("U.S.", "united-states"),
        ("U.S.A.", "united-states"),
        ("America", "united-states"),
        ("U.K.", "united-kingdom"),
        ("Britain", "united-kingdom"),
        ("UAE", "united-arab-emirates"),
        ("DRC", "democratic-republic-of-the-congo"),
        ("PRC", "china"),
        ("ROK", "south-korea"),
        ("DPRK", "north-korea"),
        ("NORTH KOREA", "north-korea"),
        ("Russian Federation", "russia"),
        ("Türkiye", "turkey"),
        ("Turkiye", "turkey"),
        ("Turkey", "turkey"),
        ("Czechia", "czech-republic"),
        ("Burma", "myanmar"),
        ("Ivory Coast", "ivory-coast"),
        ("Côte d’Ivoire", "ivory-coast"),
        ("Cote d'Ivoire", "ivory-coast"),
        ("the United Nations", "united-nations"),
        ("U.N. Security Council", "united-nations-security-council"),
        ("Al-Shabaab", "al-shabaab"),
        ("al Shabaab", "al-shabaab"),
        ("Daesh", "islamic-state"),
        ("Israeli Military", "israel-defense-forces"),
        ("UK Ministry of Defense", "uk-ministry-of-defence"),
        ("People’s Bank of China", "peoples-bank-of-china"),
        ("India–Pakistan conflict", "india-pakistan-conflict"),
        ("Pentagon", "us-department-of-defense"),
        ("Georgia", "georgia"),
        ("Singapore", "singapore"),
    ],
)
def test_lookup_name(gazetteer: Gazetteer, form: str, key: str) -> None:
    assert gazetteer.lookup(form)[0] == Sense(key, "name")


@pytest.mark.parametrize(
    ("form", "key"),
    [
        ("Dutch", "netherlands"),
        ("Emirati", "united-arab-emirates"),
        ("Scots", "scotland"),
        ("Israelis", "israel"),
        ("Polish", "poland"),
        ("Filipino", "philippines"),
        ("Congolese", "democratic-republic-of-the-congo"),
        ("South Koreans", "south-korea"),
        ("American", "united-states"),
        ("Indian", "india"),
    ],
)
def test_lookup_demonym(gazetteer: Gazetteer, form: str, key: str) -> None:
    assert gazetteer.lookup(form)[0] == Sense(key, "demonym")


@pytest.mark.parametrize(
    "form", ["us", "Us", "is", "who", "polish", "turkey", "chad", "Korea", "in", "IN", "Nice", ""]
)
def test_lookup_leaves_other_words_alone(gazetteer: Gazetteer, form: str) -> None:
    assert gazetteer.lookup(form) == ()


@pytest.mark.parametrize(
    ("form", "senses"),
    [
        ("Moscow", [Sense("russia", "capital"), Sense("moscow", "name")]),
        ("Kyiv", [Sense("ukraine", "capital"), Sense("kyiv", "name")]),
        ("Washington", [Sense("united-states", "capital"), Sense("washington-dc", "name")]),
        ("Kremlin", [Sense("russia", "metonym"), Sense("kremlin", "name")]),
        ("Tel Aviv", [Sense("tel-aviv", "name"), Sense("israel", "metonym")]),
        ("Georgia", [Sense("georgia", "name"), Sense("georgia-us-state", "name")]),
        (
            "Brussels",
            [
                Sense("brussels", "name"),
                Sense("european-union", "metonym"),
                Sense("nato", "metonym"),
                Sense("belgium", "capital"),
            ],
        ),
    ],
)
def test_order_of_senses(gazetteer: Gazetteer, form: str, senses: list[Sense]) -> None:
    assert list(gazetteer.lookup(form)) == senses


def test_match_takes_the_longest(gazetteer: Gazetteer) -> None:
    words = ["The", "Democratic", "Republic", "of", "the", "Congo", "said"]
    found = gazetteer.match(words, 1)
    assert found == (6, (Sense("democratic-republic-of-the-congo", "name"),))
    assert gazetteer.match(words, 0) is None


def test_match_at_the_end_of_the_words(gazetteer: Gazetteer) -> None:
    assert gazetteer.match(["New"], 0) is None
    found = gazetteer.match(["Russia", "’s", "Foreign", "Ministry"], 0)
    assert found == (4, (Sense("russian-foreign-ministry", "name"),))


def test_every_form_matches_itself_as_spacy_splits_it(gazetteer: Gazetteer) -> None:
    tokenizer = spacy.blank("en").tokenizer
    wrong = []
    for form, senses in gazetteer.names.items():
        words = [token.text for token in tokenizer(f"Officials in {form} said so.")]
        if gazetteer.match(words, 2) != (len(words) - 3, senses):
            wrong.append((form, words))
    assert wrong == []


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("al-Shabaab", ("al", "-", "Shabaab")),
        ("People's Bank of China", ("People", "'s", "Bank", "of", "China")),
        ("Workers' Party", ("Workers", "'", "Party")),
        ("U.S. Army", ("U.S.", "Army")),
        ("ST. LUCIA", ("ST", ".", "LUCIA")),
        ("G-7", ("G-7",)),
        ("Washington, D.C.", ("Washington", ",", "D.C.")),
        ("Quai d'Orsay", ("Quai", "d'Orsay")),
    ],
)
def test_split_words(name: str, words: tuple[str, ...]) -> None:
    assert split_words(name) == words


@given(
    st.lists(st.sampled_from(["the", "North", "Korea", "U.S.", "Army", "’s", "-", "al", "Qaeda"]))
)
def test_match_agrees_with_lookup(words: list[str]) -> None:
    gazetteer = shipped()
    for start in range(len(words)):
        found = gazetteer.match(words, start)
        if found is not None:
            end, senses = found
            assert start < end <= len(words)
            text = " ".join(words[start:end]).replace(" - ", "-").replace(" ’", "’")
            assert gazetteer.lookup(text) == senses


# Wrong data, and the user's own


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("x,X Front,Militia,,,,,", r"organizations\.csv:2: unknown type 'Militia': use one of"),
        ("x,X Front,ArmedGroup,,nowhere,,,", r"organizations\.csv:2: unknown state 'nowhere'"),
        ("x,X Front,ArmedGroup,,avaria-city,,,", r"unknown state 'avaria-city'"),
        ("avaria,X Front,ArmedGroup,,,,,", r"territories\.csv:2: key 'avaria' stands in "),
        ("x,X Front,ArmedGroup,,,12,,", r"organizations\.csv:2: '12' is no Wikidata id"),
        ("x,X Front,ArmedGroup,,,,true,", r"official is 'true': use yes or leave empty"),
        (",X Front,ArmedGroup,,,,,", r"organizations\.csv:2: key and label must not be empty"),
        ("x,X Front,ArmedGroup", r"organizations\.csv:2: 3 cells, but the header has 8"),
        (
            "x,X,ArmedGroup,Avaria Front,,,,\ny,Avaria Front,Organization,,,,,",
            r":3: 'Avaria Front' also",
        ),
    ],
)
def test_wrong_line(folder: Path, line: str, message: str) -> None:
    organizations(folder, *line.split("\n"))
    with pytest.raises(DataError, match=message):
        load_gazetteer(folder)


def test_wrong_columns(folder: Path) -> None:
    (folder / "more.csv").write_text("who,what\nx,y\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"more\.csv:2: unknown columns who, what"):
        load_gazetteer(folder)


def test_wrong_metonym(folder: Path) -> None:
    (folder / "metonyms.csv").write_text("name,key,kind\nOld Fort,nobody,seat\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"metonyms\.csv:2: unknown key 'nobody'"):
        load_gazetteer(folder)


def test_wrong_rule(folder: Path) -> None:
    (folder / "ambiguous.csv").write_text("name,keys,note\nAvaria,nobody,\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"ambiguous\.csv:2: unknown key 'nobody'"):
        load_gazetteer(folder)


IVO = "ivo-banu,Ivo Banu,Person,Ivo Bânu,avaria,Ivo_Banu,"


def test_persons_and_their_offices(folder: Path) -> None:
    persons(folder, IVO)
    offices(
        folder,
        "ivo-banu,finance minister,ministerOf,avaria,2019,2021-05,",
        "ivo-banu,president,headOfState,avaria,2021-05-20,,",
    )
    gazetteer = load_gazetteer(folder, relations=["headOfState", "ministerOf"])
    ivo = gazetteer.entries["ivo-banu"]
    assert (ivo.type, ivo.state, ivo.wikipedia) == (EntityType.PERSON, "avaria", "Ivo_Banu")
    assert gazetteer.lookup("IVO BANU") == (Sense("ivo-banu", "name"),)
    assert gazetteer.offices == (
        OfficeFact("ivo-banu", "finance minister", "ministerOf", "avaria", "2019", "2021-05"),
        OfficeFact("ivo-banu", "president", "headOfState", "avaria", "2021-05-20", None),
    )


def test_own_file_gives_a_known_person_an_office(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    persons(folder, IVO)
    own = tmp_path_factory.mktemp("own")
    offices(own, "ivo-banu,mayor,holdsPosition,avaria-city,2012,2012-03-01,")
    fact = OfficeFact("ivo-banu", "mayor", "holdsPosition", "avaria-city", "2012", "2012-03-01")
    assert load_gazetteer(folder, extra=[own]).offices == (fact,)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("ivo-banu,,headOfState,avaria,2021,,", r"offices\.csv:2: office must not be empty"),
        ("nobody,president,headOfState,avaria,2021,,", r"offices\.csv:2: unknown person 'nobody'"),
        ("borland,president,headOfState,avaria,2021,,", r"unknown person 'borland': use the key"),
        ("ivo-banu,president,headOfState,nowhere,2021,,", r"offices\.csv:2: unknown key 'nowhere'"),
        ("ivo-banu,president,rules,avaria,2021,,", r"unknown relation 'rules': use one of headOf"),
        ("ivo-banu,president,headOfState,avaria,,,", r"offices\.csv:2: '' is no date: write YYYY"),
        ("ivo-banu,president,headOfState,avaria,2021-13,,", r"'2021-13' is no date"),
        ("ivo-banu,president,headOfState,avaria,2021,2023-02-29,", r"'2023-02-29' is no date"),
        ("ivo-banu,president,headOfState,avaria,20-05-2021,,", r"'20-05-2021' is no date"),
        ("ivo-banu,president,headOfState,avaria,2021-05,2021-04-30,", r"ends before it begins"),
    ],
)
def test_wrong_office(folder: Path, line: str, message: str) -> None:
    persons(folder, IVO)
    offices(folder, line)
    with pytest.raises(DataError, match=message):
        load_gazetteer(folder, relations=["headOfState"])


def test_wrong_wikipedia_title(folder: Path) -> None:
    persons(folder, "ivo-banu,Ivo Banu,Person,,avaria,Ivo Banu,")
    with pytest.raises(DataError, match=r"persons\.csv:2: 'Ivo Banu' is no title of an article"):
        load_gazetteer(folder)


def test_missing_folder_and_file(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no CSV file in this folder"):
        load_gazetteer(tmp_path)
    with pytest.raises(DataError, match=r"absent\.csv: cannot be read"):
        load_gazetteer(tmp_path / "absent.csv")


def test_a_rule_decides_between_equals(folder: Path) -> None:
    organizations(folder, "x,Front,ArmedGroup,,,,,", "y,Other,Organization,Front,,,,")
    (folder / "ambiguous.csv").write_text("name,keys,note\nFront,y;x,\n", encoding="utf-8")
    assert load_gazetteer(folder).lookup("Front") == (Sense("y", "name"), Sense("x", "name"))


def test_a_rule_without_keys_blocks_a_form(folder: Path) -> None:
    organizations(folder, "x,Front,ArmedGroup,X Front,,,,")
    (folder / "ambiguous.csv").write_text("name,keys,note\nFront,,a word\n", encoding="utf-8")
    gazetteer = load_gazetteer(folder)
    assert gazetteer.lookup("Front") == ()
    assert gazetteer.lookup("X Front") == (Sense("x", "name"),)


def test_a_written_name_beats_a_variant(folder: Path) -> None:
    organizations(folder, "x,Sana Hill,Place,,,,,", "y,SANA HILL,NewsMedia,,,,,")
    assert load_gazetteer(folder).lookup("SANA HILL") == (Sense("y", "name"),)


def test_a_variant_of_two_names_is_not_made(folder: Path) -> None:
    organizations(folder, "x,Côte Hill,Organization,,,,,", "y,Coté Hill,Organization,,,,,")
    gazetteer = load_gazetteer(folder)
    assert gazetteer.lookup("Côte Hill") == (Sense("x", "name"),)
    assert gazetteer.lookup("Cote Hill") == ()


def test_own_file_adds_and_wins(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    organizations(folder, "x,Old Front,ArmedGroup,Front,,,,")
    own = tmp_path_factory.mktemp("own") / "mine.csv"
    own.write_text("key,label,type,names\ny,New Front,ArmedGroup,Front\n", encoding="utf-8-sig")
    for extra in (own, own.parent):
        gazetteer = load_gazetteer(folder, extra=[extra])
        assert gazetteer.lookup("Front") == (Sense("y", "name"), Sense("x", "name"))
        assert gazetteer.entries["y"].label == "New Front"


def test_no_name_begins_behind_the_last_word(gazetteer: Gazetteer) -> None:
    assert gazetteer.match(["Ukraine"], 0) is not None
    assert gazetteer.match(["Ukraine"], 1) is None
