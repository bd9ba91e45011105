"""`kg resolve`: proposals in a file, edited by a person, replayed by a build."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import kg
from kg.cli import main
from kg.decisions import read_decisions

pytestmark = pytest.mark.model

STORIES = {
    "koval-1.txt": "Ukrainian Defense Minister Volodymyr Koval met Polish President Zofia Lis in "
    "Warsaw on Friday.",
    "koval-2.txt": "Ukrainian Defense Minister Vladimir Koval accused Russia of shelling Kharkiv.",
    "odhiambo-1.txt": "Kenyan Defense Minister Peter Odhiambo met Tanzanian President Asha Mrisho "
    "in Nairobi on Friday.",
    "odhiambo-2.txt": "Fijian Foreign Minister Peter Odhiambo met Tongan President Asha Lolo in "
    "Suva on Friday.",
}


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments], catch_exceptions=False)


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("news")
    for name, text in STORIES.items():
        (folder / name).write_text(text + "\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def asked(news: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("asked") / "new" / "who.yaml"
    result = run("resolve", news, "-o", path)
    assert result.exit_code == 0
    assert "2 merges and 0 splits to decide, 0 decided" in result.stderr
    assert result.stdout == ""
    return path


@pytest.fixture
def decided(asked: Path, tmp_path: Path) -> Path:
    """The file as a person leaves it: the Kovals are one, the namesakes are two."""
    path = tmp_path / "who.yaml"
    text = asked.read_text(encoding="utf-8")
    koval = "undecided\n  merge:\n  - Person/Vladimir"
    assert koval in text
    text = text.replace(koval, koval.replace("undecided", "accept"))
    path.write_text(text.replace("decision: undecided", "decision: reject"), encoding="utf-8")
    return path


def persons(graph: kg.Graph) -> list[str | None]:
    return [row[0] for row in graph.query("SELECT ?p { ?p a gk:Person } ORDER BY ?p").rows]


def test_the_file_names_both_with_reasons_and_sentences(asked: Path) -> None:
    koval, odhiambo = read_decisions(asked)
    assert koval.keys == ("Person/Vladimir Koval", "Person/Volodymyr Koval")
    assert "both belong to Ukraine" in koval.why
    assert [s.startswith("Ukrainian Defense Minister") for s in koval.sentences] == [True, True]
    assert odhiambo.keys == ("Person/Peter Odhiambo/fiji", "Person/Peter Odhiambo/kenya")


def test_a_build_carries_the_decisions_out(news: Path, decided: Path, tmp_path: Path) -> None:
    wanted = [
        *("e:asha-lolo", "e:asha-mrisho", "e:peter-odhiambo-fiji", "e:peter-odhiambo-kenya"),
        *("e:volodymyr-koval", "e:zofia-lis"),
    ]
    result = run("build", news, "--decisions", decided, "-o", tmp_path / "a.ttl")
    assert result.exit_code == 0
    assert persons(kg.load(tmp_path / "a.ttl")) == wanted
    assert persons(kg.build(news, decisions=decided)) == wanted
    assert run("resolve", news, "--apply", decided, "-o", tmp_path / "b.ttl").exit_code == 0
    assert (tmp_path / "a.ttl").read_bytes() == (tmp_path / "b.ttl").read_bytes()
    assert kg.load(tmp_path / "a.ttl").validate(sources=[news]).violations == ()


def test_without_decisions_nothing_fuzzy_is_merged(news: Path) -> None:
    assert {"e:vladimir-koval", "e:volodymyr-koval"} <= set(persons(kg.build(news)))


def test_what_is_decided_stays_in_the_file(news: Path, decided: Path) -> None:
    before = decided.read_text(encoding="utf-8")
    result = run("resolve", news, "--decisions", decided, "-o", decided)
    assert result.exit_code == 0
    assert "0 merges and 0 splits to decide, 2 decided" in result.stderr
    again = decided.read_text(encoding="utf-8")
    plain = re.compile("^#.*$", re.M)
    assert plain.sub("", again) == plain.sub("", before)


def test_a_file_that_is_there_is_never_written_over(news: Path, decided: Path) -> None:
    before = decided.read_bytes()
    result = run("resolve", news, "-o", decided)
    assert result.exit_code == 1
    assert "--decisions" in result.stderr
    assert decided.read_bytes() == before


def test_the_proposals_may_go_to_standard_output(news: Path, asked: Path) -> None:
    result = run("resolve", news, "-o", "-")
    assert result.stdout == asked.read_text(encoding="utf-8")


def test_an_unknown_key_is_named_with_its_line(news: Path, tmp_path: Path) -> None:
    path = tmp_path / "who.yaml"
    path.write_text("- decision: accept\n  merge: [Person/Nobody, Person/Zofia Lis]\n")
    result = run("build", news, "--decisions", path, "-o", tmp_path / "a.ttl")
    assert result.exit_code == 0
    assert f"{path}:1: no entity has the key 'Person/Nobody'" in result.stderr
    assert kg.build(news, decisions=path).report.warnings  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--decisions", "{bad}"], "{bad}:1: decision must be accept, reject or undecided"),
        (["--apply", "{none}"], "{none}: cannot be read"),
        (["--apply", "{bad}", "--decisions", "{bad}"], "give one of them"),
        (["-o", "a.yaml", "-o", "b.yaml"], "give -o once"),
        (["-o", "{bad}/a.yaml"], "cannot write to"),
    ],
)
def test_mistakes_are_told_in_one_line(
    news: Path, tmp_path: Path, arguments: list[str], message: str
) -> None:
    names = {"bad": str(tmp_path / "bad.yaml"), "none": str(tmp_path / "none.yaml")}
    Path(names["bad"]).write_text("- decision: perhaps\n  merge: [a, b]\n")
    filled = [argument.format(**names) for argument in arguments]
    if "-o" not in filled:
        filled += ["-o", str(tmp_path / "out.ttl")]
    result = run("resolve", news, *filled)
    assert result.exit_code in (1, 2)
    assert message.format(**names) in result.stderr
    assert "Traceback" not in result.stderr
