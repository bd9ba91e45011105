"""`documents_from_jsonl`: a document or a reason for every line."""

from __future__ import annotations

import datetime as dt
import io
import json

import pytest

from kg.ingest.jsonl import documents_from_jsonl, is_json_object
from kg.ingest.report import Limits, Skip
from kg.model import Document

GOOD = b'{"id": "ok", "date": "2024-05-03", "text": "The envoys met."}\n'


def read(
    data: bytes, *, date: dt.date | None = None, line_bytes: int = 1000
) -> list[Document | Skip]:
    return list(
        documents_from_jsonl(
            io.BytesIO(data),
            where="in/feed.jsonl",
            name="feed.jsonl",
            date=date,
            limits=Limits(line_bytes=line_bytes),
        )
    )


def test_all_fields() -> None:
    record = {
        "id": "a1",
        "date": "2024-05-03",
        "text": " The envoys met.\r\nThey left.\r\n",
        "title": "Oslo talks",
        "publisher": "Fjord Post",
        "url": "https://fjord.example/a1",
        "entities": [1],
    }
    (document,) = read(json.dumps(record).encode(), date=dt.date(2020, 1, 1))
    assert isinstance(document, Document)
    assert document.text == record["text"]
    assert document.identifiers == ("a1",)
    assert document.date == dt.date(2024, 5, 3)
    assert (document.title, document.publisher) == ("Oslo talks", "Fjord Post")
    assert document.url == "https://fjord.example/a1"


def test_what_a_line_does_not_say() -> None:
    (document,) = read(
        b'\n{"text": "They met.", "date": null, "title": ""}', date=dt.date(2020, 1, 1)
    )
    assert isinstance(document, Document)
    assert document.identifiers == ("feed.jsonl:2",)
    assert document.date == dt.date(2020, 1, 1)
    assert document.title is None


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b'{"text": "a', "broken JSON at column 10"),
        (b'["a"]', "no JSON object"),
        (b'{"id": "a"}', 'no "text"'),
        (b'{"text": "  "}', "the text is empty"),
        (b'{"text": 5}', '"text" is no string but int'),
        (b'{"text": "They met.", "id": ["a"]}', '"id" is no string but list'),
        (b'{"text": "They met.", "id": true}', '"id" is no string but bool'),
        (b'{"text": "They met.", "publisher": {}}', '"publisher" is no string but dict'),
        (b'{"text": "They met.", "date": 2024}', '"date" is no string but int'),
        (b'{"text": "They met.", "date": "2024-13-45"}', "\"date\" '2024-13-45' is no full day"),
        (b'{"text": "They met.", "date": "May 2024"}', "\"date\" 'May 2024' is no full day"),
        (b'{"text": "Kim \\ud800 left."}', "half of a surrogate pair"),
        (b'{"text": "Kim\\u0000"}', "binary data"),
        (b'{"text": "caf\xe9"}', "no UTF-8 at byte 13"),
        (b"[" * 100_000, "JSON that cannot be read"),
        (b'{"text": ' + b"9" * 5000 + b"}", "JSON that cannot be read"),
        (b'{"text": "' + b"a" * 200_000 + b'"}', "longer than 150,000 bytes"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_bad_line_is_named_and_the_others_are_read(line: bytes, reason: str) -> None:
    before, bad, after = read(GOOD + line + b"\n" + GOOD, line_bytes=150_000)
    assert isinstance(bad, Skip)
    assert bad.where == "in/feed.jsonl:2"
    assert bad.reason.startswith(reason)
    assert isinstance(before, Document)
    assert before == after


def test_a_long_last_line_without_newline() -> None:
    assert read(b'{"text": "' + b"a" * 100 + b'"}', line_bytes=50) == [
        Skip("in/feed.jsonl:1", "longer than 50 bytes: split the text")
    ]


def test_a_byte_order_mark_is_no_part_of_the_line() -> None:
    (document,) = read(b"\xef\xbb\xbf" + GOOD)
    assert isinstance(document, Document)
    assert document.identifiers == ("ok",)


def test_files_that_hold_no_line() -> None:
    assert read(b"\n \n") == [Skip("in/feed.jsonl", "the file is empty")]
    (skip,) = read(GOOD.decode().encode("utf-16"))
    assert isinstance(skip, Skip)
    assert skip.reason.startswith("UTF-16")


def test_lines_are_told_from_text() -> None:
    assert is_json_object(GOOD)
    assert is_json_object(b"\xef\xbb\xbf  {}\n")
    assert not is_json_object(b"{The envoys met.}")
    assert not is_json_object(b"The envoys met.")
