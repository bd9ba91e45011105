from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from kg.errors import InputError
from kg.evaluate import load_gold
from kg.model import EntityType, Status

_GOLD = Path(__file__).resolve().parents[3] / "shared" / "gold"
_FILES = ("news_dev", "news_hedged_dev", "news_more_dev", "articles_dev")


def _record(**changes: Any) -> dict[str, Any]:
    record: dict[str, Any] = {
        "id": "k-1",
        "date": "2026-01-05",
        "text": "Kenya denied on Sunday that it had closed the border with Somalia.",
        "entities": [
            {"id": "e1", "name": "Kenya", "type": "State", "mentions": ["Kenya"]},
            {"id": "e2", "name": "Somalia", "type": "State", "mentions": ["Somalia"]},
        ],
        "events": [
            {
                "type": "Coerce",
                "trigger": "closed",
                "actor": ["e1"],
                "recipient": ["e2"],
                "place": [],
                "date": None,
                "object": "the border",
                "quantity": None,
                "status": "Denied",
                "asserted_by": [],
                "denied_by": ["e1", "e1"],
            }
        ],
        "relations": [{"type": "bordersWith", "subject": "e1", "object": "e2"}],
    }
    return record | changes


def _file(tmp_path: Path, *lines: str) -> Path:
    path = tmp_path / "gold.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_item_is_read_with_all_its_parts(tmp_path: Path) -> None:
    (item,) = load_gold(_file(tmp_path, "", json.dumps(_record(more="ignored")), ""))
    assert (item.id, item.date, item.title) == ("k-1", dt.date(2026, 1, 5), None)
    kenya, somalia = item.entities
    assert (kenya.name, kenya.type, kenya.mentions) == ("Kenya", EntityType.STATE, ("Kenya",))
    (event,) = item.events
    assert (event.status, event.object, event.denied_by) == (
        Status.DENIED,
        "the border",
        ("e1",),
    )
    (relation,) = item.relations
    assert (relation.type, relation.subject, relation.object) == ("bordersWith", "e1", somalia.id)


def _event(**changes: Any) -> list[dict[str, Any]]:
    return [_record()["events"][0] | changes]


@pytest.mark.parametrize(
    ("broken", "problem"),
    [
        ('{"id": "k-2",', "is not JSON"),
        ("[1]", "is not a JSON object"),
        (json.dumps(_record(id="k-1")), "which an earlier line has"),
        (json.dumps(_record(id=None)), "lacks 'id'"),
        (json.dumps(_record(id="k-2", text=3)), "'text' that is not a string"),
        (json.dumps(_record(id="k-2", date="5 January")), "which is no ISO day"),
        (json.dumps(_record(id="k-2", events=None)), "lacks the list 'events'"),
        (json.dumps(_record(id="k-2", entities=["Kenya"])), "entities[0] is not a JSON object"),
        (
            json.dumps(_record(id="k-2", entities=_record()["entities"][:1] * 2)),
            "two entities of the same id",
        ),
        (
            json.dumps(_record(id="k-2", entities=[{"id": "e1", "name": "X", "type": "City"}])),
            "entities[0] has the unknown type 'City'",
        ),
        (
            json.dumps(_record(id="k-2", events=_event(status="Maybe"))),
            "events[0] has the unknown status 'Maybe'",
        ),
        (
            json.dumps(_record(id="k-2", events=_event(recipient=["e9"]))),
            "events[0] has the recipient 'e9'",
        ),
        (json.dumps(_record(id="k-2", events=_event(actor="e1"))), "that is not a list"),
        (json.dumps(_record(id="k-2", events=_event(actor=[1]))), "something that is not a string"),
        (json.dumps(_record(id="k-2", events=_event(date="May"))), "has the date 'May'"),
        (
            json.dumps(
                _record(
                    id="k-2", relations=[{"type": "bordersWith", "subject": "e1", "object": "e7"}]
                )
            ),
            "relations[0] names 'e7'",
        ),
    ],
)
def test_malformed_line_names_file_and_line(tmp_path: Path, broken: str, problem: str) -> None:
    path = _file(tmp_path, json.dumps(_record()), broken)
    with pytest.raises(InputError) as caught:
        load_gold(path)
    assert str(caught.value).startswith(f"{path}:2: ")
    assert problem in str(caught.value)


@pytest.mark.parametrize("date", ["2026-01-05", "2026-01", "2026", "2025-11/2025-12"])
def test_dates_of_every_precision_are_read(tmp_path: Path, date: str) -> None:
    (item,) = load_gold(_file(tmp_path, json.dumps(_record(events=_event(date=date)))))
    assert item.events[0].date == date


def test_unreadable_files_are_named(tmp_path: Path) -> None:
    missing = tmp_path / "none.jsonl"
    with pytest.raises(InputError, match="No such file") as caught:
        load_gold(missing)
    assert caught.value.where == str(missing)
    with pytest.raises(InputError, match="holds no items"):
        load_gold(_file(tmp_path, "", " "))
    latin = tmp_path / "latin.jsonl"
    latin.write_bytes(b'{"id": "caf\xe9"}')
    with pytest.raises(InputError, match="is not UTF-8"):
        load_gold(latin)


@pytest.mark.parametrize("name", _FILES)
def test_the_real_files_load(name: str) -> None:
    path = _GOLD / f"{name}.jsonl"
    if not path.is_file():
        pytest.skip(f"the gold file {path} is not on this machine")
    items = load_gold(path)
    assert all(item.entities and item.text for item in items if item.events)
    assert any(item.events for item in items)
