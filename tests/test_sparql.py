"""What a query's text tells: does it ask the ontology, order its rows, call out, break?"""

import pytest
from pyoxigraph import RdfFormat, parse

from kg.data import data_folder
from kg.namespaces import PREFIXES, RDF, shorten
from kg.sparql import (
    ONTOLOGY_GRAPH,
    ONTOLOGY_TERMS,
    asks_ontology,
    calls_service,
    explain,
    is_ordered,
)

SHARED = {"rdf:type", "rdfs:label", "dcterms:identifier", "skos:closeMatch"}
"""Properties that the ontology shares with the news."""


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?q { ?t gk:quadClass ?q }",
        "SELECT ?e { ?e a/gk:edge ?edge }",
        "SELECT ?e { ?e a/^gk:yields* ?x }",
        "SELECT ?c { ?c rdfs:subClassOf* gk:Event }",
        "SELECT ?s { ?s a gk:Status. }",
        "ASK { ?p a owl:SymmetricProperty }",
        "ASK { ?p a <http://www.w3.org/2002/07/owl#Class> }",
        "ASK { ?t <https://w3id.org/geokg/ontology#cameoCode> '042' }",
        "PREFIX o: <https://w3id.org/geokg/ontology#>\nASK { ?t o:ploverRoot ?r }",
        "prefix : <https://w3id.org/geokg/ontology#> ASK { ?t :ploverRoot ?r }",
        f"SELECT ?l {{ GRAPH <{ONTOLOGY_GRAPH}> {{ ?t rdfs:label ?l }} }}",
    ],
)
def test_the_ontologys_terms_and_its_graph_ask_the_ontology(text: str) -> None:
    assert asks_ontology(text, PREFIXES)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?e ?l { ?e rdfs:label ?l }",
        "SELECT ?e { ?e a gk:Event ; gk:status gk:Contested }",
        "SELECT ?e { ?e gk:object ?o } # gk:quadClass, owl:Class",
        'SELECT ?e { ?e rdfs:label \'gk:quadClass\' , """owl:Class""" }',
        "SELECT ?e { ?e gk:edges ?l . ?e gk:quad ?quadClass }",
        "SELECT ?d { GRAPH ?d { ?c a gk:Claim } }",
        "PREFIX owl: <https://example.org/birds/> ASK { ?x a owl:Barn }",
        "PREFIX gk: <https://w3id.org/geokg/ontology#> ASK { ?x a gk:Event }",
        "SELECT ?e { e:owl\\:x rdfs:label ?l . _:owl rdfs:label ?l }",
        "",
    ],
)
def test_other_queries_do_not(text: str) -> None:
    assert not asks_ontology(text, PREFIXES)


def test_the_list_names_all_that_is_the_ontologys_own() -> None:
    used = set()
    for triple in parse(path=data_folder("ontology") / "geokg.ttl", format=RdfFormat.TURTLE):
        used.add(shorten(triple.predicate.value))
        if triple.predicate == RDF.type:
            used.add(shorten(triple.object.value))
    own = {"owl:" if term.startswith("owl:") else term for term in used - SHARED}
    assert own == set(ONTOLOGY_TERMS)


def test_order_and_service_are_seen_as_keywords_only() -> None:
    assert is_ordered("SELECT ?x { ?x ?y ?z } order\nby ?x")
    assert not is_ordered("SELECT ?x { ?x ?y 'ORDER BY' } # ORDER BY ?x")
    assert calls_service("SELECT * { service <http://x/> { ?s ?p ?o } }")
    assert not calls_service("SELECT ?service { ?service ?p e:SERVICE }")


def test_a_break_is_told_in_one_harmless_line() -> None:
    told = explain("SELECT ?x {\n ?x \x1b[2J }", "error at 2:5: expected one of ...")
    assert told == (
        "the query does not parse at line 2, column 5, near '\ufffd[2J }': mend it there"
    )
    assert explain("x", "no\nplace") == "the query does not parse: no place"
