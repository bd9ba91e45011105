"""`parse_day` and `is_date_line`: full days only."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.ingest.dates import is_date_line, parse_day

DAY = dt.date(2019, 7, 10)


@pytest.mark.parametrize(
    "written",
    [
        "2019-07-10",
        "2019/07/10",
        "2019-07-10T08:15:00Z",
        "2019-07-10T08:15:00+02:00",
        "July 10, 2019",
        "July 10th, 2019",
        "10 July 2019",
        "Wednesday, July 10, 2019\xa0",
        "Wed 10 Jul 2019 10.45 BST",
        "JULY 10, 2019 10:45 a.m. ET",
        "Wed, 10 Jul 2019 08:15:00 +0000",
    ],
)
def test_days_written_in_full(written: str) -> None:
    assert parse_day(written) == DAY


@pytest.mark.parametrize(
    "written",
    [
        "July 10",
        "July 2019",
        "2019",
        "2019-07",
        "07/10/2019",
        "10.07.19",
        "last Friday",
        "yesterday",
        "July 32, 2019",
        "2019-13-01",
        "Friday, July 10, 2019",  # it was a Wednesday
        "On July 10, 2019 the envoys met.",
        "",
        "July 10, 2019" + " " * 80 + "or so",
    ],
)
def test_nothing_is_guessed(written: str) -> None:
    assert parse_day(written) is None


@given(st.dates(min_value=dt.date(1000, 1, 1)))
def test_every_day_is_read_as_it_is_written(day: dt.date) -> None:
    written = f"{day:%A}, {day:%B} {day.day}, {day.year}"
    assert parse_day(written) == parse_day(day.isoformat()) == day


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Published July 10, 2019", (True, DAY)),
        ("Posted on: 10 July 2019", (True, DAY)),
        ("Friday, July 10, 2019", (True, None)),
        ("July 10, 2019 was a Wednesday", (False, None)),
        ("The envoys met.", (False, None)),
    ],
)
def test_lines_that_are_dates(line: str, expected: tuple[bool, dt.date | None]) -> None:
    assert is_date_line(line) == expected
