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
        for claim in self.raw["claims"]:
            quote = self.by_id[claim["quote"]]
            claim |= {"sentence": quote["text"], "document": quote["document"]}
            claim |= {"start": quote["start"], "end": quote["end"]}

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


def small(turtle: str, form: ox.RdfFormat = ox.RdfFormat.TURTLE) -> Page:
    store = ox.Store()
    store.load((PREFIXES + turtle).encode(), format=form)
    return Page(store)


def test_it_is_json_and_the_same_every_time(river: ox.Store, page: Page) -> None:
    data = page_data(river)
    assert json.loads(json.dumps(data)) == data
    shuffled = ox.Store()
    for quad in sorted(river, key=str, reverse=True):
        shuffled.add(quad)
    assert json.dumps(page_data(shuffled)) == json.dumps(data)


def test_iris_stand_in_one_place_and_are_whole_again_with_it(river: ox.Store, page: Page) -> None:
    lists = {name: items for name, items in page.raw.items() if name != "spaces"}
    assert "w3id.org" not in json.dumps(lists)
    spaces = {item["id"]: item["iri"] for item in page.raw["spaces"]}
    known = {q.subject.value for q in river if isinstance(q.subject, ox.NamedNode)}
    for space, name in (("s-e", "entities"), ("s-cl", "claims"), ("s-doc", "documents")):
        assert {spaces[space] + item["key"] for item in page.raw[name]} <= known


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
    data = page_data(ox.Store())
    assert {item["iri"] for item in data.pop("spaces")} == {""}
    assert set(data) == {
        *("entities", "links", "statements", "claims", "quotes", "documents", "background")
    }
    assert not any(data.values())


MINISTER = """
e:c a gk:Person ; rdfs:label "Cara Dell" ; gk:represents e:a .
<urn:d> a <https://schema.org/NewsArticle> ; <https://schema.org/datePublished>
  "2026-03-05"^^<http://www.w3.org/2001/XMLSchema#date> .
"""


def claim(number: int, event: str, source: str, *, polarity: str = "Positive") -> str:
    """A claim about an event by a source, with its own sentence "We met." and trigger."""
    oa = "http://www.w3.org/ns/oa#"
    return f"""
<urn:c{number}> a gk:Claim ; gk:about {event} ; gk:assertedBy {source} ;
  gk:polarity gk:{polarity} ; gk:triggerStart {number + 3} ; gk:triggerEnd {number + 6} ;
  gk:evidence <urn:d#{number}> .
<urn:d#{number}> <{oa}hasSource> <urn:d> ; <{oa}start> {number} ; <{oa}end> {number + 7} ;
  <{oa}exact> "We met." .
"""


def test_a_source_counts_once_and_a_denial_is_none() -> None:
    event = "ev:1 a gk:Meeting, gk:Event ; gk:actor e:a, e:b ; gk:status gk:Contested ."
    told = [claim(0, "ev:1", "e:c"), claim(10, "ev:1", "e:c"), claim(20, "ev:1", "e:a")]
    page = small(event + MINISTER + "".join(told) + claim(30, "ev:1", "e:b", polarity="Negative"))
    (statement,) = page.raw["statements"]
    assert statement["sources"] == 2
    assert len(statement["claims"]) == 4


def test_the_trigger_stands_in_its_sentence() -> None:
    event = "ev:1 a gk:Meeting, gk:Event ; gk:actor e:a, e:b ; gk:status gk:Reported ."
    page = small(event + MINISTER + claim(7, "ev:1", "e:c"))
    (told,) = page.raw["claims"]
    first, last = told["trigger"]
    assert told["sentence"][first:last] == "met"


def test_an_undated_event_has_the_day_of_its_document_and_no_date() -> None:
    event = "ev:1 a gk:Meeting, gk:Event ; gk:actor e:a, e:b ; gk:status gk:Reported ."
    page = small(event + MINISTER + claim(0, "ev:1", "e:c"))
    (statement,) = page.raw["statements"]
    assert (statement["date"], statement["first"], statement["last"]) == (
        "",
        "2026-03-05",
        "2026-03-05",
    )


def test_background_knowledge_is_no_edge_and_weighs_nothing() -> None:
    page = small(
        "GRAPH <urn:background> { e:a <https://w3id.org/geokg/background/memberOf> e:b . }",
        form=ox.RdfFormat.TRIG,
    )
    assert page.raw["links"] == []
    (fact,) = page.raw["background"]
    assert (page.names([fact["from"]]), fact["verb"], page.names([fact["to"]])) == (
        ["Aland"],
        "member of",
        ["Borland"],
    )
    assert {entity["weight"] for entity in page.raw["entities"]} == {0}


def test_a_known_state_has_its_two_letters() -> None:
    page = small(
        "e:a <http://www.w3.org/2004/02/skos/core#exactMatch>"
        " <http://www.wikidata.org/entity/Q159> ."
    )
    assert [entity["code"] for entity in page.raw["entities"]] == ["RU", ""]


def test_an_office_known_beforehand_has_its_words_and_days() -> None:
    page = small(
        "GRAPH <urn:background> { e:c <https://w3id.org/geokg/background/ministerOf> e:a ."
        " <urn:t> a gk:Tenure ; gk:holder e:c ; gk:of e:a ; gk:office 'trade minister' ;"
        " gk:relation <https://w3id.org/geokg/background/ministerOf> ; gk:start '2024-05-02' }"
        ' e:c a gk:Person ; rdfs:label "Cara Dell" .',
        form=ox.RdfFormat.TRIG,
    )
    (fact,) = page.raw["background"]
    assert page.names([fact["from"], fact["to"]]) == ["Cara Dell", "Aland"]
    assert (fact["office"], fact["start"], fact["end"]) == ("trade minister", "2 May 2024", "")
