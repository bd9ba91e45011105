"""Proposals about who is who: the likely ones, with reasons, and never what is settled."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from pathlib import Path

import pytest
from factory import claim, document, entity, event, extraction, relation

from kg.consolidate import consolidate
from kg.decisions import Decision, Verdict
from kg.gazetteer import Gazetteer, load_gazetteer
from kg.model import Entity, EntityType, Extraction
from kg.ontology import load_ontology
from kg.propose import propose
from kg.propose.likeness import alike, skeleton, words_of

ONTOLOGY = load_ontology()
UKRAINE = entity("Ukraine", key="ukraine")
POLAND = entity("Poland", key="poland")
ORG, PERSON, PLACE = EntityType.ORGANIZATION, EntityType.PERSON, EntityType.PLACE
TABLE = """\
key,label,type,names,demonyms,state
ukraine,Ukraine,State,,,
poland,Poland,State,,,
emil-marchand,Emil Marchand,Person,,,poland
nuc,National Unity Council,Organization,NUC,,
"""


@pytest.fixture
def gazetteer(tmp_path: Path) -> Gazetteer:
    path = tmp_path / "tables" / "entries.csv"
    path.parent.mkdir()
    path.write_text(TABLE, encoding="utf-8")
    return load_gazetteer(path.parent)


# ---------------------------------------------------------------------------- likeness


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Volodymyr Koval", "Vladimir Koval"),
        ("Mohammed al-Rashid", "Muhammad Rashid"),
        ("V. Koval", "Volodymyr Koval"),
        ("Kim Min-woo", "Kim Min Woo"),
        ("Min-woo Kim", "Kim Min-woo"),
        ("John Q. Smith", "John Smith"),
        ("José Peña", "Jose Pena"),
        ("Yevgeny Morozov", "Evgeni Morozov"),
    ],
)
def test_persons_who_may_be_one(one: str, other: str) -> None:
    found = alike(one, other, person=True)
    assert found is not None
    assert found.value >= 0.75
    assert found == alike(other, one, person=True)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kim Jong Un", "Kim Yo Jong"),
        ("George Bush", "Laura Bush"),
        ("John Smith", "John Miller"),
        ("Anna Koval", "Anna Kovalenko"),
        ("Li Wei", "Lu Wei"),
        ("北京", "Kim Min-woo"),
    ],
)
def test_persons_who_are_plainly_two(one: str, other: str) -> None:
    found = alike(one, other, person=True)
    assert found is None or found.value < 0.75


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ("Coastal Relief Organisation", "Coastal Relief Organization", "organisation"),
        ("NUC", "National Unity Council", "first letters"),
        ("N.U.C.", "National Unity Council", "first letters"),
        ("Ministry of Public Works", "the Public Works Ministry", "another order"),
        ("Odesa", "Odessa", "odessa"),
        ("Free Dawn Front", "Free Dawn Front of Belmark", "without belmark"),
    ],
)
def test_bodies_and_places_that_may_be_one(one: str, other: str, why: str) -> None:
    found = alike(one, other, person=False)
    assert found is not None
    assert found.value >= 0.75
    assert why in found.why


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("5th Brigade", "6th Brigade"),
        ("NUC", "NOC"),
        ("NUC", "National Oil Corporation"),
        ("Northern Front", "Southern Front"),
        ("Wire", "Meridian Wire"),
        ("Port Alma", "Port Saro"),
        ("Deesa", "Odesa"),
        ("Marina", "Maroni"),
    ],
)
def test_bodies_and_places_that_are_plainly_two(one: str, other: str) -> None:
    found = alike(one, other, person=False)
    assert found is None or found.value <= 0.75


def test_what_stays_of_a_name() -> None:
    assert words_of("The Bank of São Tomé") == ("bank", "sao", "tome")
    assert words_of("De La") == ("de", "la"), "small words alone are the name"
    assert {skeleton("volodymyr"), skeleton("vladimir")} == {"vldmr"}
    assert skeleton("aoi") == "aoi"


# --------------------------------------------------------------------------- proposals


def story(
    sentence: str, who: Entity, *beside: Entity, office: str | None = None, of: Entity | None = None
) -> Extraction:
    source = document(f"A headline.\n{sentence} The end.")
    told = [claim(source, event("Meeting", [who, *beside]), sentence)]
    known = [who, *beside]
    if of is not None:
        kind = "locatedIn" if who.type is PLACE else "holdsPosition"
        told.append(claim(source, relation(kind, who, of, office), sentence))
        known.append(of)
    return extraction(source, told, known)


def ask(
    gazetteer: Gazetteer, *told: Extraction, decisions: Sequence[Decision] = ()
) -> list[Decision]:
    known = {
        k: entity(e.label, e.type, key=k) for k, e in gazetteer.entries.items() if "/" not in k
    }
    dataset = consolidate(told, ontology=ONTOLOGY, decisions=decisions, known=known)
    return list(propose(dataset, gazetteer, decisions))


VLADIMIR, VOLODYMYR = entity("Vladimir Koval", PERSON), entity("Volodymyr Koval", PERSON)
TOLD = (
    story("Vladimir Koval spoke.", VLADIMIR, office="defense minister", of=UKRAINE),
    story("Volodymyr Koval left.", VOLODYMYR, office="Defense Minister", of=UKRAINE),
)


def test_one_man_in_two_spellings_is_asked_about(gazetteer: Gazetteer) -> None:
    (found,) = ask(gazetteer, *TOLD)
    assert found.verdict is Verdict.UNDECIDED
    assert found.keys == (VLADIMIR.key, VOLODYMYR.key)
    assert 0.8 < (found.score or 0) < 1
    for part in ("vladimir and volodymyr", "belong to Ukraine", "both are defense minister"):
        assert part in found.why
    assert found.sentences == ("Vladimir Koval spoke.", "Volodymyr Koval left.")
    assert found.title == (
        "Vladimir Koval (Person, Ukraine, 1 document) = "
        "Volodymyr Koval (Person, Ukraine, 1 document)?"
    )


def test_another_state_leaves_nothing_to_ask(gazetteer: Gazetteer) -> None:
    pole = story("Volodymyr Koval left.", VOLODYMYR, office="senator", of=POLAND)
    assert ask(gazetteer, TOLD[0], pole) == []


def test_shared_company_raises_the_score(gazetteer: Gazetteer) -> None:
    friend = entity("Piet Oren", PERSON)
    one, two = "Vladimir Koval met Piet Oren.", "Volodymyr Koval met Piet Oren."
    (alone,) = ask(gazetteer, story(one, VLADIMIR), story(two, VOLODYMYR))
    (together,) = ask(gazetteer, story(one, VLADIMIR, friend), story(two, VOLODYMYR, friend))
    assert (together.score or 0) > (alone.score or 0)
    assert "named beside Piet Oren" in together.why


def test_a_name_may_be_an_entry_of_the_gazetteer(gazetteer: Gazetteer) -> None:
    emile = entity("Emile Marchand", PERSON)
    (found,) = ask(gazetteer, story("Emile Marchand spoke.", emile))
    assert found.keys == (emile.key, "emil-marchand")
    assert "Emil Marchand (Person, Poland, in the gazetteer)" in found.title


def test_namesakes_that_were_told_apart_are_shown(gazetteer: Gazetteer) -> None:
    told = (
        story("Vladimir Koval spoke.", VLADIMIR, office="minister", of=UKRAINE),
        story("Vladimir Koval sang.", VLADIMIR, office="senator", of=POLAND),
    )
    (found,) = ask(gazetteer, *told)
    assert found.keys == (f"{VLADIMIR.key}/poland", f"{VLADIMIR.key}/ukraine")
    assert (found.score or 0) < 0.5
    assert "different states" in found.why


def test_a_place_in_two_states_may_be_two(gazetteer: Gazetteer) -> None:
    town = entity("Port Alma", PLACE)
    told = (
        story("Port Alma, Ukraine, sleeps.", town, of=UKRAINE),
        story("Port Alma, Poland, wakes.", town, of=POLAND),
    )
    (found,) = ask(gazetteer, *told)
    assert found.keys == (town.key,)
    assert [(p.name, p.states) for p in found.parts] == [
        *(("poland", ("poland",)), ("ukraine", ("ukraine",)))
    ]
    assert len(found.sentences) == 2
    accepted = dataclasses.replace(found, verdict=Verdict.ACCEPT)
    dataset = consolidate(told, ontology=ONTOLOGY, decisions=[accepted])
    assert {"port-alma-poland", "port-alma-ukraine"} <= set(dataset.names.values())


def test_a_post_that_fits_badly_may_be_another_mans(gazetteer: Gazetteer) -> None:
    club = entity("Reef Club", ORG)
    other = story("Vladimir Koval won.", VLADIMIR, office="coach", of=club)
    (found,) = ask(gazetteer, TOLD[0], other)
    assert found.keys == (VLADIMIR.key,)
    assert [(p.name, p.documents) for p in found.parts] == [("reef-club", (other.document.id,))]
    assert "coach" in found.why


# ------------------------------------------------------------------------- what is decided


def test_what_is_rejected_is_not_asked_again(gazetteer: Gazetteer) -> None:
    rejected = Decision(Verdict.REJECT, (VOLODYMYR.key, VLADIMIR.key), note="brothers")
    (kept,) = ask(gazetteer, *TOLD, decisions=[rejected])
    assert (kept.verdict, kept.keys, kept.note) == (Verdict.REJECT, rejected.keys, "brothers")


def test_what_is_accepted_stays_and_is_not_asked_again(gazetteer: Gazetteer) -> None:
    accepted = Decision(Verdict.ACCEPT, (VOLODYMYR.key, VLADIMIR.key))
    (kept,) = ask(gazetteer, *TOLD, decisions=[accepted])
    assert kept.verdict is Verdict.ACCEPT


def test_a_rejection_holds_for_whom_one_of_them_is_merged_with(gazetteer: Gazetteer) -> None:
    wladimir = entity("Wladimir Koval", PERSON)
    told = (*TOLD, story("Wladimir Koval ran.", wladimir, of=UKRAINE, office="defense minister"))
    decisions = [
        Decision(Verdict.ACCEPT, (wladimir.key, VLADIMIR.key)),
        Decision(Verdict.REJECT, (wladimir.key, VOLODYMYR.key)),
    ]
    assert len(ask(gazetteer, *told)) == 3
    assert len(ask(gazetteer, *told, decisions=decisions)) == 2


def test_an_undecided_entry_keeps_its_note(gazetteer: Gazetteer) -> None:
    open_ = Decision(Verdict.UNDECIDED, (VOLODYMYR.key, VLADIMIR.key), note="ask Ana")
    (found,) = ask(gazetteer, *TOLD, decisions=[open_])
    assert (found.note, found.verdict) == ("ask Ana", Verdict.UNDECIDED)


def test_a_rejected_split_is_not_asked_again(gazetteer: Gazetteer) -> None:
    town = entity("Port Alma", PLACE)
    told = (story("Alma one.", town, of=UKRAINE), story("Alma two.", town, of=POLAND))
    (found,) = ask(gazetteer, *told)
    rejected = dataclasses.replace(found, verdict=Verdict.REJECT)
    assert [d.verdict for d in ask(gazetteer, *told, decisions=[rejected])] == [Verdict.REJECT]


def test_the_order_of_documents_does_not_matter(gazetteer: Gazetteer) -> None:
    assert ask(gazetteer, *TOLD) == ask(gazetteer, *reversed(TOLD))
