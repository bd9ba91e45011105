"""Paragraph spans: where they begin and end, which count, how long they get."""

from __future__ import annotations

import textwrap
import time

from hypothesis import given
from hypothesis import strategies as st

from kg.ingest.paragraphs import LONGEST, cap, drop_repeats, split_paragraphs
from kg.model import Span

TEXTS = st.text(st.sampled_from("aB .!?…’\n\r\t\u2028\xa0x"), max_size=200)
LONG = "The two envoys, who had not met for a year, spoke for three hours in Oslo and then left"


def pieces(text: str) -> list[str]:
    return [text[span.start : span.end] for span in split_paragraphs(text)]


def kept(*paragraphs: str) -> list[str]:
    text = "\n\n".join(paragraphs)
    return [text[s.start : s.end] for s in drop_repeats(text, split_paragraphs(text))]


def test_blank_lines_divide() -> None:
    assert pieces("One.\n\n  Two. \n \t\n\nThree.\r\n\r\nFour.\n") == [
        "One.",
        "Two.",
        "Three.",
        "Four.",
    ]


def test_wrapped_lines_stay_together() -> None:
    first, second = (textwrap.fill(f"{LONG} {word}.", 72) for word in ("quickly", "by air"))
    assert "\n" in first
    assert pieces(f"{first}\n\n{second}") == [first, second]


def test_wrapped_paragraphs_without_a_blank_line_between() -> None:
    first, second = (textwrap.fill(f"{LONG} {word}.", 72) for word in ("quickly", "by air"))
    assert pieces(f"{first}\n{second}") == [first, second]


def test_lines_that_are_paragraphs_come_apart() -> None:
    lines = ["Envoys meet in Oslo", f"{LONG}. {LONG}.", f"“{LONG},” said a host. {LONG}."]
    assert pieces("\n".join(lines)) == lines


def test_short_lines_come_apart() -> None:
    assert pieces("Share\nPrint\nThe envoys met.") == ["Share", "Print", "The envoys met."]


def test_a_line_that_goes_on_in_lower_case_is_not_cut() -> None:
    text = f"{LONG} {LONG} again and\nagain. {LONG}."
    assert pieces(text) == [text]


def test_a_paragraph_counts_once() -> None:
    assert kept("Headline", "The envoys met.", "They left.", "The  envoys\nmet.") == [
        "Headline",
        "The envoys met.",
        "They left.",
    ]


def test_a_caption_cut_short_gives_way_to_the_whole_one() -> None:
    whole = f"{LONG} for home."
    assert kept("Headline", LONG, whole, "They left.") == ["Headline", whole, "They left."]
    assert kept("Headline", whole, f"{LONG} …", f"{LONG}...") == ["Headline", whole]


def test_short_beginnings_and_the_headline_are_no_cut_copies() -> None:
    assert kept("Head", "The envoys met.", "The envoys met. Then they left.") == [
        "Head",
        "The envoys met.",
        "The envoys met. Then they left.",
    ]
    assert kept(LONG, f"{LONG} for home.")[0] == LONG


def test_long_paragraphs_are_cut_after_sentences() -> None:
    text = f"{LONG}. " * 200
    (whole,) = split_paragraphs(text)
    spans = list(cap(text, whole))
    assert all(text[span.start : span.end].endswith("left.") for span in spans)
    assert all(text[span.start :].startswith("The two") for span in spans)
    assert max(span.end - span.start for span in spans) <= LONGEST


def test_newlines_go_before_sentences_and_words_before_letters() -> None:
    text = "aa. bb\ncc dd eeeeeeeeeeee"
    assert [text[s.start : s.end] for s in cap(text, Span(0, len(text)), 10)] == [
        "aa. bb",
        "cc dd",
        "eeeeeeeee",
        "eee",
    ]


def test_five_megabytes_without_a_blank_line_are_quick() -> None:
    text = f"{LONG}. " * 57_000
    started = time.process_time()
    spans = [piece for span in split_paragraphs(text) for piece in cap(text, span)]
    assert time.process_time() - started < 10
    assert sum(span.end - span.start for span in spans) > 0.99 * len(text)


@given(TEXTS, st.integers(1, 30))
def test_spans_lie_in_the_text_in_order_and_lose_no_word(text: str, longest: int) -> None:
    spans = [piece for span in split_paragraphs(text) for piece in cap(text, span, longest)]
    end = 0
    for span in spans:
        piece = text[span.start : span.end]
        assert end <= span.start < span.end <= len(text)
        assert piece == piece.strip()
        assert len(piece) <= longest
        end = span.end
    words = "".join(text[span.start : span.end] for span in spans)
    assert "".join(words.split()) == "".join(text.split())


@given(TEXTS)
def test_dropping_repeats_twice_drops_no_more(text: str) -> None:
    once = drop_repeats(text, split_paragraphs(text))
    assert drop_repeats(text, once) == once
