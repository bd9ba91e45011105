from __future__ import annotations

import datetime as dt

import pytest

from kg.evaluate import (
    Counts,
    GoldEntity,
    GoldEvent,
    GoldItem,
    GoldRelation,
    PredictedEdge,
    PredictedEvent,
    Prediction,
    Rate,
    Scores,
    evaluate,
)
from kg.model import Entity, EntityType, Status
from kg.ontology import Ontology, load_ontology

_NAMES = {"a": "Angola", "b": "Botswana", "c": "Congo", "m": "marchers"}
_GOLD = tuple(
    GoldEntity(key, name, EntityType.GROUP if key == "m" else EntityType.STATE)
    for key, name in _NAMES.items()
)
_ENTITIES = {
    key: Entity(key, name, EntityType.GROUP if key == "m" else EntityType.STATE)
    for key, name in _NAMES.items()
}


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return load_ontology()


def _event(
    type_: str, actor: str, recipient: str = "", status: Status = Status.REPORTED
) -> GoldEvent:
    return GoldEvent(type_, "x", status, actor=tuple(actor), recipient=tuple(recipient))


def _scores(
    ontology: Ontology,
    events: list[GoldEvent],
    edges: list[PredictedEdge],
    *,
    relations: tuple[GoldRelation, ...] = (),
    predicted: tuple[PredictedEvent, ...] = (),
    entities: dict[str, Entity] | None = None,
) -> Scores:
    item = GoldItem("i", dt.date(2026, 1, 1), "x", _GOLD, tuple(events), relations)
    prediction = Prediction(entities or _ENTITIES, predicted, tuple(edges))
    return evaluate([item], {"i": prediction}, ontology=ontology)


def _edge(type_: str, pair: str, *, alleged: bool = False) -> PredictedEdge:
    return PredictedEdge(type_, pair[0], pair[1], alleged)


def test_direction_and_type_must_be_right(ontology: Ontology) -> None:
    gold = [_event("Accuse", "a", "b")]
    assert _scores(ontology, gold, [_edge("Accuse", "ab")]).edges == Counts(1, 0, 0)
    assert _scores(ontology, gold, [_edge("Accuse", "ba")]).edges == Counts(0, 1, 1)
    wrong = _scores(ontology, gold, [_edge("Criticize", "ab")])
    assert wrong.edges_by_type == {"Accuse": Counts(0, 1, 0), "Criticize": Counts(0, 0, 1)}


def test_every_pair_of_actor_and_recipient_is_demanded_once(ontology: Ontology) -> None:
    gold = [_event("Accuse", "ab", "c"), _event("Accuse", "a", "c", Status.ALLEGED)]
    assert _scores(ontology, gold, [_edge("Accuse", "ac")]).edges == Counts(1, 1, 0)


@pytest.mark.parametrize("status", [Status.DENIED, Status.PLANNED, Status.HYPOTHETICAL])
def test_no_edge_is_demanded_of_what_did_not_happen(ontology: Ontology, status: Status) -> None:
    assert _scores(ontology, [_event("Accuse", "a", "b", status)], []).edges == Counts()


def test_symmetric_pairs_have_no_direction(ontology: Ontology) -> None:
    gold = [_event("Meeting", "abc")]
    both = [_edge("Meeting", "ab"), _edge("Meeting", "ba"), _edge("Meeting", "ca")]
    assert _scores(ontology, gold, both).edges == Counts(2, 1, 0)
    assert _scores(ontology, [], both).edges == Counts(0, 0, 2)
    with_recipient = [_event("Meeting", "b", "a")]
    assert _scores(ontology, with_recipient, [_edge("Meeting", "ab")]).edges == Counts(1, 0, 0)


@pytest.mark.parametrize("type_", ["Attack", "Recognize"])
def test_a_clash_points_either_way_and_counts_once(ontology: Ontology, type_: str) -> None:
    gold = [_event(type_, "ab")]
    one, both = [_edge(type_, "ba")], [_edge(type_, "ab"), _edge(type_, "ba")]
    assert _scores(ontology, gold, one).edges == Counts(1, 0, 0)
    assert _scores(ontology, gold, both).edges == Counts(1, 0, 0)
    assert _scores(ontology, gold, both).facts_nowhere == Rate(0, 1)


def test_an_invented_clash_is_one_extra_and_two_attacks_are_two(ontology: Ontology) -> None:
    both = [_edge("Attack", "ab"), _edge("Attack", "ba")]
    clash = (PredictedEvent("Attack", Status.REPORTED, actor=frozenset("ab")),)
    assert _scores(ontology, [], both, predicted=clash).edges == Counts(0, 0, 1)
    assert _scores(ontology, [], both).edges == Counts(0, 0, 2)


def test_a_clash_where_one_attacked_is_a_hit_and_an_extra(ontology: Ontology) -> None:
    both = [_edge("Attack", "ab"), _edge("Attack", "ba")]
    clash = (PredictedEvent("Attack", Status.REPORTED, actor=frozenset("ab")),)
    scores = _scores(ontology, [_event("Attack", "a", "b")], both, predicted=clash)
    assert scores.edges == Counts(1, 0, 1)


def test_an_attack_within_a_clash_is_not_demanded_twice(ontology: Ontology) -> None:
    gold = [_event("Attack", "ab"), _event("Attack", "a", "b")]
    assert _scores(ontology, gold, [_edge("Attack", "ab")]).edges == Counts(1, 0, 0)


def test_actors_of_other_types_make_no_pair(ontology: Ontology) -> None:
    assert _scores(ontology, [_event("Protest", "ab")], []).edges == Counts()


def test_groups_are_left_out_on_both_sides(ontology: Ontology) -> None:
    gold = [_event("Attack", "a", "m"), _event("Attack", "a", "b")]
    edges = [_edge("Attack", "ab"), _edge("Attack", "am"), _edge("Protest", "ma")]
    assert _scores(ontology, gold, edges).edges == Counts(1, 0, 0)
    misread = _ENTITIES | {"m": Entity("m", "Marchers", EntityType.ORGANIZATION)}
    assert _scores(ontology, gold, edges, entities=misread).edges == Counts(1, 0, 0)


def test_a_split_entity_earns_one_hit_only(ontology: Ontology) -> None:
    split = _ENTITIES | {"a2": Entity("a2", "angola", EntityType.PLACE)}
    edges = [_edge("Accuse", "ab"), PredictedEdge("Accuse", "a2", "b")]
    scores = _scores(ontology, [_event("Accuse", "a", "b")], edges, entities=split)
    assert scores.edges == Counts(1, 0, 1)


def test_a_treaty_beside_a_signing_is_no_extra(ontology: Ontology) -> None:
    signing = [_event("SignAgreement", "ab", status=Status.PLANNED)]
    treaty = [_edge("treatyWith", "ab"), _edge("treatyWith", "ba")]
    tolerated = _scores(ontology, signing, treaty)
    assert (tolerated.edges, tolerated.facts_nowhere) == (Counts(), Rate(0, 0))
    assert _scores(ontology, [], treaty).edges == Counts(0, 0, 1)
    wanted = (GoldRelation("treatyWith", "b", "a"),)
    assert _scores(ontology, signing, treaty, relations=wanted).edges == Counts(1, 0, 0)
    assert _scores(ontology, signing, [], relations=wanted).edges == Counts(0, 1, 0)


def test_relations_are_counted_apart_too(ontology: Ontology) -> None:
    wanted = (GoldRelation("memberOf", "a", "c"), GoldRelation("bordersWith", "b", "a"))
    edges = [_edge("bordersWith", "ab"), _edge("memberOf", "bc"), _edge("Accuse", "ab")]
    scores = _scores(ontology, [_event("Accuse", "a", "b")], edges, relations=wanted)
    assert scores.relations_by_type == {
        "bordersWith": Counts(1, 0, 0),
        "memberOf": Counts(0, 1, 1),
    }
    assert scores.relations == Counts(1, 1, 1)
    assert scores.edges == Counts(2, 1, 1)


def test_false_facts_are_told_apart(ontology: Ontology) -> None:
    gold = [
        _event("Accuse", "a", "b"),
        _event("Accuse", "a", "b", Status.DENIED),
        _event("Attack", "a", "b", Status.DENIED),
        _event("Attack", "b", "c", Status.ALLEGED),
        _event("Sanction", "a", "c", Status.PLANNED),
    ]
    edges = [
        _edge("Accuse", "ab"),
        _edge("Attack", "ab"),
        _edge("Attack", "bc"),
        _edge("Sanction", "ac"),
        _edge("Sanction", "ca"),
        _edge("Arrest", "ac", alleged=True),
    ]
    scores = _scores(ontology, gold, edges)
    assert scores.facts_unsure == Rate(3, 5)
    assert scores.facts_nowhere == Rate(1, 5)


def test_fact_and_allegation_of_one_pair_count_as_fact(ontology: Ontology) -> None:
    edges = [_edge("Attack", "ab", alleged=True), _edge("Attack", "ab")]
    scores = _scores(ontology, [_event("Attack", "a", "b", Status.ALLEGED)], edges)
    assert (scores.edges, scores.facts_unsure) == (Counts(1, 0, 0), Rate(1, 1))
