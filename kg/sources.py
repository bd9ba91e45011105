"""Where documents come from, and reading them again to check the quotes of a graph.

While a graph is built, "kim.txt" of the folder `news` gets the address "news/kim.txt". Later
a store comes in, and the texts of those of its documents go out whose sources are still
there: `{"https://w3id.org/geokg/id/doc/8d2f…": "Kim met Belousov in Pyongyang …"}`.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kg.ingest import IngestReport, ingest
from kg.model import Document

if TYPE_CHECKING:
    from kg.store import Store

__all__ = ["locate", "source_texts"]

_DOCUMENTS = """
SELECT (STR(?document) AS ?iri) (STR(?named) AS ?name) WHERE {
  ?document a schema:NewsArticle ; dcterms:source|dcterms:identifier ?named
}
"""
_LINE = re.compile(r":\d+$")


def locate(document: Document, sources: Sequence[str | Path]) -> Document:
    """Return the document with the path of its file as address, if it has no other.

    The path is as the user gave it, and the first in sorted order where the same text lies
    in several files, so it does not depend on the order of the sources.

    Args:
        document: from `ingest`, named by its file, or by file and line.
        sources: what `ingest` was given.
    """
    if document.url is not None:
        return document
    names = {_LINE.sub("", name) for name in document.identifiers}
    paths = sorted(
        path.as_posix()
        for source in map(Path, sources)
        for name in names
        for path in (source / name, source)
        if path.name == Path(name).name and _is_file(path)
    )
    return dataclasses.replace(document, url=paths[0]) if paths else document


def source_texts(store: Store, *, sources: Sequence[str | Path] = ()) -> dict[str, str]:
    """Return the texts of the documents that can still be read, by document IRI.

    A text counts only if its hash is the one in the document's IRI, so a file that has
    changed since, or only happens to have the name, is as good as gone.

    Args:
        store: the graph.
        sources: where to look; if empty, where the graph says that it comes from.
    """
    documents: dict[str, str] = {}
    names: set[str] = set()
    for iri, name in store.query(_DOCUMENTS).rows:
        if iri is not None and name is not None:
            documents[iri.rpartition("/")[2]] = iri
            names.add(name)
    read = ingest(sources or sorted(set(_files(names))), report=IngestReport())
    return {documents[d.id]: d.text for d in read if d.id in documents}


def _files(names: set[str]) -> Iterator[Path]:
    """Find the files that a graph names; a line of a .jsonl is named "file:line"."""
    for name in names:
        for candidate in (name, _LINE.sub("", name)):
            if _is_file(Path(candidate)):
                yield Path(candidate)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):  # an id that can be no path: too long, or with a zero byte
        return False
