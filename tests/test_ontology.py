from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pyoxigraph as ox
import pytest

from kg.data import data_folder
from kg.errors import DataError
from kg.model import EntityType
from kg.namespaces import GK, OWL, RDF, REL, SKOS, expand
from kg.ontology import Ontology, load_ontology

FOLDER = data_folder("ontology")
SYMMETRIC_EVENTS = {
    "Meeting",
    "PhoneCall",
    "SignAgreement",
    "Ceasefire",
    "MilitaryCooperation",
    "EconomicCooperation",
    "AgreeToCooperate",
}
SYMMETRIC_RELATIONS = {"treatyWith", "alliedWith", "diplomaticRelation", "bordersWith", "kinOf"}


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return load_ontology()


@pytest.fixture
def edited(tmp_path: Path) -> Callable[[str, str, str], Path]:
    """Return a function that copies the folder and replaces a text in one of its files."""

    def edit(file: str, old: str, new: str) -> Path:
        for path in FOLDER.iterdir():
            if path.is_file():
                shutil.copy(path, tmp_path)
        text = (tmp_path / file).read_text(encoding="utf-8")
        assert old in text
        (tmp_path / file).write_text(text.replace(old, new, 1), encoding="utf-8")
        return tmp_path

    return edit


def make_ontology() -> ModuleType:
    path = Path(__file__).parents[1] / "tools" / "make_ontology.py"
    spec = importlib.util.spec_from_file_location("make_ontology", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


# ------------------------------------------------------------------------- the types


def test_a_meeting(ontology: Ontology) -> None:
    meeting = ontology.types["Meeting"]
    assert meeting.kind == "event"
    assert meeting.root == "CONSULT"
    assert meeting.mode == ("third-party", "multilateral")
    assert meeting.cameo == ("040", "044", "046")
    assert meeting.quad == 1
    assert meeting.wikidata == ("P710",)
    assert meeting.domain == meeting.range == {"Actor"}
    assert meeting.edge == "met"
    assert meeting.symmetric is True
    assert ontology.edges["met"] is meeting


def test_ranges_of_codes_are_written_out(ontology: Ontology) -> None:
    assert ontology.types["Accuse"].cameo == ("112", "1121", "1122", "1123", "1124", "1125")
    assert ontology.types["Sanction"].cameo == ("160", "161", "162", "163")
    assert "193" in ontology.types["Attack"].cameo
    assert "197" not in ontology.types["Attack"].cameo, "CAMEO has no code between 196 and 200"


def test_context_and_mode(ontology: Ontology) -> None:
    aid = ontology.types["ProvideMilitaryAid"]
    assert (aid.root, aid.mode, aid.context) == ("AID", (), "military")
    assert ontology.types["Mediate"].mode == ("third-party",)


def test_edges_that_differ_from_their_relation(ontology: Ontology) -> None:
    edges = {name: ontology.types[name].edge for name in ("headOfState", "headquarteredIn")}
    assert edges == {"headOfState": "headOfStateOf", "headquarteredIn": "basedIn"}
    assert ontology.types["partOfGovernment"].edge == "organOf"


def test_what_holds_both_ways(ontology: Ontology) -> None:
    symmetric = {name for name, concept in ontology.types.items() if concept.symmetric}
    assert symmetric == SYMMETRIC_EVENTS | SYMMETRIC_RELATIONS


def test_what_comes_of_an_event(ontology: Ontology) -> None:
    assert ontology.types["Appoint"].also == ("holdsPosition",)
    assert ontology.types["JoinOrganization"].also == ("memberOf",)


def test_office_and_membership_have_no_root(ontology: Ontology) -> None:
    rootless = {t.id for t in ontology.types.values() if t.kind == "event" and t.root is None}
    expected = {"Appoint", "Dismiss", "WinElection", "JoinOrganization", "LeaveOrganization"}
    assert rootless == expected
    assert {ontology.types[name].quad for name in rootless} == {0}


def test_each_type_tells_itself_in_one_sentence(ontology: Ontology) -> None:
    for concept in ontology.types.values():
        assert concept.comment.endswith("."), concept.id
        assert concept.comment[0].isupper(), concept.id
        assert ". " not in concept.comment, concept.id


def test_all_codes_are_codes(ontology: Ontology) -> None:
    for concept in ontology.types.values():
        assert all(code.isdecimal() and len(code) in (3, 4) for code in concept.cameo), concept.id
        assert all(p[0] == "P" and p[1:].isdecimal() for p in concept.wikidata), concept.id


def test_a_symmetric_type_takes_the_same_on_both_sides(ontology: Ontology) -> None:
    for concept in ontology.types.values():
        if concept.symmetric:
            assert concept.domain <= concept.range, concept.id


# ----------------------------------------------------------------------- the classes


def test_superclasses(ontology: Ontology) -> None:
    assert ontology.superclasses("Meeting") == ("CONSULT", "Event")
    assert ontology.superclasses("Appoint") == ("Event",)
    assert ontology.superclasses("CONSULT") == ("Event",)
    assert ontology.superclasses("Person") == ("Actor", "Entity")
    assert ontology.superclasses("Treaty") == ("Entity",)
    assert ontology.superclasses("headOfState") == ()
    with pytest.raises(KeyError):
        ontology.superclasses("Meetign")


def test_accepts_with_subsumption(ontology: Ontology) -> None:
    actors = {t for t in EntityType if ontology.accepts({"Actor"}, t)}
    assert actors == set(EntityType) - {
        EntityType.PLACE,
        EntityType.TREATY,
        EntityType.CONFLICT,
        EntityType.OFFICE,
        EntityType.WEAPON,
    }
    visit = ontology.types["Visit"]
    assert ontology.accepts(visit.range, EntityType.STATE)
    assert not ontology.accepts(visit.range, EntityType.PERSON)
    assert not ontology.accepts((), EntityType.PERSON)
    with pytest.raises(KeyError):
        ontology.accepts({"Actor"}, "Persn")


def test_a_town_can_be_attacked_but_not_accused(ontology: Ontology) -> None:
    assert ontology.accepts(ontology.types["Attack"].range, EntityType.PLACE)
    assert not ontology.accepts(ontology.types["Accuse"].range, EntityType.PLACE)


# --------------------------------------------------------------------------- loading


def test_loading_is_fast() -> None:
    seconds = []
    for _ in range(3):
        start = time.perf_counter()
        load_ontology()
        seconds.append(time.perf_counter() - start)
    assert min(seconds) < 0.1


def test_loading_needs_no_rdf_library() -> None:
    code = "import sys, kg.ontology; sys.exit('rdflib' in sys.modules or 'spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_hash_follows_the_files(edited: Callable[[str, str, str], Path]) -> None:
    before = load_ontology().hash
    assert len(before) == 16
    assert load_ontology().hash == before
    folder = edited("types.yaml", "label: meeting", "label: encounter")
    changed = load_ontology(folder).hash
    assert changed != before
    (folder / "types.yaml~").write_text("an editor's backup", encoding="utf-8")
    assert load_ontology(folder).hash == changed


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("types.yaml", "  edge: met\n", "  egde: met\n", "'Meeting' lacks edge"),
        ("types.yaml", "  edge: met\n", "  edge: met\n  colour: red\n", "unknown keys colour"),
        ("types.yaml", "- id: Visit", "- id: Meeting", "'Meeting' stands there twice"),
        ("types.yaml", "edge: visited", "edge: met", "'Visit' has the edge 'met' of 'Meeting'"),
        ("types.yaml", "quad: 1", "quad: 5", "'Meeting': quad is 5"),
        ("types.yaml", "quad: 1", "quad: yes", "'Meeting': quad is True"),
        ("types.yaml", "kind: event", "kind: happening", "kind is 'happening'"),
        ("types.yaml", "symmetric: true", "symmetric: often", "symmetric is 'often'"),
        ("types.yaml", "range: [Place, State]", "range: [Town]", "range has unknown class Town"),
        ("types.yaml", "domain: [Actor]", "domain: []", "domain is empty"),
        ("types.yaml", "domain: [Actor]", "domain: Actor", "must be a list of texts"),
        ("types.yaml", '["041"]', "[041]", "cameo is .*must be a list of texts, in quotes"),
        ("types.yaml", "root: CONSULT", "root: Person", "root 'Person' is no class right below"),
        ("types.yaml", "also: [memberOf]", "also: [Meeting]", "also names 'Meeting'"),
        ("types.yaml", "- id: Meeting\n", "- name: Meeting\n", "types entry 1 has no id"),
        ("types.yaml", "- id: Meeting\n", "- id: CONSULT\n", "has the name of a class"),
        ("types.yaml", "types:", "typs:", "has no list under 'types'"),
        ("types.yaml", "label: meeting", "label: 7", "label is 7; it must be text"),
        ("types.yaml", "types:", "types: [", "is no valid YAML"),
        ("classes.yaml", "parents: [Actor]", "parents: [Agent]", "unknown parent 'Agent'"),
        ("classes.yaml", "parents: [Entity]", "parents: [Person]", "'Actor' is a kind of itself"),
        ("classes.yaml", "- id: Event\n", "- id: Happening\n", "unknown parent 'Event'"),
    ],
)
def test_a_wrong_entry_is_named(
    edited: Callable[[str, str, str], Path], file: str, old: str, new: str, message: str
) -> None:
    folder = edited(file, old, new)
    with pytest.raises(DataError, match=message) as error:
        load_ontology(folder)
    assert str(folder / file) in str(error.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"classes\.yaml: no such file"):
        load_ontology(tmp_path)


def test_a_file_that_is_not_utf8_is_named(edited: Callable[[str, str, str], Path]) -> None:
    folder = edited("classes.yaml", "# The classes", "# The classes")
    (folder / "classes.yaml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(DataError, match=r"classes\.yaml: cannot be read as UTF-8"):
        load_ontology(folder)


# ------------------------------------------------------------------------ the Turtle


@pytest.fixture(scope="module")
def turtle() -> ox.Store:
    store = ox.Store()
    store.load(path=str(FOLDER / "geokg.ttl"), format=ox.RdfFormat.TURTLE)
    return store


def has(store: ox.Store, *triple: str) -> bool:
    subject, predicate, object_ = (expand(name) for name in triple)
    return bool(list(store.quads_for_pattern(subject, predicate, object_)))


def values(store: ox.Store, subject: str, predicate: str) -> set[str]:
    quads = store.quads_for_pattern(expand(subject), expand(predicate), None)
    return {quad.object.value for quad in quads if isinstance(quad.object, ox.Literal)}


def test_the_turtle_is_the_one_that_the_yaml_gives() -> None:
    assert make_ontology().build(FOLDER) == (FOLDER / "geokg.ttl").read_bytes()


def test_the_event_tree(turtle: ox.Store) -> None:
    assert has(turtle, "gk:Meeting", "rdfs:subClassOf", "gk:CONSULT")
    assert has(turtle, "gk:CONSULT", "rdfs:subClassOf", "gk:Event")
    assert has(turtle, "gk:Appoint", "rdfs:subClassOf", "gk:Event")
    assert values(turtle, "gk:Meeting", "gk:ploverRoot") == {"CONSULT"}
    assert values(turtle, "gk:Meeting", "gk:cameoCode") == {"040", "044", "046"}
    assert values(turtle, "gk:Visit", "gk:ploverMode") == {"visit"}
    assert values(turtle, "gk:ShareIntelligence", "gk:ploverContext") == {"intelligence"}
    assert has(turtle, "gk:Attack", "gk:quadClass", "gk:MaterialConflict")
    assert not list(turtle.quads_for_pattern(expand("gk:Appoint"), GK.quadClass, None))
    assert values(turtle, "gk:MaterialConflict", "rdf:value") == {"4"}
    assert has(turtle, "gk:Meeting", "skos:closeMatch", "wd:P710")
    assert has(turtle, "gk:Meeting", "gk:edge", "rel:met")
    assert has(turtle, "gk:Meeting", "gk:allegedEdge", "alleged:met")
    assert has(turtle, "gk:Appoint", "gk:yields", "rel:holdsPosition")


def test_entity_classes_are_mapped(turtle: ox.Store, ontology: Ontology) -> None:
    assert has(turtle, "gk:Person", "rdfs:subClassOf", "schema:Person")
    assert has(turtle, "gk:Office", "rdfs:subClassOf", "org:Post")
    assert has(turtle, "gk:Group", "rdfs:subClassOf", "sem:Actor")
    outside = ("https://schema.org/", "http://www.w3.org/ns/org#", "http://semanticweb")
    for name in EntityType:
        above = turtle.quads_for_pattern(GK[name], expand("rdfs:subClassOf"), None)
        iris = [quad.object.value for quad in above if isinstance(quad.object, ox.NamedNode)]
        assert any(iri.startswith(outside) for iri in iris), name


def test_edges_are_properties(turtle: ox.Store, ontology: Ontology) -> None:
    for space in ("rel", "alleged"):
        for edge, concept in ontology.edges.items():
            assert has(turtle, f"{space}:{edge}", "rdf:type", "owl:ObjectProperty")
            symmetric = has(turtle, f"{space}:{edge}", "rdf:type", "owl:SymmetricProperty")
            assert symmetric is concept.symmetric, edge
    assert has(turtle, "rel:met", "rdfs:domain", "gk:Actor")
    assert has(turtle, "rel:visited", "schema:rangeIncludes", "gk:State")
    assert values(turtle, "rel:headOfStateOf", "dcterms:identifier") == {"headOfState"}
    assert has(turtle, "rel:headOfStateOf", "skos:closeMatch", "wd:P35")


def test_roles_and_claims_have_domain_and_range(turtle: ox.Store) -> None:
    assert has(turtle, "gk:actor", "rdfs:domain", "gk:Event")
    assert has(turtle, "gk:actor", "rdfs:range", "gk:Actor")
    assert has(turtle, "gk:assertedBy", "rdfs:subPropertyOf", "prov:wasAttributedTo")
    assert has(turtle, "gk:date", "schema:rangeIncludes", "xsd:gYearMonth")
    assert has(turtle, "gk:Contested", "rdf:type", "gk:Status")


def test_everything_has_an_english_label_and_comment(turtle: ox.Store) -> None:
    ours = {
        quad.subject
        for quad in turtle.quads_for_pattern(None, RDF.type, None)
        if quad.object != OWL.Ontology
    }
    assert GK.actor in ours
    for name in ("rdfs:label", "rdfs:comment"):
        for subject in ours:
            found = [q.object for q in turtle.quads_for_pattern(subject, expand(name), None)]
            assert len(found) == 1, subject
            assert isinstance(found[0], ox.Literal)
            assert found[0].language == "en"


def test_nothing_is_named_that_is_not_described(turtle: ox.Store) -> None:
    described = {quad.subject for quad in turtle}
    assert not [term for term in described if isinstance(term, ox.BlankNode)]
    for quad in turtle:
        for term in (quad.predicate, quad.object):
            if isinstance(term, ox.NamedNode) and term.value.startswith((GK.iri, REL.iri)):
                assert term in described, term
    assert list(turtle.quads_for_pattern(GK.Person, SKOS.closeMatch, expand("wd:Q5")))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("kind: object\n  label: represents", "kind: thing\n  label: represents", "kind must be"),
        ("domain: [Actor]\n  range: [State]", "domain: Actor\n  range: [State]", "be a list"),
    ],
)
def test_a_wrong_property_is_named(
    edited: Callable[[str, str, str], Path], old: str, new: str, message: str
) -> None:
    folder = edited("vocabulary.yaml", old, new)
    with pytest.raises(DataError, match=f"'represents'.*{message}"):
        make_ontology().build(folder)
