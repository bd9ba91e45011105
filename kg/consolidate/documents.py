"""One extraction for each document, and who speaks in it where it names no source.

`Extraction`s come in; sorted ones go out, each text once. The text that two feeds carry is
one document under both ids, told by its publisher.
"""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterable
from typing import TypeVar

from kg.consolidate.entities import tidy
from kg.model import Document, Entity, EntityType, Extraction

__all__ = ["OUTLETS", "narrator_of", "one_per_document"]

_T = TypeVar("_T")

_UNKNOWN = ("unknown-publisher", "Unknown publisher")
OUTLETS = (EntityType.NEWS_MEDIA, EntityType.ORGANIZATION)
"""What a publisher may be, the likelier first."""


def one_per_document(extractions: Iterable[Extraction]) -> list[Extraction]:
    """Keep one extraction per document, sorted by id.

    The same text met twice is one document under all its identifiers. Its relative dates
    hang on its own date, so the extraction of the earliest date is kept whole and claims of
    two datings are never mixed.
    """
    groups: dict[str, list[Extraction]] = defaultdict(list)
    for extraction in extractions:
        groups[extraction.document.id].append(extraction)
    kept = []
    for _, group in sorted(groups.items()):
        ranked = sorted(group, key=lambda x: (_document_rank(x.document), repr(x.claims)))
        documents = [extraction.document for extraction in ranked]
        best = documents[0]
        document = dataclasses.replace(
            best,
            identifiers=tuple(sorted({i for d in documents for i in d.identifiers})),
            title=_first(d.title for d in documents),
            publisher=_first(d.publisher for d in documents),
            url=_first(d.url for d in documents),
            source=_first(d.source for d in documents),
        )
        kept.append(dataclasses.replace(ranked[0], document=document))
    return kept


def _document_rank(document: Document) -> tuple[bool, str, str]:
    known = document.date.isoformat() if document.date is not None else ""
    rest = (
        *(document.publisher, document.title, document.url),
        *(document.identifiers, document.source),
    )
    return (document.date is None, known, repr(rest))


def _first(values: Iterable[_T | None]) -> _T | None:
    return next((value for value in values if value is not None), None)


def narrator_of(extraction: Extraction) -> Entity:
    """Return who speaks where a document names no source: its publisher.

    That is the outlet or organization among the extraction's entities that bears the
    publisher's name, else a new outlet of that name, else the unknown publisher.
    """
    publisher = tidy(extraction.document.publisher or "")
    if not publisher:
        key, label = _UNKNOWN
        return Entity(f"NewsMedia/{key}", label, EntityType.NEWS_MEDIA)
    wanted = publisher.casefold()
    named = [
        entity
        for entity in extraction.entities.values()
        if entity.type in OUTLETS
        and wanted in {tidy(form).casefold() for form in (entity.label, *entity.aliases)}
    ]
    if named:
        # A gazetteer's key has no slash; what it knows goes before what it does not.
        return min(named, key=lambda one: (OUTLETS.index(one.type), "/" in one.key, one.key))
    return Entity(f"NewsMedia/{publisher}", publisher, EntityType.NEWS_MEDIA)
