"""`kg view`: a graph in, the interactive network page out, opened in the browser."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.graphs import DEFAULT_FOLDER, graph_option, open_graph
from kg.cli.outputs import check_outputs
from kg.errors import OutputError

__all__ = ["view"]


@click.command()
@graph_option
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(path_type=Path),
    default=DEFAULT_FOLDER / "network.html",
    help="Where to write the page. [default: output/network.html]",
)
@click.option("--no-open", is_flag=True, help="Only write the page, do not open the browser.")
def view(graph_file: Path | None, output: Path, no_open: bool) -> None:
    """Write the graph as one page that needs no network, and open it."""
    (page,) = check_outputs([output], sources=[])
    if page.suffix.lower() != ".html":
        raise OutputError(f"{page}: a page ends with .html: name another file with -o")
    open_graph(graph_file).save(page)
    click.echo(f"written: {page}", err=True)
    if no_open:
        return
    import webbrowser

    if not webbrowser.open(page.resolve().as_uri()):
        click.echo(f"no browser found: open {page.resolve().as_uri()} yourself", err=True)
