"""The views beside the network: the table of events, the timeline, states, the map."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from opened import Show

pytestmark = pytest.mark.browser


def test_the_table_lists_filters_and_sorts_all_events(show: Show, river: ox.Store) -> None:
    opened = show(river)
    opened.tab("Events")
    rows = opened.page.locator("#events tbody tr")
    assert rows.count() == 14
    assert rows.first.inner_text().startswith("Jun 2026")
    opened.page.fill("#event-filter", "river union planned")
    assert opened.text("#event-count") == "1 of 14"
    cells = ["Apr 2026", "Sanction", "River Union", "Karsavia", "–", "Planned", "1"]
    assert rows.first.inner_text().split("\t") == cells
    rows.first.click()
    assert "will impose sanctions on Karsavia in April" in opened.text("#panel")
    opened.page.fill("#event-filter", "")
    opened.page.get_by_role("button", name="Event", exact=True).click()
    names = [text.split("\t")[1].split("\n")[0] for text in rows.all_inner_texts()]
    assert names == sorted(names)
    opened.page.get_by_role("button", name="Event", exact=True).click()
    assert [text.split("\t")[1].split("\n")[0] for text in rows.all_inner_texts()] == names[::-1]
    opened.page.get_by_role("button", name="Sources", exact=True).click()
    assert rows.first.inner_text().split("\t")[-1] == "2"
    opened.page.fill("#event-filter", "zzz")
    assert opened.text("#events tbody") == "No event matches."


def test_the_filters_of_the_network_hold_in_the_table(
    show: Show, river: ox.Store, ids: dict[str, str]
) -> None:
    opened = show(river)
    opened.tab("Events")
    opened.legend().get_by_label("Reported").uncheck()
    assert opened.text("#event-count") == "6 of 14"
    opened.page.get_by_role("button", name="Reset").click()
    opened.run("id => geokg.focus(id)", ids["River Union"])
    opened.tab("Events")
    assert opened.text("#event-count") == "3 of 14"


def test_the_timeline_tells_months_and_quad_classes(show: Show, river: ox.Store) -> None:
    opened = show(river)
    opened.tab("Timeline")
    months = opened.page.locator(".month")
    labels = months.all_text_contents()
    assert [label.partition(".")[0] for label in labels] == [
        "1 event in Feb 2026",
        "11 events in Mar 2026",
        "1 event in Apr 2026",
        "0 events in May 2026",
        "1 event in Jun 2026",
    ]
    assert "3 verbal cooperation, 2 material cooperation" in labels[1]
    assert "stand at the day of the document" in opened.text("#timeline-view")
    months.nth(1).click()
    assert opened.text("#panel h2") == "Mar 2026"
    assert "Davit Korsan and Ilena Marosh met each other" in opened.text("#panel")
    opened.page.get_by_role("button", name="Show only this month").click()
    assert opened.run("[geokg.state.from, geokg.state.to]") == ["2026-03-01", "2026-03-31"]
    assert months.count() == 1
    months.first.focus()
    assert "not in the bars" not in opened.text("#timeline-view")


def test_the_matrix_counts_officials_with_their_state(show: Show, river: ox.Store) -> None:
    opened = show(river)
    opened.tab("States")
    cell = opened.page.locator(".dyad").first
    label = "Karsavia and Velmora: 1 of cooperation 2 of conflict"
    assert cell.text_content() == label
    cell.click()
    panel = opened.text("#panel")
    assert "1 of cooperation, 2 of conflict" in panel
    assert "Davit Korsan and Ilena Marosh met each other" in panel
    assert "Denied, planned or possible (1)" in panel
    opened.page.locator("#undated").select_option("never")
    assert cell.text_content() == label.replace("2 of", "1 of")
    opened.page.keyboard.press("Escape")
    opened.legend().get_by_label("Person (3)").uncheck()
    assert cell.text_content() == "Karsavia and Velmora: 1 of conflict"


@pytest.fixture
def real() -> ox.Store:
    """States that are on the map: France helps Chad, Chad accuses Malta (too small for it)."""
    store = ox.Store()
    wd = "http://www.wikidata.org/entity/"
    turtle = f"""
    @prefix gk: <https://w3id.org/geokg/ontology#> .
    @prefix rel: <https://w3id.org/geokg/rel/> .
    @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
    @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
    <urn:f> a gk:State ; rdfs:label "France" ; skos:exactMatch <{wd}Q142> .
    <urn:c> a gk:State ; rdfs:label "Chad" ; skos:exactMatch <{wd}Q657> .
    <urn:m> a gk:State ; rdfs:label "Malta" ; skos:exactMatch <{wd}Q233> .
    <urn:f> rel:gaveHumanitarianAidTo <urn:c> . <urn:c> rel:accused <urn:m> .
    <urn:1> a gk:ProvideHumanitarianAid, gk:Event ; gk:status gk:Reported ;
      gk:actor <urn:f> ; gk:recipient <urn:c> .
    <urn:2> a gk:Accuse, gk:Event ; gk:status gk:Reported ;
      gk:actor <urn:c> ; gk:recipient <urn:m> .
    """
    store.load(turtle.encode(), format=ox.RdfFormat.TURTLE)
    return store


def test_the_map_colours_states_and_opens_pairs(show: Show, real: ox.Store) -> None:
    opened = show(real)
    opened.tab("Map")
    chad = opened.page.get_by_role("button", name="Chad: 1 of cooperation, 1 of conflict")
    assert chad.count() == 1
    assert "Malta" in opened.text("#map-view .note >> nth=1")
    assert opened.page.locator(".world .known").count() == 2
    chad.focus()
    opened.page.keyboard.press("Enter")
    assert "With Chad" in opened.text("#map-view h2")
    france = opened.page.get_by_role("button", name="France: 1 of cooperation, 0 of conflict")
    france.focus()
    opened.page.keyboard.press("Enter")
    assert opened.text("#panel h2") == "Chad – France" or opened.text("#panel h2") == (
        "France – Chad"
    )
    assert "gave humanitarian aid to" in opened.text("#panel")
    opened.page.get_by_role("button", name="All states").click()
    assert "States on the map" in opened.text("#map-view h2")


def test_the_letters_of_a_state_stand_on_its_mark(show: Show, real: ox.Store) -> None:
    opened = show(real)
    assert {e["code"] for e in opened.run("geokg.data.entities")} == {"FR", "TD", "MT"}


def test_background_knowledge_is_marked_and_no_line(show: Show, real: ox.Store) -> None:
    background = ox.NamedNode("https://w3id.org/geokg/background/memberOf")
    graph = ox.NamedNode("urn:background")
    real.add(ox.Quad(ox.NamedNode("urn:f"), background, ox.NamedNode("urn:m"), graph))
    opened = show(real)
    opened.run("geokg.select(geokg.search('France')[0].entity.id)")
    box = opened.page.locator("#panel .background").inner_text()
    assert "No document of this graph says so." in box
    assert "member of Malta" in box
    assert len([id for id in opened.drawn() if id.startswith("e")]) == 2
