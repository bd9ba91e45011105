from __future__ import annotations

from dataclasses import replace

import pytest
from evaluate_factory import SENTENCES, claim, dataset, document

from kg.evaluate import PredictedEdge, prediction
from kg.model import Edge, Entity, EntityType, Status
from kg.ontology import Ontology, load_ontology


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return load_ontology()


def test_events_carry_roles_sources_and_sentence(ontology: Ontology) -> None:
    meeting, accuse, aid, *_ = prediction(dataset(), ontology=ontology).events
    assert (meeting.type, meeting.status) == ("Meeting", Status.REPORTED)
    assert meeting.actor == {"chad", "niger"}
    assert meeting.place == {"zinder"}
    assert meeting.date == "2026-02-02"
    assert meeting.asserted_by == {"press"}
    assert meeting.sentence == SENTENCES[0]
    assert (accuse.asserted_by, accuse.denied_by) == (frozenset(), frozenset())
    assert aid.asserted_by == {"chad"}
    assert aid.denied_by == {"libya"}


def test_events_and_sentences_follow_the_text(ontology: Ontology) -> None:
    data = dataset()
    shuffled = replace(data, events=data.events[::-1], claims=data.claims[::-1])
    told = prediction(shuffled, ontology=ontology)
    assert [event.type for event in told.events][:1] == ["Meeting"]
    assert [event.sentence for event in told.events][-1] == SENTENCES[3]
    again = ("c0", claim(data.events[0].event, 3, "press"), "m")
    twice = prediction(replace(data, claims=(again, *data.claims)), ontology=ontology)
    assert twice.events[0].sentence == SENTENCES[0]
    assert {edge.sentence for edge in twice.edges if edge.type == "Meeting"} == {SENTENCES[0]}


def test_the_publisher_is_the_narrator(ontology: Ontology) -> None:
    meeting = prediction(dataset(publisher="sahel press"), ontology=ontology).events[0]
    assert meeting.asserted_by == frozenset()


def test_the_publisher_is_found_by_alias(ontology: Ontology) -> None:
    data = dataset(publisher="SP")
    press = Entity("press", "Sahel Press", EntityType.NEWS_MEDIA, frozenset({"SP"}))
    data = replace(data, entities={**data.entities, "press": press})
    assert prediction(data, ontology=ontology).events[0].asserted_by == frozenset()


def test_edges_carry_type_and_sentence(ontology: Ontology) -> None:
    edges = prediction(dataset(), ontology=ontology).edges
    assert PredictedEdge("headOfState", "balima", "chad", False, SENTENCES[3]) in edges
    assert PredictedEdge("Meeting", "niger", "chad", False, SENTENCES[0]) in edges
    assert PredictedEdge("ProvideMilitaryAid", "libya", "rebels", True, SENTENCES[1]) in edges


def test_foreign_datasets_are_refused(ontology: Ontology) -> None:
    data = dataset()
    with pytest.raises(ValueError, match="consolidate each alone"):
        prediction(replace(data, documents=(document(), document("other"))), ontology=ontology)
    odd = replace(data, edges=(Edge("chad", "teased", "niger"),))
    with pytest.raises(ValueError, match="no edge 'teased'"):
        prediction(odd, ontology=ontology)
