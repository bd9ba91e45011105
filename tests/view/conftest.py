"""For the tests of the page: a small invented story, the same with hostile text, a browser.

The page is opened as a file, with the network cut off; each test fails if the page asks for
anything, or complains in the console.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from opened import WIDE, Opened, Show
from playwright.sync_api import Browser, sync_playwright

from kg.view import page_data, write_page

CHROMIUM = os.environ.get("GEOKG_CHROMIUM") or shutil.which("chromium")
SKOS_EXACT = "http://www.w3.org/2004/02/skos/core#exactMatch"
RIVER = Path(__file__).with_name("river.trig")
HOSTILE = (
    "<img src=x onerror=window.pwned=1>",
    "</script><script>window.pwned=1</script>",
    "{{7*7}} ${7*7} @DATA@ @TITLE@",
    "\u202eright to left\u202c \u200f\u05e9\u05dc\u05d5\u05dd \u2066x\u2069",
    "x" * 10_000,
    "\N{PISTOL}\N{EARTH GLOBE EUROPE-AFRICA} \N{WAVING WHITE FLAG}\ufe0f\u200d\N{RAINBOW}",
    "<!-- <script> ]]> & &amp; \" ' \\ \u2028 \u2029 \u0085 \x00"[:-1],
    "javascript:window.pwned=1",
)


@pytest.fixture(scope="session")
def river() -> ox.Store:
    """Two states quarrel over a river: 16 entities, two documents, all six statuses."""
    store = ox.Store()
    store.load(path=RIVER, format=ox.RdfFormat.TRIG)
    return store


@pytest.fixture(scope="session")
def hostile(river: ox.Store) -> ox.Store:
    """The same graph; every text in it is an attack, on screen or on the page."""
    store = ox.Store()
    plain = ox.NamedNode("http://www.w3.org/2001/XMLSchema#string")
    count = 0
    for quad in sorted(river, key=str):
        value = quad.object
        if isinstance(value, ox.Literal) and value.datatype == plain:
            count += 1
            value = ox.Literal(f"{HOSTILE[count % len(HOSTILE)]} {count}")
        store.add(ox.Quad(quad.subject, quad.predicate, value, quad.graph_name))
        if "NewsArticle" in str(quad.object):
            source = ox.NamedNode("http://purl.org/dc/terms/source")
            store.add(ox.Quad(quad.subject, source, ox.Literal(HOSTILE[-1]), quad.graph_name))
        if "Person" in str(quad.object):
            match = ox.NamedNode("javascript:window.pwned=1")
            store.add(ox.Quad(quad.subject, ox.NamedNode(SKOS_EXACT), match, quad.graph_name))
    return store


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


@pytest.fixture
def show(browser: Browser, tmp_path: Path) -> Iterator[Show]:
    """Write a store's page, open it offline; at the end nothing may have gone wrong."""
    contexts = []
    shown: list[Opened] = []

    def open_it(
        store: ox.Store,
        size: tuple[int, int] = WIDE,
        scheme: Any = "light",
        title: str = "River",
        hash: str = "",
    ) -> Opened:
        path = tmp_path / "network.html"
        write_page(store, path, title=title)
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]}, color_scheme=scheme
        )
        contexts.append(context)
        context.set_offline(True)
        opened = Opened(context.new_page(), path.as_uri() + hash)
        opened.page.on("request", lambda request: opened.asked(request.url))
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
        assert opened.requests == [opened.url.partition("#")[0]]
        assert opened.complaints == []


@pytest.fixture(scope="session")
def ids(river: ox.Store) -> dict[str, str]:
    """Ids of entities by label, and of links by "label – label" (either way)."""
    data: Any = page_data(river)
    found = {entity["label"]: entity["id"] for entity in data["entities"]}
    names = {id: label for label, id in found.items()}
    for link in data["links"]:
        for one, other in ((link["a"], link["b"]), (link["b"], link["a"])):
            found[f"{names[one]} – {names[other]}"] = link["id"]
    return found
