"""Hostile text in every field that an article can set is shown as text and does nothing."""

from __future__ import annotations

from typing import Any

import pyoxigraph as ox
import pytest
from opened import PHONE, WIDE, Show

from kg.view import page_data

pytestmark = pytest.mark.browser

TITLE = "<img src=x onerror=window.pwned=1></script><script>window.pwned=1</script>{{7*7}}"

SHOW_ALL = """async () => {
  const seen = new Set();
  const note = () => {
    for (const element of document.querySelectorAll('body *')) seen.add(element.localName);
  };
  for (const view of geokg.VIEWS) {
    geokg.open(view);
    note();
    for (const id of geokg.byId.keys()) {
      if (!/^[nevd]/.test(id)) continue;
      geokg.select(id);
      note();
    }
    for (const button of document.querySelectorAll('.month, .dyad')) { button.click(); note(); }
    geokg.select(null);
  }
  geokg.open('network');
  for (const input of document.querySelectorAll('#query, #paper-filter, #event-filter')) {
    input.value = '<';
    input.dispatchEvent(new Event('input'));
    note();
    input.value = '';
    input.dispatchEvent(new Event('input'));
  }
  for (const entity of geokg.data.entities) { geokg.focus(entity.id, 2); note(); }
  const [one, other] = geokg.data.entities;
  geokg.way(one.id, other.id);
  note();
  for (const paper of geokg.data.documents) { geokg.change({document: paper.id}); note(); }
  for (const outlet of geokg.outlets) { geokg.change({document: '', outlet}); note(); }
  await new Promise((done) => setTimeout(done, 200));
  return [...seen];
}"""


@pytest.mark.parametrize("size", [WIDE, PHONE])
def test_hostile_text_stays_text(
    show: Show, hostile: ox.Store, river: ox.Store, size: tuple[int, int]
) -> None:
    opened = show(hostile, size, title=TITLE)
    assert opened.text("h1") == TITLE
    assert opened.page.title() == TITLE
    elements = set(opened.run(SHOW_ALL))
    assert opened.run("window.pwned") is None
    plain = set(show(river, size).run(SHOW_ALL))
    # The river has a web address for a document; an address of another kind is no link.
    assert elements - plain == set()
    assert not elements & {"img", "iframe", "object", "embed"}
    assert "a" not in opened.run("[...document.querySelectorAll('#panel *')].map(e => e.localName)")
    assert opened.run("document.documentElement.scrollWidth") <= size[0]


def test_the_words_are_those_of_the_graph(show: Show, hostile: ox.Store) -> None:
    opened = show(hostile, title=TITLE)
    data: Any = page_data(hostile)
    marked = next(e for e in data["entities"] if e["label"].startswith("<img"))
    opened.run("id => geokg.select(id)", marked["id"])
    assert opened.text("#panel h2").startswith("<img src=x onerror=window.pwned=1>")
    long = next(e for e in data["entities"] if e["label"].startswith("x" * 99))
    opened.run("id => geokg.select(id)", long["id"])
    assert all(len(label["text"]) <= 60 for label in opened.label_boxes().values())
    assert opened.run(
        "document.querySelector('#panel').scrollWidth <= "
        "document.querySelector('#panel').clientWidth"
    )
    # A mark that turns the writing around would garble the names beside it in the drawing.
    assert opened.run("geokg.short('\u202eabc\u202c \u2066x\u2069')") == "abc   x"


def test_every_text_of_the_graph_is_an_attack(hostile: ox.Store, river: ox.Store) -> None:
    """The fixture leaves no field out: all strings of the page's data are hostile ones."""
    data: Any = page_data(hostile)
    fields = {
        "entities": ("label",),
        "documents": ("title",),
        "quotes": ("text",),
    }
    for name, keys in fields.items():
        for record in data[name]:
            for key in keys:
                text = record[key]
                assert (
                    text.rstrip("0123456789 ")
                    not in {old[key].rstrip("0123456789 ") for old in page_data(river)[name]}
                    or text == ""
                )
    assert any("<" in office["office"] or office["office"] for office in data["claims"])
