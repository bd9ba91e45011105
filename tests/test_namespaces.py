from __future__ import annotations

import pytest
import yaml
from pyoxigraph import NamedNode

from kg.data import data_folder
from kg.errors import InputError
from kg.model import Certainty, EntityType, Polarity, Status, Tense
from kg.namespaces import (
    ALLEGED,
    DEFAULT_BASE,
    GK,
    PREFIXES,
    RDF,
    REL,
    ClosedNamespace,
    expand,
    prefixes,
    shorten,
)
from kg.ontology import load_ontology


def test_the_contract_names_these_prefixes() -> None:
    assert PREFIXES["gk"] == "https://w3id.org/geokg/ontology#"
    assert PREFIXES["rel"] == "https://w3id.org/geokg/rel/"
    assert PREFIXES["alleged"] == "https://w3id.org/geokg/alleged/"
    assert PREFIXES["schema"] == "https://schema.org/"
    assert PREFIXES["wd"] == "http://www.wikidata.org/entity/"
    expected = "gk rel alleged e ev cl doc rdf rdfs owl skos schema org prov sem oa dcterms xsd wd"
    # Beside what the contract lists: the background, and DBpedia.
    assert set(PREFIXES) == {*expected.split(), "background", "dbr"}


def test_the_things_of_a_graph_stand_under_its_base_iri() -> None:
    table = prefixes("https://example.org/news#")
    assert {p: table[p] for p in ("e", "ev", "cl", "doc")} == {
        "e": "https://example.org/news#entity/",
        "ev": "https://example.org/news#event/",
        "cl": "https://example.org/news#claim/",
        "doc": "https://example.org/news#doc/",
    }
    assert PREFIXES["e"] == f"{DEFAULT_BASE}entity/"


@pytest.mark.parametrize(
    ("base", "message"),
    [
        ("no iri at all/", "is no absolute IRI"),
        ("", "is no absolute IRI"),
        ("https://example.org/news", 'must end with "/" or "#"'),
    ],
)
def test_a_wrong_base_iri_is_refused(base: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        prefixes(base)


def test_a_term_is_a_node() -> None:
    assert NamedNode("https://w3id.org/geokg/ontology#assertedBy") == GK.assertedBy
    assert GK["Person"] == GK.Person
    assert RDF.type.value == "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


def test_a_typo_raises() -> None:
    with pytest.raises(AttributeError, match="'assertdBy' is no term of"):
        _ = GK.assertdBy
    with pytest.raises(KeyError, match="Persn"):
        _ = GK["Persn"]
    with pytest.raises(AttributeError, match="tpye"):
        _ = RDF.tpye
    assert "assertedBy" in GK
    assert "assertdBy" not in GK


def test_types_and_edges_are_terms_once_the_ontology_is_known() -> None:
    ontology = load_ontology()
    gk, rel = GK.extended(ontology.terms), REL.extended(ontology.edges)
    assert gk["Meeting"].value == "https://w3id.org/geokg/ontology#Meeting"
    assert gk["actor"] == GK.actor
    assert rel["met"].value == "https://w3id.org/geokg/rel/met"
    assert ALLEGED.extended(ontology.edges)["met"].value == "https://w3id.org/geokg/alleged/met"
    with pytest.raises(KeyError, match="mett"):
        _ = rel["mett"]
    assert "Meeting" not in GK, "extending must not change the namespace itself"


def test_code_and_data_have_the_same_vocabulary() -> None:
    folder = data_folder("ontology")
    vocabulary = yaml.safe_load((folder / "vocabulary.yaml").read_text(encoding="utf-8"))
    in_data = {entry["id"] for section in vocabulary.values() for entry in section}
    ontology = load_ontology()
    roots = {name for name, above in ontology.classes.items() if above == ("Event",)}
    assert GK.terms == in_data | (ontology.classes.keys() - roots)


def test_the_values_of_the_model_are_terms() -> None:
    for values in (EntityType, Status, Polarity, Certainty, Tense):
        for value in values:
            assert GK[value].value == f"https://w3id.org/geokg/ontology#{value}"


def test_expand_and_shorten_are_inverse() -> None:
    assert expand("schema:Person") == NamedNode("https://schema.org/Person")
    assert shorten("https://schema.org/Person") == "schema:Person"
    assert shorten(f"{DEFAULT_BASE}event/ab") == "ev:ab"
    assert shorten("https://example.org/a") == "https://example.org/a"
    with pytest.raises(KeyError, match="foaf"):
        expand("foaf:Person")


def test_shorten_takes_the_longest_prefix() -> None:
    table = {"a": "https://example.org/", "b": "https://example.org/deep/"}
    assert shorten("https://example.org/deep/x", table) == "b:x"


def test_a_namespace_of_ones_own() -> None:
    space = ClosedNamespace("https://example.org/", ["one"])
    assert space.one == NamedNode("https://example.org/one")
    assert space.terms == {"one"}
