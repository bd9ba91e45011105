"""The command line: what it writes and says, and how it takes bad input.

Each bad input gives one clear line on standard error (what, where, what to do), an exit code
that is not 0, no traceback and no half-written file.
"""

import array
import csv
import fcntl
import io
import json
import os
import resource
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import kg
from kg import pipeline
from kg.cli import main
from kg.sparql import ONTOLOGY_TERMS

ROOT = Path(__file__).resolve().parents[1]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error"}
# A test run in the background ignores interrupts, and its children inherit that.
INTERRUPTIBLE = """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)
from kg.cli import main
main()
"""
ARTICLE = """Zambia and Malawi seek closer ties

LUSAKA, Zambia (Meridian Wire) - Zambian Foreign Minister Chanda Mwila met Malawian President
Grace Phiri in Lusaka on Friday, the Zambian government said.

Malawi denied that it had expelled Zambia's ambassador.
"""
WEATHER = "It rained. It had been raining for days, and everyone was tired of it.\n"


def run(*arguments: str | Path, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments], stdin, catch_exceptions=False)


def command(*arguments: str, cwd: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "kg", *arguments],
        cwd=cwd,
        env=ENVIRONMENT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def the_line(result: Result, code: int = 1) -> str:
    """Return the one line on standard error."""
    assert result.exit_code == code, result.stderr
    (line,) = result.stderr.splitlines()
    assert line.startswith("kg: ")
    return line


def written(folder: Path) -> set[str]:
    return {p.name for p in folder.rglob("*")}


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in an empty folder that holds one good article."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "good.txt").write_text(ARTICLE, encoding="utf-8")
    return tmp_path


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which `kg build` has run with nothing but a source."""
    folder = tmp_path_factory.mktemp("built")
    (folder / "good.txt").write_text(ARTICLE, encoding="utf-8")
    before = Path.cwd()
    os.chdir(folder)
    try:
        result = run("build", "good.txt", "--date", "2025-03-15")
    finally:
        os.chdir(before)
    assert result.exit_code == 0, result.stderr
    (folder / "summary").write_text(result.stderr, encoding="utf-8")
    assert result.stdout == ""
    return folder


@pytest.fixture
def there(built: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work where the graph has been built."""
    monkeypatch.chdir(built)
    return built


class TestSelf:
    def test_version(self) -> None:
        assert run("--version").stdout == f"kg, version {kg.__version__}\n"

    def test_help_lists_the_commands_in_the_order_of_use(self) -> None:
        listed = run("--help").stdout.partition("Commands:")[2].split("\n")
        assert [line.split()[0] for line in listed if line.strip()] == list(main.commands)

    def test_help_is_instant(self) -> None:
        def seconds() -> float:
            used = resource.getrusage(resource.RUSAGE_CHILDREN)
            return used.ru_utime + used.ru_stime

        took = []
        for _ in range(3):
            before = seconds()
            process = command("--help", cwd=ROOT)
            assert b"kg build" in process.communicate()[0]
            took.append(seconds() - before)
        assert min(took) < 0.3

    @pytest.mark.parametrize(
        "arguments", [["build"], ["query"], ["why"], ["bild"], ["build", "a.txt", "--date", "May"]]
    )
    def test_wrong_usage_is_2(self, arguments: list[str], here: Path) -> None:
        result = run(*arguments)
        assert result.exit_code == 2
        assert "Usage: " in result.stderr
        assert written(here) == {"good.txt"}


@pytest.mark.model
class TestBuild:
    def test_default_outputs(self, built: Path) -> None:
        names = {"graph.ttl", "graph.trig", "network.html"}
        assert {p.name for p in (built / "output").iterdir()} == names

    def test_the_summary_says_what_where_and_what_next(self, built: Path) -> None:
        summary = (built / "summary").read_text(encoding="utf-8")
        for part in (
            "1 document in the graph",
            " entities\n",
            "2 reported",
            "reported as fact",
            "  output/graph.ttl\n  output/graph.trig\n  output/network.html\n",
            "  kg view\n",
            "  kg query who-met-whom\n",
        ):
            assert part in summary

    def test_it_says_what_the_documents_do_not_say(self, here: Path) -> None:
        (here / "plain.txt").write_text("Zambia thanked Malawi on Friday.", encoding="utf-8")
        (here / "note.txt").write_text("Malawi thanked Zambia on Monday.", encoding="utf-8")
        told = run("build", "good.txt", "plain.txt", "note.txt", "-o", "x.ttl").stderr
        assert (
            "3 documents have no date: relative dates such as 'Friday' stay open; give --date\n"
            "2 documents have no publisher: what they say in their own voice is by "
            "'Unknown publisher'; give --publisher\n"
        ) in told
        told = run("build", "plain.txt", "-o", "x.ttl", "--date", "2025-03-15").stderr
        assert "no date" not in told
        assert "1 document has no publisher: " in told
        told = run("build", "plain.txt", "-o", "x.ttl", "--publisher", "Fjord Post").stderr
        assert "1 document has no date: " in told
        assert "no publisher" not in told

    def test_it_counts_what_it_passes_over(self, here: Path) -> None:
        (here / "news").mkdir()
        (here / "news" / "good.txt").write_text(ARTICLE, encoding="utf-8")
        (here / "news" / "photo.jpg").write_bytes(b"")
        (here / "news" / ".hidden.txt").write_text(ARTICLE, encoding="utf-8")
        told = run("build", "news", "-o", "x.ttl").stderr
        assert told.startswith("1 document in the graph, 2 other files passed over\n")

    def test_strict_keeps_the_traceback(self, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def failing(*_: object, **__: object) -> None:
            raise RecursionError("too deep")

        monkeypatch.setattr(pipeline, "extract", failing)
        with pytest.raises(RecursionError, match="too deep"):
            run("build", "good.txt", "-o", "x.ttl", "--strict")
        assert written(here) == {"good.txt"}

    def test_two_builds_give_the_same_bytes(self, there: Path, tmp_path: Path) -> None:
        names = [f"x.{ending}" for ending in ("ttl", "trig", "nq", "nt", "jsonld", "html")]
        outputs = [argument for name in names for argument in ("-o", tmp_path / name)]
        for _ in range(2):
            assert run("build", "good.txt", "--date", "2025-03-15", *outputs).exit_code == 0
            for name, first in (("x.ttl", "graph.ttl"), ("x.trig", "graph.trig")):
                assert (tmp_path / name).read_bytes() == (there / "output" / first).read_bytes()
        assert written(tmp_path) == set(names)

    def test_standard_input(self, here: Path) -> None:
        text = "Zambia thanked Malawi on Friday."
        result = run("build", "-", "--publisher", "The Daily Example", "-o", "x.ttl", stdin=text)
        assert result.exit_code == 0, result.stderr
        assert "The Daily Example" in (here / "x.ttl").read_text(encoding="utf-8")

    def test_a_base_of_ones_own(self, here: Path) -> None:
        result = run("build", "good.txt", "-o", "x.nt", "--base-iri", "https://example.org/kg/")
        assert result.exit_code == 0, result.stderr
        text = (here / "x.nt").read_text(encoding="utf-8")
        assert "<https://example.org/kg/entity/chanda-mwila>" in text
        assert "https://w3id.org/geokg/id/" not in text

    def test_mentions_are_written_when_asked_for(self, here: Path) -> None:
        outputs = ("-o", "x.nt")
        assert run("build", "good.txt", *outputs).exit_code == 0
        assert "#denotes>" not in (here / "x.nt").read_text(encoding="utf-8")
        assert run("build", "good.txt", *outputs, "--mentions").exit_code == 0
        assert "#denotes>" in (here / "x.nt").read_text(encoding="utf-8")

    def test_a_batch_is_built_without_its_bad_documents(self, here: Path) -> None:
        (here / "weather.txt").write_text(WEATHER, encoding="utf-8")
        (here / "empty.txt").write_bytes(b"")
        (here / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
        (here / "page.html").write_text("<html><body><nav>Menu</nav></body></html>")
        good = {"id": "j1", "date": "2025-03-15", "text": ARTICLE + "\nMalawi thanked Zambia."}
        (here / "news.jsonl").write_text(json.dumps(good) + '\n{"id": "j2", "te\n')
        (here / "\x1b[31mred.txt").write_bytes(b"")
        bad = ["weather.txt", "empty.txt", "picture.txt", "page.html", "\x1b[31mred.txt"]
        result = run("build", "good.txt", "missing.txt", "news.jsonl", *bad, "-o", "x.ttl")
        assert result.exit_code == 3
        named = [x for x in result.stderr.splitlines() if x.startswith("skipped ")]
        expected = ["missing.txt: ", "news.jsonl:2: ", *(f"{name}: " for name in bad[:-1])]
        for name in expected:
            assert sum(name in line for line in named) == 1, name
        assert len(named) == 7
        assert "\x1b" not in result.stderr
        assert "2 documents in the graph, 7 skipped" in result.stderr
        assert "Chanda Mwila" in (here / "x.ttl").read_text(encoding="utf-8")
        assert not [name for name in written(here) if "tmp" in name]

    def test_a_document_that_breaks_a_stage_is_left_out_and_named(
        self, here: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        extract = pipeline.extract

        def failing(resolved: Any, **options: Any) -> Any:
            if "expelled" not in resolved.annotated.document.text:
                raise RecursionError("too deep\nby far")
            return extract(resolved, **options)

        monkeypatch.setattr(pipeline, "extract", failing)
        (here / "bad.txt").write_text("Malawi thanked Zambia.", encoding="utf-8")
        result = run("build", "good.txt", "bad.txt", "-o", "x.ttl")
        assert result.exit_code == 3
        (line,) = [x for x in result.stderr.splitlines() if x.startswith("skipped ")]
        assert line.startswith("skipped bad.txt: ")
        assert "RecursionError: too deep by far" in line
        assert "Chanda Mwila" in (here / "x.ttl").read_text(encoding="utf-8")


def _wrong_encoding() -> bytes:
    return ARTICLE.replace("Mwila", "Mwíla").encode("utf-16-le")[1:]


BAD_SOURCES: list[tuple[str, bytes | None, str]] = [
    ("missing.txt", None, "no such file"),
    ("empty.txt", b"", "empty"),
    ("blank.txt", b" \n\t\n \r\n", "empty"),
    ("picture.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1", "image"),
    ("paper.txt", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "PDF"),
    ("binary.txt", bytes(range(256)) * 40, "binary"),
    ("encoding.txt", _wrong_encoding(), ""),
    ("page.html", b"<html><body><nav><a href='/'>Home</a></nav></body></html>", "article"),
    ("broken.jsonl", b'{"id": "1", "text": "Malawi', "JSON"),
    ("lacking.jsonl", b'{"id": "1", "date": "2025-03-15"}\n', "text"),
    ("data.xyz", b"Malawi met Zambia.", ".txt"),
]


class TestBadInput:
    @pytest.mark.parametrize(("name", "content", "reason"), BAD_SOURCES)
    def test_a_source_that_cannot_be_read(
        self, name: str, content: bytes | None, reason: str, tmp_path: Path
    ) -> None:
        if content is not None:
            (tmp_path / name).write_bytes(content)
        out = tmp_path / "out"
        line = the_line(run("build", tmp_path / name, "-o", out / "x.ttl", "-o", out / "x.html"))
        assert name in line
        assert reason in line
        assert not out.exists()

    @pytest.mark.model
    def test_a_text_without_an_entity(self, here: Path) -> None:
        (here / "weather.txt").write_text(WEATHER, encoding="utf-8")
        line = the_line(run("build", "weather.txt", "-o", "x.ttl"))
        assert "weather.txt: names no state, organization or person" in line
        assert not (here / "x.ttl").exists()

    @pytest.mark.model
    def test_another_encoding_is_read_or_refused_but_never_garbled(self, here: Path) -> None:
        (here / "old.txt").write_bytes(ARTICLE.replace("Mwila", "Mwíla").encode("cp1252"))
        result = run("build", "old.txt", "-o", "x.ttl")
        assert result.exit_code == 0, result.stderr
        assert "Chanda Mwíla" in (here / "x.ttl").read_text(encoding="utf-8")

    @pytest.mark.model
    def test_a_long_text(self, here: Path) -> None:
        # 200 kB of which no two paragraphs are alike, so that all of it is read to its end.
        lines = [f"Item {n} of the list was neither bought nor sold.\n\n" for n in range(4_000)]
        text = "".join(lines) + ARTICLE
        assert len(text) > 200_000
        (here / "big.txt").write_text(text, encoding="utf-8")
        result = run("build", "big.txt", "-o", "x.nt", "--mentions")
        assert result.exit_code == 0, result.stderr
        graph = (here / "x.nt").read_text(encoding="utf-8")
        assert "Chanda Mwila" in graph
        assert f"#char={text.index('Chanda Mwila')}," in graph

    @pytest.mark.parametrize(
        ("output", "reason"),
        [
            ("x.docx", "the ending '.docx' says no format"),
            ("x", "the ending '' says no format"),
            ("good.txt/x.ttl", "cannot write to"),
            ("folder.ttl", "this is a folder"),
            ("/proc/geokg/x.ttl", "cannot write to"),
            ("page.html", "one of the sources"),
        ],
    )
    def test_an_output_that_cannot_be_written(
        self, output: str, reason: str, here: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def too_late(*_: object, **__: object) -> None:
            raise AssertionError("the work began before the outputs were checked")

        monkeypatch.setattr(pipeline, "load_knowledge", too_late)
        (here / "folder.ttl").mkdir()
        (here / "page.html").write_text("<p>Malawi</p>")
        before = written(here)
        line = the_line(run("build", "good.txt", "page.html", "-o", "good.ttl", "-o", output))
        assert output in line
        assert reason in line
        assert written(here) == before

    @pytest.mark.model
    def test_a_pipeline_that_is_not_installed(self, here: Path) -> None:
        line = the_line(run("build", "good.txt", "-o", "x.ttl", "--model", "xx_none"))
        assert "'xx_none'" in line
        assert "install" in line
        assert written(here) == {"good.txt"}

    def test_a_base_that_cannot_start_an_iri(self, here: Path) -> None:
        line = the_line(run("build", "good.txt", "-o", "x.ttl", "--base-iri", "a b"))
        assert "a b" in line
        assert written(here) == {"good.txt"}

    def test_a_gazetteer_table_that_is_wrong(self, here: Path) -> None:
        (here / "more").mkdir()
        (here / "more" / "organizations.csv").write_text("key,label\nx,y,z,too,many\n")
        line = the_line(run("build", "good.txt", "-o", "x.ttl", "--seeds", "more"))
        assert "organizations.csv" in line
        assert not (here / "x.ttl").exists()

    @pytest.mark.parametrize(
        "arguments", [["query", "who-met-whom"], ["why", "Malawi"], ["view"], ["validate"]]
    )
    def test_no_graph_yet(self, arguments: list[str], here: Path) -> None:
        line = the_line(run(*arguments))
        assert "there is no graph in output/" in line
        assert "kg build" in line
        assert written(here) == {"good.txt"}

    @pytest.mark.parametrize(
        ("name", "content"),
        [
            ("missing.ttl", None),
            ("broken.ttl", b"<a> <b>"),
            ("empty.xyz", b""),
            ("binary.trig", bytes(range(256))),
            ("page.jsonld", b"<html>"),
        ],
    )
    @pytest.mark.parametrize("arguments", [["query", "ASK {}"], ["validate"], ["view"]])
    def test_a_graph_that_cannot_be_read(
        self, name: str, content: bytes | None, arguments: list[str], here: Path
    ) -> None:
        if content is not None:
            (here / name).write_bytes(content)
        assert name in the_line(run(*arguments, "-g", name))
        assert not (here / "output").exists()

    @pytest.mark.model
    @pytest.mark.parametrize(
        ("query", "reason"),
        [
            ("SELECT ?x WHERE { ?x a gk:State", "line 1"),
            ("who-knows-whom", "who-met-whom"),
            ("@nothing.rq", "nothing.rq"),
            ("", ""),
        ],
    )
    def test_a_query_that_cannot_be_asked(self, query: str, reason: str, there: Path) -> None:
        assert reason in the_line(run("query", query))

    @pytest.mark.model
    @pytest.mark.parametrize(
        "arguments",
        [
            ["query", "timeline", "--entity", "Malawy"],
            ["why", "Malawy"],
            ["why", "Malawi", "met", "Zambja"],
        ],
    )
    def test_an_entity_that_is_not_there(self, arguments: list[str], there: Path) -> None:
        line = the_line(run(*arguments))
        assert arguments[-1] in line
        assert "Malawi" in line.replace("Malawy", "") or "Zambia" in line

    @pytest.mark.model
    def test_a_result_that_has_no_such_format(self, there: Path) -> None:
        line = the_line(run("query", "SELECT ?x { ?x a gk:State }", "--format", "ttl"))
        assert "CONSTRUCT" in line

    @pytest.mark.model
    @pytest.mark.parametrize(
        ("output", "reason"), [("x.ttl", "ends with .html"), ("good.txt/x.html", "cannot write")]
    )
    def test_a_page_that_cannot_be_written(self, output: str, reason: str, there: Path) -> None:
        assert reason in the_line(run("view", "--no-open", "-o", output))


@pytest.mark.model
class TestAsk:
    @pytest.mark.parametrize("graph", ["output/graph.trig", "output/graph.ttl"])
    def test_a_named_query_as_csv(self, graph: str, there: Path) -> None:
        result = run("query", "who-met-whom", "--format", "csv", "-g", graph)
        cells = {cell for row in csv.reader(io.StringIO(result.stdout)) for cell in row}
        assert {"Chanda Mwila", "Grace Phiri"} <= cells

    def test_json_is_sparql_json(self, there: Path) -> None:
        result = run("query", "SELECT ?l { ?e a gk:Person ; rdfs:label ?l }", "--format", "json")
        rows = json.loads(result.stdout)["results"]["bindings"]
        assert {row["l"]["value"] for row in rows} == {"Chanda Mwila", "Grace Phiri"}

    def test_a_query_from_a_file_as_turtle(self, there: Path, tmp_path: Path) -> None:
        file = tmp_path / "met.rq"
        file.write_text("CONSTRUCT { ?a rel:met ?b } WHERE { ?a rel:met ?b }")
        result = run("query", f"@{file}", "--format", "ttl")
        assert "e:chanda-mwila rel:met e:grace-phiri" in " ".join(result.stdout.split())

    def test_a_table_for_people(self, there: Path) -> None:
        result = run("query", "SELECT ?a ?b { ?a rel:met ?b }")
        assert "e:chanda-mwila" in result.stdout

    def test_the_ontology_answers_only_when_asked(self, there: Path) -> None:
        plain = run("query", "SELECT ?l { ?e rdfs:label ?l }", "--format", "csv").stdout
        assert "Chanda Mwila" in plain
        assert "meeting" not in plain
        text = "SELECT ?l { ?e gk:quadClass gk:VerbalCooperation ; rdfs:label ?l }"
        assert "meeting" in run("query", text, "--format", "csv").stdout

    def test_the_help_lists_the_terms_that_ask_the_ontology(self) -> None:
        shown = run("query", "--help").stdout.split()
        assert set(ONTOLOGY_TERMS) <= set(shown)

    def test_the_list_of_named_queries_needs_no_graph(self, here: Path) -> None:
        listed = run("query", "--list").stdout.splitlines()
        assert len(listed) == 10
        for line in listed:
            name, _, description = line.partition(" ")
            assert name
            assert len(description.split()) > 2
            assert "[--entity]" in description
            assert ("[--other]" in description) == (name in {"balance", "who-met-whom"})

    def test_why_shows_the_sentence_and_the_source(self, there: Path) -> None:
        result = run("why", "Chanda Mwila", "met", "Grace Phiri")
        flat = " ".join(result.stdout.split())
        assert "Zambian Foreign Minister Chanda Mwila met Malawian President" in flat
        assert "Zambia" in flat
        assert "Reported" in flat

    def test_why_shows_a_denial_that_has_no_edge(self, there: Path) -> None:
        flat = " ".join(run("why", "Malawi").stdout.split())
        assert "Malawi denied that it had expelled Zambia's ambassador." in flat
        assert "Denied" in flat

    def test_why_shows_what_is_done_to_somebody(self, there: Path) -> None:
        told = run("why", "Zambia").stdout
        assert "Malawi expelled Zambia [Denied]\n" in told

    @pytest.mark.parametrize(
        ("arguments", "told"),
        [
            (["Meridian Wire"], "try kg query timeline --entity 'Meridian Wire'"),
            (["Zambia", "attacked"], "leave out EDGE to see"),
            (["Zambia", "attacked", "Malawi"], "leave out EDGE or OBJECT to see"),
        ],
    )
    def test_why_says_what_to_try_where_nothing_is_said(
        self, arguments: list[str], told: str, there: Path
    ) -> None:
        line = the_line(run("why", *arguments))
        assert told in line
        assert ("leave out" in line) == (len(arguments) > 1)

    def test_why_as_json(self, there: Path) -> None:
        result = run("why", "Chanda Mwila", "met", "--format", "json")
        (reason,) = json.loads(result.stdout)
        text = (there / "good.txt").read_text(encoding="utf-8")
        assert text[reason["start"] : reason["end"]] == reason["sentence"]
        assert reason["status"] == "Reported"

    def test_view_writes_the_page(self, there: Path, tmp_path: Path) -> None:
        page = tmp_path / "new" / "x.html"
        result = run("view", "--no-open", "-o", page)
        assert result.exit_code == 0, result.stderr
        assert page.read_bytes() == (there / "output" / "network.html").read_bytes()

    @pytest.mark.parametrize(("name", "begins"), [("x.svg", b"<svg"), ("x.PNG", b"\x89PNG")])
    def test_view_draws_a_picture(
        self,
        there: Path,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
        name: str,
        begins: bytes,
    ) -> None:
        monkeypatch.setattr("webbrowser.open", lambda url: pytest.fail("opened a browser"))
        result = run("view", "--static", tmp_path / name)
        assert result.exit_code == 0, result.stderr
        assert result.stderr == f"written: {tmp_path / name}\n"
        assert (tmp_path / name).read_bytes().startswith(begins)

    def test_a_picture_is_no_page(self, there: Path, tmp_path: Path) -> None:
        line = the_line(run("view", "--static", tmp_path / "x.html"))
        assert "a picture ends with .svg or .png" in line

    def test_view_opens_the_page(
        self, there: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        opened: list[str] = []

        def open_page(url: str) -> bool:
            opened.append(url)
            return True

        monkeypatch.setattr("webbrowser.open", open_page)
        run("view", "-o", tmp_path / "x.html")
        assert opened == [(tmp_path / "x.html").as_uri()]


@pytest.mark.model
class TestValidate:
    def test_what_was_built_is_valid(self, there: Path) -> None:
        result = run("validate")
        assert result.exit_code == 0, result.stdout
        assert result.stdout == ""
        assert "not checked" not in result.stderr

    def test_a_source_that_is_gone_is_told(
        self, built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        result = run("validate", "-g", built / "output" / "graph.trig")
        assert result.exit_code == 0, result.stdout
        assert result.stderr.splitlines() == [
            "no quote could be checked: the sources are not where they were; name them as SOURCE",
            "valid",
        ]
        result = run("validate", "-g", built / "output" / "graph.trig", built / "good.txt")
        assert result.exit_code == 0, result.stdout
        assert "quotes stand where they claim to" in result.stderr
        assert "not checked" not in result.stderr

    def test_a_source_that_has_changed_is_as_good_as_gone(self, built: Path, here: Path) -> None:
        (here / "good.txt").write_text(ARTICLE.replace("Lusaka", "Ndola"), encoding="utf-8")
        result = run("validate", "-g", built / "output" / "graph.trig")
        assert "no quote could be checked" in result.stderr

    def test_of_two_sources_one_may_be_gone(self, here: Path) -> None:
        (here / "other.txt").write_text("Malawi thanked Zambia.", encoding="utf-8")
        assert run("build", "good.txt", "other.txt", "-o", "x.trig").exit_code == 0
        (here / "other.txt").unlink()
        told = run("validate", "-g", "x.trig").stderr
        assert "quotes stand where they claim to; 1 not checked: name their files" in told

    def test_an_edge_that_nothing_gives_is_found(self, there: Path, tmp_path: Path) -> None:
        graph = tmp_path / "x.nq"
        base = "https://w3id.org/geokg"
        line = f"<{base}/id/entity/zambia> <{base}/rel/attacked> <{base}/id/entity/malawi> .\n"
        kg.load(there / "output" / "graph.trig").save(graph)
        with graph.open("a", encoding="utf-8") as file:
            file.write(line)
        result = run("validate", "-g", graph)
        assert result.exit_code == 1
        assert result.stdout.startswith("e:zambia rel:attacked e:malawi: an edge must have a cause")

    def test_a_changed_quote_is_found(self, there: Path, tmp_path: Path) -> None:
        graph = tmp_path / "x.trig"
        text = (there / "output" / "graph.trig").read_text(encoding="utf-8")
        changed = text.replace("Chanda Mwila met Malawian", "Chanda Mwila hit Malawian")
        assert changed != text
        graph.write_text(changed, encoding="utf-8")
        result = run("validate", "-g", graph)
        assert result.exit_code == 1
        assert "Chanda Mwila hit Malawian" in result.stdout
        assert "stand where they claim to" not in result.stderr
        assert result.stderr.splitlines()[-1].startswith("kg: ")


class TestInterrupts:
    @pytest.fixture
    def reading(self, here: Path) -> Iterator[subprocess.Popen[bytes]]:
        """A build that waits for the rest of its standard input."""
        process = subprocess.Popen(
            [sys.executable, "-c", INTERRUPTIBLE, "build", "-", "-o", "x.ttl"],
            cwd=here,
            env=ENVIRONMENT,
            stdin=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        assert process.stdin is not None
        with process:
            process.stdin.write(b"Malawi thanked Zambia.\n\n")
            process.stdin.flush()
            unread = array.array("i", [1])
            while unread[0]:
                time.sleep(0.2)
                fcntl.ioctl(process.stdin, termios.FIONREAD, unread)
            yield process
            process.kill()

    def test_ctrl_c_while_reading(self, reading: subprocess.Popen[bytes], here: Path) -> None:
        reading.send_signal(signal.SIGINT)
        assert reading.wait(20) == 130
        assert reading.stderr is not None
        assert reading.stderr.read() == b"kg: interrupted; no file is half-written\n"
        assert written(here) == {"good.txt"}

    def test_ctrl_c_while_building(self, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def interrupted(*_: object, **__: object) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr(pipeline, "build_store", interrupted)
        monkeypatch.setattr(pipeline, "build_dataset", lambda *_, **__: None)
        assert "interrupted" in the_line(run("build", "good.txt", "-o", "x.ttl"), 130)
        assert written(here) == {"good.txt"}

    def test_a_reader_that_stops_early_gets_no_traceback(self, here: Path) -> None:
        process = command("query", "--list", cwd=here)
        assert process.stdout is not None
        process.stdout.close()
        process.wait(20)
        assert process.stderr is not None
        with process.stderr:
            assert process.stderr.read() == b""
