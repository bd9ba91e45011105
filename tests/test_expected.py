"""The checker of expected facts, on hand-built datasets, and the files that it reads."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from expected import Expected, FactResult, check, check_must_not, load_expected

from kg.errors import DataError
from kg.model import (
    Claim,
    Dataset,
    DatedEvent,
    Edge,
    Entity,
    EntityType,
    Event,
    Evidence,
    Polarity,
    Quantity,
    Relation,
    Status,
    TimeValue,
)
from kg.ontology import Ontology, load_ontology

TESTS = Path(__file__).parent
SAMPLES = sorted((TESTS.parent / "seeds" / "articles").glob("*.expected.yaml"))
FILES = [*SAMPLES, TESTS / "data" / "kim-belousov.expected.yaml"]
ENTITIES = {
    each.key: each
    for each in (
        Entity("ke", "Kenya", EntityType.STATE, frozenset({"Kenyan", "Nairobi"})),
        Entity("ug", "Uganda", EntityType.STATE, frozenset({"Kampala"})),
        Entity("so", "Somalia", EntityType.STATE),
        Entity("nbo", "Nairobi", EntityType.PLACE),
        Entity("kit", "Kampala", EntityType.PLACE),
        Entity("omondi", "Peter Omondi", EntityType.PERSON, frozenset({"Omondi"})),
        Entity("radio", "Radio Ziwa", EntityType.NEWS_MEDIA),
    )
}
MET = Event("Meeting", actor=("ke", "ug"), place=("nbo",), date=TimeValue("2026-03-05", "day"))
ARMED = Event(
    "ProvideMilitaryAid",
    actor=("ke",),
    recipient=("so",),
    object_text="two hundred rifles",
    quantity=(Quantity("two hundred rifles", "rifles", 200, 200),),
)


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return load_ontology()


def said(
    about: Event | Relation,
    *asserted_by: str,
    via: Iterable[str] = (),
    denied: bool = False,
    words: str = "So it went.",
) -> Claim:
    return Claim(
        document="d1",
        about=about,
        evidence=Evidence(0, len(words), words),
        asserted_by=asserted_by,
        via_source=tuple(via),
        polarity=Polarity.NEGATIVE if denied else Polarity.POSITIVE,
    )


def dataset(
    events: Iterable[tuple[Event, Status]] = (),
    edges: Iterable[Edge] = (),
    claims: Iterable[Claim] = (),
    entities: dict[str, Entity] = ENTITIES,
) -> Dataset:
    """A dataset whose claims are about those of `events` that are the same event."""
    dated = tuple(DatedEvent(f"ev{i}", event, status) for i, (event, status) in enumerate(events))
    ids = {each.event: each.id for each in dated}
    return Dataset(
        documents=(),
        entities=entities,
        names={key: key for key in entities},
        events=dated,
        claims=tuple(
            (f"cl{i}", claim, ids[claim.about] if isinstance(claim.about, Event) else None)
            for i, claim in enumerate(claims)
        ),
        edges=tuple(edges),
    )


def both_ways(subject: str, predicate: str, obj: str, *, alleged: bool = False) -> list[Edge]:
    return [Edge(subject, predicate, obj, alleged), Edge(obj, predicate, subject, alleged)]


def expected(tmp_path: Path, *, fact: str = "", must_not: str = "") -> Expected:
    """Read a file with one fact, or with one must-not, given in YAML's flow style."""
    path = tmp_path / "x.expected.yaml"
    facts = f"[{{id: it, {fact}}}]" if fact else "[]"
    rules = f"[{{{must_not}}}]" if must_not else "[]"
    path.write_text(
        f"publisher: Radio Ziwa\ndate: 2026-03-06\nfacts: {facts}\nmust_not: {rules}\n",
        encoding="utf-8",
    )
    return load_expected(path)


MEETING = dataset(
    [(MET, Status.REPORTED)],
    both_ways("ke", "met", "ug"),
    [said(MET, "omondi", via=["radio"])],
)
CONTESTED = dataset(
    [(ARMED, Status.CONTESTED)],
    [Edge("ke", "gaveMilitaryAidTo", "so", alleged=True)],
    [said(ARMED, "ug"), said(ARMED, "ke", denied=True)],
)
OFFICE = Relation("ministerOf", "omondi", "ke", office="Foreign Minister")
MINISTER = dataset(edges=[Edge("omondi", "ministerOf", "ke")], claims=[said(OFFICE, "radio")])
PLANNED = dataset([(MET, Status.PLANNED)], claims=[said(MET, "radio")])
CLASH = dataset(
    [(Event("Attack", actor=("ke", "so")), Status.REPORTED)], both_ways("ke", "attacked", "so")
)
TWICE_TOLD = dataset(
    [(MET, Status.REPORTED), (replace(MET, date=None, place=()), Status.REPORTED)],
    both_ways("ke", "met", "ug"),
    [said(MET, "omondi"), said(replace(MET, date=None, place=()), "radio")],
)
MET_FACT = "subject: Kenya, edge: met, object: Uganda, status: Reported"
ARMED_FACT = "subject: Kenya, edge: gaveMilitaryAidTo, object: Somalia, status: Contested"


@pytest.mark.parametrize(
    ("data", "fact"),
    [
        pytest.param(MEETING, MET_FACT, id="reported"),
        pytest.param(
            MEETING, "subject: Uganda, edge: met, object: Kenya, status: Reported", id="reversed"
        ),
        pytest.param(MEETING, MET_FACT + ", date: 2026-03-05", id="day"),
        pytest.param(MEETING, MET_FACT + ", date: 2026-03", id="month"),
        pytest.param(MEETING, MET_FACT + ", place: Nairobi", id="place"),
        pytest.param(MEETING, MET_FACT + ", sources: [Omondi, the Radio Ziwa]", id="sources"),
        pytest.param(MEETING, MET_FACT + ", sources: [[Somalia, Omondi]]", id="any-source"),
        pytest.param(
            MEETING,
            "subject: [Somalia, kenyan], edge: met, object: [Nobody, Uganda], status: Reported",
            id="any-name-or-alias",
        ),
        pytest.param(
            MEETING,
            "subject: Kenya, edge: met, object: Uganda, status: [Alleged, Reported]",
            id="any-status",
        ),
        pytest.param(MEETING, "subject: Kenya, edge: met, status: Reported", id="no-object"),
        pytest.param(
            CONTESTED, ARMED_FACT + ", sources: [Uganda], denied_by: [Kenya]", id="denied-by"
        ),
        pytest.param(CONTESTED, ARMED_FACT + ", what: [shells, Rifles], minimum: 200", id="what"),
        pytest.param(
            CONTESTED,
            "edge: gaveMilitaryAidTo, object: Somalia, status: Contested",
            id="no-subject",
        ),
        pytest.param(
            MINISTER,
            "subject: Omondi, edge: ministerOf, object: Kenya, office: foreign, "
            "sources: [Radio Ziwa]",
            id="durable",
        ),
        pytest.param(
            PLANNED,
            "subject: Kenya, edge: met, object: Uganda, status: Planned, no_edge: true",
            id="planned",
        ),
        pytest.param(
            CLASH, "subject: Somalia, edge: attacked, object: Kenya, status: Reported", id="clash"
        ),
        pytest.param(
            TWICE_TOLD,
            MET_FACT + ", date: 2026-03-05, sources: [Omondi, Radio Ziwa]",
            id="told-twice",
        ),
        pytest.param(
            MEETING,
            f"any_of: [{{{ARMED_FACT}}}, {{{MET_FACT}}}]",
            id="any-of",
        ),
        pytest.param(
            MEETING,
            f"all_of: [{{{MET_FACT}, place: Nairobi}}, {{{MET_FACT}, date: 2026}}]",
            id="all-of",
        ),
    ],
)
def test_fact_is_held(data: Dataset, fact: str, ontology: Ontology, tmp_path: Path) -> None:
    assert check(data, expected(tmp_path, fact=fact), ontology) == [FactResult("it", True)]


@pytest.mark.parametrize(
    ("data", "fact", "reason"),
    [
        pytest.param(
            MEETING,
            "subject: Kenya, edge: met, object: Rwanda, status: Reported",
            "no entity Rwanda",
            id="no-entity",
        ),
        pytest.param(
            MEETING,
            "subject: Kenya, edge: met, object: Somalia, status: Reported",
            "no event",
            id="no-event",
        ),
        pytest.param(
            MEETING,
            "subject: Kenya, edge: attacked, object: Uganda, status: Reported",
            "no event",
            id="other-type",
        ),
        pytest.param(
            CONTESTED,
            "subject: Somalia, edge: gaveMilitaryAidTo, object: Kenya, status: Contested",
            "no event",
            id="wrong-direction",
        ),
        pytest.param(PLANNED, MET_FACT, "is Planned", id="status"),
        pytest.param(
            dataset([(MET, Status.REPORTED)]), MET_FACT, "has no rel: edge", id="no-edge-at-all"
        ),
        pytest.param(
            dataset([(MET, Status.REPORTED)], [Edge("ke", "met", "ug")]),
            MET_FACT,
            "has no rel: edge",
            id="one-way",
        ),
        pytest.param(
            dataset([(MET, Status.REPORTED)], both_ways("ke", "met", "ug", alleged=True)),
            MET_FACT,
            "has no rel: edge",
            id="wrong-layer",
        ),
        pytest.param(MEETING, MET_FACT + ", date: 2026-03-06", "is dated 2026-03-05", id="date"),
        pytest.param(MEETING, MET_FACT + ", place: Uganda", "is at Nairobi", id="place"),
        pytest.param(MEETING, MET_FACT + ", sources: [Kenya]", "not asserted by Kenya", id="src"),
        pytest.param(
            CONTESTED, ARMED_FACT + ", denied_by: [Somalia]", "not denied by Somalia", id="denier"
        ),
        pytest.param(
            CONTESTED, ARMED_FACT + ", denied_by: [Uganda]", "not denied by Uganda", id="asserter"
        ),
        pytest.param(CONTESTED, ARMED_FACT + ", what: shells", "no event", id="what"),
        pytest.param(CONTESTED, ARMED_FACT + ", minimum: 300", "has the quantities", id="quantity"),
        pytest.param(
            dataset([(MET, Status.PLANNED)], both_ways("ke", "met", "ug")),
            "subject: Kenya, edge: met, object: Uganda, status: Planned, no_edge: true",
            "an edge in ['rel']",
            id="planned-with-edge",
        ),
        pytest.param(
            MINISTER,
            "subject: Omondi, edge: ministerOf, object: Kenya, office: defense",
            "the office is foreign minister",
            id="office",
        ),
        pytest.param(
            MINISTER,
            "subject: Omondi, edge: ministerOf, object: Kenya, sources: [Kenya]",
            "not asserted by Kenya",
            id="source-of-office",
        ),
        pytest.param(
            MINISTER, "subject: Omondi, edge: ministerOf, object: Uganda", "no edge", id="durable"
        ),
        pytest.param(
            MEETING,
            f"any_of: [{{{MET_FACT}, place: Uganda}}, {{{MET_FACT}, date: 2025}}]",
            "is at Nairobi; (Kenya met Uganda): is dated",
            id="none-of-any",
        ),
        pytest.param(
            MEETING,
            f"all_of: [{{{MET_FACT}}}, {{{MET_FACT}, date: 2025}}]",
            "is dated 2026-03-05",
            id="one-of-all",
        ),
        pytest.param(
            TWICE_TOLD,
            MET_FACT + ", date: 2026-03-04, sources: [Omondi]",
            "not asserted by Omondi",
            id="source-of-another-day",
        ),
    ],
)
def test_fact_is_not_held(
    data: Dataset, fact: str, reason: str, ontology: Ontology, tmp_path: Path
) -> None:
    (result,) = check(data, expected(tmp_path, fact=fact), ontology)
    assert result.id == "it"
    assert not result.held
    assert reason in result.reason


def test_label_goes_before_alias(ontology: Ontology, tmp_path: Path) -> None:
    """ "Nairobi" is the place, though it is also a name of Kenya."""
    fact = "subject: Nairobi, edge: met, object: Uganda, status: Reported"
    (result,) = check(MEETING, expected(tmp_path, fact=fact), ontology)
    assert "no event" in result.reason


def test_unknown_edge_is_an_error(ontology: Ontology, tmp_path: Path) -> None:
    fact = "subject: Kenya, edge: meet, object: Uganda, status: Reported"
    with pytest.raises(DataError, match="no edge 'meet'"):
        check(MEETING, expected(tmp_path, fact=fact), ontology)


MERGED = {"x": Entity("x", "Kenya", EntityType.STATE, frozenset({"the Uganda", "Kampala"}))}


@pytest.mark.parametrize(
    ("data", "must_not", "reason"),
    [
        pytest.param(MEETING, "entity: the Uganda", "State Uganda", id="entity"),
        pytest.param(MEETING, "actor: Uganda", "State Uganda", id="actor"),
        pytest.param(MEETING, "actor: Radio Ziwa", "NewsMedia Radio Ziwa", id="source"),
        pytest.param(
            dataset(entities=MERGED), "merged: [Kenya, Uganda]", "State Kenya", id="merged"
        ),
        pytest.param(
            MEETING, "edge: {subject: Kenya, edge: met, object: Uganda}", "rel: ", id="any-layer"
        ),
        pytest.param(
            MEETING,
            "edge: {subject: Uganda, edge: met, object: Kenya, layer: rel}",
            "rel: ",
            id="rel-layer",
        ),
        pytest.param(
            PLANNED,
            "event: {subject: Kenya, edge: met, object: Uganda, status: [Denied, Planned]}",
            "a Planned event",
            id="event",
        ),
    ],
)
def test_must_not_is_broken(
    data: Dataset, must_not: str, reason: str, ontology: Ontology, tmp_path: Path
) -> None:
    result, *always = check_must_not(data, expected(tmp_path, must_not=must_not), ontology)
    assert not result.held
    assert reason in result.reason
    assert all(each.held for each in always)


@pytest.mark.parametrize(
    ("data", "must_not"),
    [
        pytest.param(MEETING, "entity: Kampala City", id="entity"),
        pytest.param(MEETING, "entity: Omondi", id="alias-is-no-entity"),
        pytest.param(MEETING, "actor: Kampala", id="place-that-does-nothing"),
        pytest.param(MEETING, "actor: Nairobi", id="alias-of-an-actor"),
        pytest.param(MEETING, "merged: [Kenya, Uganda]", id="merged"),
        pytest.param(
            CONTESTED,
            "edge: {subject: Kenya, edge: gaveMilitaryAidTo, object: Somalia, layer: rel}",
            id="other-layer",
        ),
        pytest.param(
            CONTESTED,
            "edge: {subject: Somalia, edge: gaveMilitaryAidTo, object: Kenya}",
            id="other-direction",
        ),
        pytest.param(
            PLANNED,
            "event: {subject: Kenya, edge: met, object: Uganda, status: Reported}",
            id="other-status",
        ),
        pytest.param(
            CONTESTED,
            "event: {subject: Kenya, edge: gaveMilitaryAidTo, object: Somalia, "
            "status: Contested, what: tanks}",
            id="other-object",
        ),
    ],
)
def test_must_not_is_kept(data: Dataset, must_not: str, ontology: Ontology, tmp_path: Path) -> None:
    results = check_must_not(data, expected(tmp_path, must_not=must_not), ontology)
    assert [each.reason for each in results] == ["", "", ""]


def test_nothing_is_related_to_itself(ontology: Ontology, tmp_path: Path) -> None:
    data = dataset(edges=[Edge("ke", "met", "ke")])
    results = check_must_not(data, expected(tmp_path), ontology)
    assert results == [
        FactResult("related-to-itself", False, "ke met"),
        FactResult("claim-twice", True),
    ]


def test_no_claim_stands_twice(ontology: Ontology, tmp_path: Path) -> None:
    """The same words at another place of the document repeat the claim; a denial does not."""
    again = replace(said(MET, "radio"), evidence=Evidence(90, 102, "So it\nwent."))
    first = [said(MET, "radio"), said(MET, "radio", denied=True), said(MET, "radio", words="Ah!")]
    for claims, reason in ((first, ""), ([*first, again], "So it went.")):
        data = dataset([(MET, Status.REPORTED)], claims=claims)
        *_, result = check_must_not(data, expected(tmp_path), ontology)
        assert result == FactResult("claim-twice", not reason, reason)


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("facts: [{id: a, subject: Kenya, edge: met, when: now}]", "unknown keys"),
        ("facts: [{id: a, edge: met}]", "neither subject nor object"),
        ("facts: [{id: a, subject: Kenya}]", "'edge' is missing"),
        ("must_not: []", "'facts' is missing"),
        ("facts: [{id: a, subject: Kenya, edge: met, status: Certain}]", "Certain"),
        (
            "facts: [{id: a, subject: K, edge: met}, {id: a, subject: U, edge: met}]",
            "stand twice: a",
        ),
        ("facts: [{id: a, any_of: [], place: Nairobi}]", "'place'"),
        ("facts: []\nmust_not: [{actors: Kenya}]", "unknown must_not 'actors'"),
        ("facts: []\nmust_not: [{merged: [Kenya]}]", "merged takes two names"),
        ("facts: []\nmust_not: [{event: {subject: Kenya, edge: met}}]", "no status"),
        ("facts: []\nmust_not: [{edge: {subject: K, edge: met, layer: fact}}]", "layer 'fact'"),
        ("facts: [", "flow"),
        ("- nothing", "list"),
    ],
)
def test_broken_file_is_named(content: str, complaint: str, tmp_path: Path) -> None:
    path = tmp_path / "broken.expected.yaml"
    head = "" if content.startswith("-") else "publisher: Radio Ziwa\ndate: 2026-03-06\n"
    path.write_text(f"{head}{content}\n", encoding="utf-8")
    with pytest.raises(DataError, match=complaint) as caught:
        load_expected(path)
    assert str(path) in str(caught.value)


def test_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="No such file"):
        load_expected(tmp_path / "none.expected.yaml")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name.split(".")[0])
def test_shipped_files_fit_the_ontology(path: Path, ontology: Ontology) -> None:
    loaded = load_expected(path)
    assert dt.date.fromisoformat(loaded.date).year in (2024, 2025, 2026)
    assert 14 <= len(loaded.facts) <= 20
    for fact in loaded.facts:
        for clause in fact.clauses:
            kind = "event" if clause.status else "relation"
            assert ontology.edges[clause.edge].kind == kind, fact.id
    for rule in loaded.must_not:
        if rule.clause is not None:
            assert rule.clause.edge in ontology.edges, rule.id


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name.split(".")[0])
def test_names_stand_in_the_article(path: Path) -> None:
    """Every accepted list of names has one that the article spells out or a state's name."""
    text = path.with_name(path.name.replace(".expected.yaml", ".txt")).read_text(encoding="utf-8")
    text = text.replace("’", "'")
    for fact in load_expected(path).facts:
        for clause in fact.clauses:
            for names in (clause.subject, clause.object, clause.place):
                assert not names or any(name in text for name in names), fact.id


def test_all_statuses_are_asked_for() -> None:
    """Each sample has a denied or contested, an alleged, a planned and a hypothetical fact."""
    for path in SAMPLES:
        raw = yaml.safe_load(path.read_text(encoding="utf-8"))
        found = {str(fact.get("status")) for fact in raw["facts"]}
        assert {"Reported", "Alleged", "Contested", "Planned", "Denied"} <= found, path.name
        assert any("Hypothetical" in each for each in found), path.name
