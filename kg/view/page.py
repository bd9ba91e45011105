"""Writes the network page: in come a store and a path, out goes one self-contained file.

The file makes no request. It holds the drawing library (vis-network, from the pyvis
package), the scripts and the style of this folder, and the data as JSON. A policy in its
head lets just these scripts run, known by their hashes, so that a headline such as
"<img src=x onerror=...>" has no way to become more than text.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path

import pyoxigraph as ox

from kg.errors import DataError
from kg.formats import write_whole
from kg.view.data import page_data
from kg.view.pack import Record, pack

__all__ = ["render_page", "write_page"]

LIBRARY = "lib/vis-9.1.2/vis-network.min.js"
"""Where pyvis 0.3.2 keeps vis-network 9.1.2 (Apache-2.0 or MIT). Its style sheet is for
buttons and pop-ups that the page does not use, and is left out."""

SCRIPTS = (
    *("source", "model", "text", "state", "filter", "shapes", "dom", "combobox"),
    *("settle", "lines", "names", "canvas", "claims", "entity", "panel", "legend"),
    *("time", "table", "timeline", "matrix", "world", "download", "main", "keys", "boot"),
)
"""In this order: each needs only what stands before it. `boot` starts the page."""

ESCAPES = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})


def write_page(store: ox.Store, path: Path, *, title: str = "geokg") -> None:
    """Write the interactive network of a graph as one HTML file.

    Args:
        store: a graph that keeps the contract.
        path: the file to write; it is replaced in one step, never half written.
        title: heading of the page, any text.

    Raises:
        OutputError: the file cannot be written.
        DataError: the drawing library is missing from the installation.
    """
    page = render_page(page_data(store), title=title)
    write_whole(path, page.encode("utf-8", "replace"))


def render_page(data: Mapping[str, Sequence[Record]], *, title: str) -> str:
    """Put the data (see `page_data`) into the page; the same data gives the same text."""
    here = Path(__file__).parent
    style = _text(here / "page.css")
    scripts = [_library(), *(_text(here / f"{name}.js") for name in SCRIPTS)]
    hashes = " ".join(_hash(script) for script in scripts)
    parts = {
        "POLICY": f"default-src 'none'; script-src {hashes}; style-src {_hash(style)}; "
        "img-src data:; base-uri 'none'; form-action 'none'",
        "TITLE": html.escape(title),
        "STYLE": style,
        "DATA": _json({name: pack(records) for name, records in data.items()}),
        "SHAPES": _json(json.loads(_text(here / "shapes.json"))),
        "WORLD": _json(json.loads(_text(here / "world.json"))),
        "SCRIPTS": "\n".join(f"<script>{script}</script>" for script in scripts),
    }
    # One pass: a marker that stands in the data or the title is text, not a marker.
    return re.sub(r"@([A-Z]+)@", lambda hit: parts[hit[1]], _text(here / "page.html"))


def _json(data: object) -> str:
    """JSON that can stand inside a script element: ASCII only, no markup characters."""
    return json.dumps(data, ensure_ascii=True, separators=(",", ":")).translate(ESCAPES)


def _hash(content: str) -> str:
    """The source expression by which a content security policy knows a script or style."""
    digest = hashlib.sha256(content.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def _library() -> str:
    # Importing pyvis would load IPython for one file of its folder.
    spec = find_spec("pyvis")
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        path = Path(folder) / LIBRARY
        if path.is_file():
            return _text(path)
    raise DataError(f"pyvis/{LIBRARY} is missing from this installation: install pyvis 0.3.2")


def _text(path: Path) -> str:
    """A text file. Browsers read every line end as a line feed, and so hash it; so do we."""
    return path.read_text(encoding="utf-8")
