"""The measures on the annotated files beside the checkout, where those are."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli import main

GOLD = Path(__file__).resolve().parents[3] / "shared" / "gold"


@pytest.mark.model
@pytest.mark.parametrize(
    ("name", "table"),
    [
        ("current_events_2025", "States: the linked mention denotes the state"),
        ("news_dev", "Durable relations"),
        ("articles_dev", "Durable relations"),
        ("dwie_dev", "Coreference on named mentions"),
        ("re3d_dev", "Recall of stated relations"),
    ],
)
def test_every_format_is_read(name: str, table: str) -> None:
    path = GOLD / f"{name}.jsonl"
    if not path.exists():
        pytest.skip(f"needs the annotated file {path}, which is not part of the project")
    result = CliRunner().invoke(main, ["evaluate", "entities", str(path), "--limit", "3"])
    assert result.exit_code == 0, result.output
    assert table in result.stdout
