"""The option `-g FILE` that names the graph to read, and what stands for it when left out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.errors import GraphError

if TYPE_CHECKING:
    from kg.api import Graph

__all__ = ["DEFAULT_FOLDER", "default_graph", "graph_option", "open_graph"]

DEFAULT_FOLDER = Path("output")

graph_option = click.option(
    "-g",
    "--graph",
    "graph_file",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="The graph to read (.trig .ttl .nq .nt .jsonld). "
    "[default: output/graph.trig, else output/graph.ttl]",
)


def default_graph(folder: Path = DEFAULT_FOLDER) -> Path:
    """Return the graph that `kg build` writes when it is not told where.

    Raises:
        GraphError: it has not been built yet.
    """
    for name in ("graph.trig", "graph.ttl"):
        if (folder / name).is_file():
            return folder / name
    raise GraphError(
        f"there is no graph in {folder}/: run 'kg build ARTICLE' first, or name a file with -g"
    )


def open_graph(graph_file: Path | None) -> Graph:
    """Load the named graph, or the default one.

    Raises:
        GraphError: it is not there or cannot be read.
    """
    from kg.api import load

    return load(default_graph() if graph_file is None else graph_file)
