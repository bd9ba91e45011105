from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.view.pack import pack


def unpack(packed: dict[str, Any]) -> list[dict[str, Any]]:
    """What `source.js` does."""
    records: list[dict[str, Any]] = [{} for _ in range(packed["size"])]
    for name, column in packed["columns"].items():
        for record, value in zip(records, values(column, packed["size"]), strict=True):
            record[name] = value
    return records


def values(column: Any, size: int) -> list[Any]:
    if isinstance(column, list):
        return column
    if "count" in column:
        return [f"{column['count']}{i}" for i in range(size)]
    if "same" in column:
        return [column["same"]] * size
    if "of" in column:
        return [column["of"][i] for i in column["at"]]
    rows = iter(unpack(column["rows"]))
    return [[next(rows) for _ in range(count)] for count in column["per"]]


scalars = st.sampled_from([True, False, 0, 1, "", "1", "same", "c0", "\u2028"])
inner = st.lists(st.fixed_dictionaries({"x": scalars}), max_size=2)


@given(st.lists(st.fixed_dictionaries({"a": scalars, "b": st.sampled_from("xy"), "c": inner})))
def test_nothing_is_lost(records: list[dict[str, Any]]) -> None:
    packed = json.loads(json.dumps(pack(records)))
    assert unpack(packed) == records
    assert [type(r["a"]) for r in unpack(packed)] == [type(r["a"]) for r in records]


def test_numbered_ids_and_repeated_words_take_little_room() -> None:
    records = [{"id": f"c{i}", "by": "KCNA" if i % 2 else "TASS", "all": 1} for i in range(8)]
    assert pack(records) == {
        "size": 8,
        "columns": {
            "id": {"count": "c"},
            "by": {"of": ["TASS", "KCNA"], "at": [0, 1] * 4},
            "all": {"same": 1},
        },
    }


def test_records_of_another_shape_are_refused() -> None:
    with pytest.raises(ValueError, match="same keys"):
        pack([{"a": 1}, {"b": 1}])
