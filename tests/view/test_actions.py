"""What one does on the page: filter, focus, find a way, move in time, undo, link, take along."""

from __future__ import annotations

import csv
import io
import struct
from pathlib import Path

import pyoxigraph as ox
import pytest
from opened import WIDE, Opened, Show

pytestmark = pytest.mark.browser

Ids = dict[str, str]


def nodes(opened: Opened) -> set[str]:
    return {id for id in opened.drawn() if id.startswith("n")}


def named(ids: Ids, *labels: str) -> set[str]:
    return {ids[label] for label in labels}


def test_the_legend_hides_classes_statuses_and_edge_types(
    show: Show, river: ox.Store, ids: Ids
) -> None:
    opened = show(river)
    everything = opened.drawn()
    legend = opened.legend()
    legend.get_by_label("Person (3)").uncheck()
    assert ids["Davit Korsan"] not in opened.drawn()
    assert ids["Davit Korsan – Port Talin"] not in opened.drawn()
    assert ids["Velmora"] in opened.drawn()
    legend.get_by_label("Contested").uncheck()
    assert ids["Karsavian Border Guard – Port Talin"] not in opened.drawn()
    legend.locator("summary", has_text="Material conflict").click()
    legend.get_by_label("protested against").uncheck()
    assert ids["2,000 protesters – Karsavia"] not in opened.drawn()
    legend.get_by_label("Lasting facts").uncheck()
    assert ids["Port Talin – Velmora"] not in opened.drawn()
    legend.get_by_label("Entities without links").check()
    assert ids["Radio Karsavia"] in opened.drawn()
    chips = [text.strip() for text in opened.page.locator(".chip > span").all_inner_texts()]
    assert chips == [
        "without person",
        "without contested",
        "without protested against",
        "without lasting facts",
    ]
    legend.get_by_role("button", name="Entities: none").click()
    assert "filters hide everything" in opened.text("#nothing")
    opened.page.get_by_role("button", name="Reset").click()
    assert opened.drawn() == everything
    assert legend.get_by_label("Person (3)").is_checked()


def test_a_whole_quad_class_goes_with_one_click(show: Show, river: ox.Store, ids: Ids) -> None:
    opened = show(river)
    opened.legend().get_by_label("Material conflict: all kinds of edges").uncheck()
    assert ids["2,000 protesters – Karsavia"] not in opened.drawn()
    assert ids["Davit Korsan – Ilena Marosh"] in opened.drawn()
    opened.legend().get_by_role("button", name="clear all").click()
    assert ids["2,000 protesters – Karsavia"] in opened.drawn()


def test_a_neighbourhood_of_one_to_three_steps_can_be_seen_alone(
    show: Show, river: ox.Store, ids: Ids
) -> None:
    opened = show(river)
    opened.click(ids["Ilena Marosh"])
    steps = opened.page.get_by_role("button", name="Show only what is at most")
    steps.nth(0).click()
    one = named(ids, "Ilena Marosh", "Davit Korsan", "Velmora")
    assert nodes(opened) == one
    assert "Within 1 step of Ilena Marosh" in opened.text("#strip")
    steps.nth(1).click()
    two = nodes(opened)
    assert one < two
    assert ids["River Union"] in two
    assert ids["2,000 protesters"] not in two
    steps.nth(2).click()
    assert ids["2,000 protesters"] in nodes(opened)
    assert steps.nth(2).get_attribute("aria-pressed") == "true"
    opened.page.get_by_role("button", name="Show everything again").click()
    assert ids["Speaker of the Karsavian Assembly"] in nodes(opened)


def test_no_name_covers_another_in_a_neighbourhood(show: Show, river: ox.Store, ids: Ids) -> None:
    opened = show(river)
    opened.run("id => geokg.focus(id, 1)", ids["Karsavia"])
    labels = [label for id, label in opened.label_boxes().items() if id.startswith("n")]
    assert len(labels) == len(nodes(opened))
    opened.run("geokg.select(null)")
    place = "geokg.drawn().map((id) => geokg.position(id))"
    before = opened.run(place)
    opened.run("geokg.focus(null)")
    opened.run("id => { geokg.focus(id, 1); geokg.select(null); }", ids["Karsavia"])
    assert opened.run(place) == before


def test_the_shortest_way_between_two(show: Show, river: ox.Store, ids: Ids) -> None:
    opened = show(river)
    opened.click(ids["Davit Korsan"])
    opened.page.get_by_placeholder("Path to …").fill("2,000")
    opened.page.keyboard.press("Enter")
    assert opened.text("#panel h2") == "From Davit Korsan to 2,000 protesters"
    steps = opened.page.locator(".way-steps > li > button").all_inner_texts()
    assert steps == ["Davit Korsan", "Karsavia", "2,000 protesters"]
    assert nodes(opened) == named(ids, *steps)
    opened.legend().get_by_label("State (2)").uncheck()
    assert "No path leads" in opened.text("#nothing")
    assert "no path" in opened.text("#panel .badges")
    opened.page.get_by_role("button", name="Undo").click()
    opened.page.get_by_role("button", name="Show everything again").first.click()
    assert ids["Velmora"] in nodes(opened)


def test_the_time_slider_filters_and_plays(show: Show, river: ox.Store, ids: Ids) -> None:
    opened = show(river)
    first = opened.page.get_by_label("First step of the time shown")
    last = opened.page.get_by_label("Last step of the time shown")
    first.focus()
    opened.page.keyboard.press("ArrowRight")
    assert ids["Karsavia – Northern Orsa Front"] in opened.drawn()  # an alliance is no event
    assert "gave military aid to" not in " ".join(
        label["text"] for label in opened.label_boxes().values()
    )
    assert first.get_attribute("aria-valuetext") == "Mar 2026"
    last.focus()
    for _ in range(3):
        opened.page.keyboard.press("ArrowLeft")
    assert opened.run("[geokg.state.from, geokg.state.to]") == ["2026-03-01", "2026-03-31"]
    assert "Mar 2026" in opened.text("#strip")
    opened.tab("Events")
    assert opened.text("#event-count") == "11 of 14"
    opened.page.locator("#undated").select_option("never")
    assert opened.text("#event-count") == "7 of 14"
    opened.page.get_by_role("button", name="all time", exact=True).click()
    assert opened.text("#event-count") == "10 of 14"
    opened.page.locator("#undated").select_option("always")
    assert opened.text("#event-count") == "14 of 14"
    opened.page.get_by_role("button", name="Play").click()
    assert opened.run("geokg.state.to") == "2026-02-28"
    opened.wait("geokg.state.from === '2026-03-01'")
    opened.page.get_by_role("button", name="Pause").click()
    assert not opened.run("geokg.playing()")


def test_a_number_of_independent_sources_can_be_asked_for(
    show: Show, river: ox.Store, ids: Ids
) -> None:
    opened = show(river)
    opened.legend().get_by_label("Independent sources").focus()
    opened.page.keyboard.press("ArrowRight")
    assert "at least 2" in opened.text("#legend")
    assert nodes(opened) == named(ids, "Davit Korsan", "Ilena Marosh")
    opened.tab("Events")
    assert opened.text("#event-count") == "1 of 14"


def test_one_document_or_outlet_can_be_looked_at_alone(
    show: Show, river: ox.Store, ids: Ids
) -> None:
    opened = show(river)
    opened.page.fill("#paper-filter", "union weighs")
    opened.page.keyboard.press("Enter")
    assert ids["2,000 protesters – Karsavia"] in opened.drawn()
    assert ids["Karsavian Border Guard – Port Talin"] not in opened.drawn()
    assert "Only Union weighs sanctions as aid" in opened.text("#strip")
    opened.page.get_by_role("button", name="Show all documents").click()
    assert ids["Karsavian Border Guard – Port Talin"] in opened.drawn()
    opened.page.fill("#paper-filter", "meridian")
    assert "Meridian Wire outlet" in opened.text("#legend .matches")
    opened.page.keyboard.press("Enter")
    assert opened.run("geokg.state.outlet") == "Meridian Wire"
    opened.page.locator("#legend").get_by_role("button", name="all again").click()
    opened.page.locator("#panel cite").first.click()
    opened.page.get_by_role("button", name="Show only this document").click()
    assert opened.text("#panel h2").startswith("River neighbours talk")
    assert ids["2,000 protesters – Karsavia"] not in opened.drawn()


def test_every_step_can_be_undone(show: Show, river: ox.Store, ids: Ids) -> None:
    opened = show(river)
    everything = opened.drawn()
    undo = opened.page.get_by_role("button", name="Undo")
    assert undo.is_disabled()
    opened.legend().get_by_label("State (2)").uncheck()
    opened.legend().get_by_label("Person (3)").uncheck()
    less = opened.drawn()
    opened.run("id => geokg.focus(id)", ids["River Union"])
    undo.click()
    assert opened.drawn() == less
    opened.page.focus("#canvas")
    opened.page.keyboard.press("Control+z")
    assert ids["Davit Korsan"] in opened.drawn()
    opened.page.keyboard.press("Control+z")
    assert opened.drawn() == everything
    assert undo.is_disabled()


def test_the_address_brings_back_what_was_seen(show: Show, river: ox.Store, ids: Ids) -> None:
    opened = show(river)
    opened.legend().get_by_label("Person (3)").uncheck()
    opened.legend().get_by_label("Contested").uncheck()
    opened.run("id => geokg.focus(id, 2)", ids["River Union"])
    opened.run("id => geokg.select(id)", ids["Karsavia – Velmora"])
    opened.run("geokg.change({from: '2026-03-01', to: '2026-03-31', undated: 'never'})")
    hash = opened.run("location.hash")
    assert "karsavia" in hash
    again = show(river, hash=hash)
    assert again.drawn() == opened.drawn()
    assert again.text("#panel") == opened.text("#panel").removeprefix("← Back\n")
    assert again.text("#strip") == opened.text("#strip")
    for view, kept in (("events", "find=korsan"), ("matrix", "selected=p+n+karsavia+n+velmora")):
        other = show(river, hash=f"#view={view}&{kept}")
        assert other.page.locator(f"#{view}-view").is_visible()
        assert other.run("location.hash || '#' + geokg.toHash()") == f"#view={view}&{kept}"


@pytest.mark.parametrize(
    "hash",
    [
        "#view=nowhere&selected=n+nobody&steps=9&limit=-3&from=soon&document=d+x&path=a&path=b",
        "#selected=<script>window.pwned=1</script>&find=%3Cimg%20src=x%20onerror=alert(1)%3E",
        "#%E0%A4%A&&&=&selected=pn1-n9999&sort=__proto__&kinds=State",
    ],
)
def test_a_wrong_address_does_no_harm(show: Show, river: ox.Store, hash: str) -> None:
    everything = show(river).drawn()
    opened = show(river, hash=hash)
    assert opened.drawn() == everything
    assert opened.run("window.pwned") is None
    for name in ("Events", "Timeline", "States", "Map", "Network"):
        opened.tab(name)


def test_an_address_typed_into_the_open_page_is_followed(
    show: Show, river: ox.Store, ids: Ids
) -> None:
    opened = show(river)
    opened.run("location.hash = '#selected=n+karsavia&hide=Person'")
    opened.wait("geokg.state.selected !== null")
    assert opened.text("#panel h2") == "Karsavia"
    assert ids["Davit Korsan"] not in opened.drawn()


def saved(opened: Opened, kind: str, folder: Path) -> Path:
    opened.page.get_by_role("button", name="Save").click()
    with opened.page.expect_download() as download:
        opened.page.locator(f"[data-save={kind}]").click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def test_the_picture_is_a_png_of_the_drawing(show: Show, river: ox.Store, tmp_path: Path) -> None:
    opened = show(river)
    path = saved(opened, "png", tmp_path)
    content = path.read_bytes()
    assert path.name == "network.png"
    assert content[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", content[16:24])
    assert 700 < width < WIDE[0]
    assert 600 < height < WIDE[1]
    shades = opened.run(
        """() => { const canvas = geokg.picture(); return new Set(new Uint32Array(canvas
        .getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.buffer)).size; }"""
    )
    assert shades > 50


def rows(path: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"))))


def test_the_table_holds_what_is_shown(show: Show, river: ox.Store, tmp_path: Path) -> None:
    opened = show(river)
    everything = rows(saved(opened, "csv", tmp_path))
    met = ["Davit Korsan", "Person", "met", "Ilena Marosh", "Person"]
    assert [*met, "reported, cooperation", "yes", "2"] in everything
    opened.legend().get_by_label("Person (3)").uncheck()
    less = rows(saved(opened, "csv", tmp_path))
    assert less[0] == everything[0]
    assert not any("Person" in row for row in less[1:])
    opened.tab("Events")
    opened.page.fill("#event-filter", "sanction")
    head, *events = rows(saved(opened, "csv", tmp_path))
    (event,) = (dict(zip(head, row, strict=True)) for row in events)
    assert (event["event"], event["status"]) == ("Sanction", "Planned")
    assert "will impose sanctions on Karsavia" in event["sentence"]
    opened.page.fill("#event-filter", "")
    opened.tab("Timeline")
    head, *months = rows(saved(opened, "csv", tmp_path))
    assert [row[0] for row in months] == ["2026-02", "2026-03", "2026-04", "2026-05", "2026-06"]
    opened.tab("States")
    assert rows(saved(opened, "csv", tmp_path))[1] == ["Karsavia", "Velmora", "0", "2"]


def test_no_cell_is_a_formula(show: Show) -> None:
    store = ox.Store()
    store.load(
        b"""@prefix gk: <https://w3id.org/geokg/ontology#> .
        @prefix rel: <https://w3id.org/geokg/rel/> .
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        <urn:a> a gk:State ; rdfs:label "=HYPERLINK(1)" ; rel:accused <urn:b> .
        <urn:b> a gk:State ; rdfs:label "B" .""",
        format=ox.RdfFormat.TURTLE,
    )
    table = show(store).run("geokg.csv()")
    assert "'=HYPERLINK(1),State,accused,B" in table
    assert "\n=" not in table


@pytest.mark.parametrize("view", ["Network", "Events", "States"])
def test_the_turtle_is_a_part_of_the_graph(
    show: Show, river: ox.Store, hostile: ox.Store, tmp_path: Path, view: str
) -> None:
    for store in (river, hostile):
        opened = show(store)
        opened.tab(view)
        told = ox.Store()
        told.load(path=saved(opened, "turtle", tmp_path), format=ox.RdfFormat.TURTLE)
        whole = {quad.triple for quad in store}
        assert {quad.triple for quad in told} - whole == set()
        assert len(told) > 100


def test_the_turtle_holds_what_is_shown_and_no_more(
    show: Show, river: ox.Store, tmp_path: Path
) -> None:
    opened = show(river)
    opened.run("geokg.focus(geokg.search('Marosh')[0].entity.id, 1)")
    path = saved(opened, "turtle", tmp_path)
    told = ox.Store()
    told.load(path=path, format=ox.RdfFormat.TURTLE)
    query = "SELECT ?p ?o { <https://w3id.org/geokg/id/entity/ilena-marosh> ?p ?o }"
    rel = "https://w3id.org/geokg/rel/"
    found = told.query(query)
    assert isinstance(found, ox.QuerySolutions)
    edges = {(p.value, o.value.rpartition("/")[2]) for p, o in found if p.value.startswith(rel)}
    assert edges == {(f"{rel}met", "davit-korsan"), (f"{rel}headOfStateOf", "velmora")}
    assert "protest" not in path.read_text(encoding="utf-8")


def test_light_and_dark_by_hand(show: Show, river: ox.Store) -> None:
    opened = show(river)
    shade = "getComputedStyle(document.querySelector('main')).backgroundColor"
    before = opened.run(shade)
    ink = opened.run("geokg.colours.ink")
    opened.page.get_by_role("button", name="Switch between light and dark").click()
    assert opened.run(shade) != before
    assert opened.run("geokg.colours.ink") != ink
    opened.page.get_by_role("button", name="Switch between light and dark").click()
    assert opened.run(shade) == before


def test_the_first_questions_are_one_click_away(show: Show, river: ox.Store) -> None:
    opened = show(river)
    table = opened.page.locator("#events tbody")
    opened.page.get_by_role("button", name="Who met whom?").click()
    assert opened.text("#event-count") == "2 of 14"
    assert "Davit Korsan, Ilena Marosh" in table.inner_text()
    opened.page.get_by_role("button", name="What is contested?").click()
    assert table.locator("tr").count() == 1
    assert "Karsavian Border Guard" in table.inner_text()
    opened.page.get_by_role("button", name="What is planned?").click()
    assert "Sanction" in table.inner_text()
    opened.page.get_by_role("button", name="What might happen?").click()
    assert "Coercion" in table.inner_text()
    opened.page.get_by_role("button", name="What do several sources say?").click()
    assert opened.text("#event-count") == "1 of 14"


def test_the_keyboard_help_says_what_the_keys_do(show: Show, river: ox.Store) -> None:
    opened = show(river)
    opened.page.keyboard.press("?")
    box = opened.page.get_by_role("dialog")
    assert "show the neighbourhood" in box.inner_text()
    opened.page.keyboard.press("Escape")
    assert not box.is_visible()
    opened.page.keyboard.press("Alt+3")
    assert opened.page.locator("#timeline-view").is_visible()
    opened.page.get_by_role("tab", name="Timeline").focus()
    opened.page.keyboard.press("ArrowRight")
    assert opened.page.locator("#matrix-view").is_visible()
