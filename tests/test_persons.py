"""The shipped persons and offices hold together: who leads which state, and since when."""

from __future__ import annotations

import calendar
import csv
import datetime as dt
from collections import defaultdict
from functools import cache
from itertools import combinations

import pytest

from kg.data import data_folder
from kg.gazetteer import Gazetteer, OfficeFact, Sense, load_gazetteer
from kg.model import EntityType
from kg.ontology import Ontology, load_ontology

FOLDER = data_folder("seeds") / "gazetteer"
LEADING = ("headOfState", "headOfGovernment")

#: Two may hand over within a month; more is an error of the table.
HANDOVER = dt.timedelta(days=31)


@cache
def ontology() -> Ontology:
    return load_ontology()


@cache
def gazetteer() -> Gazetteer:
    relations = {t.id for t in ontology().types.values() if t.kind == "relation"}
    return load_gazetteer(relations=relations)


def earliest(date: str) -> dt.date:
    """The first day that a date may mean: 2024-02 begins on the 1st."""
    return dt.date.fromisoformat(date + "-01-01"[len(date) - 4 :])


def latest(date: str | None) -> dt.date:
    """The last day that a date may mean: 2024-02 ends on the 29th; no date never ends."""
    if date is None:
        return dt.date.max
    first = earliest(date)
    if len(date) == len("2024"):
        return first.replace(month=12, day=31)
    if len(date) == len("2024-02"):
        return first.replace(day=calendar.monthrange(first.year, first.month)[1])
    return first


def co_rulers() -> set[tuple[str, str, str]]:
    """Person, state and start of the offices that their note marks as shared."""
    with (FOLDER / "offices.csv").open(encoding="utf-8", newline="") as lines:
        return {
            (row["person"], row["of"], row["from"])
            for row in csv.DictReader(lines)
            if row["note"].startswith("co-ruler")
        }


def leaders() -> dict[tuple[str, str], list[OfficeFact]]:
    """The tenures of each leading office of each state, those of co-rulers left out."""
    shared = co_rulers()
    found: dict[tuple[str, str], list[OfficeFact]] = defaultdict(list)
    for fact in gazetteer().offices:
        if fact.relation in LEADING and (fact.person, fact.of, fact.start) not in shared:
            found[fact.of, fact.relation].append(fact)
    return found


def test_persons_have_a_file_of_their_own() -> None:
    with (FOLDER / "persons.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    known = [key for key, e in gazetteer().entries.items() if e.type is EntityType.PERSON]
    assert [row["key"] for row in rows] == known


def test_one_article_is_one_person() -> None:
    titles = [e.wikipedia for e in gazetteer().entries.values() if e.wikipedia is not None]
    assert sorted(titles) == sorted(set(titles))


def test_offices_fit_the_ontology() -> None:
    wrong = []
    for fact in gazetteer().offices:
        kind = ontology().types[fact.relation]
        of = gazetteer().entries[fact.of].type.value
        if not ontology().accepts(kind.range, of) or not ontology().accepts(kind.domain, "Person"):
            wrong.append(fact)
    assert wrong == []


def test_no_office_stands_twice() -> None:
    offices = gazetteer().offices
    assert [fact for fact in offices if offices.count(fact) > 1] == []


def test_offices_are_in_lower_case_where_english_has_no_name() -> None:
    first_words = {fact.office.split()[0] for fact in gazetteer().offices}
    allowed = {"High"}  # High Representative, High Commissioner: names of offices
    assert {word for word in first_words if not word.islower()} <= allowed


def test_one_leader_at_a_time() -> None:
    clashes = []
    for tenures in leaders().values():
        ordered = sorted(tenures, key=lambda fact: (fact.start, fact.end or "9999"))
        for one, other in combinations(ordered, 2):
            # As late as it may begin, as early as it may end: only certain overlaps count.
            ends = dt.date.max if one.end is None else earliest(one.end)
            if min(ends, latest(other.end)) - latest(other.start) > HANDOVER:
                clashes.append((one, other))
    assert clashes == []


def test_present_leaders_have_their_state() -> None:
    entries = gazetteer().entries
    present = [f for f in gazetteer().offices if f.relation in LEADING and f.end is None]
    of_states = [f for f in present if entries[f.of].type is EntityType.STATE]
    assert [f for f in of_states if entries[f.person].state != f.of] == []


def test_every_state_has_a_leader() -> None:
    past = {"soviet-union", "yugoslavia", "czechoslovakia", "east-germany"}
    states = {k for k, e in gazetteer().entries.items() if e.type is EntityType.STATE} - past
    led = {f.of for f in gazetteer().offices if f.relation in LEADING and f.end is None}
    # The two captains regent of San Marino change every six months.
    assert states - led == {"san-marino"}


@pytest.mark.parametrize(
    ("form", "key"),
    [
        ("Vladimir Putin", "vladimir-putin"),
        ("Putin", "vladimir-putin"),
        ("Volodymyr Zelensky", "volodymyr-zelenskyy"),
        ("Recep Tayyip Erdogan", "recep-tayyip-erdogan"),
        ("ERDOGAN", "recep-tayyip-erdogan"),
        ("Kim Jong-un", "kim-jong-un"),
        ("Abdel-Fattah Burhan", "abdel-fattah-al-burhan"),
        ("Nicolas Maduro", "nicolas-maduro"),
    ],
)
def test_persons_are_found(form: str, key: str) -> None:
    assert gazetteer().lookup(form)[0] == Sense(key, "name")


@pytest.mark.parametrize(
    "form",
    ["Kim", "Bush", "Lee", "Park", "Wang", "Khan", "Ali", "Smith", "Johnson", "Scott", "Brown"],
)
def test_common_surnames_are_nobody(form: str) -> None:
    assert gazetteer().lookup(form) == ()


@pytest.mark.parametrize(
    ("person", "relation", "of", "day"),
    [
        ("joe-biden", "headOfState", "united-states", "2022-02-24"),
        ("angela-merkel", "headOfGovernment", "germany", "2015-09-01"),
        ("ali-khamenei", "headOfState", "iran", "2020-01-08"),
        ("salman-of-saudi-arabia", "headOfState", "saudi-arabia", "2018-10-02"),
    ],
)
def test_who_led_on_a_day(person: str, relation: str, of: str, day: str) -> None:
    holders = {
        f.person
        for f in leaders()[of, relation]
        if earliest(f.start) <= dt.date.fromisoformat(day) <= latest(f.end)
    }
    assert holders == {person}
