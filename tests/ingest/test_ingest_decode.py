"""`decode`: which bytes are text, and in which encoding."""

from __future__ import annotations

import codecs

import pytest

from kg.errors import InputError
from kg.ingest.decode import decode, require_text

SENTENCE = "Kim’s envoy said “no” in São Paulo."


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(SENTENCE.encode(), id="utf-8"),
        pytest.param(SENTENCE.encode("utf-8-sig"), id="utf-8 with mark"),
        pytest.param(SENTENCE.encode("cp1252"), id="windows-1252"),
        pytest.param(SENTENCE.encode("utf-16"), id="utf-16 with mark"),
        pytest.param(SENTENCE.encode("utf-16-le"), id="utf-16-le"),
        pytest.param(SENTENCE.encode("utf-16-be"), id="utf-16-be"),
        pytest.param(codecs.BOM_UTF32_LE + SENTENCE.encode("utf-32-le"), id="utf-32 with mark"),
    ],
)
def test_the_same_text_comes_out_of_every_encoding(data: bytes) -> None:
    assert decode(data) == SENTENCE


def test_newlines_become_line_feeds_and_nothing_else_changes() -> None:
    assert decode(b" one\r\ntwo\rthree\n\x0cfour \n") == " one\ntwo\nthree\n\x0cfour \n"


def test_a_page_declares_its_charset() -> None:
    page = '<meta charset="windows-1251"><p>Киев: the envoy left Киев for talks.</p>'
    assert decode(page.encode("cp1251"), html=True) == page


def test_a_wrong_declaration_does_not_hinder() -> None:
    page = '<meta charset="no-such-charset"><p>Kim’s envoy spoke for an hour.</p>'
    assert decode(page.encode("cp1252"), html=True) == page


def test_mostly_foreign_bytes_are_left_to_detection() -> None:
    text = "Президент встретился с министром обороны в столице страны. " * 8
    assert decode(text.encode("cp1251")) == text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"%PDF-1.7 ...", "a PDF, not text: export it"),
        (b"PK\x03\x04....", "a zip archive or an Office file"),
        (b"\x89PNG\r\n\x1a\n....", "an image"),
        (b"\xff\xd8\xff\xe0....", "an image"),
        (b"\x1f\x8b\x08....", "a gzip archive, not text: unpack it"),
        (b"{\\rtf1 Kim}", "a rich text file"),
        (bytes(range(256)) * 4, "binary data"),
        (b"words" * 20_000 + b"\0", "binary data"),
        (b"\x01\x02\x03\x04 abc", "binary data"),
        (b"\xef\xbb\xbfKim \xff", "broken UTF-8 at byte 4"),
        (b"\xff\xfeK\0i", "broken UTF-16-LE"),
    ],
)
def test_what_is_no_text_says_what_to_do(data: bytes, reason: str) -> None:
    with pytest.raises(InputError) as caught:
        decode(data)
    assert caught.value.reason.startswith(reason)
    assert ":" in caught.value.reason


def test_strings_that_rdf_cannot_hold_are_refused() -> None:
    with pytest.raises(InputError, match="surrogate pair at character 4"):
        require_text("Kim \ud800")
    with pytest.raises(InputError, match="binary"):
        require_text("Kim\0")
