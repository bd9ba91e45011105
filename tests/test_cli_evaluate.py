"""`kg evaluate` on items written here."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli import main

ITEM = {
    "id": "one",
    "date": "2026-03-18",
    "text": "Kenyan President Amina Odhiambo met Ugandan Foreign Minister Peter Lule in Kampala.",
    "entities": [
        {"id": "e1", "name": "Amina Odhiambo", "type": "Person", "mentions": ["Amina Odhiambo"]},
        {"id": "e2", "name": "Peter Lule", "type": "Person", "mentions": ["Peter Lule"]},
        {"id": "e3", "name": "Kenya", "type": "State", "mentions": ["Kenyan"]},
        {"id": "e4", "name": "Uganda", "type": "State", "mentions": ["Ugandan"]},
    ],
    "events": [
        {
            "type": "Meeting",
            "trigger": "met",
            "actor": ["e1", "e2"],
            "recipient": [],
            "place": [],
            "date": None,
            "object": None,
            "quantity": None,
            "status": "Reported",
            "asserted_by": [],
            "denied_by": [],
        }
    ],
    "relations": [
        {"type": "headOfState", "subject": "e1", "object": "e3"},
        {"type": "memberOf", "subject": "e2", "object": "e4"},
    ],
}


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["evaluate", *arguments])


def test_a_missing_file_is_one_line(tmp_path: Path) -> None:
    result = run(str(tmp_path / "none.jsonl"))
    assert result.exit_code == 1
    assert "no such file" in result.stderr
    assert "Traceback" not in result.output


def test_a_broken_line_is_named(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text("{broken\n", encoding="utf-8")
    result = run(str(path))
    assert result.exit_code == 1
    assert f"{path}:1" in result.stderr


@pytest.mark.model
def test_figures_and_errors(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(ITEM) + "\n", encoding="utf-8")
    figures = run(str(path))
    assert figures.exit_code == 0
    meeting = next(line for line in figures.stdout.splitlines() if line.startswith("Meeting"))
    assert meeting.split()[1:4] == ["1", "1", "1"]
    listed = run(str(path), "--errors")
    assert "edge missed | memberOf | one" in listed.stdout
    assert "Events" in listed.stderr
