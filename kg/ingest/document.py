"""One text to one `Document`.

In: a text and what its source says about it. Out: the `Document`: id, paragraphs to read,
and the title, day, place and publisher that the text itself tells. Of "Talks resume\\n\\nShare
\\n\\nOSLO, May 4, 2021 (AP) — Envoys met." the headline and "Envoys met." are to be read.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass

from kg.errors import InputError
from kg.ingest.dateline import Dateline, find_dateline
from kg.ingest.dates import is_date_line
from kg.ingest.decode import require_text
from kg.ingest.furniture import is_furniture
from kg.ingest.paragraphs import cap, drop_repeats, split_paragraphs
from kg.model import Document, Span

__all__ = ["document_from_text"]

_TITLE_LONGEST = 200
_TITLE_WORDS = 3
_DATE_WITHIN = 3
"""A line that is a date dates the story if it is among the first so many paragraphs."""
_DATELINE_WITHIN = 8
"""Headline, deck and captions may stand before the dateline."""


def document_from_text(
    text: str,
    *,
    identifier: str,
    date: dt.date | None = None,
    publisher: str | None = None,
    title: str | None = None,
    url: str | None = None,
) -> Document:
    """Return the document of a text.

    What is given goes before what the text says. The text is taken as it is, so offsets
    hold for the string that was handed in.

    Args:
        text: the article.
        identifier: the source's own id, or its file name.
        date: day of publication.
        publisher: name of the outlet.
        title: the headline.
        url: where it was published.

    Raises:
        InputError: the text is empty, holds nothing to read, or is no valid Unicode.
        DataError: the table of agencies is broken.
    """
    require_text(text)
    if not text.strip():
        raise InputError("the text is empty", where=identifier)
    layout = _lay_out(text)
    if not layout.paragraphs:
        raise InputError("no paragraph to read, only labels or a date", where=identifier)
    head = layout.dateline
    return Document(
        id=hashlib.sha256(text.encode("utf-8")).hexdigest()[:16],
        text=text,
        identifiers=(identifier,),
        paragraphs=layout.paragraphs,
        title=title or layout.title,
        date=date or layout.date,
        publisher=publisher or (head.publisher if head else None),
        url=url,
        dateline=head.place if head else None,
    )


@dataclass(frozen=True, slots=True)
class _Layout:
    """What a text tells about itself."""

    paragraphs: tuple[Span, ...]
    title: str | None
    date: dt.date | None
    dateline: Dateline | None


def _lay_out(text: str) -> _Layout:
    day: dt.date | None = None
    spans: list[Span] = []
    for position, span in enumerate(split_paragraphs(text)):
        piece = text[span.start : span.end]
        dated, line_day = is_date_line(piece)
        if dated:
            if position < _DATE_WITHIN and day is None:
                day = line_day
        elif not is_furniture(piece, first=not spans):
            spans.append(span)
    spans = drop_repeats(text, spans)
    title = _headline(text, spans)
    spans, head = _take_dateline(text, spans)
    if day is None and head is not None:
        day = head.date
    pieces = tuple(piece for span in spans for piece in cap(text, span))
    return _Layout(pieces, title, day, head)


def _take_dateline(text: str, spans: list[Span]) -> tuple[list[Span], Dateline | None]:
    """Find the first dateline and let its paragraph begin after it."""
    for position, span in enumerate(spans[:_DATELINE_WITHIN]):
        found = find_dateline(text[span.start : span.end])
        if found is not None:
            rest = Span(span.start + found.length, span.end)
            kept = [rest] if rest.start < rest.end else []
            return spans[:position] + kept + spans[position + 1 :], found
    return spans, None


def _headline(text: str, spans: list[Span]) -> str | None:
    """Return the first paragraph if it looks like a headline and something follows it."""
    if len(spans) < 2 or spans[0].end - spans[0].start >= _TITLE_LONGEST:
        return None
    first = text[spans[0].start : spans[0].end]
    if first.endswith(".") or len(first.splitlines()) > 1 or len(first.split()) < _TITLE_WORDS:
        return None
    return first if find_dateline(first) is None else None
