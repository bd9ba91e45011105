from __future__ import annotations

import pytest

from kg.evaluate.entities.misses import Miss, commonest, lines
from kg.evaluate.entities.spans import answering, sentence_around
from kg.model import Mention

TEXT = "The Israeli army and the Central Bank of Chad met. Then Chad's envoy left."


def mention(words: str, entity: str = "x") -> Mention:
    start = TEXT.index(words)
    return Mention(start, start + len(words), 0, 0, 1, 0, entity)


@pytest.mark.parametrize(
    ("marked", "mentions", "found"),
    [
        ("Israeli", ["Israeli army", "Israeli"], "Israeli"),
        ("Israeli", ["The Israeli army", "Israeli army"], "Israeli army"),
        ("Israeli army", ["Israeli"], None),
        ("Israeli army", ["Israeli", "army"], "army"),
        ("Central Bank of Chad", ["Chad"], None),
        ("Central Bank of Chad", ["Chad", "Central Bank"], "Central Bank"),
        ("Chad's", ["Chad"], "Chad"),
        ("Then", [], None),
    ],
)
def test_the_mention_that_answers(marked: str, mentions: list[str], found: str | None) -> None:
    start = TEXT.rindex(marked)
    if marked == "Chad's":
        given = [Mention(start, start + 4, 1, 0, 1, 0, "x")]
    else:
        given = [mention(words) for words in mentions]
    one = answering(given, TEXT, start, start + len(marked))
    assert (None if one is None else TEXT[one.start : one.end]) == found


def test_the_sentence_shows_the_span() -> None:
    start = TEXT.index("envoy")
    assert sentence_around(TEXT, start, start + 5) == "Then Chad's [envoy] left."


def test_the_commonest_errors_come_first() -> None:
    rare, often = Miss("b", "Chad", "Niger", "2", "One."), Miss("b", "Mali", "nothing", "1", "Two.")
    other = Miss("a", "Togo", "nothing", "3", "x\ny")
    again = Miss("b", "Mali", "nothing", "4", "Three.")
    found = [rare, often, other, again]
    assert lines(found, ("a", "b")) == (
        "a | 1x | Togo | given nothing | 3 | x y",
        "b | 2x | Mali | given nothing | 1 | Two.",
        "b | 2x | Mali | given nothing | 4 | Three.",
        "b | 1x | Chad | given Niger | 2 | One.",
    )
    rows = commonest("Errors", found, ["b"], number=1).splitlines()
    assert rows[0] == "Errors"
    assert rows[2].split() == ["Mali", "->", "nothing", "2"]
    assert commonest("Errors", found, ["c"]) == "Errors\nnone"
