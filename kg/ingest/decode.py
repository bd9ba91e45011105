"""Bytes to text, or a reason why they are none.

In: the bytes of a file. Out: a string without byte order mark, newlines as "\\n". The bytes
`Kim\\x92s guards` become "Kim’s guards" (Windows-1252).

The order of trust: byte order mark; UTF-16 without a mark (its zero bytes give it away);
UTF-8; the charset that an HTML page declares; Windows-1252 as long as few bytes are beyond
ASCII, as in English; and only then what charset-normalizer finds.
"""

from __future__ import annotations

import codecs
import re

from kg.errors import InputError

__all__ = ["decode", "require_text"]

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16-LE, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_EXPORT = "export it as plain text (.txt) first"
_MAGIC = (
    (b"%PDF-", "a PDF", _EXPORT),
    (b"PK\x03\x04", "a zip archive or an Office file", "unpack it, or " + _EXPORT),
    (b"\xd0\xcf\x11\xe0", "an old Office file", _EXPORT),
    (b"{\\rtf", "a rich text file", _EXPORT),
    (b"\x1f\x8b", "a gzip archive", "unpack it first"),
    (b"BZh", "a bzip2 archive", "unpack it first"),
    (b"\xfd7zXZ\x00", "an xz archive", "unpack it first"),
    (b"7z\xbc\xaf", "a 7-Zip archive", "unpack it first"),
    (b"\x89PNG", "an image", "give the text of it"),
    (b"\xff\xd8\xff", "an image", "give the text of it"),
    (b"GIF8", "an image", "give the text of it"),
    (b"RIFF", "an image or a recording", "give the text of it"),
)

_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_META_WITHIN = 4096
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_CONTROL_SHARE = 0.01
_BEYOND_ASCII_SHARE = 0.3
_BINARY = "binary data, not text: give a .txt, .md, .html or .jsonl file"
_SAMPLE = 65_536


def decode(data: bytes, *, html: bool = False) -> str:
    """Return `data` as text without byte order mark and with newlines as "\\n".

    Args:
        data: the whole content of a file.
        html: look for the charset that the page declares.

    Raises:
        InputError: the data is binary, or its encoding cannot be told.
    """
    for magic, what, advice in _MAGIC:
        if data.startswith(magic):
            raise InputError(f"{what}, not text: {advice}")
    text = _decode(data, html).replace("\r\n", "\n").replace("\r", "\n")
    if len(_CONTROL.findall(text, 0, _SAMPLE)) > _CONTROL_SHARE * min(len(text), _SAMPLE):
        raise InputError(_BINARY)
    return text


def require_text(text: str) -> None:
    """Check that a string can stand in RDF: no zero character, no half of a surrogate pair.

    Raises:
        InputError: it cannot.
    """
    if "\0" in text:
        raise InputError(_BINARY)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise InputError(
            f"half of a surrogate pair at character {error.start}: write the text as valid Unicode"
        ) from error


def _decode(data: bytes, html: bool) -> str:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strict(data[len(bom) :], encoding)
    if b"\0" in data[:_SAMPLE]:
        return _strict(data, _utf16_order(data[:_SAMPLE]))
    if b"\0" in data:
        raise InputError(_BINARY)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if html and (declared := _META_CHARSET.search(data, 0, _META_WITHIN)):
        try:
            return data.decode(declared[1].decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            pass  # the page is wrong about itself: go on as if it had said nothing
    beyond_ascii = len(data) - len(data.translate(None, bytes(range(128, 256))))
    if beyond_ascii <= _BEYOND_ASCII_SHARE * len(data):
        try:
            return data.decode("cp1252")
        except UnicodeDecodeError:
            pass
    return _guess(data)


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(
            f"broken {encoding.upper()} at byte {error.start}: save it again as UTF-8"
        ) from error


def _utf16_order(sample: bytes) -> str:
    """Tell the byte order by the side on which nearly all zero bytes of English text lie."""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) / 2
    if odd > 0.7 * half and even < 0.1 * half:
        return "utf-16-le"
    if even > 0.7 * half and odd < 0.1 * half:
        return "utf-16-be"
    raise InputError(_BINARY)


def _guess(data: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    if best is None:
        raise InputError("the encoding cannot be told: save it as UTF-8")
    return str(best)
