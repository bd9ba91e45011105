"""Where the paragraphs of a text are.

In: a text. Out: `Span`s into it, in order, never overlapping, without blank edges.

Paragraphs stand between blank lines. Inside a block without blank lines a newline either
wraps a line or ends a paragraph: it wraps where the next word would not have fitted into
the block's width; in blocks wider than any wrapped text it always ends a paragraph. A
caption that a page prints twice, "Kim, left, greets" and "Kim, left, greets Belousov in
Pyongyang.", counts once, at full length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kg.model import Span

__all__ = ["LONGEST", "cap", "drop_repeats", "split_paragraphs"]

LONGEST = 5_000
"""Characters of the longest paragraph that is handed on in one piece."""

_WIDEST_WRAP = 130
_NARROWEST_WRAP = 40
_FULL_LINE = 0.75
"""A wrapped line is at least this full, unless a very long word comes next."""
_SHORTEST_CUT = 40
"""Fewer characters than this may begin two different paragraphs by chance."""

_ENDS_SENTENCE = re.compile(r"[.!?…][\"'”’)\]]*$")
_SENTENCE_GAP = re.compile(r"[.!?…][\"'”’)\]]*(\s+)")


def split_paragraphs(text: str) -> list[Span]:
    """Return the spans of all paragraphs of `text`."""
    return [span for block in _blocks(text) for span in _split_block(text, block)]


def drop_repeats(text: str, spans: Sequence[Span]) -> list[Span]:
    """Leave out paragraphs that stand twice or that only repeat the beginning of another.

    Of equal ones the first stays; of a paragraph and its cut-off copy the longer one. The
    first paragraph always stays, for a headline may well begin like the story.
    """
    keys = [" ".join(text[span.start : span.end].split()).rstrip(" …") for span in spans]
    keys = [key.removesuffix("...").rstrip() for key in keys]
    in_order = sorted(set(keys))
    # Everything that begins with a string follows it directly in sorted order.
    cut = {
        key
        for key, following in pairwise(in_order)
        if len(key) >= _SHORTEST_CUT and following.startswith(key)
    }
    seen: set[str] = set()
    kept = []
    for position, (span, key) in enumerate(zip(spans, keys, strict=True)):
        if key not in seen and (position == 0 or key not in cut):
            kept.append(span)
        seen.add(key)
    return kept


def cap(text: str, span: Span, longest: int = LONGEST) -> Iterator[Span]:
    """Cut a paragraph into pieces of at most `longest` characters.

    It is cut at the last newline that fits, else after the last sentence, else between
    words, else anywhere.
    """
    start = span.start
    while span.end - start > longest:
        end = _cut(text, start, start + longest)
        yield from _stripped(text, start, end)
        start = end
    yield from _stripped(text, start, span.end)


def _cut(text: str, start: int, limit: int) -> int:
    newline = text.rfind("\n", start + 1, limit)
    if newline > start:
        return newline
    gaps = [gap.start(1) for gap in _SENTENCE_GAP.finditer(text, start, limit)]
    if gaps:
        return gaps[-1]
    blank = text.rfind(" ", start + 1, limit)
    return blank if blank > start else limit


def _stripped(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the range without blanks at its edges, unless nothing is left of it."""
    piece = text[start:end]
    stripped = piece.strip()
    if stripped:
        start += len(piece) - len(piece.lstrip())
        yield Span(start, start + len(stripped))


def _blocks(text: str) -> Iterator[list[Span]]:
    """Yield the lines, without blanks at their edges, between one blank line and the next."""
    block: list[Span] = []
    start = 0
    for line in text.splitlines(keepends=True):
        content = list(_stripped(text, start, start + len(line)))
        start += len(line)
        if content:
            block += content
        elif block:
            yield block
            block = []
    if block:
        yield block


def _split_block(text: str, lines: Sequence[Span]) -> Iterator[Span]:
    width = max(line.end - line.start for line in lines)
    start = lines[0].start
    for line, following in pairwise(lines):
        if _ends_paragraph(
            text[line.start : line.end], text[following.start : following.end], width
        ):
            yield Span(start, line.end)
            start = following.start
    yield Span(start, lines[-1].end)


def _ends_paragraph(line: str, following: str, width: int) -> bool:
    ends_sentence = _ENDS_SENTENCE.search(line) is not None
    if following[0].islower() and not ends_sentence:
        return False
    if not _NARROWEST_WRAP <= width <= _WIDEST_WRAP:
        return True
    would_fit = len(line) + 1 + len(following.split(maxsplit=1)[0]) <= width
    return would_fit and (ends_sentence or len(line) < _FULL_LINE * width)
