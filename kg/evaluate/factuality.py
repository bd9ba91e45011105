"""How well the extraction tells facts from what is not so and from what is uncertain.

In come sentences whose events people have scored from -3 (surely not so) to 3 (surely so); out
come accuracy, F1 of the three classes and their mean. A score above 1.5 means so, below -1.5 not
so, between them uncertain. In "Seoul denied that it had sent troops" the word "sent" has a
score near -3.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from kg.evaluate.records import Record, read_records
from kg.model import AnnotatedDocument, Sentence

__all__ = ["Measured", "Scored", "Sentences", "load_sentences", "measure", "sign_of"]

_SURE = 1.5
_NAMES = {1: "so", 0: "uncertain", -1: "not so"}


@dataclass(frozen=True, slots=True)
class Scored:
    """An event of a sentence: where its word starts, the word, the people's score."""

    start: int
    word: str
    score: float


class Sentences(NamedTuple):
    """A sentence of the gold file and its events."""

    text: str
    events: tuple[Scored, ...]


class Measured(NamedTuple):
    """The figures as a table, and one line for each error."""

    report: str
    errors: tuple[str, ...]


def sign_of(score: float) -> int:
    """1 for what is so, -1 for what is not so, 0 for what is uncertain."""
    return 1 if score > _SURE else -1 if score < -_SURE else 0


def load_sentences(path: Path) -> Iterator[Sentences]:
    """Read the gold file.

    Raises:
        InputError: the file cannot be read, or a line lacks its text or has a malformed event.
    """
    for record in read_records(path):
        text = record.text("text")
        starts = [0, *(i + 1 for i, character in enumerate(text) if character == " ")]
        yield Sentences(text, tuple(_scored(record, starts, e) for e in record.values("events")))


def _scored(record: Record, starts: Sequence[int], value: object) -> Scored:
    if isinstance(value, list) and len(value) == 3:
        number, word, score = value
        if (
            type(number) is int
            and 0 <= number < len(starts)
            and isinstance(word, str)
            and isinstance(score, int | float)
        ):
            return Scored(starts[number], word, float(score))
    record.fail("has an event that is not [number of the word, word, score]")


def measure(
    path: Path,
    *,
    read: Callable[[Iterable[str]], Iterator[AnnotatedDocument]],
    judge: Callable[[Sentence, int], int],
    limit: int | None = None,
) -> Measured:
    """Compare what the extraction makes of each event with what people made of it.

    Args:
        path: the gold file.
        read: parses texts, one document each, in their order.
        judge: 1, 0 or -1 for a token of a sentence.
        limit: measure on the first so many sentences only.

    Raises:
        InputError: the file is no such gold file.
    """
    items = list(itertools.islice(load_sentences(path), limit))
    counts: Counter[tuple[int, int]] = Counter()
    errors: list[str] = []
    for item, document in zip(items, read(i.text for i in items), strict=True):
        for event in item.events:
            place = _find(document, event)
            given = judge(*place) if place is not None else 0
            wanted = sign_of(event.score)
            counts[wanted, given] += 1
            if wanted != given:
                errors.append(
                    f"{event.word} | gold {_NAMES[wanted]} ({event.score:g}) | "
                    f"given {_NAMES[given]} | {item.text}"
                )
    return Measured(_table(counts), tuple(errors))


def _find(document: AnnotatedDocument, event: Scored) -> tuple[Sentence, int] | None:
    """The token of the event's word that begins nearest to where the gold has it."""
    places = [
        (abs(token.start - event.start), sentence.index, token.i, sentence)
        for sentence in document.sentences
        for token in sentence.tokens
        if token.text == event.word or token.start == event.start
    ]
    if not places:
        return None
    _, _, token, sentence = min(places, key=lambda place: place[:3])
    return sentence, token


def _table(counts: Counter[tuple[int, int]]) -> str:
    total = sum(counts.values())
    right = sum(counts[k, k] for k in _NAMES)
    lines = [
        f"{total} events",
        "",
        f"{'':11}{'gold':>6}{'given':>7}{'right':>7}{'precision':>11}{'recall':>8}{'F1':>7}",
    ]
    scores = []
    for k, name in _NAMES.items():
        gold = sum(counts[k, other] for other in _NAMES)
        given = sum(counts[other, k] for other in _NAMES)
        hits = counts[k, k]
        precision = hits / given if given else 0.0
        recall = hits / gold if gold else 0.0
        f1 = 2 * hits / (gold + given) if gold + given else 0.0
        scores.append(f1)
        lines.append(f"{name:11}{gold:6}{given:7}{hits:7}{precision:11.3f}{recall:8.3f}{f1:7.3f}")
    accuracy = right / total if total else 0.0
    lines += ["", f"accuracy {accuracy:.3f}", f"macro F1 {sum(scores) / len(scores):.3f}"]
    return "\n".join(lines)
