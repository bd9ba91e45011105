"""Case sentences of every type: each wording gives its event, each false friend none.

A file `tests/cases/<Type>.yaml` holds sentences with who acts on whom and at which status
(`positive`), and sentences that must not give the type as a fact (`negative`). Adding a type
to the ontology needs its file. All are read by the rules alone and with the tagger. Sentences that
the extraction is known to miss stand in `tests/cases/known_misses.txt` (the rules alone) and
`known_misses_tagged.txt`, and must leave the list once they pass.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from kg.annotate import annotate, load_pipeline
from kg.consolidate import consolidate
from kg.extract import extract
from kg.ingest import document_from_text
from kg.model import Dataset, EntityType, Event, Status
from kg.ontology import load_ontology
from kg.pipeline import Knowledge, load_knowledge
from kg.resolve import resolve

FOLDER = Path(__file__).parent / "cases"
# The rules alone, and the rules with the tagger.
LISTS = {"rules": "known_misses.txt", "tagger": "known_misses_tagged.txt"}
TYPES = sorted(load_ontology().types)
DATE = dt.date(2026, 3, 18)

pytestmark = pytest.mark.model


def load(kind: str) -> Mapping[str, Any]:
    with (FOLDER / f"{kind}.yaml").open(encoding="utf-8") as stream:
        found: Mapping[str, Any] = yaml.safe_load(stream)
    return found


@pytest.fixture(scope="session", params=LISTS)
def knowledge(request: pytest.FixtureRequest) -> Knowledge:
    return load_knowledge(tagger=request.param == "tagger")


@pytest.fixture(scope="session")
def pipeline() -> Any:
    return load_pipeline()


def read(texts: list[str], knowledge: Knowledge, pipeline: Any) -> list[Dataset]:
    """One dataset a sentence."""
    documents = [
        document_from_text(text, identifier=str(i), date=DATE, publisher=None, title=None, url=None)
        for i, text in enumerate(texts)
    ]
    return [
        consolidate(
            [
                extract(
                    resolve(annotated, gazetteer=knowledge.gazetteer, lexicon=knowledge.lexicon),
                    rules=knowledge.rules,
                )
            ],
            ontology=knowledge.ontology,
        )
        for annotated in annotate(documents, pipeline=pipeline)
    ]


def named(dataset: Dataset, key: str, name: str) -> bool:
    """Does the entity go by this name? Unnamed groups by the head noun."""
    entity = dataset.entities[key]
    names = {n.lower().removeprefix("the ") for n in (entity.label, *entity.aliases)}
    wanted = name.lower().removeprefix("the ")
    if wanted in names:
        return True
    if entity.type is EntityType.GROUP:
        return wanted.split(" of ")[0].split()[-1] == entity.label.lower().split()[-1]
    return False


def same(dataset: Dataset, keys: tuple[str, ...], names: list[str]) -> bool:
    """Do the entities go by these names, one by one?"""
    left = list(names)
    for key in keys:
        fit = next((n for n in left if named(dataset, key, n)), None)
        if fit is None:
            return False
        left.remove(fit)
    return not left


def holds(dataset: Dataset, kind: str, case: Mapping[str, Any], knowledge: Knowledge) -> bool:
    """Does the dataset hold the case's event or relation at its status?"""
    concept = knowledge.ontology.types[kind]
    if concept.kind == "relation":
        status = case.get("status", "Reported")
        found = {
            edge.alleged
            for edge in dataset.edges
            if edge.predicate == concept.edge
            and named(dataset, edge.subject, case["subject"])
            and named(dataset, edge.object, case["object"])
        }
        if status == "Reported":
            return found == {False}
        return found == ({True} if status in ("Alleged", "Contested") else set())
    for dated in dataset.events:
        event = dated.event
        if event.type != kind or dated.status.value != case.get("status", "Reported"):
            continue
        actor, recipient = event.actor, event.recipient
        if concept.symmetric and not case.get("recipient"):
            actor, recipient = tuple({*actor, *recipient}), ()
        if same(dataset, actor, case.get("actor") or []) and same(
            dataset, recipient, case.get("recipient") or []
        ):
            return True
    return False


def told_as_fact(dataset: Dataset, kind: str, knowledge: Knowledge) -> bool:
    """Does the dataset tell an event or relation of this type as a fact?"""
    concept = knowledge.ontology.types[kind]
    if concept.kind == "relation":
        return any(edge.predicate == concept.edge and not edge.alleged for edge in dataset.edges)
    return any(
        dated.event.type == kind and dated.status is Status.REPORTED
        for dated in dataset.events
        if isinstance(dated.event, Event)
    )


@pytest.mark.parametrize("kind", TYPES)
def test_type_has_its_cases(kind: str) -> None:
    cases = load(kind)
    assert cases["type"] == kind
    assert len(cases["positive"]) >= 6
    assert len(cases["negative"]) >= 4


@pytest.mark.parametrize("kind", TYPES)
def test_cases(kind: str, knowledge: Knowledge, pipeline: Any) -> None:
    cases = load(kind)
    texts = [case["text"] for case in (*cases["positive"], *cases["negative"])]
    datasets = read(texts, knowledge, pipeline)
    size = len(cases["positive"])
    missed = {
        case["text"]
        for case, dataset in zip(cases["positive"], datasets, strict=False)
        if not holds(dataset, kind, case, knowledge)
    }
    wrong = {
        case["text"]
        for case, dataset in zip(cases["negative"], datasets[size:], strict=True)
        if told_as_fact(dataset, kind, knowledge)
    }
    known = {f"{kind}: {text}" for text in missed | wrong}
    name = LISTS["rules" if knowledge.rules.tagger is None else "tagger"]
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    listed = {line for line in lines if line.startswith(f"{kind}: ")}
    assert known - listed == set(), "newly missed or newly wrong"
    assert listed - known == set(), f"now right: take them off {name}"
