"""Marked actors become entities; the root between them is compared."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest
from factory import ARDONIA, BELMARK, VALE
from parses import resolved as resolved_parse

from kg.errors import InputError
from kg.evaluate.plover import (
    MarkedPair,
    Scores,
    load_pairs,
    mark_actors,
    measure,
    report,
    root_between,
)
from kg.evaluate.scores import Rate
from kg.model import (
    Claim,
    Document,
    Event,
    Evidence,
    Extraction,
    Polarity,
    ResolvedDocument,
    Span,
    Tense,
)
from kg.ontology import Ontology, load_ontology

MARKED = "<s>Ardonia</s> expelled <t>two Belmark envoys </t> before <s>Ardonia</s>'s vote."
TEXT = "Ardonia expelled two Belmark envoys  before Ardonia's vote."


def written(folder: Path, *records: object) -> Path:
    path = folder / "gold.jsonl"
    path.write_text("".join(json.dumps(r) + "\n" for r in records), encoding="utf-8")
    return path


def test_load(tmp_path: Path) -> None:
    path = written(tmp_path, {"marked": MARKED, "root": "SANCTION"}, {"marked": "<s>A</s>"})
    [pair] = load_pairs(path, 1)
    assert (pair.text, pair.root) == (TEXT, "SANCTION")
    assert [TEXT[s.start : s.end] for s in pair.source] == ["Ardonia", "Ardonia"]
    assert [TEXT[s.start : s.end] for s in pair.target] == ["two Belmark envoys "]


@pytest.mark.parametrize("marked", ["Ardonia left.", "<s>Ardonia left.", "Ardonia</s> left."])
def test_a_line_without_marks_is_named(tmp_path: Path, marked: str) -> None:
    path = written(tmp_path, {"marked": marked, "root": "YIELD"})
    with pytest.raises(InputError, match=r"gold\.jsonl:1.*marked"):
        load_pairs(path)


PARSE = (
    "Ardonia/NNP/nsubj/expelled expelled=expel/VBD/ROOT/- two/CD/nummod/envoys "
    "Belmark/NNP/compound/envoys envoys=envoy/NNS/dobj/expelled ././punct/expelled"
)


def spans(document: ResolvedDocument, *words: str) -> list[Span]:
    text = document.annotated.document.text
    return [Span(text.index(w), text.index(w) + len(w)) for w in words]


def test_a_mention_at_the_head_keeps_its_entity_and_others_inside_go() -> None:
    document = resolved_parse(PARSE)
    source, target = spans(document, "Ardonia", "two Belmark envoys")
    marked, one, two = mark_actors(document, [source], [target])
    assert one == ARDONIA.key
    assert two == "Group/target"
    assert {m.entity for m in marked.mentions} == {ARDONIA.key, "Group/target"}
    [mention] = [m for m in marked.mentions if m.entity == "Group/target"]
    text = document.annotated.document.text
    assert text[mention.start : mention.end] == "two Belmark envoys"
    assert mention.head == 4


def test_the_same_entity_twice_becomes_two() -> None:
    document = resolved_parse(PARSE)
    [source] = spans(document, "Ardonia")
    _, one, two = mark_actors(document, [source], [source])
    assert one == ARDONIA.key
    assert two == "State/target"


def test_an_actor_without_a_mark_has_no_key() -> None:
    document = resolved_parse(PARSE)
    [source] = spans(document, "Ardonia")
    assert mark_actors(document, [source], [])[1:] == (ARDONIA.key, None)


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return load_ontology()


def told(*events: Event) -> Extraction:
    document = Document("d", TEXT, ("d",), (Span(0, len(TEXT)),))
    evidence = Evidence(0, len(TEXT), TEXT)
    return Extraction(document, {}, (), tuple(Claim("d", event, evidence) for event in events))


ATTACK = Event("Attack", actor=(ARDONIA.key,), recipient=(VALE.key,), place=(BELMARK.key,))
RELEASE = Event("Release", actor=(ARDONIA.key,), recipient=(BELMARK.key,))
TALKS = Event("Meeting", actor=(ARDONIA.key, VALE.key))


@pytest.mark.parametrize(
    ("events", "source", "target", "root"),
    [
        ((ATTACK,), ARDONIA.key, VALE.key, "ASSAULT"),
        ((ATTACK,), VALE.key, ARDONIA.key, None),
        ((ATTACK, RELEASE), ARDONIA.key, BELMARK.key, "YIELD"),  # a recipient before a place
        ((ATTACK,), ARDONIA.key, BELMARK.key, "ASSAULT"),
        ((TALKS,), VALE.key, ARDONIA.key, "CONSULT"),
        ((RELEASE,), None, BELMARK.key, "YIELD"),
        ((RELEASE,), ARDONIA.key, None, "YIELD"),
        ((RELEASE,), None, None, None),
        ((Event("Appoint", (ARDONIA.key,), (VALE.key,)),), ARDONIA.key, VALE.key, "Appoint"),
    ],
)
def test_root_between(
    events: tuple[Event, ...],
    source: str | None,
    target: str | None,
    root: str | None,
    ontology: Ontology,
) -> None:
    assert root_between(told(*events), source, target, ontology=ontology) == root


@pytest.mark.parametrize(
    ("event", "polarity", "tense", "root"),
    [
        (RELEASE, Polarity.POSITIVE, Tense.FUTURE, "AGREE"),
        (RELEASE, Polarity.NEGATIVE, Tense.NON_FUTURE, "REJECT"),
        (RELEASE, Polarity.NEGATIVE, Tense.FUTURE, "REJECT"),
        (ATTACK, Polarity.POSITIVE, Tense.FUTURE, "THREATEN"),
        (ATTACK, Polarity.NEGATIVE, Tense.NON_FUTURE, "ASSAULT"),
        (
            Event("Request", (ARDONIA.key,), (BELMARK.key,)),
            Polarity.POSITIVE,
            Tense.FUTURE,
            "REQUEST",
        ),
    ],
)
def test_what_will_be_or_is_refused_is_done_in_words(
    event: Event, polarity: Polarity, tense: Tense, root: str, ontology: Ontology
) -> None:
    extraction = told(event)
    claim = dataclasses.replace(extraction.claims[0], polarity=polarity, tense=tense)
    extraction = dataclasses.replace(extraction, claims=(claim,))
    assert root_between(extraction, ARDONIA.key, BELMARK.key, ontology=ontology) == root


def test_measure_counts_what_is_not_found(ontology: Ontology) -> None:
    document = resolved_parse(PARSE)
    text = document.annotated.document.text
    source, target = spans(document, "Ardonia", "two Belmark envoys")
    pairs = [
        MarkedPair("one", text, (source,), (target,), "SANCTION"),
        MarkedPair("two", text, (source,), (target,), "THREATEN"),
        MarkedPair("three", text, (target,), (source,), "SANCTION"),
    ]
    expelled = Event("ExpelDiplomats", actor=(ARDONIA.key,), recipient=("Group/target",))
    scores = measure(
        pairs,
        resolve=lambda _: document,
        extract=lambda marked: told(expelled),
        ontology=ontology,
    )
    assert scores.found == Rate(2, 3)
    assert (scores.roots, scores.right_quads) == (1, 2)
    assert [(m.kind, m.wanted, m.given) for m in scores.misses] == [
        ("root wrong", "THREATEN", "SANCTION"),
        ("not found", "SANCTION", "nothing"),
    ]
    assert scores.misses[0].sentence.startswith("[source: Ardonia] expelled [target: two Belmark")
    lines = [line.split() for line in report(scores).splitlines()]
    assert ["root,", "of", "all", "1", "3", "0.333"] in lines
    assert ["SANCTION", "2", "2", "1", "0.500", "0.500", "0.500"] in lines


def test_nothing_to_measure() -> None:
    lines = [line.split() for line in report(Scores()).splitlines()]
    assert ["an", "event", "is", "found", "0", "0", "-"] in lines
