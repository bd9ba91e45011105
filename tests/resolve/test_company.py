"""A name that several bear is read by the other names of its document."""

from __future__ import annotations

import pytest
from resolve_reading import Read

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Georgia accused Russia of violating its airspace, officials in Tbilisi said.", "georgia"),
        ("Georgia has signed the treaty.", "georgia"),
        ("Georgia thanked the United States for its help.", "georgia"),
        ("Georgia and Ukraine signed a pact in Washington.", "georgia"),
        ("Georgia will be glad when the Georgian president has left Atlanta.", "georgia"),
        ("Storms killed four people in Georgia and Alabama on Monday.", "georgia-us-state"),
        ("He spoke in Savannah, Georgia, United States, on Monday.", "georgia-us-state"),
        (
            "Nigeria's president visited Georgia, where he met bankers in Atlanta.",
            "georgia-us-state",
        ),
    ],
)
def test_georgia(read: Read, text: str, who: str) -> None:
    assert read(text).who("Georgia") == {who}


@pytest.mark.parametrize(
    ("text", "name", "who"),
    [
        ("A bus fell into a river in Amritsar, Punjab, India.", "Punjab", "punjab-india"),
        ("Police in Lahore said that Punjab was calm.", "Punjab", "punjab-pakistan"),
        ("The SDF took the hill, a commander in Raqqa said.", "SDF", "syrian-democratic-forces"),
        ("The SDF held a drill, officials in Tokyo said.", "SDF", "japan-self-defense-forces"),
        ("The minister told AFP in Manila.", "AFP", "agence-france-presse"),
    ],
)
def test_other_namesakes(read: Read, text: str, name: str, who: str) -> None:
    assert read(text).who(name) == {who}
