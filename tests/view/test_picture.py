"""tools/make_picture.py, which takes the picture of the README."""

from __future__ import annotations

import importlib.util
import os
import shutil
import struct
import sys
from pathlib import Path
from types import ModuleType

import pytest

RIVER = Path(__file__).with_name("river.trig")


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    path = Path(__file__).resolve().parents[2] / "tools" / "make_picture.py"
    spec = importlib.util.spec_from_file_location("make_picture", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def run(tool: ModuleType, monkeypatch: pytest.MonkeyPatch, *arguments: object) -> int:
    monkeypatch.setattr(sys, "argv", ["make_picture.py", *map(str, arguments)])
    code: int = tool.main()
    return code


@pytest.mark.browser
def test_it_takes_a_picture_of_the_size_asked_for(
    tool: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    if not (os.environ.get("GEOKG_CHROMIUM") or shutil.which("chromium")):
        pytest.skip("no Chromium: install it, or name its program in GEOKG_CHROMIUM")
    picture = tmp_path / "out.png"
    names = ("--select", "Korsan", "Marosh", "--width", 800, "--height", 600)
    assert run(tool, monkeypatch, RIVER, picture, *names) == 0
    content = picture.read_bytes()
    assert content[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", content[16:24]) == (800, 600)
    assert run(tool, monkeypatch, RIVER, picture, "--select", "Nobody") == 1
    assert "Nobody: not found in the graph" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("graph.doc", "", "has no ending of an RDF file"),
        ("graph.ttl", "<a> <b>", "cannot be read"),
        ("missing.ttl", None, "cannot be read"),
    ],
)
def test_a_graph_that_cannot_be_read_is_one_line(
    tool: ModuleType,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    name: str,
    content: str | None,
    message: str,
) -> None:
    monkeypatch.setenv("GEOKG_CHROMIUM", "chromium")
    graph = tmp_path / name
    if content is not None:
        graph.write_text(content, encoding="utf-8")
    assert run(tool, monkeypatch, graph, tmp_path / "out.png") == 1
    error = capsys.readouterr().err
    assert message in error
    assert len(error.splitlines()) == 1


def test_a_wrong_program_is_one_line(
    tool: ModuleType,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("GEOKG_CHROMIUM", str(tmp_path / "no-browser"))
    assert run(tool, monkeypatch, RIVER, tmp_path / "out.png") == 1
    assert "no-browser: does not start" in capsys.readouterr().err
