"""The file of decisions: written, edited, read, and clear about what is wrong in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.decisions import Decision, Part, Verdict, read_decisions, write_decisions
from kg.errors import InputError

MERGE = Decision(
    Verdict.UNDECIDED,
    ("Person/Vladimir Koval", "Person/Volodymyr Koval"),
    score=0.86,
    why="spelt alike: the same last name",
    sentences=('"Koval: no", he said — # really.', "Koval\tleft\u2028early."),
    note="ask Ana",
)
SPLIT = Decision(
    Verdict.REJECT,
    ("Person/John: #1",),
    parts=(Part("kenya", states=("kenya",)), Part("fiji", documents=("5f1e0a7c33d2b980", "0"))),
    score=0.5,
)


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "who.yaml"
    path.write_text(write_decisions([MERGE, SPLIT]), encoding="utf-8")
    merge, split = read_decisions(path)
    assert merge.where == f"{path}:5"
    for found, written in ((merge, MERGE), (split, SPLIT)):
        assert (found.verdict, found.keys, found.parts) == (
            *(written.verdict, written.keys, written.parts),
        )
        assert (found.score, found.why, found.sentences, found.note) == (
            *(written.score, written.why, written.sentences, written.note),
        )


def test_a_title_is_a_comment_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / "who.yaml"
    decision = Decision(Verdict.ACCEPT, ("a", "b"), title="One\n- decision: reject\x07\ud800")
    path.write_text(write_decisions([decision]), encoding="utf-8")
    assert [d.verdict for d in read_decisions(path)] == [Verdict.ACCEPT]


def test_nothing_decided_is_no_error(tmp_path: Path) -> None:
    path = tmp_path / "who.yaml"
    path.write_text(write_decisions([]), encoding="utf-8")
    assert read_decisions(path) == ()


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("decision: accept", 1, "must be a list"),
        ("- decision: maybe\n  merge: [a, b]", 1, "accept, reject or undecided"),
        ("- merge: [a, b]", 1, "needs decision"),
        ("- decision: accept", 1, "either merge or split"),
        ("- decision: accept\n  merge: [a, b]\n  split: a", 1, "either merge or split"),
        ("- decision: accept\n  merge: [a, a]", 2, "two different keys"),
        ("- decision: accept\n  merge: a", 2, "must be a list"),
        ("- decision: accept\n  merge:\n  - a\n  -", 4, "must be text"),
        ("- decision: accept\n  merge: [a, b]\n  parts: []", 3, "has no parts"),
        ("- decision: accept\n  split: a", 1, "needs parts"),
        ("- decision: accept\n  split: a\n  parts:\n  - name: b", 4, "states or documents"),
        ("- decision: accept\n  split: a\n  parts:\n  - states: [b]", 4, "needs a name"),
        (
            "- decision: accept\n  split: a\n  parts:\n"
            "  - {name: b, states: [c]}\n  - {name: b, states: [d]}",
            4,
            "same name",
        ),
        ("\n- decision: accept\n  merge: [a, b]\n  scor: 1", 4, "unknown field 'scor'"),
        ("- decision: accept\n  decision: reject\n  merge: [a, b]", 2, "stands twice"),
        ("- decision: accept\n  merge: [a, b]\n  score: high", 3, "must be a number"),
        ("- decision: accept\n  merge: [a, b", 3, "is no YAML"),
        ("- just words", 1, "must be an entry"),
    ],
)
def test_a_mistake_is_named_with_its_line(
    tmp_path: Path, text: str, line: int, problem: str
) -> None:
    path = tmp_path / "who.yaml"
    path.write_text(text + "\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_decisions(path)
    assert str(caught.value).startswith(f"{path}:{line}: ")
    assert problem in str(caught.value)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="No such file"):
        read_decisions(tmp_path / "none.yaml")
    (tmp_path / "latin.yaml").write_bytes(b"- decision: accept # caf\xe9\n")
    with pytest.raises(InputError, match="no UTF-8"):
        read_decisions(tmp_path / "latin.yaml")
