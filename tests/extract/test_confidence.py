"""A claim's confidence is the measured share of its kind, less what its rule took off."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import DataError
from kg.extract.confidence import calibrated, kinds_of, load_confidence
from kg.model import Claim, Event, Evidence, Relation

MEETING = Event("Meeting", actor=("a", "b"))
LONE = Event("Protest", actor=("a",))
ALLIED = Relation("alliedWith", "a", "b")
TABLE = {"event": 0.6, "relation": 0.9, "verb pair": 0.8, "noun lone": 0.4, "Meeting": 0.7}


def claim(about: Event | Relation, confidence: float) -> Claim:
    return Claim("d", about, Evidence(0, 4, "They", 0, 4), confidence=confidence)


@pytest.mark.parametrize(
    ("about", "nominal", "kinds"),
    [
        (MEETING, False, ("Meeting", "verb pair", "event")),
        (LONE, True, ("Protest", "noun lone", "event")),
        (ALLIED, False, ("alliedWith", "relation")),
    ],
)
def test_kinds(about: Event | Relation, nominal: bool, kinds: tuple[str, ...]) -> None:
    assert kinds_of(about, nominal=nominal) == kinds


@pytest.mark.parametrize(
    ("about", "given", "nominal", "expected"),
    [
        (MEETING, 0.85, False, 0.7),  # its type
        (LONE, 0.75, True, 0.4),  # no such type: a lone party at a noun
        (ALLIED, 0.9, False, 0.9),  # never more than the share
        (MEETING, 0.75, False, 0.62),  # a pronoun took 0.1 off
    ],
)
def test_calibrated(about: Event | Relation, given: float, nominal: bool, expected: float) -> None:
    assert calibrated(claim(about, given), TABLE, nominal=nominal).confidence == expected


def test_the_shipped_table_has_shares() -> None:
    assert all(0 < share < 1 for share in load_confidence().values())


@pytest.mark.parametrize("text", ["event: 0.5\n", "event: 2\nrelation: 0.9\n", "- event\n"])
def test_a_wrong_table_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "confidence.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=r"confidence\.yaml"):
        load_confidence(tmp_path)
