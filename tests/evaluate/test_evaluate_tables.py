from __future__ import annotations

from dataclasses import replace

from evaluate_factory import ITEM, dataset

from kg.evaluate import Prediction, evaluate, prediction, report
from kg.model import Status
from kg.ontology import load_ontology


def _row(text: str, title: str, name: str) -> list[str]:
    """Cells of a row of the table with this title."""
    table = text.split(title, 1)[1].split("\n\n", 1)[0]
    (line,) = [line for line in table.splitlines() if line.startswith(name)]
    return line[len(name) :].split()


def test_the_report_shows_every_measure() -> None:
    ontology = load_ontology()
    perfect = prediction(dataset(), ontology=ontology)
    events = (replace(perfect.events[0], status=Status.ALLEGED), *perfect.events[2:])
    spoilt = replace(perfect, edges=perfect.edges[:-1], events=events)
    text = report(
        evaluate([ITEM, replace(ITEM, id="item-2")], {"item-1": spoilt}, ontology=ontology)
    )
    assert text.startswith("2 items; not read: item-2\n")
    assert text.endswith("\n")
    assert _row(text, "\nEdges\n", "all") == ["8", "3", "3", "1.000", "0.375", "0.545"]
    assert _row(text, "\nEdges\n", "locatedIn") == ["2", "0", "0", "-", "0.000", "0.000"]
    assert _row(text, "\nDurable relations\n", "all")[:3] == ["4", "1", "1"]
    assert _row(text, "\nEvents\n", "Accuse") == ["2", "0", "0", "-", "0.000", "0.000"]
    assert _row(text, "\nEvents by root\n", "CONSULT")[:3] == ["4", "2", "2"]
    assert _row(text, "\nFalse facts", "nowhere in the gold") == ["0", "3", "0.000"]
    assert _row(text, "\nAccuracy on events that match exactly", "status") == ["4", "5", "0.800"]
    assert _row(text, "\nSources on events that overlap", "denied by")[:3] == ["1", "1", "1"]
    confusion = _row(text, "\nStatus on events that match exactly", "Reported")
    assert confusion == ["1", "1", "0", "0", "0", "0"]
    assert _row(text, "\nEntities", "Person") == ["2", "1", "0.500", "1.000", "1", "0.500"]


def test_nothing_to_divide_by_is_a_dash() -> None:
    empty = replace(ITEM, entities=(), events=(), relations=())
    text = report(evaluate([empty], {ITEM.id: Prediction()}, ontology=load_ontology()))
    assert text.startswith("1 item\n\nEdges\n")
    assert _row(text, "\nEdges\n", "all") == ["0", "0", "0", "-", "-", "-"]
    assert _row(text, "\nEntities", "all") == ["0", "0", "-", "-", "0", "-"]
