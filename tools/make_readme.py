"""Run the transcripts of the README again: in comes README.md, out goes the same with what
the commands say now, and, if that is something new, a new picture of the network.

    python tools/make_readme.py [--picture]

A transcript is the code block that follows the line `<!-- transcript -->`. In a `console`
block the lines after "$ " are run, in a `pycon` block those after ">>> "; all in one folder
that holds nothing but `seeds/articles`, one after the other, so that a later command finds
what an earlier one has written. The picture shows the graph that they leave there, taken by
`tools/make_picture.py`, which needs Chromium; --picture takes it in any case.
"""

from __future__ import annotations

import argparse
import contextlib
import doctest
import io
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from kg.errors import GeokgError

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
PICTURE = ROOT / "docs" / "network.png"
GRAPH = Path("output", "graph.trig")

SHOWN = ("--select", "SPLM-IO", "--width", "1320", "--height", "780")
"""The entity whose story the picture shows, and the picture's size in pixels."""

_WIDTH = "100"
_BLOCK = re.compile(
    r"^(?P<head><!-- transcript -->\n```(?P<kind>console|pycon)\n)(?P<body>.*?)^```$", re.M | re.S
)


class TranscriptError(GeokgError):
    """A command of a transcript fails, so its output is none that a reader should see."""


def transcribed(text: str, folder: Path) -> str:
    """Return the README's text with the output that its commands give now.

    Args:
        text: the README.
        folder: where to run the commands.

    Raises:
        TranscriptError: a command is not `kg`, or fails.
    """
    names: dict[str, object] = {}

    def again(block: re.Match[str]) -> str:
        body = block["body"]
        told = _console(body, folder) if block["kind"] == "console" else _pycon(body, folder, names)
        return f"{block['head']}{told}```"

    return _BLOCK.sub(again, text)


def _console(body: str, folder: Path) -> str:
    parts = []
    for line in body.split("\n"):
        if line.startswith("$ "):
            parts.append(f"{line}\n{_run(line[2:], folder)}\n")
    return "".join(parts).rstrip("\n") + "\n"


def _run(command: str, folder: Path) -> str:
    program, *arguments = shlex.split(command)
    if program != "kg":
        raise TranscriptError(f"README.md: {command}: a transcript runs kg and nothing else")
    done = subprocess.run(
        [sys.executable, "-m", "kg", *arguments],
        cwd=folder,
        env={**os.environ, "COLUMNS": _WIDTH, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    if done.returncode:
        *_, reason = done.stdout.strip().splitlines() or [f"exit code {done.returncode}"]
        raise TranscriptError(f"README.md: {command}: {reason}")
    return done.stdout


def _pycon(body: str, folder: Path, names: dict[str, object]) -> str:
    parts = []
    for example in doctest.DocTestParser().get_examples(body):
        first, *rest = example.source.splitlines()
        said = io.StringIO()
        with contextlib.chdir(folder), contextlib.redirect_stdout(said):
            # "single" prints the value of an expression, as the interpreter does.
            exec(compile(example.source, str(README), "single"), names)
        parts += [f">>> {first}", *(f"... {line}" for line in rest), *said.getvalue().splitlines()]
    return "\n".join(parts) + "\n"


def take_picture(graph: Path) -> None:
    """Take the README's picture of a graph file.

    Raises:
        TranscriptError: there is no Chromium, or the entity to show is not in the graph.
    """
    done = subprocess.run(
        [sys.executable, ROOT / "tools" / "make_picture.py", graph, PICTURE, *SHOWN],
        capture_output=True,
        encoding="utf-8",
    )
    if done.returncode:
        raise TranscriptError(f"{PICTURE.relative_to(ROOT)}: {done.stderr.strip()}")


def main() -> int:
    """Rewrite README.md, and the picture if the graph's story has changed."""
    parser = argparse.ArgumentParser(description="Run the transcripts of the README again.")
    parser.add_argument("--picture", action="store_true", help="take the picture in any case")
    options = parser.parse_args()
    before = README.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(ROOT / "seeds" / "articles", folder / "seeds" / "articles")
        try:
            after = transcribed(before, folder)
            if options.picture or after != before:
                take_picture(folder / GRAPH)
        except GeokgError as error:
            sys.stderr.write(f"{error}\n")
            return error.exit_code
    if after != before:
        README.write_text(after, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
