"""Make the page's tables of states: `kg/view/states.csv` (Wikidata id, two letters).

    python tools/make_states.py

In: the package rigour (territories with their ISO 3166-1 codes). Out: one line for each
territory, sorted by code, so that the page can write "RU" on the mark of Russia.
"""

from __future__ import annotations

import csv
from pathlib import Path

from rigour.territories import get_territories

TARGET = Path(__file__).resolve().parents[1] / "kg" / "view" / "states.csv"


def main(target: Path = TARGET) -> None:
    """Write the table to `target`."""
    codes = {
        (territory.qid, territory.code.upper())
        for territory in get_territories()
        if len(territory.code) == 2 and not territory.is_historical
    }
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("wikidata", "code"))
        writer.writerows(sorted(codes, key=lambda row: (row[1], row[0])))


if __name__ == "__main__":
    main()
