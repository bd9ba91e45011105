"""Marked articles and graphs made here."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kg.errors import InputError
from kg.evaluate.entities.alignment import match_article
from kg.evaluate.entities.cluster_scores import ClusterScores, score_clusters
from kg.evaluate.entities.cluster_tables import report
from kg.evaluate.entities.clusters import CoarseClass, joined, load_articles
from kg.evaluate.entities.static import relation_counts, static_facts
from kg.evaluate.scores import Counts, Rate
from kg.gazetteer import Gazetteer, load_gazetteer
from kg.model import Dataset, Edge, Entity, EntityType, Mention
from kg.ontology import Ontology, load_ontology

TEXT = (
    "Chadian President Idriss Balima flew to Zinder on Monday. Balima praised Chad's Radio Sahel. "
    "Zinder lies in Niger. Nigerien and European envoys came. ab / cd ( AP )"
)
CLUSTERS: dict[str, tuple[list[str], list[str]]] = {
    "0": (["Chad"], ["entity", "location", "gpe", "gpe0"]),
    "1": (["Chadian"], ["other", "gpe0-x"]),
    "2": (["Idriss Balima", "Balima"], ["entity", "person", "head_of_state"]),
    "3": (["Zinder", "Zinder"], ["entity", "location", "gpe", "gpe2"]),
    "4": (["Radio Sahel"], ["entity", "organization", "media"]),
    "5": (["Niger"], ["entity", "location", "gpe", "gpe0"]),
    "6": (["Nigerien"], ["other", "gpe0-x"]),
    "7": (["President"], ["value", "role"]),
    "8": (["Monday"], ["value", "time"]),
    "9": (["European"], ["other", "loc-x"]),
    "10": (["ab / cd ( AP )"], ["other", "footer"]),
}
RELATIONS = [
    ("1", "gpe0", "0"),
    ("2", "head_of_state", "0"),
    ("2", "agent_of", "0"),
    ("2", "citizen_of-x", "1"),
    ("3", "in0", "5"),
    ("4", "based_in0-x", "1"),
    ("4", "appears_in", "2"),
]
ENTITIES = {
    "chad": Entity("chad", "Chad", EntityType.STATE),
    "balima": Entity("balima", "Idriss Balima", EntityType.PERSON, represents="chad"),
    "zinder": Entity("zinder", "Zinder", EntityType.PLACE),
    "radio": Entity("radio", "Radio Sahel", EntityType.PERSON),
    "niger": Entity("niger", "Niger", EntityType.STATE),
    "ap": Entity("ap", "AP", EntityType.NEWS_MEDIA),
}
DENOTED = {
    "chad": ["Chadian", "Chad"],
    "balima": ["Idriss Balima", "Balima"],
    "zinder": ["Zinder", "Zinder"],
    "radio": ["Radio"],
    "niger": ["Niger", "Nigerien"],
    "ap": ["AP"],
}


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return load_ontology()


def spans(words: list[str]) -> list[tuple[int, int]]:
    """Where the words stand, each after the one before; a part of a longer word does not count."""
    found, at = [], 0
    for word in words:
        start = TEXT.index(word, at)
        while TEXT[start + len(word) :][:1].isalpha():
            start = TEXT.index(word, start + 1)
        at = start + len(word)
        found.append((start, at))
    return found


def gold(tmp_path: Path, **changes: Any) -> Path:
    record = {
        "id": "one",
        "text": TEXT,
        "entities": [
            {
                "id": int(name),
                "types": types,
                "mentions": [[a, b, TEXT[a:b]] for a, b in spans(words)],
            }
            for name, (words, types) in CLUSTERS.items()
        ],
        "relations": [{"s": int(s), "p": p, "o": int(o)} for s, p, o in RELATIONS],
    }
    path = tmp_path / "articles.jsonl"
    path.write_text(json.dumps(record | changes), encoding="utf-8")
    return path


def mentions() -> list[Mention]:
    return [
        Mention(start, end, 0, 0, 1, 0, key)
        for key, words in DENOTED.items()
        for start, end in spans(words)
    ]


DATASET = Dataset(
    (),
    ENTITIES,
    {},
    (),
    (),
    edges=(
        Edge("balima", "headOfStateOf", "chad"),
        Edge("zinder", "locatedIn", "chad", alleged=True),
        Edge("zinder", "locatedIn", "niger"),
    ),
)


def scored(
    path: Path, found: list[Mention], gazetteer: Gazetteer, ontology: Ontology
) -> ClusterScores:
    articles = [match_article(one, found, gazetteer=gazetteer) for one in load_articles(path)]
    facts = static_facts(DATASET, ontology=ontology, gazetteer=gazetteer)
    return score_clusters(articles, DATASET, facts)


def test_demonyms_are_joined_to_their_country(tmp_path: Path, gazetteer: Gazetteer) -> None:
    (article,) = load_articles(gold(tmp_path))
    owner = joined(article, gazetteer)
    assert owner["1"] == "0"  # by the relation gpe0
    assert owner["6"] == "5"  # by the gazetteer
    assert owner["9"] == "9"
    assert [cluster.id for cluster in article.named] == ["0", "1", "2", "3", "4", "5", "6", "9"]
    assert article.by_id["6"].kind is CoarseClass.GPE
    assert article.by_id["9"].kind is CoarseClass.OTHER


def test_mentions_and_classes(tmp_path: Path, gazetteer: Gazetteer, ontology: Ontology) -> None:
    scores = scored(gold(tmp_path), mentions(), gazetteer, ontology)
    # "Radio" is a part of "Radio Sahel"; nobody found "European"; "AP" stands in a footer.
    assert scores.exact == Counts(8, 2, 1)
    assert scores.overlapping == Counts(9, 1, 0)
    assert scores.found[CoarseClass.OTHER] == Rate(0, 1)
    assert scores.typed == {
        CoarseClass.GPE: Rate(6, 6),
        CoarseClass.ORGANIZATION: Rate(0, 1),
        CoarseClass.PERSON: Rate(2, 2),
    }
    kinds = [(miss.kind, miss.wanted, miss.given) for miss in scores.misses]
    assert ("class wrong", "Radio Sahel (organization)", "Radio Sahel (Person)") in kinds
    assert ("mention missed", "European (other)", "nothing") in kinds


def test_only_the_outermost_names_count(tmp_path: Path, gazetteer: Gazetteer) -> None:
    start, end = spans(["Radio Sahel"])[0]
    inner = Mention(start + 6, end, 0, 0, 1, 0, "chad", "nested")
    outer = Mention(start, end, 0, 0, 1, 0, "radio")
    organ = Mention(0, 7, 0, 0, 1, 0, "chad", "organ")
    (article,) = load_articles(gold(tmp_path))
    one = match_article(article, [inner, outer, organ], gazetteer=gazetteer)
    assert one.predicted == {(start, end): outer}
    alone = match_article(article, [inner], gazetteer=gazetteer)
    assert alone.predicted == {(start + 6, end): inner}


def test_coreference_with_and_without_demonyms(
    tmp_path: Path, gazetteer: Gazetteer, ontology: Ontology
) -> None:
    scores = scored(gold(tmp_path), mentions(), gazetteer, ontology)
    whole = scores.coreference["common mentions, demonyms joined"]
    assert (whole.muc.f1, whole.b_cubed.f1, whole.ceaf_e.f1) == (1, 1, 1)
    assert scores.coreference["common mentions, as marked"].b_cubed.precision < 1
    assert scores.coreference["all mentions, demonyms joined"].muc.f1 == 1
    assert scores.coreference["all mentions, demonyms joined"].b_cubed.recall == 0.8


def test_relations_that_the_graph_tells(
    tmp_path: Path, gazetteer: Gazetteer, ontology: Ontology
) -> None:
    scores = scored(gold(tmp_path), mentions(), gazetteer, ontology)
    told = scores.relations
    assert told["gpe0"] == Counts(1, 0, 1)  # that of Nigerien is not in the gold
    assert told["head_of_state"] == told["agent_of"] == told["citizen_of"] == Counts(1, 0, 0)
    assert told["in0"] == Counts(1, 0, 1)
    assert told["based_in0"] == Counts(0, 1, 0)
    assert told["member_of"] == Counts()
    missed = [miss for miss in scores.misses if miss.kind == "relation missed"]
    assert [miss.wanted for miss in missed] == ["based_in0: Radio Sahel -> Chad"]


def test_the_gazetteer_is_counted_apart(
    tmp_path: Path, gazetteer: Gazetteer, ontology: Ontology
) -> None:
    place = gazetteer.entries["moscow"]
    assert place.state is not None
    entities = {
        place.key: Entity(place.key, place.label, EntityType.PLACE),
        place.state: Entity(place.state, "The state", EntityType.STATE),
    }
    dataset = replace(DATASET, entities=entities, edges=())
    facts = static_facts(dataset, ontology=ontology, gazetteer=gazetteer)
    assert facts.between(place.key, place.state, background=False) == frozenset()
    assert facts.between(place.key, place.state, background=True) == {"in0"}


def test_a_place_is_where_its_surroundings_are(ontology: Ontology, gazetteer: Gazetteer) -> None:
    entities = {
        "a": Entity("a", "A", EntityType.PLACE),
        "b": Entity("b", "B", EntityType.PLACE),
        "o": Entity("o", "O", EntityType.ORGANIZATION),
        "s": Entity("s", "S", EntityType.STATE),
    }
    edges = (
        Edge("a", "locatedIn", "b"),
        Edge("b", "locatedIn", "a"),
        Edge("b", "capitalOf", "s"),
        Edge("o", "basedIn", "a"),
    )
    dataset = replace(DATASET, entities=entities, edges=edges)
    facts = static_facts(dataset, ontology=ontology, gazetteer=gazetteer)
    assert facts.between("a", "s", background=False) == {"in0"}
    assert facts.between("o", "s", background=False) == {"based_in0"}


def test_splits_and_merges_are_named(
    tmp_path: Path, gazetteer: Gazetteer, ontology: Ontology
) -> None:
    found = mentions()
    split = [
        replace(one, entity="radio") if TEXT[one.start : one.end] == "Balima" else one
        for one in found
    ]
    kinds = {
        (miss.kind, miss.wanted, miss.given)
        for miss in scored(gold(tmp_path), split, gazetteer, ontology).misses
    }
    assert (
        "entity split",
        "Idriss Balima",
        "Radio Sahel (Person), that is Radio Sahel",
    ) in kinds
    merged = [replace(one, entity="chad") if one.entity == "niger" else one for one in found]
    kinds = {
        (miss.kind, miss.wanted, miss.given)
        for miss in scored(gold(tmp_path), merged, gazetteer, ontology).misses
    }
    assert ("entities merged", "Niger", "Chad (State), that is Chad") in kinds


def test_the_tables(tmp_path: Path, gazetteer: Gazetteer, ontology: Ontology) -> None:
    (article,) = load_articles(gold(tmp_path))
    nothing = match_article(article, [], gazetteer=gazetteer)
    facts = static_facts(DATASET, ontology=ontology, gazetteer=gazetteer)
    counts, _ = relation_counts([nothing], facts, background=True)
    assert counts["in0"] == Counts(0, 1, 0)
    tables = report(score_clusters([nothing], DATASET, facts, ["one"]))
    assert tables.startswith("1 article; not read: one\n")
    assert "equal spans          10      0     0          -   0.000  0.000" in tables


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"relations": [{"s": 0, "p": "in0", "o": 77}]}, "names '77'"),
        ({"entities": [{"id": 0, "types": [], "mentions": [[0, 4, "Togo"]]}]}, "has a mention"),
        ({"entities": 3}, "lacks the list 'entities'"),
    ],
)
def test_a_malformed_article_is_named(
    tmp_path: Path, changes: dict[str, Any], problem: str
) -> None:
    with pytest.raises(InputError, match=r"articles\.jsonl:1") as error:
        load_articles(gold(tmp_path, **changes))
    assert problem in str(error.value)
