"""`kg query`: SPARQL, a file of it or a named question in, a table or CSV, JSON, Turtle out."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.graphs import graph_option, open_graph
from kg.sparql import ONTOLOGY_GRAPH, ONTOLOGY_TERMS

__all__ = ["query"]


_HELP = f"""Ask the graph a question.

QUERY is SPARQL, @FILE.rq, or the name of a query (see --list). The usual prefixes are added
by themselves: gk rel alleged e ev cl doc rdf rdfs owl skos schema org prov sem oa dcterms xsd
wd.

The default graph is all that the news says, without the ontology. A query that uses a term of
the ontology's own sees that too: {" ".join(ONTOLOGY_TERMS)} (all of owl). Labels of types and
statuses can always be read with GRAPH <{ONTOLOGY_GRAPH}> {{ ?type rdfs:label ?name }}.
"""


@click.command(help=_HELP)
@click.argument("text", metavar="QUERY", required=False)
@graph_option
@click.option("--entity", metavar="NAME", help="The entity that a named query is about.")
@click.option("--other", metavar="NAME", help="The second entity, where a query takes two.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "json", "ttl"]),
    default="table",
    help="How to print the answer; ttl is for CONSTRUCT and DESCRIBE. [default: table]",
)
@click.option("--list", "listing", is_flag=True, help="List the named queries and stop.")
def query(
    text: str | None,
    graph_file: Path | None,
    entity: str | None,
    other: str | None,
    form: str,
    listing: bool,
) -> None:
    """Print the answer to `text`, or the list of named queries."""
    if listing:
        from kg.query import named_queries

        known = named_queries()
        width = max(map(len, known))
        for name in sorted(known):
            options = " ".join(f"[--{parameter}]" for parameter in known[name].parameters)
            click.echo(f"{name:{width}}  {known[name].description} {options}")
        return
    if text is None:
        raise click.UsageError("name a QUERY, or see the named ones with --list")
    result = open_graph(graph_file).query(text, entity=entity, other=other)
    prints = {
        "table": result.to_table,
        "csv": result.to_csv,
        "json": result.to_json,
        "ttl": result.to_turtle,
    }
    click.echo(prints[form]().rstrip("\n"))
