"""How well the sources of what is said are found, whatever is said.

In come articles in which people marked attributions (source, cue and content as characters);
out come recall and precision of sources on those that are named or titled. In "The mayor of Port
Saro said the bridge would hold" the source's head is "mayor", the content's "hold".

- A source is **named or titled** where its head, a word set before it or a name set beside it is
  a name, or its head is a title ("the governor"). Pronouns and unnamed people are left out, on
  both sides.
- A given attribution is **right** for a marked one where a head of what it says stands within the
  marked content, and a head of its source is the head of the marked source, or of what is
  coordinated with that or set beside it.
- **Recall**: the marked attributions for which one is right. **Precision**: the given ones that
  are right for a marked one. Precision stands a second time for those alone of which a head of
  what is said stands in some marked content: elsewhere people saw no attribution at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.evaluate.entities.misses import Miss
from kg.evaluate.entities.spans import sentence_around
from kg.evaluate.records import Record, read_records
from kg.evaluate.scores import Rate
from kg.evaluate.tables import rate_cells, table
from kg.extract.attributions import Attribution
from kg.extract.predications import Reader
from kg.ingest import document_from_text
from kg.lexicon import Lexicon
from kg.model import Document, Span

__all__ = ["KINDS", "Article", "Marked", "Scores", "load_articles", "measure", "report"]

KINDS = ("not found", "wrong", "nothing marked")
_BESIDE = ("compound", "nmod", "poss", "amod", "appos")
Place = tuple[int, int]
"""A token: index of its sentence, index in it."""


@dataclass(frozen=True, slots=True)
class Marked:
    """One attribution that people marked; each part may be of several stretches."""

    source: tuple[Span, ...]
    content: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """A text and its attributions."""

    id: str
    text: str
    attributions: tuple[Marked, ...]


@dataclass(frozen=True, slots=True)
class Scores:
    """Shares over all articles."""

    articles: int
    marked: int
    recall: Rate
    precision: Rate
    precision_on_marked: Rate
    misses: tuple[Miss, ...] = ()


def load_articles(path: Path, limit: int | None = None) -> list[Article]:
    """Read the articles of a file.

    Raises:
        InputError: the file cannot be read or a line is malformed.
    """
    found: list[Article] = []
    for record in read_records(path):
        if len(found) == limit:
            break
        text = record.text("text")
        marked = tuple(
            Marked(_spans(one, "source", text), _spans(one, "content", text))
            for one in record.records("attributions")
        )
        found.append(Article(record.name("id"), text, marked))
    return found


def _spans(record: Record, name: str, text: str) -> tuple[Span, ...]:
    spans: list[Span] = []
    for value in record.values(name):
        match value:
            case [int(start), int(end)] if 0 <= start < end <= len(text):
                spans.append(Span(start, end))
            case _:
                record.fail(f"has a {name!r} with {value!r}, no [start, end] of the text")
    return tuple(spans)


def measure(
    articles: Sequence[Article],
    *,
    read: Callable[[Document], Sequence[Reader]],
    attribute: Callable[[Sequence[Reader]], Sequence[Attribution]],
    lexicon: Lexicon,
) -> Scores:
    """Compare the sources that are found with the marked ones.

    Args:
        articles: texts and what people marked in them.
        read: makes a document's sentences ready.
        attribute: finds their attributions.
        lexicon: the titles.
    """
    marked = wanted = found = given = right = near = 0
    misses: list[Miss] = []
    for article in articles:
        readers = read(document_from_text(article.text, identifier=article.id))
        texts = _Texts(article, readers, lexicon)
        named = [one for one in attribute(readers) if any(map(texts.is_named, one.sources))]
        marked += len(article.attributions)
        heads = [(one, texts.heads(one.source)) for one in article.attributions]
        for one, sources in heads:
            if not any(map(texts.is_named, sources[:1])):
                continue
            wanted += 1
            if any(texts.is_right(each, one, sources) for each in named):
                found += 1
            else:
                misses.append(texts.miss("not found", one.content[:1], one.source[:1]))
        for each in named:
            given += 1
            touched = [one for one in heads if texts.touches(each, one[0].content)]
            near += bool(touched)
            if any(texts.is_right(each, one, sources) for one, sources in touched):
                right += 1
            else:
                kind = "wrong" if touched else "nothing marked"
                spans = [texts.span(place) for place in (*each.contents[:1], *each.sources[:1])]
                misses.append(texts.miss(kind, spans[:1], spans[1:]))
    return Scores(
        len(articles),
        marked,
        Rate(found, wanted),
        Rate(right, given),
        Rate(right, near),
        tuple(misses),
    )


class _Texts:
    """The words of one article by their characters."""

    def __init__(self, article: Article, readers: Sequence[Reader], lexicon: Lexicon) -> None:
        self._article = article
        self._readers = readers
        self._titles = lexicon.title_heads

    def span(self, place: Place) -> Span:
        """The characters of a word."""
        token = self._readers[place[0]].tokens[place[1]]
        return Span(token.start, token.end)

    def heads(self, spans: Sequence[Span]) -> list[Place]:
        """The heads of a marked stretch: its own, then what is coordinated or set beside it."""
        for s, reader in enumerate(self._readers):
            inside = [
                t.i
                for t in reader.tokens
                if any(t.start < span.end and t.end > span.start for span in spans)
            ]
            if inside:
                head = reader.tree.span_head(inside[0], inside[-1] + 1)
                within = [head]
                for node in within:
                    within += [c for c in reader.tree.all(node, "conj", "appos") if c in inside]
                return [(s, i) for i in within]
        return []

    def is_named(self, place: Place) -> bool:
        """Is it a name or a title?"""
        reader = self._readers[place[0]]
        head = reader.tokens[place[1]]
        if head.pos == "PRON":
            return False
        beside = [reader.tokens[c] for c in reader.tree.all(head.i, *_BESIDE)]
        return head.lower in self._titles or any(t.pos == "PROPN" for t in (head, *beside))

    def touches(self, given: Attribution, content: Iterable[Span]) -> bool:
        """Does a head of what is said stand within the content?"""
        starts = [self.span(place).start for place in given.contents]
        return any(span.start <= start < span.end for span in content for start in starts)

    def is_right(self, given: Attribution, marked: Marked, sources: Sequence[Place]) -> bool:
        """Is it the marked one: its content, and its source?"""
        return bool(set(given.sources) & set(sources)) and self.touches(given, marked.content)

    def miss(self, kind: str, content: Sequence[Span], source: Sequence[Span]) -> Miss:
        """A line for the error list: who, and the sentence of what is said."""
        text = self._article.text
        who = " ".join(text[span.start : span.end] for span in source)
        if not content:
            return Miss(kind, who, "no content", self._article.id, "")
        around = sentence_around(text, content[0].start, content[0].end)
        given = "nothing" if kind == "not found" else who
        return Miss(
            kind, "nothing" if kind != "not found" else who, given, self._article.id, around
        )


def report(scores: Scores) -> str:
    """Write the scores as a table."""
    return "\n\n".join(
        (
            f"{_counted(scores.articles, 'article')}, {_counted(scores.marked, 'attribution')}",
            table(
                "Named or titled sources of what is said",
                ("right", "of", "share"),
                [
                    rate_cells("recall", scores.recall),
                    rate_cells("precision", scores.precision),
                    rate_cells("precision, where people marked", scores.precision_on_marked),
                ],
            ),
        )
    )


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
