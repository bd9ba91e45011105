"""Error lists from which an engineer can learn.

In come gold items and predictions; out come lines such as (shortened)
"edge missed | Meeting | item-7 | Chad -> Niger | Reported | The two sides met on Monday."
Every line names the kind of error, the type, the item, what the gold has or what was
given, and the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kg.evaluate.compare import Comparison, EventPair
from kg.evaluate.edges import GoldEdge
from kg.evaluate.gold import GoldEvent, GoldItem
from kg.evaluate.predicted import PredictedEdge, PredictedEvent, Prediction
from kg.evaluate.scores import comparisons
from kg.model import Status
from kg.ontology import Ontology

__all__ = ["Labels", "errors"]

_KINDS = (
    "edge missed",
    "edge extra",
    "fact unsure",
    "event missed",
    "event extra",
    "event roles",
    "status wrong",
    "source wrong",
    "date wrong",
    "place wrong",
    "entity missed",
    "entity split",
    "entity class",
)
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’']?\s+|\n+")
_Line = tuple[str, str, str, str, str]
"""Kind, type, item id, what happened, sentence."""


def errors(
    gold: Sequence[GoldItem], predictions: Mapping[str, Prediction], *, ontology: Ontology
) -> list[str]:
    """List all that was missed, invented or told wrongly.

    "event roles" are pairs that overlap only partly, so that they count as missed and as
    extra; "fact unsure" are edges told as fact that the gold has only as denied, planned,
    hypothetical, alleged or contested. Statuses, sources, dates and places are listed for
    exact and for partly overlapping pairs.

    Args:
        gold: the items.
        predictions: by item id.
        ontology: the same as for `evaluate`.

    Returns:
        One line an error, by kind, then type, then item.

    Raises:
        InputError: the gold names a type that the ontology does not have.
    """
    lines = [
        line
        for one in comparisons(gold, predictions, ontology=ontology)
        for line in (*_edge_lines(one), *_event_lines(one), *_entity_lines(one))
    ]
    lines.sort(key=lambda line: (_KINDS.index(line[0]), *line[1:]))
    return [" | ".join(" ".join(part.split()) for part in line) for line in lines]


def _edge_lines(one: Comparison) -> Iterator[_Line]:
    names = Labels(one)
    for missed in one.edges.missed:
        yield (
            "edge missed",
            missed.type,
            one.item.id,
            f"{names.gold_edge(missed)} | {_listed(missed.statuses)}",
            names.sentence(missed.trigger, (missed.subject, missed.object)),
        )
    for extra in one.edges.extra:
        what = f"{names.edge(extra)} | {'alleged' if extra.alleged else 'rel'}"
        yield "edge extra", extra.type, one.item.id, what, extra.sentence
    for fact in one.edges.facts:
        if fact.unsure:
            what = f"{names.edge(fact.edge)} | gold {_listed(fact.statuses)}"
            yield "fact unsure", fact.edge.type, one.item.id, what, fact.edge.sentence


def _event_lines(one: Comparison) -> Iterator[_Line]:
    names = Labels(one)
    for missed in one.events.missed:
        sentence = names.sentence(missed.trigger, (*missed.actor, *missed.recipient))
        yield "event missed", missed.type, one.item.id, names.gold_event(missed), sentence
    for extra in one.events.extra:
        yield "event extra", extra.type, one.item.id, names.event(extra), extra.sentence
    for pair in one.events.pairs:
        gold, given = pair.gold, pair.predicted
        for kind, should, is_ in _differences(one, names, pair):
            sentence = given.sentence or names.sentence(gold.trigger, gold.actor)
            yield kind, gold.type, one.item.id, f"gold {should} | given {is_}", sentence


def _differences(one: Comparison, names: Labels, pair: EventPair) -> Iterator[tuple[str, str, str]]:
    """Kind of error, the gold's side, the prediction's side."""
    gold, given, same = pair.gold, pair.predicted, one.alignment
    if not pair.exact:
        yield "event roles", names.gold_event(gold), names.event(given)
    if gold.status is not given.status:
        yield "status wrong", gold.status, given.status
    if not (
        same.same(gold.asserted_by, given.asserted_by)
        and same.same(gold.denied_by, given.denied_by)
    ):
        yield "source wrong", names.gold_sources(gold), names.sources(given)
    if gold.date != given.date:
        yield "date wrong", gold.date or "-", given.date or "-"
    if not same.same(gold.place, given.place):
        yield "place wrong", names.named(gold.place), names.labelled(given.place)


def _entity_lines(one: Comparison) -> Iterator[_Line]:
    names = Labels(one)
    for entity in one.entities:
        gold, predicted = entity.gold, entity.predicted
        sentence = names.sentence("", (gold.id,))
        if predicted is None:
            yield "entity missed", gold.type, one.item.id, gold.name, sentence
            continue
        if not entity.whole:
            rivals = names.labelled(
                key for key in one.prediction.entities if one.alignment.matches(key, gold.id)
            )
            yield "entity split", gold.type, one.item.id, f"{gold.name} | {rivals}", sentence
        if not entity.right_class:
            what = f"{gold.name} | given {predicted.label}, {predicted.type}"
            yield "entity class", gold.type, one.item.id, what, sentence


class Labels:
    """Writes the roles of one document with names in place of ids and keys."""

    def __init__(self, one: Comparison) -> None:
        """Know the entities of both sides."""
        self._item = one.item
        self._gold = {entity.id: entity for entity in one.item.entities}
        self._labels = {key: entity.label for key, entity in one.prediction.entities.items()}

    def named(self, ids: Iterable[str]) -> str:
        """Names of gold entities."""
        return _listed(self._gold[one].name for one in ids)

    def labelled(self, keys: Iterable[str]) -> str:
        """Labels of predicted entities; the key where an entity is not described."""
        return _listed(self._labels.get(key, key) for key in keys)

    def gold_edge(self, edge: GoldEdge) -> str:
        """A gold pair with the names of its ends."""
        arrow = "--" if edge.unordered else "->"
        return f"{self.named((edge.subject,))} {arrow} {self.named((edge.object,))}"

    def edge(self, edge: PredictedEdge) -> str:
        """A predicted pair with the labels of its ends."""
        return f"{self.labelled((edge.subject,))} -> {self.labelled((edge.object,))}"

    def gold_event(self, event: GoldEvent) -> str:
        """Status, roles and sources of a gold event."""
        return _roles(
            event.status,
            self.named(event.actor),
            self.named(event.recipient),
            self.gold_sources(event),
        )

    def event(self, event: PredictedEvent) -> str:
        """Status, roles and sources of a predicted event."""
        return _roles(
            event.status,
            self.labelled(event.actor),
            self.labelled(event.recipient),
            self.sources(event),
        )

    def gold_sources(self, event: GoldEvent) -> str:
        """Who asserts and who denies by the gold."""
        return f"by {self.named(event.asserted_by)}, denied by {self.named(event.denied_by)}"

    def sources(self, event: PredictedEvent) -> str:
        """Who asserts and who denies by the prediction."""
        asserted, denied = self.labelled(event.asserted_by), self.labelled(event.denied_by)
        return f"by {asserted}, denied by {denied}"

    def sentence(self, trigger: str, ids: Iterable[str]) -> str:
        """The sentence of the text that holds the trigger, or else most of the entities."""
        entities = [self._gold[one] for one in ids]

        def fit(sentence: str) -> tuple[bool, int]:
            named = sum(
                any(name in sentence for name in (entity.name, *entity.mentions))
                for entity in entities
            )
            return bool(trigger) and trigger in sentence, named

        return max(_SENTENCE_END.split(self._item.text), key=fit)


def _roles(status: Status, actor: str, recipient: str, sources: str) -> str:
    return f"{actor} -> {recipient} | {status} {sources}"


def _listed(names: Iterable[str]) -> str:
    return " + ".join(sorted(names)) or "-"
