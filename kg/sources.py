"""Read the sources of a graph again, to check its quotes.

A store comes in; the texts of those of its documents go out whose sources are still there:
`{"https://w3id.org/geokg/id/doc/8d2f…": "Kim met Belousov in Pyongyang …"}`.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kg.ingest import IngestReport, ingest

if TYPE_CHECKING:
    from kg.store import Store

__all__ = ["source_texts"]

_DOCUMENTS = """
SELECT (STR(?document) AS ?iri) (STR(?named) AS ?name) WHERE {
  ?document a schema:NewsArticle OPTIONAL { ?document dcterms:source ?named }
}
"""


def source_texts(store: Store, *, sources: Sequence[str | Path] = ()) -> dict[str, str]:
    """Return the texts of the documents that can still be read, by document IRI.

    A text counts only if its hash is the one in the document's IRI, so a file that has
    changed since, or only happens to have the name, is as good as gone.

    Args:
        store: the graph.
        sources: where to look. If empty, the files that the graph names, seen from the
            folder where this runs if they were named without one; documents with a web
            address or from standard input name none.
    """
    documents: dict[str, str] = {}
    named: set[str] = set()
    for iri, name in store.query(_DOCUMENTS).rows:
        if iri is not None:
            documents[iri.rpartition("/")[2]] = iri
            named |= {name} if name is not None and _is_file(name) else set()
    read = ingest(sources or sorted(named), report=IngestReport())
    return {documents[d.id]: d.text for d in read if d.id in documents}


def _is_file(name: str) -> bool:
    try:
        return Path(name).is_file()
    except (OSError, ValueError):  # what can be no path: too long, or with a zero byte
        return False
