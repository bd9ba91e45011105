"""Write quads down in the formats of RDF: one order, so that equal graphs give equal bytes.

`pyoxigraph.Quad`s come in, bytes or a file go out. In Turtle "e:kim-jong-un rel:met
e:andrei-belousov" stands in the block of its subject, a blank line before the next.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from pyoxigraph import DefaultGraph, Quad, RdfFormat, serialize

from kg.errors import OutputError
from kg.namespaces import RDF

__all__ = ["ENDINGS", "quad_key", "to_bytes", "write_whole"]

ENDINGS: Mapping[str, RdfFormat] = {
    ".ttl": RdfFormat.TURTLE,
    ".trig": RdfFormat.TRIG,
    ".nq": RdfFormat.N_QUADS,
    ".nt": RdfFormat.N_TRIPLES,
    ".jsonld": RdfFormat.JSON_LD,
}
"""Formats by the ending of a file; .ttl and .nt hold the union of all graphs."""


def quad_key(quad: Quad) -> tuple[bool, str, str, bool, str, str]:
    """Return what quads are sorted by: graph, subject, predicate (types first), object."""
    graph = quad.graph_name
    return (
        not isinstance(graph, DefaultGraph),
        str(graph),
        str(quad.subject),
        quad.predicate != RDF.type,
        str(quad.predicate),
        str(quad.object),
    )


def to_bytes(quads: Iterable[Quad], form: RdfFormat, table: Mapping[str, str]) -> bytes:
    """Serialize quads in one order, prefixes sorted, a blank line between subjects.

    Args:
        quads: in any order; a format without named graphs gets the union of them.
        form: the format.
        table: prefixes for Turtle and TriG.
    """
    if not form.supports_datasets:
        quads = {Quad(q.subject, q.predicate, q.object, DefaultGraph()) for q in quads}
    ordered = sorted(quads, key=quad_key)
    if form not in (RdfFormat.TURTLE, RdfFormat.TRIG):
        return _serialize(ordered, form, {}).rstrip(b"\n") + b"\n"
    # Where one prefix begins another an IRI has two short forms: keep the longer prefix.
    names = {
        name: iri
        for name, iri in table.items()
        if not any(other != iri and other.startswith(iri) for other in table.values())
    }
    lines = _serialize(ordered, form, names).decode().split("\n")
    heads = sorted(line for line in lines if line.startswith("@prefix "))
    out = heads
    within = False
    for line in lines:
        # No line of the text is part of a literal: line breaks in those are escaped.
        if not line or line.startswith("@prefix "):
            continue
        depth = len(line) - len(line.lstrip("\t"))
        if line.endswith(" {"):
            within = True
            out.append("")
        elif line == "}":
            within = False
        elif depth == int(within) and not out[-1].endswith(" {"):
            out.append("")
        out.append(line)
    return ("\n".join(out) + "\n").encode()


def _serialize(quads: Iterable[Quad], form: RdfFormat, table: Mapping[str, str]) -> bytes:
    out = io.BytesIO()
    serialize(quads, out, form, prefixes=dict(table))
    return out.getvalue()


def write_whole(path: Path, content: bytes) -> None:
    """Write a file beside the target and put it in the target's place in one step.

    Raises:
        OutputError: the place cannot be written to; what stood there is as it was.
    """
    try:
        target = path.resolve()
        if target.exists() and not target.is_file():
            raise OutputError(f"{path}: is a folder or a device: name a file")
        beside = target.with_name(f".{target.name}.{os.getpid()}.part")
        try:
            with beside.open("xb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            beside.replace(target)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        raise OutputError(
            f"{path}: cannot be written ({error.strerror}): name another place"
        ) from error
