"""Edges and statuses follow from the claims, and whatever does not is named."""

from __future__ import annotations

import time

import pyoxigraph as ox
import pytest
from factory import (
    ARDONIA,
    BELMARK,
    CORVANIA,
    PEOPLE,
    VALE,
    claim,
    document,
    event,
    extraction,
    relation,
    world,
)
from factory import entity as named

from kg.causes import cause_violations
from kg.consolidate import consolidate
from kg.graph import to_quads
from kg.model import Certainty, EntityType, Extraction, Polarity, Status
from kg.namespaces import GK, RDF, expand
from kg.ontology import load_ontology

ONTOLOGY = load_ontology()


def stored(*told: Extraction) -> ox.Store:
    store = ox.Store()
    store.bulk_extend(to_quads(consolidate(told, ontology=ONTOLOGY), ontology=ONTOLOGY))
    return store


def quad(subject: str, edge: str, target: str) -> ox.Quad:
    return ox.Quad(expand(subject), expand(edge), expand(target))


def violations(store: ox.Store) -> list[str]:
    return sorted(cause_violations(store, ONTOLOGY))


@pytest.fixture
def store() -> ox.Store:
    return stored(*world())


def test_what_consolidation_made_follows_from_its_claims(store: ox.Store) -> None:
    assert quad("e:anna-vale", "rel:met", "e:piet-oren") in store
    assert quad("e:belmark", "alleged:gaveMilitaryAidTo", "e:corvania") in store
    assert quad("e:belmark", "alleged:bordersWith", "e:corvania") in store
    assert violations(store) == []


@pytest.mark.parametrize(
    ("subject", "edge", "target"),
    [
        ("e:ardonia", "rel:attacked", "e:corvania"),
        ("e:ardonia", "alleged:memberOf", "e:corvania"),
        # its event is only planned, its relation only the other way round
        ("e:piet-oren", "rel:visited", "e:ardonia"),
        ("e:ardonia", "rel:ministerOf", "e:anna-vale"),
    ],
)
def test_an_injected_edge(store: ox.Store, subject: str, edge: str, target: str) -> None:
    store.add(quad(subject, edge, target))
    (line,) = violations(store)
    assert line.startswith(f"{subject} {edge} {target}: an edge must have a cause")


@pytest.mark.parametrize(
    ("subject", "edge", "target", "cause"),
    [
        ("e:piet-oren", "rel:met", "e:anna-vale", "ev:"),
        ("e:belmark", "alleged:gaveMilitaryAidTo", "e:corvania", "ev:"),
        (
            "e:anna-vale",
            "rel:ministerOf",
            "e:ardonia",
            "the claims that e:anna-vale ministerOf e:ardonia",
        ),
        ("e:belmark", "rel:treatyWith", "e:ardonia", "the claims that e:ardonia treatyWith"),
    ],
)
def test_a_removed_edge(store: ox.Store, subject: str, edge: str, target: str, cause: str) -> None:
    store.remove(quad(subject, edge, target))
    (line,) = violations(store)
    assert line.startswith(f"{subject} {edge} {target}: the edge is missing, although {cause}")


def test_an_edge_in_the_wrong_layer(store: ox.Store) -> None:
    ends = "e:belmark", "e:corvania"
    store.remove(quad(ends[0], "alleged:gaveMilitaryAidTo", ends[1]))
    store.add(quad(ends[0], "rel:gaveMilitaryAidTo", ends[1]))
    (line,) = violations(store)
    assert line.startswith("e:belmark rel:gaveMilitaryAidTo e:corvania: must be alleged:")


def test_an_edge_may_stand_in_both_layers() -> None:
    source = document("Ardonia attacked Belmark in March. Ardonia is said to have attacked.")
    sure, unsure = source.text.split(". ")
    place = [named("Hill", EntityType.PLACE)]
    told = [
        claim(source, event("Attack", [ARDONIA], [BELMARK]), sure),
        claim(
            source,
            event("Attack", [ARDONIA], [BELMARK], place=place),
            unsure,
            certainty=Certainty.PROBABLE,
        ),
    ]
    store = stored(extraction(source, told, [*PEOPLE, *place]))
    assert quad("e:ardonia", "rel:attacked", "e:belmark") in store
    assert quad("e:ardonia", "alleged:attacked", "e:belmark") in store
    assert violations(store) == []


@pytest.mark.parametrize(("said", "other"), [(s, o) for s in Status for o in Status if s != o])
def test_a_status_that_does_not_follow(store: ox.Store, said: Status, other: Status) -> None:
    for found in list(store.quads_for_pattern(None, GK.status, GK[said.value])):
        store.remove(found)
        store.add(ox.Quad(found.subject, found.predicate, GK[other.value]))
    lines = violations(store)
    expected = f"gk:status: by its claims it must be gk:{said.value}, but is gk:{other.value}"
    assert all(line.startswith("ev:") and line.endswith(expected) for line in lines)
    # In this world nothing is merely alleged; every other status stands in it.
    assert bool(lines) == (said is not Status.ALLEGED)


def test_a_denial_taken_out_makes_status_and_edge_wrong() -> None:
    source = document("Ardonia shelled Belmark. Ardonia denies it.")
    shelling = event("Attack", [ARDONIA], [BELMARK])
    told = [
        claim(source, shelling, "Ardonia shelled Belmark."),
        claim(source, shelling, "Ardonia denies it.", by=[ARDONIA], polarity=Polarity.NEGATIVE),
    ]
    store = stored(extraction(source, told))
    assert violations(store) == []
    (denial,) = store.quads_for_pattern(None, GK.polarity, GK.Negative)
    for found in list(store.quads_for_pattern(denial.subject, None, None)):
        store.remove(found)
    edge, status = violations(store)
    assert edge.startswith("e:ardonia alleged:attacked e:belmark: must be rel:attacked, as ev:")
    assert "by its claims it must be gk:Reported, but is gk:Contested" in status


def test_an_event_without_a_claim(store: ox.Store) -> None:
    (accusation,) = store.quads_for_pattern(None, RDF.type, expand("gk:Accuse"))
    for found in list(store.quads_for_pattern(None, GK.about, accusation.subject)):
        store.remove(found)
    (line,) = violations(store)
    assert line.endswith(": an event must have a claim that tells of it")


def test_what_hangs_on_something_malformed_is_not_judged(store: ox.Store) -> None:
    for found in list(store.quads_for_pattern(None, GK.certainty, None)):
        store.remove(found)
    store.remove(quad("e:anna-vale", "rel:met", "e:piet-oren"))
    assert violations(store) == []


def test_what_is_signed_does_not_sign() -> None:
    pact = named("Saro Pact", EntityType.TREATY)
    source = document("Ardonia and Belmark signed the Saro Pact.")
    signed = event("SignAgreement", [ARDONIA, BELMARK], [pact])
    store = stored(extraction(source, [claim(source, signed, source.text)], [*PEOPLE, pact]))
    assert quad("e:ardonia", "rel:signed", "e:saro-pact") in store
    assert violations(store) == []
    store.add(quad("e:saro-pact", "rel:signed", "e:ardonia"))
    (line,) = violations(store)
    assert line.startswith("e:saro-pact rel:signed e:ardonia: an edge must have a cause")


def test_edges_join_two_entities(store: ox.Store) -> None:
    store.add(quad("e:ardonia", "rel:supports", "e:ardonia"))
    store.add(quad("e:ardonia", "rel:supports", "e:nobody"))
    assert violations(store) == [
        "e:ardonia rel:supports e:ardonia: an edge must not lead from an entity to itself",
        "e:ardonia rel:supports e:nobody: an edge must join two entities",
    ]


def test_a_hundred_thousand_triples_take_seconds() -> None:
    told = []
    for number in range(2_000):
        source = document(f"{number} Vale accused Belmark. Belmark backs Corvania.")
        first, second = source.text.split(". ")
        told.append(
            extraction(
                source,
                [
                    claim(source, event("Accuse", [VALE], [BELMARK]), first),
                    claim(source, event("ExpressSupport", [BELMARK], [CORVANIA]), second),
                    claim(source, relation("memberOf", BELMARK, CORVANIA), second),
                ],
            )
        )
    store = stored(*told)
    assert len(store) > 80_000
    before = time.process_time()
    assert violations(store) == []
    assert time.process_time() - before < 5
