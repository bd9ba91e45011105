"""Which triggers tell of one happening: `join_findings` on hand-built findings."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from kg.extract.attribution import Sources
from kg.extract.events import Denial, Finding, join_findings
from kg.extract.factuality import Factuality
from kg.model import (
    Certainty,
    Entity,
    EntityType,
    Event,
    Polarity,
    Quantity,
    Tense,
    TimeValue,
)

ENTITIES = {
    e.key: e
    for e in (
        *(Entity(k, k.title(), EntityType.STATE) for k in ("chad", "kenya", "mali", "niger")),
        Entity("vale", "Anna Vale", EntityType.PERSON, represents="chad"),
        Entity("coast", "Chad coast guard", EntityType.MILITARY_FORCE, represents="chad"),
        Entity("army", "Chad army", EntityType.MILITARY_FORCE, represents="chad"),
        Entity("nairobi", "Nairobi", EntityType.PLACE),
        Entity("bamako", "Bamako", EntityType.PLACE),
        Entity("g1", "26 fishermen", EntityType.GROUP),
        Entity("g2", "fishermen", EntityType.GROUP),
        Entity("g3", "soldiers", EntityType.GROUP),
    )
}
FRIDAY = TimeValue("2025-03-07", "day")
MONDAY = TimeValue("2025-03-03", "day")
MARCH = TimeValue("2025-03", "month")
SAID = Factuality(Polarity.POSITIVE, Certainty.CERTAIN, Tense.NON_FUTURE, False, ())
NOT = Factuality(Polarity.NEGATIVE, Certainty.CERTAIN, Tense.NON_FUTURE, False, ())
PLAN = Factuality(Polarity.POSITIVE, Certainty.CERTAIN, Tense.FUTURE, False, ())
MAY = Factuality(Polarity.POSITIVE, Certainty.POSSIBLE, Tense.NON_FUTURE, False, ())


def find(
    type: str,
    actor: Iterable[str] = (),
    recipient: Iterable[str] = (),
    *,
    sentence: int = 0,
    trigger: int = 0,
    lemma: str = "",
    place: tuple[str, ...] = (),
    date: TimeValue | None = None,
    object_text: str | None = None,
    quantity: tuple[Quantity, ...] = (),
    fact: Factuality = SAID,
    by: tuple[str, ...] = (),
    noun: bool = False,
    borrows: bool = False,
    casualties: bool = False,
) -> Finding:
    return Finding(
        type=type,
        sentence=sentence,
        trigger=trigger,
        lemma=lemma or type.lower(),
        actor=set(actor),
        recipient=set(recipient),
        place=place,
        date=date,
        object_text=object_text,
        quantity=quantity,
        fact=fact,
        sources=Sources(by),
        trigger_start=0,
        trigger_end=1,
        confidence=0.8,
        rule="rule",
        nominal=noun,
        bare=noun,
        borrows=borrows,
        casualties=casualties,
    )


def join(*findings: Finding, denials: Iterable[Denial] = ()) -> list[Event]:
    """The event of each finding, in the order of the findings, then those of the denials."""
    told, denied = join_findings(
        findings,
        ENTITIES,
        symmetric={"Meeting"},
        scheduled={"Meeting", "Visit", "SignAgreement"},
        war_words={"war"},
        denials=list(denials),
    )
    place = {id(finding): n for n, finding in enumerate(findings)}
    ordered = sorted(told, key=lambda pair: place[id(pair[0])])
    return [event for _, event in ordered] + [event for _, event in denied]


# --- one happening ----------------------------------------------------------------------------


def test_the_same_parties_join_and_what_each_says_is_kept() -> None:
    one, two = join(
        find("Meeting", ["chad", "kenya"], place=("nairobi",)),
        find("Meeting", ["chad", "kenya"], sentence=1, date=FRIDAY, object_text="trade"),
    )
    assert one == two
    assert one == Event(
        "Meeting", ("chad", "kenya"), place=("nairobi",), date=FRIDAY, object_text="trade"
    )


def test_a_noun_that_names_one_side_joins() -> None:
    one, two = join(
        find("Meeting", ["chad", "kenya"]), find("Meeting", ["kenya"], sentence=1, noun=True)
    )
    assert one == two
    assert one.actor == ("chad", "kenya")


def test_a_clause_that_names_one_side_of_a_symmetric_type_does_not() -> None:
    one, two = join(find("Meeting", ["chad", "kenya"]), find("Meeting", ["kenya"], sentence=1))
    assert (one.actor, two.actor) == (("chad", "kenya"), ("kenya",))


def test_other_parties_do_not_join() -> None:
    one, two = join(find("Meeting", ["chad", "kenya"]), find("Meeting", ["chad", "mali"]))
    assert one != two


def test_another_type_does_not_join() -> None:
    one, two = join(find("Attack", ["chad"], ["mali"]), find("Criticize", ["chad"], ["mali"]))
    assert (one.type, two.type) == ("Attack", "Criticize")


def test_the_other_way_round_is_another_event() -> None:
    one, two = join(find("Attack", ["chad"], ["mali"]), find("Attack", ["mali"], ["chad"]))
    assert (one.actor, two.actor) == (("chad",), ("mali",))


def test_a_missing_side_is_filled() -> None:
    one, two = join(find("Attack", [], ["mali"]), find("Attack", ["chad"], ["mali"], sentence=1))
    assert one == two == Event("Attack", ("chad",), ("mali",))


def test_the_same_attacker_of_two_victims_is_two_events() -> None:
    one, two = join(
        find("Attack", ["chad"], ["mali"]), find("Attack", ["chad"], ["niger"], sentence=1)
    )
    assert (one.recipient, two.recipient) == (("mali",), ("niger",))


# --- date and place ---------------------------------------------------------------------------


def test_two_dates_part() -> None:
    one, two = join(
        find("Attack", ["chad"], ["mali"], date=FRIDAY),
        find("Attack", ["chad"], ["mali"], date=MONDAY, sentence=1),
    )
    assert (one.date, two.date) == (FRIDAY, MONDAY)


@pytest.mark.parametrize("dates", [(MARCH, FRIDAY), (FRIDAY, MARCH)], ids=["later", "first"])
def test_the_finer_date_wins(dates: tuple[TimeValue, TimeValue]) -> None:
    one, two = join(
        find("Attack", ["chad"], ["mali"], date=dates[0]),
        find("Attack", ["chad"], ["mali"], date=dates[1], sentence=1),
    )
    assert one == two
    assert one.date == FRIDAY


def test_two_places_part() -> None:
    one, two = join(
        find("Attack", ["chad"], ["mali"], place=("bamako",)),
        find("Attack", ["chad"], ["mali"], place=("nairobi",), sentence=1),
    )
    assert (one.place, two.place) == (("bamako",), ("nairobi",))


def test_a_place_that_one_leaves_out_joins() -> None:
    one, two = join(
        find("Attack", ["chad"], ["mali"]),
        find("Attack", ["chad"], ["mali"], place=("bamako",), sentence=1),
    )
    assert one == two
    assert one.place == ("bamako",)


# --- fact, plan and possibility ---------------------------------------------------------------


@pytest.mark.parametrize("other", [PLAN, MAY], ids=["plan", "possibility"])
def test_what_is_told_and_what_is_not_yet_stay_apart(other: Factuality) -> None:
    told, denied = join_findings(
        [
            find("Attack", ["chad"], ["mali"]),
            find("Attack", ["chad"], ["mali"], sentence=1, fact=other),
        ],
        ENTITIES,
        symmetric=(),
        scheduled=(),
        war_words=(),
    )
    assert denied == []
    events = [event for _, event in told]
    assert events[0] is not events[1]


def test_a_denial_of_the_same_joins_what_is_told() -> None:
    told, _ = join_findings(
        [
            find("Attack", ["chad"], ["mali"], by=("mali",)),
            find("Attack", ["chad"], ["mali"], sentence=1, fact=NOT, by=("chad",)),
        ],
        ENTITIES,
        symmetric=(),
        scheduled=(),
        war_words=(),
    )
    assert told[0][1] is told[1][1]
    assert [f.fact.polarity for f, _ in told] == [Polarity.POSITIVE, Polarity.NEGATIVE]


def test_a_bare_noun_takes_the_plan() -> None:
    noun = find("Visit", ["vale"], ["kenya"], noun=True)
    clause = find("Visit", ["vale"], ["kenya"], sentence=1, fact=PLAN, date=FRIDAY)
    one, two = join(noun, clause)
    assert one == two
    assert noun.fact.tense is Tense.FUTURE


def test_a_bare_noun_stays_a_fact_beside_one() -> None:
    noun = find("Visit", ["vale"], ["kenya"], sentence=2, noun=True)
    join(
        find("Visit", ["vale"], ["kenya"]),
        find("Visit", ["vale"], ["kenya"], sentence=1, fact=PLAN),
        noun,
    )
    assert noun.fact.tense is Tense.NON_FUTURE


def test_the_bare_noun_of_a_deed_takes_no_plan() -> None:
    noun = find("Attack", ["chad"], ["mali"], sentence=1, noun=True)
    join(find("Attack", ["chad"], ["mali"], fact=PLAN), noun)
    assert noun.fact.tense is Tense.NON_FUTURE


def test_a_war_is_no_single_attack() -> None:
    told, _ = join_findings(
        [
            find("Attack", ["chad"], ["mali"], lemma="war"),
            find("Attack", ["chad"], ["mali"], lemma="bomb", sentence=1),
        ],
        ENTITIES,
        symmetric=(),
        scheduled=(),
        war_words={"war"},
    )
    assert told[0][1] is not told[1][1]


# --- organs and groups ------------------------------------------------------------------------


@pytest.mark.parametrize("actors", [("chad", "coast"), ("coast", "chad")])
def test_a_state_and_its_organ_are_one_actor_and_the_organ_says_more(
    actors: tuple[str, str],
) -> None:
    one, two = join(
        find("Attack", [actors[0]], ["mali"]), find("Attack", [actors[1]], ["mali"], sentence=1)
    )
    assert one == two
    assert one.actor == ("coast",)


def test_a_person_is_not_the_state_that_he_stands_for() -> None:
    one, two = join(
        find("Criticize", ["chad"], ["mali"]), find("Criticize", ["vale"], ["mali"], sentence=1)
    )
    assert (one.actor, two.actor) == (("chad",), ("vale",))


def test_unnamed_groups_with_one_head_noun_are_one() -> None:
    one, two = join(find("Arrest", ["chad"], ["g1"]), find("Arrest", ["chad"], ["g2"], sentence=1))
    assert one == two


def test_other_unnamed_groups_part() -> None:
    one, two = join(find("Arrest", ["chad"], ["g1"]), find("Arrest", ["chad"], ["g3"], sentence=1))
    assert (one.recipient, two.recipient) == (("g1",), ("g3",))


def test_a_name_says_more_than_a_group() -> None:
    one, two = join(find("Attack", ["chad"], ["g3"]), find("Attack", ["chad"], ["mali"], trigger=3))
    assert one == two
    assert one.recipient == ("mali",)


def test_quantities_are_gathered_once() -> None:
    dead, hurt = Quantity("two dead", "dead", 2, 2), Quantity("nine hurt", "hurt", 9, 9)
    one, _ = join(
        find("Attack", ["chad"], ["mali"], quantity=(hurt,)),
        find("Attack", ["chad"], ["mali"], quantity=(dead, hurt), sentence=1),
    )
    assert one.quantity == (dead, hurt)


def test_the_killed_are_the_victims_of_the_attack_in_their_sentence() -> None:
    one, two = join(
        find("Attack", ["chad"], ["bamako"], noun=True),
        find("Attack", [], ["g3"], lemma="kill", trigger=4, casualties=True),
    )
    assert one == two == Event("Attack", ("chad",), ("g3",), place=("bamako",))


def test_the_killed_need_an_attacker() -> None:
    assert join(find("Attack", [], ["g3"], lemma="kill", casualties=True)) == []
    (event,) = join(find("Attack", ["chad"], ["g3"], lemma="kill", casualties=True))
    assert event == Event("Attack", ("chad",), ("g3",))


# --- what points back -------------------------------------------------------------------------


def test_a_denied_noun_without_parties_means_the_deed_of_its_source() -> None:
    first, other, denied = join(
        find("ProvideMilitaryAid", ["chad"], ["mali"]),
        find("ProvideMilitaryAid", ["niger"], ["mali"], sentence=1),
        find("ProvideMilitaryAid", sentence=2, fact=NOT, by=("chad",)),
    )
    assert denied == first
    assert denied != other


def test_a_told_noun_without_parties_needs_the_only_event_of_its_type() -> None:
    events = join(
        find("ProvideMilitaryAid", ["chad"], ["mali"]),
        find("ProvideMilitaryAid", ["niger"], ["mali"], sentence=1),
        find("ProvideMilitaryAid", sentence=2),
    )
    assert [event.actor for event in events] == [("chad",), ("niger",)]
    one, two = join(
        find("ProvideMilitaryAid", ["chad"], ["mali"]), find("ProvideMilitaryAid", sentence=1)
    )
    assert one == two


def test_a_mediator_borrows_the_parties_of_the_talks() -> None:
    _, mediation = join(
        find("Meeting", ["chad", "mali"]), find("Mediate", ["kenya"], sentence=1, borrows=True)
    )
    assert mediation == Event("Mediate", ("kenya",), ("chad", "mali"))


def test_a_mediator_borrows_nothing_from_far_away() -> None:
    _, mediation = join(
        find("Meeting", ["chad", "mali"]), find("Mediate", ["kenya"], sentence=9, borrows=True)
    )
    assert mediation.recipient == ()


def deny(*speakers: str, sentence: int = 1, by: tuple[str, ...] = ()) -> Denial:
    return Denial(speakers, sentence, 2, 0, 1, SAID, Sources(by))


def test_a_denial_denies_the_last_thing_said_of_the_denier() -> None:
    *_, denied = join(
        find("Attack", ["chad"], ["mali"], by=("mali",)),
        find("Criticize", ["mali"], ["chad"], trigger=5),
        denials=[deny("chad")],
    )
    assert denied == Event("Attack", ("chad",), ("mali",))


@pytest.mark.parametrize(
    ("finding", "denial"),
    [
        (find("Attack", ["niger"], ["mali"]), deny("chad")),
        (find("Attack", ["chad"], ["mali"], by=("chad",)), deny("chad")),
        (find("Attack", ["chad"], ["mali"], fact=NOT), deny("chad")),
        (find("Attack", ["chad"], ["mali"], fact=PLAN), deny("chad")),
        (find("Attack", ["chad"], ["mali"]), deny("chad", sentence=9)),
        (find("Attack", ["chad"], ["mali"], sentence=2), deny("chad")),
        (find("Attack", ["chad"], ["mali"], sentence=1, trigger=7), deny("chad")),
    ],
    ids=["of others", "own words", "negated", "a plan", "too far", "later", "later in it"],
)
def test_a_denial_that_denies_nothing(finding: Finding, denial: Denial) -> None:
    assert len(join(finding, denials=[denial])) == 1


def test_two_organs_of_a_state_do_two_things() -> None:
    one, two = join(
        find("Reject", ["coast"], sentence=0),
        find("Reject", ["army"], sentence=2),
    )
    assert (one.actor, two.actor) == (("coast",), ("army",))


def test_an_organ_and_its_state_do_one() -> None:
    one, two = join(
        find("Attack", ["chad"], ["g1"], sentence=0),
        find("Attack", ["army"], ["g1"], sentence=1),
    )
    assert one == two
