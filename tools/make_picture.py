"""Take a picture of a graph's network page: in come a graph file, out goes a PNG.

    python tools/make_picture.py output/graph.trig docs/network.png --select "Kim Jong Un"

One name after --select opens the panel of that entity, two names that of their first link.
Needs Chromium (`chromium` on the path, or its program in GEOKG_CHROMIUM) and playwright.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from pathlib import Path

import pyoxigraph as ox
from playwright.sync_api import Browser, Error, Page, Playwright, sync_playwright

from kg.errors import GeokgError, GraphError, InputError, QueryError
from kg.view import write_page

SELECT = """(names) => {
  const named = (name) => geokg.data.entities.find((entity) => entity.label === name);
  const ids = names.map((name) => (named(name) ?? geokg.search(name, 1)[0]?.entity)?.id);
  const joins = (link) => ids.includes(link.a) && ids.includes(link.b);
  const id = ids.length > 1 ? geokg.data.links.find(joins)?.id : ids[0];
  geokg.select(id ?? null);
  return Boolean(id);
}"""


def load(path: Path) -> ox.Store:
    """Read a graph file of any RDF syntax, told by its ending."""
    syntax = ox.RdfFormat.from_extension(path.suffix.lstrip("."))
    if syntax is None:
        raise InputError("has no ending of an RDF file: name a .ttl, .trig or .nq", where=str(path))
    store = ox.Store()
    try:
        store.load(path=path, format=syntax)
    except (OSError, SyntaxError) as error:
        raise GraphError(f"{path}: cannot be read ({error}): build the graph again") from error
    return store


def start(playwright: Playwright) -> Browser:
    """Start Chromium; as root it only runs without its sandbox."""
    program = os.environ.get("GEOKG_CHROMIUM") or shutil.which("chromium")
    if program is None:
        raise InputError("not found: install it, or name it in GEOKG_CHROMIUM", where="chromium")
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    try:
        return playwright.chromium.launch(
            executable_path=program, args=["--no-sandbox"] if root else []
        )
    except Error as error:
        raise InputError("does not start: name another in GEOKG_CHROMIUM", where=program) from error


def take(page: Page, picture: Path, names: list[str]) -> None:
    """Wait for the drawing, open a panel if names are given, and write the picture."""
    page.wait_for_function("window.geokg && geokg.ready")
    if names and not page.evaluate(SELECT, names):
        raise QueryError(f"{' and '.join(names)}: not found in the graph; try another name")
    page.wait_for_timeout(300)
    page.screenshot(path=picture)


def main() -> int:
    """Read the arguments, take the picture, tell errors in one line."""
    parser = argparse.ArgumentParser(description="Take a picture of a graph's network page.")
    parser.add_argument("graph", type=Path)
    parser.add_argument("picture", type=Path)
    parser.add_argument("--title", default="geokg")
    parser.add_argument("--select", nargs="+", default=[], metavar="NAME")
    parser.add_argument("--width", type=int, default=1440)
    parser.add_argument("--height", type=int, default=900)
    parser.add_argument("--dark", action="store_true")
    options = parser.parse_args()
    try:
        with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
            path = Path(folder) / "network.html"
            write_page(load(options.graph), path, title=options.title)
            browser = start(playwright)
            page = browser.new_page(
                viewport={"width": options.width, "height": options.height},
                color_scheme="dark" if options.dark else "light",
            )
            page.goto(path.as_uri())
            take(page, options.picture, options.select)
            browser.close()
    except GeokgError as error:
        sys.stderr.write(f"{error}\n")
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main())
