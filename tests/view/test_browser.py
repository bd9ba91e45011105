"""The page in Chromium, opened as a file, with the network cut off."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from kg.view import page_data, write_page

pytestmark = pytest.mark.browser

CHROMIUM = os.environ.get("GEOKG_CHROMIUM") or shutil.which("chromium")
WIDE, PHONE = (1440, 900), (390, 844)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not CHROMIUM:
        pytest.skip("no Chromium: install it, or name its program in GEOKG_CHROMIUM")
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox"] if root else []
        )
        yield browser
        browser.close()


@dataclass
class Opened:
    """A page on screen, and all that it asked for or complained about."""

    page: Page
    url: str
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def label_boxes(self) -> dict[str, dict[str, Any]]:
        """Names that are drawn, by the id of their entity or link."""
        return {label["id"]: label for label in self.page.evaluate("geokg.labels()")}

    def click(self, id: str) -> None:
        """Click with the mouse where the entity, or the middle of the link, is drawn."""
        at = self.page.evaluate("id => geokg.position(id)", id)
        self.page.mouse.click(at["x"], at["y"])
        self.page.wait_for_function("id => geokg.state.selected === id", arg=id)

    def text(self, selector: str) -> str:
        return self.page.locator(selector).inner_text()


Show = Callable[..., Opened]


@pytest.fixture
def show(browser: Browser, tmp_path: Path) -> Iterator[Show]:
    """Write a store's page, open it offline; at the end nothing may have gone wrong."""
    contexts = []
    shown: list[Opened] = []

    def open_it(
        store: ox.Store, size: tuple[int, int] = WIDE, scheme: Any = "light", title: str = "River"
    ) -> Opened:
        path = tmp_path / "network.html"
        write_page(store, path, title=title)
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]}, color_scheme=scheme
        )
        contexts.append(context)
        context.set_offline(True)
        opened = Opened(context.new_page(), path.as_uri())
        opened.page.on("request", lambda request: opened.requests.append(request.url))
        opened.page.on("console", lambda message: opened.complaints.append(message.text))
        opened.page.on("pageerror", lambda error: opened.complaints.append(str(error)))
        opened.page.on("dialog", lambda dialog: opened.complaints.append(dialog.message))
        opened.page.goto(opened.url)
        opened.page.wait_for_function("window.geokg && geokg.ready && geokg.labels().length >= 0")
        opened.page.evaluate("geokg.network.redraw()")
        shown.append(opened)
        return opened

    yield open_it
    for context in contexts:
        context.close()
    for opened in shown:
        assert opened.requests == [opened.url]
        assert opened.complaints == []


@pytest.fixture(scope="module")
def ids(river: ox.Store) -> dict[str, str]:
    """Ids of entities by label, and of links by "label – label" (either way)."""
    data: Any = page_data(river)
    found = {entity["label"]: entity["id"] for entity in data["entities"]}
    names = {id: label for label, id in found.items()}
    for link in data["links"]:
        for one, other in ((link["a"], link["b"]), (link["b"], link["a"])):
            found[f"{names[one]} – {names[other]}"] = link["id"]
    return found


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
    assert "Velmoran Foreign Ministry says so, via Meridian Wire" in " ".join(panel.split())
    assert "River neighbours talk while shells fall near Port Talin" in panel
    assert "12 Mar 2026" in panel


def test_a_contested_edge_shows_who_denies_it(
    show: Show, river: ox.Store, ids: dict[str, str]
) -> None:
    opened = show(river)
    opened.click(ids["Karsavian Border Guard – Port Talin"])
    claims = [" ".join(text.split()) for text in opened.page.locator(".claim").all_inner_texts()]
    assert "Velmora says so, via Meridian Wire probable" in claims[0]
    assert "Karsavian Border Guard denies this, via" in claims[1]
    assert "No shell was fired from our side" in claims[1]
    assert opened.text("#panel .badge") == "Contested"


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
    assert dates[0].startswith("Mar 2026")
    assert "Northern Orsa Front attacked Velmora" in timeline
    assert "Fighters of the Northern Orsa Front have attacked" in timeline
    assert "Hypothetical" in other
    assert "Coercion: Karsavia → Velmora" in other
    opened.page.locator("#panel .timeline button").first.click()
    assert opened.page.evaluate("geokg.byId.get(geokg.state.selected).type") == "Attack"
    opened.page.get_by_role("button", name="← Back").click()
    assert opened.text("#panel h2") == "Velmora"
    opened.page.get_by_role("button", name="Close details").click()
    assert "Most connected" in opened.text("#panel")


def test_search_finds_aliases_by_keyboard(show: Show, river: ox.Store) -> None:
    opened = show(river)
    opened.page.keyboard.press("/")
    opened.page.keyboard.type("talin's gov")
    assert "Velmora also Talin's government" in opened.text("#matches")
    opened.page.keyboard.press("ArrowDown")
    assert opened.page.get_attribute("#query", "aria-activedescendant") == "match-0"
    opened.page.keyboard.press("Enter")
    assert opened.text("#panel h2") == "Velmora"
    opened.page.fill("#query", "nobody of that name")
    assert opened.text("#matches") == "No entity has this name."


def test_the_legend_hides_classes_statuses_and_edge_types(
    show: Show, river: ox.Store, ids: dict[str, str]
) -> None:
    opened = show(river)

    def drawn() -> set[str]:
        return set(opened.page.evaluate("geokg.drawn()"))

    everything = drawn()
    legend = opened.page.locator("#legend")
    legend.get_by_label("Person (3)").uncheck()
    assert ids["Davit Korsan"] not in drawn()
    assert ids["Davit Korsan – Port Talin"] not in drawn()
    assert ids["Velmora"] in drawn()
    legend.get_by_label("Contested").uncheck()
    assert ids["Karsavian Border Guard – Port Talin"] not in drawn()
    legend.get_by_label("protested against").uncheck()
    assert ids["2,000 protesters – Karsavia"] not in drawn()
    legend.get_by_label("Lasting facts").uncheck()
    assert ids["Port Talin – Velmora"] not in drawn()
    legend.get_by_label("Entities without links").check()
    assert ids["Radio Karsavia"] in drawn()
    legend.get_by_role("button", name="Entities: hide all").click()
    assert "filters hide everything" in opened.text("#nothing")
    opened.page.get_by_role("button", name="Reset").click()
    assert drawn() == everything
    assert legend.get_by_label("Person (3)").is_checked()


def test_a_neighbourhood_can_be_seen_alone(
    show: Show, river: ox.Store, ids: dict[str, str]
) -> None:
    opened = show(river)
    opened.click(ids["Davit Korsan"])
    opened.page.get_by_role("button", name="Show only the neighbourhood").click()
    nodes = {id for id in opened.page.evaluate("geokg.drawn()") if id.startswith("n")}
    around = ("Davit Korsan", "Ilena Marosh", "Karsavia", "Port Talin")
    assert nodes == {ids[name] for name in around}
    assert "Neighbourhood of Davit Korsan" in opened.text("#focus-bar")
    opened.page.locator("#unfocus").click()
    assert ids["Velmora"] in opened.page.evaluate("geokg.drawn()")


def test_the_table_lists_filters_and_sorts_all_events(show: Show, river: ox.Store) -> None:
    opened = show(river)
    opened.page.get_by_role("tab", name="Events").click()
    rows = opened.page.locator("#events tbody tr")
    assert rows.count() == 14
    opened.page.fill("#event-filter", "river union planned")
    assert opened.text("#event-count") == "1 of 14"
    assert rows.first.inner_text().split("\t") == [
        "Sanction",
        "River Union",
        "Karsavia",
        "–",
        "Apr 2026",
        "Planned",
    ]
    rows.first.click()
    assert "will impose sanctions on Karsavia in April" in opened.text("#panel")
    opened.page.fill("#event-filter", "")
    opened.page.get_by_role("button", name="Event").click()
    names = [text.split("\t")[0] for text in rows.all_inner_texts()]
    assert names == sorted(names)
    opened.page.fill("#event-filter", "zzz")
    assert opened.text("#events tbody") == "No event matches."


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


def test_hostile_text_stays_text(show: Show, hostile: ox.Store) -> None:
    title = "<img src=x onerror=window.pwned=1></script><script>window.pwned=1</script>{{7*7}}"
    opened = show(hostile, title=title)
    assert opened.text("h1") == title
    assert opened.page.title() == title
    data: Any = page_data(hostile)
    elements = opened.page.evaluate(
        """() => { const seen = {}; const note = () => { for (const e of
          document.querySelectorAll('#panel *, #events *, #legend *, #matches *'))
            seen[e.localName] = true; };
        for (const id of geokg.byId.keys()) if (!/^[cd]/.test(id)) { geokg.select(id); note(); }
        document.querySelector('#query').value = 'x';
        document.querySelector('#query').dispatchEvent(new Event('input')); note();
        return Object.keys(seen); }"""
    )
    assert not set(elements) & {"img", "script", "iframe", "style", "object", "a"}
    assert opened.page.evaluate("window.pwned") is None
    marked = next(e for e in data["entities"] if e["label"].startswith("<img"))
    opened.page.evaluate("id => geokg.select(id)", marked["id"])
    assert opened.text("#panel h2").startswith("<img src=x onerror=window.pwned=1>")
    long = next(e for e in data["entities"] if e["label"].startswith("x" * 99))
    opened.page.evaluate("id => geokg.select(id)", long["id"])
    assert all(len(label["text"]) <= 60 for label in opened.label_boxes().values())
    assert opened.page.evaluate(
        "document.querySelector('#panel').scrollWidth <= "
        "document.querySelector('#panel').clientWidth"
    )
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= WIDE[0]


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
    opened.page.get_by_role("button", name="Legend").click()
    assert opened.page.locator("#legend").is_visible()
    opened.page.get_by_role("button", name="Legend").click()
    opened.page.get_by_role("tab", name="Events").click()
    assert overflow() <= 0


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
    opened.page.locator("#limit").focus()
    opened.page.keyboard.press("End")
    assert opened.text("#legend output") == "170 of 170"
    assert opened.page.evaluate(count) == 170


def test_an_empty_graph_says_so(show: Show) -> None:
    opened = show(ox.Store())
    assert "holds no entity yet" in opened.text("#nothing")
    assert "The graph holds no document." in opened.text("#panel")
    opened.page.get_by_role("tab", name="Events").click()
    assert opened.text("#events tbody") == "The graph holds no event."
