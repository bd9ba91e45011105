"""The library's face: what the README shows, done."""

import datetime as dt
from pathlib import Path

import networkx
import pytest
import rdflib

import kg
from kg.api import Graph
from kg.errors import InputError

MEETING = """LA PAZ, Bolivia (Meridian Wire) - Bolivian Foreign Minister Elena Rojas met Chilean
President Tomas Vidal in La Paz on Friday, Bolivia's government said.
"""


@pytest.fixture(scope="module")
def article(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("api") / "article.txt"
    path.write_text(MEETING, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def graph(article: Path) -> Graph:
    return kg.build([article], publisher="The Daily Example")


def labels(graph: Graph) -> set[str | None]:
    return {row[0] for row in graph.query("SELECT ?l { ?p a gk:Person ; rdfs:label ?l }").rows}


@pytest.mark.model
class TestGraph:
    def test_one_path_is_as_good_as_a_list(self, article: Path, graph: Graph) -> None:
        assert labels(kg.build(article)) == labels(graph) == {"Elena Rojas", "Tomas Vidal"}

    def test_it_tells_what_was_read(self, article: Path) -> None:
        built = kg.build([article, article.parent / "missing.txt"])
        assert built.report is not None
        assert built.report.read == 1
        assert [Path(s.where).name for s in built.report.skipped] == ["missing.txt"]

    def test_named_queries(self, graph: Graph) -> None:
        rows = graph.query("who-met-whom", entity="Elena Rojas").rows
        assert any("Tomas Vidal" in row for row in rows)

    def test_why(self, graph: Graph) -> None:
        (reason,) = graph.why("Elena Rojas", "met", "Tomas Vidal")
        assert MEETING[reason.start : reason.end] == reason.sentence
        assert reason.status == "Reported"

    @pytest.mark.parametrize("ending", ["ttl", "trig", "nq", "nt", "jsonld"])
    def test_saved_and_loaded_it_is_the_same(
        self, ending: str, graph: Graph, tmp_path: Path
    ) -> None:
        first, second = tmp_path / f"a.{ending}", tmp_path / "new" / f"b.{ending}"
        graph.save(first)
        kg.load(first).save(second)
        assert first.read_bytes() == second.read_bytes()
        assert labels(kg.load(str(second))) == labels(graph)

    def test_a_page_is_saved_by_its_ending(self, graph: Graph, tmp_path: Path) -> None:
        graph.save(tmp_path / "x.html", title="The week")
        page = (tmp_path / "x.html").read_text(encoding="utf-8")
        assert "Elena Rojas" in page
        assert "The week" in page

    def test_pictures_are_saved_by_their_ending(self, graph: Graph, tmp_path: Path) -> None:
        graph.save(tmp_path / "new" / "x.svg", title="The week")
        graph.save(tmp_path / "x.png")
        assert "Elena Rojas" in (tmp_path / "new" / "x.svg").read_text(encoding="utf-8")
        assert (tmp_path / "x.png").read_bytes().startswith(b"\x89PNG")

    def test_a_notebook_shows_the_page_apart(self, graph: Graph) -> None:
        shown = graph._repr_html_()
        assert shown.startswith("<iframe sandbox=")
        assert "allow-same-origin" not in shown
        assert "<script" not in shown
        assert "Elena Rojas" in shown

    def test_an_unwritable_folder_is_an_output_error(self, graph: Graph, article: Path) -> None:
        with pytest.raises(kg.GeokgError, match=r"cannot make the folder"):
            graph.save(article / "x.ttl")

    def test_to_rdflib(self, graph: Graph) -> None:
        copy = graph.to_rdflib()
        assert isinstance(copy, rdflib.Dataset)
        assert len(copy) == len(set(graph.store.quads()))

    def test_to_networkx(self, graph: Graph) -> None:
        network = graph.to_networkx()
        assert isinstance(network, networkx.MultiDiGraph)
        ends = {(network.nodes[a]["label"], network.nodes[b]["label"]) for a, b in network.edges()}
        assert ("Elena Rojas", "Tomas Vidal") in ends
        assert ("Tomas Vidal", "Elena Rojas") in ends

    def test_validate_reads_the_source_again(self, graph: Graph, article: Path) -> None:
        report = graph.validate(sources=[article])
        assert report.violations == ()
        assert report.checked_quotes > 0
        assert report.unchecked_quotes == 0


def test_errors_have_one_root(tmp_path: Path) -> None:
    with pytest.raises(kg.GeokgError, match="no such file"):
        kg.build([tmp_path / "missing.txt"])
    with pytest.raises(kg.GeokgError, match=r"missing\.ttl"):
        kg.load(tmp_path / "missing.ttl")
    with pytest.raises(kg.GeokgError, match="nowhere"):
        kg.build([tmp_path], base_iri="nowhere")


@pytest.mark.model
@pytest.mark.parametrize(
    "date", ["2026-06-18", dt.date(2026, 6, 18), dt.datetime(2026, 6, 18, 23, 59)]
)
def test_the_date_may_be_written_or_a_date(article: Path, date: dt.date | str) -> None:
    graph = kg.build(article, date=date)
    rows = graph.query("SELECT ?day { ?document schema:datePublished ?day }").rows
    assert rows == (("2026-06-18",),)


@pytest.mark.parametrize("date", ["18 June 2026", "2026-02-30", ""])
def test_what_is_no_date_is_named(article: Path, date: str) -> None:
    with pytest.raises(InputError, match=f"date '{date}': .*write the day as YYYY-MM-DD"):
        kg.build(article, date=date)
