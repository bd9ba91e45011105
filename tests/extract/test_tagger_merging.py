"""Frames and tagger together: `merged` on hand-made findings and readings."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

import pytest
from parses import at, tree

from kg.extract.attribution import Sources
from kg.extract.events import Finding
from kg.extract.factuality import Factuality
from kg.extract.frames import Match
from kg.extract.predications import Reader
from kg.extract.tagger.features import Candidate
from kg.extract.tagger.merging import TAGGER, merged
from kg.extract.tagger.model import ROLES, STATUSES
from kg.extract.tagger.readings import Reading
from kg.lexicon import Lexicon
from kg.model import Certainty, Polarity, Tense
from kg.ontology import Ontology

SAID = Factuality(Polarity.POSITIVE, Certainty.CERTAIN, Tense.NON_FUTURE, False, ())
DOUBTED = Factuality(Polarity.POSITIVE, Certainty.POSSIBLE, Tense.NON_FUTURE, False, ())
CLASSES = {
    "ardonia": "State",
    "belmark": "State",
    "vale": "Person",
    "treaty": "Treaty",
    "nine": "Group",
    "vir": "Place",
}
SCRAPPED = (
    "Ardonia/NNP/nsubj/scolded scolded=scold/VBD/ROOT/- Belmark/NNP/dobj/scolded "
    "over/IN/prep/scolded Vale/NNP/pobj/over"
)


@pytest.fixture
def reader(lexicon: Lexicon) -> Reader:
    return Reader(tree(SCRAPPED), lexicon=lexicon)


def reading(
    reader: Reader,
    word: str,
    types: Mapping[str, float],
    ontology: Ontology,
    *,
    status: str = "Reported",
    sure: float = 0.9,
    entire: bool = True,
    **roles: Mapping[str, float],
) -> Reading:
    token = at(reader.tree, word)
    rest = (1 - sure) / (len(STATUSES) - 1)
    every = {t.id: 0.0 for t in ontology.types.values() if t.kind == "event"} | dict(types)
    return Reading(
        sentence=0,
        token=token,
        likely=sum(types.values()),
        types=every,
        type=max(types, key=lambda t: types[t]),
        status={name: sure if name == status else rest for name in STATUSES},
        roles={
            role: {
                key: (p, Candidate(n, 0, n, key, CLASSES[key], "name"))
                for n, (key, p) in enumerate(roles.get(role, {}).items())
            }
            for role in ROLES
        },
        entire=entire,
    )


def finding(type: str, token: int, **given: Any) -> Finding:
    values: dict[str, Any] = {
        "actor": set(),
        "recipient": set(),
        "place": (),
        "date": None,
        "object_text": None,
        "quantity": (),
        "fact": SAID,
        "sources": Sources(),
        "confidence": 0.8,
        "rule": "row",
    } | given
    return Finding(
        type=type,
        sentence=0,
        trigger=token,
        lemma="",
        trigger_start=-1,
        trigger_end=-1,
        **values,
    )


def of_match(match: Match) -> Finding:
    return finding(
        match.frame.type,
        match.predication.i,
        actor={f.key for f in match.actor},
        recipient={f.key for f in match.recipient},
        rule=match.frame.id,
        confidence=match.confidence,
    )


def join(
    reader: Reader,
    findings: list[Finding],
    readings: list[Reading],
    ontology: Ontology,
    *,
    known: bool = False,
) -> list[Finding]:
    by_token = {r.token: r for r in readings}
    return list(
        merged(
            findings, by_token, reader, of_match, knows=lambda type, word: known, ontology=ontology
        )
    )


def test_a_likely_event_that_no_frame_knows_is_found(reader: Reader, ontology: Ontology) -> None:
    seen = reading(
        reader,
        "scolded",
        {"Criticize": 0.9},
        ontology,
        actor={"ardonia": 0.9, "vale": 0.1},
        recipient={"belmark": 0.8},
    )
    (found,) = join(reader, [], [seen], ontology)
    assert (found.type, found.actor, found.recipient) == ("Criticize", {"ardonia"}, {"belmark"})
    assert found.rule == TAGGER
    assert found.confidence == 0.9


def test_an_unlikely_one_is_not(reader: Reader, ontology: Ontology) -> None:
    seen = reading(reader, "scolded", {"Criticize": 0.3}, ontology, actor={"ardonia": 0.9})
    assert join(reader, [], [seen], ontology) == []


def test_parties_must_be_of_the_types_classes(reader: Reader, ontology: Ontology) -> None:
    seen = reading(
        reader,
        "scolded",
        {"Arrest": 0.95},
        ontology,
        actor={"ardonia": 0.95},
        recipient={"vale": 0.9, "treaty": 0.55},
    )
    (found,) = join(reader, [], [seen], ontology)
    assert found.recipient == {"vale"}


def test_who_is_meant_in_another_sentence_only_is_no_party(
    reader: Reader, ontology: Ontology
) -> None:
    seen = reading(
        reader,
        "scolded",
        {"Criticize": 0.95},
        ontology,
        actor={"ardonia": 0.95, "vale": 0.55},
        recipient={"belmark": 0.95},
    )
    p, candidate = seen.roles["actor"]["vale"]
    elsewhere = dataclasses.replace(candidate, sentence=1)
    actors = {**seen.roles["actor"], "vale": (p, elsewhere)}
    seen = dataclasses.replace(seen, roles={**seen.roles, "actor": actors})
    (found,) = join(reader, [], [seen], ontology)
    assert found.actor == {"ardonia"}


def test_nobody_is_both_sides(reader: Reader, ontology: Ontology) -> None:
    seen = reading(
        reader,
        "scolded",
        {"Criticize": 0.9},
        ontology,
        actor={"ardonia": 0.98, "belmark": 0.51},
        recipient={"belmark": 0.98, "ardonia": 0.2},
    )
    (found,) = join(reader, [], [seen], ontology)
    assert (found.actor, found.recipient) == ({"ardonia"}, {"belmark"})


def test_one_side_alone_must_be_likelier(reader: Reader, ontology: Ontology) -> None:
    seen = reading(reader, "scolded", {"Criticize": 0.6}, ontology, actor={"ardonia": 0.6})
    assert join(reader, [], [seen], ontology) == []
    both = reading(
        reader,
        "scolded",
        {"Criticize": 0.6},
        ontology,
        actor={"ardonia": 0.8},
        recipient={"belmark": 0.9},
    )
    assert len(join(reader, [], [both], ontology)) == 1


def test_what_a_frame_refused_must_be_all_but_certain(reader: Reader, ontology: Ontology) -> None:
    parties = {"actor": {"ardonia": 0.95}, "recipient": {"belmark": 0.95}}
    likely = reading(reader, "scolded", {"Criticize": 0.8}, ontology, **parties)
    certain = reading(reader, "scolded", {"Criticize": 0.97}, ontology, **parties)
    lone = reading(reader, "scolded", {"Criticize": 0.97}, ontology, actor={"ardonia": 0.95})
    assert join(reader, [], [likely], ontology, known=True) == []
    assert len(join(reader, [], [certain], ontology, known=True)) == 1
    assert join(reader, [], [lone], ontology, known=True) == []


def test_a_meeting_needs_two(reader: Reader, ontology: Ontology) -> None:
    seen = reading(reader, "scolded", {"Meeting": 0.95}, ontology, actor={"ardonia": 0.9})
    assert join(reader, [], [seen], ontology) == []


DENIED = Factuality(Polarity.NEGATIVE, Certainty.CERTAIN, Tense.NON_FUTURE, False, ())


@pytest.mark.parametrize(
    ("fact", "status", "entire", "found"),
    [
        (SAID, "Reported", True, True),
        (SAID, "Denied", True, True),
        (SAID, "Denied", False, False),
        (DOUBTED, "Reported", True, False),
        (DOUBTED, "Hypothetical", True, True),
        (DENIED, "Denied", True, True),
        (DENIED, "Reported", True, False),
        (DENIED, "Planned", True, False),
    ],
)
def test_a_new_event_on_which_syntax_and_tagger_quarrel_is_left_out(
    reader: Reader, ontology: Ontology, fact: Factuality, status: str, entire: bool, found: bool
) -> None:
    seen = reading(
        reader,
        "scolded",
        {"Criticize": 0.95},
        ontology,
        status=status,
        entire=entire,
        actor={"ardonia": 0.95},
        recipient={"belmark": 0.95},
    )

    def told(match: Match) -> Finding:
        return dataclasses.replace(of_match(match), fact=fact)

    given = merged(
        [], {seen.token: seen}, reader, told, knows=lambda type, word: False, ontology=ontology
    )
    assert bool(list(given)) == found


def test_a_frames_find_stays_where_the_tagger_has_no_opinion(
    reader: Reader, ontology: Ontology
) -> None:
    known = finding("Criticize", at(reader.tree, "scolded"), actor={"ardonia"})
    assert join(reader, [known], [], ontology) == [known]


def test_a_frames_find_goes_where_the_tagger_is_sure_of_none(
    reader: Reader, ontology: Ontology
) -> None:
    known = finding("Criticize", at(reader.tree, "scolded"), actor={"ardonia"})
    seen = reading(reader, "scolded", {"Criticize": 0.005}, ontology, actor={"ardonia": 0.9})
    assert join(reader, [known], [seen], ontology) == []


def test_one_whose_parties_are_unclear_is_left_out(reader: Reader, ontology: Ontology) -> None:
    seen = reading(
        reader,
        "scolded",
        {"Criticize": 0.9},
        ontology,
        actor={"ardonia": 0.5, "vale": 0.49},
        recipient={"belmark": 0.51},
    )
    assert join(reader, [], [seen], ontology) == []


def test_the_parties_of_a_frames_find_are_weighed(reader: Reader, ontology: Ontology) -> None:
    known = finding("Criticize", at(reader.tree, "scolded"), actor={"ardonia"}, recipient={"vale"})
    seen = reading(
        reader,
        "scolded",
        {"Criticize": 0.9},
        ontology,
        actor={"ardonia": 0.9},
        recipient={"vale": 0.02, "belmark": 0.95},
    )
    (found,) = join(reader, [known], [seen], ontology)
    assert (found.actor, found.recipient) == ({"ardonia"}, {"belmark"})
    assert found.rule == "row"


def test_a_frames_party_is_not_taken_away_for_nobody(reader: Reader, ontology: Ontology) -> None:
    known = finding("Criticize", at(reader.tree, "scolded"), actor={"ardonia"}, recipient={"vale"})
    seen = reading(
        reader,
        "scolded",
        {"Criticize": 0.9},
        ontology,
        actor={"ardonia": 0.9},
        recipient={"vale": 0.1},
    )
    (found,) = join(reader, [known], [seen], ontology)
    assert (found.actor, found.recipient) == ({"ardonia"}, {"vale"})


def test_the_frames_verb_and_the_taggers_noun_are_one_trigger(
    reader: Reader, ontology: Ontology
) -> None:
    known = finding(
        "Criticize", at(reader.tree, "scolded"), actor={"ardonia"}, recipient={"belmark"}
    )
    verb = reading(reader, "scolded", {"Criticize": 0.01}, ontology, actor={"ardonia": 0.9})
    noun = reading(
        reader,
        "Belmark",  # beside the verb, as in "imposed sanctions"
        {"Criticize": 0.9},
        ontology,
        actor={"ardonia": 0.9},
        recipient={"belmark": 0.9},
    )
    (found,) = join(reader, [known], [verb, noun], ontology)
    assert (found.actor, found.recipient, found.rule) == ({"ardonia"}, {"belmark"}, "row")


def test_a_type_that_stands_in_the_sentence_already_does_not_replace_another(
    reader: Reader, ontology: Ontology
) -> None:
    asked = finding("Request", at(reader.tree, "scolded"), actor={"ardonia"})
    visit = finding("Visit", at(reader.tree, "Vale"), actor={"vale"}, fact=DOUBTED)
    seen = reading(reader, "scolded", {"Visit": 0.99}, ontology, actor={"ardonia": 0.9})
    assert [f.type for f in join(reader, [asked, visit], [seen], ontology)] == ["Request", "Visit"]
    assert [f.type for f in join(reader, [asked], [seen], ontology)] == ["Visit"]


@pytest.mark.parametrize(("known", "given"), [("vir", "nine"), ("belmark", "belmark")])
def test_an_unnamed_group_may_stand_for_a_place_but_for_no_state(
    reader: Reader, ontology: Ontology, known: str, given: str
) -> None:
    attack = finding("Attack", at(reader.tree, "scolded"), actor={"ardonia"}, recipient={known})
    seen = reading(
        reader,
        "scolded",
        {"Attack": 0.9},
        ontology,
        actor={"ardonia": 0.9},
        recipient={known: 0.3, "nine": 0.95},
    )
    (found,) = join(reader, [attack], [seen], ontology)
    assert found.recipient == {given}


def test_in_a_part_of_a_document_a_frames_find_stays(reader: Reader, ontology: Ontology) -> None:
    known = finding("Criticize", at(reader.tree, "scolded"), actor={"ardonia"}, recipient={"vale"})
    seen = reading(
        reader,
        "scolded",
        {"Criticize": 0.9},
        ontology,
        entire=False,
        actor={"ardonia": 0.9},
        recipient={"vale": 0.02, "belmark": 0.95},
    )
    assert join(reader, [known], [seen], ontology) == [known]


@pytest.mark.parametrize(
    ("status", "happened"),
    [("Reported", 1), ("Alleged", 0), ("Denied", -1), ("Planned", 0), ("Hypothetical", 0)],
)
def test_a_doubt_counts(reader: Reader, ontology: Ontology, status: str, happened: int) -> None:
    known = finding("Criticize", at(reader.tree, "scolded"), actor={"ardonia"})
    seen = reading(
        reader, "scolded", {"Criticize": 0.9}, ontology, status=status, actor={"ardonia": 0.9}
    )
    (found,) = join(reader, [known], [seen], ontology)
    assert found.fact.happened == happened


def test_an_assurance_never_does(reader: Reader, ontology: Ontology) -> None:
    known = finding("Criticize", at(reader.tree, "scolded"), actor={"ardonia"}, fact=DOUBTED)
    seen = reading(
        reader, "scolded", {"Criticize": 0.9}, ontology, sure=0.99, actor={"ardonia": 0.9}
    )
    (found,) = join(reader, [known], [seen], ontology)
    assert found.fact.certainty is Certainty.POSSIBLE
