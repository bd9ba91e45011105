"""Whom a surname means: by who has been spoken of, and with which title."""

from __future__ import annotations

import pytest
from resolve_reading import Read

pytestmark = pytest.mark.model

EDUARDO = "eduardo-bolsonaro"


@pytest.mark.parametrize(
    ("text", "surname", "number", "wanted"),
    [
        # a famous surname before a relative is named in full, and after
        ("Trump met Putin. His son Eric Trump left. Trump spoke.", "Trump", 1, "donald-trump"),
        ("Trump met Putin. His son Eric Trump left. Trump spoke.", "Trump", 3, "donald-trump"),
        # whoever was named in full, though the famous one follows
        ("Peter Ruto left. Ruto spoke. President William Ruto smiled.", "Ruto", 2, "Peter Ruto"),
        # by the title
        (
            "Finance Minister Kim Tae-ho of South Korea met Kim Jong Un. Minister Kim spoke.",
            "Kim",
            3,
            "Kim Tae-ho",
        ),
        # not the only one in the text, if he never had such an office
        ("Kim Jong Un met Xi. Senator Kim accused Russia.", "Kim", 2, "Kim"),
    ],
)
def test_a_surname_by_what_was_said(
    read: Read, text: str, surname: str, number: int, wanted: str
) -> None:
    (key,) = read(text).who(surname, number) or read(text).who(wanted)
    assert wanted in key.split("/")


def test_a_hyphen_before_a_verbs_form_goes_on_with_the_name(read: Read) -> None:
    told = read("South Korean Finance Minister Kim Dae-won met Chinese officials.")
    assert told.who("Kim Dae-won") == {"Person/Kim Dae-won"}


def test_an_era_is_no_part_of_the_name(read: Read) -> None:
    told = read("The tariffs are a relic of Donald Trump-era policy.")
    assert told.who("Donald Trump") == {"donald-trump"}
