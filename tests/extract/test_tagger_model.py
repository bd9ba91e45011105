"""The shipped tagger: it loads, and what it says of a window depends on the window alone."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

import kg.extract.tagger.model as model
from kg.errors import DataError
from kg.extract.tagger.model import ROLES, STATUSES, Pair, Tagger
from kg.ontology import Ontology

FOLDER = Path(model.__file__).parent
FILES = ("tagger.onnx", "tagger.npz", "tagger.vocabulary.txt")
WORDS = ["Gunmen", "hauled", "off", "nine", "shepherds", "near", "Port", "Saro", "on", "Friday"]
PARTS = ["NOUN", "VERB", "ADP", "NUM", "NOUN", "ADP", "PROPN", "PROPN", "ADP", "PROPN"]
PAIRS = [
    Pair(0, "Group", "group", "|nsubj", "subj", 8, (False,) * 6),
    Pair(4, "Group", "people", "|dobj", "obj", 13, (False,) * 6),
]


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return Tagger()


def test_it_is_small_enough_to_come_along() -> None:
    assert sum((FOLDER / name).stat().st_size for name in FILES) < 30_000_000


def test_it_knows_the_types_of_the_ontology(tagger: Tagger, ontology: Ontology) -> None:
    events = {t.id for t in ontology.types.values() if t.kind == "event"}
    assert set(tagger.types) == events


def test_scores_are_shares(tagger: Tagger) -> None:
    hidden = tagger.encode(WORDS)
    triggers = tagger.triggers(hidden, [None] * len(WORDS), PARTS)
    assert triggers.shape == (len(WORDS), 1 + len(tagger.types))
    assert np.allclose(triggers.sum(axis=1), 1, atol=1e-4)
    status = tagger.status(hidden[1], "CERTAIN NON_FUTURE POSITIVE", "Abduct")
    assert status.shape == (len(STATUSES),)
    roles = tagger.roles(hidden, 1, "Abduct", PAIRS)
    assert roles.shape == (len(PAIRS), len(ROLES))
    assert ((roles >= 0) & (roles <= 1)).all()


def test_it_reads_what_no_frame_knows(tagger: Tagger) -> None:
    hidden = tagger.encode(WORDS)
    triggers = tagger.triggers(hidden, [None] * len(WORDS), PARTS)
    column = 1 + tagger.types.index("Abduct")
    assert triggers[1].argmax() == column
    roles = tagger.roles(hidden, 1, "Abduct", PAIRS)
    assert roles[0, 0] > 0.5 > roles[1, 0]
    assert roles[1, 1] > 0.5 > roles[0, 1]


def test_the_same_words_give_the_same_bytes(tagger: Tagger) -> None:
    first = tagger.encode(WORDS).tobytes()
    tagger.encode(["Something", "else", "in", "between"])
    assert tagger.encode(WORDS).tobytes() == first
    assert Tagger().encode(WORDS).tobytes() == first


@pytest.mark.parametrize("missing", FILES)
def test_a_missing_file_is_named(missing: str, tmp_path: Path) -> None:
    for name in FILES:
        if name != missing:
            shutil.copy(FOLDER / name, tmp_path)
    with pytest.raises(DataError, match=missing):
        Tagger(tmp_path)


@pytest.mark.parametrize("broken", FILES[:2])
def test_a_broken_file_is_an_error(broken: str, tmp_path: Path) -> None:
    for name in FILES:
        shutil.copy(FOLDER / name, tmp_path)
    (tmp_path / broken).write_bytes(b"no such thing")
    with pytest.raises(DataError):
        Tagger(tmp_path)
