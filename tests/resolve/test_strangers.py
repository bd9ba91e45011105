"""A namesake of somebody whom the gazetteer knows, with another state's office, is a stranger."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from resolve_reading import Reading, document

from kg.annotate import annotate, load_pipeline
from kg.gazetteer import load_gazetteer
from kg.lexicon import load_lexicon
from kg.resolve import resolve

pytestmark = pytest.mark.model

PERSONS = "key,label,type,state\nana-vale,Ana Vale,Person,norway\n"
OFFICES = (
    "person,office,relation,of,from,to\nana-vale,prime minister,headOfGovernment,norway,2019,\n"
)


@pytest.fixture(scope="module")
def reading(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Reading]:
    folder = tmp_path_factory.mktemp("seeds")
    (folder / "persons.csv").write_text(PERSONS, encoding="utf-8")
    (folder / "offices.csv").write_text(OFFICES, encoding="utf-8")
    gazetteer, lexicon = load_gazetteer(extra=[folder]), load_lexicon()
    pipeline = load_pipeline()

    def read(text: str) -> Reading:
        (annotated,) = annotate([document(text)], pipeline=pipeline)
        return Reading(resolve(annotated, gazetteer=gazetteer, lexicon=lexicon))

    return read


@pytest.mark.parametrize(
    "text",
    [
        "Norwegian Prime Minister Ana Vale met bankers on Friday.",
        "Ana Vale met bankers on Friday.",
        "Fijian Prime Minister Ana Vale met bankers, Oslo said.",
        "Fijian rebel leader Ana Vale met bankers on Friday.",
    ],
)
def test_who_is_known(reading: Callable[[str], Reading], text: str) -> None:
    assert reading(text).who("Ana Vale") == {"ana-vale"}


def test_who_is_a_stranger(reading: Callable[[str], Reading]) -> None:
    told = reading("Fijian Prime Minister Ana Vale met bankers on Friday. Vale said that she won.")
    assert told.who("Ana Vale") == told.who("Vale", 2) == told.who("she") == {"Person/Ana Vale"}
    stranger = told.entity("Person/Ana Vale")
    assert (stranger.represents, stranger.wikidata, stranger.label) == ("fiji", None, "Ana Vale")
    assert told.offices() == {("headOfGovernment", "Person/Ana Vale", "fiji")}
    assert "ana-vale" not in told.resolved.entities
