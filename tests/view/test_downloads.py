"""What one takes along from the page: a picture, a table, a part of the graph."""

from __future__ import annotations

import csv
import io
import struct
from pathlib import Path

import pyoxigraph as ox
import pytest
from opened import WIDE, Opened, Show

pytestmark = pytest.mark.browser


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
