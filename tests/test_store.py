"""A store loads, saves and answers; what it writes is always the same and always whole."""

from __future__ import annotations

import csv
import errno
import io
import json
import os
import random
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import rdflib
from factory import world
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, parse

from kg.consolidate import consolidate
from kg.errors import GraphError, OutputError, QueryError
from kg.graph import to_quads
from kg.namespaces import RDFS, expand
from kg.ontology import load_ontology
from kg.store import ENDINGS, Store

ONTOLOGY = load_ontology()
QUADS = list(to_quads(consolidate(world(), ontology=ONTOLOGY), ontology=ONTOLOGY, mentions=True))


@pytest.fixture(scope="module")
def store() -> Store:
    return Store.from_quads(QUADS)


class TestFiles:
    @pytest.mark.parametrize("ending", ENDINGS)
    def test_the_same_content_gives_the_same_bytes(self, ending: str, tmp_path: Path) -> None:
        shuffled = QUADS[:]
        random.Random(7).shuffle(shuffled)
        paths = [tmp_path / f"{name}{ending}" for name in "abc"]
        Store.from_quads(QUADS).save(paths[0])
        asked = Store.from_quads(shuffled)
        asked.query("ASK { ?s a owl:Class }")
        asked.save(paths[1])
        Store.load(paths[0]).save(paths[2])
        assert len({path.read_bytes() for path in paths}) == 1

    @pytest.mark.parametrize("ending", ENDINGS)
    def test_nothing_is_lost(self, ending: str, store: Store, tmp_path: Path) -> None:
        path = tmp_path / f"graph{ending}"
        store.save(path)
        loaded = set(Store.load(path).quads())
        if ending in (".ttl", ".nt"):
            assert {q.triple for q in loaded} == {q.triple for q in QUADS}
            assert {q.graph_name for q in loaded} == {DefaultGraph()}
        else:
            assert loaded == set(QUADS)

    def test_turtle_is_made_for_reading(self, store: Store, tmp_path: Path) -> None:
        store.save(tmp_path / "graph.ttl")
        text = (tmp_path / "graph.ttl").read_text(encoding="utf-8")
        head, *subjects = text.split("\n\n")
        assert "@prefix gk: <https://w3id.org/geokg/ontology#> ." in head.splitlines()
        assert head.splitlines() == sorted(head.splitlines())
        (block,) = [part for part in subjects if part.startswith("e:anna-vale ")]
        assert block.splitlines() == [
            "e:anna-vale a gk:Person ;",
            '\trdfs:label "Anna Vale" ;',
            '\tskos:altLabel "Vale" ;',
            "\tgk:represents e:ardonia ;",
            "\trel:met e:piet-oren ;",
            "\trel:ministerOf e:ardonia .",
        ]

    def test_trig_sets_documents_apart(self, store: Store, tmp_path: Path) -> None:
        store.save(tmp_path / "graph.trig")
        text = (tmp_path / "graph.trig").read_text(encoding="utf-8")
        for told in world():
            assert f"\n\ndoc:{told.document.id} {{\n" in text

    def test_rdflib_reads_the_turtle(self, store: Store, tmp_path: Path) -> None:
        store.save(tmp_path / "graph.ttl")
        read = rdflib.Graph().parse(tmp_path / "graph.ttl", format="turtle")
        spans = {str(s) for s in read.subjects(rdflib.URIRef("http://www.w3.org/ns/oa#exact"))}
        assert any(span.endswith("#char=0,47") for span in spans)
        assert len(read) == len({q.triple for q in QUADS})

    def test_prefixes_follow_the_base(self, tmp_path: Path) -> None:
        base = "https://example.org/kb#"
        dataset = consolidate(world(), ontology=ONTOLOGY)
        store = Store.from_quads(to_quads(dataset, ontology=ONTOLOGY, base_iri=base))
        assert store.base_iri == base
        assert store.query("ASK { e:anna-vale rel:met e:piet-oren }").rows == (("true",),)
        store.save(tmp_path / "graph.ttl")
        assert "\ne:anna-vale a gk:Person" in (tmp_path / "graph.ttl").read_text(encoding="utf-8")

    @given(st.lists(st.tuples(*[st.text(max_size=8)] * 2), max_size=6))
    @settings(max_examples=60, deadline=None)
    def test_turtle_round_trip(
        self, tmp_path_factory: pytest.TempPathFactory, pairs: list[tuple[str, str]]
    ) -> None:
        path = tmp_path_factory.mktemp("turtle") / "graph.ttl"
        subjects = [NamedNode(f"https://w3id.org/geokg/id/entity/n{i}") for i in range(3)]
        quads = [
            Quad(subjects[i % 3], RDFS.label if i % 2 else RDFS.comment, Literal(text))
            for i, pair in enumerate(pairs)
            for text in pair
        ]
        Store.from_quads(quads).save(path)
        assert set(parse(path.read_bytes(), format=RdfFormat.TURTLE)) == set(quads)
        assert set(Store.load(path).quads()) == set(quads)


class TestBadFiles:
    @pytest.mark.parametrize(
        ("name", "content", "line"),
        [
            ("a.ttl", "@prefix x: <http://x/> .\nx:a x:b\n", 3),
            ("a.nq", "<http://x/a> <http://x/b> <http://x/c> .\nrubbish\n", 2),
            ("a.trig", "<http://x/g> { <http://x/a> ", 1),
            ("a.jsonld", '[{"@id": ', 1),
        ],
    )
    def test_a_broken_file_is_named_with_its_line(
        self, name: str, content: str, line: int, tmp_path: Path
    ) -> None:
        path = tmp_path / name
        path.write_text(content)
        with pytest.raises(GraphError, match=rf"{name}:{line}: .*build it anew") as caught:
            Store.load(path)
        assert "\n" not in str(caught.value)

    def test_a_binary_file(self, tmp_path: Path) -> None:
        (tmp_path / "a.ttl").write_bytes(b"\xff\xfe\x00\x01")
        with pytest.raises(GraphError, match=r"a\.ttl"):
            Store.load(tmp_path / "a.ttl")

    def test_what_is_no_graph_file(self, tmp_path: Path) -> None:
        with pytest.raises(GraphError, match=r"no such file: build it first"):
            Store.load(tmp_path / "none.ttl")
        with pytest.raises(GraphError, match=r"'\.txt' says no format: use \.ttl"):
            Store.load(tmp_path / "a.txt")
        (tmp_path / "folder.ttl").mkdir()
        with pytest.raises(GraphError, match="cannot be read"):
            Store.load(tmp_path / "folder.ttl")


class TestBadTargets:
    def test_unknown_ending(self, store: Store, tmp_path: Path) -> None:
        with pytest.raises(OutputError, match=r"graph\.pdf: the ending '\.pdf' says no format"):
            store.save(tmp_path / "graph.pdf")

    def test_no_place_to_write(self, store: Store, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("x")
        (tmp_path / "folder.ttl").mkdir()
        for path in ("missing/graph.ttl", "file/graph.ttl", "folder.ttl"):
            with pytest.raises(OutputError, match=path):
                store.save(tmp_path / path)
        assert sorted(p.name for p in tmp_path.iterdir()) == ["file", "folder.ttl"]

    def test_a_full_disk_leaves_the_old_file(
        self, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full(descriptor: int) -> None:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        path = tmp_path / "graph.ttl"
        path.write_text("old")
        monkeypatch.setattr(os, "fsync", full)
        with pytest.raises(OutputError, match="No space left"):
            store.save(path)
        assert [(p.name, p.read_text()) for p in tmp_path.iterdir()] == [("graph.ttl", "old")]

    def test_a_link_is_followed(self, store: Store, tmp_path: Path) -> None:
        (tmp_path / "real.ttl").write_text("old")
        (tmp_path / "link.ttl").symlink_to(tmp_path / "real.ttl")
        store.save(tmp_path / "link.ttl")
        assert (tmp_path / "link.ttl").is_symlink()
        assert "e:anna-vale" in (tmp_path / "real.ttl").read_text(encoding="utf-8")


class TestQuery:
    def test_it_sees_all_graphs_and_the_ontology(self, store: Store) -> None:
        answer = store.query(
            "SELECT DISTINCT ?quad ?source { ?event a ?type . ?type gk:quadClass ?quad . "
            "?claim gk:about ?event ; gk:assertedBy ?source }"
        )
        assert answer.variables == ("quad", "source")
        assert ("gk:MaterialConflict", "e:harbour-herald") in answer.rows
        assert answer.rows == tuple(sorted(answer.rows, key=str))

    def test_a_plain_question_is_not_answered_from_the_ontology(self, store: Store) -> None:
        plain = "SELECT ?e ?l { ?e rdfs:label ?l }"
        everything = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
        labels = {(q.subject, q.object) for q in QUADS if q.predicate == RDFS.label}
        assert store.query("ASK { gk:Meeting gk:quadClass ?quad }").rows == (("true",),)
        assert set(store.query(plain).raw) == labels
        assert store.query(everything).rows == ((str(len({q.triple for q in QUADS})),),)
        told = store.query(f"{plain[:-1]} OPTIONAL {{ ?e gk:cameoCode ?c }} }}").rows
        assert {("gk:Meeting", "meeting"), ("e:anna-vale", "Anna Vale")} <= set(told)
        assert set(store.query(plain).raw) == labels

    def test_the_graph_of_the_ontology_can_always_be_read(self, store: Store) -> None:
        text = (
            "SELECT DISTINCT ?word { ?event gk:status ?s "
            "GRAPH <https://w3id.org/geokg/ontology> { ?s rdfs:label ?word } }"
        )
        words = {row[0] for row in store.query(text).rows}
        assert {"reported", "contested", "denied", "planned", "hypothetical"} <= words
        home = store.query("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }")
        assert {row[0] for row in home.rows} == {f"doc:{told.document.id}" for told in world()}

    def test_the_ontology_stays_out_of_the_graph(self, store: Store) -> None:
        store.query("ASK { ?s a owl:Class }")
        assert set(store.quads()) == set(QUADS)

    def test_threads_do_not_see_the_ontology_of_each_other(self, store: Store) -> None:
        plain, about = "SELECT ?l { ?e rdfs:label ?l }", "SELECT ?e { ?e gk:quadClass ?q }"
        expected = [store.query(plain).raw, store.query(about).raw]
        with ThreadPoolExecutor(4) as pool:
            answers = list(pool.map(lambda text: store.query(text).raw, [plain, about] * 20))
        assert answers == expected * 20

    def test_asked_order_is_kept(self, store: Store) -> None:
        text = "SELECT ?label { ?e a gk:State ; rdfs:label ?label } ORDER BY DESC(?label)"
        assert store.query(text).rows == (("Corvania",), ("Belmark",), ("Ardonia",))
        plain = 'SELECT ?label { ?e a gk:State ; rdfs:label ?label } # "ORDER BY DESC(?label)'
        assert store.query(plain).rows == (("Ardonia",), ("Belmark",), ("Corvania",))

    def test_own_prefixes_go_first(self, store: Store) -> None:
        text = "PREFIX e: <https://example.org/> SELECT (STR(e:x) AS ?iri) {}"
        assert store.query(text).rows == (("https://example.org/x",),)

    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("SELECT ?s WHERE { ?s ?p }", "line 1, column 26, at its end: mend it there"),
            ("SELEKT ?s { ?s ?p ?o }", "only SELECT, ASK, CONSTRUCT and DESCRIBE"),
            ("SELECT ?s WHERE ?s ?p ?o }", r"line 1, column 17, near '\?s \?p \?o }'"),
            ("SELECT *\n{\n  ?s foo:bar ?o }", r"line 3, column \d+.*declare it with PREFIX"),
            ("", "line 1, column 1, at its end"),
            ("SELECT * {\n", "line 2, column 1, at its end"),
            ("DELETE WHERE { ?s ?p ?o }", "only SELECT, ASK, CONSTRUCT and DESCRIBE"),
            ("SELECT ?x { ?s ?p ?o } GROUP BY ?s", "add it to GROUP BY"),
            ("SELECT * { SERVICE <http://x/> { ?s ?p ?o } }", "works offline"),
            ("SELECT ?x { BIND(<http://x/f>(1) AS ?x) }", "not supported"),
            ("SELECT * { ?s ?p '\ud800' }", "cannot be answered"),
        ],
    )
    def test_a_bad_query_is_explained_in_one_line(
        self, store: Store, text: str, words: str
    ) -> None:
        with pytest.raises(QueryError, match=words) as caught:
            store.query(text)
        assert "\n" not in str(caught.value)

    def test_service_may_be_a_name(self, store: Store) -> None:
        text = "SELECT ?service { BIND('SERVICE \"' AS ?service) } # SERVICE"
        assert store.query(text).rows == (('SERVICE "',),)


class TestResult:
    TEXT = (
        "SELECT ?e ?l ?n { e:belmark rdfs:label ?l . BIND(e:belmark AS ?e) "
        "OPTIONAL { ?e gk:x ?n } }"
    )

    def test_csv(self, store: Store) -> None:
        rows = list(csv.reader(io.StringIO(store.query(self.TEXT).to_csv())))
        assert rows == [["e", "l", "n"], [expand("e:belmark").value, "Belmark", ""]]

    def test_json(self, store: Store) -> None:
        answer = json.loads(store.query(self.TEXT).to_json())
        assert answer["head"] == {"vars": ["e", "l", "n"]}
        (binding,) = answer["results"]["bindings"]
        assert binding == {
            "e": {"type": "uri", "value": expand("e:belmark").value},
            "l": {"type": "literal", "value": "Belmark"},
        }
        typed = json.loads(store.query("SELECT (1 AS ?n) ('a'@en AS ?t) {}").to_json())
        (binding,) = typed["results"]["bindings"]
        assert binding["n"]["datatype"].endswith("#integer")
        assert binding["t"]["xml:lang"] == "en"
        assert json.loads(store.query("ASK {}").to_json()) == {"head": {}, "boolean": True}

    def test_table(self, store: Store) -> None:
        table = store.query("SELECT ?e ?l { ?e a gk:State ; rdfs:label ?l }").to_table(width=60)
        assert table.splitlines()[0].split() == ["e", "l"]
        assert ["e:ardonia", "Ardonia"] in [line.split() for line in table.splitlines()]
        assert table.endswith("\n3 rows\n")
        assert store.query("ASK { ?s rel:met ?o }").to_table() == "yes\n"
        assert store.query("ASK { ?s rel:attacked ?o }").to_table() == "no\n"

    def test_cells_cannot_drive_the_terminal(self) -> None:
        evil = "a\x1b[2Jb\u202ec\nd[red]e[/red]\u2028f"
        store = Store.from_quads([Quad(expand("e:x"), RDFS.label, Literal(evil))])
        table = store.query("SELECT ?l { e:x rdfs:label ?l }").to_table(width=80)
        assert "a\ufffd[2Jb\ufffdc d[red]e[/red] f" in table

    def test_graphs(self, store: Store) -> None:
        answer = store.query("CONSTRUCT { ?a gk:x ?b } { ?a rel:accused ?b }")
        assert (answer.kind, answer.rows) == ("graph", (("e:ardonia", "gk:x", "e:belmark"),))
        assert answer.to_turtle().endswith("\ne:ardonia gk:x e:belmark .\n")
        assert json.loads(answer.to_json())[0]["@id"] == expand("e:ardonia").value
        assert answer.to_csv().startswith("subject,predicate,object\n")
        with pytest.raises(QueryError, match="take this answer as a table"):
            store.query("SELECT * {?s ?p ?o} LIMIT 1").to_turtle()


def test_rdflib_gets_graphs_and_terms(store: Store) -> None:
    dataset = store.to_rdflib()
    told = world()[0]
    home = rdflib.URIRef(expand(f"doc:{told.document.id}").value)
    (length,) = dataset.graph(home).objects(home, rdflib.URIRef(expand("gk:textLength").value))
    assert length == rdflib.Literal(len(told.document.text))
    met = (
        rdflib.URIRef(expand("e:anna-vale").value),
        rdflib.URIRef(expand("rel:met").value),
        rdflib.URIRef(expand("e:piet-oren").value),
    )
    assert met in dataset.default_graph
    assert sum(len(graph) for graph in dataset.graphs()) == len(QUADS)


def test_networkx_gets_entities_and_edges(store: Store) -> None:
    network = store.to_networkx()
    assert network.nodes["e:anna-vale"] == {
        "label": "Anna Vale",
        "type": "Person",
        "iri": expand("e:anna-vale").value,
    }
    met = network.edges["e:anna-vale", "e:piet-oren", "rel:met"]
    assert (met["predicate"], met["alleged"], met["status"]) == ("met", False, "Reported")
    assert met["claims"] == 2
    (event,) = met["events"]
    assert store.query(f"ASK {{ ev:{event} a gk:Meeting }}").rows == (("true",),)
    aid = network.edges["e:belmark", "e:corvania", "alleged:gaveMilitaryAidTo"]
    assert (aid["alleged"], aid["status"], aid["claims"]) == (True, "Contested", 2)
    border = network.edges["e:corvania", "e:belmark", "alleged:bordersWith"]
    assert (border["status"], border["events"], border["claims"]) == ("Contested", (), 2)
    assert not network.has_edge("e:belmark", "e:ardonia", "rel:attacked")
