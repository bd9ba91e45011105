"""Marked sources against given ones, on hand-built parses."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from parses import resolved

from kg.errors import InputError
from kg.evaluate.attribution import Article, Marked, Scores, load_articles, measure, report
from kg.evaluate.scores import Rate
from kg.extract.attributions import Attribution
from kg.extract.predications import Reader
from kg.lexicon import Lexicon, load_lexicon
from kg.model import Span
from kg.syntax import Tree

PARSE = (
    "The/DT/det/mayor mayor/NN/nsubj/said of/IN/prep/mayor Saro/NNP/pobj/of "
    "said=say/VBD/ROOT/- the/DT/det/bridge bridge/NN/nsubj/hold would/MD/aux/hold "
    "hold/VB/ccomp/said ././punct/said"
)
LATER = "He/PRP/nsubj/doubted doubted=doubt/VBD/ROOT/- it/PRP/dobj/doubted ././punct/doubted"
TEXT = "The mayor of Saro said the bridge would hold. He doubted it."
MAYOR = Marked((Span(0, 17),), (Span(23, 44),))
HE = Marked((Span(46, 48),), (Span(57, 59),))
RIGHT = Attribution(((0, 1),), (0, 4), ((0, 8),))


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon()


def scored(lexicon: Lexicon, marked: Sequence[Marked], given: Sequence[Attribution]) -> Scores:
    document = resolved(PARSE, LATER)
    assert document.annotated.document.text == TEXT
    readers = [Reader(Tree(s), lexicon=lexicon) for s in document.annotated.sentences]
    return measure(
        [Article("one", TEXT, tuple(marked))],
        read=lambda _: readers,
        attribute=lambda _: given,
        lexicon=lexicon,
    )


def test_a_title_is_found_and_a_pronoun_left_out(lexicon: Lexicon) -> None:
    scores = scored(lexicon, [MAYOR, HE], [RIGHT, Attribution(((1, 0),), (1, 1), ((1, 2),))])
    assert (scores.marked, scores.recall, scores.precision) == (2, Rate(1, 1), Rate(1, 1))
    assert scores.misses == ()


def test_what_is_not_found(lexicon: Lexicon) -> None:
    scores = scored(lexicon, [MAYOR], [])
    assert scores.recall == Rate(0, 1)
    [miss] = scores.misses
    assert (miss.kind, miss.wanted, miss.given) == ("not found", "The mayor of Saro", "nothing")
    assert miss.sentence == "The mayor of Saro said [the bridge would hold]."


def test_a_wrong_source_of_a_marked_content_and_one_of_nothing(lexicon: Lexicon) -> None:
    wrong = Attribution(((0, 3),), (0, 4), ((0, 8),))
    nowhere = Attribution(((0, 1),), (0, 4), ((0, 4),))
    scores = scored(lexicon, [MAYOR], [wrong, nowhere])
    assert (scores.precision, scores.precision_on_marked) == (Rate(0, 2), Rate(0, 1))
    assert [m.kind for m in scores.misses] == ["not found", "wrong", "nothing marked"]
    assert [m.given for m in scores.misses[1:]] == ["Saro", "mayor"]


def test_the_source_must_say_that(lexicon: Lexicon) -> None:
    other = Attribution(((0, 1),), (0, 4), ((1, 1),))
    assert scored(lexicon, [MAYOR], [other]).recall == Rate(0, 1)


def test_the_report(lexicon: Lexicon) -> None:
    lines = [line.split() for line in report(scored(lexicon, [MAYOR], [RIGHT])).splitlines()]
    assert ["1", "article,", "1", "attribution"] in lines
    assert ["recall", "1", "1", "1.000"] in lines


def written(folder: Path, **fields: object) -> Path:
    path = folder / "gold.jsonl"
    record = {"id": "one", "text": TEXT, "attributions": [], **fields}
    path.write_text(json.dumps(record) + "\n", encoding="utf-8")
    return path


def test_load(tmp_path: Path) -> None:
    one = {"source": [[0, 17]], "cue": [[18, 22]], "content": [[23, 44]]}
    [article] = load_articles(written(tmp_path, attributions=[one]))
    assert article == Article("one", TEXT, (MAYOR,))


@pytest.mark.parametrize("span", [[5], [9, 5], [0, 999], "mayor"])
def test_a_malformed_span_is_named(tmp_path: Path, span: object) -> None:
    one = {"source": [span], "cue": [], "content": []}
    with pytest.raises(InputError, match=r"gold\.jsonl:1.*source"):
        load_articles(written(tmp_path, attributions=[one]))
