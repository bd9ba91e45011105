from __future__ import annotations

import pytest

from kg.view.words import capital, date_words, period, words


@pytest.mark.parametrize(
    ("date", "told", "days"),
    [
        ("2024-02-29", "29 Feb 2024", ("2024-02-29", "2024-02-29")),
        ("2024-02", "Feb 2024", ("2024-02-01", "2024-02-29")),
        ("2023-12", "Dec 2023", ("2023-12-01", "2023-12-31")),
        ("2024", "2024", ("2024-01-01", "2024-12-31")),
        ("2024-13", "2024-13", ("", "")),
        ("soon", "soon", ("", "")),
        ("", "", ("", "")),
    ],
)
def test_a_date_in_words_and_in_days(date: str, told: str, days: tuple[str, str]) -> None:
    assert date_words(date) == told
    assert period(date) == days


def test_names_become_words() -> None:
    assert words("calledByPhone") == "called by phone"
    assert capital("signing of an agreement") == "Signing of an agreement"
