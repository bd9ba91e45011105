"""What the tagger sees of a sentence: windows, candidates, paths; on hand-built parses."""

from __future__ import annotations

import pytest
from parses import at, resolved, tree

from kg.extract.arguments import Arguments
from kg.extract.reading import read
from kg.extract.rules import Rules
from kg.extract.tagger.features import TIME, Window, connection, windows
from kg.extract.tagger.model import DISTANCES, distance
from kg.extract.times import find_times

MET = (
    "Anna/NNP/compound/Vale Vale/NNP/nsubj/met met=meet/VBD/ROOT/- Piet/NNP/compound/Oren "
    "Oren/NNP/dobj/met in/IN/prep/met Port/NNP/compound/Saro Saro/NNP/pobj/in "
    "on/IN/prep/met Friday/NNP/pobj/on ././punct/met"
)
TROOPS = (
    "Ardonian/JJ/amod/drones drones=drone/NNS/nsubj/killed killed=kill/VBD/ROOT/- "
    "nine/CD/nummod/shepherds shepherds=shepherd/NNS/dobj/killed ././punct/killed"
)


@pytest.mark.parametrize(
    ("word", "path"),
    [
        ("Vale", "|nsubj"),
        ("Oren", "|dobj"),
        ("Saro", "|prep:in/pobj"),
        ("met", "|"),
    ],
)
def test_path_from_the_trigger_down(word: str, path: str) -> None:
    parsed = tree(MET)
    assert connection(parsed, at(parsed, "met"), at(parsed, word)) == path


def test_path_over_a_common_word() -> None:
    parsed = tree(
        "Ardonia/NNP/nsubj/agreed agreed=agree/VBD/ROOT/- to/TO/aux/send "
        "send/VB/xcomp/agreed troops=troop/NNS/dobj/send"
    )
    assert connection(parsed, at(parsed, "send"), at(parsed, "Ardonia")) == "xcomp|nsubj"


def test_what_is_too_far_is_far() -> None:
    parsed = tree("a/NN/ROOT/- b/NN/dobj/a c/NN/acl/b d/NN/dobj/c e/NN/acl/d f/NN/dobj/e")
    assert connection(parsed, at(parsed, "a"), at(parsed, "f")) == "far"
    assert connection(parsed, at(parsed, "f"), at(parsed, "a")) == "far"


def test_a_list_is_one_step() -> None:
    parsed = tree("a/NN/ROOT/- b/NN/dobj/a c/NN/conj/b d/NN/conj/c e/NN/conj/d f/NN/conj/e")
    assert connection(parsed, at(parsed, "a"), at(parsed, "f")) == "|dobj/conj"
    assert connection(parsed, at(parsed, "a"), at(parsed, "c")) == "|dobj/conj"


def seen(rules: Rules, *parses: str) -> list[Window]:
    document = resolved(*parses)
    readers = read(document, rules=rules)
    arguments = Arguments(document, readers, lexicon=rules.lexicon)
    day = document.annotated.document.date
    return list(windows(readers, arguments, [find_times(r.tree, day) for r in readers]))


def test_names_places_and_times_are_candidates_at_their_heads(rules: Rules) -> None:
    (window,) = seen(rules, MET)
    assert [(window.words[c.word], c.type) for c in window.candidates] == [
        ("Vale", "Person"),
        ("Oren", "Person"),
        ("Saro", "Place"),
        ("Friday", TIME),
    ]
    assert window.candidates[-1].time is not None
    assert window.candidates[-1].time.past.value == "2024-11-29"


def test_people_whom_no_list_knows_are_candidates(rules: Rules) -> None:
    (window,) = seen(rules, TROOPS)
    assert [(window.words[c.word], c.kind) for c in window.candidates] == [
        ("Ardonian", "demonym"),
        ("shepherds", "people"),
    ]


def test_every_sentence_stands_in_one_window(rules: Rules) -> None:
    found = seen(rules, *[MET] * 25)
    assert len(found) > 1
    places = [place for window in found for place in window.origin]
    assert places == [(s, i) for s in range(25) for i in range(11)]


def test_distances_have_their_classes() -> None:
    every = {distance(s, w) for s in range(-5, 6) for w in range(-40, 41)}
    assert every <= set(range(DISTANCES))
    assert distance(0, -2) != distance(0, 2)
    assert distance(-1, 5) != distance(1, 5)
