"""Make the outlines of the page's map: in comes world-atlas, out goes `kg/view/world.json`.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python tools/make_world.py package/countries-110m.json

In: the countries of Natural Earth at 1:110 million (public domain) as TopoJSON, as the
package world-atlas 2.0.2 (ISC) ships them. Out: for each country its two letters (none where
it has no code) and its outline as an SVG path, in the Equal Earth projection (Šavrič,
Patterson and Jenny 2018) on a drawing 1000 units wide. Antarctica is left out.
"""

from __future__ import annotations

import argparse
import itertools
import json
import math
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from babel.core import get_global

TARGET = Path(__file__).resolve().parents[1] / "kg" / "view" / "world.json"
Point = tuple[float, float]

NO_CODE = {"Kosovo": "XK"}
LEFT_OUT = {"Antarctica"}
WIDTH = 1000.0
A = (1.340264, -0.081106, 0.000893, 0.003796)


def equal_earth(longitude: float, latitude: float) -> Point:
    """Project degrees to the plane; x and y in units of the earth's radius."""
    root = math.sqrt(3) / 2
    t = math.asin(root * math.sin(math.radians(latitude)))
    t2, t6 = t * t, t**6
    slope = A[0] + 3 * A[1] * t2 + t6 * (7 * A[2] + 9 * A[3] * t2)
    x = math.radians(longitude) * math.cos(t) / (root * slope)
    y = t * (A[0] + A[1] * t2 + t6 * (A[2] + A[3] * t2))
    return x, -y


def arcs(topology: dict[str, Any]) -> list[list[Point]]:
    """Decode the arcs of a quantized topology to longitudes and latitudes."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    decoded = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        decoded.append(points)
    return decoded


def rings(geometry: dict[str, Any], known: Sequence[Sequence[Point]]) -> Iterator[list[Point]]:
    """Put the rings of a polygon together out of its arcs."""
    polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    for polygon in polygons:
        for ring in polygon:
            points: list[Point] = []
            for index in ring:
                arc = known[index] if index >= 0 else list(reversed(known[~index]))
                points.extend(arc[1:] if points else arc)
            yield points


def unwrapped(ring: Sequence[Point]) -> Iterator[Point]:
    """Let a ring that crosses the date line go on beyond it, instead of around the world."""
    turns = 0
    before = ring[0][0]
    for longitude, latitude in ring:
        if abs(longitude - before) > 180:
            turns += 1 if longitude < before else -1
        before = longitude
        yield longitude + 360 * turns, latitude


def path(geometry: dict[str, Any], known: Sequence[Sequence[Point]]) -> str:
    """Write a country's outline as an SVG path with tenths of a unit."""
    edge = equal_earth(180, 0)[0]
    parts = []
    for ring in rings(geometry, known):
        at = [equal_earth(*point) for point in unwrapped(ring)]
        spots = [
            (round((x / edge + 1) * 5 * WIDTH), round((y / edge + 0.5) * 5 * WIDTH)) for x, y in at
        ]
        steps = [(x - u, y - v) for (u, v), (x, y) in itertools.pairwise(spots)]
        moved = "".join(f"l{dx / 10:g} {dy / 10:g}" for dx, dy in steps if (dx, dy) != (0, 0))
        if moved:
            parts.append(f"M{spots[0][0] / 10:g} {spots[0][1] / 10:g}{moved}z")
    return re.sub(r"(?<!\d)0\.", ".", "".join(parts).replace(" -", "-"))


def main() -> None:
    """Read the topology that is named, write the outlines."""
    parser = argparse.ArgumentParser(description="Make the outlines of the page's map.")
    parser.add_argument("topology", type=Path)
    topology = json.loads(parser.parse_args().topology.read_text(encoding="utf-8"))
    codes = get_global("territory_aliases")
    known = arcs(topology)
    found = []
    for country in topology["objects"]["countries"]["geometries"]:
        name = country["properties"]["name"]
        if name in LEFT_OUT:
            continue
        code = NO_CODE.get(name) or next(iter(codes.get(country.get("id", ""), ())), "")
        found.append({"code": code, "name": name, "path": path(country, known)})
    found.sort(key=lambda one: (one["code"], one["name"]))
    lines = ",\n".join(json.dumps(one, ensure_ascii=True) for one in found)
    TARGET.write_text(f"[\n{lines}\n]\n", encoding="utf-8")


if __name__ == "__main__":
    main()
