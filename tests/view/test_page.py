from __future__ import annotations

import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import DataError, OutputError
from kg.view import page, page_data, write_page
from kg.view.pack import pack
from kg.view.page import render_page

TITLE = "</title><img src=x onerror=window.pwned=1> {{7*7}} @DATA@ & \u202eabc"


class Reader(HTMLParser):
    """Elements with attributes, and the raw content of scripts, styles and the title."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.content: list[tuple[str, dict[str, str | None], str]] = []
        self._open: tuple[str, dict[str, str | None]] | None = None
        self._text: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag in ("script", "style", "title", "h1"):
            self._open, self._text = (tag, dict(attrs)), []

    def handle_data(self, data: str) -> None:
        self._text.append(data)

    def handle_endtag(self, tag: str) -> None:
        if self._open and tag == self._open[0]:
            self.content.append((*self._open, "".join(self._text)))
            self._open = None

    def of(self, tag: str) -> list[tuple[dict[str, str | None], str]]:
        return [(attrs, text) for name, attrs, text in self.content if name == tag]


@pytest.fixture(scope="module")
def written(hostile: ox.Store, tmp_path_factory: pytest.TempPathFactory) -> Reader:
    path = tmp_path_factory.mktemp("page") / "network.html"
    write_page(hostile, path, title=TITLE)
    return Reader(path.read_text(encoding="utf-8"))


def policy(reader: Reader) -> str:
    (found,) = [
        attrs["content"]
        for tag, attrs in reader.elements
        if tag == "meta" and attrs.get("http-equiv") == "Content-Security-Policy"
    ]
    assert found is not None
    return found


def test_nothing_runs_or_styles_but_what_the_policy_names_by_hash(written: Reader) -> None:
    rules = dict(rule.strip().split(" ", 1) for rule in policy(written).split(";"))
    assert rules["default-src"] == "'none'"
    assert rules["img-src"] == "data:"
    assert "unsafe" not in policy(written)

    def hashed(text: str) -> str:
        return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"

    scripts = [text for attrs, text in written.of("script") if "type" not in attrs]
    assert [hashed(text) for text in scripts] == rules["script-src"].split()
    assert [hashed(text) for _, text in written.of("style")] == rules["style-src"].split()


def test_no_element_loads_anything(written: Reader) -> None:
    for tag, attrs in written.elements:
        assert tag not in {"img", "iframe", "object", "embed", "audio", "video", "base"}
        for name in ("src", "href", "srcset", "data", "action", "poster"):
            value = attrs.get(name) or ""
            assert value == "" or value.startswith(("#", "data:,")), (tag, name, value)
        assert not any(name.startswith("on") or name == "style" for name in attrs)
    for _, style in written.of("style"):
        assert not re.search(r"url\(|@import", style)


def test_hostile_text_is_data_and_nothing_else(written: Reader, hostile: ox.Store) -> None:
    (data,) = [text for attrs, text in written.of("script") if attrs.get("id") == "data"]
    assert not set(data) & set("<>&\u2028\u2029")
    assert data.isascii()
    packed = {name: pack(records) for name, records in page_data(hostile).items()}
    assert json.loads(data) == packed


def test_the_title_is_text(written: Reader) -> None:
    assert written.of("title") == [({}, TITLE)]
    assert [text for _, text in written.of("h1")] == [TITLE]


def test_a_hostile_graph_adds_no_element(written: Reader) -> None:
    plain = Reader(render_page(page_data(ox.Store()), title="x"))
    assert [tag for tag, _ in written.elements] == [tag for tag, _ in plain.elements]


def test_the_same_graph_gives_the_same_bytes(river: ox.Store, tmp_path: Path) -> None:
    first, second = tmp_path / "a.html", tmp_path / "b.html"
    write_page(river, first)
    write_page(river, second)
    assert first.read_bytes() == second.read_bytes()


def test_lone_surrogates_in_a_title_do_no_harm(river: ox.Store, tmp_path: Path) -> None:
    write_page(river, tmp_path / "a.html", title="half \ud83d a pair")
    assert "half ? a pair" in (tmp_path / "a.html").read_text(encoding="utf-8")


def test_the_library_keeps_its_licence_notice(written: Reader) -> None:
    library = next(text for attrs, text in written.of("script") if "type" not in attrs)
    assert "@version 9.1.2" in library
    assert "The MIT License" in library


def test_an_unwritable_place_is_an_error_that_leaves_nothing(
    river: ox.Store, tmp_path: Path
) -> None:
    missing = tmp_path / "missing" / "page.html"
    with pytest.raises(OutputError, match=r"page\.html: cannot be written .*name another place"):
        write_page(river, missing)
    folder = tmp_path / "folder.html"
    (folder / "inside").mkdir(parents=True)
    with pytest.raises(OutputError, match=r"folder\.html"):
        write_page(river, folder)
    assert [path.name for path in tmp_path.iterdir()] == ["folder.html"]


def test_a_missing_library_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "find_spec", lambda name: None)
    with pytest.raises(DataError, match=r"vis-network\.min\.js is missing .* install pyvis"):
        render_page(page_data(ox.Store()), title="x")
