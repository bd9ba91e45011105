"""Writes records as columns: in come lists of alike objects, out goes the same much shorter.

`[{"id": "c0", "by": "KCNA"}, {"id": "c1", "by": "KCNA"}]` becomes
`{"size": 2, "columns": {"id": {"count": "c"}, "by": {"same": "KCNA"}}}`. `source.js` reads it.
A column is a list of values, or an object that says how it is to be read:

    {"count": "c"}            c0, c1, c2 …
    {"same": value}           the value in every row
    {"of": [...], "at": [..]} row i has of[at[i]]
    {"rows": packed, "per": [..]}  row i has the next per[i] of the packed records
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

__all__ = ["pack"]

Record = Mapping[str, object]

_FEW = 4
"""Values that come so often on average are written once."""


def pack(records: Sequence[Record]) -> dict[str, object]:
    """Return the records as columns.

    Args:
        records: objects that all have the same keys, of JSON values.

    Raises:
        ValueError: the records have not the same keys.
    """
    names = list(records[0]) if records else []
    if any(set(record) != set(names) for record in records):
        raise ValueError("the records of a list must have the same keys")
    columns = {name: _column([record[name] for record in records]) for name in names}
    return {"size": len(records), "columns": columns}


def _column(values: list[object]) -> object:
    first = values[0]
    if isinstance(first, str) and _counts(values, first.rstrip("0123456789")):
        return {"count": first.rstrip("0123456789")}
    if len(values) > 1 and all(_equal(value, first) for value in values):
        return {"same": first}
    if all(isinstance(value, list) for value in values):
        return _nested(values)
    if all(isinstance(value, str) for value in values):
        distinct = dict.fromkeys(values)
        if len(distinct) * _FEW <= len(values):
            numbers = {value: number for number, value in enumerate(distinct)}
            return {"of": list(distinct), "at": [numbers[value] for value in values]}
    return values


def _counts(values: list[object], letters: str) -> bool:
    return bool(letters) and all(value == f"{letters}{i}" for i, value in enumerate(values))


def _equal(one: object, other: object) -> bool:
    # In Python, True equals 1; in JSON it does not.
    return one == other and json.dumps(one) == json.dumps(other)


def _nested(values: list[object]) -> object:
    inner = [item for value in values if isinstance(value, list) for item in value]
    if inner and all(isinstance(item, dict) for item in inner):
        sizes = [len(value) for value in values if isinstance(value, list)]
        return {"rows": pack(inner), "per": sizes}
    return values
