"""JSON Lines to documents, one a line.

In: a stream of bytes with one JSON object a line: `text`, and optionally `id`, `date`,
`title`, `publisher`, `url`; other fields are ignored. Out: a `Document` or a `Skip` a line.
`{"id": "a1", "date": "2024-11-30", "text": "Kim met Belousov."}` is one document.
"""

from __future__ import annotations

import codecs
import datetime as dt
import io
import json
from collections.abc import Iterator
from typing import IO

from kg.errors import InputError
from kg.ingest.dates import parse_day
from kg.ingest.document import document_from_text
from kg.ingest.report import Limits, Skip
from kg.model import Document

__all__ = ["documents_from_jsonl", "is_json_object"]


def documents_from_jsonl(
    stream: IO[bytes],
    *,
    where: str,
    name: str,
    date: dt.date | None,
    limits: Limits,
    head: bytes = b"",
) -> Iterator[Document | Skip]:
    """Yield a document for each line, and a skip for each line that holds none.

    No line is ever read into memory beyond `limits.line_bytes`.

    Args:
        stream: the file, open for reading bytes.
        where: the path, to name lines in skips.
        name: the file's name: a line without an id is identified as "name:line".
        date: the day to take where a line has none.
        limits: the largest line.
        head: complete lines already taken off the stream.
    """
    empty = True
    for number, line in enumerate(_lines(stream, head, limits.line_bytes), start=1):
        place = f"{where}:{number}"
        if line is None:
            empty = False
            yield Skip(place, f"longer than {limits.line_bytes:,} bytes: split the text")
            continue
        line = line.removeprefix(codecs.BOM_UTF8) if number == 1 else line
        if number == 1 and line.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            yield Skip(where, "UTF-16, but JSON Lines are UTF-8: save it again as UTF-8")
            return
        if not line.strip():
            continue
        empty = False
        try:
            yield _document(line, f"{name}:{number}", date)
        except InputError as error:
            yield Skip(place, error.reason)
    if empty:
        yield Skip(where, "the file is empty")


def is_json_object(line: bytes) -> bool:
    """Tell whether a line is a JSON object, so that a stream of such lines is JSON Lines."""
    line = line.removeprefix(codecs.BOM_UTF8)
    if not line.lstrip().startswith(b"{"):
        return False
    try:
        _parse(line)
    except InputError:
        return False
    return True


def _lines(stream: IO[bytes], head: bytes, longest: int) -> Iterator[bytes | None]:
    """Yield the lines, None for one that is too long."""
    yield from io.BytesIO(head)
    while line := stream.readline(longest + 1):
        if len(line) <= longest or line.endswith(b"\n"):
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(1 << 20)
        yield None


def _document(line: bytes, fallback: str, date: dt.date | None) -> Document:
    record = _parse(line)
    text = _string(record, "text")
    if text is None:
        raise InputError('no "text": give the article as a string under that name')
    identifier = record.get("id")
    if type(identifier) is int:
        identifier = str(identifier)
    elif identifier is not None:
        identifier = _string(record, "id")
    return document_from_text(
        text,
        identifier=identifier or fallback,
        date=_day(record) or date,
        publisher=_string(record, "publisher"),
        title=_string(record, "title"),
        url=_string(record, "url"),
    )


def _parse(line: bytes) -> dict[str, object]:
    try:
        record = json.loads(line.decode("utf-8").rstrip())
    except UnicodeDecodeError as error:
        raise InputError(f"no UTF-8 at byte {error.start}: save it again as UTF-8") from error
    except json.JSONDecodeError as error:
        raise InputError(f"broken JSON at column {error.colno}: {error.msg}") from error
    except (ValueError, RecursionError) as error:  # an endless number, bottomless brackets
        raise InputError(f"JSON that cannot be read: {error}") from error
    if not isinstance(record, dict):
        raise InputError("no JSON object: one line is one {…} with a text")
    return record


def _string(record: dict[str, object], key: str) -> str | None:
    value = record.get(key)
    if value is None or isinstance(value, str):
        return value or None
    raise InputError(f'"{key}" is no string but {type(value).__name__}: write it in quotes')


def _day(record: dict[str, object]) -> dt.date | None:
    written = _string(record, "date")
    if written is None:
        return None
    day = parse_day(written)
    if day is None:
        raise InputError(f'"date" {written!r} is no full day: write YYYY-MM-DD')
    return day
