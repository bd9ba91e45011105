"""`is_furniture`: what belongs to the page and what to the story."""

from __future__ import annotations

import pytest

from kg.ingest.furniture import is_furniture


@pytest.mark.parametrize(
    "paragraph",
    [
        "Share",
        "[ Advertisement ]",
        "ADVERTISEMENT",
        "Read more: What the envoys want",
        "Read more",
        "Follow us on Twitter and Telegram.",
        "Follow AP’s coverage of the war at https://example.org/war",
        "Sign up for our morning newsletter.",
        "Subscribe now to read on",
        "By Jane Roe",
        "By HYUNG-ROE DOE and Jon Doe, Associated Press",
        "© 2024 Fjord Post. All rights reserved.",
        "Copyright 2024 Fjord Post",
        "Reporting by Jane Roe in Oslo; Editing by Jon Doe",
        "Associated Press writers Jane Roe and Jon Doe contributed to this report.",
        "Photo: Jane Roe/Fjord Post",
        "Last updated 3 hours ago",
        "4 min read",
        "https://fjord.example/world",
        "World News",
        "Related Topics",
        "* * *",
        "10,000",
    ],
)
def test_furniture(paragraph: str) -> None:
    assert is_furniture(paragraph)


@pytest.mark.parametrize(
    "paragraph",
    [
        "Share prices fell in Tokyo.",
        "Sign-ups rose.",
        "By Friday, rebels had taken the town.",
        "By Friday rebels had taken the town",
        "Following the talks, the envoys left.",
        "Copyright law divides the two states.",
        "Advertisement spending by the ministry rose by a tenth.",
        "Photo by photo, the inquiry pieced the attack together.",
        "Kim agreed.",
        "“Never!”",
        "rebels shelled Goma",
        "Updated maps show that the army left the town.",
        "In this photo handed out by the ministry, the envoys shake hands.",
    ],
)
def test_story(paragraph: str) -> None:
    assert not is_furniture(paragraph)


def test_a_short_headline_stays_but_a_label_does_not() -> None:
    assert not is_furniture("Truce Holds", first=True)
    assert is_furniture("Truce Holds")
    assert is_furniture("Advertisement", first=True)
