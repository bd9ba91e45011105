"""Draws the network as a picture for reports: in come a store and a path, out goes SVG or PNG.

The same marks, lines, names and places as on the page, with the legend below; "Kim met
Belousov" is a blue line between two blue circles. What is drawn is what the page shows first:
the most important entities, as many as asked for. SVG is text, the same bytes for the same
graph; PNG is made of it by resvg, with the fonts that the machine has.
"""

from __future__ import annotations

import html
import json
import math
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg.formats import write_whole
from kg.view.data import NAME_LENGTH, page_data

__all__ = ["FIRST", "render_picture", "write_picture"]

FIRST = 150
"""So many entities are drawn, the most important; the page begins with as many."""

WIDTH, HEIGHT, FOOT, MARGIN = 1600.0, 1000.0, 74.0, 18.0
"""Size of the picture, of the legend below the drawing, of the space around it; in pixels."""

DASHES = {"solid": "", "dashed": "9 7", "dotted": "2 5", "dashdot": "10 5 2 5"}
BEND = 34.0
ALL_NAMED = 40
"""Up to so many lines have their names written on them."""

KINDS = {
    "GovernmentBody": "Government body",
    "MilitaryForce": "Military force",
    "ArmedGroup": "Armed group",
    "NewsMedia": "News media",
    "Group": "Group of people",
    "WeaponOrGoods": "Kind of weapon",
}
FONT = "font-family=\"system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', 'DejaVu Sans', sans-serif\""

Point = tuple[float, float]
Area = tuple[float, float, float, float]
"""Left, top, right, bottom."""


def write_picture(
    store: ox.Store, path: Path, *, title: str = "geokg", limit: int = FIRST, dark: bool = False
) -> None:
    """Draw the network of a graph.

    Args:
        store: a graph that keeps the contract.
        path: the file to write, ending with .svg or .png.
        title: heading of the picture, any text.
        limit: draw at most so many entities.
        dark: light on dark.

    Raises:
        OutputError: the file cannot be written.
    """
    drawn = render_picture(page_data(store), title=title, limit=limit, dark=dark)
    if path.suffix.lower() == ".png":
        import resvg_py

        content = bytes(resvg_py.svg_to_bytes(svg_string=drawn, zoom=2))
    else:
        content = drawn.encode("utf-8")
    write_whole(path, content)


def render_picture(
    data: Mapping[str, Sequence[Mapping[str, object]]],
    *,
    title: str,
    limit: int = FIRST,
    dark: bool = False,
) -> str:
    """Draw the page's data (see `page_data`) as SVG; the same data gives the same text."""
    return _Picture(data, limit, _colours(dark=dark)).svg(title)


@dataclass(frozen=True, slots=True)
class _Mark:
    id: str
    label: str
    kind: str
    code: str
    size: float
    at: Point


class _Picture:
    """One drawing: the entities that have a line, scaled to the frame."""

    def __init__(
        self, data: Mapping[str, Sequence[Any]], limit: int, colours: Mapping[str, str]
    ) -> None:
        self.data = data
        self.colours = colours
        chosen = [entity for entity in data["entities"] if not entity["lone"]][:limit]
        ids = {entity["id"] for entity in chosen}
        self.links = [
            link
            for link in data["links"]
            if {link["a"], link["b"]} <= ids and link["a"] != link["b"]
        ]
        self.scale, shift = _fit([(entity["wide"], entity["size"]) for entity in chosen])
        self.marks = {
            entity["id"]: _Mark(
                entity["id"],
                _plain(entity["label"]),
                entity["kind"],
                entity["code"],
                max(entity["size"] * self.scale, 3.2 + 0.32 * entity["size"]),
                (
                    entity["wide"][0] * self.scale + shift[0],
                    entity["wide"][1] * self.scale + shift[1],
                ),
            )
            for entity in chosen
        }
        self.taken: list[Area] = [
            _area(mark.at, 2 * mark.size, 2 * mark.size) for mark in self.marks.values()
        ]

    def svg(self, title: str) -> str:
        lines, arrows, words = self._lines()
        parts = [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:.0f} {HEIGHT:.0f}" '
            f'width="{WIDTH:.0f}" height="{HEIGHT:.0f}" role="img" {FONT}>',
            f"<title>{_text(title)}</title>",
            f'<rect width="100%" height="100%" fill="{self.colours["ground"]}"/>',
            *lines,
            *arrows,
            *(shape for mark in self.marks.values() for shape in self._shape(mark)),
            *(name for mark in self.marks.values() for name in self._name(mark)),
            *(name for name in self._link_names(words)),
            *self._foot(title),
            "</svg>",
        ]
        return "\n".join(parts) + "\n"

    # ------------------------------------------------------------------------------- lines
    def _lines(self) -> tuple[list[str], list[str], list[tuple[Any, Point]]]:
        beside: dict[tuple[str, str], list[Any]] = {}
        for link in self.links:
            beside.setdefault((link["a"], link["b"]), []).append(link)
        lines, arrows, words = [], [], []
        for (a, b), group in beside.items():
            start, end = self.marks[a], self.marks[b]
            far = math.dist(start.at, end.at) or 1.0
            dx, dy = (end.at[0] - start.at[0]) / far, (end.at[1] - start.at[1]) / far
            for number, link in enumerate(group):
                side = (number - (len(group) - 1) / 2) * min(BEND * self.scale, far / 5) * 2
                mid = (
                    (start.at[0] + end.at[0]) / 2 - dy * side,
                    (start.at[1] + end.at[1]) / 2 + dx * side,
                )
                count = sum(edge["count"] for edge in link["edges"])
                width = min(7.0, 0.8 + 0.9 * math.log2(1 + count)) * max(0.6, min(1.0, self.scale))
                lines.append(self._line(start.at, mid, end.at, link, width))
                one_way = [edge for edge in link["edges"] if not edge["both"]]
                if any(edge["from"] == a for edge in one_way):
                    arrows.append(self._arrow(mid, end, link, width))
                if any(edge["from"] == b for edge in one_way):
                    arrows.append(self._arrow(mid, start, link, width))
                words.append((link, _on(start.at, mid, end.at)))
        return lines, arrows, words

    def _line(self, start: Point, mid: Point, end: Point, link: Any, width: float) -> str:
        dash = DASHES[link["line"]]
        dashes = f' stroke-dasharray="{dash}"' if dash else ""
        opacity = 0.6 if len(self.links) > 2 * FIRST else 0.85
        return (
            f'<path d="M{_at(start)}Q{_at(mid)} {_at(end)}" fill="none" '
            f'stroke="{self.colours[link["tone"]]}" stroke-width="{width:.1f}" '
            f'stroke-opacity="{opacity}"{dashes}/>'
        )

    def _arrow(self, mid: Point, end: _Mark, link: Any, width: float) -> str:
        far = math.dist(mid, end.at) or 1.0
        ux, uy = (end.at[0] - mid[0]) / far, (end.at[1] - mid[1]) / far
        size = 5 + 1.5 * width
        x, y = end.at[0] - ux * (end.size + 1), end.at[1] - uy * (end.size + 1)
        left = (x - ux * size - uy * size / 2, y - uy * size + ux * size / 2)
        right = (x - ux * size + uy * size / 2, y - uy * size - ux * size / 2)
        return (
            f'<path d="M{_at((x, y))}L{_at(left)}L{_at(right)}z" '
            f'fill="{self.colours[link["tone"]]}" fill-opacity="0.85"/>'
        )

    def _link_names(self, words: Sequence[tuple[Any, Point]]) -> Iterator[str]:
        if len(words) > ALL_NAMED:
            return
        for link, at in words:
            names = list(dict.fromkeys(edge["name"] for edge in link["edges"]))
            text = _short(names[0]) + (f" +{len(names) - 1}" if len(names) > 1 else "")
            count = sum(edge["count"] for edge in link["edges"])
            text += f" ×{count}" if count > len(names) else ""
            area = _area(at, 6.2 * len(text) + 6, 15)
            if any(_meet(area, other) for other in self.taken):
                continue
            self.taken.append(area)
            yield _words(text, at, 11.5, self.colours[link["tone"]], halo=self.colours["ground"])

    # ------------------------------------------------------------------------------- marks
    def _shape(self, mark: _Mark) -> Iterator[str]:
        points = " ".join(
            _at((mark.at[0] + x * mark.size, mark.at[1] + y * mark.size))
            for x, y in _shapes()[mark.kind]
        )
        own, ground = self.colours[mark.kind], self.colours["ground"]
        fill, edge = (ground, own) if mark.kind == "Group" else (own, ground)
        width = 3 if mark.kind == "Group" else 1.5
        yield (
            f'<polygon points="{points}" fill="{fill}" stroke="{edge}" '
            f'stroke-width="{width}" stroke-linejoin="round"/>'
        )
        if mark.code and mark.size >= 7:
            yield _words(mark.code, mark.at, mark.size * 0.92, ground, bold=True)

    def _name(self, mark: _Mark) -> Iterator[str]:
        text = _short(mark.label)
        size = min(17.0, max(11.5, 13 * self.scale))
        wide, tall = 0.6 * size * len(text) + 6, size * 1.25
        down, aside = mark.size + tall / 2 + 2, mark.size + wide / 2 + 2
        x, y = mark.at
        for dx, dy in ((0.0, down), (0.0, -down), (aside, 0.0), (-aside, 0.0)):
            area = _area((x + dx, y + dy), wide, tall)
            inside = area[0] > 0 and area[2] < WIDTH and area[1] > 0 and area[3] < HEIGHT - FOOT
            if inside and not any(_meet(area, other) for other in self.taken):
                self.taken.append(area)
                yield _words(
                    text,
                    (x + dx, y + dy),
                    size,
                    self.colours["ink"],
                    bold=True,
                    halo=self.colours["ground"],
                )
                return

    # -------------------------------------------------------------------------------- foot
    def _foot(self, title: str) -> Iterator[str]:
        ink, soft = self.colours["ink"], self.colours["soft"]
        top = HEIGHT - FOOT
        yield f'<path d="M0 {top}H{WIDTH}" stroke="{soft}" stroke-opacity="0.4"/>'
        shown = f"{len(self.marks):,} of {len(self.data['entities']):,} entities"
        documents = len(self.data["documents"])
        counted = f"{shown}, {documents:,} document{'' if documents == 1 else 's'}"
        yield _words(_short(title, 60), (MARGIN, top + 20), 15, ink, bold=True, anchor="start")
        yield _words(counted, (WIDTH - MARGIN, top + 20), 12, soft, anchor="end")
        x = MARGIN
        for tone, dash, label in (
            ("cooperation", "", "cooperation"),
            ("conflict", "", "conflict"),
            ("neutral", "", "reported"),
            ("neutral", DASHES["dashed"], "alleged or contested"),
            ("neutral", DASHES["dotted"], "lasting fact"),
        ):
            dashes = f' stroke-dasharray="{dash}"' if dash else ""
            yield (
                f'<path d="M{x:.0f} {top + 50:.0f}h30" stroke="{self.colours[tone]}" '
                f'stroke-width="3"{dashes}/>'
            )
            yield _words(label, (x + 38, top + 50), 12, ink, anchor="start")
            x += 58 + 7 * len(label)
        for kind in (
            kind for kind in _shapes() if any(m.kind == kind for m in self.marks.values())
        ):
            mark = _Mark("", "", kind, "", 7, (x + 8, top + 50))
            yield from self._shape(mark)
            label = KINDS.get(kind, kind)
            yield _words(label, (x + 21, top + 50), 12, ink, anchor="start")
            x += 34 + 7 * len(label)


def _fit(boxes: Sequence[tuple[Sequence[float], float]]) -> tuple[float, Point]:
    """The scale and the shift that bring all centres into the frame."""
    if not boxes:
        return 1.0, (WIDTH / 2, (HEIGHT - FOOT) / 2)
    xs, ys = [at[0] for at, _ in boxes], [at[1] for at, _ in boxes]
    room_x, room_y = WIDTH - 2 * (MARGIN + 90), HEIGHT - FOOT - 2 * (MARGIN + 30)
    wide, tall = max(xs) - min(xs) or 1.0, max(ys) - min(ys) or 1.0
    scale = min(1.5, room_x / wide, room_y / tall)
    middle = ((max(xs) + min(xs)) / 2 * scale, (max(ys) + min(ys)) / 2 * scale)
    return scale, (WIDTH / 2 - middle[0], (HEIGHT - FOOT) / 2 - middle[1])


def _on(start: Point, mid: Point, end: Point) -> Point:
    """The middle of a quadratic curve."""
    return tuple(s / 4 + m / 2 + e / 4 for s, m, e in zip(start, mid, end, strict=True))  # type: ignore[return-value]


def _area(at: Point, wide: float, tall: float) -> Area:
    return at[0] - wide / 2, at[1] - tall / 2, at[0] + wide / 2, at[1] + tall / 2


def _meet(one: Area, other: Area) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _at(point: Point) -> str:
    return f"{point[0]:.1f} {point[1]:.1f}"


def _words(
    text: str,
    at: Point,
    size: float,
    colour: str,
    *,
    bold: bool = False,
    halo: str = "",
    anchor: str = "middle",
) -> str:
    weight = ' font-weight="600"' if bold else ""
    around = (
        f' stroke="{halo}" stroke-width="4" stroke-linejoin="round" paint-order="stroke"'
        if halo
        else ""
    )
    # Not dominant-baseline: not every program that reads SVG knows it.
    return (
        f'<text x="{at[0]:.1f}" y="{at[1] + 0.35 * size:.1f}" font-size="{size:.1f}" '
        f'text-anchor="{anchor}" fill="{colour}"{weight}{around}>{_text(text)}</text>'
    )


def _plain(text: str) -> str:
    """Text without what steers writing, cannot be seen or may not stand in XML."""
    kept = (
        " " if unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp", "Cs", "Cn", "Co") else c
        for c in text
    )
    return " ".join("".join(kept).split())


def _short(text: str, length: int = NAME_LENGTH) -> str:
    return text if len(text) <= length else text[: length - 1] + "…"


def _text(text: str) -> str:
    return html.escape(_plain(text), quote=False)


def _shapes() -> dict[str, list[Point]]:
    """Outlines of the marks within the unit circle, by class."""
    path = Path(__file__).with_name("shapes.json")
    shapes: dict[str, list[Point]] = json.loads(path.read_text(encoding="utf-8"))
    return shapes


def _colours(*, dark: bool) -> dict[str, str]:
    """The page's colours: they stand in its style sheet and nowhere else."""
    style = Path(__file__).with_name("page.css").read_text(encoding="utf-8")
    pairs = re.findall(r"--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)", style)
    return {name: night if dark else day for name, day, night in pairs}
