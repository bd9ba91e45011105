"""Markdown to the text that a reader sees.

In: Markdown, perhaps with YAML front matter. Out: a `Document` whose text holds headings
and paragraphs without their markup, a blank line between them: "**Kim** met [Putin](url)."
becomes "Kim met Putin.". Code, images, raw HTML and rules are left out.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.errors import InputError
from kg.ingest.dates import parse_day
from kg.ingest.document import document_from_text
from kg.model import Document

if TYPE_CHECKING:
    from markdown_it.token import Token

__all__ = ["document_from_markdown"]

_FRONT_MATTER = re.compile(r"---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)


def document_from_markdown(
    source: str, *, identifier: str, date: dt.date | None = None
) -> Document:
    """Return the document of a Markdown file.

    Front matter may give `title`, `date`, `publisher` and `url`.

    Args:
        source: the file, decoded.
        identifier: the file's name.
        date: the day to take where the front matter gives none.

    Raises:
        InputError: nothing is to be read in it, or its front matter is broken.
    """
    from markdown_it import MarkdownIt

    front, body = _front_matter(source, identifier)
    tokens = MarkdownIt("commonmark").enable("table").parse(body)
    blocks = (_plain(token.children or ()) for token in tokens if token.type == "inline")
    return document_from_text(
        "\n\n".join(block for block in blocks if block),
        identifier=identifier,
        date=_front_day(front, identifier) or date,
        publisher=front.get("publisher"),
        title=front.get("title"),
        url=front.get("url"),
    )


def _plain(children: Sequence[Token]) -> str:
    """Return the words of one block."""
    words = []
    automatic = False
    for child in children:
        if child.type in ("link_open", "link_close"):
            # <https://…> stands for itself: an address, no words
            automatic = child.type == "link_open" and child.info == "auto"
        elif child.type in ("text", "code_inline") and not automatic:
            words.append(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            words.append("\n")
    return "".join(words).strip()


def _front_matter(source: str, identifier: str) -> tuple[dict[str, str], str]:
    """Split off the front matter; without a mapping in it, the rules are just rules."""
    import yaml

    found = _FRONT_MATTER.match(source)
    if found is None:
        return {}, source
    try:
        content = yaml.safe_load(found[1])
    except yaml.YAMLError as error:
        line = getattr(getattr(error, "problem_mark", None), "line", 0) + 2
        raise InputError(
            f"broken front matter at line {line}: mend it or take it out", where=identifier
        ) from error
    if not isinstance(content, dict):
        return {}, source
    values = {key: str(content[key]) for key in _KEYS if content.get(key) is not None}
    return values, source[found.end() :]


_KEYS = ("title", "date", "publisher", "url")


def _front_day(front: dict[str, str], identifier: str) -> dt.date | None:
    if "date" not in front:
        return None
    day = parse_day(front["date"])
    if day is None:
        raise InputError(
            f"the front matter's date {front['date']!r} is no full day: write YYYY-MM-DD",
            where=identifier,
        )
    return day
