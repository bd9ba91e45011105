"""Pictures for reports: SVG and PNG of the network, without a browser."""

from __future__ import annotations

import re
import struct
import xml.etree.ElementTree as ET
from itertools import combinations
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from kg.errors import OutputError
from kg.view import page_data, render_picture, write_picture

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def drawn(river: ox.Store) -> ET.Element:
    return ET.fromstring(render_picture(page_data(river), title="River & sea"))


def texts(picture: ET.Element) -> list[str]:
    return [text.text or "" for text in picture.iter(f"{SVG}text")]


def test_it_names_who_is_linked_and_what_links_them(drawn: ET.Element, river: ox.Store) -> None:
    data: Any = page_data(river)
    linked = {entity["label"] for entity in data["entities"] if not entity["lone"]}
    told = set(texts(drawn))
    assert {label for label in linked if len(label) <= 26} <= told
    assert "Radio Karsavia" not in told
    assert "met ×2" in told
    assert "River & sea" in told
    assert "13 of 16 entities, 2 documents" in told


def test_lines_look_as_on_the_page(drawn: ET.Element) -> None:
    lines = [path for path in drawn.iter(f"{SVG}path") if "Q" in path.get("d", "")]
    looks = {(path.get("stroke"), path.get("stroke-dasharray")) for path in lines}
    assert ("#00629d", None) in looks  # cooperation, reported
    assert ("#b84600", "9 7") in looks  # conflict, contested
    assert any(dash == "2 5" for _, dash in looks)  # lasting


def test_names_do_not_cover_each_other(drawn: ET.Element) -> None:
    boxes = []
    for text in drawn.iter(f"{SVG}text"):
        if text.get("text-anchor") != "middle" or len(text.text or "") < 3:
            continue
        x, y, size = (float(text.get(name, "0")) for name in ("x", "y", "font-size"))
        half = 0.25 * size * len(text.text or "")
        boxes.append((x - half, x + half, y - size / 2, y + size / 2))
    assert len(boxes) > 12
    for (a, b, c, d), (e, f, g, h) in combinations(boxes, 2):
        assert a >= f or e >= b or c >= h or g >= d


def test_the_same_graph_gives_the_same_bytes_and_dark_other_ones(river: ox.Store) -> None:
    data = page_data(river)
    first = render_picture(data, title="x")
    assert first == render_picture(page_data(river), title="x")
    assert 'fill="#ffffff"' in first.splitlines()[2]
    assert 'fill="#11151c"' in render_picture(data, title="x", dark=True).splitlines()[2]


def test_only_the_most_important_are_drawn_if_there_are_many(river: ox.Store) -> None:
    picture = ET.fromstring(render_picture(page_data(river), title="x", limit=3))
    assert "3 of 16 entities, 2 documents" in texts(picture)
    assert {"Karsavia", "Velmora"} <= set(texts(picture))
    assert "Davit Korsan" not in texts(picture)


def test_hostile_text_stays_text(hostile: ox.Store) -> None:
    title = "</title><script>alert(1)</script> \u202eabc \x00 \ud83d"
    content = render_picture(page_data(hostile), title=title)
    picture = ET.fromstring(content)
    names = {element.tag.removeprefix(SVG) for element in picture.iter()}
    assert names == {"svg", "title", "rect", "path", "polygon", "text"}
    assert not re.search("[\u202a-\u202e\u2066-\u2069\u200e\u200f]", content)
    assert all(len(text) <= 80 for text in texts(picture))
    content.encode("utf-8")


def test_an_empty_graph_is_a_picture_too(tmp_path: Path) -> None:
    write_picture(ox.Store(), tmp_path / "x.svg")
    assert "0 of 0 entities, 0 documents" in texts(ET.parse(tmp_path / "x.svg").getroot())


def test_a_png_has_twice_the_points_and_shows_the_marks(river: ox.Store, tmp_path: Path) -> None:
    write_picture(river, tmp_path / "x.png")
    content = (tmp_path / "x.png").read_bytes()
    assert struct.unpack(">II", content[16:24]) == (3200, 2000)
    write_picture(ox.Store(), tmp_path / "empty.png")
    assert len(content) > 3 * len((tmp_path / "empty.png").read_bytes())


def test_an_unwritable_place_is_an_error(river: ox.Store, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"x\.svg: cannot be written"):
        write_picture(river, tmp_path / "missing" / "x.svg")
