"""Strangers' text cannot drive a terminal."""

import pytest

from kg.display import harmless


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Vaduz, 7 März", "Vaduz, 7 März"),
        ("a\x1b[2Jb\x07", "a\ufffd[2Jb\ufffd"),
        ("one\ntwo\tthree\u2028four", "one two three four"),
        ("left\u202eright\u200f", "left\ufffdright\ufffd"),
    ],
)
def test_control_characters_are_replaced(text: str, shown: str) -> None:
    assert harmless(text) == shown
