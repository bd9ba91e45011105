"""After a build only what has an answer is suggested."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner
from factory import (
    ARDONIA,
    BELMARK,
    CORVANIA,
    PEOPLE,
    PORT,
    VALE,
    claim,
    document,
    entity,
    event,
    extraction,
    relation,
    world,
)

from kg.api import Graph
from kg.cli import main
from kg.cli.hints import hints
from kg.cli.outputs import DEFAULT_OUTPUTS
from kg.consolidate import consolidate
from kg.graph import to_quads
from kg.model import EntityType, Extraction
from kg.ontology import load_ontology
from kg.store import Store

ONTOLOGY = load_ontology()


def suggested(*told: Extraction, paths: tuple[Path, ...] = DEFAULT_OUTPUTS) -> list[str]:
    dataset = consolidate(told, ontology=ONTOLOGY)
    store = Store.from_quads(to_quads(dataset, ontology=ONTOLOGY))
    for path in paths:
        if path.suffix == ".trig" and path not in DEFAULT_OUTPUTS:
            store.save(path)
    return hints(Graph(store), dataset, paths, ontology=ONTOLOGY)


def test_questions_that_have_rows_and_the_edge_with_most_claims() -> None:
    assert suggested(*world()) == [
        "kg view",
        "kg query who-met-whom",
        "kg query contested",
        "kg why 'Anna Vale' met 'Piet Oren'",
    ]


def test_questions_without_an_answer_are_not_suggested() -> None:
    source = document("Vale is minister of Ardonia.")
    told = claim(source, relation("ministerOf", VALE, ARDONIA), source.text)
    assert suggested(extraction(source, [told])) == [
        "kg view",
        "kg query offices",
        "kg why 'Anna Vale' ministerOf Ardonia",
    ]


def test_background_and_crowds_are_no_edge_to_ask_about() -> None:
    source = document("Port Saro lies in Ardonia. Protesters attacked Belmark. So it is.")
    crowd = entity("protesters", EntityType.GROUP)
    parts = source.text.split(". ")
    told = [
        claim(source, relation("locatedIn", PORT, ARDONIA), parts[0]),
        claim(source, event("Attack", [crowd], [BELMARK]), parts[1]),
    ]
    assert suggested(extraction(source, told, [*PEOPLE, crowd])) == ["kg view"]
    told.append(claim(source, event("ExpressSupport", [ARDONIA], [CORVANIA]), parts[2]))
    assert suggested(extraction(source, told, [*PEOPLE, crowd])) == [
        "kg view",
        "kg why Ardonia supports Corvania",
    ]


def test_each_suggestion_works_even_with_namesakes(tmp_path: Path) -> None:
    place = entity("Ardonia", EntityType.PLACE)
    source = document("Ardonia accused Belmark.")
    told = claim(source, event("Accuse", [ARDONIA], [BELMARK]), source.text)
    graph = tmp_path / "a graph.trig"
    lines = suggested(extraction(source, [told], [*PEOPLE, place]), paths=(graph,))
    assert lines[-1] == f"kg why -g {shlex.quote(str(graph))} e:ardonia-state accused Belmark"
    result = CliRunner().invoke(main, shlex.split(lines[-1])[1:], catch_exceptions=False)
    assert source.text in result.stdout


@pytest.mark.parametrize("name", ["x.html", "x.HTML"])
def test_nothing_can_be_asked_where_only_a_page_was_written(name: str, tmp_path: Path) -> None:
    assert suggested(*world(), paths=(tmp_path / name,)) == []
