"""Writes the generated files of the gazetteer: territories.csv and capitals.csv.

In: the packages rigour (territories, Wikidata ids, regions), countryinfo (demonyms,
capitals) and babel (English names of CLDR), and the two hand-written files beside the
results, territories_overrides.csv and capitals_overrides.csv. Out: the same bytes every
time. One territory, as an example: North Korea; North Korean, North Koreans; capital
Pyongyang; Q423; Eastern Asia.

Run `python tools/make_territories.py [FOLDER]` from the top of the repository.
"""

from __future__ import annotations

import csv
import re
import sys
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from fnmatch import fnmatch
from pathlib import Path

from babel import Locale
from countryinfo import CountryInfo
from countryinfo.exceptions import CountryNotFoundError
from rigour.territories import get_territories
from rigour.territories.territory import Territory

FOLDER = Path(__file__).resolve().parents[1] / "seeds" / "gazetteer"

TERRITORY_COLUMNS = (
    "key",
    "label",
    "type",
    "names",
    "demonyms",
    "capital",
    "wikidata",
    "parent",
    "region",
)
CAPITAL_COLUMNS = ("key", "label", "type", "names", "state", "wikidata", "official", "note")

#: A cell with this content empties what the packages say.
NOTHING = "-"


@dataclass(frozen=True)
class Row:
    """One line of territories.csv."""

    key: str
    label: str
    type: str
    names: tuple[str, ...]
    demonyms: tuple[str, ...]
    capital: str
    wikidata: str
    parent: str
    region: str

    def cells(self) -> tuple[str, ...]:
        """Return the line's cells; several names in one cell are separated by semicolons."""
        return (
            self.key,
            self.label,
            self.type,
            ";".join(self.names),
            ";".join(self.demonyms),
            self.capital,
            self.wikidata,
            self.parent,
            self.region,
        )


def slug(label: str) -> str:
    """Return the key for a label: "Côte d'Ivoire" becomes "cote-divoire"."""
    plain = unicodedata.normalize("NFKD", label.replace("&", "and")).encode("ascii", "ignore")
    return re.sub(r"[^a-z0-9]+", "-", re.sub(r"['.]", "", plain.decode().lower())).strip("-")


def plural_demonyms(adjective: str) -> tuple[str, ...]:
    """Return the adjective and, where it takes one, its plural noun (Russian, Russians)."""
    if not adjective:
        return ()
    if re.search(r"(ese|ish|ch|s|x)$", adjective):
        return (adjective,)
    return (adjective, adjective + "s")


def clean_names(names: Iterable[str], label: str) -> tuple[str, ...]:
    """Return names as a text writes them, without the label, each once, in order.

    Left out are names with a comment in them ("Taiwan (Province of China)", "Falkland
    Islands [Malvinas]") and CLDR's sorting forms ("Congo - Kinshasa").
    """
    kept: dict[str, None] = {}
    for name in names:
        plain = re.sub(r"^the ", "", name.strip().replace("’", "'"), flags=re.IGNORECASE)
        if plain and plain != label and not re.search(r"[(\[]| - |SAR China", plain):
            kept[plain] = None
    return tuple(kept)


def region_names(label: str) -> tuple[str, ...]:
    """Return how news names a Russian or Ukrainian region: "Kursk region" for an oblast."""
    match = re.fullmatch(r"(.+)(?<!Autonomous) (?:Oblast|Krai)", label)
    if match is None:
        return ()
    return tuple(f"{match[1]} {word}" for word in ("region", "Region", "oblast", "province"))


def read_overrides(path: Path) -> list[dict[str, str]]:
    """Read one of the hand-written files."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def said(cell: str, default: str) -> str:
    """Return the cell of an override, or the default where it is empty ("-" means nothing)."""
    return default if not cell else "" if cell == NOTHING else cell


def split(cell: str) -> tuple[str, ...]:
    """Return the parts of a cell that holds several names."""
    return tuple(part for part in cell.split(";") if part)


def country_facts(territory: Territory) -> tuple[tuple[str, ...], str]:
    """Return demonyms and the capital's name as countryinfo has them, else nothing."""
    if "-" in territory.code:
        return (), ""
    try:
        country = CountryInfo(territory.code.upper())
    except CountryNotFoundError:
        return (), ""
    demonym, capital = country.demonym(), country.capital()
    return plural_demonyms(demonym or ""), capital if isinstance(capital, str) else ""


def state_of(territory: Territory, override: dict[str, str]) -> Territory | None:
    """Return the sovereign state above a territory: the topmost parent."""
    parent = territory.parent
    while parent is not None and parent.parent is not None:
        parent = parent.parent
    return None if override.get("type") == "State" else parent


def territory_rows(overrides: list[dict[str, str]]) -> list[tuple[Row, str]]:
    """Return the rows, each with the name of the capital, sorted by key."""
    english = Locale("en").territories
    patterns = [override for override in overrides if "*" in override["code"]]
    by_code = {override["code"]: override for override in overrides if override["code"]}
    blank = dict.fromkeys(overrides[0], "")

    def override_for(code: str) -> dict[str, str]:
        found = (line for line in patterns if fnmatch(code, line["code"]))
        return by_code.get(code) or next(found, blank)

    def label_of(territory: Territory) -> str:
        return override_for(territory.code)["label"] or territory.name

    rows: list[tuple[Row, str]] = []
    for territory in get_territories():
        override = override_for(territory.code)
        if override["type"] == "drop":
            continue
        label = label_of(territory)
        demonyms, capital = country_facts(territory)
        sovereign = territory.is_country and territory.parent is None
        kind = override["type"] or ("State" if sovereign else "Place")
        above = state_of(territory, override)
        parent = slug(label_of(above)) if above is not None else ""
        names = clean_names(
            (
                territory.name,
                territory.full_name,
                str(english.get(territory.code.upper(), "")),
                *split(override["names"]),
                *region_names(label),
            ),
            label,
        )
        row = Row(
            key=override["key"] or slug(label),
            label=label,
            type=kind,
            names=tuple(name for name in names if name not in split(override["without"])),
            demonyms=split(override["demonyms"]) or (demonyms if kind == "State" else ()),
            capital=override["capital"],
            wikidata=said(override["wikidata"], territory.qid),
            parent=said(override["parent"], parent),
            region=said(override["region"], territory.subregion or ""),
        )
        rows.append((row, capital if row.type == "State" else ""))
    rows.extend((added_row(line), "") for line in overrides if not line["code"])
    return sorted(rows, key=lambda pair: pair[0].key)


def added_row(override: dict[str, str]) -> Row:
    """Return the row of a territory that the packages lack."""
    return Row(
        key=override["key"],
        label=override["label"],
        type=override["type"],
        names=split(override["names"]),
        demonyms=split(override["demonyms"]),
        capital=said(override["capital"], ""),
        wikidata=said(override["wikidata"], ""),
        parent=said(override["parent"], ""),
        region=said(override["region"], ""),
    )


def with_capitals(
    rows: list[tuple[Row, str]], overrides: list[dict[str, str]]
) -> tuple[list[Row], list[tuple[str, ...]]]:
    """Give every state the key of its capital; return territories and lines of capitals.csv.

    A capital of the same name as its state (Singapore, Djibouti) gets no entry of its own:
    the text cannot tell the two apart.
    """
    by_key = {override["key"]: override for override in overrides}
    territories: list[Row] = []
    capitals: list[tuple[str, ...]] = []
    for row, capital in rows:
        if row.type != "State" or row.capital == NOTHING:
            territories.append(replace(row, capital=""))
            continue
        key = row.capital or slug(capital)
        override = by_key.get(key, {})
        label = override.get("label") or (capital if slug(capital) == key else key.title())
        own = key and label not in (row.label, *row.names)
        territories.append(replace(row, capital=key if own else ""))
        if own:
            names = clean_names(split(override.get("names", "")), label)
            state = said(override.get("state", ""), row.key)
            wikidata = override.get("wikidata", "")
            note = f"capital of {row.label}"
            capitals.append((key, label, "Place", ";".join(names), state, wikidata, "", note))
    return territories, sorted(capitals)


def write(path: Path, header: tuple[str, ...], lines: Iterable[tuple[str, ...]]) -> None:
    """Write a CSV file with Unix line ends."""
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(lines)


def main(folder: Path = FOLDER, source: Path = FOLDER) -> None:
    """Read the overrides in `source`, write both generated files into `folder`."""
    rows = territory_rows(read_overrides(source / "territories_overrides.csv"))
    territories, capitals = with_capitals(rows, read_overrides(source / "capitals_overrides.csv"))
    write(folder / "territories.csv", TERRITORY_COLUMNS, (row.cells() for row in territories))
    write(folder / "capitals.csv", CAPITAL_COLUMNS, capitals)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
