"""Entities and durable relations of annotated news items.

In come items whose roles were annotated and what was predicted for each alone; out come the
tables of entities by class and of durable relations by type, and their errors. For "Kenya's
President Odhiambo" a prediction that takes Odhiambo for an Organization costs one class.
All counts are those of `kg evaluate` (see `kg.evaluate.scores`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kg.evaluate.compare import Comparison
from kg.evaluate.entities.misses import Miss, commonest, described
from kg.evaluate.gold import GoldItem
from kg.evaluate.listing import Labels
from kg.evaluate.predicted import Prediction
from kg.evaluate.scores import comparisons, evaluate
from kg.evaluate.tables import counts_table, entities_table, headline
from kg.ontology import Ontology

__all__ = ["KINDS", "item_misses", "report"]

KINDS = (
    "entity missed",
    "entity split",
    "entity class",
    "relation missed",
    "relation extra",
)
"""Kinds of misses, in the order of error lists."""


def report(
    gold: Sequence[GoldItem],
    predictions: Mapping[str, Prediction],
    misses: Sequence[Miss],
    *,
    ontology: Ontology,
) -> str:
    """Write the figures as readable tables, with a final newline."""
    scores = evaluate(gold, predictions, ontology=ontology)
    parts = [
        headline(scores),
        entities_table(scores),
        counts_table("Durable relations", scores.relations, scores.relations_by_type),
        *(commonest(f"Commonest errors: {kind}", misses, [kind]) for kind in KINDS),
    ]
    return "\n\n".join(parts) + "\n"


def item_misses(
    gold: Sequence[GoldItem], predictions: Mapping[str, Prediction], *, ontology: Ontology
) -> tuple[Miss, ...]:
    """Every entity and durable relation that is wrong, in the order of the items."""
    return tuple(
        miss
        for one in comparisons(gold, predictions, ontology=ontology)
        for miss in (*_entities(one), *_relations(one, ontology))
    )


def _entities(one: Comparison) -> Iterator[Miss]:
    labels = Labels(one)
    for entity in one.entities:
        wanted = f"{entity.gold.name} ({entity.gold.type})"
        sentence = labels.sentence("", (entity.gold.id,))
        given = described(entity.predicted)
        if entity.predicted is None:
            yield Miss("entity missed", wanted, given, one.item.id, sentence)
            continue
        if not entity.whole:
            rivals = labels.labelled(
                key for key in one.prediction.entities if one.alignment.matches(key, entity.gold.id)
            )
            yield Miss("entity split", wanted, rivals, one.item.id, sentence)
        if not entity.right_class:
            yield Miss("entity class", wanted, given, one.item.id, sentence)


def _relations(one: Comparison, ontology: Ontology) -> Iterator[Miss]:
    labels = Labels(one)
    for missed in one.edges.missed:
        if ontology.types[missed.type].kind == "relation":
            wanted = f"{missed.type}: {labels.gold_edge(missed)}"
            sentence = labels.sentence("", (missed.subject, missed.object))
            yield Miss("relation missed", wanted, "nothing", one.item.id, sentence)
    for extra in one.edges.extra:
        if ontology.types[extra.type].kind == "relation":
            given = f"{extra.type}: {labels.edge(extra)}"
            yield Miss("relation extra", "nothing", given, one.item.id, extra.sentence)
