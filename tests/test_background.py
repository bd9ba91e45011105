"""What is known beforehand: in a graph of its own, with its dates, never anybody's claim."""

from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner
from factory import claim, document, entity, event, extraction, relation

import kg
from kg.background import background_of
from kg.cli import main
from kg.consolidate import consolidate
from kg.gazetteer import Gazetteer, load_gazetteer
from kg.graph import to_quads
from kg.model import Dataset, EntityType, Extraction
from kg.namespaces import BACKGROUND
from kg.ontology import load_ontology
from kg.query import run
from kg.store import Store
from kg.validate import validate

ONTOLOGY = load_ontology()
BACK = BACKGROUND.extended(ONTOLOGY.relations)
TABLES = {
    "entries.csv": """\
key,label,type,names,demonyms,state,capital,official,wikidata,wikipedia
ardonia,Ardonia,State,,,,saro,,,
saro,Saro,Place,,,ardonia,,,,Saro_(city)
diet,Ardonian Diet,GovernmentBody,,,ardonia,,yes,,
bugle,Saro Bugle,NewsMedia,,,ardonia,,,,
vale,Anna Vale,Person,,,ardonia,,,,Anna_Vale
oren,Piet Oren,Person,,,ardonia,,,,
""",
    "offices.csv": """\
person,office,relation,of,from,to
vale,president,headOfState,ardonia,2019-05,2024-02-10
oren,president,headOfState,ardonia,2024-02-10,
oren,speaker,holdsPosition,diet,2012,2019
""",
}
ARDONIA = entity("Ardonia", key="ardonia")
SARO = entity("Saro", EntityType.PLACE, key="saro")
DIET = entity("Ardonian Diet", EntityType.GOVERNMENT_BODY, key="diet", represents="ardonia")
BUGLE = entity("Saro Bugle", EntityType.NEWS_MEDIA, key="bugle")
VALE = entity("Anna Vale", EntityType.PERSON, key="vale")
OREN = entity("Piet Oren", EntityType.PERSON, key="oren")
ALL = (ARDONIA, SARO, DIET, BUGLE, VALE, OREN)


@pytest.fixture
def gazetteer(tmp_path: Path) -> Gazetteer:
    for name, text in TABLES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return load_gazetteer(tmp_path)


def story(date: str | None, *named: object, text: str = "Anna Vale met Piet Oren.") -> Extraction:
    day = None if date is None else dt.date.fromisoformat(date)
    source = document(f"{text} {date}", date=day)
    known = [one for one in ALL if one in named]
    told = [claim(source, event("Meeting", [VALE, OREN]), text)] if len(named) > 1 else []
    return extraction(source, told, known)


def with_background(gazetteer: Gazetteer, *told: Extraction) -> Dataset:
    dataset = consolidate(told, ontology=ONTOLOGY)
    edges, offices = background_of(dataset, gazetteer=gazetteer, ontology=ONTOLOGY)
    return dataclasses.replace(dataset, background=edges, offices=offices)


def edges(dataset: Dataset) -> set[tuple[str, str, str]]:
    return {(edge.subject, edge.predicate, edge.object) for edge in dataset.background}


LASTING = {
    ("saro", "capitalOf", "ardonia"),
    ("saro", "locatedIn", "ardonia"),
    ("diet", "organOf", "ardonia"),
    ("bugle", "nationality", "ardonia"),
}


def test_what_the_tables_say_of_two_entities_of_the_graph(gazetteer: Gazetteer) -> None:
    dataset = with_background(gazetteer, story("2023-01-01", *ALL))
    assert edges(dataset) == LASTING | {("vale", "headOfStateOf", "ardonia")}


def test_nothing_is_said_of_who_is_not_in_the_graph(gazetteer: Gazetteer) -> None:
    dataset = with_background(gazetteer, story("2023-01-01", SARO))
    assert (dataset.background, dataset.offices) == ((), ())


@pytest.mark.parametrize(
    ("dates", "holders"),
    [
        (["2023-01-01"], {"vale"}),
        (["2024-02-10"], {"vale", "oren"}),
        (["2024-02-11"], {"oren"}),
        (["2019-05-01", "2025-01-01"], {"vale", "oren"}),
        (["2019-04-30"], set()),
        (["2023-01-01", None], {"vale"}),
        ([None], {"oren"}),
    ],
)
def test_an_office_is_an_edge_on_the_days_of_the_documents(
    gazetteer: Gazetteer, dates: list[str | None], holders: set[str]
) -> None:
    dataset = with_background(gazetteer, *(story(date, *ALL) for date in dates))
    assert {e.subject for e in dataset.background if e.predicate == "headOfStateOf"} == holders
    assert len(dataset.offices) == 3


def test_what_an_article_reports_is_no_background(gazetteer: Gazetteer) -> None:
    text = "Saro is the capital of Ardonia."
    source = document(text, date=dt.date(2023, 1, 1))
    told = [claim(source, relation("capitalOf", SARO, ARDONIA), text)]
    dataset = with_background(gazetteer, extraction(source, told, ALL))
    assert ("saro", "capitalOf", "ardonia") not in edges(dataset)
    assert ("saro", "locatedIn", "ardonia") in edges(dataset)


@pytest.fixture
def store(gazetteer: Gazetteer) -> Store:
    dataset = with_background(gazetteer, story("2023-01-01", *ALL))
    return Store.from_quads(to_quads(dataset, ontology=ONTOLOGY))


def test_it_stands_in_a_graph_of_its_own(store: Store) -> None:
    own = ox.NamedNode("https://w3id.org/geokg/id/background")
    for quad in store.quads():
        tenure = "/tenure/" in str(quad.subject)
        known = quad.predicate.value.startswith(BACKGROUND.iri)
        assert (quad.graph_name == own) == (tenure or known)
    rows = store.query("SELECT ?o { e:piet-oren background:holdsPosition ?o }").rows
    assert rows == ()
    rows = store.query(
        "SELECT ?office ?start ?end { ?term a gk:Tenure ; gk:holder e:piet-oren ;"
        " gk:of e:ardonian-diet ; gk:relation background:holdsPosition ;"
        " gk:office ?office ; gk:start ?start ; gk:end ?end }"
    )
    assert rows.rows == (("speaker", "2012", "2019"),)
    assert [getattr(t, "datatype", ox.NamedNode("x:")).value[-5:] for t in rows.raw[0]] == [
        *("tring", "gYear", "gYear")
    ]


def test_it_answers_no_question_about_claims(store: Store) -> None:
    assert run(store, "offices").rows == ()
    assert {row[0] for row in run(store, "single-source").rows} == {"meeting"}
    assert {row[:3] for row in run(store, "background", entity="Saro").rows} == {
        ("Saro", "capital of", "Ardonia"),
        ("Saro", "located in", "Ardonia"),
    }
    assert run(store, "background", entity="Piet Oren").rows == (
        ("Piet Oren", "speaker", "Ardonian Diet", "2012", "2019"),
        ("Piet Oren", "president", "Ardonia", "2024-02-10", None),
    )
    assert store.to_networkx().number_of_edges() == 2, "the meeting, both ways"


def test_the_graph_is_valid_in_both_forms(store: Store, tmp_path: Path) -> None:
    texts = {}
    for name in ("graph.trig", "graph.ttl"):
        store.save(tmp_path / name)
        assert validate(Store.load(tmp_path / name).engine, texts=texts).violations == ()


def node(name: str) -> ox.NamedNode:
    return ox.NamedNode(f"https://w3id.org/geokg/id/{name}")


OWN = node("background")


@pytest.mark.parametrize(
    ("added", "message"),
    [
        (
            ox.Quad(node("entity/piet-oren"), BACK.headOfStateOf, node("entity/ardonia"), OWN),
            "must have a gk:Tenure",
        ),
        (
            ox.Quad(node("entity/saro"), BACK.capitalOf, node("entity/nowhere"), OWN),
            "must join two entities",
        ),
        (
            ox.Quad(node("entity/saro"), BACK.organOf, node("entity/ardonia")),
            "must stand in the graph of the background",
        ),
        (
            ox.Quad(
                node("entity/saro"),
                ox.NamedNode("https://w3id.org/geokg/rel/capitalOf"),
                node("entity/ardonia"),
            ),
            "an article reports it",
        ),
        (
            ox.Quad(
                node("entity/saro"), ox.NamedNode("https://schema.org/url"), ox.Literal("x"), OWN
            ),
            "is no background",
        ),
        (
            ox.Quad(
                node("entity/saro"),
                ox.NamedNode("https://w3id.org/geokg/background/met"),
                node("entity/ardonia"),
                OWN,
            ),
            "is no term of the ontology",
        ),
    ],
)
def test_a_breach_is_named(store: Store, added: ox.Quad, message: str) -> None:
    store.engine.add(added)
    assert any(message in line for line in validate(store.engine, texts={}).violations)


def test_a_missing_edge_is_named(store: Store) -> None:
    (quad,) = store.engine.quads_for_pattern(None, BACK.headOfStateOf, None)
    store.engine.remove(quad)
    lines = validate(store.engine, texts={}).violations
    assert any("background:headOfStateOf" in line and "missing" in line for line in lines)


@pytest.mark.parametrize("part", ["holder", "of", "office", "relation", "start"])
def test_a_term_of_office_has_all_its_parts(store: Store, part: str) -> None:
    predicate = ox.NamedNode(f"https://w3id.org/geokg/ontology#{part}")
    for quad in list(store.engine.quads_for_pattern(None, predicate, None)):
        if "/tenure/" in str(quad.subject):
            store.engine.remove(quad)
    lines = validate(store.engine, texts={}).violations
    assert any(f"gk:{part}: a term of office" in line for line in lines)


def test_dbpedia_is_close(gazetteer: Gazetteer) -> None:
    saro = dataclasses.replace(SARO, wikipedia=gazetteer.entries["saro"].wikipedia)
    told = extraction(document("Saro."), [], [saro])
    store = Store.from_quads(to_quads(consolidate([told], ontology=ONTOLOGY), ontology=ONTOLOGY))
    assert store.query("SELECT ?m { e:saro skos:closeMatch ?m }").rows == (("dbr:Saro_(city)",),)


ARTICLE = "Kenyan officials met Ugandan officials in Nairobi on Friday.\n"


@pytest.mark.model
def test_a_build_has_it_unless_told_otherwise(tmp_path: Path) -> None:
    article, plain, whole = (tmp_path / name for name in ("a.txt", "plain.trig", "whole.trig"))
    article.write_text(ARTICLE, encoding="utf-8")
    for path, options in ((plain, ["--no-background"]), (whole, [])):
        arguments = ["build", str(article), "-o", str(path), *options]
        assert CliRunner().invoke(main, arguments, catch_exceptions=False).exit_code == 0
    ask = "SELECT ?s { ?s background:capitalOf ?o }"
    assert kg.load(whole).query(ask).rows == (("e:nairobi",),)
    assert kg.load(plain).query(ask).rows == ()
    assert kg.build(article).query(ask).rows == (("e:nairobi",),)
    assert kg.build(article, background=False).query(ask).rows == ()
