"""Graphs for the tests of the page: a small invented story, and the same with hostile text."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

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
