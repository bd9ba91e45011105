"""Paths to documents: the first stage of the pipeline.

In: files, folders, "-" for standard input. Out: `Document`s, and a report of what was not
read. A folder with `kim.txt`, `feed.jsonl` and `photo.jpg` gives one document for the
text and one for each line of the feed; the photo is counted as ignored.
"""

from __future__ import annotations

import datetime as dt
import stat
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO

from kg.errors import InputError
from kg.ingest.decode import decode
from kg.ingest.document import document_from_text
from kg.ingest.html import document_from_html, is_own_page, looks_like_html
from kg.ingest.jsonl import documents_from_jsonl, is_json_object
from kg.ingest.markdown import document_from_markdown
from kg.ingest.report import IngestReport, Limits, Skip
from kg.ingest.spool import Spool
from kg.model import Document

__all__ = ["ingest"]

_TEXT, _MARKDOWN, _HTML, _JSONL = ".txt", ".md", (".html", ".htm"), ".jsonl"
_ENDINGS = (_TEXT, _MARKDOWN, *_HTML, _JSONL)
_STDIN = "-"
_HEAD = 2048
"""Bytes at the start of a page within which it says what made it."""
_DEFAULT_LIMITS = Limits()


def ingest(
    sources: Sequence[str | Path],
    *,
    date: dt.date | None = None,
    publisher: str | None = None,
    report: IngestReport,
    limits: Limits = _DEFAULT_LIMITS,
) -> Iterator[Document]:
    """Read all sources and yield each text once.

    What cannot be read becomes a `Skip` in the report, and the others are still read.
    Reading ends before the first document is yielded, because which of several copies of a
    text counts (see `kg.ingest.spool`) must not depend on their order; so `report` is then
    complete. The documents themselves wait on disk, not in memory.

    Args:
        sources: paths of files and folders; "-" is standard input, which may hold text,
            HTML or JSON Lines. Folders are read with all folders in them, in sorted order,
            without hidden files, unknown file types and the pages that geokg writes.
        date: day of publication of documents whose metadata give none. It goes before a
            day that only the text tells.
        publisher: outlet of documents for which neither metadata nor dateline name one.
        report: filled while reading.
        limits: the largest pieces to take into memory.

    Raises:
        DataError: the table of agencies is broken.
    """
    reader = _Reader(date, limits)
    with Spool() as spool:
        for source in sources:
            for item in reader.read(source, report):
                if isinstance(item, Skip):
                    report.skipped.append(item)
                    continue
                if item.publisher is None:
                    item = replace(item, publisher=publisher)
                if spool.add(item):
                    report.read += 1
                else:
                    report.duplicates += 1
        yield from spool


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads one source after the other; `date` is the day for those that give none."""

    date: dt.date | None
    limits: Limits

    def read(self, source: str | Path, report: IngestReport) -> Iterator[Document | Skip]:
        """Yield what a path that the user named holds."""
        where = str(source)
        if where == _STDIN:
            yield from self._stream(sys.stdin.buffer, "stdin", "stdin")
            return
        path = Path(source)
        try:
            mode = path.stat().st_mode
            if stat.S_ISDIR(mode):
                yield from self._folder(path, report)
            elif stat.S_ISFIFO(mode) or (stat.S_ISREG(mode) and not path.suffix):
                with path.open("rb") as stream:
                    items = self._stream(stream, where, path.name)
                    # A pipe is empty once it has been read.
                    yield from items if stat.S_ISFIFO(mode) else _found_in(path, items)
            elif not stat.S_ISREG(mode):
                yield Skip(where, "a device or a socket, not a file: give a file or a folder")
            elif path.suffix.lower() not in _ENDINGS:
                yield Skip(where, f"unknown file type: name it {' or '.join(_ENDINGS)}")
            else:
                yield from self._file(path, path.name)
        except (OSError, ValueError) as error:
            yield Skip(where, _os_reason(error))

    def _folder(self, folder: Path, report: IngestReport) -> Iterator[Document | Skip]:
        found = False
        for path in _walk(folder, set(), report):
            found = True
            if path.is_dir():
                yield Skip(str(path), "no permission to read this folder: change it with chmod")
                continue
            try:
                yield from self._file(path, path.relative_to(folder).as_posix())
            except OSError as error:
                yield Skip(str(path), _os_reason(error))
        if not found:
            yield Skip(str(folder), f"no {' '.join(_ENDINGS)} file in this folder")

    def _file(self, path: Path, name: str) -> Iterator[Document | Skip]:
        """Read a file of a known type; `name` identifies it in the graph."""
        ending, where = path.suffix.lower(), str(path)
        with path.open("rb") as stream:
            if ending == _JSONL:
                yield from _found_in(path, self._lines(stream, where, name))
            else:
                yield from _found_in(path, [self._whole(stream, where, name, ending)])

    def _stream(self, stream: IO[bytes], where: str, name: str) -> Iterator[Document | Skip]:
        """Read what comes without a file type: JSON Lines if the first line is an object."""
        head = line = stream.readline(self.limits.line_bytes)
        while line and not line.strip():
            line = stream.readline(self.limits.line_bytes)
            head += line
        if is_json_object(line):
            yield from self._lines(stream, where, name, head)
        else:
            yield self._whole(stream, where, name, "", head)

    def _lines(
        self, stream: IO[bytes], where: str, name: str, head: bytes = b""
    ) -> Iterator[Document | Skip]:
        return documents_from_jsonl(
            stream, where=where, name=name, date=self.date, limits=self.limits, head=head
        )

    def _whole(
        self, stream: IO[bytes], where: str, name: str, ending: str, head: bytes = b""
    ) -> Document | Skip:
        """Read one document; without an ending the text itself tells whether it is HTML."""
        most = self.limits.file_bytes
        data = head + stream.read(max(0, most + 1 - len(head)))
        if len(data) > most:
            return Skip(where, f"larger than {most:,} bytes: split it, or make it .jsonl")
        try:
            if not data:
                raise InputError("the file is empty")
            text = decode(data, html=ending in _HTML)
            if ending in _HTML or (not ending and looks_like_html(text)):
                return document_from_html(text, identifier=name, date=self.date)
            if ending == _MARKDOWN:
                return document_from_markdown(text, identifier=name, date=self.date)
            return document_from_text(text, identifier=name, date=self.date)
        except InputError as error:
            return Skip(where, error.reason)


def _found_in(path: Path, items: Iterable[Document | Skip]) -> Iterator[Document | Skip]:
    """Let each document say in which file it lies, as the user named the file."""
    for item in items:
        yield item if isinstance(item, Skip) else replace(item, source=path.as_posix())


def _walk(folder: Path, visited: set[tuple[int, int]], report: IngestReport) -> Iterator[Path]:
    """Yield the files of known types, sorted, and each folder that cannot be listed.

    Links are followed, but every folder is visited once, so that links in a circle end.
    """
    status = folder.stat()
    if (status.st_dev, status.st_ino) in visited:
        return
    visited.add((status.st_dev, status.st_ino))
    try:
        paths = sorted(folder.iterdir())
    except PermissionError:
        yield folder
        return
    for path in paths:
        if path.name.startswith("."):
            report.ignored += 1
        elif path.is_dir():
            yield from _walk(path, visited, report)
        elif path.suffix.lower() in _ENDINGS and not _is_special(path) and not _is_own(path):
            yield path
        else:
            report.ignored += 1


def _is_special(path: Path) -> bool:
    """Tell pipes, sockets and devices, which would wait for ever; a dead link is no such."""
    return path.exists() and not path.is_file()


def _is_own(path: Path) -> bool:
    """Tell a page that geokg wrote; what cannot be read is left to be reported as such."""
    if path.suffix.lower() not in _HTML:
        return False
    try:
        with path.open("rb") as file:
            return is_own_page(file.read(_HEAD))
    except OSError:
        return False


def _os_reason(error: OSError | ValueError) -> str:
    if isinstance(error, FileNotFoundError):
        return "no such file: check the path"
    if isinstance(error, PermissionError):
        return "no permission to read it: change it with chmod"
    if isinstance(error, OSError) and error.strerror:
        return f"{error.strerror}: check the path"
    return "no valid path: check its name"
