"""`kg why` tells one sentence once, whoever stands behind it."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner
from factory import (
    ARDONIA,
    BELMARK,
    CORVANIA,
    PEOPLE,
    WIRE,
    claim,
    document,
    entity,
    event,
    extraction,
)

from kg.cli import main
from kg.consolidate import consolidate
from kg.graph import to_quads
from kg.model import EntityType, Polarity
from kg.ontology import load_ontology
from kg.store import Store

ONTOLOGY = load_ontology()
MINISTRY = entity("Belmarkian Foreign Ministry", EntityType.GOVERNMENT_BODY)
CHARGE = "Ardonia says Belmark armed Corvania."
DENIAL = "Belmark never did, its foreign ministry said."


def run(graph: Path, *arguments: str) -> str:
    result = CliRunner().invoke(main, ["why", *arguments, "-g", str(graph)], catch_exceptions=False)
    assert result.exit_code == 0, result.stderr
    return result.stdout


def built(folder: Path) -> Path:
    source = document(f"{CHARGE} {DENIAL}")
    aid = event("ProvideMilitaryAid", [BELMARK], [CORVANIA])
    told = [
        claim(source, aid, CHARGE, by=[ARDONIA]),
        claim(source, aid, DENIAL, by=[BELMARK], via=[WIRE], polarity=Polarity.NEGATIVE),
        claim(source, aid, DENIAL, by=[MINISTRY], polarity=Polarity.NEGATIVE, confidence=0.8),
    ]
    dataset = consolidate([extraction(source, told, [*PEOPLE, MINISTRY])], ontology=ONTOLOGY)
    path = folder / "x.trig"
    Store.from_quads(to_quads(dataset, ontology=ONTOLOGY)).save(path)
    return path


def test_the_denial_of_a_state_and_its_ministry_is_shown_once(tmp_path: Path) -> None:
    end = len(CHARGE) + 1 + len(DENIAL)
    assert run(built(tmp_path), "Belmark", "gaveMilitaryAidTo").splitlines() == [
        "Belmark gaveMilitaryAidTo Corvania [Contested]",
        f"  “{CHARGE}”",
        "  said by Ardonia; certain; confidence 0.9 by frame",
        f"  in 2025-03-08, characters 0 to {len(CHARGE)}",
        f"  “{DENIAL}”",
        "  denied by Belmark via Northern Wire; certain; confidence 0.9 by frame",
        "  denied by Belmarkian Foreign Ministry; certain; confidence 0.8 by frame",
        f"  in 2025-03-08, characters {len(CHARGE) + 1} to {end}",
    ]


def test_json_keeps_each_claim(tmp_path: Path) -> None:
    found = json.loads(run(built(tmp_path), "Belmark", "--format", "json"))
    assert sorted(reason["sources"][0] for reason in found) == [
        "Ardonia",
        "Belmark",
        "Belmarkian Foreign Ministry",
    ]


def test_who_is_not_named_is_said_to_be_so(tmp_path: Path) -> None:
    source = document("Ardonia was attacked.")
    told = claim(source, event("Attack", [], [ARDONIA]), source.text)
    dataset = consolidate([extraction(source, [told])], ontology=ONTOLOGY)
    Store.from_quads(to_quads(dataset, ontology=ONTOLOGY)).save(tmp_path / "x.ttl")
    told_lines = run(tmp_path / "x.ttl", "Ardonia").splitlines()
    assert told_lines[0] == "(nobody named) attacked Ardonia [Reported]"
