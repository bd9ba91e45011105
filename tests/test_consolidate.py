"""Claims join into events with a status, entities into one, and edges follow."""

from __future__ import annotations

import dataclasses
import datetime as dt
import random
import re

import pytest
from factory import (
    ARDONIA,
    BELMARK,
    CORVANIA,
    FRIDAY,
    HERALD,
    OREN,
    PORT,
    VALE,
    WIRE,
    claim,
    document,
    entity,
    event,
    extraction,
    relation,
    world,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.consolidate import (
    consolidate,
    edges_of,
    event_id,
    local_names,
    merge_entities,
    merge_events,
    narrator_of,
    slug,
    status_of,
)
from kg.model import (
    Certainty,
    Dataset,
    Edge,
    EntityType,
    Mention,
    Polarity,
    Quantity,
    Status,
    Tense,
    TimeValue,
)
from kg.ontology import load_ontology

ONTOLOGY = load_ontology()
DOCUMENT = document("Something was said. Something else was said.")

# What one claim may say, by the word that the contract uses for it.
READINGS: dict[str, tuple[Polarity, Certainty, Tense]] = {
    "fact": (Polarity.POSITIVE, Certainty.CERTAIN, Tense.NON_FUTURE),
    "hedged": (Polarity.POSITIVE, Certainty.PROBABLE, Tense.NON_FUTURE),
    "denial": (Polarity.NEGATIVE, Certainty.CERTAIN, Tense.NON_FUTURE),
    "refusal": (Polarity.NEGATIVE, Certainty.CERTAIN, Tense.FUTURE),
    "plan": (Polarity.POSITIVE, Certainty.CERTAIN, Tense.FUTURE),
    "hedged plan": (Polarity.POSITIVE, Certainty.PROBABLE, Tense.FUTURE),
    "fear": (Polarity.POSITIVE, Certainty.POSSIBLE, Tense.NON_FUTURE),
    "could": (Polarity.POSITIVE, Certainty.POSSIBLE, Tense.FUTURE),
}


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("fact", Status.REPORTED),
        ("hedged", Status.ALLEGED),
        ("denial", Status.DENIED),
        ("plan", Status.PLANNED),
        ("hedged plan", Status.PLANNED),
        ("fear", Status.HYPOTHETICAL),
        ("could", Status.HYPOTHETICAL),
        ("fact hedged", Status.ALLEGED),
        ("fact denial", Status.CONTESTED),
        ("hedged denial", Status.CONTESTED),
        ("fact hedged denial", Status.CONTESTED),
        ("fact plan could", Status.REPORTED),
        ("hedged could", Status.ALLEGED),
        ("plan could", Status.PLANNED),
        ("plan refusal", Status.DENIED),
        ("could denial", Status.DENIED),
        ("plan fear denial", Status.DENIED),
    ],
)
def test_status_follows_the_table(said: str, status: Status) -> None:
    words = said.split(" ") if said not in READINGS else [said]
    claims = []
    for word in words:
        polarity, certainty, tense = READINGS[word]
        claims.append(
            claim(
                DOCUMENT,
                event("Meeting", [VALE, OREN]),
                "Something was said.",
                polarity=polarity,
                certainty=certainty,
                tense=tense,
            )
        )
    assert status_of(claims) is status
    assert status_of(reversed(claims)) is status


def test_nothing_said_has_no_status() -> None:
    with pytest.raises(ValueError, match="without a claim"):
        status_of([])


# ------------------------------------------------------------------------------- edges


def pairs(edges: frozenset[Edge]) -> set[tuple[str, str]]:
    return {(edge.subject.split("/")[1], edge.object.split("/")[1]) for edge in edges}


class TestEdges:
    def test_actors_to_recipients(self) -> None:
        aid = event("ProvideMilitaryAid", [ARDONIA, BELMARK], [CORVANIA])
        edges = edges_of(aid, Status.REPORTED, ONTOLOGY.types[aid.type])
        assert pairs(edges) == {("Ardonia", "Corvania"), ("Belmark", "Corvania")}
        assert {(e.predicate, e.alleged) for e in edges} == {("gaveMilitaryAidTo", False)}

    def test_symmetric_types_run_both_ways(self) -> None:
        both = {("Anna Vale", "Piet Oren"), ("Piet Oren", "Anna Vale")}
        concept = ONTOLOGY.types["Meeting"]
        for met in (event("Meeting", [VALE, OREN]), event("Meeting", [VALE], [OREN])):
            assert pairs(edges_of(met, Status.REPORTED, concept)) == both

    def test_a_clash_runs_both_ways_but_a_joint_visit_does_not(self) -> None:
        for kind, expected in (
            ("Attack", {("Ardonia", "Belmark"), ("Belmark", "Ardonia")}),
            ("Recognize", {("Ardonia", "Belmark"), ("Belmark", "Ardonia")}),
            ("Protest", set()),
        ):
            told = event(kind, [ARDONIA, BELMARK])
            assert pairs(edges_of(told, Status.REPORTED, ONTOLOGY.types[kind])) == expected

    @pytest.mark.parametrize("status", [Status.ALLEGED, Status.CONTESTED])
    def test_doubt_gives_alleged_edges_only(self, status: Status) -> None:
        attack = event("Attack", [BELMARK], [ARDONIA])
        edges = edges_of(attack, status, ONTOLOGY.types["Attack"])
        assert edges == {Edge(BELMARK.key, "attacked", ARDONIA.key, alleged=True)}

    @pytest.mark.parametrize("status", [Status.DENIED, Status.PLANNED, Status.HYPOTHETICAL])
    def test_what_has_not_happened_gives_none(self, status: Status) -> None:
        attack = event("Attack", [BELMARK], [ARDONIA])
        assert edges_of(attack, status, ONTOLOGY.types["Attack"]) == frozenset()

    def test_nobody_meets_himself(self) -> None:
        met = event("Meeting", [VALE, OREN], [VALE])
        edges = edges_of(met, Status.REPORTED, ONTOLOGY.types["Meeting"])
        assert pairs(edges) == {("Anna Vale", "Piet Oren"), ("Piet Oren", "Anna Vale")}

    def test_what_is_signed_does_not_sign(self) -> None:
        pact = entity("Saro Pact", EntityType.TREATY)
        signed = event("SignAgreement", [ARDONIA, BELMARK], [pact])
        told = extraction(
            DOCUMENT, [claim(DOCUMENT, signed, "Something was said.")], [ARDONIA, BELMARK, pact]
        )
        edges = consolidate([told], ontology=ONTOLOGY).edges
        assert pairs(frozenset(edges)) == {("Ardonia", "Saro Pact"), ("Belmark", "Saro Pact")}

    def test_two_events_may_bear_a_sure_and_an_alleged_edge(self) -> None:
        first = event("Attack", [BELMARK], [ARDONIA], date=FRIDAY)
        second = event("Attack", [BELMARK], [ARDONIA], date=TimeValue("2025-02", "month"))
        told = extraction(
            DOCUMENT,
            [
                claim(DOCUMENT, first, "Something was said."),
                claim(DOCUMENT, second, "Something else was said.", certainty=Certainty.PROBABLE),
            ],
        )
        assert {edge.alleged for edge in consolidate([told], ontology=ONTOLOGY).edges} == {
            True,
            False,
        }


# ------------------------------------------------------------------------------ events


class TestEventIdentity:
    def test_roles_place_and_date_count_details_do_not(self) -> None:
        plain = event("ProvideMilitaryAid", [BELMARK], [CORVANIA], date=FRIDAY)
        detailed = dataclasses.replace(
            plain, object_text="rockets", quantity=(Quantity("ten", "rockets", 10, 10),)
        )
        identity = event_id(plain, document=DOCUMENT)
        assert re.fullmatch("[0-9a-f]{16}", identity)
        assert event_id(detailed, document=DOCUMENT) == identity
        for other in (
            dataclasses.replace(plain, type="ProvideEconomicAid"),
            dataclasses.replace(plain, actor=plain.recipient, recipient=plain.actor),
            dataclasses.replace(plain, place=(PORT.key,)),
            dataclasses.replace(plain, date=TimeValue("2025-03", "month")),
        ):
            assert event_id(other, document=DOCUMENT) != identity

    def test_the_documents_date_stands_in(self) -> None:
        undated = event("Attack", [BELMARK], [ARDONIA])
        same_day = dataclasses.replace(undated, date=TimeValue("2025-03-08", "day"))
        other_day = document("Later.", date=dt.date(2025, 3, 9))
        identity = event_id(undated, document=DOCUMENT)
        assert event_id(same_day, document=DOCUMENT) == identity
        assert event_id(undated, document=document("Same day.")) == identity
        assert event_id(undated, document=other_day) != identity

    def test_without_any_date_documents_stay_apart(self) -> None:
        undated = event("Attack", [BELMARK], [ARDONIA])
        first, second = document("One.", date=None), document("Two.", date=None)
        assert event_id(undated, document=first) != event_id(undated, document=second)

    def test_symmetric_events_have_no_first_party(self) -> None:
        ways = [
            event("Meeting", [VALE, OREN]),
            event("Meeting", [VALE], [OREN]),
            event("Meeting", [OREN], [VALE]),
        ]
        assert len({event_id(way, document=DOCUMENT, symmetric=True) for way in ways}) == 1

    def test_what_may_be_is_not_what_is_told_unless_the_date_says_so(self) -> None:
        aid = event("ProvideMilitaryAid", [BELMARK], [CORVANIA])
        dated = dataclasses.replace(aid, date=FRIDAY)
        for told, same in ((aid, False), (dated, True)):
            maybe = event_id(told, document=DOCUMENT, possible=True)
            assert (maybe == event_id(told, document=DOCUMENT)) is same

    def test_merging_joins_details(self) -> None:
        ten = Quantity("ten rockets", "rockets", 10, 10)
        some = Quantity("some rockets", "rockets")
        base = event("ProvideMilitaryAid", [BELMARK], [CORVANIA])
        merged = merge_events(
            [
                dataclasses.replace(base, object_text="rockets", quantity=(ten,)),
                dataclasses.replace(base, object_text="arms", quantity=(some,), date=FRIDAY),
                dataclasses.replace(base, object_text="rockets"),
            ]
        )
        assert merged.object_text == "rockets"
        assert set(merged.quantity) == {ten, some}
        assert merged.date == FRIDAY
        assert (merged.actor, merged.recipient) == (base.actor, base.recipient)

    def test_parties_told_in_both_orders_take_part_alike(self) -> None:
        ways = [event("Meeting", [VALE], [OREN]), event("Meeting", [OREN], [VALE])]
        merged = merge_events(ways, symmetric=True)
        assert (merged.actor, merged.recipient) == ((VALE.key, OREN.key), ())
        assert merge_events(ways[:1], symmetric=True) == ways[0]


# ------------------------------------------------------------------------------ claims


def said(dataset: Dataset) -> list[tuple[str, tuple[str, ...], str]]:
    return [(c.about.type, c.asserted_by, c.certainty.value) for _, c, _ in dataset.claims]


class TestClaims:
    def test_the_same_find_keeps_the_higher_confidence(self) -> None:
        met = event("Meeting", [VALE, OREN], date=FRIDAY)
        sure = claim(DOCUMENT, met, "Something was said.", confidence=0.9, via=[WIRE])
        unsure = claim(
            DOCUMENT,
            met,
            "Something was said.",
            confidence=0.5,
            certainty=Certainty.POSSIBLE,
            via=[HERALD],
        )
        dataset = consolidate([extraction(DOCUMENT, [unsure, sure])], ontology=ONTOLOGY)
        ((_, kept, _),) = dataset.claims
        assert (kept.confidence, kept.certainty) == (0.9, Certainty.CERTAIN)
        assert kept.via_source == (HERALD.key, WIRE.key)

    def test_equal_finds_keep_the_more_careful(self) -> None:
        met = event("Meeting", [VALE, OREN], date=FRIDAY)
        finds = [
            claim(DOCUMENT, met, "Something was said.", certainty=certainty)
            for certainty in (Certainty.CERTAIN, Certainty.POSSIBLE, Certainty.PROBABLE)
        ]
        dataset = consolidate([extraction(DOCUMENT, finds)], ontology=ONTOLOGY)
        assert said(dataset) == [("Meeting", (WIRE.key,), "Possible")]

    def test_sources_sentences_and_polarity_keep_claims_apart(self) -> None:
        met = event("Meeting", [VALE, OREN])
        finds = [
            claim(DOCUMENT, met, "Something was said."),
            claim(DOCUMENT, met, "Something else was said."),
            claim(DOCUMENT, met, "Something was said.", by=[HERALD]),
            claim(DOCUMENT, met, "Something was said.", polarity=Polarity.NEGATIVE),
        ]
        dataset = consolidate([extraction(DOCUMENT, finds)], ontology=ONTOLOGY)
        assert len({identity for identity, _, _ in dataset.claims}) == 4
        assert [one.status for one in dataset.events] == [Status.CONTESTED]

    def test_a_symmetric_relation_is_the_same_from_both_sides(self) -> None:
        finds = [
            claim(DOCUMENT, relation("treatyWith", ARDONIA, BELMARK), "Something was said."),
            claim(DOCUMENT, relation("treatyWith", BELMARK, ARDONIA), "Something was said."),
        ]
        dataset = consolidate([extraction(DOCUMENT, finds)], ontology=ONTOLOGY)
        assert said(dataset) == [("treatyWith", (WIRE.key,), "Certain")]
        assert pairs(frozenset(dataset.edges)) == {("Ardonia", "Belmark"), ("Belmark", "Ardonia")}

    def test_two_offices_are_two_claims_and_one_edge(self) -> None:
        finds = [
            claim(DOCUMENT, relation("ministerOf", VALE, ARDONIA, office), "Something was said.")
            for office in ("foreign minister", "deputy premier")
        ]
        dataset = consolidate([extraction(DOCUMENT, finds)], ontology=ONTOLOGY)
        assert len(dataset.claims) == 2
        assert dataset.edges == (Edge(VALE.key, "ministerOf", ARDONIA.key),)

    def test_a_claim_about_nobody_known_is_a_fault(self) -> None:
        stray = claim(DOCUMENT, event("Meeting", [VALE, OREN]), "Something was said.", rule="r7")
        with pytest.raises(ValueError, match=r"'r7'.*Person/Piet Oren"):
            consolidate([extraction(DOCUMENT, [stray], [VALE])], ontology=ONTOLOGY)


class TestNarrator:
    def test_is_the_documents_own_outlet(self) -> None:
        for name in ("Northern Wire", "northern  wire", "NW"):
            told = extraction(document("A.", publisher=name), [])
            assert narrator_of(told) == WIRE

    def test_an_outlet_goes_before_an_organization_and_a_place_is_none(self) -> None:
        union = entity("NW", EntityType.ORGANIZATION, key="a-first")
        town = entity("NW", EntityType.PLACE, key="a-town")
        source = document("A.", publisher="NW")
        assert narrator_of(extraction(source, [], [town, union, WIRE])) == WIRE
        assert narrator_of(extraction(source, [], [town, union])) == union
        assert narrator_of(extraction(source, [], [town])).key == "NewsMedia/NW"

    def test_a_known_outlet_goes_before_an_unknown_one_of_the_same_name(self) -> None:
        stray = entity("NW", EntityType.NEWS_MEDIA)
        known = entity("Northern Wire", EntityType.NEWS_MEDIA, "NW", key="northern-wire")
        source = document("A.", publisher="NW")
        assert narrator_of(extraction(source, [], [stray, known])) == known

    def test_an_unknown_outlet_becomes_an_entity(self) -> None:
        told = extraction(document("A.", publisher="Daily Bee"), [])
        assert narrator_of(told) == entity("Daily Bee", EntityType.NEWS_MEDIA)

    @pytest.mark.parametrize("publisher", [None, "", " \n"])
    def test_no_publisher_is_said_to_be_unknown(self, publisher: str | None) -> None:
        narrator = narrator_of(extraction(document("A.", publisher=publisher), []))
        assert (narrator.key, narrator.label) == (
            "NewsMedia/unknown-publisher",
            "Unknown publisher",
        )

    def test_speaks_where_no_source_is_named(self) -> None:
        told = claim(DOCUMENT, event("Meeting", [VALE, OREN]), "Something was said.")
        dataset = consolidate([extraction(DOCUMENT, [told])], ontology=ONTOLOGY)
        assert said(dataset) == [("Meeting", (WIRE.key,), "Certain")]


# ---------------------------------------------------------------------------- entities


class TestEntities:
    def test_the_commonest_label_wins_and_the_rest_are_aliases(self) -> None:
        forms = [("A. Vale", ["Vale"]), ("Anna Vale", ["Ms. Vale"]), ("Anna Vale", ["A. Vale"])]
        merged = merge_entities(
            [entity(label, EntityType.PERSON, *others, key="v") for label, others in forms]
        )
        assert merged.label == "Anna Vale"
        assert merged.aliases == {"A. Vale", "Vale", "Ms. Vale"}

    def test_of_equals_the_most_complete_wins(self) -> None:
        forms = ["Vale", "Anna Vale", "Anna Maria Vale"]
        merged = merge_entities([entity(form, EntityType.PERSON, key="v") for form in forms])
        assert merged.label == "Anna Maria Vale"

    def test_state_and_wikidata_id_are_kept(self) -> None:
        merged = merge_entities(
            [
                entity("Vale", EntityType.PERSON, key="v"),
                entity("Vale", EntityType.PERSON, key="v", represents="s", wikidata="Q7"),
            ]
        )
        assert (merged.represents, merged.wikidata) == ("s", "Q7")

    def test_an_empty_label_is_replaced(self) -> None:
        assert merge_entities([entity(" ", EntityType.PERSON, "Vale", key="v")]).label == "Vale"
        assert merge_entities([entity("\x00", EntityType.GROUP, key="v")]).label == "Unnamed Group"

    @pytest.mark.parametrize(
        ("label", "expected"),
        [
            ("Kim Jong Un", "kim-jong-un"),
            ("Recep Tayyip Erdoğan", "recep-tayyip-erdogan"),
            ("Lech Wałęsa", "lech-walesa"),
            ("Straße des Ærø", "strasse-des-aero"),
            ("İlham Əliyev", "ilham-aliyev"),
            ("Côte d’Ivoire", "cote-divoire"),
            ("10,000 troops", "10-000-troops"),
            ("../../<script>", "script"),
            ("北京", ""),
            ("", ""),
        ],
    )
    def test_slugs_are_plain(self, label: str, expected: str) -> None:
        assert slug(label) == expected

    def test_namesakes_take_their_class_then_a_hash(self) -> None:
        state, place = entity("Georgia"), entity("Georgia", EntityType.PLACE)
        assert local_names([state, place]) == {
            state.key: "georgia-state",
            place.key: "georgia-place",
        }
        twins = [entity("John Smith", EntityType.PERSON, key=key) for key in ("a", "b")]
        names = local_names([*twins, entity("John Smith Hall", EntityType.PLACE)])
        assert names["Place/John Smith Hall"] == "john-smith-hall"
        assert all(re.fullmatch("john-smith-person-[0-9a-f]{8}", names[k]) for k in "ab")
        assert names["a"] != names["b"]

    def test_a_label_that_looks_like_a_disambiguated_one(self) -> None:
        names = local_names(
            [
                entity("Georgia"),
                entity("Georgia", EntityType.PLACE),
                entity("Georgia State", EntityType.ORGANIZATION),
            ]
        )
        assert len(set(names.values())) == 3

    @given(st.lists(st.text(max_size=12), unique=True, max_size=8), st.randoms())
    @settings(max_examples=60, deadline=None)
    def test_any_label_gives_a_safe_name_of_its_own(
        self, labels: list[str], order: random.Random
    ) -> None:
        entities = [entity(label, EntityType.PLACE) for label in labels]
        names = local_names(entities)
        assert len(set(names.values())) == len(labels)
        assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name) for name in names.values())
        order.shuffle(entities)
        assert local_names(entities) == names


# ------------------------------------------------------------------------------- whole


def test_the_small_world() -> None:
    dataset = consolidate(world(), ontology=ONTOLOGY)
    assert {(one.event.type, one.status) for one in dataset.events} == {
        ("Meeting", Status.REPORTED),
        ("ProvideMilitaryAid", Status.CONTESTED),
        ("Attack", Status.HYPOTHETICAL),
        ("Visit", Status.PLANNED),
        ("Recognize", Status.DENIED),
        ("Accuse", Status.REPORTED),
    }
    assert {
        (e.subject.split("/")[1], e.predicate, e.object.split("/")[1], e.alleged)
        for e in dataset.edges
    } == {
        ("Anna Vale", "met", "Piet Oren", False),
        ("Piet Oren", "met", "Anna Vale", False),
        ("Anna Vale", "ministerOf", "Ardonia", False),
        ("Ardonia", "accused", "Belmark", False),
        ("Ardonia", "treatyWith", "Belmark", False),
        ("Belmark", "treatyWith", "Ardonia", False),
        ("Belmark", "gaveMilitaryAidTo", "Corvania", True),
        ("Belmark", "bordersWith", "Corvania", True),
        ("Corvania", "bordersWith", "Belmark", True),
    }


def test_one_meeting_told_twice_is_one_event_with_two_sources() -> None:
    dataset = consolidate(world(), ontology=ONTOLOGY)
    (meeting,) = [one for one in dataset.events if one.event.type == "Meeting"]
    sources = {c.asserted_by for _, c, about in dataset.claims if about == meeting.id}
    assert sources == {(WIRE.key,), (HERALD.key,)}


@given(st.randoms(), st.lists(st.sampled_from(range(3)), max_size=3))
@settings(max_examples=25, deadline=None)
def test_neither_order_nor_repetition_matters(order: random.Random, again: list[int]) -> None:
    told = list(world())
    expected = consolidate(told, ontology=ONTOLOGY)
    told += [told[i] for i in again]
    order.shuffle(told)
    shuffled = []
    for one in told:
        claims, mentions = list(one.claims), list(one.mentions)
        order.shuffle(claims)
        order.shuffle(mentions)
        shuffled.append(dataclasses.replace(one, claims=tuple(claims), mentions=tuple(mentions)))
    assert consolidate(shuffled, ontology=ONTOLOGY) == expected


def test_the_same_text_under_two_dates_counts_once_at_the_earlier() -> None:
    late = document("Text.", date=dt.date(2025, 3, 9), identifiers=("b",), title="Headline")
    late = dataclasses.replace(late, source="news/b")
    early = document("Text.", date=dt.date(2025, 3, 8), identifiers=("a",))
    dataset = consolidate([extraction(late, []), extraction(early, [])], ontology=ONTOLOGY)
    (kept,) = dataset.documents
    assert (kept.date, kept.identifiers, kept.title) == (early.date, ("a", "b"), "Headline")
    assert kept.source == "news/b"


def test_mentions_are_sorted_and_written_once() -> None:
    twice = [Mention(20, 25, 1, 0, 1, 0, VALE.key), Mention(0, 5, 0, 0, 1, 0, OREN.key)] * 2
    told = dataclasses.replace(extraction(DOCUMENT, []), mentions=tuple(twice))
    dataset = consolidate([told], ontology=ONTOLOGY)
    assert [m.start for m in dataset.mentions[DOCUMENT.id]] == [0, 20]
