"""The tools that make the page's files and measure it."""

from __future__ import annotations

import importlib.util
import json
import math
import os
import re
import shutil
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
RIVER = Path(__file__).with_name("river.trig")
VIEW = ROOT / "kg" / "view"


def tool(name: str) -> ModuleType:
    path = ROOT / "tools" / f"{name}.py"
    sys.path.insert(0, str(path.parent))
    try:
        spec = importlib.util.spec_from_file_location(name, path)
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    finally:
        sys.path.remove(str(path.parent))
    return module


def test_the_letters_of_the_states_are_those_of_the_package(tmp_path: Path) -> None:
    tool("make_states").main(tmp_path / "states.csv")
    assert (tmp_path / "states.csv").read_bytes() == (VIEW / "states.csv").read_bytes()


def test_an_outline_goes_on_beyond_the_date_line_instead_of_around_the_world() -> None:
    world = tool("make_world")
    ring = [(178.0, 10.0), (-178.0, 10.0), (-178.0, 12.0), (178.0, 12.0)]
    assert list(world.unwrapped(ring)) == [(178, 10), (182, 10), (182, 12), (178, 12)]


def test_equal_earth_keeps_areas() -> None:
    project = tool("make_world").equal_earth

    def area(latitude: float) -> float:
        """Of a field of one by one degree, by the triangles that its corners make."""
        corners = [project(20 + dx, latitude + dy) for dx, dy in ((0, 0), (1, 0), (1, 1), (0, 1))]
        return abs(
            sum(
                x * v - u * y
                for (x, y), (u, v) in zip(corners, corners[1:] + corners[:1], strict=True)
            )
        )

    for latitude in (0, 30, 60):
        sphere = math.sin(math.radians(latitude + 1)) - math.sin(math.radians(latitude))
        equator = math.sin(math.radians(1))
        assert area(latitude) / area(0) == pytest.approx(sphere / equator, rel=1e-3)


def test_a_path_is_written_shortly_and_exactly() -> None:
    world = tool("make_world")
    known = [[(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 0.0)]]
    path = world.path({"type": "Polygon", "arcs": [[0]]}, known)
    assert re.fullmatch(r"M[\d. ]+(l-?[\d.]+[ -][\d.]+)+z", path)
    numbers = [float(n) for n in re.findall(r"-?\d*\.?\d+", path)]
    assert numbers[0] == pytest.approx(500, abs=0.1)
    assert sum(numbers[2::2]) == pytest.approx(0, abs=0.1)


def test_every_outline_of_the_map_lies_on_it() -> None:
    for country in json.loads((VIEW / "world.json").read_text(encoding="utf-8")):
        for ring in filter(None, country["path"].split("z")):
            numbers = [float(n) for n in re.findall(r"-?\d*\.?\d+", ring)]
            x, y = numbers[:2]
            for dx, dy in zip(numbers[2::2], numbers[3::2], strict=True):
                x, y = x + dx, y + dy
                assert 0 <= x <= 1000, country["name"]
                assert 0 <= y <= 450, country["name"]


@pytest.mark.browser
def test_the_page_is_measured_beside_plain_pyvis(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    if not (os.environ.get("GEOKG_CHROMIUM") or shutil.which("chromium")):
        pytest.skip("no Chromium: install it, or name its program in GEOKG_CHROMIUM")
    measure = tool("benchmark_page")
    monkeypatch.setattr(measure, "SECONDS", 0.2)
    monkeypatch.setattr(sys, "argv", ["benchmark_page.py", str(RIVER)])
    assert measure.main() == 0
    lines = capsys.readouterr().out.splitlines()
    rows = [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in lines[4:]]
    assert rows[0][:2] == ("an empty page", "most memory of the browser")
    measured = {(page, what): value for page, what, value in rows}
    assert measured["geokg", "requests"] == "0"
    assert measured["plain pyvis, 150", "requests"] != "0"
    for page in ("geokg", "plain pyvis, 150", "plain pyvis, 1000"):
        assert re.fullmatch(r"\d+ MB", measured[page, "most memory of the browser"])
        frames = next(
            value for (one, what), value in measured.items() if one == page and "pan" in what
        )
        assert float(frames.split()[0]) > 0
