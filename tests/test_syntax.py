"""The tree answers who depends on whom, and how far a phrase reaches."""

from __future__ import annotations

import pytest
from parses import at, sentence, tree, words

VISIT = """
    Ardonia/NNP/nsubj/welcomed welcomed=welcome/VBD/ROOT/- Anna/NNP/compound/Vale
    Vale/NNP/dobj/welcomed ,/,/punct/Vale Piet/NNP/compound/Oren Oren/NNP/conj/Vale
    and/CC/cc/Oren others=other/NNS/conj/Oren in/IN/prep/welcomed Port/NNP/compound/Saro
    Saro/NNP/pobj/in ././punct/welcomed
"""


def test_children_stand_under_their_head_in_text_order() -> None:
    t = tree(VISIT)
    assert words(t, t.children[at(t, "welcomed")]) == ["Ardonia", "Vale", "in", "."]
    assert t.children[at(t, "Piet")] == []


def test_the_root_is_not_its_own_child() -> None:
    t = tree(VISIT)
    root = at(t, "welcomed")
    assert root not in t.children[root]


def test_child_is_the_first_with_one_of_the_relations() -> None:
    t = tree(VISIT)
    root = at(t, "welcomed")
    assert t.child(root, "dobj", "nsubj") == at(t, "Ardonia")
    assert t.child(root, "dobj") == at(t, "Vale")
    assert t.child(root, "agent") is None


def test_all_gives_every_child_of_a_relation() -> None:
    t = tree(VISIT)
    assert words(t, t.all(at(t, "Vale"), "compound", "conj")) == ["Anna", "Oren"]
    assert t.all(at(t, "Vale"), "appos") == []


def test_up_climbs_to_the_root() -> None:
    t = tree(VISIT)
    assert words(t, t.up(at(t, "Port"))) == ["Saro", "in", "welcomed"]
    assert list(t.up(at(t, "welcomed"))) == []


def test_up_ends_in_a_broken_tree() -> None:
    t = tree("Vale/NNP/nsubj/met met=meet/VBD/ROOT/Oren Oren/NNP/dobj/met")
    assert words(t, t.up(at(t, "Vale"))) == ["met", "Oren"]


def test_a_subtree_is_the_whole_phrase() -> None:
    t = tree(VISIT)
    phrase = t.subtree(at(t, "Vale"))
    assert words(t, phrase) == ["Anna", "Vale", ",", "Piet", "Oren", "and", "others"]


def test_conjuncts_follow_a_chain() -> None:
    t = tree(VISIT)
    assert words(t, t.conjuncts(at(t, "Vale"))) == ["Vale", "Oren", "others"]
    assert words(t, t.conjuncts(at(t, "Oren"))) == ["Oren", "others"]


def test_text_keeps_the_gaps_of_the_document() -> None:
    t = tree("Ardonia/NNP/poss/talks 's/POS/case/Ardonia talks=talk/NNS/ROOT/- ././punct/talks")
    assert t.text(0, 4) == "Ardonia's talks."
    assert t.text(2, 3) == "talks"


@pytest.mark.parametrize(
    ("first", "last", "head"),
    [("Port", "Saro", "Saro"), ("Anna", "Vale", "Vale"), ("in", "Saro", "in")],
)
def test_the_head_of_a_span_hangs_outside(first: str, last: str, head: str) -> None:
    t = tree(VISIT)
    assert t.span_head(at(t, first), at(t, last) + 1) == at(t, head)


def test_the_head_of_a_span_with_the_root_is_the_root() -> None:
    t = tree(VISIT)
    assert t.span_head(0, len(t.tokens)) == at(t, "welcomed")


def test_of_two_heads_the_last_counts() -> None:
    t = tree("Vale/NNP/nsubj/met Oren/NNP/dobj/met met=meet/VBD/ROOT/-")
    assert t.span_head(0, 2) == at(t, "Oren")


def test_a_written_parse_counts_characters_of_its_text() -> None:
    built = sentence(
        "Ardonia/NNP/poss/loan 's/POS/case/Ardonia $/$/nmod/loan 5/CD/nummod/$ loan/NN/ROOT/-",
        start=10,
    )
    assert [(t.start, t.end) for t in built.tokens] == [
        (10, 17),
        (17, 19),
        (20, 21),
        (21, 22),
        (23, 27),
    ]


def test_a_written_parse_must_say_which_of_two_words() -> None:
    with pytest.raises(ValueError, match="'to' stands 2 times"):
        tree("to/TO/aux/go go/VB/ROOT/- to/IN/prep/go Saro/NNP/pobj/to")
