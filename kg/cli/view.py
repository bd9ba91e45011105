"""`kg view`: a graph in, the interactive network page out, opened in the browser."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.graphs import DEFAULT_FOLDER, graph_option, open_graph
from kg.cli.outputs import check_outputs
from kg.errors import OutputError

__all__ = ["view"]

PICTURES = (".svg", ".png")


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
@click.option(
    "--static",
    "picture",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Draw a picture for a report instead; the ending says what: .svg or .png.",
)
@click.option("--no-open", is_flag=True, help="Only write the page, do not open the browser.")
def view(graph_file: Path | None, output: Path, picture: Path | None, no_open: bool) -> None:
    """Write the graph as one page that needs no network, and open it."""
    if picture is not None:
        (picture,) = check_outputs([picture], sources=[])
        if picture.suffix.lower() not in PICTURES:
            raise OutputError(f"{picture}: a picture ends with .svg or .png: name another file")
        open_graph(graph_file).save(picture)
        click.echo(f"written: {picture}", err=True)
        return
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
