from __future__ import annotations

import json
from typing import Any, cast

import pyoxigraph as ox
import pytest

from kg.view import page_data

PREFIXES = """
@prefix gk: <https://w3id.org/geokg/ontology#> .
@prefix rel: <https://w3id.org/geokg/rel/> .
@prefix alleged: <https://w3id.org/geokg/alleged/> .
@prefix e: <https://w3id.org/geokg/id/entity/> .
@prefix ev: <https://w3id.org/geokg/id/event/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
e:a a gk:State ; rdfs:label "Aland" .
e:b a gk:State ; rdfs:label "Borland" .
"""


ARMED = "Northern Orsa Front"


class Page:
    """The page's data with names in the place of ids."""

    def __init__(self, store: ox.Store) -> None:
        self.raw = cast("dict[str, Any]", page_data(store))
        self.by_id = {item["id"]: item for items in self.raw.values() for item in items}

    def entity(self, label: str) -> dict[str, Any]:
        return next(e for e in self.raw["entities"] if e["label"] == label)

    def links(self, one: str, other: str) -> list[dict[str, Any]]:
        ends = {self.entity(one)["id"], self.entity(other)["id"]}
        return [link for link in self.raw["links"] if {link["a"], link["b"]} == ends]

    def names(self, ids: list[str]) -> list[str]:
        return [self.by_id[i]["label"] for i in ids]

    def statements(self, kind: str) -> list[dict[str, Any]]:
        return [s for s in self.raw["statements"] if s["type"] == kind]

    def edges(self, one: str, other: str) -> list[tuple[str, str, str, str, str]]:
        """(from, name, to, tone, line) of all edges between two entities."""
        return [
            (*self.names([edge["from"]]), edge["name"], *self.names([edge["to"]]), *looks)
            for link in self.links(one, other)
            for looks in [(link["tone"], link["line"])]
            for edge in link["edges"]
        ]


@pytest.fixture(scope="module")
def page(river: ox.Store) -> Page:
    return Page(river)


def small(turtle: str) -> Page:
    store = ox.Store()
    store.load((PREFIXES + turtle).encode(), format=ox.RdfFormat.TURTLE)
    return Page(store)


def test_it_is_json_and_the_same_every_time(river: ox.Store, page: Page) -> None:
    assert json.loads(json.dumps(page.raw)) == page.raw
    shuffled = ox.Store()
    for quad in sorted(river, key=str, reverse=True):
        shuffled.add(quad)
    assert json.dumps(page_data(shuffled)) == json.dumps(page.raw)


def test_no_iri_is_needed_and_none_but_wikidata_is_shown(page: Page) -> None:
    assert "w3id.org" not in json.dumps(page.raw)


def test_the_most_important_entities_come_first(page: Page) -> None:
    weights = [entity["weight"] for entity in page.raw["entities"]]
    assert weights == sorted(weights, reverse=True)
    assert {entity["label"] for entity in page.raw["entities"][:2]} == {"Karsavia", "Velmora"}
    sizes = [entity["size"] for entity in page.raw["entities"]]
    assert sizes == sorted(sizes, reverse=True)


def test_an_entity_has_its_class_aliases_and_state(page: Page) -> None:
    korsan = page.entity("Davit Korsan")
    assert korsan["kind"] == "Person"
    assert korsan["aliases"] == ["Korsan"]
    assert page.names(korsan["represents"]) == ["Karsavia"]
    assert not korsan["lone"]


def test_who_is_in_no_edge_is_marked(page: Page) -> None:
    lone = {entity["label"] for entity in page.raw["entities"] if entity["lone"]}
    assert lone == {"Meridian Wire", "Orsa Water Accord", "Radio Karsavia"}


def test_a_symmetric_edge_is_one_line_without_direction(page: Page) -> None:
    (link,) = page.links("Davit Korsan", "Ilena Marosh")
    (edge,) = link["edges"]
    assert (edge["name"], edge["both"], edge["count"]) == ("met", True, 2)
    assert (link["tone"], link["line"]) == ("cooperation", "solid")


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (
            "Karsavian Border Guard",
            "Port Talin",
            [("Karsavian Border Guard", "attacked", "Port Talin", "conflict", "dashed")],
        ),
        (
            "Davit Korsan",
            "Karsavia",
            [("Davit Korsan", "minister of", "Karsavia", "neutral", "dotted")],
        ),
        (
            "Karsavia",
            "Velmora",
            [
                ("Karsavia", "rejected", "Velmora", "conflict", "solid"),
                ("Velmora", "accused", "Karsavia", "conflict", "solid"),
            ],
        ),
        (
            "Karsavia",
            ARMED,
            [
                ("Karsavia", "gave military aid to", ARMED, "cooperation", "dashed"),
                ("Karsavia", "allied with", ARMED, "neutral", "dashdot"),
            ],
        ),
    ],
)
def test_tone_line_and_direction_of_edges(
    page: Page, one: str, other: str, expected: list[tuple[str, ...]]
) -> None:
    assert sorted(page.edges(one, other)) == sorted(expected)


def test_an_edge_leads_to_its_sentence_source_and_document(page: Page) -> None:
    (link,) = page.links("Davit Korsan", "Ilena Marosh")
    (statement,) = [page.by_id[i] for i in link["edges"][0]["statements"]]
    first, second = [page.by_id[i] for i in statement["claims"]]
    claims = {page.by_id[c["document"]]["title"]: c for c in (first, second)}
    told = claims["River neighbours talk while shells fall near Port Talin"]
    again = claims["Union weighs sanctions as aid reaches the Orsa valley"]
    assert told["sentence"].startswith("President Ilena Marosh met Karsavian Foreign Minister")
    assert page.names(told["sources"]) == ["Meridian Wire"]
    assert page.names(again["sources"]) == ["Velmoran Foreign Ministry"]
    assert page.names(again["via"]) == ["Meridian Wire"]
    assert int(told["end"]) - int(told["start"]) == len(told["sentence"])
    document = page.by_id[told["document"]]
    assert (document["publisher"], document["date"]) == ("Meridian Wire", "13 Mar 2026")


def test_who_denies_comes_after_who_asserts(page: Page) -> None:
    contested = next(s for s in page.statements("Attack") if s["status"] == "Contested")
    claims = [page.by_id[i] for i in contested["claims"]]
    assert [(page.names(c["sources"]), c["polarity"]) for c in claims] == [
        (["Velmora"], "Positive"),
        (["Karsavian Border Guard"], "Negative"),
    ]
    assert contested["amounts"] == ["at least three injured"]


def test_events_without_an_edge_are_there_with_their_status(page: Page) -> None:
    linked = {i for link in page.raw["links"] for edge in link["edges"] for i in edge["statements"]}
    loose = {(s["type"], s["status"]) for s in page.raw["statements"] if s["id"] not in linked}
    assert loose == {
        ("Sanction", "Planned"),
        ("Signing of an agreement", "Planned"),
        ("Coercion", "Hypothetical"),
        ("Withdrawal", "Denied"),
    }


def test_dates_are_written_out_and_the_undated_take_their_day_from_the_document(
    page: Page,
) -> None:
    by_date = {(s["type"], s["when"]) for s in page.raw["statements"] if not s["lasting"]}
    assert {("Meeting", "12 Mar 2026"), ("Military aid", "Feb 2026")} <= by_date
    (accusation,) = page.statements("Accusation")
    assert (accusation["when"], accusation["told"]) == ("", "13 Mar 2026")
    assert accusation["sort"] == "2026-03-13"


def test_an_office_is_told_with_its_claim(page: Page) -> None:
    offices = {
        (*page.names(s["actors"]), *(page.by_id[c]["office"] for c in s["claims"]))
        for s in page.raw["statements"]
        if s["lasting"]
    }
    assert ("Davit Korsan", "Foreign Minister") in offices


def test_an_edge_without_a_claim_is_still_drawn() -> None:
    page = small("e:a rel:attacked e:b .")
    (link,) = page.raw["links"]
    assert link["edges"][0]["statements"] == []
    assert page.edges("Aland", "Borland") == [("Aland", "attacked", "Borland", "conflict", "solid")]


def test_an_edge_that_the_ontology_does_not_know_is_neutral() -> None:
    page = small("e:a rel:playedChessWith e:b .")
    assert page.edges("Aland", "Borland") == [
        ("Aland", "played chess with", "Borland", "neutral", "solid")
    ]


def test_two_one_way_attacks_are_two_edges_and_a_clash_is_one() -> None:
    attack = "a gk:Attack, gk:Event ; gk:status gk:Reported ;"
    both = "e:a rel:attacked e:b . e:b rel:attacked e:a ."
    one_way = small(
        f"{both} ev:1 {attack} gk:actor e:a ; gk:recipient e:b ."
        f" ev:2 {attack} gk:actor e:b ; gk:recipient e:a ."
    )
    assert [edge["both"] for edge in one_way.raw["links"][0]["edges"]] == [False, False]
    clash = small(f"{both} ev:1 {attack} gk:actor e:a, e:b .")
    assert [edge["both"] for edge in clash.raw["links"][0]["edges"]] == [True]


def test_a_reported_and_an_alleged_event_do_not_share_a_line() -> None:
    attack = "a gk:Attack, gk:Event ; gk:actor e:a ; gk:recipient e:b ;"
    page = small(
        "e:a rel:attacked e:b ; alleged:attacked e:b ."
        f" ev:1 {attack} gk:status gk:Reported . ev:2 {attack} gk:status gk:Contested ."
    )
    statuses = {
        link["line"]: [page.by_id[i]["status"] for i in link["edges"][0]["statements"]]
        for link in page.raw["links"]
    }
    assert statuses == {"solid": ["Reported"], "dashed": ["Contested"]}


def test_only_claims_of_a_lasting_fact_decide_where_there_is_no_edge() -> None:
    page = small(
        "<urn:c> a gk:Claim ; <http://www.w3.org/1999/02/22-rdf-syntax-ns#subject> e:a ;"
        " <http://www.w3.org/1999/02/22-rdf-syntax-ns#predicate> rel:alliedWith ;"
        " <http://www.w3.org/1999/02/22-rdf-syntax-ns#object> e:b ;"
        " gk:polarity gk:Negative ; gk:evidence <urn:d#char=0,1> ."
    )
    (fact,) = page.raw["statements"]
    assert (fact["status"], fact["verb"], fact["lasting"]) == ("Denied", "allied with", True)
    assert page.raw["links"] == []


def test_an_empty_store_gives_empty_lists() -> None:
    assert page_data(ox.Store()) == {
        "entities": [],
        "links": [],
        "statements": [],
        "claims": [],
        "documents": [],
    }
