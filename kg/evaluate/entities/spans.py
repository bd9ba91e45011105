"""Which predicted mention answers for a stretch of text that people marked?

In come the mentions of a document and a span; out comes the mention that stands for it, or
None. For the marked "Israeli" in "the Israeli army" a mention of just that word is best; if
there is only one of all three words, it answers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.model import Mention

__all__ = ["answering", "sentence_around"]

_TAIL = re.compile(r",|\s(?:of|for|in|at|on)\s")
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’']?\s+|\n+")


def answering(mentions: Iterable[Mention], text: str, start: int, end: int) -> Mention | None:
    """Find the mention that stands for a span.

    It must cover the span, or at least its head: the last word of what comes before the first
    comma or preposition ("Bank" in "Central Bank of Chad"). Of several, the one that shares
    the largest part of the characters of both is taken (intersection over union), of equals
    the earlier and longer one.

    Args:
        mentions: those of one document.
        text: the document's text.
        start: first character of the span.
        end: the character after its last one.
    """
    head_start, head_end = _head(text[start:end], start)
    best: tuple[float, int, int, Mention] | None = None
    for mention in mentions:
        if mention.start <= head_start and head_end <= mention.end:
            shared = min(end, mention.end) - max(start, mention.start)
            union = max(end, mention.end) - min(start, mention.start)
            rank = (shared / union, -mention.start, mention.end, mention)
            if best is None or rank[:3] > best[:3]:
                best = rank
    return best[3] if best is not None else None


def _head(surface: str, offset: int) -> tuple[int, int]:
    """Where the head of a marked name stands, in characters of the text."""
    cut = _TAIL.search(surface)
    words = list(re.finditer(r"\S+", surface[: cut.start()] if cut is not None else surface))
    if not words:
        return offset, offset + len(surface)
    word = words[-1]
    return offset + word.start(), offset + word.start() + len(_unpossessed(word[0]))


def _unpossessed(word: str) -> str:
    for ending in ("'s", "’s", "'", "’"):
        if word.endswith(ending) and len(word) > len(ending):
            return word.removesuffix(ending)
    return word


def sentence_around(text: str, start: int, end: int) -> str:
    """The sentence that holds a span, with the span in square brackets."""
    ends = list(_SENTENCE_END.finditer(text))
    first = max((one.end() for one in ends if one.end() <= start), default=0)
    last = min((one.start() for one in ends if one.start() >= end), default=len(text))
    return f"{text[first:start]}[{text[start:end]}]{text[end:last]}"
