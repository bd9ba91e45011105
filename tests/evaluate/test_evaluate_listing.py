from __future__ import annotations

from dataclasses import replace

import pytest
from evaluate_factory import ENTITIES, ITEM, SENTENCES, dataset

from kg.evaluate import PredictedEdge, PredictedEvent, Prediction, errors, prediction
from kg.model import Entity, EntityType, Status
from kg.ontology import Ontology, load_ontology


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return load_ontology()


@pytest.fixture
def perfect(ontology: Ontology) -> Prediction:
    return prediction(dataset(), ontology=ontology)


def test_a_perfect_prediction_has_no_errors(perfect: Prediction, ontology: Ontology) -> None:
    assert errors([ITEM], {ITEM.id: perfect}, ontology=ontology) == []


def test_what_is_missed_is_listed_by_kind_and_type(ontology: Ontology) -> None:
    lines = errors([ITEM], {}, ontology=ontology)
    kinds = [line.split(" | ")[:3] for line in lines]
    assert kinds[:4] == [
        ["edge missed", "Accuse", "item-1"],
        ["edge missed", "Meeting", "item-1"],
        ["edge missed", "headOfState", "item-1"],
        ["edge missed", "locatedIn", "item-1"],
    ]
    assert f"edge missed | Meeting | item-1 | Chad -- Niger | Reported | {SENTENCES[0]}." in lines
    assert (
        f"event missed | Sanction | item-1 | Chad -> Libya | "
        f"Hypothetical by Ada Balima, denied by - | {SENTENCES[3]}" in lines
    )
    assert f"entity missed | Person | item-1 | Ada Balima | {SENTENCES[3]}" in lines


def test_extras_and_false_facts_show_the_predicted_sentence(
    perfect: Prediction, ontology: Ontology
) -> None:
    visit = PredictedEdge("Visit", "balima", "niger", False, "She\nwill visit.")
    arrest = PredictedEvent("Arrest", Status.ALLEGED, frozenset({"chad"}), sentence="Held.")
    spoilt = replace(perfect, edges=(*perfect.edges, visit), events=(*perfect.events, arrest))
    assert errors([ITEM], {ITEM.id: spoilt}, ontology=ontology) == [
        "edge extra | Visit | item-1 | Ada Balima -> Niger | rel | She will visit.",
        "fact unsure | Visit | item-1 | Ada Balima -> Niger | gold Planned | She will visit.",
        "event extra | Arrest | item-1 | Chad -> - | Alleged by -, denied by - | Held.",
    ]


def test_wrong_details_show_both_sides(perfect: Prediction, ontology: Ontology) -> None:
    meeting, *others = perfect.events
    spoilt = replace(
        meeting,
        actor=frozenset({"chad", "niger", "libya"}),
        status=Status.PLANNED,
        asserted_by=frozenset({"chad"}),
        date=None,
        place=frozenset(),
    )
    lines = errors([ITEM], {ITEM.id: replace(perfect, events=(spoilt, *others))}, ontology=ontology)
    end = f" | {SENTENCES[0]}"
    assert lines == [
        "event roles | Meeting | item-1 | gold Chad + Niger -> - | Reported by Sahel Press, "
        "denied by - | given Chad + Libya + Niger -> - | Planned by Chad, denied by -" + end,
        "status wrong | Meeting | item-1 | gold Reported | given Planned" + end,
        "source wrong | Meeting | item-1 | gold by Sahel Press, denied by - | "
        "given by Chad, denied by -" + end,
        "date wrong | Meeting | item-1 | gold 2026-02-02 | given -" + end,
        "place wrong | Meeting | item-1 | gold Zinder | given -" + end,
    ]


def test_entities_split_or_of_a_wrong_class_are_listed(
    perfect: Prediction, ontology: Ontology
) -> None:
    entities = {
        **ENTITIES,
        "chad2": Entity("chad2", "Chadian", EntityType.GROUP),
        "zinder": Entity("zinder", "Zinder", EntityType.PERSON),
    }
    lines = errors([ITEM], {ITEM.id: replace(perfect, entities=entities)}, ontology=ontology)
    assert lines == [
        f"entity split | State | item-1 | Chad | Chad + Chadian | {SENTENCES[0]}.",
        f"entity class | Place | item-1 | Zinder | given Zinder, Person | {SENTENCES[0]}.",
    ]
