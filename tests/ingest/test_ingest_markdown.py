"""`document_from_markdown`: words without markup."""

from __future__ import annotations

import datetime as dt

import pytest

from kg.errors import InputError
from kg.ingest.markdown import document_from_markdown


def words(source: str) -> str:
    return document_from_markdown(source, identifier="a.md").text


def test_markup_is_no_words() -> None:
    source = (
        "# Envoys *meet* in Oslo\n\nThe [envoys](https://x.example 'who') **met**\nin `Oslo`. "
        "![A hall](hall.jpg)\n\n***\n\n```\ncode\n```\n\n<b>tag</b> They left <https://x.example>."
        "\n\n> “No,” one said.\n\n1. They\\* rest.\n\n"
        "| Envoy | State |\n|---|---|\n| Roe | Norway |\n"
    )
    assert words(source).split("\n\n") == [
        "Envoys meet in Oslo",
        "The envoys met\nin Oslo.",
        "tag They left .",
        "“No,” one said.",
        "They* rest.",
        "Envoy",
        "State",
        "Roe",
        "Norway",
    ]


def test_front_matter_is_metadata() -> None:
    document = document_from_markdown(
        "---\ntitle: Oslo talks\ndate: 2024-05-03\npublisher: Fjord Post\ntag: a\n---\nThey met.",
        identifier="a.md",
        date=dt.date(2020, 1, 1),
    )
    assert document.text == "They met."
    assert (document.title, document.publisher) == ("Oslo talks", "Fjord Post")
    assert document.date == dt.date(2024, 5, 3)


def test_rules_are_no_front_matter() -> None:
    assert words("---\nThe envoys met.\n\n---\nThey left.") == "The envoys met.\n\nThey left."


@pytest.mark.parametrize(
    ("front", "reason"),
    [("title: [", "broken front matter at line"), ("date: 2024-05", "'2024-05' is no full day")],
)
def test_broken_front_matter(front: str, reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        words(f"---\n{front}\n---\nThey met.")


@pytest.mark.parametrize("source", ["", "```\ncode\n```", "![A hall](hall.jpg)"])
def test_no_words(source: str) -> None:
    with pytest.raises(InputError, match="empty"):
        words(source)
