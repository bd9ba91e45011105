"""A dataset becomes the RDF of the contract: four layers, safe whatever the text holds."""

from __future__ import annotations

import dataclasses
from collections import defaultdict

import pytest
from factory import (
    ARDONIA,
    BELMARK,
    CORVANIA,
    MEETING,
    OREN,
    VALE,
    claim,
    document,
    entity,
    event,
    extraction,
    world,
)
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    RdfFormat,
    parse,
    serialize,
)

from kg.consolidate import consolidate
from kg.errors import InputError
from kg.graph import to_quads
from kg.model import Dataset, EntityType, Extraction, Quantity, Run
from kg.namespaces import DCTERMS, GK, OA, PROV, RDF, RDFS, SCHEMA, SKOS, expand, prefixes
from kg.ontology import load_ontology

ONTOLOGY = load_ontology()
RUN = Run(version="0.1.0", model="en_test", ontology_hash="abc")


def quads(*told: Extraction, mentions: bool = False, run: Run | None = RUN) -> set[Quad]:
    dataset = consolidate(told, ontology=ONTOLOGY, run=run)
    written = list(to_quads(dataset, ontology=ONTOLOGY, mentions=mentions))
    assert len(written) == len(set(written)), "a quad is written twice"
    return set(written)


@pytest.fixture(scope="module")
def graph() -> set[Quad]:
    return quads(*world(), mentions=True)


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return consolidate(world(), ontology=ONTOLOGY, run=RUN)


def objects(graph: set[Quad], subject: NamedNode, predicate: NamedNode) -> set[str]:
    return {
        getattr(q.object, "value", "")
        for q in graph
        if (q.subject, q.predicate) == (subject, predicate)
    }


def iris(*names: str) -> set[str]:
    return {expand(name).value for name in names}


def only(graph: set[Quad], predicate: NamedNode, value: NamedNode | Literal) -> NamedNode:
    (subject,) = {q.subject for q in graph if (q.predicate, q.object) == (predicate, value)}
    assert isinstance(subject, NamedNode)
    return subject


def test_entities(graph: set[Quad]) -> None:
    vale, ardonia = expand("e:anna-vale"), expand("e:ardonia")
    assert objects(graph, vale, RDF.type) == iris("gk:Person")
    assert objects(graph, vale, RDFS.label) == {"Anna Vale"}
    assert objects(graph, vale, SKOS.altLabel) == {"Vale"}
    assert objects(graph, vale, GK.represents) == {ardonia.value}
    assert objects(graph, ardonia, SKOS.exactMatch) == iris("wd:Q1")


def test_edges(graph: set[Quad]) -> None:
    assert objects(graph, expand("e:anna-vale"), expand("rel:met")) == iris("e:piet-oren")
    assert objects(graph, expand("e:piet-oren"), expand("rel:met")) == iris("e:anna-vale")
    aid = "gaveMilitaryAidTo"
    assert objects(graph, expand("e:belmark"), expand(f"alleged:{aid}")) == iris("e:corvania")
    assert objects(graph, expand("e:belmark"), expand(f"rel:{aid}")) == set()
    assert objects(graph, expand("e:belmark"), expand("alleged:attacked")) == set()


def test_events(graph: set[Quad]) -> None:
    meeting = only(graph, RDF.type, expand("gk:Meeting"))
    assert objects(graph, meeting, RDF.type) == iris("gk:Meeting", "gk:CONSULT", "gk:Event")
    assert objects(graph, meeting, GK.status) == iris("gk:Reported")
    assert objects(graph, meeting, GK.actor) == iris("e:anna-vale", "e:piet-oren")
    assert objects(graph, meeting, GK.place) == iris("e:port-saro")
    visit = only(graph, RDF.type, expand("gk:Visit"))
    dates = {q.object for q in graph if q.subject == visit and q.predicate == GK.date}
    assert dates == {Literal("2025-05", datatype=expand("xsd:gYearMonth"))}
    assert objects(graph, visit, GK.sortDate) == {"2025-05-01"}
    assert objects(graph, visit, GK.datePrecision) == {"month"}
    attack = only(graph, RDF.type, expand("gk:Attack"))
    assert objects(graph, attack, GK.date) == set()


def test_quantities(graph: set[Quad]) -> None:
    aid = only(graph, RDF.type, expand("gk:ProvideMilitaryAid"))
    assert objects(graph, aid, GK.objectText) == {"rockets"}
    (iri,) = objects(graph, aid, GK.quantity)
    assert iri.startswith(aid.value)
    parts = {q.predicate: q.object for q in graph if q.subject == NamedNode(iri)}
    assert parts[GK.min] == Literal(500)
    assert parts[GK.max] == Literal(700)
    assert parts[GK.unit] == Literal("rockets")
    assert parts[GK.text] == Literal("500 to 700 rockets")


def test_open_and_broken_bounds() -> None:
    some = (
        Quantity("at least 1.5 tons", "tons", 1.5),
        Quantity("endless tons", "tons", float("nan"), float("inf")),
    )
    source = document("Tons.")
    told = claim(source, event("ProvideMilitaryAid", [BELMARK], [CORVANIA], quantity=some), "Tons.")
    graph = quads(extraction(source, [told]))
    bounds = {q.object for q in graph if q.predicate in (GK.min, GK.max)}
    assert bounds == {Literal("1.5", datatype=expand("xsd:decimal"))}


def test_a_group_has_a_head_noun_and_a_size() -> None:
    some = Quantity("at least three envoys", "envoys", 3)
    envoys = dataclasses.replace(
        entity("at least three envoys", EntityType.GROUP), head="envoy", size=some
    )
    source = document("At least three envoys met Anna Vale.")
    told = claim(source, event("Meeting", [envoys, VALE]), source.text)
    graph = quads(extraction(source, [told], entities=(envoys, VALE)))
    group = only(graph, RDF.type, GK.Group)
    assert objects(graph, group, GK.head) == {"envoy"}
    (size,) = objects(graph, group, GK.size)
    assert objects(graph, NamedNode(size), GK.min) == {"3"}
    assert not objects(graph, NamedNode(size), GK.max)


def test_claims_and_evidence(graph: set[Quad]) -> None:
    for told in world():
        home = expand(f"doc:{told.document.id}")
        for quad in graph:
            if quad.predicate == OA.hasSource and quad.object == home:
                (start,) = objects(graph, quad.subject, OA.start)  # type: ignore[arg-type]
                (end,) = objects(graph, quad.subject, OA.end)  # type: ignore[arg-type]
                (exact,) = objects(graph, quad.subject, OA.exact)  # type: ignore[arg-type]
                assert told.document.text[int(start) : int(end)] == exact
                assert quad.subject == NamedNode(f"{home.value}#char={start},{end}")
    denial = next(
        q.subject
        for q in graph
        if q.predicate == GK.assertedBy
        and q.object == expand("e:belmark")
        and objects(graph, q.subject, GK.about)  # type: ignore[arg-type]
    )
    assert isinstance(denial, NamedNode)
    assert objects(graph, denial, GK.polarity) == iris("gk:Negative")
    assert objects(graph, denial, GK.certainty) == iris("gk:Certain")
    assert objects(graph, denial, GK.tense) == iris("gk:NonFuture")
    assert objects(graph, denial, GK.confidence) == {"0.9"}
    (run,) = objects(graph, denial, PROV.wasGeneratedBy)
    assert objects(graph, NamedNode(run), GK.version) == {"0.1.0"}
    assert objects(graph, NamedNode(run), GK.ontologyHash) == {"abc"}


def test_a_claim_says_where_its_trigger_stands() -> None:
    text = document(f"Rain fell. {MEETING}")
    met = event("Meeting", [VALE, OREN])
    (told,) = triggers(quads(extraction(text, [claim(text, met, MEETING, trigger="met")])))
    assert text.text[slice(*told)] == "met"
    assert triggers(quads(extraction(text, [claim(text, met, MEETING)]))) == []


def triggers(graph: set[Quad]) -> list[tuple[int, int]]:
    """Where the triggers of all claims stand, of those that have one."""
    ends = {q.subject: q.object for q in graph if q.predicate == GK.triggerEnd}
    return [
        (int(q.object.value), int(ends[q.subject].value))  # type: ignore[union-attr]
        for q in graph
        if q.predicate == GK.triggerStart
    ]


def test_a_durable_claim_names_its_edge_and_office(graph: set[Quad]) -> None:
    minister = only(graph, GK.office, Literal("foreign minister"))
    assert objects(graph, minister, RDF.subject) == iris("e:anna-vale")
    assert objects(graph, minister, RDF.predicate) == iris("rel:ministerOf")
    assert objects(graph, minister, RDF.object) == iris("e:ardonia")
    assert objects(graph, minister, GK.about) == set()


def test_documents(graph: set[Quad]) -> None:
    told = world()[0]
    home = expand(f"doc:{told.document.id}")
    assert objects(graph, home, RDF.type) == iris("schema:NewsArticle")
    assert objects(graph, home, SCHEMA.headline) == {"Ministers meet"}
    assert objects(graph, home, SCHEMA.datePublished) == {"2025-03-08"}
    assert objects(graph, home, SCHEMA.publisher) == iris("e:northern-wire")
    assert objects(graph, home, DCTERMS.source) == {"https://nw.example/1"}
    assert objects(graph, home, DCTERMS.identifier) == {"article.txt"}
    assert objects(graph, home, GK.textLength) == {str(len(told.document.text))}
    assert expand("e:anna-vale").value in objects(graph, home, SCHEMA.mentions)


def test_mentions_are_written_on_request(graph: set[Quad]) -> None:
    told = world()[0]
    start = MEETING.index("Piet Oren")
    span = expand(f"doc:{told.document.id}#char={start},{start + len('Piet Oren')}")
    assert objects(graph, span, GK.denotes) == iris("e:piet-oren")
    assert not any(q.predicate == GK.denotes for q in quads(*world()))


def test_what_is_derived_and_what_is_said_stand_apart(graph: set[Quad]) -> None:
    homes = defaultdict(set)
    for quad in graph:
        homes[quad.triple].add(quad.graph_name)
        parts = (quad.subject, quad.object)
        assert not any(isinstance(part, BlankNode) for part in parts)
    assert {len(places) for places in homes.values()} == {1}
    document_graphs = {expand(f"doc:{told.document.id}") for told in world()}
    for quad in graph:
        if quad.predicate == RDF.type:
            said = quad.object in (GK.Claim, GK.Evidence, SCHEMA.NewsArticle)
            assert (quad.graph_name in document_graphs) == said
            assert isinstance(quad.graph_name, DefaultGraph) == (not said)


def test_without_a_run_none_is_named() -> None:
    graph = quads(*world(), run=None)
    assert not any(q.predicate == PROV.wasGeneratedBy or q.object == GK.Run for q in graph)


def test_another_base(dataset: Dataset) -> None:
    base = "https://example.org/news/"
    written = list(to_quads(dataset, ontology=ONTOLOGY, base_iri=base))
    own = prefixes(base)
    assert (
        Quad(
            NamedNode(own["e"] + "anna-vale"), expand("rel:met"), NamedNode(own["e"] + "piet-oren")
        )
        in written
    )
    assert not any("w3id.org/geokg/id/" in str(quad) for quad in written)
    with pytest.raises(InputError, match="base IRI"):
        list(to_quads(dataset, ontology=ONTOLOGY, base_iri="no base"))


def test_the_order_depends_on_the_content_only(dataset: Dataset) -> None:
    backwards = consolidate(reversed(world()), ontology=ONTOLOGY, run=RUN)
    assert list(to_quads(backwards, ontology=ONTOLOGY)) == list(
        to_quads(dataset, ontology=ONTOLOGY)
    )


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "http://[broken", "https://a b/", "no address", "http://\ud800"]
)
def test_an_unsafe_address_stays_text(url: str) -> None:
    graph = quads(extraction(document("A.", url=url), []))
    (source,) = {q.object for q in graph if q.predicate == DCTERMS.source}
    assert source == Literal(url.replace("\ud800", "\ufffd"))


def test_a_state_that_no_document_names_is_not_invented() -> None:
    stray = dataclasses.replace(VALE, represents="State/Nowhere")
    graph = quads(extraction(document("A."), [], [stray]))
    assert objects(graph, expand("e:anna-vale"), GK.represents) == set()


# Everything that Python calls text, lone surrogates and control characters too.
HOSTILE = st.text(st.characters(), max_size=20)


@given(HOSTILE, HOSTILE, HOSTILE, HOSTILE)
@settings(max_examples=80, deadline=None)
def test_no_text_breaks_the_rdf(label: str, title: str, words: str, outlet: str) -> None:
    odd = entity(label, EntityType.PERSON, words, wikidata=label)
    source = document(f"Start {words} end.", title=title, publisher=outlet, url=title)
    source = dataclasses.replace(source, identifiers=(outlet,))
    told = [
        claim(source, event("Meeting", [odd, OREN], object_text=words), source.text),
        claim(source, event("Accuse", [odd], [ARDONIA]), f"{words} end."),
    ]
    graph = quads(extraction(source, told, [odd, OREN, ARDONIA, BELMARK]), mentions=True)
    for form in (RdfFormat.N_QUADS, RdfFormat.TRIG, RdfFormat.JSON_LD):
        written = serialize(graph, format=form)
        assert written is not None
        assert set(parse(written, format=form)) == graph
    exact = {getattr(q.object, "value", "") for q in graph if q.predicate == OA.exact}
    assert {len(text) for text in exact} == {len(source.text), len(f"{words} end.")}
