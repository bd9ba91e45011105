"""`document_from_html`: the article, and the day that the page declares."""

from __future__ import annotations

import datetime as dt

import pytest

from kg.errors import InputError
from kg.ingest.html import document_from_html, looks_like_html

FIRST = "Envoys of two rivals met in Oslo on Friday to discuss the release of prisoners."
SECOND = "The talks, the first in a year, lasted for three hours and ended without a statement."
DAY = dt.date(2021, 5, 7)


def page(head: str = "", body: str = "") -> str:
    article = f"<article><p>{FIRST}</p><p>{SECOND}</p></article>"
    return f"<html><head><title>Talks</title>{head}</head><body>{article}{body}</body></html>"


def test_each_block_is_a_paragraph() -> None:
    document = document_from_html(page(), identifier="a.html")
    assert document.text == f"{FIRST}\n\n{SECOND}"
    assert [document.text[s.start : s.end] for s in document.paragraphs] == [FIRST, SECOND]
    assert document.title == "Talks"


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ('<meta property="article:published_time" content="2021-05-07T23:00:00-04:00">', ""),
        ('<meta name="DC.date.issued" content="2021/05/07">', ""),
        ('<meta itemprop="datePublished" content="May 7, 2021">', ""),
        ('<script type="application/ld+json">{"datePublished": "2021-05-07"}</script>', ""),
        (
            "",
            "<time pubdate datetime='2021-05-07'>Friday</time><time datetime='2021-06-01'></time>",
        ),
        ("", "<time datetime='2021-05-07T08:00Z'>Friday</time>"),
    ],
)
def test_declared_days(head: str, body: str) -> None:
    assert document_from_html(page(head, body), identifier="a.html").date == DAY


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ('<meta name="date" content="2021">', ""),
        ('<meta name="date" content="03/04/2021">', ""),
        ("", "<time datetime='2021-05'>May</time>"),
        ("", "<time datetime='2021-05-07'></time><time datetime='2021-06-01'></time>"),
        ("", "<footer>Copyright 2021 Fjord Post</footer>"),
    ],
)
def test_a_day_is_never_guessed(head: str, body: str) -> None:
    assert document_from_html(page(head, body), identifier="a.html").date is None


def test_the_declared_day_goes_before_the_given_one() -> None:
    declared = page('<meta name="date" content="2021-05-07">')
    given = dt.date(2024, 1, 1)
    assert document_from_html(declared, identifier="a.html", date=given).date == DAY
    assert document_from_html(page(), identifier="a.html", date=given).date == given


@pytest.mark.parametrize(
    "markup",
    [
        "<html></html>",
        " ",
        "<html><body><nav><a href='/'>Home</a></nav></body></html>",
        "<html><body><script>var troops = 1;</script></body></html>",
        "<div>" * 50_000 + "<p>" + FIRST * 5,
    ],
    ids=["empty", "blank", "menu", "script", "deep"],
)
def test_no_article(markup: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(InputError, match="no article text found"):
        document_from_html(markup, identifier="a.html")
    assert capsys.readouterr().err == ""


def test_pages_are_told_from_text() -> None:
    assert looks_like_html("\n<!-- saved --><!DOCTYPE html><html>")
    assert looks_like_html("<HTML lang='en'>")
    assert not looks_like_html("The envoys wrote <html> on the wall.")
