"""Marked relations and graphs made here."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kg.errors import InputError
from kg.evaluate.entities.stated import StatedScores, load_marked, report, score_stated
from kg.evaluate.scores import Rate
from kg.model import (
    Claim,
    Dataset,
    Document,
    Edge,
    Entity,
    EntityType,
    Evidence,
    Mention,
    Relation,
    Span,
)
from kg.ontology import load_ontology

TEXT = (
    "The Foreign Secretary, Hawa Vale, belongs to the Sahel Club. Sahel Club fighters took the "
    "town of Zinder. Radio Sahel is run by the Ministry of Sound. It is 3 km (2 mi) away."
)
TYPES = {
    "The Foreign Secretary": "Person",
    "Hawa Vale": "Person",
    "the Sahel Club": "Organisation",
    "Sahel Club fighters": "Organisation",
    "the town of Zinder": "Location",
    "Radio Sahel": "Organisation",
    "the Ministry of Sound": "Organisation",
    "3 km": "Quantity",
    "2 mi": "Quantity",
}
ENTITIES = {
    "vale": Entity("vale", "Hawa Vale", EntityType.PERSON),
    "club": Entity("club", "Sahel Club", EntityType.ORGANIZATION),
    "zinder": Entity("zinder", "Zinder", EntityType.PLACE),
    "radio": Entity("radio", "Radio Sahel", EntityType.NEWS_MEDIA),
    "ministry": Entity("ministry", "Ministry of Sound", EntityType.GOVERNMENT_BODY),
    "chad": Entity("chad", "Chad", EntityType.STATE),
}
EDGES = (
    Edge("vale", "memberOf", "club"),
    Edge("club", "captured", "zinder"),
    Edge("radio", "organOf", "ministry"),
)


def at(words: str) -> list[int]:
    start = TEXT.index(words)
    return [start, start + len(words)]


def relation(kind: str, source: str, target: str, confidence: float = 1) -> dict[str, Any]:
    return {
        "type": kind,
        "source": [*at(source), source],
        "target": [*at(target), target],
        "confidence": confidence,
    }


def gold(tmp_path: Path, *relations: dict[str, Any]) -> Path:
    entities = [[*at(words), kind, words, 1] for words, kind in TYPES.items()]
    record = {"id": "one", "text": TEXT, "entities": entities, "relations": relations}
    path = tmp_path / "marked.jsonl"
    path.write_text(json.dumps(record), encoding="utf-8")
    return path


def dataset(*edges: Edge, office: str = "foreign secretary") -> Dataset:
    words = {"Hawa Vale": "vale", "Sahel Club": "club", "Zinder": "zinder"}
    words |= {"Radio Sahel": "radio", "Ministry of Sound": "ministry"}
    spans = [(*at(name), key) for name, key in words.items()]
    second = TEXT.index("Sahel Club fighters")
    spans.append((second, second + 10, "club"))
    claim = Claim("d", Relation("ministerOf", "vale", "chad", office), Evidence(0, 60, TEXT[:60]))
    return Dataset(
        (Document("d", TEXT, ("one",), (Span(0, len(TEXT)),)),),
        ENTITIES,
        {},
        (),
        (("c", claim, None),),
        edges,
        {"d": tuple(Mention(start, end, 0, 0, 1, 0, key) for start, end, key in spans)},
    )


def scored(path: Path, graph: Dataset) -> StatedScores:
    return score_stated(load_marked(path), graph, ontology=load_ontology())


def test_relations_that_stand_in_the_graph(tmp_path: Path) -> None:
    path = gold(
        tmp_path,
        relation("IsSynonymOf", "The Foreign Secretary", "Hawa Vale"),
        relation("IsSynonymOf", "Hawa Vale", "The Foreign Secretary"),
        relation("BelongsTo", "Hawa Vale", "the Sahel Club"),
        relation("InChargeOf", "Sahel Club fighters", "the town of Zinder"),
        relation("InChargeOf", "the Ministry of Sound", "Radio Sahel"),
        relation("IsSynonymOf", "3 km", "2 mi"),
        relation("BelongsTo", "Radio Sahel", "the Sahel Club", 0.9),
        relation("CoLocated", "Radio Sahel", "the Sahel Club"),
    )
    scores = scored(path, dataset(*EDGES))
    assert scores.right == {
        "BelongsTo": Rate(1, 1),
        "InChargeOf": Rate(2, 2),
        "IsSynonymOf": Rate(1, 1),
    }
    assert scores.found["IsSynonymOf"] == Rate(0, 1)
    assert scores.left_out == 1
    assert scores.misses == ()


def test_relations_that_do_not(tmp_path: Path) -> None:
    path = gold(
        tmp_path,
        relation("IsSynonymOf", "The Foreign Secretary", "Hawa Vale"),
        relation("BelongsTo", "the Sahel Club", "Hawa Vale"),
        relation("InChargeOf", "Radio Sahel", "the Ministry of Sound"),
    )
    scores = scored(path, dataset(*EDGES, office="defence secretary"))
    assert {rate.count for rate in scores.right.values()} == {0}
    assert [(miss.kind, miss.given) for miss in scores.misses] == [
        ("BelongsTo missed", "Sahel Club (Organization) / Hawa Vale (Person)"),
        ("InChargeOf missed", "Radio Sahel (NewsMedia) / Ministry of Sound (GovernmentBody)"),
        ("IsSynonymOf missed", "nothing / Hawa Vale (Person)"),
    ]
    tables = report(scores)
    assert "all             3          2     0   0.000" in tables


def test_a_document_that_was_not_read(tmp_path: Path) -> None:
    path = gold(tmp_path, relation("BelongsTo", "Hawa Vale", "the Sahel Club"))
    scores = scored(path, Dataset((), {}, {}, (), (), ()))
    assert scores.unread == ("one",)
    assert scores.right == {"BelongsTo": Rate(0, 1)}


def test_an_end_that_is_not_in_the_text_is_named(tmp_path: Path) -> None:
    broken = relation("BelongsTo", "Hawa Vale", "the Sahel Club") | {"source": [0, 3, "Hawa"]}
    with pytest.raises(InputError, match=r"marked\.jsonl:1: relations\[0\] has a 'source'"):
        load_marked(gold(tmp_path, broken))
