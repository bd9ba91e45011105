"""`document_from_text`: what a text says about itself."""

from __future__ import annotations

import datetime as dt
import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError
from kg.ingest import document_from_text
from kg.model import Document

DAY = dt.date(2019, 7, 10)
STORY = "The envoys of two rivals met in Oslo."


def read(document: Document) -> list[str]:
    return [document.text[span.start : span.end] for span in document.paragraphs]


def test_headline_date_line_and_dateline() -> None:
    text = f"Wednesday, July 10, 2019\xa0\n\nEnvoys meet in Oslo\n\nShare\n\nOSLO (AFP) — {STORY}\n"
    document = document_from_text(text, identifier="a")
    assert document.text == text
    assert read(document) == ["Envoys meet in Oslo", STORY]
    assert document.title == "Envoys meet in Oslo"
    assert document.date == DAY
    assert document.publisher == "Agence France-Presse"
    assert document.dateline == "OSLO"


def test_what_is_given_goes_before_what_the_text_says() -> None:
    text = f"Wednesday, July 10, 2019\n\nEnvoys meet in Oslo\n\nOSLO (AFP) — {STORY}"
    document = document_from_text(
        text,
        identifier="a",
        date=dt.date(2020, 1, 1),
        publisher="Fjord Post",
        title="Oslo talks",
        url="https://fjord.example",
    )
    assert document.date == dt.date(2020, 1, 1)
    assert (document.publisher, document.title) == ("Fjord Post", "Oslo talks")
    assert (document.url, document.dateline) == ("https://fjord.example", "OSLO")


def test_a_full_date_in_the_dateline_counts_and_one_without_year_does_not() -> None:
    full = document_from_text(f"OSLO, July 10, 2019 (AFP) — {STORY}", identifier="a")
    part = document_from_text(f"OSLO, July 10 (AFP) — {STORY}", identifier="a")
    assert (full.date, part.date) == (DAY, None)
    assert read(full) == read(part) == [STORY]


def test_a_date_line_late_in_the_text_dates_nothing_and_is_not_read() -> None:
    text = "\n\n".join(["Envoys meet in Oslo", STORY, "They left.", "July 10, 2019", "They rest."])
    document = document_from_text(text, identifier="a")
    assert document.date is None
    assert read(document) == ["Envoys meet in Oslo", STORY, "They left.", "They rest."]


def test_a_dateline_in_a_paragraph_of_its_own_leaves_nothing_to_read() -> None:
    document = document_from_text(f"Envoys meet in Oslo\n\nOSLO (AP) —\n\n{STORY}", identifier="a")
    assert read(document) == ["Envoys meet in Oslo", STORY]
    assert document.dateline == "OSLO"


@pytest.mark.parametrize(
    "first",
    [
        STORY,
        "WORLD NEWS",
        "Envoys " + "meet " * 50,
        "OSLO (AP) — Envoys meet",
        "The envoys of the two rivals, who have not\nmet for a year",
    ],
)
def test_what_is_no_headline(first: str) -> None:
    assert document_from_text(f"{first}\n\nThey left.", identifier="a").title is None


def test_a_lone_paragraph_is_no_headline() -> None:
    assert document_from_text("Envoys meet in Oslo", identifier="a").title is None


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        (" \n\t\n", "empty"),
        ("Share\n\nAdvertisement", "no paragraph to read"),
        ("Wednesday, July 10, 2019", "no paragraph to read"),
        ("Kim\0", "binary"),
        ("Kim \udc80", "surrogate"),
    ],
)
def test_texts_with_nothing_to_read(text: str, reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        document_from_text(text, identifier="a")


@given(
    st.lists(
        st.one_of(
            st.text(max_size=40),
            st.sampled_from(
                [STORY, "Share", "July 10, 2019", "OSLO (AP) — ", "\n\n", "\r\n", "\n"]
            ),
        ),
        max_size=12,
    ).map("".join)
)
def test_paragraphs_slice_the_text_in_order_and_the_id_is_its_hash(text: str) -> None:
    try:
        document = document_from_text(text, identifier="a")
    except InputError:
        return
    assert document.text == text
    assert document.id == hashlib.sha256(text.encode()).hexdigest()[:16]
    end = 0
    for span in document.paragraphs:
        assert end <= span.start < span.end <= len(text)
        assert text[span.start : span.end].strip()
        end = span.end
