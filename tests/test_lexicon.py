"""Word lists are asked by name, and a slip in the file is told with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import DataError
from kg.lexicon import Lexicon, load_lexicon, read_yaml

SMALL = """
honorifics: [mr.]
past_markers: [former]
title_modifiers: [deputy, foreign]
titles:
  headOfState: [president]
  ministerOf: [minister, secretary of state]
institutions:
  MilitaryForce: [army, coast guard]
name_heads:
  Treaty: [accord]
contextual:
  bloc: [Harbour League, Eastern Pact, Northern Union]
"""


def load(folder: Path, text: str) -> Lexicon:
    (folder / "lexicon.yaml").write_text(text, encoding="utf-8")
    return load_lexicon(folder)


@pytest.fixture(scope="module")
def shipped() -> Lexicon:
    return load_lexicon()


def test_a_list_is_asked_by_its_name(tmp_path: Path) -> None:
    assert load(tmp_path, SMALL)["title_modifiers"] == {"deputy", "foreign"}


def test_an_unknown_list_raises(tmp_path: Path) -> None:
    lexicon = load(tmp_path, SMALL)
    with pytest.raises(DataError, match=r"lexicon\.yaml has no list 'title_modifier'"):
        lexicon["title_modifier"]


def test_a_title_names_the_relation_that_it_gives(tmp_path: Path) -> None:
    assert load(tmp_path, SMALL).titles == {
        "president": "headOfState",
        "minister": "ministerOf",
        "secretary of state": "ministerOf",
    }


def test_institutions_and_name_heads_name_classes(tmp_path: Path) -> None:
    lexicon = load(tmp_path, SMALL)
    assert lexicon.institutions == {"army": "MilitaryForce", "coast guard": "MilitaryForce"}
    assert lexicon.name_heads == {"accord": "Treaty"}


def test_names_behind_a_general_word_keep_their_order(tmp_path: Path) -> None:
    lexicon = load(tmp_path, SMALL)
    assert lexicon.contextual == {"bloc": ("Harbour League", "Eastern Pact", "Northern Union")}


def test_title_words_hold_plurals_modifiers_and_forms_of_address(tmp_path: Path) -> None:
    words = load(tmp_path, SMALL).title_words
    assert words >= {"minister", "ministers", "of", "state", "deputy", "former", "mr."}
    assert "army" not in words


def test_title_heads_are_the_last_words(tmp_path: Path) -> None:
    assert load(tmp_path, SMALL).title_heads == {"president", "minister", "state"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("weapons: [rifle, no]", r"weapons must be a list of words \(quote yes, no, on, off\)"),
        ("weapons: rifle", "weapons must be a list of words"),
        ("titles: {headOfState: king}", r"titles\.headOfState must be a list of words"),
        ("contextual: {bloc: Harbour League}", r"contextual\.bloc must be a list of words"),
        (
            "titles: {headOfState: [leader], holdsPosition: [leader]}",
            "'leader' stands twice under titles",
        ),
        (
            "institutions: {MilitaryForce: [guard], GovernmentBody: [guard]}",
            "'guard' stands twice under institutions",
        ),
        ("- rifle", "must map names to lists of words"),
    ],
)
def test_a_slip_is_told_with_file_and_list(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(DataError, match=message) as caught:
        load(tmp_path, text)
    assert str(tmp_path / "lexicon.yaml") in str(caught.value)


@pytest.mark.parametrize("name", ["titles", "institutions", "name_heads", "contextual"])
def test_a_list_where_kinds_belong_is_told(tmp_path: Path, name: str) -> None:
    with pytest.raises(DataError, match=name):
        load(tmp_path, f"{name}: [president]")


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"lexicon\.yaml: No such file"):
        load_lexicon(tmp_path)


def test_broken_yaml_is_told_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / "broken.yaml"
    path.write_text("weapons: [rifle\ntitles: {", encoding="utf-8")
    with pytest.raises(DataError, match=r"broken\.yaml: while parsing") as caught:
        read_yaml(path)
    assert "\n" not in str(caught.value)


def test_another_encoding_is_told(tmp_path: Path) -> None:
    path = tmp_path / "latin.yaml"
    path.write_bytes("envoys: [attaché]".encode("latin-1"))
    with pytest.raises(DataError, match=r"latin\.yaml"):
        read_yaml(path)


def test_yaml_gives_its_content(tmp_path: Path) -> None:
    path = tmp_path / "fine.yaml"
    path.write_text("weapons: [rifle, 'no']", encoding="utf-8")
    assert read_yaml(path) == {"weapons": ["rifle", "no"]}


@pytest.mark.parametrize(
    ("title", "relation"),
    [
        ("president", "headOfState"),
        ("prime minister", "headOfGovernment"),
        ("foreign minister", "ministerOf"),
        ("vice president", "holdsPosition"),
        ("deputy prime minister", "holdsPosition"),
    ],
)
def test_shipped_titles(shipped: Lexicon, title: str, relation: str) -> None:
    assert shipped.titles[title] == relation


def test_no_light_verb_only_undergoes(shipped: Lexicon) -> None:
    """ "Suffered", "faced" an attack: the subject is no actor, so both lists must know it."""
    assert {"suffer", "face", "receive", "see"} <= shipped["patient_verbs"]
    assert not shipped["patient_verbs"] & {"hold", "launch", "impose", "sign", "give"}


def test_what_tells_a_weapon_vehicle_is_no_vehicle(shipped: Lexicon) -> None:
    assert "systems" in shipped["weapon_vehicles"]
    assert "systems" not in shipped["weapon_modifiers"]
    assert shipped["weapon_vehicles"] <= shipped["weapons"]


def test_every_list_is_read_somewhere() -> None:
    root = Path(__file__).parents[1]
    code = "\n".join(path.read_text(encoding="utf-8") for path in sorted(root.glob("kg/**/*.py")))
    frames = (root / "ontology" / "frames.yaml").read_text(encoding="utf-8")
    unread = [
        name
        for name in load_lexicon().lists
        if f'"{name}"' not in code
        and f"@{name}" not in frames
        # f"government_after_{word}" is built from the preposition
        and not name.startswith("government_after_")
    ]
    assert unread == []
