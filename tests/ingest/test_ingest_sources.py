"""`ingest`: files, folders and standard input, good and bad."""

from __future__ import annotations

import datetime as dt
import io
import os
import socket
import threading
import time
from pathlib import Path

import pytest

from kg.ingest import IngestReport, Limits, Skip, ingest
from kg.model import Document

FIXTURES = Path(__file__).parents[1] / "fixtures" / "ingest"
STORY = "The envoys of two rivals met in Oslo."
DAY = dt.date(2024, 5, 3)


def run(*sources: str | Path, **options: object) -> tuple[list[Document], IngestReport]:
    report = IngestReport()
    documents = list(ingest(sources, report=report, **options))  # type: ignore[arg-type]
    assert report.read == len(documents)
    return documents, report


def read(document: Document) -> list[str]:
    return [document.text[span.start : span.end] for span in document.paragraphs]


def reasons(*sources: str | Path, **options: object) -> list[str]:
    documents, report = run(*sources, **options)
    assert documents == []
    return [skip.reason for skip in report.skipped]


def stdin(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))


def test_a_text_file() -> None:
    (document,), report = run(FIXTURES / "talks.txt")
    assert document.text == (FIXTURES / "talks.txt").read_text(encoding="utf-8")
    assert document.title == "Envoys of two rivals meet in Oslo for the first time"
    assert (document.publisher, document.dateline) == ("Associated Press", "OSLO, Norway")
    assert document.identifiers == ("talks.txt",)
    assert [paragraph[:20] for paragraph in read(document)] == [
        "Envoys of two rivals",
        "Envoys of the two ri",
        "In this photo handed",
        "A second round will ",
    ]
    assert read(document)[2].endswith("(Ministry via AP)")
    assert report == IngestReport(read=1)


def test_a_page() -> None:
    (document,), _ = run(FIXTURES / "talks.html", date=dt.date(2020, 1, 1), publisher="Nobody")
    assert document.date == DAY
    assert (document.publisher, document.dateline) == ("Fjord Post", "OSLO")
    assert document.url == "https://fjord.example/world/envoys"
    assert read(document)[1].startswith("Envoys of two rivals met in Oslo")
    assert not {"Share", "Home", "Copyright 2019 Fjord Post"} & set(read(document))


def test_markdown() -> None:
    (document,), _ = run(FIXTURES / "talks.md", date=dt.date(2020, 1, 1))
    assert (document.date, document.publisher) == (DAY, "Fjord Post")
    assert read(document) == [
        "Envoys meet in Oslo at last",
        "Envoys of two rivals met\nin Oslo on Friday, see .",
        "“We will meet again,” one of them said.",
        "Norway offered to host a second round.",
    ]


def test_json_lines() -> None:
    documents, _ = run(FIXTURES / "feed.jsonl", date=dt.date(2020, 1, 1), publisher="Nobody")
    assert [(d.identifiers, d.date, d.publisher) for d in documents] == [
        (("a1",), DAY, "Fjord Post"),
        (("7",), dt.date(2024, 5, 4), "Agence France-Presse"),
        (("feed.jsonl:3",), dt.date(2020, 1, 1), "Nobody"),
    ]
    assert documents[2].text == "The envoys met again.\r\n\r\nThey shook hands."
    assert read(documents[2]) == ["The envoys met again.", "They shook hands."]


def test_the_given_date_goes_before_the_one_in_the_text(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"July 10, 2019\n\nEnvoys meet in Oslo\n\n{STORY}", encoding="utf-8")
    (guessed,), _ = run(path)
    (given,), _ = run(path, date=DAY)
    assert (guessed.date, given.date) == (dt.date(2019, 7, 10), DAY)


def test_a_folder_is_read_in_order_without_hidden_and_unknown_files(tmp_path: Path) -> None:
    for name in ("b/two.TXT", "b/.hidden.txt", "a.txt", ".git/c.txt", "d.csv", "e"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"Envoys met at {name}.", encoding="utf-8")
    documents, report = run(tmp_path)
    assert [document.identifiers for document in documents] == [("a.txt",), ("b/two.TXT",)]
    assert (report.ignored, report.skipped) == (4, [])


def test_a_document_knows_its_file_as_the_user_named_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "news" / "may").mkdir(parents=True)
    (tmp_path / "news" / "may" / "a.txt").write_text(STORY, encoding="utf-8")
    (tmp_path / "plain").write_text("They left.", encoding="utf-8")
    feed = tmp_path / "feed.jsonl"
    feed.write_text('{"id": "x", "text": "They met again.", "url": "https://fjord.example/3"}')
    documents, _ = run("news", "./plain", feed)
    assert [(d.source, d.url, d.identifiers) for d in documents] == [
        ("news/may/a.txt", None, ("may/a.txt",)),
        ("plain", None, ("plain",)),
        (feed.as_posix(), "https://fjord.example/3", ("x",)),
    ]


def test_of_equal_copies_the_first_path_counts_whatever_the_order(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "talks.txt").write_text(STORY, encoding="utf-8")
    for sources in ([tmp_path / "a", tmp_path / "b"], [tmp_path / "b", tmp_path / "a"]):
        (document,), _ = run(*sources)
        assert document.source == (tmp_path / "a" / "talks.txt").as_posix()


def test_pages_that_geokg_wrote_are_passed_over_in_a_folder(tmp_path: Path) -> None:
    page = '<!doctype html>\n<html lang="en">\n<head>\n{}\n</head><body><p>{}</p></body></html>'
    own = '<meta name="generator" content="geokg">'
    other = '<meta name="generator" content="geokgraphs.example 3">'
    (tmp_path / "network.html").write_text(page.format(own, STORY), encoding="utf-8")
    (tmp_path / "graph.trig").write_text("{}", encoding="utf-8")
    report = run(tmp_path)[1]
    assert (report.ignored, report.read) == (2, 0)
    assert [skip.where for skip in report.skipped] == [str(tmp_path)]
    (tmp_path / "news.html").write_text(page.format(other, STORY * 9), encoding="utf-8")
    (document,), report = run(tmp_path)
    assert document.identifiers == ("news.html",)
    assert (report.ignored, report.skipped) == (2, [])


def test_an_empty_folder(tmp_path: Path) -> None:
    assert reasons(tmp_path) == ["no .txt .md .html .htm .jsonl file in this folder"]


def test_folders_linked_in_a_circle_end(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    (inner / "c.txt").write_text(STORY, encoding="utf-8")
    (inner / "up").symlink_to(tmp_path)
    (tmp_path / "again").symlink_to(inner)
    (document,), report = run(tmp_path)
    assert document.identifiers == ("a/b/c.txt",)
    assert (report.duplicates, report.skipped) == (0, [])


def test_a_dead_link_in_a_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "gone.txt")
    (tmp_path / "b.txt").write_text(STORY, encoding="utf-8")
    (document,), report = run(tmp_path)
    assert document.text == STORY
    assert report.skipped == [Skip(str(tmp_path / "a.txt"), "no such file: check the path")]


def test_a_copy_is_one_document_under_all_names(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt"):
        (tmp_path / name).write_text(STORY, encoding="utf-8")
    feed = tmp_path / "feed.jsonl"
    feed.write_text(f'{{"id": "z", "date": "2024-05-03", "text": "{STORY}"}}', encoding="utf-8")
    sources = [tmp_path / "b.txt", feed, tmp_path / "a.txt"]
    (document,), report = run(*sources)
    assert document.identifiers == ("a.txt", "b.txt", "z")
    assert document.date == DAY
    assert report.duplicates == 2
    assert run(*reversed(sources))[0] == [document]


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.txt", b"", "the file is empty"),
        ("a.txt", b" \n\t ", "the text is empty"),
        ("a.html", b"", "the file is empty"),
        ("a.md", b"", "the file is empty"),
        ("a.jsonl", b"", "the file is empty"),
        ("a.txt", b"\x7fELF\0\0\0\1", "binary data"),
        ("a.txt", b"%PDF-1.4", "a PDF"),
        ("a.html", b"\x89PNG", "an image"),
        ("a.html", b"<html><body></body></html>", "no article text found"),
        ("a.txt", b"Share", "no paragraph to read"),
        ("a.docx", b"PK", "unknown file type: name it .txt or .md"),
        ("a.txt", b"a" * 2000, "larger than 1,000 bytes"),
    ],
)
def test_a_bad_file_is_named_and_the_others_are_read(
    name: str, data: bytes, reason: str, tmp_path: Path
) -> None:
    bad, good = tmp_path / name, tmp_path / "good.txt"
    bad.write_bytes(data)
    good.write_text(STORY, encoding="utf-8")
    (document,), report = run(bad, good, limits=Limits(file_bytes=1000))
    assert document.text == STORY
    (skip,) = report.skipped
    assert skip.where == str(bad)
    assert skip.reason.startswith(reason)


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-16-le", "utf-8-sig"])
def test_other_encodings(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("“Oslo’s envoys met,” one said.".encode(encoding))
    (document,), _ = run(path)
    assert document.text == "“Oslo’s envoys met,” one said."


@pytest.mark.parametrize("name", ["gone.txt", "gone", "a.txt/b.txt", "nul\0.txt", "x" * 5000])
def test_no_such_path(name: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY, encoding="utf-8")
    (reason,) = reasons(f"{tmp_path}/{name}")
    assert "check" in reason


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_no_permission(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY, encoding="utf-8")
    (tmp_path / "b").mkdir()
    (tmp_path / "a.txt").chmod(0)
    (tmp_path / "b").chmod(0)
    try:
        assert [reason[:25] for reason in reasons(tmp_path)] == [
            "no permission to read it:",
            "no permission to read thi",
        ]
    finally:
        (tmp_path / "b").chmod(0o700)


def test_permission_errors_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text(STORY, encoding="utf-8")
    (tmp_path / "b").mkdir()

    def refuse(self: Path, *_: object, **__: object) -> object:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "open", refuse)
    assert reasons(tmp_path / "a.txt") == ["no permission to read it: change it with chmod"]
    monkeypatch.setattr(Path, "iterdir", refuse)
    assert reasons(tmp_path) == ["no permission to read this folder: change it with chmod"]


def test_devices_and_sockets_are_not_waited_for(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "s.txt"))
        (tmp_path / "a.txt").write_text(STORY, encoding="utf-8")
        (document,), report = run(tmp_path)
        assert document.text == STORY
        assert report.ignored == 1
        assert (
            reasons(tmp_path / "s.txt", "/dev/zero")
            == ["a device or a socket, not a file: give a file or a folder"] * 2
        )


def test_a_pipe_is_read_like_standard_input(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_text, args=(STORY,))
    writer.start()
    (document,), _ = run(pipe)
    writer.join()
    assert (document.text, document.identifiers) == (STORY, ("pipe",))
    assert document.source is None


def test_text_from_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    stdin(monkeypatch, f"\n\n{{{STORY}}}\r\n".encode())
    (document,), _ = run("-", date=DAY, publisher="Fjord Post")
    assert document.text == f"\n\n{{{STORY}}}\n"
    assert (document.identifiers, document.date) == (("stdin",), DAY)
    assert document.source is None
    assert document.publisher == "Fjord Post"


def test_json_lines_from_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    stdin(monkeypatch, b'\n{"id": "a", "text": "They met."}\n{"text": 3}\n{"text": "They left."}')
    documents, report = run("-")
    assert [(d.text, d.identifiers) for d in documents] == [
        ("They met.", ("a",)),
        ("They left.", ("stdin:4",)),
    ]
    assert [skip.where for skip in report.skipped] == ["stdin:3"]


def test_a_page_from_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    stdin(monkeypatch, (FIXTURES / "talks.html").read_bytes())
    (document,), _ = run("-")
    assert (document.publisher, document.date) == ("Fjord Post", DAY)


def test_nothing_on_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    stdin(monkeypatch, b"")
    assert reasons("-") == ["the file is empty"]


def test_too_much_on_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    stdin(monkeypatch, b"The envoys met.\n" * 10)
    (reason,) = reasons("-", limits=Limits(file_bytes=50, line_bytes=20))
    assert reason.startswith("larger than 50 bytes")


def test_the_report_is_complete_with_the_first_document(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY, encoding="utf-8")
    report = IngestReport()
    first = next(ingest([tmp_path / "a.txt", tmp_path / "gone.txt"], report=report))
    assert first.text == STORY
    assert [skip.where for skip in report.skipped] == [str(tmp_path / "gone.txt")]


def test_five_megabytes_of_text_take_seconds(tmp_path: Path) -> None:
    # No two paragraphs are alike, so that none is dropped as a repetition.
    paragraphs = [
        f"Envoy {n} of the northern league met envoy {n + 1} in town {n % 977} and spoke for "
        f"{n % 60} minutes about the price of fish, of which {n * 7} tons were sold."
        for n in range(36_000)
    ]
    path = tmp_path / "big.txt"
    path.write_text("\n\n".join(paragraphs), encoding="utf-8")
    assert path.stat().st_size > 5_000_000
    before = time.process_time()
    (document,), _ = run(path)
    assert time.process_time() - before < 10
    assert read(document) == paragraphs
