from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any

import pytest
from evaluate_factory import ENTITIES, ITEM, dataset

from kg.errors import InputError
from kg.evaluate import (
    Counts,
    EntityCounts,
    GoldEvent,
    GoldRelation,
    PredictedEdge,
    PredictedEvent,
    Prediction,
    Rate,
    Scores,
    evaluate,
    prediction,
)
from kg.model import Entity, EntityType, Status
from kg.ontology import Ontology, load_ontology


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return load_ontology()


@pytest.fixture
def perfect(ontology: Ontology) -> Prediction:
    return prediction(dataset(), ontology=ontology)


@pytest.fixture
def score(ontology: Ontology) -> Callable[[Prediction], Scores]:
    return lambda predicted: evaluate([ITEM], {ITEM.id: predicted}, ontology=ontology)


def _with_event(perfect: Prediction, number: int, **changes: Any) -> Prediction:
    events = list(perfect.events)
    events[number] = replace(events[number], **changes)
    return replace(perfect, events=tuple(events))


def _changed(before: Scores, after: Scores) -> set[str]:
    return {
        field.name
        for field in fields(Scores)
        if getattr(before, field.name) != getattr(after, field.name)
    }


def test_a_perfect_prediction_scores_one_everywhere(
    perfect: Prediction, score: Callable[[Prediction], Scores]
) -> None:
    scores = score(perfect)
    assert (scores.items, scores.unread) == (1, ())
    assert scores.edges == Counts(4, 0, 0)
    assert scores.events == scores.roots == Counts(6, 0, 0)
    assert scores.relations == Counts(2, 0, 0)
    for counts in (
        *scores.edges_by_type.values(),
        *scores.events_by_type.values(),
        *scores.roots_by_root.values(),
        *scores.relations_by_type.values(),
        scores.exact.asserted_by,
        scores.exact.denied_by,
    ):
        assert (counts.precision, counts.recall, counts.f1) == (1.0, 1.0, 1.0)
    assert scores.facts_unsure == scores.facts_nowhere == Rate(0, 4)
    assert scores.exact == scores.overlapping
    assert scores.exact.status == Rate(6, 6)
    assert scores.exact.asserted_by == Counts(3, 0, 0)
    assert scores.exact.denied_by == Counts(1, 0, 0)
    assert scores.exact.dates == scores.exact.places == Rate(1, 1)
    assert scores.entities == EntityCounts(6, 6, 6, 6)
    assert scores.entities_by_class[EntityType.STATE] == EntityCounts(3, 3, 3, 3)
    assert EntityType.GROUP not in scores.entities_by_class


def test_a_wrong_status_changes_the_status_only(
    perfect: Prediction, score: Callable[[Prediction], Scores]
) -> None:
    scores = score(_with_event(perfect, 4, status=Status.REPORTED))
    assert _changed(score(perfect), scores) == {"exact", "overlapping"}
    assert scores.exact.status == Rate(5, 6)
    assert scores.exact.confusion[Status.PLANNED, Status.REPORTED] == 1
    assert replace(scores.exact, status=Rate(6, 6), confusion={}) == replace(
        score(perfect).exact, confusion={}
    )


def test_wrong_sources_change_the_sources_only(
    perfect: Prediction, score: Callable[[Prediction], Scores]
) -> None:
    scores = score(_with_event(perfect, 2, asserted_by=frozenset({"libya"}), denied_by=frozenset()))
    assert _changed(score(perfect), scores) == {"exact", "overlapping"}
    assert scores.exact.asserted_by == Counts(2, 1, 1)
    assert scores.exact.denied_by == Counts(0, 1, 0)
    assert scores.exact.status == Rate(6, 6)


@pytest.mark.parametrize("date", [None, "2026-02-03", "2026-02"])
def test_a_wrong_date_changes_the_dates_only(
    perfect: Prediction, score: Callable[[Prediction], Scores], date: str | None
) -> None:
    scores = score(_with_event(perfect, 0, date=date))
    assert _changed(score(perfect), scores) == {"exact", "overlapping"}
    assert scores.exact.dates == Rate(0, 1)


def test_an_invented_date_is_an_error(
    perfect: Prediction, score: Callable[[Prediction], Scores]
) -> None:
    assert score(_with_event(perfect, 1, date="2026-02-03")).exact.dates == Rate(1, 2)


@pytest.mark.parametrize("place", [frozenset[str](), frozenset({"zinder", "niger"})])
def test_a_wrong_place_changes_the_places_only(
    perfect: Prediction, score: Callable[[Prediction], Scores], place: frozenset[str]
) -> None:
    scores = score(_with_event(perfect, 0, place=place))
    assert _changed(score(perfect), scores) == {"exact", "overlapping"}
    assert scores.exact.places == Rate(0, 1)


def test_a_missing_event_is_missed_in_type_and_root(
    perfect: Prediction, score: Callable[[Prediction], Scores]
) -> None:
    scores = score(replace(perfect, events=perfect.events[1:]))
    assert scores.events == scores.roots == Counts(5, 1, 0)
    assert scores.events_by_type["Meeting"] == Counts(0, 1, 0)
    assert scores.roots_by_root["CONSULT"] == Counts(1, 1, 0)
    assert scores.exact.status == Rate(5, 5)
    assert scores.edges == score(perfect).edges


def test_an_invented_event_is_extra(
    perfect: Prediction, score: Callable[[Prediction], Scores]
) -> None:
    invented = PredictedEvent("Meeting", Status.REPORTED, actor=frozenset({"chad", "libya"}))
    scores = score(replace(perfect, events=(invented, *perfect.events)))
    assert _changed(score(perfect), scores) == {
        "events",
        "events_by_type",
        "roots",
        "roots_by_root",
    }
    assert scores.events_by_type["Meeting"] == Counts(1, 0, 1)


def test_a_wrong_type_of_the_right_root_is_right_by_root(
    perfect: Prediction, score: Callable[[Prediction], Scores]
) -> None:
    scores = score(_with_event(perfect, 1, type="Criticize"))
    assert scores.events == Counts(5, 1, 1)
    assert scores.events_by_type["Criticize"] == Counts(0, 0, 1)
    assert scores.roots == Counts(6, 0, 0)


def test_types_without_root_are_compared_by_id(ontology: Ontology) -> None:
    item = replace(ITEM, events=(GoldEvent("Appoint", "x", Status.REPORTED, actor=("e1",)),))
    other = PredictedEvent("Dismiss", Status.REPORTED, actor=frozenset({"chad"}))
    scores = evaluate([item], {item.id: Prediction(ENTITIES, (other,))}, ontology=ontology)
    assert scores.roots_by_root == {"Appoint": Counts(0, 1, 0), "Dismiss": Counts(0, 0, 1)}


def test_a_half_right_actor_set_is_overlap_not_a_hit(
    perfect: Prediction, score: Callable[[Prediction], Scores]
) -> None:
    scores = score(
        _with_event(perfect, 0, actor=frozenset({"chad"}), status=Status.PLANNED, date=None)
    )
    assert scores.events_by_type["Meeting"] == Counts(0, 1, 1)
    assert scores.exact.status == Rate(5, 5)
    assert scores.overlapping.status == Rate(5, 6)
    assert scores.overlapping.dates == Rate(0, 1)
    assert scores.exact.dates == Rate(0, 0)


def test_events_with_nothing_in_common_are_no_pair(
    perfect: Prediction, score: Callable[[Prediction], Scores]
) -> None:
    scores = score(
        _with_event(perfect, 1, actor=frozenset({"libya"}), recipient=frozenset({"chad"}))
    )
    assert scores.events == Counts(5, 1, 1)
    assert scores.overlapping.status == Rate(5, 5)


def test_the_best_overlap_is_paired_first_and_places_break_ties(ontology: Ontology) -> None:
    attack = GoldEvent("Attack", "hit", Status.REPORTED, actor=("e3",), recipient=("e1",))
    gold = (attack, replace(attack, place=("e4",), status=Status.ALLEGED))
    given = PredictedEvent(
        "Attack",
        Status.ALLEGED,
        actor=frozenset({"libya"}),
        recipient=frozenset({"chad"}),
        place=frozenset({"zinder"}),
    )
    partly = replace(given, recipient=frozenset({"chad", "niger"}), status=Status.REPORTED)
    scores = evaluate(
        [replace(ITEM, events=gold)],
        {ITEM.id: Prediction(ENTITIES, (partly, given))},
        ontology=ontology,
    )
    assert scores.events == Counts(1, 1, 1)
    assert scores.exact.status == scores.exact.places == Rate(1, 1)
    assert scores.overlapping.confusion == {
        (Status.ALLEGED, Status.ALLEGED): 1,
        (Status.REPORTED, Status.REPORTED): 1,
    }


def test_the_trigger_tells_like_events_apart(ontology: Ontology) -> None:
    shelled = GoldEvent("Attack", "shelled", Status.REPORTED, actor=("e3",), recipient=("e1",))
    raided = replace(shelled, trigger="raided", status=Status.ALLEGED)
    raid = PredictedEvent(
        "Attack",
        Status.ALLEGED,
        actor=frozenset({"libya"}),
        recipient=frozenset({"chad"}),
        sentence="Raided last week, the post lay idle.",
    )
    scores = evaluate(
        [replace(ITEM, events=(shelled, raided))],
        {ITEM.id: Prediction(ENTITIES, (raid,))},
        ontology=ontology,
    )
    assert scores.exact.confusion == {(Status.ALLEGED, Status.ALLEGED): 1}


def test_a_missing_and_an_extra_edge_change_the_edges(
    perfect: Prediction, score: Callable[[Prediction], Scores]
) -> None:
    edges = [edge for edge in perfect.edges if edge.type != "Accuse"]
    scores = score(replace(perfect, edges=(*edges, PredictedEdge("Arrest", "libya", "balima"))))
    assert _changed(score(perfect), scores) == {"edges", "edges_by_type", "facts_nowhere"}
    assert scores.edges == Counts(3, 1, 1)
    assert scores.facts_nowhere == Rate(1, 4)


def test_the_planned_told_as_fact_is_a_false_fact(
    perfect: Prediction, score: Callable[[Prediction], Scores]
) -> None:
    visit = PredictedEdge("Visit", "balima", "niger")
    scores = score(replace(perfect, edges=(*perfect.edges, visit)))
    assert scores.facts_unsure == Rate(1, 5)
    assert scores.facts_nowhere == Rate(0, 5)
    assert scores.edges_by_type["Visit"] == Counts(0, 0, 1)


def test_a_missing_relation_is_missed_among_edges_and_relations(
    perfect: Prediction, score: Callable[[Prediction], Scores]
) -> None:
    edges = tuple(edge for edge in perfect.edges if edge.type != "locatedIn")
    scores = score(replace(perfect, edges=edges))
    assert scores.relations_by_type["locatedIn"] == Counts(0, 1, 0)
    assert scores.relations == Counts(1, 1, 0)
    assert scores.edges == Counts(3, 1, 0)
    assert scores.events == score(perfect).events


def _entities(perfect: Prediction, *changed: Entity) -> Prediction:
    return replace(perfect, entities={**perfect.entities, **{one.key: one for one in changed}})


def test_a_wrong_class_changes_the_entities_only(
    perfect: Prediction, score: Callable[[Prediction], Scores]
) -> None:
    scores = score(_entities(perfect, Entity("zinder", "Zinder", EntityType.PERSON)))
    assert _changed(score(perfect), scores) == {"entities", "entities_by_class"}
    assert scores.entities == EntityCounts(6, 6, 5, 5)
    assert scores.entities_by_class[EntityType.PLACE].class_accuracy == 0.0


def test_a_split_entity_is_found_but_not_as_one(
    perfect: Prediction, score: Callable[[Prediction], Scores]
) -> None:
    parts = _entities(
        perfect,
        Entity("chad", "Chad", EntityType.STATE),
        Entity("chadians", "Chadian", EntityType.STATE),
    )
    scores = score(parts)
    assert scores.entities == EntityCounts(6, 6, 6, 5)
    assert scores.entities.right_share == 5 / 6
    assert scores.events == Counts(6, 0, 0)


def test_merged_entities_are_found_once(
    perfect: Prediction, score: Callable[[Prediction], Scores]
) -> None:
    merged = dict(perfect.entities)
    del merged["niger"]
    merged["chad"] = Entity("chad", "Chad", EntityType.STATE, frozenset({"Chadian", "Niger"}))
    scores = score(replace(perfect, entities=merged))
    assert scores.entities == EntityCounts(6, 5, 5, 5)
    assert scores.entities.recall == 5 / 6


def test_an_item_without_prediction_is_missed_and_named(ontology: Ontology) -> None:
    scores = evaluate([ITEM], {"another": Prediction()}, ontology=ontology)
    assert scores.unread == ("item-1",)
    assert scores.edges == Counts(0, 4, 0)
    assert scores.events == Counts(0, 6, 0)
    assert scores.edges.precision is None
    assert scores.edges.recall == scores.edges.f1 == 0.0
    assert scores.entities == EntityCounts(6, 0, 0, 0)


def test_counts_are_summed_over_items(perfect: Prediction, ontology: Ontology) -> None:
    second = replace(ITEM, id="item-2")
    scores = evaluate(
        [ITEM, second], {"item-1": perfect, "item-2": Prediction()}, ontology=ontology
    )
    assert (scores.edges, scores.events) == (Counts(4, 4, 0), Counts(6, 6, 0))
    assert scores.edges.f1 == 2 / 3


def test_types_must_be_the_ontologys(ontology: Ontology) -> None:
    odd = replace(ITEM, events=(GoldEvent("Teasing", "x", Status.REPORTED),))
    with pytest.raises(InputError, match=r"gold item item-1: .*no event type 'Teasing'"):
        evaluate([odd], {}, ontology=ontology)
    swapped = replace(ITEM, relations=(GoldRelation("Meeting", "e1", "e2"),))
    with pytest.raises(InputError, match="no relation type 'Meeting'"):
        evaluate([swapped], {}, ontology=ontology)
