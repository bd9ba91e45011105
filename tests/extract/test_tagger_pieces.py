"""Words into pieces, by a small vocabulary."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.tagger.pieces import Pieces

WORDS = ["[UNK]", "[CLS]", "[SEP]", "bel", "##ous", "##ov", "met", "zurich", "u", ".", "s", "'"]
VOCABULARY = {word: n for n, word in enumerate(WORDS)}


@pytest.fixture
def pieces() -> Pieces:
    return Pieces(VOCABULARY)


def spelled(ids: tuple[int, ...]) -> list[str]:
    return [WORDS[i] for i in ids]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Belousov", ["bel", "##ous", "##ov"]),
        ("Zürich", ["zurich"]),
        ("U.S.", ["u", ".", "s", "."]),
        ("'s", ["'", "s"]),
        ("xylophone", ["[UNK]"]),
        ("\u200b", ["[UNK]"]),
        ("s" * 101, ["[UNK]"]),
    ],
)
def test_longest_piece_first(pieces: Pieces, word: str, expected: list[str]) -> None:
    assert spelled(pieces.of(word)) == expected


def test_words_start_where_their_pieces_do(pieces: Pieces) -> None:
    ids, first = pieces.split(["Belousov", "met", "U.S."])
    assert spelled(tuple(ids)) == [
        "[CLS]", "bel", "##ous", "##ov", "met", "u", ".", "s", ".", "[SEP]"
    ]  # fmt: skip
    assert first == [1, 4, 5]


def test_what_is_too_long_is_cut_and_every_word_has_a_place(pieces: Pieces) -> None:
    ids, first = pieces.split(["met"] * 700)
    assert len(ids) == 512
    assert len(first) == 700
    assert max(first) == 511


@given(st.lists(st.text(max_size=20), max_size=30))
def test_any_text_is_split(words: list[str]) -> None:
    ids, first = Pieces(VOCABULARY).split(words)
    assert len(first) == len(words)
    assert all(0 < i < len(ids) for i in first)
    assert all(0 <= i < len(WORDS) for i in ids)
