from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from evaluate_factory import ENTITIES, TEXT, claim, document

from kg.errors import InputError
from kg.evaluate import Counts, run
from kg.model import Event, Extraction
from kg.ontology import Ontology, load_ontology


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return load_ontology()


def _gold(tmp_path: Path, *ids: str) -> Path:
    path = tmp_path / "gold.jsonl"
    entities = [
        {"id": "e1", "name": "Chad", "type": "State", "mentions": ["Chad"]},
        {"id": "e2", "name": "Libya", "type": "State", "mentions": ["Libya"]},
    ]
    event = {
        "type": "Accuse",
        "trigger": "accused",
        "actor": ["e1"],
        "recipient": ["e2"],
        "status": "Reported",
    }
    lines = [
        json.dumps(
            {
                "id": one,
                "date": "2026-02-03",
                "text": TEXT,
                "entities": entities,
                "events": [event],
                "relations": [],
            }
        )
        for one in ids
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def _extraction(identifier: str, *events: Event) -> Extraction:
    claims = tuple(replace(claim(event, 1, "x"), asserted_by=()) for event in events)
    return Extraction(document(identifier), ENTITIES, (), claims)


_ACCUSE = Event("Accuse", actor=("chad",), recipient=("libya",))


def test_run_scores_a_file_document_by_document(tmp_path: Path, ontology: Ontology) -> None:
    path = _gold(tmp_path, "one", "two", "three")
    asked: list[Path] = []

    def pipeline(source: Path) -> Iterator[Extraction]:
        asked.append(source)
        yield _extraction("elsewhere", _ACCUSE)
        yield _extraction("two")
        yield _extraction("one", _ACCUSE)

    found = run(path, pipeline=pipeline, ontology=ontology)
    assert asked == [path]
    assert found.scores.unread == ("three",)
    assert found.scores.edges == found.scores.events == Counts(1, 2, 0)
    assert found.scores.exact.asserted_by == Counts()
    missed = [line for line in found.errors if line.startswith("event missed")]
    assert [line.split(" | ")[2] for line in missed] == ["three", "two"]


def test_limit_stops_the_pipeline(tmp_path: Path, ontology: Ontology) -> None:
    given: list[str] = []

    def pipeline(_: Path) -> Iterator[Extraction]:
        for name in ("one", "two", "three"):
            given.append(name)
            yield _extraction(name, _ACCUSE)

    path = _gold(tmp_path, "one", "two", "three")
    scores, errors = run(path, pipeline=pipeline, ontology=ontology, limit=2)
    assert (scores.items, scores.edges) == (2, Counts(2, 0, 0))
    assert errors == ()
    assert given == ["one", "two"]


def test_bad_arguments_are_refused(tmp_path: Path, ontology: Ontology) -> None:
    with pytest.raises(ValueError, match="at least 1"):
        run(tmp_path, pipeline=lambda _: (), ontology=ontology, limit=0)
    with pytest.raises(InputError, match=r"nothing\.jsonl"):
        run(tmp_path / "nothing.jsonl", pipeline=lambda _: (), ontology=ontology)
