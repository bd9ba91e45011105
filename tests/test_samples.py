"""Real-looking articles from end to end: each expected fact is there, each must-not is kept."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from expected import FactResult, check, check_must_not, load_expected

from kg.consolidate import consolidate
from kg.ontology import load_ontology
from kg.pipeline import extract_documents

pytestmark = pytest.mark.model

REPOSITORY = Path(__file__).parents[1]
ARTICLES = REPOSITORY / "seeds" / "articles"
SAMPLES = ("south-sudan-talks", "armenia-russia-row", "manila-shoal-visit")
REAL = REPOSITORY.parent / "shared" / "seeds" / "ap-2024-11-30-kim-belousov.txt"
REAL_EXPECTED = Path(__file__).parent / "data" / "kim-belousov.expected.yaml"
REAL_FACTS_NEEDED = 19

FACTS = [
    pytest.param(name, fact.id, id=f"{name}-{fact.id}")
    for name in SAMPLES
    for fact in load_expected(ARTICLES / f"{name}.expected.yaml").facts
]
MUST_NOTS = [
    pytest.param(name, rule.id, id=f"{name}-{rule.id}")
    for name in SAMPLES
    for rule in load_expected(ARTICLES / f"{name}.expected.yaml").must_not
]
REAL_MUST_NOTS = [rule.id for rule in load_expected(REAL_EXPECTED).must_not]


@dataclass(frozen=True)
class Verdict:
    """What the checker says of one article's dataset, by id of the fact or must-not."""

    facts: dict[str, FactResult]
    must_not: dict[str, FactResult]


def judge(article: Path, expected_path: Path) -> Verdict:
    """Build the article's dataset and hold it against what is expected of it."""
    expected = load_expected(expected_path)
    ontology = load_ontology()
    extractions = extract_documents(
        [article],
        date=dt.date.fromisoformat(expected.date),
        publisher=expected.publisher,
        strict=True,
    )
    dataset = consolidate(extractions, ontology=ontology)
    return Verdict(
        facts={each.id: each for each in check(dataset, expected, ontology)},
        must_not={each.id: each for each in check_must_not(dataset, expected, ontology)},
    )


@pytest.fixture(scope="module")
def verdict_on() -> Callable[[str], Verdict]:
    """The verdict on a sample by its name; each is built once, when first asked for."""

    @functools.cache
    def verdict(name: str) -> Verdict:
        return judge(ARTICLES / f"{name}.txt", ARTICLES / f"{name}.expected.yaml")

    return verdict


@pytest.fixture(scope="module")
def real_article() -> Verdict:
    if not REAL.exists():
        pytest.skip(f"the article of the Kim-Belousov meeting is not at {REAL}")
    return judge(REAL, REAL_EXPECTED)


@pytest.mark.parametrize(("name", "fact"), FACTS)
def test_sample_holds(verdict_on: Callable[[str], Verdict], name: str, fact: str) -> None:
    result = verdict_on(name).facts[fact]
    assert result.held, result.reason


@pytest.mark.parametrize(("name", "rule"), MUST_NOTS)
def test_sample_keeps_must_not(verdict_on: Callable[[str], Verdict], name: str, rule: str) -> None:
    result = verdict_on(name).must_not[rule]
    assert result.held, result.reason


def test_real_article_holds_enough(real_article: Verdict) -> None:
    missing = [f"{each.id}: {each.reason}" for each in real_article.facts.values() if not each.held]
    held = len(real_article.facts) - len(missing)
    assert held >= REAL_FACTS_NEEDED, "\n".join(missing)


@pytest.mark.parametrize("rule", REAL_MUST_NOTS)
def test_real_article_keeps_must_not(real_article: Verdict, rule: str) -> None:
    result = real_article.must_not[rule]
    assert result.held, result.reason
