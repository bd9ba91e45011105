"""What the gazetteer knows of one state, organ, group, outlet, place or person.

In: a row of a table with the columns `key`, `label`, `type`. Out: an `Entry`: Kyiv, a Place,
known as "Kiev" too, in Ukraine.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.model import EntityType
from kg.tables import Row

__all__ = ["ENTRY_COLUMNS", "Entry", "entry_of"]

#: The columns that a table of entries may have.
ENTRY_COLUMNS = {"key", "label", "type", "names", "demonyms", "capital", "wikidata"} | {
    *("state", "parent", "region", "official", "wikipedia", "note")
}


@dataclass(frozen=True, slots=True)
class Entry:
    """Somebody or something that the gazetteer knows.

    `names` begins with the label, unless that has an explanation in it ("Georgia (U.S.
    state)"). `state` is the key of the state that it belongs to or is an organ of: None for
    states and for what belongs to none; for a person it is the one that he or she represents
    or is a national of. `capital` is the key of a state's capital: None where both have one
    name (Singapore). `official` marks organs of a state. `wikipedia` is the title of the
    article in the English Wikipedia, as its address has it ("Xi_Jinping").
    """

    key: str
    label: str
    type: EntityType
    names: tuple[str, ...]
    demonyms: tuple[str, ...]
    state: str | None
    capital: str | None
    official: bool
    wikidata: str | None
    wikipedia: str | None = None
    part: bool = False
    """Is it a part of a state ("Donetsk Oblast") or a territory, and no settlement?"""


def entry_of(row: Row) -> Entry:
    """Make an entry of a row.

    Raises:
        DataError: the type is unknown or a cell has the wrong form.
    """
    cells = row.cells
    try:
        kind = EntityType(cells["type"])
    except ValueError:
        known = ", ".join(EntityType)
        raise row.fail(f"unknown type {cells['type']!r}: use one of {known}") from None
    label, wikidata = cells["label"], cells.get("wikidata") or None
    if not cells["key"] or not label:
        raise row.fail("key and label must not be empty")
    if wikidata is not None and re.fullmatch(r"Q\d+", wikidata) is None:
        raise row.fail(f"{wikidata!r} is no Wikidata id such as Q159")
    wikipedia = cells.get("wikipedia") or None
    if wikipedia is not None and re.search(r"\s|/wiki/", wikipedia) is not None:
        raise row.fail(f"{wikipedia!r} is no title of an article such as Xi_Jinping")
    if cells.get("official", "") not in ("", "yes"):
        raise row.fail(f"official is {cells['official']!r}: use yes or leave empty")
    names = row.parts("names")
    return Entry(
        key=cells["key"],
        label=label,
        type=kind,
        names=names if label.endswith(")") else tuple(dict.fromkeys((label, *names))),
        demonyms=row.parts("demonyms"),
        state=cells.get("state") or cells.get("parent") or None,
        capital=cells.get("capital") or None,
        official=cells.get("official") == "yes",
        wikidata=wikidata,
        part="parent" in cells and kind is EntityType.PLACE,
        wikipedia=wikipedia,
    )
