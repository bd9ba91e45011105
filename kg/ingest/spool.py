"""One document for each text, whatever the order in which its copies came.

In: documents. Out: each text once, with the identifiers of all its copies. The copy whose
metadata count is the one with the smallest (date, publisher, identifier), where what is
missing comes last; title, address and path settle what is still equal. As that is known only
when all sources have been read, documents wait in a temporary file until then; memory
holds a few hundred bytes for each. "Kim met Belousov." that Monday's and Tuesday's feed
both carry is Monday's.
"""

from __future__ import annotations

import datetime as dt
import io
import pickle
from collections.abc import Iterator
from dataclasses import dataclass, replace
from tempfile import SpooledTemporaryFile
from types import TracebackType
from typing import Self, TypeAlias

from kg.model import Document

__all__ = ["Spool"]

_IN_MEMORY = 32_000_000
"""Bytes of documents up to which no temporary file is written."""


_Rank: TypeAlias = tuple[dt.date, bool, str, str, bool, str, bool, str, bool, str]


@dataclass(slots=True)
class _Entry:
    """The best copy of a text so far: its rank, where it lies, and the names of all copies."""

    rank: _Rank
    offset: int
    identifiers: set[str]


class Spool:
    """Collects documents and gives each text back once, in the order of first arrival."""

    def __init__(self) -> None:
        """Start empty."""
        self._file = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 (closed in __exit__)
        self._entries: dict[str, _Entry] = {}

    def __enter__(self) -> Self:
        """Return the spool itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Remove the temporary file."""
        self._file.close()

    def add(self, document: Document) -> bool:
        """Take in a document; return whether its text is new."""
        entry = self._entries.get(document.id)
        rank = _rank(document)
        if entry is not None:
            entry.identifiers.update(document.identifiers)
            if rank < entry.rank:
                entry.rank, entry.offset = rank, self._write(document)
            return False
        self._entries[document.id] = _Entry(rank, self._write(document), set(document.identifiers))
        return True

    def __iter__(self) -> Iterator[Document]:
        """Yield the best copy of each text with the sorted identifiers of all copies."""
        for entry in self._entries.values():
            self._file.seek(entry.offset)
            document: Document = pickle.load(self._file)
            yield replace(document, identifiers=tuple(sorted(entry.identifiers)))

    def _write(self, document: Document) -> int:
        offset = self._file.seek(0, io.SEEK_END)
        pickle.dump(document, self._file, protocol=pickle.HIGHEST_PROTOCOL)
        return offset


def _rank(document: Document) -> _Rank:
    publisher, title = document.publisher, document.title
    url, source = document.url, document.source
    return (
        document.date or dt.date.max,
        publisher is None,
        publisher or "",
        document.identifiers[0],
        title is None,
        title or "",
        url is None,
        url or "",
        source is None,
        source or "",
    )
