"""Time words become days, months and years, read from Saturday, 30 November 2024."""

from __future__ import annotations

import datetime as dt

import pytest
from parses import SATURDAY, at, tree

from kg.extract.times import TimeExpression, find_times
from kg.model import TimeValue

MET = "Vale/NNP/nsubj/met met=meet/VBD/ROOT/- Oren/NNP/dobj/met"


def met(*words: str) -> list[TimeExpression]:
    """Times of "Vale met Oren …", the words hanging flat on the verb."""
    cells = []
    for word in words:
        tag = "CD" if word[:1].isdigit() else "IN" if word in ("in", "on", "by", "of") else "NNP"
        cells.append(f"{word}/{tag}/{'prep' if tag == 'IN' else 'npadvmod'}/met")
    return find_times(tree(" ".join((MET, *cells))), SATURDAY)


def value(text: str) -> TimeValue:
    return TimeValue(text, {4: "year", 7: "month", 10: "day"}[len(text)])


def readings(phrase: str) -> list[tuple[TimeValue, TimeValue]]:
    return [(e.past, e.future) for e in met(*phrase.split())]


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("on 2024-11-05", "2024-11-05"),
        ("on November 5 , 2023", "2023-11-05"),
        ("on Nov. 5 2023", "2023-11-05"),
        ("on Sept. 3rd , 1998", "1998-09-03"),
        ("on 5 November 2023", "2023-11-05"),
        ("on 21st of March 2022", "2022-03-21"),
        ("in November 2023", "2023-11"),
        ("in Nov. , 2023", "2023-11"),
        ("in May of 2021", "2021-05"),
        ("in 2021", "2021"),
        ("since 1999", "1999"),
        ("early 2025", "2025"),
    ],
)
def test_complete_date(phrase: str, expected: str) -> None:
    assert readings(phrase) == [(value(expected), value(expected))]


@pytest.mark.parametrize(
    ("phrase", "past", "future"),
    [
        ("on Nov. 5", "2024-11-05", "2025-11-05"),
        ("on December 5", "2023-12-05", "2024-12-05"),
        ("on 5 December", "2023-12-05", "2024-12-05"),
        ("on Nov. 30", "2024-11-30", "2024-11-30"),
        ("in June", "2024-06", "2025-06"),
        ("in December", "2023-12", "2024-12"),
        ("by November", "2024-11", "2024-11"),
        ("late June", "2024-06", "2025-06"),
        ("mid- June", "2024-06", "2025-06"),
        ("in May", "2024-05", "2025-05"),
        ("on Friday", "2024-11-29", "2024-12-06"),
        ("on Monday", "2024-11-25", "2024-12-02"),
        ("on Saturday", "2024-11-30", "2024-11-30"),
        ("on Sunday", "2024-11-24", "2024-12-01"),
        ("this Friday", "2024-11-29", "2024-12-06"),
    ],
)
def test_what_has_happened_lies_back_and_what_is_to_come_ahead(
    phrase: str, past: str, future: str
) -> None:
    assert readings(phrase) == [(value(past), value(future))]


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("yesterday", "2024-11-29"),
        ("today", "2024-11-30"),
        ("tomorrow", "2024-12-01"),
        ("last Friday", "2024-11-29"),
        ("last Saturday", "2024-11-23"),
        ("next Friday", "2024-12-06"),
        ("next Saturday", "2024-12-07"),
        ("last month", "2024-10"),
        ("this month", "2024-11"),
        ("next month", "2024-12"),
        ("last year", "2023"),
        ("this year", "2024"),
        ("next year", "2025"),
        ("two days ago", "2024-11-28"),
        ("a month earlier", "2024-10"),
        ("11 months ago", "2023-12"),
        ("three years before", "2021"),
        ("thirty years ago", "1994"),
        ("next June", "2025-06"),
        ("next November", "2025-11"),
    ],
)
def test_relative_date_has_one_reading(phrase: str, expected: str) -> None:
    assert readings(phrase) == [(value(expected), value(expected))]


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [("last June", "2024-06"), ("last November", "2023-11"), ("this December", "2024-12")],
)
def test_relative_month_has_one_reading(phrase: str, expected: str) -> None:
    assert readings(phrase) == [(value(expected), value(expected))]


def test_middle_of_a_month() -> None:
    found = find_times(
        tree(f"{MET} in/IN/prep/met mid/NNP/compound/June _-/HYPH/punct/June _June/NNP/pobj/in"),
        SATURDAY,
    )
    assert [(e.past, e.future) for e in found] == [(value("2024-06"), value("2025-06"))]


@pytest.mark.parametrize(
    ("phrase", "past", "future"),
    [
        ("on Christmas Day", "2023-12-25", "2024-12-25"),
        ("on New Year 's Eve", "2023-12-31", "2024-12-31"),
        ("on May Day", "2024-05-01", "2025-05-01"),
        ("from June", "2024-06", "2025-06"),
        ("this morning", "2024-11-30", "2024-11-30"),
        ("next January 20", "2025-01-20", "2025-01-20"),
        ("last March 3", "2024-03-03", "2024-03-03"),
    ],
)
def test_feasts_and_days_of_the_next_or_last_year(phrase: str, past: str, future: str) -> None:
    assert readings(phrase) == [(value(past), value(future))]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("on 5 May , a day later", ["2024-05-05", "2024-05-06"]),
        ("on 5 May , two days earlier", ["2024-05-05", "2024-05-03"]),
        ("the following day , 5 May", ["2024-05-06", "2024-05-05"]),
        ("a day earlier", ["2024-11-29"]),
        ("a day later", []),  # than what?
        ("the day before the vote", []),
        ("two days after Vale", []),
        ("in May 2017 , on May 21", ["2017-05", "2017-05-21"]),
    ],
)
def test_a_time_may_count_from_another(words: str, expected: list[str]) -> None:
    assert [e.past.value for e in met(*words.split())] == expected


def test_a_time_may_count_from_one_of_the_sentence_before() -> None:
    later = tree(f"{MET} a/DT/det/day day/NN/npadvmod/later later/RB/advmod/met")
    before = met("on", "5", "May")
    assert [e.past.value for e in find_times(later, SATURDAY, before)] == ["2024-05-06"]


def test_a_year_is_one_of_the_sentence_and_of_what_has_happened() -> None:
    (_, later) = met("in", "May", "2017", ",", "on", "May", "21")
    assert (later.past.value, later.future.value) == ("2017-05-21", "2025-05-21")
    before = met("in", "May", "2017")
    (other,) = find_times(
        tree(f"{MET} on/IN/prep/met May/NNP/pobj/on 21/CD/nummod/May"), SATURDAY, before
    )
    assert other.past.value == "2024-05-21"


@pytest.mark.parametrize(
    "words",
    [
        "for the third time this year",
        "the second such strike in March",
        "his first visit to Oren since 2019",
        "the deadliest attack since May",
    ],
)
def test_a_span_in_which_events_are_counted_is_no_time(words: str) -> None:
    assert readings(words) == []


@pytest.mark.parametrize(
    ("parse", "expected"),
    [
        (
            "talks/NNS/ROOT/- planned=plan/VBN/acl/talks for/IN/prep/planned Friday/NNP/pobj/for",
            "2024-12-06",
        ),
        (
            "tariffs/NNS/ROOT/- set/VBN/acl/tariffs to/TO/aux/start start/VB/xcomp/set"
            " on/IN/prep/start Dec./NNP/pobj/on 2/CD/nummod/Dec.",
            "2024-12-02",
        ),
        (
            "tariffs/NNS/ROOT/- from/IN/prep/tariffs January/NNP/pobj/from 4/CD/nummod/January",
            "2025-01-04",
        ),
        (
            "frees=free/VBZ/ROOT/- them/PRP/dobj/frees by/IN/prep/frees noon/NN/pobj/by"
            " on/IN/prep/noon Friday/NNP/pobj/on",
            "2024-12-06",
        ),
        (  # who did it, not by when
            "captured=capture/VBN/ROOT/- by/IN/agent/captured rebels/NNS/pobj/by"
            " on/IN/prep/captured Friday/NNP/pobj/on",
            "2024-11-29",
        ),
        (
            "the/DT/det/raid January/NNP/compound/raid 4/CD/nummod/January raid/NN/nsubj/failed"
            " failed=fail/VBD/ROOT/-",
            "2024-01-04",
        ),
        (
            "seized=seize/VBD/ROOT/- it/PRP/dobj/seized on/IN/prep/seized January/NNP/pobj/on"
            " 4/CD/nummod/January",
            "2024-01-04",
        ),
    ],
    ids=["planned", "set to", "long ago", "by noon", "by whom", "past clause", "past tense"],
)
def test_what_is_planned_is_to_come(parse: str, expected: str) -> None:
    (found,) = find_times(tree(parse), SATURDAY)
    assert found.past.value == expected


@pytest.mark.parametrize(
    "phrase",
    [
        "last week",
        "next week",
        "two weeks ago",
        "an hour ago",
        "recently",
        "overnight",
        "in 300",
        "on Feb. 30 , 2024",
        "in 2024s",
        "on 5",
        "on 2024-13-05",
        "in march",
        "by may",
        "Sundays",
    ],
)
def test_what_names_no_day_month_or_year_gives_nothing(phrase: str) -> None:
    assert readings(phrase) == []


@pytest.mark.parametrize(
    "parse",
    [
        "Vale/NNP/nsubj/meet may/MD/aux/meet meet/VB/ROOT/- Oren/NNP/dobj/meet",
        "Rebels/NNS/nsubj/march march/VBP/ROOT/- 5/CD/nummod/miles miles/NNS/npadvmod/march",
        "Vale/NNP/nsubj/met met/VBD/ROOT/- Theresa/NNP/compound/May May/NNP/dobj/met",
        "March/NNP/nsubj/met met/VBD/ROOT/- Oren/NNP/dobj/met",
    ],
    ids=["modal", "verb", "surname", "name"],
)
def test_may_and_march_are_not_always_months(parse: str) -> None:
    assert find_times(tree(parse), SATURDAY) == []


@pytest.mark.parametrize(
    ("today", "phrase", "past", "future"),
    [
        (dt.date(2025, 1, 1), "on Dec. 31", "2024-12-31", "2025-12-31"),
        (dt.date(2025, 1, 31), "last month", "2024-12", "2024-12"),
        (dt.date(2024, 3, 1), "yesterday", "2024-02-29", "2024-02-29"),
        (dt.date(2024, 12, 31), "tomorrow", "2025-01-01", "2025-01-01"),
        (dt.date(2024, 12, 15), "next month", "2025-01", "2025-01"),
        (dt.date(2024, 3, 4), "on Feb. 29", "2024-02-29", "2024-02-29"),
    ],
)
def test_turn_of_the_year(today: dt.date, phrase: str, past: str, future: str) -> None:
    cells = " ".join(f"{word}/NN/npadvmod/met" for word in phrase.split())
    (found,) = find_times(tree(f"{MET} {cells}"), today)
    assert (found.past, found.future) == (value(past), value(future))


@pytest.mark.parametrize("phrase", ["on 2024-11-05", "on Nov. 5 , 2023", "in 2021", "May 2021"])
def test_complete_date_needs_no_document_date(phrase: str) -> None:
    cells = " ".join(f"{word}/NN/npadvmod/met" for word in phrase.split())
    (found,) = find_times(tree(f"{MET} {cells}"), None)
    assert found.past == found.future == readings(phrase)[0][0]


@pytest.mark.parametrize("phrase", ["on Friday", "yesterday", "in June", "last year", "on May 5"])
def test_relative_date_needs_a_document_date(phrase: str) -> None:
    cells = " ".join(f"{word}/NN/npadvmod/met" for word in phrase.split())
    assert find_times(tree(f"{MET} {cells}"), None) == []


def test_expressions_come_in_text_order_and_do_not_overlap() -> None:
    found = met("on", "Friday", "in", "June", "2023", "on", "2024-11-05")
    assert [(e.first, e.last, e.past.value) for e in found] == [
        (4, 5, "2024-11-29"),
        (6, 8, "2023-06"),
        (9, 10, "2024-11-05"),
    ]


def test_a_value_begins_on_its_first_day() -> None:
    (found,) = met("in", "2021")
    assert found.past.first == dt.date(2021, 1, 1)
    (found,) = met("in", "June")
    assert found.past.first == dt.date(2024, 6, 1)


# -- what the expression hangs on ------------------------------------------------------------


@pytest.mark.parametrize(
    ("parse", "anchor"),
    [
        (f"{MET} on/IN/prep/met Friday/NNP/pobj/on", "met"),
        (f"{MET} Friday/NNP/npadvmod/met", "met"),
        (f"{MET} in/IN/prep/met June/NNP/pobj/in", "met"),
        (f"{MET} on/IN/prep/met Nov./NNP/pobj/on 5/CD/nummod/Nov.", "met"),
        (f"{MET} in/IN/prep/met June/NNP/pobj/in 2023/CD/nummod/June", "met"),
        (f"{MET} last/JJ/amod/month month/NN/npadvmod/met", "met"),
        (
            f"{MET} two/CD/nummod/years years=year/NNS/npadvmod/ago ago/RB/advmod/met",
            "met",
        ),
        (
            "Friday/NNP/poss/meeting 's/POS/case/Friday meeting/NN/nsubj/ended "
            "ended=end/VBD/ROOT/-",
            "meeting",
        ),
        (
            "strikes/NNS/nsubj/ended on/IN/prep/strikes Friday/NNP/pobj/on ended/VBD/ROOT/-",
            "strikes",
        ),
        (
            f"{MET} who/WP/nsubj/resigned resigned/VBD/relcl/Oren on/IN/prep/resigned "
            "Friday/NNP/pobj/on",
            "resigned",
        ),
        (
            "Oren/NNP/nsubj/left left/VBD/ROOT/- after/IN/prep/left meeting/VBG/pcomp/after "
            "Vale/NNP/dobj/meeting on/IN/prep/meeting Friday/NNP/pobj/on",
            "meeting",
        ),
        (
            "Oren/NNP/nsubj/spoke spoke/VBD/ROOT/- in/IN/prep/spoke a/DT/det/meeting "
            "meeting/NN/pobj/in on/IN/prep/meeting Friday/NNP/pobj/on",
            "meeting",
        ),
        (
            "Friday/NNP/npadvmod/said ,/,/punct/said Vale/NNP/nsubj/said said/VBD/ROOT/-",
            "said",
        ),
    ],
)
def test_anchor(parse: str, anchor: str) -> None:
    built = tree(parse)
    (found,) = find_times(built, SATURDAY)
    assert found.anchor == at(built, anchor)


def test_words_of_one_date_are_seen_through() -> None:
    built = tree(
        f"{MET} on/IN/prep/met Friday/NNP/pobj/on ,/,/punct/Friday Nov./NNP/appos/Friday "
        "29/CD/nummod/Nov.",
        labels={"Friday , Nov. 29": "DATE"},
    )
    assert [(e.past, e.anchor) for e in find_times(built, SATURDAY)] == [
        (value("2024-11-29"), at(built, "met")),
        (value("2024-11-29"), at(built, "met")),
    ]


def test_the_full_stop_of_the_sentence_is_not_part_of_the_month() -> None:
    built = tree(f"{MET} in/IN/prep/met May/NNP/pobj/in ././punct/met")
    (found,) = find_times(built, SATURDAY)
    assert (found.past, found.anchor) == (value("2024-05"), at(built, "met"))
    assert found.last == at(built, ".")


def test_a_time_that_hangs_on_nothing_is_its_own_anchor() -> None:
    built = tree("Friday/NNP/ROOT/- ././punct/Friday")
    (found,) = find_times(built, SATURDAY)
    assert (found.first, found.last, found.anchor) == (0, 1, 0)


@pytest.mark.parametrize(("dep", "expected"), [("nummod", ["2019"]), ("npadvmod", [])])
def test_a_year_before_a_noun(dep: str, expected: list[str]) -> None:
    parse = (
        f"Vale/NNP/nsubj/recalled recalled=recall/VBD/ROOT/- the/DT/det/summit "
        f"2019/CD/{dep}/summit summit/NN/dobj/recalled ././punct/recalled"
    )
    assert [e.past.value for e in find_times(tree(parse), SATURDAY)] == expected


def test_a_models_number_is_no_year() -> None:
    parse = (
        "Vale/NNP/nsubj/sold sold=sell/VBD/ROOT/- Falcon/NNP/compound/jets "
        "2000/CD/nummod/jets jets=jet/NNS/dobj/sold ././punct/sold"
    )
    assert find_times(tree(parse), SATURDAY) == []


def test_an_end_is_no_date_of_the_event() -> None:
    parse = MET + " until/IN/prep/met May/NNP/pobj/until 14/CD/nummod/May"
    assert find_times(tree(parse), SATURDAY) == []


def test_an_effective_date_is_to_come() -> None:
    parse = MET + " effective/JJ/advmod/met May/NNP/npadvmod/effective 14/CD/nummod/May"
    [found] = find_times(tree(parse), SATURDAY)
    assert (found.past, found.future) == (value("2025-05-14"), value("2025-05-14"))


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [("last summer", "2024"), ("last autumn", "2023"), ("last fall", "2023")],
)
def test_a_season_gives_its_year(phrase: str, expected: str) -> None:
    assert readings(phrase) == [(value(expected), value(expected))]
