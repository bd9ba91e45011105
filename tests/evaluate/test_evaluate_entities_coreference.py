from __future__ import annotations

import sys

import pytest

from kg.errors import InputError
from kg.evaluate.entities.coreference import Partition, score_coreference


def partition(*clusters: str) -> Partition:
    """Clusters of mentions that are single letters."""
    return [frozenset((ord(letter), ord(letter) + 1) for letter in letters) for letters in clusters]


def test_the_worked_example_of_the_reference_scorer() -> None:
    """Pradhan et al. (2014), section 4: key {a b c} {d e f g}, response {a b} {c d} {f g h i}."""
    found = score_coreference([(partition("abc", "defg"), partition("ab", "cd", "fghi"))])
    assert (found.muc.recall, found.muc.precision) == pytest.approx((2 / 5, 2 / 5))
    assert (found.b_cubed.recall, found.b_cubed.precision) == pytest.approx((5 / 12, 1 / 2))
    assert (found.ceaf_e.recall, found.ceaf_e.precision) == pytest.approx((1.3 / 2, 1.3 / 3))
    assert found.conll == pytest.approx((0.4 + 5 / 11 + 0.52) / 3)


def test_documents_are_summed_before_they_are_divided() -> None:
    one, other = partition("ab", "c"), partition("uvw", "xyz")
    apart = score_coreference([(one, partition("a", "b", "c")), (other, other)])
    together = score_coreference([([*one, *other], [*partition("a", "b", "c"), *other])])
    assert apart == together
    assert apart.muc.recall == pytest.approx(4 / 5)
    assert apart.muc.precision == 1


def test_nothing_on_a_side_is_nothing_right() -> None:
    empty = score_coreference([(partition("ab"), []), ([], partition("c"))])
    assert empty.conll == 0
    assert score_coreference([([], [])]).conll == 0
    alone = score_coreference([(partition("a", "b"), partition("a", "b"))])
    assert (alone.muc.f1, alone.b_cubed.f1, alone.ceaf_e.f1) == (0, 1, 1)


def test_a_missing_scorer_is_said_plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "scorch", None)
    with pytest.raises(InputError, match=r"pip install 'geokg\[evaluate\]'"):
        score_coreference([])
