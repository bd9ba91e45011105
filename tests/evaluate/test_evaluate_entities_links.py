"""Links on items and graphs made here."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.evaluate.entities.link_tables import report
from kg.evaluate.entities.links import LinkScores, load_links, score_links
from kg.evaluate.entities.titles import TitleClass
from kg.evaluate.scores import Rate
from kg.gazetteer import Gazetteer, load_gazetteer
from kg.lexicon import load_lexicon
from kg.model import Dataset, Document, Entity, EntityType, Mention, Span

ENTITIES = {
    "chad": Entity("chad", "Chad", EntityType.STATE, frozenset({"Chadian"})),
    "niger": Entity("niger", "Niger", EntityType.STATE, frozenset({"Niamey"})),
    "niamey": Entity("niamey", "Niamey", EntityType.PLACE),
    "army": Entity("army", "Chadian army", EntityType.MILITARY_FORCE),
    "balima": Entity("balima", "Idriss Balima", EntityType.PERSON, frozenset({"Balima"})),
    "other": Entity("other", "Balima", EntityType.PERSON),
    "zoro": Entity("zoro", "Zoro", EntityType.ORGANIZATION),
}


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


def item(
    tmp_path: Path, marks: list[tuple[str, str, str | None, str]], times: int = 1
) -> tuple[Path, Dataset]:
    """A gold file and a graph: (word, title, key of the entity, kind), repeated in items."""
    text = " ".join(f"We saw in {word} that." for word, *_ in marks)
    lines, documents, mentions = [], [], {}
    for number in range(times):
        body = text + " " * number
        links, found, at = [], [], 0
        for word, title, key, kind in marks:
            start = body.index(word, at)
            at = start + len(word)
            links.append([start, at, word, title])
            if key is not None:
                found.append(Mention(start, at, 0, 0, 1, 0, key, kind))
        name = f"item-{number}"
        lines.append(json.dumps({"id": name, "text": body, "links": links}))
        span = (Span(0, len(body)),)
        documents.append(Document(f"d{number}", body, (name,), span))
        mentions[f"d{number}"] = tuple(found)
    path = tmp_path / "links.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path, Dataset(tuple(documents), ENTITIES, {}, (), (), (), mentions)


def scored(path: Path, dataset: Dataset, gazetteer: Gazetteer) -> LinkScores:
    return score_links(load_links(path), dataset, gazetteer=gazetteer, lexicon=load_lexicon())


def test_states_and_what_only_explains_them(tmp_path: Path, gazetteer: Gazetteer) -> None:
    marks = [
        ("Chadian", "Chad", "chad", "demonym"),
        ("Chad", "Chad", "army", "name"),
        ("Niger", "Niger", None, "name"),
        ("Chadian", "Chadian_Armed_Forces", "chad", "demonym"),
    ]
    scores = scored(*item(tmp_path, marks), gazetteer)
    assert scores.states == Rate(1, 3)
    assert scores.left_out == {"explains the name of a state": 1}
    assert [(m.kind, m.wanted, m.given) for m in scores.misses] == [
        ("state wrong", "Chad", "Chadian army (MilitaryForce)"),
        ("state wrong", "Niger", "nothing"),
    ]
    assert "[Chad]" in scores.misses[0].sentence


def test_names_need_the_name_and_the_class(tmp_path: Path, gazetteer: Gazetteer) -> None:
    marks = [
        ("Balima", "Idriss_Balima_(politician)", "balima", "name"),
        ("Chadian army", "Chadian_Ground_Army", "army", "name"),
        ("Zoro", "Zoro,_Ohio", "zoro", "name"),
        ("Bilma", "Bilma_(town)", "chad", "name"),
        ("Niamey", "Niamey", "niger", "metonym"),
        ("rubble", "Rubble", "chad", "name"),
        ("the Amina envoys", "Amina_Army", "army", "name"),
    ]
    scores = scored(*item(tmp_path, marks), gazetteer)
    person = scores.names[TitleClass.PERSON]
    assert (person.total, person.found, person.right, person.strict) == (1, 1, 1, 1)
    force = scores.names[TitleClass.ORGANIZATION]
    assert (force.total, force.named, force.right) == (1, 1, 1)
    place = scores.names[TitleClass.PLACE]
    assert (place.total, place.found, place.named, place.right) == (3, 3, 2, 1)
    assert place.strict == 0
    assert scores.left_out == {"a description, no name": 2}


def test_one_entity_across_documents(tmp_path: Path, gazetteer: Gazetteer) -> None:
    marks = [
        ("Balima", "Idriss_Balima_(politician)", "balima", "name"),
        ("Bilma", "Bilma_(town)", None, "name"),
        ("Niamey", "Niamey", "niamey", "name"),
    ]
    path, dataset = item(tmp_path, marks, times=5)
    whole = scored(path, dataset, gazetteer)
    assert whole.one_entity == whole.nearly_one == Rate(2, 3)
    first, *rest = dataset.mentions["d0"]
    split = {
        **dataset.mentions,
        "d0": (Mention(first.start, first.end, 0, 0, 1, 0, "other"), *rest),
        "d1": tuple(
            Mention(m.start, m.end, 0, 0, 1, 0, "niger", "metonym") if m.entity == "niamey" else m
            for m in dataset.mentions["d1"]
        ),
    }
    parts = Dataset(dataset.documents, ENTITIES, {}, (), (), (), split)
    scores = scored(path, parts, gazetteer)
    assert scores.one_entity == scores.nearly_one == Rate(1, 3)
    (stray,) = [m for m in scores.misses if m.kind == "several entities" and m.given != "nothing"]
    assert (stray.wanted, stray.given, stray.item) == (
        "Idriss Balima (politician) as Idriss Balima (Person)",
        "Balima (Person)",
        "item-0",
    )


def test_an_item_that_was_not_read_counts_as_missed(tmp_path: Path, gazetteer: Gazetteer) -> None:
    path, _ = item(tmp_path, [("Chad", "Chad", "chad", "name")])
    scores = scored(path, Dataset((), {}, {}, (), (), ()), gazetteer)
    assert scores.unread == ("item-0",)
    assert scores.states == Rate(0, 1)
    tables = report(scores)
    assert "not read: item-0" in tables
    assert "states      0   1  0.000" in tables


@pytest.mark.parametrize("link", [[0, 3, "Chad", "Chad"], [0, 4, "Chad"], ["0", 4, "Chad", "Chad"]])
def test_a_link_that_does_not_fit_its_text_is_named(tmp_path: Path, link: list[object]) -> None:
    path = tmp_path / "links.jsonl"
    path.write_text(json.dumps({"id": "1", "text": "Chad won.", "links": [link]}), encoding="utf-8")
    with pytest.raises(InputError, match=r"links\.jsonl:1: the line has a link"):
        load_links(path)
