"""How well the frames read what one marked actor does to another.

In come sentences in which people marked two actors and gave the PLOVER root of what stands
between them; out come the share of pairs with an event, and the accuracy of roots and quad
classes. In "<s>Ardonia</s> expelled <t>two Belmark envoys</t>" the root is SANCTION. The marked
actors are given to the extraction as entities, so that names play no part.
"""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kg.evaluate.entities.misses import Miss
from kg.evaluate.records import Record, read_records
from kg.evaluate.scores import Counts, Rate
from kg.evaluate.tables import counts_table, rate_cells, table
from kg.ingest import document_from_text
from kg.model import (
    Claim,
    Document,
    Entity,
    EntityType,
    Event,
    Extraction,
    Mention,
    NamedSpan,
    Polarity,
    ResolvedDocument,
    Sentence,
    Span,
    Tense,
    Token,
)
from kg.ontology import Ontology
from kg.syntax import Tree

__all__ = [
    "KINDS",
    "MarkedPair",
    "Scores",
    "load_pairs",
    "mark_actors",
    "measure",
    "report",
    "root_between",
]

KINDS = ("quad wrong", "root wrong", "not found")
NOTHING = "nothing"
_YIELD = "YIELD"
_JOINED = {"CONCEDE": _YIELD, "RETREAT": _YIELD}
"""Later codebooks have one root for what we keep in two."""
_YIELD_QUAD = 2
# Quad classes: cooperation in words and deeds, and conflict in deeds.
_COOPERATING, _FORCE = (1, 2), 4
_MARK = re.compile(r"</?[st]>")
_LABELS = {
    "PERSON": EntityType.PERSON,
    "ORG": EntityType.ORGANIZATION,
    "GPE": EntityType.STATE,
    "LOC": EntityType.PLACE,
    "FAC": EntityType.PLACE,
}
"""Class of a marked actor that the recognizer takes for a name; all else is a Group."""


@dataclass(frozen=True, slots=True)
class MarkedPair:
    """A sentence, the characters of its two actors, and the root between them.

    An actor may be marked more than once; one of the two may not be named at all.
    """

    where: str
    text: str
    source: tuple[Span, ...]
    target: tuple[Span, ...]
    root: str


@dataclass(frozen=True, slots=True)
class Scores:
    """Pairs by the root that the gold has and the root that was given (or "nothing")."""

    confusion: Mapping[tuple[str, str], int] = field(default_factory=dict)
    quads: Mapping[str, int] = field(default_factory=dict)
    misses: tuple[Miss, ...] = ()

    @property
    def pairs(self) -> int:
        """How many pairs there were."""
        return sum(self.confusion.values())

    @property
    def found(self) -> Rate:
        """Pairs with an event between them."""
        missing = sum(n for (_, given), n in self.confusion.items() if given == NOTHING)
        return Rate(self.pairs - missing, self.pairs)

    @property
    def roots(self) -> int:
        """Pairs whose root is right."""
        return sum(n for (gold, given), n in self.confusion.items() if gold == given)

    @property
    def right_quads(self) -> int:
        """Pairs whose root is of the right quad class."""
        return sum(
            n
            for (gold, given), n in self.confusion.items()
            if given != NOTHING and self.quads.get(gold) == self.quads.get(given)
        )

    def counts(self, root: str) -> Counts:
        """Hits, misses and extras of one root."""
        hits = self.confusion.get((root, root), 0)
        wanted = sum(n for (gold, _), n in self.confusion.items() if gold == root)
        given = sum(n for (_, given), n in self.confusion.items() if given == root)
        return Counts(hits, wanted - hits, given - hits)


def load_pairs(path: Path, limit: int | None = None) -> list[MarkedPair]:
    """Read the marked sentences of a file.

    Raises:
        InputError: the file cannot be read or a line is malformed.
    """
    found: list[MarkedPair] = []
    for record in read_records(path):
        if len(found) == limit:
            break
        found.append(_pair(record))
    return found


def _pair(record: Record) -> MarkedPair:
    marked, root = record.text("marked"), record.text("root")
    spans: dict[str, list[Span]] = {"s": [], "t": []}
    opened: dict[str, int] = {}
    removed = 0
    for mark in _MARK.finditer(marked):
        place = mark.start() - removed
        removed += len(mark[0])
        if not mark[0].startswith("</"):
            opened[mark[0][1]] = place
        elif mark[0][2] in opened:
            spans[mark[0][2]].append(Span(opened.pop(mark[0][2]), place))
        else:
            record.fail(f"has a 'marked' that closes {mark[0]} before it opens")
    if opened or not any(spans.values()):
        record.fail("has no 'marked' with <s>one actor</s> and <t>another</t>")
    return MarkedPair(
        record.where, _MARK.sub("", marked), tuple(spans["s"]), tuple(spans["t"]), root
    )


def mark_actors(
    resolved: ResolvedDocument, source: Sequence[Span], target: Sequence[Span]
) -> tuple[ResolvedDocument, str | None, str | None]:
    """Make the stretches of text of each of two actors mentions of one entity.

    Where a mention heads the first stretch, its entity stays; else a new one is made of the class
    that the recognizer's label tells, a Group without any. All else that is mentioned inside is
    dropped.

    Returns:
        The document, and the keys of the two entities; None where no word is marked.
    """
    entities = dict(resolved.entities)
    mentions = list(resolved.mentions)
    keys: list[str | None] = []
    for name, spans in (("source", source), ("target", target)):
        actor: str | None = None
        for span in spans:
            place = _words(resolved.annotated.sentences, span)
            if place is None:
                continue
            s, first, last = place
            tokens = resolved.annotated.sentences[s].tokens
            head = Tree(resolved.annotated.sentences[s]).span_head(first, last)
            inside = [m for m in mentions if m.sentence == s and m.first < last and m.last > first]
            start, end = tokens[first].start, tokens[last - 1].end
            if actor is None:
                actor = _entity_at(tokens, head, inside)
            if actor is None or actor in keys:
                label = resolved.annotated.document.text[start:end]
                type_ = entities[actor].type if actor is not None else None
                type_ = type_ or _type(resolved.annotated.sentences[s], first, last, head)
                actor = f"{type_}/{name}"
                entities[actor] = Entity(actor, label, type_)
            mentions = [m for m in mentions if m not in inside]
            mentions.append(Mention(start, end, s, first, last, head, actor))
        keys.append(actor)
    mentions.sort(key=lambda m: (m.start, m.end, m.entity))
    marked = dataclasses.replace(resolved, entities=entities, mentions=tuple(mentions))
    return marked, keys[0], keys[1]


def _words(sentences: Sequence[Sentence], span: Span) -> tuple[int, int, int] | None:
    """The sentence and the range of its words at these characters, no punctuation at the ends."""
    for sentence in sentences:
        inside = [
            t.i
            for t in sentence.tokens
            if t.start < span.end and t.end > span.start and t.pos not in ("PUNCT", "SPACE")
        ]
        if inside:
            return sentence.index, inside[0], inside[-1] + 1
    return None


def _entity_at(tokens: Sequence[Token], head: int, inside: Sequence[Mention]) -> str | None:
    """The entity of the mention at the head of the stretch, or of the name beside it."""
    beside = {t.i for t in tokens if t.head == head and t.dep == "appos"}
    for places in ({head}, beside):
        found = [m for m in inside if m.head in places and m.kind != "nested"]
        if found:
            return max(found, key=lambda m: (m.last - m.first, m.entity)).entity
    return None


def _type(sentence: Sentence, first: int, last: int, head: int) -> EntityType:
    def covers(name: NamedSpan) -> bool:
        return first <= name.start and name.end <= last and name.start <= head < name.end

    labels = [name.label for name in sentence.names if covers(name)]
    return _LABELS.get(labels[0], EntityType.GROUP) if labels else EntityType.GROUP


def root_between(
    extraction: Extraction, source: str | None, target: str | None, *, ontology: Ontology
) -> str | None:
    """The root of what the source does to the target; None if no event joins them.

    The target is a recipient or a second actor, else an object, else a place. Of several events
    the first in the text counts. Where one of the two is None, the other alone decides. A type
    without a root gives its own id.

    PLOVER has no modes: what somebody will do is a promise or a threat of it, and what he will not
    do is refused (codebook of the POLECAT project, 2023: AGREE, THREATEN, REJECT).
    """
    ranked = sorted(_between(extraction, source, target), key=lambda one: one[0])
    if not ranked:
        return None
    claim = ranked[0][1]
    type_ = ontology.types[claim.about.type]
    if type_.quad in _COOPERATING and claim.polarity is Polarity.NEGATIVE:
        return "REJECT"
    if claim.tense is Tense.FUTURE and claim.polarity is Polarity.POSITIVE:
        if type_.quad in _COOPERATING:
            return "AGREE"
        if type_.quad == _FORCE:
            return "THREATEN"
    root = type_.root or type_.id
    return _JOINED.get(root, root)


def _between(
    extraction: Extraction, source: str | None, target: str | None
) -> Iterator[tuple[int, Claim]]:
    if source is None and target is None:
        return
    for claim in extraction.claims:
        event = claim.about
        if not isinstance(event, Event) or not (source is None or source in event.actor):
            continue
        roles = ((*event.recipient, *event.actor), event.object, event.place)
        for rank, keys in enumerate(roles):
            if target is None or target in keys:
                yield rank, claim
                break


def measure(
    pairs: Sequence[MarkedPair],
    *,
    resolve: Callable[[Document], ResolvedDocument],
    extract: Callable[[ResolvedDocument], Extraction],
    ontology: Ontology,
) -> Scores:
    """Compare the root that is found between each pair with the gold's.

    Args:
        pairs: the marked sentences.
        resolve: reads a document up to its entities.
        extract: finds its claims.
        ontology: the types.
    """
    quads = _quads(ontology)
    confusion: Counter[tuple[str, str]] = Counter()
    misses: list[Miss] = []
    for pair in pairs:
        resolved = resolve(document_from_text(pair.text, identifier=pair.where))
        marked, source, target = mark_actors(resolved, pair.source, pair.target)
        root = root_between(extract(marked), source, target, ontology=ontology)
        given = root if root is not None else NOTHING
        confusion[pair.root, given] += 1
        if given != pair.root:
            kind = "root wrong" if quads.get(pair.root) == quads.get(given) else "quad wrong"
            misses.append(
                Miss(
                    kind if root is not None else "not found",
                    pair.root,
                    given,
                    pair.where,
                    _shown(pair),
                )
            )
    return Scores(confusion, quads, tuple(misses))


def _quads(ontology: Ontology) -> dict[str, int]:
    """The quad class of each root, by the types that have it; of a type without, its own."""
    found = {
        type_.root or type_.id: type_.quad
        for type_ in ontology.types.values()
        if type_.kind == "event"
    }
    return {**found, _YIELD: _YIELD_QUAD}


def _shown(pair: MarkedPair) -> str:
    """The sentence with its actors in brackets."""
    text = pair.text
    marks = [("source", span) for span in pair.source] + [("target", span) for span in pair.target]
    for name, span in sorted(marks, key=lambda mark: -mark[1].start):
        text = f"{text[: span.start]}[{name}: {text[span.start : span.end]}]{text[span.end :]}"
    return text


def report(scores: Scores) -> str:
    """Write the scores as tables."""
    roots = sorted({root for pair in scores.confusion for root in pair} - {NOTHING})
    found = scores.found.count
    total = Counts(scores.roots, scores.pairs - scores.roots, found - scores.roots)
    return "\n\n".join(
        (
            f"{scores.pairs} marked pairs",
            table(
                "What stands between two marked actors",
                ("right", "of", "share"),
                [
                    rate_cells("an event is found", scores.found),
                    rate_cells("root, where found", Rate(scores.roots, found)),
                    rate_cells("root, of all", Rate(scores.roots, scores.pairs)),
                    rate_cells("quad class, where found", Rate(scores.right_quads, found)),
                    rate_cells("quad class, of all", Rate(scores.right_quads, scores.pairs)),
                ],
            ),
            counts_table("Roots", total, {root: scores.counts(root) for root in roots}),
        )
    )
