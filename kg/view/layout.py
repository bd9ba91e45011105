"""Where the entities stand on the page: in come boxes and links, out come coordinates.

"Kim met Belousov in Pyongyang" puts the two men beside each other, and nothing on top of
their names. A force-directed layout (Fruchterman and Reingold 1991, as networkx has it)
says who belongs near whom; then each box, the most important first, takes the free spot
nearest to where it wants to be. Coordinates are whole pixels at zoom 1, y grows downwards.
The same input gives the same output.
"""

from __future__ import annotations

import itertools
import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import networkx as nx
import numpy as np

__all__ = ["Box", "Link", "arrange"]

Point = tuple[float, float]

SPRUNG = 150
"""So many boxes at most are laid out by force; each other stands near those it is linked to."""

SEEDS = 8
"""So many starts are tried for a small drawing; the one with the fewest crossings is kept."""

SMALL = 80
"""A drawing with at most so many boxes is small."""

STEP = 14.0
"""Distance between the rings of spots that are tried for a box."""

ROOM = 3.6
"""Area of the drawing over the area of its boxes: room for links and their names. A part
of less than ten boxes needs less."""

SWAY = 0.4
"""By how much a cell of the grid is larger than the boxes, which sway in it."""

EVEN = 0.5
"""How far the crowd in the middle is spread: 0 keeps the distances, 1 only the order."""


@dataclass(frozen=True, slots=True)
class Box:
    """What an entity needs on the page, its name included; in pixels at zoom 1."""

    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Link:
    """Two boxes, by index, that belong together; a higher weight pulls harder."""

    source: int
    target: int
    weight: float = 1.0


def arrange(
    boxes: Sequence[Box], links: Sequence[Link], *, aspect: float
) -> tuple[tuple[int, int], ...]:
    """Place boxes, the most important first, so that none covers another.

    Args:
        boxes: sizes, ordered by importance. A box without a link stands in a row below.
        links: pairs of boxes that should be near each other.
        aspect: width of the drawing over its height, roughly kept.

    Returns:
        The centre of each box.
    """
    linked = {end for link in links for end in (link.source, link.target)}
    core = [i for i in range(len(boxes)) if i in linked]
    sprung, outer = core[:SPRUNG], core[SPRUNG:]
    placed: dict[int, Point] = {}
    blocks: list[tuple[Box, Point]] = []
    for part in _parts(sprung, links):
        settled = _settle(part, boxes, _spring(part, boxes, links, aspect))
        placed |= _beside(settled, boxes, blocks, aspect)
    placed |= _nearby(outer, boxes, links, placed, aspect)
    lone = [i for i in range(len(boxes)) if i not in linked]
    placed |= _rows(lone, boxes, placed, aspect)
    return tuple((round(placed[i][0]), round(placed[i][1])) for i in range(len(boxes)))


def _within(order: Sequence[int], links: Sequence[Link]) -> list[Link]:
    members = set(order)
    return [link for link in links if {link.source, link.target} <= members]


def _parts(order: Sequence[int], links: Sequence[Link]) -> list[list[int]]:
    """The parts that no link connects, the largest first; each part keeps the order."""
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(order)
    graph.add_edges_from((link.source, link.target) for link in _within(order, links))
    parts = [sorted(part) for part in nx.connected_components(graph)]
    return sorted(parts, key=lambda part: (-len(part), part))


def _beside(
    part: dict[int, Point], boxes: Sequence[Box], blocks: list[tuple[Box, Point]], aspect: float
) -> dict[int, Point]:
    """Move a part next to the blocks that earlier parts take, and add its own block."""
    left = min(x - boxes[i].width / 2 for i, (x, _) in part.items())
    right = max(x + boxes[i].width / 2 for i, (x, _) in part.items())
    top = min(y - boxes[i].height / 2 for i, (_, y) in part.items())
    bottom = max(y + boxes[i].height / 2 for i, (_, y) in part.items())
    block = Box(right - left, bottom - top)
    spot = _free(block, (0.0, 0.0), blocks, aspect)
    blocks.append((block, spot))
    shift_x, shift_y = spot[0] - (left + right) / 2, spot[1] - (top + bottom) / 2
    return {i: (x + shift_x, y + shift_y) for i, (x, y) in part.items()}


def _spring(
    order: Sequence[int], boxes: Sequence[Box], links: Sequence[Link], aspect: float
) -> dict[int, Point]:
    """Force-directed wishes, scaled to the room that the boxes need."""
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(order)
    for link in _within(order, links):
        before = graph.get_edge_data(link.source, link.target, {"weight": 0.0})["weight"]
        graph.add_edge(link.source, link.target, weight=before + link.weight)
    pairs = list(graph.edges())
    if len(order) == 1:
        return {order[0]: (0.0, 0.0)}
    room = ROOM * (0.4 + 0.06 * min(10, len(order)))
    area = room * sum(boxes[i].width * boxes[i].height for i in order)
    height = math.sqrt(area / aspect)
    best: tuple[int, dict[int, Point]] | None = None
    for seed in range(SEEDS if len(order) <= SMALL else 1):
        raw = nx.spring_layout(graph, seed=seed + 1, iterations=150, method="force")
        points = _stretch(order, raw, height * aspect, height)
        crossings = _crossings(points, pairs) if len(order) <= SMALL else 0
        if best is None or crossings < best[0]:
            best = (crossings, points)
    assert best is not None
    return best[1]


def _stretch(
    order: Sequence[int], raw: dict[int, np.ndarray], width: float, height: float
) -> dict[int, Point]:
    """Turn the cloud of points to the longer side of the frame, and fill the frame evenly."""
    cloud = np.array([raw[i] for i in order])
    cloud = cloud - cloud.mean(axis=0)
    _, axes = np.linalg.eigh(cloud.T @ cloud)
    axes = axes * np.where(axes.sum(axis=0) < 0, -1.0, 1.0)  # eigh leaves the signs open
    turned = cloud @ (axes[:, ::-1] if width >= height else axes)
    low, high = turned.min(axis=0), turned.max(axis=0)
    span = np.where(high - low > 1e-9, high - low, 1.0)
    ranks = turned.argsort(axis=0).argsort(axis=0) / (len(order) - 1)
    unit = (1 - EVEN) * (turned - low) / span + EVEN * ranks - 0.5
    return {i: (float(x) * width, float(y) * height) for i, (x, y) in zip(order, unit, strict=True)}


def _crossings(points: dict[int, Point], pairs: Sequence[tuple[int, int]]) -> int:
    """How many pairs of links cross."""

    def side(a: Point, b: Point, c: Point) -> bool:
        return (b[0] - a[0]) * (c[1] - a[1]) > (b[1] - a[1]) * (c[0] - a[0])

    count = 0
    for index, (a, b) in enumerate(pairs):
        for c, d in pairs[index + 1 :]:
            if len({a, b, c, d}) < 4:
                continue
            pa, pb, pc, pd = points[a], points[b], points[c], points[d]
            if side(pa, pb, pc) != side(pa, pb, pd) and side(pc, pd, pa) != side(pc, pd, pb):
                count += 1
    return count


def _settle(
    order: Sequence[int], boxes: Sequence[Box], wanted: dict[int, Point]
) -> dict[int, Point]:
    """Give each box, in order, the free spot nearest to the wanted one."""
    taken: list[tuple[Box, Point]] = []
    for i in order:
        taken.append((boxes[i], _free(boxes[i], wanted[i], taken)))
    return {i: spot for i, (_, spot) in zip(order, taken, strict=True)}


def _free(
    box: Box, wanted: Point, taken: Sequence[tuple[Box, Point]], aspect: float = 1.0
) -> Point:
    """The first spot around the wanted one where the box covers no other."""
    near = sorted(taken, key=lambda one: math.dist(one[1], wanted))
    for spot in _spots(wanted, aspect, after=_covered(box, wanted, taken, aspect)):
        for i, (other, centre) in enumerate(near):
            if not _apart(box, *spot, other, *centre):
                near.insert(0, near.pop(i))  # the next spot is likely covered by it too
                break
        else:
            return spot
    raise AssertionError("the rings have no end")


def _covered(box: Box, wanted: Point, taken: Sequence[tuple[Box, Point]], aspect: float) -> int:
    """How many rings around the wanted spot one of the boxes covers as a whole."""
    reach = (
        min(
            ((box.width + other.width) / 2 - abs(x - wanted[0])) / (STEP * aspect),
            ((box.height + other.height) / 2 - abs(y - wanted[1])) / STEP,
        )
        for other, (x, y) in taken
    )
    return max(0, math.ceil(max(reach, default=0.0)) - 1)


def _spots(centre: Point, aspect: float, *, after: int) -> Iterator[Point]:
    """The centre, then points on ever wider rings around it, without end.

    The first `after` rings, and with them the centre, are left out.
    """
    if not after:
        yield centre
    for ring in itertools.count(after + 1):
        count = 6 * ring
        for k in range(count):
            angle = 2 * math.pi * k / count
            yield (
                centre[0] + STEP * ring * math.cos(angle) * aspect,
                centre[1] + STEP * ring * math.sin(angle),
            )


def _apart(one: Box, x: float, y: float, other: Box, u: float, v: float) -> bool:
    return abs(x - u) * 2 >= one.width + other.width or abs(y - v) * 2 >= one.height + other.height


def _nearby(
    order: Sequence[int],
    boxes: Sequence[Box],
    links: Sequence[Link],
    placed: Mapping[int, Point],
    aspect: float,
) -> dict[int, Point]:
    """Put boxes, in order, into the free cells of a grid nearest to their neighbours."""
    if not order:
        return {}
    near: dict[int, list[tuple[int, float]]] = defaultdict(list)
    for link in links:
        near[link.source].append((link.target, link.weight))
        near[link.target].append((link.source, link.weight))
    widest, tallest = max(boxes[i].width for i in order), max(boxes[i].height for i in order)
    cell = Box(widest * (1 + SWAY), tallest * (1 + SWAY))
    taken = {spot for i, at in placed.items() for spot in _cells(boxes[i], at, cell)}
    # Enough cells: even if all that are taken lie around one, one of these is free.
    steps = _steps(len(taken) + len(order), cell, aspect)
    all_placed, result = dict(placed), dict[int, Point]()
    reached: dict[tuple[int, int], int] = defaultdict(int)
    for i in order:
        x, y = _middle([(all_placed[j], w) for j, w in near[i] if j in all_placed])
        home = (round(x / cell.width), round(y / cell.height))
        for step in itertools.count(reached[home]):
            dx, dy = steps[step]
            spot = home[0] + dx, home[1] + dy
            if spot not in taken:
                break
        # Cells are only ever taken, so the next search from here begins where this one ends.
        reached[home] = step
        taken.add(spot)
        # Off the middle of its cell, or the eye would see a grid that means nothing.
        turn = i * math.pi * (3 - math.sqrt(5))
        result[i] = all_placed[i] = (
            spot[0] * cell.width + SWAY / 2 * widest * math.cos(turn),
            spot[1] * cell.height + SWAY / 2 * tallest * math.sin(turn),
        )
    return result


def _middle(points: Sequence[tuple[Point, float]]) -> Point:
    total = sum(weight for _, weight in points)
    if not total:
        return 0.0, 0.0
    return (
        sum(x * weight for (x, _), weight in points) / total,
        sum(y * weight for (_, y), weight in points) / total,
    )


def _cells(box: Box, at: Point, cell: Box) -> Iterator[tuple[int, int]]:
    """The cells whose own box, centred on them, would meet this box."""
    reach_x, reach_y = (box.width + cell.width) / 2, (box.height + cell.height) / 2
    columns = range(
        math.ceil((at[0] - reach_x) / cell.width), math.floor((at[0] + reach_x) / cell.width) + 1
    )
    rows = range(
        math.ceil((at[1] - reach_y) / cell.height), math.floor((at[1] + reach_y) / cell.height) + 1
    )
    return itertools.product(columns, rows)


def _steps(count: int, cell: Box, aspect: float) -> list[tuple[int, int]]:
    """The steps to more than `count` cells around one, the nearest first; as wide as `aspect`."""
    rows = math.ceil(math.sqrt(2 * (count + 1) * cell.width / cell.height / aspect / math.pi)) + 1
    columns = math.ceil(rows * cell.height * aspect / cell.width) + 1
    around = itertools.product(range(-columns, columns + 1), range(-rows, rows + 1))

    def far(step: tuple[int, int]) -> float:
        return math.hypot(step[0] * cell.width / aspect, step[1] * cell.height)

    return sorted(around, key=lambda step: (far(step), step))


def _rows(
    order: Sequence[int], boxes: Sequence[Box], placed: dict[int, Point], aspect: float
) -> dict[int, Point]:
    """Stand boxes in rows below what is placed."""
    if not order:
        return {}
    left = min((x for x, _ in placed.values()), default=0.0)
    right = max((x for x, _ in placed.values()), default=0.0)
    area = sum(boxes[i].width * boxes[i].height for i in order)
    width = max(right - left, math.sqrt(area * aspect))
    y = max((y + boxes[i].height / 2 for i, (_, y) in placed.items()), default=0.0)
    result: dict[int, Point] = {}
    x, tall = left, 0.0
    for i in order:
        if x > left and x + boxes[i].width > left + width:
            x, y, tall = left, y + tall, 0.0
        tall = max(tall, boxes[i].height)
        result[i] = (x + boxes[i].width / 2, y + boxes[i].height / 2)
        x += boxes[i].width
    return result
