from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.view.layout import SPRUNG, Box, Link, arrange


def covers(one: Box, a: tuple[int, int], other: Box, b: tuple[int, int]) -> bool:
    # Coordinates are rounded to whole pixels: two touching boxes may share one.
    return (
        abs(a[0] - b[0]) + 1 < (one.width + other.width) / 2
        and abs(a[1] - b[1]) + 1 < (one.height + other.height) / 2
    )


@st.composite
def drawings(draw: st.DrawFn) -> tuple[list[Box], list[Link], float]:
    sizes = st.tuples(st.integers(20, 220), st.integers(40, 90))
    boxes = [Box(*size) for size in draw(st.lists(sizes, max_size=14))]
    ends = st.integers(0, max(0, len(boxes) - 1))
    pairs = draw(st.lists(st.tuples(ends, ends), max_size=20)) if len(boxes) > 1 else []
    links = [Link(a, b, 1.0) for a, b in pairs if a != b]
    return boxes, links, draw(st.sampled_from([0.6, 1.0, 1.6]))


@settings(max_examples=25, deadline=None)
@given(drawings())
def test_no_box_covers_another_and_the_same_input_gives_the_same_places(
    drawing: tuple[list[Box], list[Link], float],
) -> None:
    boxes, links, aspect = drawing
    places = arrange(boxes, links, aspect=aspect)
    for i, j in combinations(range(len(boxes)), 2):
        assert not covers(boxes[i], places[i], boxes[j], places[j]), (i, j, places)
    assert arrange(boxes, links, aspect=aspect) == places


def test_a_box_without_link_stands_below_all_others() -> None:
    boxes = [Box(80, 50)] * 5
    places = arrange(boxes, [Link(0, 1), Link(1, 3), Link(0, 3)], aspect=1.0)
    assert min(places[2][1], places[4][1]) > max(places[i][1] for i in (0, 1, 3))


def test_linked_boxes_stand_nearer_than_boxes_of_other_groups() -> None:
    def group(first: int) -> list[Link]:
        return [Link(first + a, first + b) for a, b in combinations(range(4), 2)]

    boxes = [Box(60, 40)] * 8
    places = arrange(boxes, [*group(0), *group(4), Link(0, 4)], aspect=1.0)

    def distance(i: int, j: int) -> float:
        return float(abs(places[i][0] - places[j][0]) + abs(places[i][1] - places[j][1]))

    within = max(distance(1, 2), distance(5, 6))
    assert within < min(distance(1, 5), distance(2, 6))


def test_the_frame_follows_the_aspect() -> None:
    boxes = [Box(60, 40)] * 16
    links = [Link(i, (i * 7 + 3) % 16) for i in range(16) if i != (i * 7 + 3) % 16]
    links += [Link(i, i + 1) for i in range(15)]

    def ratio(aspect: float) -> float:
        places = arrange(boxes, links, aspect=aspect)
        xs, ys = [x for x, _ in places], [y for _, y in places]
        return (max(xs) - min(xs)) / (max(ys) - min(ys))

    assert ratio(1.6) > 1.1 > 0.9 > ratio(0.6)


def test_beyond_the_limit_boxes_stand_in_rings_without_covering() -> None:
    boxes = [Box(60, 40)] * (SPRUNG + 60)
    links = [Link(0, i) for i in range(1, len(boxes))]
    places = arrange(boxes, links, aspect=1.3)
    outer = range(SPRUNG, len(boxes))
    for i in outer:
        for j in range(len(boxes)):
            if i != j:
                assert not covers(boxes[i], places[i], boxes[j], places[j]), (i, j)
