from __future__ import annotations

import hashlib
import logging
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import DataError, GraphError
from kg.namespaces import PREFIXES
from kg.validate import ValidationReport, validate

TEXT = "Ana Ruiz met Tomas Berg in Oslo on Monday, the Fjord Post said. Nobody was hurt."
SENTENCE = "Ana Ruiz met Tomas Berg in Oslo on Monday, the Fjord Post said."
HASH = hashlib.sha256(TEXT.encode()).hexdigest()[:16]
DOC = f"{PREFIXES['doc']}{HASH}"
EVIDENCE = f"<{DOC}#char=0,63>"

HEADER = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
DERIVED = """
e:ana-ruiz a gk:Person ; rdfs:label "Ana Ruiz" ; skos:altLabel "Ruiz" ;
    gk:represents e:spain ; rel:met e:tomas-berg ; rel:ministerOf e:spain .
e:tomas-berg a gk:Person ; rdfs:label "Tomas Berg" ; rel:met e:ana-ruiz .
e:spain a gk:State ; rdfs:label "Spain" ; skos:exactMatch wd:Q29 .
e:oslo a gk:Place ; rdfs:label "Oslo" .
e:fjord-post a gk:NewsMedia ; rdfs:label "The Fjord Post" .
ev:1 a gk:Meeting, gk:CONSULT, gk:Event ; gk:status gk:Reported ;
    gk:actor e:ana-ruiz, e:tomas-berg ; gk:place e:oslo ;
    gk:date "2024-03"^^xsd:gYearMonth ; gk:sortDate "2024-03-01"^^xsd:date ;
    gk:datePrecision "month" ; gk:objectText "fish" ; gk:quantity <https://example.org/q> .
<https://example.org/q> gk:min 2 ; gk:max 3.5 ; gk:unit "hours" ; gk:text "two hours or more" .
"""
DOCUMENT = f"""
doc:{HASH} a schema:NewsArticle ; dcterms:identifier "fjord-1" ;
    gk:textLength {len(TEXT)} ; schema:datePublished "2024-03-05"^^xsd:date ;
    schema:mentions e:oslo .
cl:1 gk:about ev:1 ; gk:assertedBy e:fjord-post ; gk:polarity gk:Positive ;
    gk:certainty gk:Certain ; gk:tense gk:NonFuture ; gk:triggerStart 14 ; gk:triggerEnd 17 ;
    gk:confidence 0.9 ; gk:evidence {EVIDENCE} .
cl:2 rdf:subject e:ana-ruiz ; rdf:predicate rel:ministerOf ; rdf:object e:spain ;
    gk:assertedBy e:fjord-post ; gk:polarity gk:Positive ; gk:certainty gk:Certain ;
    gk:tense gk:NonFuture ; gk:confidence 1 ; gk:evidence {EVIDENCE} .
{EVIDENCE} oa:hasSource doc:{HASH} ; oa:start 0 ; oa:end 63 ; oa:exact "{SENTENCE}" .
"""


def check(
    old: str = "", new: str = "", *, extra: str = "", texts: dict[str, str] | None = None
) -> ValidationReport:
    """Validate the sample after replacing `old` by `new` in it and adding `extra`."""
    trig = f"{HEADER}{DERIVED}{extra}\n<{DOC}> {{ {DOCUMENT} }}"
    assert old in trig
    store = ox.Store()
    store.load(trig.replace(old, new, 1) if old else trig, format=ox.RdfFormat.TRIG)
    return validate(store, texts={DOC: TEXT} if texts is None else texts)


def test_a_graph_that_keeps_to_the_contract() -> None:
    report = check()
    assert report.violations == ()
    assert report.ok
    assert (report.checked_quotes, report.unchecked_quotes) == (1, 0)


def test_an_empty_graph_breaks_nothing() -> None:
    assert validate(ox.Store(), texts={}) == ValidationReport((), 0, 0)


@pytest.mark.parametrize(
    ("old", "new", "where", "message"),
    [
        # entities
        ('rdfs:label "Oslo"', 'skos:altLabel "Oslo"', "e:oslo rdfs:label", "exactly one label"),
        ('label "Oslo"', 'label "Oslo", "Kristiania"', "e:oslo rdfs:label", "exactly one label"),
        ('label "Oslo"', 'label ""', "e:oslo rdfs:label", "not empty"),
        ('altLabel "Ruiz"', 'altLabel "Ana Ruiz"', "e:ana-ruiz skos:altLabel", "must differ"),
        ("a gk:Place ;", "a schema:Place ;", "e:oslo rdf:type", "exactly one entity class"),
        ("a gk:Place ;", "a gk:Place, gk:State ;", "e:oslo rdf:type", "exactly one entity class"),
        ("exactMatch wd:Q29", 'exactMatch "Q29"', "e:spain skos:exactMatch", "must be an IRI"),
        ("exactMatch wd:Q29", 'closeMatch "Q29"', "e:spain skos:closeMatch", "must be an IRI"),
        ("gk:represents e:spain", "gk:represents e:oslo", "e:ana-ruiz gk:represents", "a gk:State"),
        # events
        ("gk:status gk:Reported ;", "", "ev:1 gk:status", "exactly one status"),
        (
            "gk:status gk:Reported",
            "gk:status gk:Reported, gk:Denied",
            "ev:1 gk:status",
            "exactly one status",
        ),
        ("status gk:Reported", "status gk:Certain", "ev:1 gk:status", "(found gk:Certain)"),
        ("gk:CONSULT, gk:Event", "gk:CONSULT", "ev:1 rdf:type", "must be a gk:Event"),
        ("gk:Meeting, gk:CONSULT, gk:Event", "gk:Event", "ev:1 rdf:type", "have its event type"),
        (
            "gk:Meeting, gk:CONSULT, gk:Event",
            "gk:CONSULT, gk:Event",
            "ev:1 rdf:type",
            "exactly one event type (has none)",
        ),
        (
            "a gk:Meeting,",
            "a gk:Meeting, gk:Visit,",
            "ev:1 rdf:type",
            "exactly one event type (has gk:Meeting, gk:Visit)",
        ),
        ("gk:Meeting, gk:CONSULT", "gk:Meeting", "ev:1 rdf:type", "must be a gk:CONSULT too"),
        ('"2024-03"^^xsd:gYearMonth', '"March"', "ev:1 gk:date", "xsd:gYearMonth or xsd:gYear"),
        (
            '"2024-03"^^xsd:gYearMonth',
            '"2024-13-41"^^xsd:date',
            "ev:1 gk:date",
            "a valid xsd:date",
        ),
        ('"2024-03-01"^^xsd:date', '"2024-03-01"', "ev:1 gk:sortDate", "a valid xsd:date"),
        (
            'gk:sortDate "2024-03-01"^^xsd:date ;',
            "",
            "ev:1 gk:sortDate",
            "must come with gk:sortDate",
        ),
        ('gk:datePrecision "month" ;', "", "ev:1 gk:datePrecision", "with gk:datePrecision"),
        ('gk:date "2024-03"^^xsd:gYearMonth ;', "", "ev:1 gk:date", "only beside a date"),
        ('"month"', '"week"', "ev:1 gk:datePrecision", "must be day, month or year"),
        ("gk:place e:oslo", 'gk:place "Oslo"', "ev:1 gk:place", "a place must be an entity"),
        ("gk:place e:oslo", "gk:place e:bergen", "e:bergen rdf:type", "exactly one entity class"),
        ("gk:actor e:ana-ruiz", 'gk:actor "Ana"', "ev:1 gk:actor", "an actor must be an entity"),
        ('objectText "fish"', "objectText e:oslo", "ev:1 gk:objectText", "goes into gk:object"),
        ("gk:max 3.5", "gk:max 1", "https://example.org/q gk:min", "not above its maximum"),
        ('gk:text "two', 'rdfs:comment "two', "https://example.org/q gk:text", "exactly one text"),
        # claims
        ("gk:polarity gk:Positive ;", "", "cl:1 gk:polarity", "exactly one polarity"),
        ("polarity gk:Positive", "polarity gk:Future", "cl:1 gk:polarity", "(found gk:Future)"),
        ("gk:certainty gk:Certain ;", "", "cl:1 gk:certainty", "exactly one certainty"),
        ("gk:tense gk:NonFuture ;", "", "cl:1 gk:tense", "exactly one tense"),
        ("gk:confidence 0.9", "gk:confidence 1.2", "cl:1 gk:confidence", "from 0 to 1"),
        ("gk:confidence 0.9", 'gk:confidence "high"', "cl:1 gk:confidence", "from 0 to 1"),
        ("gk:confidence 0.9 ;", "", "cl:1 gk:confidence", "exactly one confidence"),
        ("gk:triggerEnd 17", "gk:triggerEnd 14", "cl:1 gk:triggerStart", "before it ends"),
        ("gk:triggerEnd 17", "gk:triggerEnd 1.5", "cl:1 gk:triggerEnd", "a whole number"),
        ("gk:assertedBy e:fjord-post ;", "", "cl:1 gk:assertedBy", "at least one entity"),
        (f"0.9 ; gk:evidence {EVIDENCE}", "0.9", "cl:1 gk:evidence", "must have evidence"),
        ("cl:1 gk:about ev:1 ;", "cl:1", "cl:1", "a claim must be about one event"),
        ("rdf:object e:spain ;", "", "cl:2 rdf:object", "exactly one rdf:object"),
        (
            "cl:2 rdf:subject e:ana-ruiz ;",
            "cl:2 gk:about ev:1 ; rdf:subject e:ana-ruiz ;",
            "cl:2",
            "about one event (gk:about), or about one relation",
        ),
        # evidence and documents
        ("oa:start 0", "oa:start 70", f"doc:{HASH}#char=0,63 oa:start", "start before it ends"),
        ("oa:end 63 ;", "", f"doc:{HASH}#char=0,63 oa:end", "exactly one end"),
        (
            f'; oa:exact "{SENTENCE}"',
            "",
            f"doc:{HASH}#char=0,63 oa:exact",
            "quote exactly one text",
        ),
        (
            f"oa:hasSource doc:{HASH} ;",
            "",
            f"doc:{HASH}#char=0,63 oa:hasSource",
            "one source document",
        ),
        (
            'dcterms:identifier "fjord-1" ;',
            "",
            f"doc:{HASH} dcterms:identifier",
            "must have an identifier",
        ),
        (
            f"gk:textLength {len(TEXT)} ;",
            "",
            f"doc:{HASH} gk:textLength",
            "exactly one length",
        ),
        ("a schema:NewsArticle ;", "", f"doc:{HASH} rdf:type", "must be a schema:NewsArticle"),
        (
            '"2024-03-05"^^xsd:date',
            '"March 5"',
            f"doc:{HASH} schema:datePublished",
            "must be a valid xsd:date",
        ),
        # vocabulary, edges
        ("gk:place e:oslo", "gk:palce e:oslo", "ev:1", "gk:palce is no term of the ontology"),
        ("a gk:Meeting", "a gk:Meetign", "ev:1", "gk:Meetign is no term of the ontology"),
        ("rel:ministerOf e:spain .", "rel:minister e:spain .", "e:ana-ruiz", "rel:minister is no"),
        (
            "rel:met e:ana-ruiz",
            "rel:supports e:ana-ruiz",
            "e:tomas-berg rel:met e:ana-ruiz",
            "the edge is missing, although ev:1 gives it",
        ),
        (
            "rel:ministerOf e:spain .",
            "rel:commands e:spain .",
            "e:ana-ruiz rel:commands e:spain",
            "an edge must have a cause",
        ),
        (
            "gk:status gk:Reported ;",
            "gk:status gk:Denied ;",
            "ev:1 gk:status",
            "by its claims it must be gk:Reported, but is gk:Denied",
        ),
        (
            "rel:ministerOf e:spain .",
            "rel:ministerOf ev:1 .",
            "e:ana-ruiz rel:ministerOf ev:1",
            "must join two entities",
        ),
        (
            "rel:ministerOf e:spain .",
            "alleged:supports e:ana-ruiz .",
            "e:ana-ruiz alleged:supports e:ana-ruiz",
            "not lead from an entity to itself",
        ),
        # quotes
        (
            f'oa:exact "{SENTENCE}"',
            'oa:exact "Ana Ruiz did not meet Tomas Berg."',
            f"doc:{HASH}#char=0,63 oa:exact",
            f"{SENTENCE!r}, but is 'Ana Ruiz did not meet Tomas Berg.'",
        ),
        (
            "oa:end 63",
            "oa:end 62",
            f"doc:{HASH}#char=0,63",
            f"it must be {DOC}#char=0,62",
        ),
        (
            f"gk:textLength {len(TEXT)}",
            "gk:textLength 7",
            f"doc:{HASH} gk:textLength",
            f"must be {len(TEXT)}, but is 7",
        ),
    ],
)
def test_a_breach_is_named(old: str, new: str, where: str, message: str) -> None:
    report = check(old, new)
    assert not report.ok
    lines = [line for line in report.violations if line.startswith(where) and message in line]
    assert lines, report.violations


def test_each_check_names_a_breach_once() -> None:
    report = check("gk:certainty gk:Certain", "gk:certainty gk:Sure")
    assert report.violations == (
        "cl:1 gk:certainty: a claim must have exactly one certainty: gk:Certain, gk:Probable or "
        "gk:Possible (found gk:Sure)",
        "cl:1: gk:Sure is no term of the ontology",
    )


def test_the_report_is_the_same_each_time() -> None:
    extra = "e:a a gk:Person . e:b a gk:Person . ev:2 gk:status gk:Sure ."
    first, second = check(extra=extra), check(extra=extra)
    assert first == second
    assert list(first.violations) == sorted(first.violations)


def test_a_blank_node_is_refused() -> None:
    report = check(extra='[] a gk:Person ; rdfs:label "Nobody" .')
    assert report.violations == ("graph: 2 triples have a blank node; each thing must have an IRI",)


def test_a_triple_in_two_graphs_is_refused() -> None:
    report = check(extra="cl:1 gk:polarity gk:Positive .")
    assert report.violations == (
        "cl:1 gk:polarity gk:Positive: stands in 2 graphs; a triple must stand in exactly one",
    )


def test_a_triple_as_a_term_is_refused() -> None:
    with pytest.raises(GraphError, match=r"write it in RDF 1\.1"):
        check(extra="cl:1 rdf:value <<( e:oslo a gk:Place )>> .")


def test_a_quote_without_its_text_is_counted() -> None:
    report = check(texts={})
    assert report.ok
    assert (report.checked_quotes, report.unchecked_quotes) == (0, 1)


def test_a_source_that_has_changed_is_named() -> None:
    report = check(texts={DOC: TEXT.replace("Monday", "Sunday")})
    assert len(report.violations) == 2
    assert f"doc:{HASH}: its IRI must end with the hash of its text" in report.violations[1]
    assert "the source has changed: build the graph again" in report.violations[1]
    assert "in Oslo on Sunday" in report.violations[0]
    assert report.checked_quotes == 1


def test_hostile_text_stays_on_one_line() -> None:
    report = check('oa:exact "', f'oa:exact "\\u001B[31m\\n{"x" * 500}')
    (line,) = report.violations
    assert line.isprintable()
    assert "\\x1b[31m\\n" in line
    assert len(line) < 400


def test_nothing_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        check('"2024-03"^^xsd:gYearMonth', '"2024-13-41"^^xsd:date')
    assert caplog.records == []
    assert not logging.getLogger("rdflib.term").disabled


@pytest.mark.parametrize("content", [None, "shape:A a sh:NodeShape ."])
def test_broken_shapes_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str | None
) -> None:
    if content is not None:
        (tmp_path / "shapes.ttl").write_text(content, encoding="utf-8")
    monkeypatch.setattr("kg.validate.data_folder", lambda name: tmp_path)
    with pytest.raises(DataError, match=r"shapes\.ttl: cannot be read as Turtle"):
        check()
