"""Two stories in one build: namesakes stay apart, and whoever is the same is one."""

from __future__ import annotations

from pathlib import Path

import pytest

import kg

pytestmark = pytest.mark.model

PYONGYANG = """\
SEOUL, South Korea (Meridian Wire) - North Korean leader Kim Jong Un met Chinese envoy Liu Qian in
Pyongyang on Monday, state media said.

Kim Yo Jong, the sister of the North Korean leader, accused Seoul of preparing a war. "They will
pay for it," Kim Yo Jong said.

Kim Jong Un promised his guest closer ties.
"""
SEOUL = """\
SEOUL, South Korea (Harbour Herald) - South Korean Unification Minister Kim Min-woo met Japanese
Foreign Minister Aiko Sakamoto in Tokyo on Tuesday.

Kim said that Seoul would not answer threats. Kim rejected a statement by Kim Yo Jong, the sister of
North Korea's leader.
"""
TBILISI = """\
TBILISI, Georgia (Meridian Wire) - Georgia's Foreign Minister Nino Abashidze met Armenian Foreign
Minister Armen Petrosyan in Tbilisi on Monday.

Georgia accused Russia of violating its airspace.
"""
ATLANTA = """\
ATLANTA (Harbour Herald) - Nigerian President Emeka Okafor visited Georgia on Tuesday, where he met
investors in Atlanta.

Storms killed four people in Georgia and Alabama last week, the governor's office in Atlanta said.
"""


def build(folder: Path, *texts: str) -> kg.Graph:
    for number, text in enumerate(texts):
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    return kg.build(folder)


def ask(graph: kg.Graph, sparql: str) -> set[tuple[str | None, ...]]:
    return set(graph.query(sparql).rows)


def test_three_kims_are_three_persons(tmp_path: Path) -> None:
    graph = build(tmp_path, PYONGYANG, SEOUL)
    kims = ask(graph, 'SELECT ?p { ?p a gk:Person FILTER(CONTAINS(STR(?p), "kim")) }')
    assert kims == {("e:kim-jong-un",), ("e:kim-min-woo",), ("e:kim-yo-jong",)}
    told = "SELECT ?d { ?d schema:mentions e:kim-yo-jong }"
    assert len(ask(graph, told)) == 2, "the same sister in both stories"
    assert ask(graph, "SELECT ?who { ?who rel:rejected ?what }") == {("e:kim-min-woo",)}
    assert ask(graph, "SELECT ?s { e:kim-min-woo gk:represents ?s }") == {("e:south-korea",)}
    assert ask(graph, "SELECT ?who { ?who rel:met e:liu-qian }") == {("e:kim-jong-un",)}


def test_the_state_of_georgia_and_the_one_in_america_are_two_places(tmp_path: Path) -> None:
    graph = build(tmp_path, TBILISI, ATLANTA)
    found = ask(graph, "SELECT ?e ?t { ?e a ?t FILTER(STRSTARTS(STR(?e), STR(e:georgia))) }")
    assert found == {("e:georgia", "gk:State"), ("e:georgia-u-s-state", "gk:Place")}
    assert ask(graph, "SELECT ?who { ?who rel:visited ?where . ?where a gk:Place }") == {
        ("e:emeka-okafor",)
    }
    assert ask(graph, "SELECT ?who { ?who rel:accused e:russia }") == {("e:georgia",)}
