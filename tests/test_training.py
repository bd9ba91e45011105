"""The items that the tagger learns from are well-formed: words stand in the text, names exist."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.model import EntityType, Status
from kg.ontology import load_ontology

FOLDER = Path(__file__).resolve().parents[1] / "seeds" / "training"
FILES = sorted(FOLDER.rglob("*.jsonl"))
EVENTS = {t.id: t for t in load_ontology().types.values() if t.kind == "event"}
MUTUAL = {t.id for t in EVENTS.values() if t.symmetric} - {"AgreeToCooperate"}
ROLES = ("actor", "recipient", "place", "by", "denied")


def items(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        yield f"{path.name}:{number}", json.loads(line)


def test_every_type_is_taught() -> None:
    told = [e["type"] for path in FILES for _, item in items(path) for e in item["events"]]
    assert {kind for kind in EVENTS if told.count(kind) < 20} == set()


def test_no_text_stands_twice() -> None:
    texts = [item["text"] for path in FILES for _, item in items(path)]
    assert len(texts) == len(set(texts))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_items_are_well_formed(path: Path) -> None:
    for where, item in items(path):
        text, entities = item["text"], item["entities"]
        assert item.keys() <= {"date", "text", "entities", "events"}, where
        for name, (kind, *mentions) in entities.items():
            assert EntityType(kind), where
            assert all(mention in text for mention in mentions or [name]), (where, name)
        played = set()
        for event in item["events"]:
            allowed = {"type", "trigger", "status", "date", "quantity", *ROLES}
            assert event.keys() <= allowed, where
            assert event["type"] in EVENTS, where
            assert event["trigger"] in text, (where, event["trigger"])
            assert Status(event.get("status", "Reported")), where
            if event["type"] in MUTUAL:
                assert not event.get("recipient"), (where, event["type"])
            for role in ROLES:
                played |= set(event.get(role, []))
        assert played == set(entities), where
