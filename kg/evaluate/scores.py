"""Counting: from compared documents to precision, recall and shares.

In come gold items and predictions by the items' ids; out come `Scores`. Counts are summed
over all documents before anything is divided (micro average).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.evaluate.compare import Comparison, EventComparison, EventPair, compare, root_of
from kg.evaluate.gold import GoldItem
from kg.evaluate.predicted import Prediction
from kg.model import EntityType, Status
from kg.ontology import Ontology

__all__ = [
    "Counts",
    "Details",
    "EntityCounts",
    "Rate",
    "Scores",
    "comparisons",
    "evaluate",
    "total",
]


@dataclass(frozen=True, slots=True)
class Counts:
    """Hits, misses and extras, with what follows from them.

    A share is None where there is nothing to divide by.
    """

    hits: int = 0
    missed: int = 0
    extra: int = 0

    @property
    def precision(self) -> float | None:
        """Share of the predicted ones that are right."""
        return _share(self.hits, self.hits + self.extra)

    @property
    def recall(self) -> float | None:
        """Share of the gold ones that were found."""
        return _share(self.hits, self.hits + self.missed)

    @property
    def f1(self) -> float | None:
        """Harmonic mean of precision and recall."""
        return _share(2 * self.hits, 2 * self.hits + self.missed + self.extra)


@dataclass(frozen=True, slots=True)
class Rate:
    """So many of so many."""

    count: int = 0
    total: int = 0

    @property
    def share(self) -> float | None:
        """Count by total; None where the total is 0."""
        return _share(self.count, self.total)


@dataclass(frozen=True, slots=True)
class EntityCounts:
    """Gold entities that are no Group.

    `found`: a predicted entity is given to it. `right_class`: found, with the right class.
    `right`: found as one entity (not split, not merged) with the right class.
    """

    total: int = 0
    found: int = 0
    right_class: int = 0
    right: int = 0

    @property
    def recall(self) -> float | None:
        """Share found."""
        return _share(self.found, self.total)

    @property
    def class_accuracy(self) -> float | None:
        """Share of the found ones with the right class."""
        return _share(self.right_class, self.found)

    @property
    def right_share(self) -> float | None:
        """Share found as one entity with the right class."""
        return _share(self.right, self.total)


@dataclass(frozen=True, slots=True)
class Details:
    """What is measured on pairs of events. `confusion` counts (gold, predicted) statuses."""

    status: Rate
    confusion: Mapping[tuple[Status, Status], int]
    asserted_by: Counts
    denied_by: Counts
    dates: Rate
    places: Rate


@dataclass(frozen=True, slots=True)
class Scores:
    """All measures of one gold file; docs/evaluation.md says what each one is.

    `unread` are the ids of items without a prediction; all that they hold counts as missed.
    """

    items: int
    unread: tuple[str, ...]
    edges: Counts
    edges_by_type: Mapping[str, Counts]
    events: Counts
    events_by_type: Mapping[str, Counts]
    roots: Counts
    roots_by_root: Mapping[str, Counts]
    relations: Counts
    relations_by_type: Mapping[str, Counts]
    facts_unsure: Rate
    facts_nowhere: Rate
    exact: Details
    overlapping: Details
    entities: EntityCounts
    entities_by_class: Mapping[EntityType, EntityCounts]


def evaluate(
    gold: Sequence[GoldItem], predictions: Mapping[str, Prediction], *, ontology: Ontology
) -> Scores:
    """Measure predictions against the gold.

    Args:
        gold: the items to measure on.
        predictions: by item id; an item without one counts as an empty prediction, and
            predictions for other documents are not looked at.
        ontology: roots, symmetry and kinds of the types.

    Returns:
        The scores.

    Raises:
        InputError: the gold names a type that the ontology does not have.
    """
    compared = tuple(comparisons(gold, predictions, ontology=ontology))
    edges = _edge_counts(compared)
    relations = {
        type_id: counts
        for type_id, counts in edges.items()
        if ontology.types[type_id].kind == "relation"
    }
    events = _event_counts((one.events for one in compared), key=lambda type_id: type_id)
    roots = _event_counts(
        (one.roots for one in compared), key=lambda type_id: root_of(type_id, ontology)
    )
    facts = [fact for one in compared for fact in one.edges.facts]
    entities = _entity_counts(compared)
    return Scores(
        items=len(compared),
        unread=tuple(item.id for item in gold if item.id not in predictions),
        edges=total(edges.values()),
        edges_by_type=edges,
        events=total(events.values()),
        events_by_type=events,
        roots=total(roots.values()),
        roots_by_root=roots,
        relations=total(relations.values()),
        relations_by_type=relations,
        facts_unsure=Rate(sum(fact.unsure for fact in facts), len(facts)),
        facts_nowhere=Rate(sum(fact.nowhere for fact in facts), len(facts)),
        exact=_details((one, pair) for one in compared for pair in one.events.hits),
        overlapping=_details((one, pair) for one in compared for pair in one.events.pairs),
        entities=EntityCounts(
            total=sum(one.total for one in entities.values()),
            found=sum(one.found for one in entities.values()),
            right_class=sum(one.right_class for one in entities.values()),
            right=sum(one.right for one in entities.values()),
        ),
        entities_by_class=entities,
    )


def comparisons(
    gold: Iterable[GoldItem], predictions: Mapping[str, Prediction], *, ontology: Ontology
) -> Iterator[Comparison]:
    """Compare item after item, an item without prediction with an empty one."""
    for item in gold:
        yield compare(item, predictions.get(item.id, Prediction()), ontology=ontology)


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def total(counts: Iterable[Counts]) -> Counts:
    """The sum of counts."""
    hits = missed = extra = 0
    for one in counts:
        hits += one.hits
        missed += one.missed
        extra += one.extra
    return Counts(hits, missed, extra)


def _count(hits: Iterable[str], missed: Iterable[str], extra: Iterable[str]) -> dict[str, Counts]:
    """Counts by name, sorted."""
    had, lost, more = Counter(hits), Counter(missed), Counter(extra)
    return {
        name: Counts(had[name], lost[name], more[name]) for name in sorted({*had, *lost, *more})
    }


def _edge_counts(compared: Sequence[Comparison]) -> dict[str, Counts]:
    return _count(
        (gold.type for one in compared for gold, _ in one.edges.hits),
        (edge.type for one in compared for edge in one.edges.missed),
        (edge.type for one in compared for edge in one.edges.extra),
    )


def _event_counts(
    compared: Iterable[EventComparison], *, key: Callable[[str], str]
) -> dict[str, Counts]:
    hits: list[str] = []
    missed: list[str] = []
    extra: list[str] = []
    for events in compared:
        for pair in events.pairs:
            if pair.exact:
                hits.append(key(pair.gold.type))
            else:
                missed.append(key(pair.gold.type))
                extra.append(key(pair.predicted.type))
        missed.extend(key(event.type) for event in events.missed)
        extra.extend(key(event.type) for event in events.extra)
    return _count(hits, missed, extra)


def _details(pairs: Iterable[tuple[Comparison, EventPair]]) -> Details:
    confusion: Counter[tuple[Status, Status]] = Counter()
    asserted: list[Counts] = []
    denied: list[Counts] = []
    dates: list[bool] = []
    places: list[bool] = []
    for one, pair in pairs:
        gold, predicted, same = pair.gold, pair.predicted, one.alignment
        confusion[gold.status, predicted.status] += 1
        for counts, ids, keys in (
            (asserted, gold.asserted_by, predicted.asserted_by),
            (denied, gold.denied_by, predicted.denied_by),
        ):
            shared = same.shared(ids, keys)
            counts.append(Counts(shared, len(ids) - shared, len(keys) - shared))
        if gold.date is not None or predicted.date is not None:
            dates.append(gold.date == predicted.date)
        if gold.place or predicted.place:
            places.append(same.same(gold.place, predicted.place))
    return Details(
        status=Rate(
            sum(n for (gold, given), n in confusion.items() if gold is given), confusion.total()
        ),
        confusion=dict(sorted(confusion.items())),
        asserted_by=total(asserted),
        denied_by=total(denied),
        dates=Rate(sum(dates), len(dates)),
        places=Rate(sum(places), len(places)),
    )


def _entity_counts(compared: Iterable[Comparison]) -> dict[EntityType, EntityCounts]:
    by_class: defaultdict[EntityType, list[tuple[bool, bool, bool]]] = defaultdict(list)
    for one in compared:
        for entity in one.entities:
            found, right_class = entity.predicted is not None, entity.right_class
            by_class[entity.gold.type].append((found, right_class, right_class and entity.whole))
    return {
        name: EntityCounts(len(rows), *(sum(column) for column in zip(*rows, strict=True)))
        for name, rows in sorted(by_class.items())
    }
