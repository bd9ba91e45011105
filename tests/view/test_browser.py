"""The network and the panel beside it, in Chromium."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from opened import PHONE, WIDE, Show
from playwright.sync_api import Browser

import kg.view
from kg.api import Graph
from kg.store import Store
from kg.view import page_data

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("size", [WIDE, PHONE])
def test_every_linked_entity_is_named_and_no_name_covers_another(
    show: Show, river: ox.Store, size: tuple[int, int]
) -> None:
    opened = show(river, size)
    labels = opened.label_boxes()
    data: Any = page_data(river)
    linked = {entity["id"] for entity in data["entities"] if not entity["lone"]}
    assert linked <= labels.keys()
    assert not {e["id"] for e in data["entities"] if e["lone"]} & labels.keys()
    for one, other in combinations([label["box"] for label in labels.values()], 2):
        assert (
            one["left"] >= other["right"]
            or other["left"] >= one["right"]
            or one["top"] >= other["bottom"]
            or other["top"] >= one["bottom"]
        )
    frame = opened.page.locator("#canvas").bounding_box()
    assert frame is not None
    for id in linked:
        at = opened.page.evaluate("id => geokg.position(id)", id)
        assert frame["x"] < at["x"] < frame["x"] + frame["width"]
        assert frame["y"] < at["y"] < frame["y"] + frame["height"]


def test_the_canvas_really_shows_something(show: Show, river: ox.Store) -> None:
    opened = show(river)
    colours = opened.page.evaluate(
        """() => { const canvas = document.querySelector('#canvas canvas');
        const pixels = new Uint32Array(canvas.getContext('2d')
          .getImageData(0, 0, canvas.width, canvas.height).data.buffer);
        return new Set(pixels).size; }"""
    )
    assert colours > 50


def test_a_mouse_click_on_an_edge_shows_its_sentences_and_sources(
    show: Show, river: ox.Store, ids: dict[str, str]
) -> None:
    opened = show(river)
    opened.click(ids["Davit Korsan – Ilena Marosh"])
    panel = opened.text("#panel")
    assert "Davit Korsan met Ilena Marosh" in panel
    assert "President Ilena Marosh met Karsavian Foreign Minister Davit Korsan in Port" in panel
    assert opened.text("#panel mark") == "met"
    assert "Velmoran Foreign Ministry says so, via Meridian Wire" in " ".join(panel.split())
    assert "River neighbours talk while shells fall near Port Talin" in panel
    assert "12 Mar 2026" in panel


def test_a_contested_edge_shows_who_denies_it(
    show: Show, river: ox.Store, ids: dict[str, str]
) -> None:
    opened = show(river)
    opened.click(ids["Karsavian Border Guard – Port Talin"])
    claims = [" ".join(text.split()) for text in opened.page.locator(".claim").all_inner_texts()]
    assert claims[0].startswith("Velmora says so, via Meridian Wire")
    assert "told as probable" in claims[0]
    assert claims[1].startswith("Karsavian Border Guard denies this, via")
    assert "No shell was fired from our side" in claims[1]
    assert opened.text("#panel .badge") == "Contested"
    heads = opened.page.locator("#panel h4").all_inner_texts()
    assert heads == ["Who says so (1)", "Who denies it (1)"]


def test_a_click_on_an_entity_shows_all_that_is_told_about_it(
    show: Show, river: ox.Store, ids: dict[str, str]
) -> None:
    opened = show(river)
    opened.click(ids["Velmora"])
    panel = opened.text("#panel")
    assert "Also called Republic of Velmora, Talin's government, Velmoran" in panel
    assert "member of" in panel
    timeline, other = (
        opened.page.locator("#panel .timeline").nth(i).inner_text() for i in range(2)
    )
    dates = [line for line in timeline.splitlines() if "2026" in line and "–" not in line]
    assert dates[-1].startswith("Mar 2026")
    assert "Northern Orsa Front attacked Velmora" in timeline
    assert "Fighters of the Northern Orsa Front have attacked" in timeline
    assert "Hypothetical" in other
    assert "Coercion: Karsavia → Velmora" in other
    opened.page.locator("#panel .timeline button").first.click()
    assert opened.page.evaluate("geokg.byId.get(geokg.state.selected).type") == "Mediation"
    opened.page.get_by_role("button", name="← Back").click()
    assert opened.text("#panel h2") == "Velmora"
    opened.page.get_by_role("button", name="Close details").click()
    assert "Most connected" in opened.text("#panel")


def test_search_finds_aliases_by_keyboard(show: Show, river: ox.Store) -> None:
    opened = show(river)
    opened.page.keyboard.press("/")
    opened.page.keyboard.type("talin's gov")
    matches = ".search .matches"
    assert "Velmora also Talin's government" in opened.text(matches)
    opened.page.keyboard.press("ArrowDown")
    active = opened.page.get_attribute("#query", "aria-activedescendant")
    assert opened.page.get_attribute(f"#{active}", "aria-selected") == "true"
    opened.page.keyboard.press("Enter")
    assert opened.text("#panel h2") == "Velmora"
    opened.page.fill("#query", "nobody of that name")
    assert opened.text(matches) == "No entity has this name."


def test_everything_can_be_reached_by_keyboard(
    show: Show, river: ox.Store, ids: dict[str, str]
) -> None:
    opened = show(river)
    opened.page.focus("#canvas")
    opened.page.keyboard.press("ArrowRight")
    first = opened.page.evaluate("geokg.state.selected")
    assert first == "n0"
    opened.page.keyboard.press("ArrowUp")
    second = opened.page.evaluate("geokg.state.selected")
    assert second.startswith("n")
    assert second != first
    assert opened.text("#live").startswith("Selected: ")
    opened.page.keyboard.press("Enter")
    assert opened.page.evaluate("document.activeElement.tagName") == "H2"
    opened.page.keyboard.press("Tab")
    assert opened.page.evaluate("document.activeElement.closest('#panel') !== null")
    opened.page.keyboard.press("Escape")
    assert opened.page.evaluate("geokg.state.selected") is None
    assert opened.page.evaluate("document.activeElement.id") == "canvas"
    scale = opened.page.evaluate("geokg.network.getScale()")
    opened.page.keyboard.press("+")
    assert opened.page.evaluate("geokg.network.getScale()") > scale
    opened.page.keyboard.press("0")
    assert opened.page.evaluate("geokg.network.getScale()") == pytest.approx(scale)


def test_a_phone_shows_network_panel_and_legend_without_scrolling_sideways(
    show: Show, river: ox.Store, ids: dict[str, str]
) -> None:
    opened = show(river, PHONE)

    def overflow() -> int:
        width: int = opened.page.evaluate("document.documentElement.scrollWidth")
        return width - PHONE[0]

    assert overflow() <= 0
    opened.click(ids["Ilena Marosh"])
    assert opened.page.locator("#panel").is_visible()
    at = opened.page.evaluate("id => geokg.position(id)", ids["Ilena Marosh"])
    panel = opened.page.locator("#panel").bounding_box()
    assert panel is not None
    assert at["y"] < panel["y"]
    assert overflow() <= 0
    opened.page.get_by_role("button", name="Close details").click()
    assert not opened.page.locator("#panel").is_visible()
    opened.page.get_by_role("button", name="Filters", exact=True).click()
    assert opened.page.locator("#legend").is_visible()
    opened.page.get_by_role("button", name="Filters", exact=True).click()
    for name in ("Events", "Timeline", "States", "Map"):
        opened.tab(name)
        assert overflow() <= 0, name


@pytest.mark.parametrize(
    ("scheme", "dark"),
    [
        ("light", False),
        ("dark", True),
    ],
)
def test_the_page_follows_the_colour_scheme(
    show: Show, river: ox.Store, scheme: str, dark: bool
) -> None:
    opened = show(river, scheme=scheme)
    shades = opened.page.evaluate(
        "['main', 'body'].map((tag) => getComputedStyle(document.querySelector(tag)))"
        ".map((style, i) => i ? style.color : style.backgroundColor)"
        ".map((colour) => Number(colour.match(/\\d+/)[0]))"
    )
    assert (shades[0] < 60, shades[1] > 180) == (dark, dark)


MARKED = """() => {
  const canvas = document.querySelector('#canvas canvas');
  const frame = canvas.getBoundingClientRect();
  const {x, y} = geokg.position(geokg.state.selected);
  const at = [x - frame.left, y - frame.top].map((n) => Math.round(n * devicePixelRatio));
  const [r, g, b] = canvas.getContext('2d').getImageData(...at, 1, 1).data;
  return `rgb(${r}, ${g}, ${b})` === geokg.colours.State;
}"""


def test_a_large_graph_begins_with_its_most_important_entities(show: Show) -> None:
    lines = [
        "@prefix gk: <https://w3id.org/geokg/ontology#> .",
        "@prefix rel: <https://w3id.org/geokg/rel/> .",
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .",
    ]
    for i in range(170):
        lines.append(f'<urn:e{i:03}> a gk:State ; rdfs:label "State {i:03}" .')
        lines.append(f"<urn:e{i:03}> rel:accused <urn:e{i // 3:03}> .")
    store = ox.Store()
    store.load("\n".join(lines).encode(), format=ox.RdfFormat.TURTLE)
    opened = show(store)
    count = "geokg.drawn().filter((id) => id.startsWith('n')).length"
    assert opened.page.evaluate(count) == 150
    opened.page.fill("#query", "State 169")
    opened.page.keyboard.press("Enter")
    assert opened.text("#panel h2") == "State 169"
    assert opened.page.evaluate("geokg.drawn().includes(geokg.state.selected)")
    assert opened.page.evaluate(MARKED), "its mark is not drawn"
    far = opened.page.evaluate(
        """() => { const [one, other] = geokg.shown().links.map(({link}) => link)
        .filter(({a, b}) => [a, b].includes(geokg.state.selected)).map(({a, b}) => [a, b])
        .map((ends) => ends.map(geokg.position))[0];
        return Math.hypot(one.x - other.x, one.y - other.y); }"""
    )
    assert far < 250, "it stands far from its neighbour"
    opened.page.locator("#limit").focus()
    opened.page.keyboard.press("End")
    assert opened.text("#legend output") == "170 of 170"
    assert "170 entities" in opened.text("#strip")
    assert opened.page.evaluate(count) == 170


def test_the_data_may_come_from_elsewhere(browser: Browser) -> None:
    """A server with a live store replaces one function; the parts see what it gives."""
    page = browser.new_page()
    script = Path(kg.view.__file__).with_name("source.js").read_text(encoding="utf-8")
    page.set_content(f"<script>{script}</script>")
    seen = page.evaluate(
        """async () => {
          const seen = [];
          geokg.part(({data}) => seen.push(data.entities[0].label));
          geokg.source = async () => ({entities: [{label: 'from elsewhere'}]});
          await geokg.start();
          return [...seen, geokg.ready];
        }"""
    )
    assert seen == ["from elsewhere", True]
    page.close()


def test_in_a_notebook_the_page_works_within_its_frame(
    show: Show, river: ox.Store, browser: Browser
) -> None:
    graph = Graph(Store.from_quads(river))
    page = browser.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.set_content(f"<p>In [1]: graph</p>{graph._repr_html_()}")
    frame = page.frame_locator("iframe")
    frame.get_by_role("button", name="Velmora", exact=True).first.click()
    assert frame.locator("#panel h2").inner_text() == "Velmora"
    frame.locator("#tab-events").click()
    assert frame.locator("#events tbody tr").count() == 14
    assert complaints == []
    page.close()


def test_an_empty_graph_says_so(show: Show) -> None:
    opened = show(ox.Store())
    assert "holds no entity yet" in opened.text("#nothing")
    assert "The graph holds no document." in opened.text("#panel")
    opened.page.get_by_role("tab", name="Events").click()
    assert opened.text("#events tbody") == "The graph holds no event."
