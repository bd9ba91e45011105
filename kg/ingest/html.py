"""A news page to the article in it.

In: HTML. Out: a `Document` of the article's own text, one paragraph a block, with the
title, day, outlet and address that the page's metadata give. Menus, comments and the like
are left to trafilatura to tell from the story.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any

from kg.errors import InputError
from kg.ingest.dates import parse_day
from kg.ingest.document import document_from_text
from kg.model import Document

__all__ = ["document_from_html", "is_own_page", "looks_like_html"]

_OPENING = re.compile(r"\s*(?:<!--.{0,500}?-->\s*)*<(?:!doctype\s+html|html)\b", re.I | re.S)
# Where pages declare the day of publication, the most dependable place first. trafilatura
# looks in more places, but completes partial dates from the day of the run and takes
# 03/04/2021 for April; a day is never guessed here.
_DAY_NAMES = frozenset(
    {
        "article:published",
        "article:published_time",
        "article.published",
        "date",
        "datepublished",
        "dc.date",
        "dc.date.issued",
        "dcterms.created",
        "dcterms.issued",
        "og:published_time",
        "originalpublicationdate",
        "parsely-pub-date",
        "pubdate",
        "publication_date",
        "publish-date",
        "publish_date",
        "publishdate",
        "sailthru.date",
    }
)
_OWN = re.compile(rb"<meta\s+name=[\"']generator[\"']\s+content=[\"']geokg\b", re.IGNORECASE)
_NO_ARTICLE = "no article text found: save the page of one story, or its text as .txt"
_JSON_DAY = re.compile(r'"datePublished"\s*:\s*"([^"]+)"')


def looks_like_html(text: str) -> bool:
    """Tell whether a text without a file name is a web page."""
    return _OPENING.match(text) is not None


def is_own_page(head: bytes) -> bool:
    """Tell by the start of a page that geokg wrote it: a view of a graph is no news."""
    return _OWN.search(head) is not None


def document_from_html(markup: str, *, identifier: str, date: dt.date | None = None) -> Document:
    """Return the article of a page.

    Args:
        markup: the page, decoded.
        identifier: the page's file name.
        date: the day to take where the page declares none.

    Raises:
        InputError: no article is in it.
    """
    from trafilatura import bare_extraction, load_html
    from trafilatura.settings import Document as Article

    tree: Any = load_html(markup)  # an lxml element; lxml ships no types
    day = None if tree is None else _declared_day(tree)
    article = bare_extraction(
        tree, include_comments=False, include_tables=False, with_metadata=True
    )
    if not isinstance(article, Article):
        raise InputError(_NO_ARTICLE, where=identifier)
    try:
        return document_from_text(
            re.sub(r"\n+", "\n\n", (article.text or "").strip()),
            identifier=identifier,
            date=day or date,
            publisher=article.sitename or None,
            title=article.title or None,
            url=article.url or None,
        )
    except InputError as error:
        raise InputError(_NO_ARTICLE, where=identifier) from error


def _declared_day(tree: Any) -> dt.date | None:
    """Return the day of publication: the first full one declared, else what all times say."""
    for written in _declared(tree):
        if (day := parse_day(written)) is not None:
            return day
    times = {parse_day(time.get("datetime", "")) for time in tree.iter("time")} - {None}
    return times.pop() if len(times) == 1 else None


def _declared(tree: Any) -> Iterator[str]:
    for meta in tree.iter("meta"):
        names = (meta.get(key, "").lower() for key in ("property", "name", "itemprop"))
        if not _DAY_NAMES.isdisjoint(names):
            yield meta.get("content", "")
    for script in tree.iterfind(".//script[@type='application/ld+json']"):
        yield from _JSON_DAY.findall(script.text or "")
    for path in (".//time[@itemprop='datePublished']", ".//time[@pubdate]", ".//article//time"):
        for time in tree.iterfind(path):
            yield time.get("datetime", "")
