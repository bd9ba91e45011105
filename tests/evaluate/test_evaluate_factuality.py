"""Scores of people become three classes; the table counts what the judge makes of them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from parses import sentence

from kg.errors import InputError
from kg.evaluate.factuality import load_sentences, measure, sign_of
from kg.model import AnnotatedDocument, Document, Sentence, Span

PARSE = (
    "Vale/NNP/nsubj/denied denied=deny/VBD/ROOT/- that/IN/mark/resigned Oren/NNP/nsubj/resigned "
    "resigned=resign/VBD/ccomp/denied ././punct/denied"
)
TEXT = "Vale denied that Oren resigned ."


def gold(folder: Path, *events: list[object]) -> Path:
    path = folder / "gold.jsonl"
    path.write_text(json.dumps({"text": TEXT, "events": list(events)}) + "\n", encoding="utf-8")
    return path


def read(texts: Iterable[str]) -> Iterator[AnnotatedDocument]:
    for text in texts:
        document = Document("d", text, ("d",), (Span(0, len(text)),))
        yield AnnotatedDocument(document, (sentence(PARSE),))


def lemma_of(one: Sentence, token: int) -> int:
    return {"deny": 1, "resign": -1}[one.tokens[token].lemma]


@pytest.mark.parametrize(("score", "sign"), [(3, 1), (1.6, 1), (1.5, 0), (-1.5, 0), (-2.0, -1)])
def test_classes(score: float, sign: int) -> None:
    assert sign_of(score) == sign


def test_words_are_counted_from_zero(tmp_path: Path) -> None:
    [item] = load_sentences(gold(tmp_path, [1, "denied", 3.0], [4, "resigned", -2.8]))
    assert [TEXT[e.start :].split()[0] for e in item.events] == ["denied", "resigned"]


def test_all_right(tmp_path: Path) -> None:
    found = measure(
        gold(tmp_path, [1, "denied", 3.0], [4, "resigned", -2.8]), read=read, judge=lemma_of
    )
    assert found.errors == ()
    assert "accuracy 1.000" in found.report


def test_an_error_names_both_sides(tmp_path: Path) -> None:
    found = measure(
        gold(tmp_path, [1, "denied", 3.0], [4, "resigned", 2.0]), read=read, judge=lemma_of
    )
    assert found.errors == (f"resigned | gold so (2) | given not so | {TEXT}",)
    assert "accuracy 0.500" in found.report


@pytest.mark.parametrize("event", [[9, "denied", 3.0], [1, "denied"], [1, "denied", "so"]])
def test_a_malformed_event_is_refused(tmp_path: Path, event: list[object]) -> None:
    with pytest.raises(InputError, match="number of the word"):
        list(load_sentences(gold(tmp_path, event)))


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text("\n", encoding="utf-8")
    with pytest.raises(InputError, match="holds no items"):
        list(load_sentences(path))
