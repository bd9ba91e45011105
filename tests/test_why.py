"""Behind each edge stand its sentences, and behind each missing one the reason."""

from __future__ import annotations

import dataclasses

import pytest
from factory import (
    ARDONIA,
    BELMARK,
    CORVANIA,
    MEETING,
    OREN,
    PEOPLE,
    VALE,
    claim,
    document,
    entity,
    event,
    extraction,
    relation,
    stored,
    world,
)

from kg.errors import QueryError
from kg.model import Certainty, EntityType, Polarity, Tense
from kg.store import Store
from kg.why import Reason, why


@pytest.fixture(scope="module")
def store() -> Store:
    return stored(*world())


def links(reasons: tuple[Reason, ...]) -> set[tuple[str, str | None, str]]:
    return {(reason.edge, reason.object, reason.status) for reason in reasons}


def received(reasons: tuple[Reason, ...], name: str) -> list[tuple[str | None, str, str]]:
    """What leads to the entity, each once, in order."""
    found = [(r.subject, r.edge, r.status) for r in reasons if r.subject != name]
    assert {r.object for r in reasons if r.subject != name} <= {name}
    return list(dict.fromkeys(found))


def test_a_reason_says_all_that_the_claim_says(store: Store) -> None:
    told = world()[0]
    (reason,) = [r for r in why(store, "Anna Vale", "met", "Oren") if "Wire" in r.sources[0]]
    event_id = reason.event
    assert event_id is not None
    assert reason == Reason(
        subject="Anna Vale",
        edge="met",
        object="Piet Oren",
        status="Reported",
        sources=("Northern Wire",),
        via=(),
        polarity="Positive",
        certainty="Certain",
        tense="NonFuture",
        confidence=0.9,
        found_by="frame",
        sentence=MEETING,
        start=0,
        end=len(MEETING),
        document=f"https://w3id.org/geokg/id/doc/{told.document.id}",
        title="Ministers meet",
        date="2025-03-08",
        event=event_id,
        office=None,
    )
    assert told.document.text[reason.start : reason.end] == reason.sentence
    assert event_id.startswith("https://w3id.org/geokg/id/event/")


def test_symmetric_edges_have_the_same_reasons_both_ways(store: Store) -> None:
    there, back = why(store, "Anna Vale", "met"), why(store, "Piet Oren", "met")
    assert {r.sources for r in there} == {("Northern Wire",), ("Harbour Herald",)}
    turned = [dataclasses.replace(r, subject=r.object or "", object=r.subject) for r in back]
    assert sorted(turned, key=str) == sorted(there, key=str)
    for name, other in (("Belmark", "Ardonia"), ("Ardonia", "Belmark")):
        assert links(why(store, name, "treatyWith")) == {("treatyWith", other, "Reported")}


def test_a_contested_edge_shows_both_sides(store: Store) -> None:
    reasons = why(store, "belmark", "gaveMilitaryAidTo", "corvania")
    assert {(r.polarity, r.sources, r.via, r.denied_by, r.status) for r in reasons} == {
        ("Positive", ("Ardonia",), ("Northern Wire",), (), "Contested"),
        ("Negative", ("Belmark",), (), ("Belmark",), "Contested"),
    }


def test_an_office(store: Store) -> None:
    (reason,) = why(store, "Anna Vale", "ministerOf")
    assert (reason.object, reason.office, reason.event) == ("Ardonia", "foreign minister", None)


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        (
            "Corvania",
            {("recognized", "Belmark", "Denied"), ("bordersWith", "Belmark", "Contested")},
        ),
        ("Piet Oren", {("visited", "Ardonia", "Planned"), ("met", "Anna Vale", "Reported")}),
        (
            "Belmark",
            {
                ("attacked", "Ardonia", "Hypothetical"),
                ("gaveMilitaryAidTo", "Corvania", "Contested"),
                ("bordersWith", "Corvania", "Contested"),
                ("treatyWith", "Ardonia", "Reported"),
            },
        ),
        ("Port Saro", set()),
    ],
)
def test_what_bears_no_edge_is_shown_too(
    store: Store, subject: str, expected: set[tuple[str, str | None, str]]
) -> None:
    assert {link for link in links(why(store, subject)) if link[1] != subject} == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "Ardonia",
            [
                ("Belmark", "attacked", "Hypothetical"),
                ("Anna Vale", "ministerOf", "Reported"),
                ("Piet Oren", "visited", "Planned"),
            ],
        ),
        (
            "Belmark",
            [
                ("Ardonia", "accused", "Reported"),
                ("Corvania", "recognized", "Denied"),
            ],
        ),
        # What goes both ways is told once.
        ("Anna Vale", []),
    ],
)
def test_a_name_alone_shows_what_is_done_to_it_too(
    store: Store, name: str, expected: list[tuple[str | None, str, str]]
) -> None:
    reasons = why(store, name)
    assert received(reasons, name) == expected
    own = [reason.subject == name for reason in reasons]
    assert own == sorted(own, reverse=True)  # what it does comes first


def test_with_an_edge_or_an_object_only_what_goes_out_is_shown(store: Store) -> None:
    assert why(store, "Ardonia", "visited") == ()
    assert why(store, "Ardonia", object="Piet Oren") == ()
    assert links(why(store, "Piet Oren", object="Ardonia")) == {("visited", "Ardonia", "Planned")}


def test_what_is_signed_is_only_an_object() -> None:
    pact = entity("Saro Pact", EntityType.TREATY)
    source = document("Ardonia and Belmark signed the Saro Pact.")
    signed = event("SignAgreement", [ARDONIA, BELMARK], [pact])
    graph = stored(extraction(source, [claim(source, signed, source.text)], [*PEOPLE, pact]))
    assert received(why(graph, "Saro Pact"), "Saro Pact") == [
        ("Ardonia", "signed", "Reported"),
        ("Belmark", "signed", "Reported"),
    ]
    assert why(graph, "Saro Pact", "signed") == ()


def test_what_nobody_named_has_done() -> None:
    source = document("Vale was arrested.")
    graph = stored(
        extraction(source, [claim(source, event("Arrest", [], [VALE]), "Vale was arrested.")])
    )
    (reason,) = why(graph, "Anna Vale")
    assert (reason.subject, reason.edge, reason.object) == (None, "arrested", "Anna Vale")


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ({}, "Reported"),
        ({"certainty": Certainty.PROBABLE}, "Alleged"),
        ({"polarity": Polarity.NEGATIVE}, "Denied"),
        ({"tense": Tense.FUTURE}, "Planned"),
        ({"certainty": Certainty.POSSIBLE}, "Hypothetical"),
    ],
)
def test_relations_have_a_status_too(said: dict[str, object], status: str) -> None:
    source = document("So it is.")
    told = claim(source, relation("memberOf", ARDONIA, BELMARK), "So it is.", **said)  # type: ignore[arg-type]
    graph = stored(extraction(source, [told]))
    assert links(why(graph, "Ardonia", "memberOf")) == {("memberOf", "Belmark", status)}
    assert why(graph, "Belmark", "memberOf") == ()


def test_actors_side_by_side() -> None:
    source = document("They fought. She resigned. All three spoke. Both marched.")
    told = [
        claim(source, event("Attack", [ARDONIA, BELMARK]), "They fought."),
        claim(source, event("Resign", [VALE]), "She resigned."),
        claim(source, event("Meeting", [VALE, OREN], [CORVANIA]), "All three spoke."),
        claim(source, event("Protest", [CORVANIA, OREN]), "Both marched."),
    ]
    graph = stored(extraction(source, told))
    assert links(why(graph, "Belmark")) == {("attacked", "Ardonia", "Reported")}
    assert links(why(graph, "Corvania")) == {
        ("met", "Anna Vale", "Reported"),
        ("met", "Piet Oren", "Reported"),
        ("protestedAgainst", None, "Reported"),
    }
    assert links(why(graph, "Vale")) == {
        ("met", "Corvania", "Reported"),
        ("resignedFrom", None, "Reported"),
    }


@pytest.mark.parametrize("edge", ["met", "rel:met", "alleged:met", "MET", "Meeting"])
def test_an_edge_has_several_names(store: Store, edge: str) -> None:
    assert links(why(store, "Vale", edge)) == {("met", "Piet Oren", "Reported")}


def test_every_edge_has_a_reason(store: Store) -> None:
    for subject, target, data in store.to_networkx().edges(data=True):
        reasons = why(store, subject, data["predicate"], target)
        assert {reason.status for reason in reasons} == {data["status"]}
        assert all(reason.sentence for reason in reasons)


def test_unknown_names(store: Store) -> None:
    with pytest.raises(QueryError, match=r"no edge is called 'mett': the closest are .*met"):
        why(store, "Vale", "mett")
    with pytest.raises(QueryError, match=r"no edge is called 'zzz': known are .*, met, "):
        why(store, "Vale", "zzz")
    with pytest.raises(QueryError, match="no entity is called 'Nobody'"):
        why(store, "Nobody")
    with pytest.raises(QueryError, match="no entity is called 'Nobody'"):
        why(store, "Vale", "met", "Nobody")
