"""One name in several documents: one entity where nothing conflicts, several where facts do."""

from __future__ import annotations

import dataclasses
import random
import re
from collections.abc import Sequence

import pytest
from factory import claim, document, entity, event, extraction, relation
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.consolidate import consolidate
from kg.decisions import Decision, Part, Verdict
from kg.model import Certainty, Dataset, Entity, EntityType, Extraction, Polarity
from kg.ontology import load_ontology

ONTOLOGY = load_ontology()
KENYA = entity("Kenya", key="kenya")
FIJI = entity("Fiji", key="fiji")
SMITH = entity("John Smith", EntityType.PERSON)
REBELS = entity("Popular Front", EntityType.ARMED_GROUP)
BANK = entity("Coral Bank", EntityType.ORGANIZATION)
CLUB = entity("Reef Club", EntityType.ORGANIZATION)
TOWN = entity("Port Alma", EntityType.PLACE)


def of(who: Entity, state: Entity) -> Entity:
    return dataclasses.replace(who, represents=state.key)


def story(
    name: str,
    who: Entity = SMITH,
    post: tuple[str, Entity, str | None] | None = None,
    around: Sequence[Entity] = (),
    *,
    polarity: Polarity = Polarity.POSITIVE,
    certainty: Certainty = Certainty.CERTAIN,
) -> Extraction:
    """A document of its own text that names `who`, and perhaps a post or a tie of his."""
    sentence = f"{who.label} was there, says document {name}."
    source = document(sentence)
    known = [who, *around]
    told = [claim(source, event("Meeting", [who, *around]), sentence)]
    if post is not None:
        kind, target, office = post
        known.append(target)
        tie = relation(kind, who, target, office)
        told.append(claim(source, tie, sentence, polarity=polarity, certainty=certainty))
    return extraction(source, told, known)


def build(*told: Extraction, decisions: Sequence[Decision] = ()) -> Dataset:
    return consolidate(told, ontology=ONTOLOGY, decisions=decisions)


def who_is_where(dataset: Dataset, label: str = SMITH.label) -> dict[str, set[str]]:
    """IRI names of those with a label -> the documents that mention each, by their last word."""
    texts = {d.id: d.text.split()[-1].rstrip(".") for d in dataset.documents}
    found = {dataset.names[k]: set[str]() for k, e in dataset.entities.items() if e.label == label}
    for document_id, mentions in dataset.mentions.items():
        for mention in mentions:
            if dataset.entities[mention.entity].label == label:
                found[dataset.names[mention.entity]].add(texts[document_id])
    return found


MINISTER = ("ministerOf", KENYA, "defense minister")
GENERAL = ("holdsPosition", FIJI, "general")


def test_the_same_state_is_the_same_person() -> None:
    other = ("holdsPosition", KENYA, "lawmaker")
    told = build(story("a", post=MINISTER), story("b", post=other), story("c", of(SMITH, KENYA)))
    assert who_is_where(told) == {"john-smith": {"a", "b", "c"}}


def test_no_state_and_no_rival_is_the_same_person() -> None:
    assert who_is_where(build(story("a", post=MINISTER), story("b"))) == {"john-smith": {"a", "b"}}
    assert who_is_where(build(story("a"), story("b"))) == {"john-smith": {"a", "b"}}


def test_two_states_are_two_persons() -> None:
    told = build(story("a", post=MINISTER), story("b", post=GENERAL), story("c", of(SMITH, FIJI)))
    assert who_is_where(told) == {"john-smith-kenya": {"a"}, "john-smith-fiji": {"b", "c"}}
    meetings = {one.event.actor for one in told.events}
    assert meetings == {("Person/John Smith/kenya",), ("Person/John Smith/fiji",)}


def test_a_nationality_counts_too() -> None:
    told = build(story("a", post=("nationality", KENYA, None)), story("b", post=GENERAL))
    assert len(who_is_where(told)) == 2


@pytest.mark.parametrize(
    "doubt", [{"polarity": Polarity.NEGATIVE}, {"certainty": Certainty.POSSIBLE}]
)
def test_what_is_denied_or_only_possible_tells_nobody_apart(doubt: dict[str, object]) -> None:
    told = build(story("a", post=MINISTER), story("b", post=GENERAL, **doubt))  # type: ignore[arg-type]
    assert who_is_where(told) == {"john-smith": {"a", "b"}}


def test_one_document_with_both_states_joins_them() -> None:
    both = story("c", of(SMITH, FIJI), post=MINISTER)
    told = build(story("a", post=MINISTER), story("b", post=GENERAL), both)
    assert who_is_where(told) == {"john-smith": {"a", "b", "c"}}


def test_beside_rivals_the_surroundings_decide_or_nobody() -> None:
    told = build(
        story("a", post=MINISTER),
        story("b", post=GENERAL),
        story("c", around=[KENYA]),
        story("d", around=[KENYA, FIJI]),
        story("e"),
    )
    assert who_is_where(told) == {
        "john-smith-kenya": {"a", "c"},
        "john-smith-fiji": {"b"},
        "john-smith-person": {"d", "e"},
    }


def test_beside_rivals_the_office_decides_before_the_surroundings() -> None:
    chair = ("holdsPosition", BANK, "general")
    told = build(
        story("a", post=MINISTER), story("b", post=GENERAL), story("c", post=chair, around=[KENYA])
    )
    assert who_is_where(told) == {"john-smith-kenya": {"a"}, "john-smith-fiji": {"b", "c"}}


def test_without_states_other_posts_in_other_bodies_are_other_persons() -> None:
    banker = ("holdsPosition", BANK, "chief economist")
    coach = ("holdsPosition", CLUB, "coach")
    told = build(story("a", post=banker), story("b", post=coach), story("c"))
    assert who_is_where(told) == {
        "john-smith-coral-bank": {"a"},
        "john-smith-reef-club": {"b"},
        "john-smith-person": {"c"},
    }
    same_words = ("holdsPosition", CLUB, "Chief Economist")
    assert len(who_is_where(build(story("a", post=banker), story("b", post=same_words)))) == 1


def test_an_organ_of_a_state_tells_its_people_apart() -> None:
    navy = dataclasses.replace(entity("Coast Guard", EntityType.MILITARY_FORCE), represents="fiji")
    told = build(
        story("a", post=MINISTER),
        story("b", post=("holdsPosition", navy, "spokesman"), around=[FIJI]),
    )
    assert who_is_where(told) == {"john-smith-kenya": {"a"}, "john-smith-fiji": {"b"}}


def test_armed_groups_of_two_states_are_two() -> None:
    told = build(
        story("a", of(REBELS, KENYA), around=[KENYA]),
        story("b", of(REBELS, FIJI), around=[FIJI]),
        story("c", REBELS),
    )
    assert who_is_where(told, REBELS.label) == {
        "popular-front-kenya": {"a"},
        "popular-front-fiji": {"b"},
        "popular-front-armedgroup": {"c"},
    }


def test_places_are_never_parted_unasked() -> None:
    told = build(
        story("a", TOWN, post=("locatedIn", KENYA, None)),
        story("b", TOWN, post=("locatedIn", FIJI, None)),
    )
    assert who_is_where(told, TOWN.label) == {"port-alma": {"a", "b"}}


def test_whom_the_gazetteer_knows_is_one_whatever_is_said() -> None:
    known = entity("John Smith", EntityType.PERSON, key="john-smith")
    told = build(story("a", known, post=MINISTER), story("b", known, post=GENERAL))
    assert who_is_where(told) == {"john-smith": {"a", "b"}}


def test_a_stranger_takes_his_state_where_the_class_is_not_enough() -> None:
    known = dataclasses.replace(SMITH, key="john-smith", represents="kenya")
    told = build(story("a", known, around=[KENYA]), story("b", of(SMITH, FIJI), around=[FIJI]))
    assert who_is_where(told) == {"john-smith-kenya": {"a"}, "john-smith-fiji": {"b"}}


STORIES = [
    story("a", post=MINISTER),
    story("b", post=GENERAL),
    story("c", around=[KENYA]),
    story("d"),
    story("e", of(SMITH, FIJI), around=[FIJI, KENYA]),
    story("f", REBELS),
]


@given(st.randoms())
@settings(max_examples=20, deadline=None)
def test_the_order_of_documents_does_not_matter(order: random.Random) -> None:
    told = list(STORIES)
    order.shuffle(told)
    assert build(*told) == build(*STORIES)


def test_a_document_taken_out_leaves_what_the_others_say() -> None:
    assert who_is_where(build(*STORIES[:2], *STORIES[3:])).keys() == {
        *("john-smith-kenya", "john-smith-fiji", "john-smith-person")
    }
    assert who_is_where(build(STORIES[0], *STORIES[2:4])) == {"john-smith": {"a", "c", "d"}}


# --------------------------------------------------------------------------- decisions

JON = entity("Jon Smith", EntityType.PERSON)
KNOWN = entity("John Smyth", EntityType.PERSON, key="john-smyth", wikidata="Q7")


def accept(*keys: str, parts: tuple[Part, ...] = ()) -> Decision:
    return Decision(Verdict.ACCEPT, keys, parts=parts, where="who.yaml:5")


def test_an_accepted_merge_joins_two_names_everywhere() -> None:
    tie = relation("kinOf", SMITH, JON)
    text = "Jon Smith is John Smith's brother, they say, in document c."
    source = document(text)
    brothers = extraction(source, [claim(source, tie, text)], [SMITH, JON])
    told = build(story("a"), story("b", JON), brothers, decisions=[accept(JON.key, SMITH.key)])
    assert [k for k in told.entities if k.startswith("Person/")] == [SMITH.key]
    assert told.entities[SMITH.key].aliases | {told.entities[SMITH.key].label} == {
        *("John Smith", "Jon Smith")
    }
    assert {one.event.actor for one in told.events} == {(SMITH.key,)}
    assert {m.entity for ms in told.mentions.values() for m in ms} == {SMITH.key}
    assert not [c for _, c, about in told.claims if about is None], "nobody is his own brother"
    assert told.warnings == ()


def test_merges_chain() -> None:
    jack = entity("Jack Smith", EntityType.PERSON)
    decisions = [accept(JON.key, SMITH.key), accept(JON.key, jack.key)]
    told = build(story("a"), story("b", JON), story("c", jack), decisions=decisions)
    assert len([k for k in told.entities if k.startswith("Person/")]) == 1


@pytest.mark.parametrize("verdict", [Verdict.REJECT, Verdict.UNDECIDED])
def test_what_is_not_accepted_changes_nothing(verdict: Verdict) -> None:
    decision = Decision(verdict, (JON.key, SMITH.key))
    assert build(story("a"), story("b", JON), decisions=[decision]) == build(
        story("a"), story("b", JON)
    )


def test_a_merge_into_the_gazetteer_takes_its_name_and_number() -> None:
    told = consolidate(
        [story("a")],
        ontology=ONTOLOGY,
        decisions=[accept(SMITH.key, KNOWN.key)],
        known={KNOWN.key: KNOWN},
    )
    (found,) = (e for e in told.entities.values() if e.type is EntityType.PERSON)
    assert (found.key, found.label, found.wikidata) == (KNOWN.key, "John Smyth", "Q7")
    assert found.aliases == {"John Smith"}


def test_namesakes_that_were_parted_can_be_joined() -> None:
    keys = ("Person/John Smith/kenya", "Person/John Smith/fiji")
    told = build(story("a", post=MINISTER), story("b", post=GENERAL), decisions=[accept(*keys)])
    assert who_is_where(told) == {"john-smith": {"a", "b"}}


def test_a_split_goes_by_document_or_by_state() -> None:
    first, second = story("a", TOWN, post=("locatedIn", KENYA, None)), story("b", TOWN)
    parts = (Part("kenya", states=("kenya",)), Part("old", documents=(second.document.id,)))
    told = build(first, second, story("c", TOWN), decisions=[accept(TOWN.key, parts=parts)])
    assert who_is_where(told, TOWN.label) == {
        "port-alma-kenya": {"a"},
        "port-alma-old": {"b"},
        "port-alma-place": {"c"},
    }


def test_a_split_part_can_be_merged_with_another() -> None:
    second = story("b", TOWN)
    other = entity("Alma", EntityType.PLACE)
    parts = (Part("old", documents=(second.document.id,)),)
    told = build(
        story("a", TOWN),
        second,
        story("c", other),
        decisions=[accept(TOWN.key, parts=parts), accept(f"{TOWN.key}/old", other.key)],
    )
    assert sorted(k for k in told.entities if k.startswith("Place/")) == [other.key, TOWN.key]
    assert told.entities[other.key].aliases | {told.entities[other.key].label} >= {"Port Alma"}


def test_an_unknown_key_is_named_with_its_line() -> None:
    told = build(story("a"), decisions=[accept("Person/Jane Roe", SMITH.key)])
    (warning,) = told.warnings
    assert re.search(r"who\.yaml:5: .*'Person/Jane Roe'", warning)
    assert who_is_where(told) == {"john-smith": {"a"}}


def test_a_split_that_fits_no_document_is_named() -> None:
    parts = (Part("fiji", states=("fiji",)),)
    told = build(story("a", TOWN), decisions=[accept(TOWN.key, parts=parts)])
    (warning,) = told.warnings
    assert warning.startswith("who.yaml:5: no document fits a part of")
    assert who_is_where(told, TOWN.label).keys() == {"port-alma"}


def test_nobody_represents_himself_or_what_is_no_state() -> None:
    ghost = entity("Freeland", EntityType.STATE)
    told = build(
        story("a", of(SMITH, ghost), around=[ghost]),
        story("b", CLUB),
        story("c", CLUB),
        decisions=[accept(ghost.key, CLUB.key)],
    )
    assert told.entities[SMITH.key].represents is None
    told = build(
        story("a", of(SMITH, ghost), around=[ghost]), decisions=[accept(ghost.key, SMITH.key)]
    )
    assert all(one.represents is None for one in told.entities.values())
