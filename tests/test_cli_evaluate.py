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


LINKED = {
    "id": "one",
    "date": "2026-03-18",
    "text": "Kenyan President Amina Odhiambo flew to Kampala. Uganda welcomed her.",
    "links": [
        [0, 6, "Kenyan", "Kenya"],
        [17, 31, "Amina Odhiambo", "Amina_Odhiambo"],
        [40, 47, "Kampala", "Kampala"],
        [49, 55, "Uganda", "Georgia_(country)"],
    ],
}


@pytest.mark.model
def test_entities_on_links(tmp_path: Path) -> None:
    path = tmp_path / "links.jsonl"
    other = {"id": "two", "text": "Chad thanked Togo.", "links": []}
    path.write_text(json.dumps(LINKED) + "\n" + json.dumps(other) + "\n", encoding="utf-8")
    figures = run("entities", str(path))
    assert figures.exit_code == 0
    assert figures.stdout.startswith("2 items, 4 links\n")
    rows = {line.split()[0]: line.split() for line in figures.stdout.splitlines() if line.split()}
    assert rows["states"] == ["states", "1", "2", "0.500"]
    assert rows["person"] == ["person", "1", "1", "1", "1", "1.000", "1", "1.000"]
    listed = run("entities", str(path), "--errors", "--limit", "1")
    assert listed.stdout.startswith("state wrong | 1x | Georgia (country) [Uganda] | given Uganda")
    assert listed.stderr.startswith("1 items, 4 links\n")


def test_an_unknown_format_is_one_line(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text('{"id": "1", "text": "Chad won."}\n', encoding="utf-8")
    result = run("entities", str(path))
    assert result.exit_code == 1
    assert "none of the known formats" in result.stderr
    assert run("entities", str(tmp_path / "none.jsonl")).exit_code == 1


def test_extraction_is_the_default(tmp_path: Path) -> None:
    missing = str(tmp_path / "none.jsonl")
    for arguments in ((missing,), ("extraction", missing), ("--errors", missing)):
        assert "no such file" in run(*arguments).stderr
    assert "entities" in run("--help").stdout
    assert run().exit_code == 2


@pytest.mark.model
def test_entities_on_annotated_items(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(ITEM) + "\n", encoding="utf-8")
    figures = run("entities", str(path))
    assert figures.exit_code == 0
    assert "Events" not in figures.stdout
    rows = [line.split() for line in figures.stdout.splitlines()]
    assert ["all", "4", "4", "1.000", "1.000", "4", "1.000"] in rows
    assert ["headOfState", "1", "1", "1", "1.000", "1.000", "1.000"] in rows
    listed = run("entities", str(path), "--errors").stdout.splitlines()
    assert listed[0].startswith(
        "relation missed | 1x | memberOf: Peter Lule -> Uganda | given nothing | one | Kenyan"
    )


@pytest.mark.model
def test_plover(tmp_path: Path) -> None:
    path = tmp_path / "pairs.jsonl"
    record = {
        "marked": "<s>Kenya</s> accused <t>two Fijian envoys</t> of spying.",
        "root": "ACCUSE",
    }
    path.write_text(json.dumps(record) + "\n", encoding="utf-8")
    figures = run("plover", str(path))
    assert figures.exit_code == 0
    accuse = next(line for line in figures.stdout.splitlines() if line.startswith("ACCUSE"))
    assert accuse.split()[1:4] == ["1", "1", "1"]


@pytest.mark.model
def test_attribution(tmp_path: Path) -> None:
    path = tmp_path / "sources.jsonl"
    text = "Peter Lule said on Friday that the talks in Kampala had failed."
    one = {"source": [[0, 10]], "cue": [[11, 15]], "content": [[26, 62]]}
    record = {"id": "one", "text": text, "attributions": [one]}
    path.write_text(json.dumps(record) + "\n", encoding="utf-8")
    figures = run("attribution", str(path))
    assert figures.exit_code == 0
    recall = next(line for line in figures.stdout.splitlines() if line.startswith("recall"))
    assert recall.split() == ["recall", "1", "1", "1.000"]
