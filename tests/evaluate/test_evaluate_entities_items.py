from __future__ import annotations

import datetime as dt

import pytest

from kg.evaluate import GoldEntity, GoldItem, GoldRelation, PredictedEdge, Prediction
from kg.evaluate.entities.items import item_misses, report
from kg.model import Entity, EntityType
from kg.ontology import Ontology, load_ontology

ITEM = GoldItem(
    id="item-1",
    date=dt.date(2026, 2, 3),
    text="Chad's President Idriss Balima flew to Zinder. Balima met Hawa.",
    entities=(
        GoldEntity("e1", "Chad", EntityType.STATE, ("Chad",)),
        GoldEntity("e2", "Idriss Balima", EntityType.PERSON, ("Balima",)),
        GoldEntity("e3", "Zinder", EntityType.PLACE),
        GoldEntity("e4", "Hawa", EntityType.PERSON),
        GoldEntity("e5", "officials", EntityType.GROUP),
    ),
    events=(),
    relations=(GoldRelation("headOfState", "e2", "e1"),),
)
PREDICTION = Prediction(
    entities={
        "chad": Entity("chad", "Chad", EntityType.STATE),
        "idriss": Entity("idriss", "Idriss Balima", EntityType.PERSON),
        "balima": Entity("balima", "Balima", EntityType.PERSON),
        "zinder": Entity("zinder", "Zinder", EntityType.ORGANIZATION),
    },
    edges=(
        PredictedEdge("ministerOf", "idriss", "chad"),
        PredictedEdge("Meeting", "idriss", "chad"),
    ),
)


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return load_ontology()


def test_every_kind_of_error_is_named(ontology: Ontology) -> None:
    misses = item_misses([ITEM], {"item-1": PREDICTION}, ontology=ontology)
    assert [(miss.kind, miss.wanted, miss.given) for miss in misses] == [
        ("entity split", "Idriss Balima (Person)", "Balima + Idriss Balima"),
        ("entity class", "Zinder (Place)", "Zinder (Organization)"),
        ("entity missed", "Hawa (Person)", "nothing"),
        ("relation missed", "headOfState: Idriss Balima -> Chad", "nothing"),
        ("relation extra", "nothing", "ministerOf: Idriss Balima -> Chad"),
    ]
    assert misses[2].sentence == "Balima met Hawa."


def test_the_tables_leave_out_events_and_groups(ontology: Ontology) -> None:
    tables = report([ITEM], {"item-1": PREDICTION}, (), ontology=ontology)
    rows = [line.split() for line in tables.splitlines()]
    assert ["all", "4", "3", "0.750", "0.667", "1", "0.250"] in rows
    assert ["all", "1", "1", "0", "0.000", "0.000", "0.000"] in rows
    assert not any(row[:1] == ["Meeting"] for row in rows)
