"""Where `kg build` writes: every file is checked before the long work, then written whole.

Comes in: the paths of `-o`. Goes out: the same paths, known to be writable, or an error
while nothing has been done yet.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from kg.cli.graphs import DEFAULT_FOLDER
from kg.errors import OutputError

__all__ = ["DEFAULT_OUTPUTS", "ENDINGS", "SHOWN", "check_folder", "check_outputs"]

SHOWN = (".html", ".svg", ".png")
"""What is no graph but shows one."""
ENDINGS = (".ttl", ".trig", ".nq", ".nt", ".jsonld", *SHOWN)
DEFAULT_OUTPUTS = tuple(
    DEFAULT_FOLDER / name for name in ("graph.ttl", "graph.trig", "network.html")
)


def check_outputs(paths: Sequence[Path], *, sources: Sequence[str]) -> tuple[Path, ...]:
    """Return `paths` without repetitions if each can be written; nothing is left behind.

    Raises:
        OutputError: an ending is unknown, a path is a folder or one of the sources, or its
            folder can neither be written to nor be made.
    """
    kept = tuple(dict.fromkeys(paths))
    read = {Path(source).resolve() for source in sources if source != "-"}
    for path in kept:
        if path.suffix.lower() not in ENDINGS:
            raise OutputError(
                f"{path}: the ending {path.suffix!r} says no format: use {', '.join(ENDINGS)}"
            )
        if path.is_dir():
            raise OutputError(f"{path}: this is a folder: name a file in it")
        if path.resolve() in read:
            raise OutputError(f"{path}: this is one of the sources: name another file with -o")
        check_folder(path)
    return kept


def check_folder(path: Path) -> None:
    """Write a nameless file where `path` will stand, or in the folder that will hold its own.

    Raises:
        OutputError: that cannot be done.
    """
    folder = next(parent for parent in path.absolute().parents if parent.exists())
    try:
        # Permission bits say little (root, read-only mounts, full disks): only writing tells.
        with tempfile.TemporaryFile(dir=folder) as probe:
            probe.write(b"geokg")
    except OSError as error:
        raise OutputError(
            f"{path}: cannot write to {folder} ({error.strerror}): name another place with -o"
        ) from error
