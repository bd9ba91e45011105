"""Where the shipped data lies: `ontology/` and `seeds/`.

In a wheel both travel inside this package; in a checkout (also under an editable
install) they stand at the top of the repository, two folders up.
"""

from __future__ import annotations

from pathlib import Path

from kg.errors import DataError

__all__ = ["data_folder"]


def data_folder(name: str) -> Path:
    """Return the folder `name` ("ontology" or "seeds") of the installed product.

    Raises:
        DataError: the folder is in neither place, so the installation is broken.
    """
    here = Path(__file__).resolve().parent
    for candidate in (here / name, here.parents[1] / name):
        if candidate.is_dir():
            return candidate
    raise DataError(f"the data folder {name!r} is missing beside {here}: reinstall geokg")
