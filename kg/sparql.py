"""What can be told of a SPARQL query by its text, before and after the engine reads it.

A query comes in. Whether it orders its rows, calls another computer or asks about the
ontology goes out, and, where it does not parse, where it breaks and why: "SELECT ?x {" breaks
at its end.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from kg.display import harmless

__all__ = [
    "ONTOLOGY_GRAPH",
    "ONTOLOGY_TERMS",
    "asks_ontology",
    "calls_service",
    "explain",
    "is_ordered",
]

ONTOLOGY_GRAPH = "https://w3id.org/geokg/ontology"
"""Name of the graph in which a query finds the shipped ontology."""

ONTOLOGY_TERMS = (
    "gk:quadClass",
    "gk:ploverRoot",
    "gk:ploverMode",
    "gk:ploverContext",
    "gk:cameoCode",
    "gk:edge",
    "gk:allegedEdge",
    "gk:yields",
    "gk:QuadClass",
    "gk:Status",
    "gk:Polarity",
    "gk:Certainty",
    "gk:Tense",
    "rdfs:subClassOf",
    "rdfs:subPropertyOf",
    "rdfs:domain",
    "rdfs:range",
    "rdfs:comment",
    "rdf:value",
    "schema:domainIncludes",
    "schema:rangeIncludes",
    "dcterms:title",
    "dcterms:description",
    "dcterms:license",
    "owl:",
)
"""Terms that the ontology uses and a graph of news never does; `owl:` stands for all of it."""

_POSITION = re.compile(r"\bat (?:line )?(\d+)(?::| column | between columns )(\d+)")
# What is no keyword of SPARQL: strings, IRIs, escapes and comments.
_OPAQUE = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""' + r"|'''(?:[^'\\]|\\.|'(?!''))*'''"
    r'|"(?:[^"\\\n\r]|\\.)*"' + r"|'(?:[^'\\\n\r]|\\.)*'" + r'|<[^<>"{}|^`\\\s]*>|\\.|#[^\n\r]*',
    re.DOTALL,
)
_IRI = re.compile(r"<([^<>]*)>")
_PREFIX = re.compile(r"\bPREFIX\s+([\w.-]*):\s*<([^<>]*)>", re.IGNORECASE)
_NAME = re.compile(r"(?<![\w?$:.-])([\w.-]*):(\w(?:[\w.-]*\w)?)")
_ORDERED = re.compile(r"\bORDER\s+BY\b", re.IGNORECASE)
_SERVICE = re.compile(r"(?<![?$:\w-])SERVICE\b(?!\s*:)", re.IGNORECASE)


def is_ordered(sparql: str) -> bool:
    """Tell whether the query says in which order its rows come."""
    return _ORDERED.search(_keywords(sparql)) is not None


def calls_service(sparql: str) -> bool:
    """Tell whether the query asks another computer."""
    return _SERVICE.search(_keywords(sparql)) is not None


def asks_ontology(sparql: str, prefixes: Mapping[str, str]) -> bool:
    """Tell whether the query uses one of `ONTOLOGY_TERMS` or names `ONTOLOGY_GRAPH`.

    Strings and comments do not count. Prefixed names are spelt out first, by the query's own
    prefixes where it has some.

    Args:
        sparql: the query.
        prefixes: the prefixes that are added to it.
    """
    code = _OPAQUE.sub(lambda found: found[0] if found[0].startswith("<") else " ", sparql)
    table = {**prefixes, **dict(_PREFIX.findall(code))}
    used = set(_IRI.findall(_PREFIX.sub(" ", code)))
    for prefix, name in _NAME.findall(_keywords(sparql)):
        used.add(table.get(prefix, "") + name)
    wanted = {ONTOLOGY_GRAPH}
    spaces = []
    for term in ONTOLOGY_TERMS:
        prefix, _, name = term.partition(":")
        if name:
            wanted.add(prefixes[prefix] + name)
        else:
            spaces.append(prefixes[prefix])
    return not wanted.isdisjoint(used) or any(iri.startswith(tuple(spaces)) for iri in used)


def explain(sparql: str, message: str) -> str:
    """Say in one line where a query breaks.

    Args:
        sparql: the query.
        message: what the engine says; its list of what it hoped for is mostly noise.
    """
    found = _POSITION.search(message)
    if found is None:
        return f"the query does not parse: {harmless(' '.join(message.split()))}"
    line, column = int(found[1]), int(found[2])
    lines = sparql.split("\n")
    text = lines[line - 1] if line <= len(lines) else ""
    rest = harmless(text[max(column - 1, 0) :].strip()[:40])
    near = f"near {rest!r}" if rest else "at the end of the line"
    if line == len(lines) and not rest:
        near = "at its end"
    if "Prefix not found" in message:
        advice = "a prefix is unknown: declare it with PREFIX"
    elif "variable that is unbound" in message:
        advice = "a selected variable is neither grouped nor bound: add it to GROUP BY"
    elif not re.search(r"\b(SELECT|ASK|CONSTRUCT|DESCRIBE)\b", sparql, re.IGNORECASE):
        advice = "only SELECT, ASK, CONSTRUCT and DESCRIBE are answered"
    else:
        advice = "mend it there"
    return f"the query does not parse at line {line}, column {column}, {near}: {advice}"


def _keywords(sparql: str) -> str:
    """Blank out what is no keyword and no name."""
    return _OPAQUE.sub(" ", sparql)
