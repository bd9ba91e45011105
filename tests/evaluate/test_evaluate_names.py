from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.evaluate.gold import GoldEntity
from kg.evaluate.names import Alignment, head_noun, normalize, pair_up
from kg.model import Entity, EntityType


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("The  Hague", "hague"),
        ("an Oslo court", "oslo court"),
        ("Theresa Adu", "theresa adu"),
        ("People’s Council", "people's council"),
        ("A", "a"),
    ],
)
def test_normalize(name: str, plain: str) -> None:
    assert normalize(name) == plain


@pytest.mark.parametrize(
    ("phrase", "head"),
    [
        ("two French aid workers", "worker"),
        ("aid workers from France", "worker"),
        ("The families of miners", "family"),
        ("police", "police"),
        ("ruling class", "class"),
        ("Hundreds of Rohingya refugees in camps", "refugee"),
        ("half of the remaining dozens of sailors", "sailor"),
        ("hundreds in Lagos", "hundred"),
        ("soldiers'", "soldiers'"),
        ("...", ""),
    ],
)
def test_head_noun(phrase: str, head: str) -> None:
    assert head_noun(phrase) == head


def _align(gold: GoldEntity, *predicted: Entity) -> Alignment:
    return Alignment([gold], {entity.key: entity for entity in predicted})


def test_label_or_alias_equals_name_or_mention() -> None:
    gold = GoldEntity("g", "The Gambia", EntityType.STATE, ("Gambian", "Banjul"))
    same = _align(
        gold,
        Entity("label", "Gambia", EntityType.STATE),
        Entity("alias", "Republic", EntityType.STATE, frozenset({"gambia"})),
        Entity("mention", "Somewhere", EntityType.PLACE, frozenset({"BANJUL"})),
        Entity("other", "Gambian army", EntityType.MILITARY_FORCE),
    )
    assert [same.rank(key, "g") for key in ("label", "alias", "mention", "other")] == [
        0,
        1,
        2,
        None,
    ]
    assert same.matches("mention", "g")
    assert not same.matches("other", "g")
    assert not same.matches("absent", "g")


def test_head_nouns_count_between_groups_only() -> None:
    gold = GoldEntity("g", "three Danish sailors", EntityType.GROUP)
    same = _align(
        gold,
        Entity("group", "sailors from Denmark", EntityType.GROUP),
        Entity("club", "Sailors", EntityType.ORGANIZATION),
        Entity("others", "pilots", EntityType.GROUP),
    )
    assert same.matches("group", "g")
    assert not same.matches("club", "g")
    assert not same.matches("others", "g")
    named = _align(
        GoldEntity("g", "Danish Sailors", EntityType.ORGANIZATION),
        Entity("group", "sailors", EntityType.GROUP),
    )
    assert not named.matches("group", "g")


def test_a_predicted_entity_is_a_group_by_class_or_by_the_golds_word() -> None:
    same = Alignment(
        [
            GoldEntity("g1", "strikers", EntityType.GROUP),
            GoldEntity("g2", "Togo", EntityType.STATE, ("Togolese",)),
            GoldEntity("g3", "Togolese", EntityType.GROUP),
        ],
        {
            "a": Entity("a", "marchers", EntityType.GROUP),
            "b": Entity("b", "Strikers", EntityType.ORGANIZATION),
            "c": Entity("c", "Togo", EntityType.STATE, frozenset({"Togolese"})),
            "d": Entity("d", "Benin", EntityType.STATE),
        },
    )
    assert [same.is_group(key) for key in "abcd"] == [True, True, False, False]


def test_roles_are_the_same_one_for_one() -> None:
    same = Alignment(
        [
            GoldEntity("g1", "Peru", EntityType.STATE, ("Lima",)),
            GoldEntity("g2", "Chile", EntityType.STATE),
        ],
        {
            "peru": Entity("peru", "Peru", EntityType.STATE),
            "lima": Entity("lima", "Lima", EntityType.PLACE),
            "chile": Entity("chile", "Chile", EntityType.STATE),
        },
    )
    assert same.same(("g1", "g2"), {"peru", "chile"})
    assert same.same((), ())
    assert not same.same(("g1",), ())
    assert not same.same(("g1",), {"peru", "lima"})
    assert not same.same(("g1", "g2"), {"peru", "lima"})
    assert same.shared(("g1", "g2"), {"peru", "lima"}) == 1


@given(
    st.lists(
        st.lists(st.integers(0, 4), max_size=5, unique=True),
        max_size=5,
    )
)
def test_pair_up_pairs_as_many_as_can_be(options: list[list[int]]) -> None:
    pairs = pair_up(options)
    assert all(right in options[left] for left, right in pairs.items())
    assert len(set(pairs.values())) == len(pairs)
    best = max(
        sum(right in wanted for wanted, right in zip(options, order, strict=False))
        for order in permutations(range(5))
    )
    assert len(pairs) == best
