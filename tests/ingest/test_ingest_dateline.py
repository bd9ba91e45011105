"""`find_dateline`: place, agency and day at the head of a story."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from kg.data import data_folder
from kg.errors import DataError
from kg.ingest import dateline
from kg.ingest.dateline import find_dateline, outlets

AP, AFP, KCNA = "Associated Press", "Agence France-Presse", "Korean Central News Agency"


@pytest.mark.parametrize(
    ("head", "place", "publisher", "date"),
    [
        ("SEOUL, South Korea (AP) — ", "SEOUL, South Korea", AP, None),
        ("BRUSSELS/PARIS, March 3 (Reuters) - ", "BRUSSELS/PARIS", "Reuters", None),
        ("KYIV (Reuters) -\xa0", "KYIV", "Reuters", None),
        ("(Reuters) - ", None, "Reuters", None),
        ("Berlin (dpa) – ", "Berlin", "Deutsche Presse-Agentur", None),
        ("Pyongyang, November 30 (KCNA) -- ", "Pyongyang", KCNA, None),
        ("BEIJING, July 10, 2019 (Xinhua) -- ", "BEIJING", "Xinhua", dt.date(2019, 7, 10)),
        ("Paris, 4 May 2022 (AFP) - ", "Paris", AFP, dt.date(2022, 5, 4)),
        ("MOSCOW, November 30. /TASS/. ", "MOSCOW", "TASS", None),
        ("MOSCOW. Nov 30 (Interfax) - ", "MOSCOW", "Interfax", None),
        ("SEOUL, Nov. 30 (Yonhap) -- ", "SEOUL", "Yonhap", None),
        ("Washington, D.C. (The Associated Press) — ", "Washington, D.C.", AP, None),
        ("FLINT, Mich. (UPI) -- ", "FLINT, Mich.", "United Press International", None),
        ("FLINT, Mich., Oct. 3 -- ", "FLINT, Mich.", None, None),
        ("WASHINGTON, D.C. March 3 (AP) — ", "WASHINGTON, D.C.", AP, None),
        ("N’DJAMENA, Chad (AFP) — ", "N’DJAMENA, Chad", AFP, None),
        ("São Paulo (AFP) – ", "São Paulo", AFP, None),
        ("ST. PETERSBURG, Russia (AP) _ ", "ST. PETERSBURG, Russia", AP, None),
        ("Washington CNN — ", "Washington", "CNN", None),
        ("CNN — ", None, "CNN", None),
        ("NAIROBI, Kenya (Savanna Wire) — ", "NAIROBI, Kenya", "Savanna Wire", None),
        ("GENEVA — ", "GENEVA", None, None),
        ("UNITED NATIONS -- ", "UNITED NATIONS", None, None),
    ],
)
def test_datelines(
    head: str, place: str | None, publisher: str | None, date: dt.date | None
) -> None:
    found = find_dateline(head + "The envoys met.")
    assert found is not None
    assert (found.place, found.publisher, found.date) == (place, publisher, date)
    assert found.length == len(head)


@pytest.mark.parametrize(
    "sentence",
    [
        "NATO — the alliance that Ankara joined in 1952 — met in Oslo.",
        "BREAKING — The envoys met.",
        "UPDATE 2 - The envoys met.",
        "WASHINGTON: The envoys met.",
        "Kim Jong Un (North Korea) - the leader - smiled.",
        "Seoul (Savanna Wire) — The envoys met.",
        "The U.S. - China talks ended.",
        "The agency (AP) said that the envoys met.",
        "UN-backed envoys met.",
        "Envoys met — and left.",
        "",
    ],
)
def test_sentences_are_no_datelines(sentence: str) -> None:
    assert find_dateline(sentence) is None


def test_a_dateline_may_stand_alone() -> None:
    found = find_dateline("OSLO, Norway (AP) —")
    assert found is not None
    assert found.length == len("OSLO, Norway (AP) —")


def test_the_table_of_agencies_is_unambiguous() -> None:
    path = data_folder("seeds") / "outlets.csv"
    rows = path.read_text(encoding="utf-8").splitlines()[1:]
    abbreviations = [row.split(",")[0].casefold() for row in rows]
    assert sorted(set(abbreviations)) == sorted(abbreviations)
    assert outlets()["tass"] == outlets()["itar-tass"] == "TASS"


@pytest.mark.parametrize(
    "content", ["abbreviation,name\nAP,\n", "short,long\nAP,Associated Press\n", None]
)
def test_a_broken_table_is_named(
    content: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if content is not None:
        (tmp_path / "outlets.csv").write_text(content, encoding="utf-8")
    monkeypatch.setattr(dateline, "data_folder", lambda _: tmp_path)
    with pytest.raises(DataError, match=r"outlets\.csv"):
        outlets.__wrapped__()
