"""Measure the network page of a graph, and plain pyvis on the same entities beside it.

    python tools/benchmark_page.py output/graph.trig

In: a graph file. Out, as a Markdown table: size of the file, time until the page is ready,
time of the slowest search and of the slowest focus, frames a second while panning, with 150,
1,000 and 2,000 entities drawn, and the most memory that the browser took. Then the same, as
far as it can be had, of an empty page and of the page that pyvis writes by itself for the
first 150 and the first 1,000 of these entities and the lines between them.

Each page is opened from the disk in a fresh headless Chromium of 1440 by 900 pixels, with the
network cut off. Memory is the proportional set size of all processes of the browser, read
every tenth of a second from /proc (Linux). Needs Chromium and playwright, as
`tools/make_picture.py` does.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from make_picture import load, start
from playwright.sync_api import Browser, Page, sync_playwright

from kg.errors import GeokgError
from kg.view import page_data, write_page

SECONDS = 3
"""How long each pan lasts."""

TYPED = ("a", "un", "kim", "minister", "united st", "zzzz")
FOCUSED = 12

PAN = """(seconds) => new Promise((done) => {
  const net = window.geokg ? geokg.network : network;
  const from = net.getViewPosition();
  const begun = performance.now();
  let frames = 0;
  const step = () => {
    const passed = performance.now() - begun;
    if (passed > 1000 * seconds) {
      net.moveTo({position: from, animation: false});
      return done(frames / (passed / 1000));
    }
    const turn = passed / 300;
    net.moveTo({position: {x: from.x + 200 * Math.sin(turn), y: from.y + 200 * Math.cos(turn)},
      animation: false});
    frames += 1;
    requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
})"""

SEARCH = """async (typed) => {
  const input = document.getElementById('query');
  const times = [];
  for (const text of typed) {
    const begun = performance.now();
    input.value = text;
    input.dispatchEvent(new Event('input'));
    document.querySelector('.search .matches').getBoundingClientRect();
    times.push(performance.now() - begun);
    await new Promise((done) => requestAnimationFrame(done));
  }
  input.value = '';
  input.dispatchEvent(new Event('input'));
  return times;
}"""

FOCUS = """async (count) => {
  const times = [];
  const drawn = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  for (const entity of geokg.data.entities.filter((one) => !one.lone).slice(0, count)) {
    for (const steps of [1, 2, 3]) {
      const begun = performance.now();
      geokg.focus(entity.id, steps);
      await drawn();
      times.push(performance.now() - begun);
    }
  }
  geokg.reset();
  await drawn();
  return times;
}"""

DRAW = """async (count) => {
  const begun = performance.now();
  geokg.change({limit: count});
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  const {entities, links} = geokg.shown();
  return [performance.now() - begun, entities.size, links.length];
}"""

Row = tuple[str, str]


class Memory:
    """The most memory that a process and all below it took while this was watching."""

    def __init__(self, root: int) -> None:
        self.root, self.peak, self.on = root, 0, True
        self.thread = threading.Thread(target=self._watch, daemon=True)
        self.thread.start()

    def _watch(self) -> None:
        while self.on:
            self.peak = max(self.peak, sum(map(_memory, _tree(self.root))))
            time.sleep(0.1)

    def stop(self) -> float:
        """Return the peak in megabytes."""
        self.on = False
        self.thread.join()
        return self.peak / 1024


def _tree(root: int) -> Iterator[int]:
    yield root
    for task in Path(f"/proc/{root}/task").glob("*/children"):
        try:
            children = task.read_text().split()
        except OSError:
            continue
        for child in children:
            yield from _tree(int(child))


def _memory(process: int) -> int:
    """Proportional set size of a process in kilobytes."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


@contextmanager
def opened(path: Path, ready: str) -> Iterator[tuple[Page, Memory, float, list[str]]]:
    """Open a page in a browser of its own; tell when it was ready, and what it asked for."""
    with sync_playwright() as playwright:
        before = set(_tree(os.getpid()))
        browser: Browser = start(playwright)
        new = sorted(set(_tree(os.getpid())) - before)
        memory = Memory(new[0])
        context = browser.new_context(viewport={"width": 1440, "height": 900})
        context.set_offline(True)
        page = context.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        begun = time.perf_counter()
        page.goto(path.as_uri(), wait_until="commit")
        while not page.evaluate(ready):
            if time.perf_counter() - begun > 120:
                break
            time.sleep(0.01)
        yield page, memory, time.perf_counter() - begun, asked[1:]
        memory.stop()
        browser.close()


def measure_page(path: Path, written: float) -> list[Row]:
    """Measure the page of geokg."""
    rows = [
        ("size of the file", f"{path.stat().st_size / 1e6:.1f} MB"),
        ("time to write it", f"{written:.1f} s"),
    ]
    with opened(path, "Boolean(window.geokg && geokg.ready)") as (page, memory, ready, asked):
        rows.append(("ready after", f"{ready:.1f} s"))
        rows.append(("requests", str(len(asked))))
        for what, times in (
            ("search", page.evaluate(SEARCH, TYPED)),
            ("focus", page.evaluate(FOCUS, FOCUSED)),
        ):
            told = f"{max(times):.0f} ms, mostly {statistics.median(times):.0f} ms"
            rows.append((f"slowest {what} of {len(times)}", told))
        for count in (150, 1000, 2000):
            took, entities, lines = page.evaluate(DRAW, count)
            frames = page.evaluate(PAN, SECONDS)
            rows.append(
                (
                    f"pan, {entities} entities, {lines} lines",
                    f"{frames:.0f} frames/s (drawn in {took:.0f} ms)",
                )
            )
        rows.append(("most memory of the browser", f"{memory.stop():.0f} MB"))
    return rows


def measure_pyvis(data: dict[str, Any], count: int, folder: Path) -> list[Row]:
    """Measure what pyvis writes by itself: names, titles, its physics as it comes."""
    from pyvis.network import Network

    network = Network(height="900px", width="100%", directed=True, cdn_resources="in_line")
    linked = [entity for entity in data["entities"] if not entity["lone"]][:count]
    drawn = {entity["id"] for entity in linked}
    for entity in linked:
        network.add_node(
            entity["id"], label=entity["label"], title=entity["kind"], value=entity["weight"]
        )
    lines = [
        (edge["from"], edge["to"], edge["name"])
        for link in data["links"]
        for edge in link["edges"]
        if {edge["from"], edge["to"]} <= drawn
    ]
    for source, target, name in lines:
        network.add_edge(source, target, title=name)
    path = folder / f"pyvis-{count}.html"
    path.write_text(network.generate_html(), encoding="utf-8")
    rows = [("size of the file", f"{path.stat().st_size / 1e6:.1f} MB")]
    settled = """() => {
      if (typeof network === 'undefined') return false;
      if (window.watched === undefined) {
        window.watched = false;
        network.once('stabilizationIterationsDone', () => { window.watched = true; });
        if (network.physics.stabilized) window.watched = true;
      }
      return window.watched;
    }"""
    with opened(path, settled) as (page, memory, ready, asked):
        told = f"{ready:.1f} s" if page.evaluate("window.watched === true") else "not in 120 s"
        rows.append(("ready after", told))
        rows.append(("requests", str(len(asked))))
        rows.append(
            (
                f"pan, {len(drawn)} entities, {len(lines)} lines",
                f"{page.evaluate(PAN, SECONDS):.0f} frames/s",
            )
        )
        page.evaluate("network.setOptions({physics: false})")
        rows.append(("the same with physics off", f"{page.evaluate(PAN, SECONDS):.0f} frames/s"))
        rows.append(("most memory of the browser", f"{memory.stop():.0f} MB"))
    return rows


def main() -> int:
    """Read the arguments, measure, print the tables."""
    parser = argparse.ArgumentParser(description="Measure the network page of a graph.")
    parser.add_argument("graph", type=Path)
    graph = parser.parse_args().graph
    try:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            store = load(graph)
            data: Any = page_data(store)
            begun = time.perf_counter()
            write_page(store, folder / "network.html")
            written = time.perf_counter() - begun
            (folder / "empty.html").write_text("<!doctype html><title>x</title>", encoding="utf-8")
            with opened(folder / "empty.html", "true") as (_, memory, _, _):
                time.sleep(1)
                blank = [("most memory of the browser", f"{memory.stop():.0f} MB")]
            tables = {"an empty page": blank}
            tables["geokg"] = measure_page(folder / "network.html", written)
            for count in (150, 1000):
                tables[f"plain pyvis, {count}"] = measure_pyvis(data, count, folder)
    except GeokgError as error:
        sys.stderr.write(f"{error}\n")
        return error.exit_code
    counts = ", ".join(f"{len(data[name]):,} {name}" for name in ("entities", "links", "claims"))
    print(f"{graph.name}: {counts}\n\n| page | what | measured |\n|---|---|---|")
    for page, rows in tables.items():
        for what, value in rows:
            print(f"| {page} | {what} | {value} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
