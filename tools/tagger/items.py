"""Annotated items as the tagger learns from them.

Comes in: files of items, own ones (`seeds/training/`) or annotated news as `kg evaluate` takes it.
Goes out: `Example`s: a window of words with the labels of its triggers, and for each event the
roles of all candidates. Candidates, paths and the frames' finds come from the pipeline itself, so
that the tagger learns from what it will see.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kg.annotate import annotate, load_pipeline
from kg.evaluate.gold import GoldEntity
from kg.evaluate.names import Alignment
from kg.extract.arguments import Arguments
from kg.extract.factuality import factuality
from kg.extract.happenings import find_happenings
from kg.extract.predications import Reader
from kg.extract.reading import read
from kg.extract.tagger.features import Candidate, Window, found_at, slots, windows
from kg.extract.tagger.model import ROLES, Pair
from kg.extract.tagger.readings import fact_name, pair_of
from kg.extract.times import document_times
from kg.model import AnnotatedDocument, Document, EntityType, Mention, Span
from kg.pipeline import Knowledge
from kg.resolve import resolve

__all__ = ["Example", "Item", "Told", "examples", "load_items"]

# Day of the items that tell none, and of nothing else.
_SOME_DAY = dt.date(2025, 6, 1)
_OWN_NAMES = {"asserted_by": "by", "denied_by": "denied"}


@dataclass(frozen=True, slots=True)
class Told:
    """An annotated event: its words, and for each role the ids of its entities."""

    type: str
    trigger: str
    status: str
    date: str | None
    roles: Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Item:
    """A text with its annotation."""

    text: str
    date: dt.date
    entities: tuple[GoldEntity, ...]
    events: tuple[Told, ...]


@dataclass(slots=True)
class Learned:
    """An event of a window: its word, its labels, one pair a candidate.

    `roles` holds for each role the keys of the candidates that play it.
    """

    word: int
    type: str
    status: str
    fact: str
    pairs: list[Pair]
    roles: list[set[str]]


@dataclass(slots=True)
class Example:
    """A window with what is to be learnt from it. `unsure` words have no label of their own."""

    words: tuple[str, ...]
    parts: list[str]
    found: list[str | None]
    candidates: tuple[Candidate, ...]
    events: list[Learned] = field(default_factory=list)
    unsure: set[int] = field(default_factory=set)


def load_items(path: Path) -> Iterator[Item]:
    """Read a file of items, own or annotated news."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        day = dt.date.fromisoformat(row["date"]) if row.get("date") else _SOME_DAY
        if isinstance(row["entities"], dict):
            entities = [
                GoldEntity(id=name, name=name, type=EntityType(kind), mentions=tuple(mentions))
                for name, (kind, *mentions) in row["entities"].items()
            ]
            names = _OWN_NAMES
        else:
            entities = [
                GoldEntity(
                    id=e["id"],
                    name=e["name"],
                    type=EntityType(e["type"]),
                    mentions=tuple(e["mentions"]),
                )
                for e in row["entities"]
            ]
            names = {}
        events = [
            Told(
                type=e["type"],
                trigger=e["trigger"],
                status=e.get("status", "Reported"),
                date=e.get("date"),
                roles={r: e.get(names.get(r, r), []) for r in ROLES if r != "date"},
            )
            for e in row["events"]
        ]
        yield Item(row["text"], day, tuple(entities), tuple(events))


def examples(items: Sequence[Item], *, known: Knowledge) -> Iterator[Example]:
    """The windows of the items, in their order.

    Args:
        items: annotated texts.
        known: the pipeline's knowledge, without a tagger.
    """
    documents = [
        Document(str(n), item.text, (str(n),), (Span(0, len(item.text)),), date=item.date)
        for n, item in enumerate(items)
    ]
    parsed = annotate(documents, pipeline=load_pipeline())
    for item, annotated in zip(items, parsed, strict=True):
        yield from _of_item(item, annotated, known)


def _of_item(item: Item, annotated: AnnotatedDocument, known: Knowledge) -> Iterator[Example]:
    rules = known.rules
    resolved = resolve(annotated, gazetteer=known.gazetteer, lexicon=known.lexicon)
    readers = read(resolved, rules=rules)
    arguments = Arguments(resolved, readers, lexicon=rules.lexicon)
    found, _ = find_happenings(annotated.document, readers, arguments, rules=rules)
    times = document_times(readers, item.date)
    cut = list(windows(readers, arguments, times))
    meant = _meant(item.entities, arguments, (*resolved.mentions, *arguments.groups))
    triggers = _triggers(item.events, item.text, readers)
    sentences = {reader.tree.sentence.index: reader for reader in readers}
    frames = {
        reader.tree.sentence.index: found_at(here, reader)
        for reader, here in zip(readers, found, strict=True)
    }
    for window in cut:
        example = _example(window, sentences, frames)
        word_of = {place: word for word, place in enumerate(window.origin)}
        for (s, head), told, span in triggers:
            if (s, head) not in word_of:
                continue
            word = word_of[s, head]
            example.unsure |= {word_of[s, i] for i in span if (s, i) in word_of} - {word}
            if any(event.word == word for event in example.events):
                continue  # one word tells of two events: the first is learnt
            reader, finding = sentences[s], frames[s].get(head)
            places = slots(reader, arguments, head)
            fact = factuality(reader.tree, head, signatures=rules.signatures, lexicon=rules.lexicon)
            example.events.append(
                Learned(
                    word,
                    told.type,
                    told.status,
                    fact_name(fact),
                    [
                        pair_of(c, word, s, head, reader, places, finding, told.type)
                        for c in window.candidates
                    ],
                    _roles(told, window, meant),
                )
            )
        example.unsure -= {event.word for event in example.events}
        yield example


def _example(window: Window, sentences: Mapping[int, Reader], frames: Mapping) -> Example:
    found = [frames[s].get(i) for s, i in window.origin]
    return Example(
        words=window.words,
        parts=[sentences[s].tokens[i].pos for s, i in window.origin],
        found=[f.type if f is not None else None for f in found],
        candidates=window.candidates,
    )


def _meant(
    entities: Iterable[GoldEntity], arguments: Arguments, mentions: Iterable[Mention]
) -> dict[str, set[str]]:
    """For each annotated entity the keys of those that match it best.

    By their names; else by where they stand: "Captain Vale" is the person found at "Vale", and
    "Ardonia's king" the state, for which one without a name acts.
    """
    alignment = Alignment(entities, arguments.entities)
    meant: dict[str, set[str]] = {}
    for entity in entities:
        ranks = {
            key: rank
            for key in arguments.entities
            if (rank := alignment.rank(key, entity.id)) is not None
        }
        best = min(ranks.values(), default=None)
        meant[entity.id] = {key for key, rank in ranks.items() if rank == best}
    for entity in entities:
        if not meant[entity.id]:
            meant[entity.id] = {
                m.entity
                for m in mentions
                for name in (entity.name, *entity.mentions)
                if _stands_for(m, name, entity.type, arguments)
            }
    return meant


def _stands_for(mention: Mention, name: str, type_: EntityType, arguments: Arguments) -> bool:
    """Is it what an annotated name means: its person or body, or the state for a title's holder?"""
    start = arguments.text.find(name)
    end = start + len(name)
    if start < 0 or mention.start < start or mention.end > end:
        return False
    if mention.kind in ("title", "organ"):  # "prime minister of Ardonia", "Ardonia's king"
        return True
    return mention.end == end and arguments.type_of(mention.entity) is type_


def _roles(told: Told, window: Window, meant: Mapping[str, set[str]]) -> list[set[str]]:
    present = {c.key for c in window.candidates}
    roles = [
        set().union(*(meant[i] for i in told.roles[role])) & present
        for role in ROLES
        if role != "date"
    ]
    dates = {
        c.key
        for c in window.candidates
        if c.time is not None and told.date in (c.time.past.value, c.time.future.value)
    }
    return [*roles, dates]


Trigger = tuple[tuple[int, int], Told, list[int]]


def _triggers(events: Iterable[Told], text: str, readers: Sequence[Reader]) -> list[Trigger]:
    """Sentence and head token of each event's trigger, and all tokens of it.

    Of equal words each is taken once, in the order of the events.
    """
    found: list[Trigger] = []
    used: set[int] = set()
    for told in events:
        start = _start(told.trigger, text, used)
        if start is None:
            continue
        used.add(start)
        end = start + len(told.trigger)
        for reader in readers:
            span = [t.i for t in reader.tokens if t.start < end and t.end > start]
            if span:
                head = reader.tree.span_head(span[0], span[-1] + 1)
                found.append(((reader.tree.sentence.index, head), told, span))
                break
    return found


def _start(words: str, text: str, used: set[int]) -> int | None:
    start, last = text.find(words), None
    while start >= 0:
        end = start + len(words)
        whole = not text[start - 1 : start].isalnum() and not text[end : end + 1].isalnum()
        if whole and start not in used:
            return start
        last = start
        start = text.find(words, start + 1)
    return last
