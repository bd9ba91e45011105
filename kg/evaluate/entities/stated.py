"""Relations between marked stretches of text: how many of them stand in the graph?

In come lines of documents with `entities` ([start, end, type, surface, confidence]) and
`relations` (type, source, target, confidence), marked so incompletely that only recall can be
measured, and the graph that was built of all of them; out come `StatedScores`. Three types are
measured, at confidence 1, between persons, organizations, locations and nationalities (other
ends, such as amounts and weapons, are left out and counted):

- **IsSynonymOf**: the mentions at both ends denote one entity; or one end has in it the office
  that the graph's claims in this document give to the entity at the other ("Foreign
  Secretary, Hawa Vale"). Written in both directions, it counts once.
- **BelongsTo** and **InChargeOf**: an edge of the graph, `rel:` or `alleged:`, that `_MEANING`
  lists joins the entities at the two ends.

At an end stands the mention that answers for it (see `spans.answering`), else the only entity
that is mentioned inside it ("ISIL" in "ISIL terrorists").
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kg.evaluate.entities.misses import Miss, commonest, described
from kg.evaluate.entities.spans import answering, sentence_around
from kg.evaluate.records import Record, read_records
from kg.evaluate.scores import Rate
from kg.evaluate.tables import number, table
from kg.model import Dataset, Document, Mention, Relation
from kg.ontology import Ontology

__all__ = ["KINDS", "StatedScores", "load_marked", "report", "score_stated"]

_SAME = "IsSynonymOf"
_MEANING: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {
    "BelongsTo": (
        frozenset(
            {
                "memberOf",
                "holdsPosition",
                "partOfGovernment",
                "commands",
                "headOfState",
                "headOfGovernment",
                "ministerOf",
                "nationality",
                "JoinOrganization",
            }
        ),
        frozenset(),
    ),
    "InChargeOf": (
        frozenset(
            {
                "headOfState",
                "headOfGovernment",
                "ministerOf",
                "holdsPosition",
                "commands",
                "controlsTerritory",
                "CaptureTerritory",
                "Appoint",
            }
        ),
        frozenset({"partOfGovernment", "memberOf"}),
    ),
}
"""What each relation may be in the graph: from source to target, and from target to source."""

KINDS = tuple(f"{kind} missed" for kind in (*_MEANING, _SAME))
"""Kinds of misses, in the order of error lists."""
_MEASURED_TYPES = frozenset({"Person", "Organisation", "Location", "Nationality"})


@dataclass(frozen=True, slots=True, order=True)
class _End:
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Marked:
    """A document with its sure relations of the measured types."""

    id: str
    text: str
    relations: tuple[tuple[str, _End, _End], ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class StatedScores:
    """Recall by type. `found`: both ends have a mention; `left_out`: ends of other kinds."""

    documents: int
    unread: tuple[str, ...]
    right: Mapping[str, Rate]
    found: Mapping[str, Rate]
    left_out: int
    misses: tuple[Miss, ...] = field(repr=False, default=())


def load_marked(path: Path, limit: int | None = None) -> tuple[_Marked, ...]:
    """Read documents.

    Raises:
        InputError: a line is malformed.
    """
    documents: list[_Marked] = []
    for record in read_records(path):
        if limit is not None and len(documents) == limit:
            break
        documents.append(_marked(record))
    return tuple(documents)


def _marked(record: Record) -> _Marked:
    text = record.text("text")
    types: defaultdict[_End, set[str]] = defaultdict(set)
    for value in record.values("entities"):
        match value:
            case [int(start), int(end), str(kind), str(), int() | float()]:
                types[_End(start, end)].add(kind)
            case _:
                record.fail("has an entity that is no [start, end, type, surface, confidence]")
    relations: set[tuple[str, _End, _End]] = set()
    left_out: set[tuple[str, _End, _End]] = set()
    for one in record.records("relations"):
        kind = one.text("type")
        if one.fields.get("confidence") != 1 or kind not in {*_MEANING, _SAME}:
            continue
        source, target = _end(one, "source", text), _end(one, "target", text)
        if kind == _SAME:
            source, target = sorted((source, target))
        usual = all(_measured(types[end]) for end in (source, target))
        (relations if usual else left_out).add((kind, source, target))
    return _Marked(record.text("id"), text, tuple(sorted(relations)), len(left_out))


def _measured(types: set[str]) -> bool:
    return not _MEASURED_TYPES.isdisjoint(types) and "Coordinate" not in types


def _end(record: Record, name: str, text: str) -> _End:
    match record.fields.get(name):
        case [int(start), int(end), str(surface)] if text[start:end] == surface:
            return _End(start, end)
    record.fail(f"has a {name!r} that is no [start, end, surface] of the text")


def score_stated(
    marked: Sequence[_Marked], dataset: Dataset, *, ontology: Ontology
) -> StatedScores:
    """Measure the recall of a graph.

    Args:
        marked: the gold.
        dataset: built of its texts.
        ontology: tells which type an edge's name belongs to.
    """
    documents = {name: document for document in dataset.documents for name in document.identifiers}
    graph = _Graph(dataset, ontology)
    right: defaultdict[str, list[bool]] = defaultdict(list)
    found: defaultdict[str, list[bool]] = defaultdict(list)
    misses: list[Miss] = []
    for one in marked:
        document = documents.get(one.id)
        for kind, source, target in one.relations:
            keys = [graph.at(document, one.text, end) for end in (source, target)]
            found[kind].append(None not in keys)
            holds = document is not None and graph.holds(kind, document, (source, target), keys)
            right[kind].append(holds)
            if not holds:
                misses.append(_miss(one, kind, (source, target), keys, dataset))
    return StatedScores(
        documents=len(marked),
        unread=tuple(one.id for one in marked if one.id not in documents),
        right={kind: Rate(sum(rows), len(rows)) for kind, rows in sorted(right.items())},
        found={kind: Rate(sum(rows), len(rows)) for kind, rows in sorted(found.items())},
        left_out=sum(one.left_out for one in marked),
        misses=tuple(misses),
    )


class _Graph:
    """Answers what a dataset says of two stretches of text."""

    def __init__(self, dataset: Dataset, ontology: Ontology) -> None:
        self._mentions = dataset.mentions
        self._edges: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        for edge in dataset.edges:
            self._edges[edge.subject, edge.object].add(ontology.edges[edge.predicate].id)
        self._offices: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        for _, claim, _ in dataset.claims:
            if isinstance(claim.about, Relation) and claim.about.office is not None:
                words = claim.about.office.casefold()
                self._offices[claim.document, claim.about.subject].add(words)

    def at(self, document: Document | None, text: str, end: _End) -> str | None:
        """The key of the entity that the mention there denotes."""
        mentions: Iterable[Mention] = ()
        if document is not None and document.text == text:
            mentions = self._mentions.get(document.id, ())
        mention = answering(mentions, text, end.start, end.end)
        if mention is not None:
            return mention.entity
        inside = {one.entity for one in mentions if end.start <= one.start and one.end <= end.end}
        return inside.pop() if len(inside) == 1 else None

    def holds(
        self, kind: str, document: Document, ends: tuple[_End, _End], keys: Sequence[str | None]
    ) -> bool:
        """Does the graph say so?"""
        source, target = keys
        if kind == _SAME:
            same = source is not None and source == target
            return same or any(self._by_office(document, ends, keys))
        if source is None or target is None:
            return False
        forth, back = _MEANING[kind]
        return not (
            forth.isdisjoint(self._edges.get((source, target), ()))
            and back.isdisjoint(self._edges.get((target, source), ()))
        )

    def _by_office(
        self, document: Document, ends: tuple[_End, _End], keys: Sequence[str | None]
    ) -> Iterator[bool]:
        """Does one end name an office of the entity at the other?"""
        for end, key in zip(ends, reversed(keys), strict=True):
            phrase = document.text[end.start : end.end].casefold()
            offices = self._offices.get((document.id, key), ()) if key is not None else ()
            yield any(office in phrase for office in offices)


def _miss(
    one: _Marked,
    kind: str,
    ends: tuple[_End, _End],
    keys: Sequence[str | None],
    dataset: Dataset,
) -> Miss:
    source, target = (one.text[end.start : end.end] for end in ends)
    given = " / ".join(described(dataset.entities[k] if k is not None else None) for k in keys)
    sentence = sentence_around(one.text, ends[0].start, ends[0].end)
    return Miss(f"{kind} missed", f"{source} -> {target}", given, one.id, sentence)


def report(scores: StatedScores) -> str:
    """Write the scores as readable tables, with a final newline."""
    read = f"{scores.documents} documents; left out with ends of other kinds: {scores.left_out}"
    if scores.unread:
        read += f"; not read: {', '.join(scores.unread)}"
    rows = [
        (
            kind,
            str(rate.total),
            str(scores.found[kind].count),
            str(rate.count),
            number(rate.share),
        )
        for kind, rate in scores.right.items()
    ]
    whole = Rate(
        sum(rate.count for rate in scores.right.values()),
        sum(rate.total for rate in scores.right.values()),
    )
    both = sum(rate.count for rate in scores.found.values())
    first = ("all", str(whole.total), str(both), str(whole.count), number(whole.share))
    parts = [
        read,
        table(
            "Recall of stated relations", ("gold", "both ends", "hits", "recall"), [first, *rows]
        ),
        *(commonest(f"Commonest errors: {kind}", scores.misses, [kind]) for kind in KINDS),
    ]
    return "\n\n".join(parts) + "\n"
