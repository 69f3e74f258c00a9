"""Fewer points, for screens. Neighbours keep one and the same border: it is cut where three shapes meet and simplified once.

Points go onto a grid of 2,500 steps across; then what is less than a step from a straight line is left out (Douglas and
Peucker, 1973). On a drawing of 640 pixels that is a third of a pixel.
"""

import itertools
from array import array
from collections import defaultdict
from collections.abc import Iterable
from math import cos, radians

STEPS = 2_500
UNIT = 100_000  # stored coordinates in a degree: about a metre
Point = tuple[int, int]


def simplify(shapes: dict[int, list[array]]) -> dict[int, list[list[int]]]:
    """Key -> rings as x, y, x, y … in 1/UNIT degrees, without the closing point. Every key keeps something to see."""
    xs = [x for rings in shapes.values() for ring in rings for x in (min(ring[::2]), max(ring[::2]))]
    ys = [y for rings in shapes.values() for ring in rings for y in (min(ring[1::2]), max(ring[1::2]))]
    shrink = max(cos(radians((min(ys) + max(ys)) / 2)), 0.01)
    step = max((max(xs) - min(xs)) * shrink, max(ys) - min(ys), 1e-4) / STEPS
    sx, sy = step / shrink, step
    onto = {key: [_snap(ring, sx, sy) for ring in rings] for key, rings in shapes.items()}
    meeting = _meeting(ring for rings in onto.values() for ring in rings if len(ring) > 2)
    found = {}
    for key, rings in onto.items():
        kept = [_ring(ring, meeting) for ring in rings if len(ring) > 2]
        kept = [ring for ring in kept if len(ring) > 2] or [_speck(rings[0][0])]
        found[key] = [
            [c for x, y in ring for c in (round(x * sx * UNIT), round(y * sy * UNIT))] for ring in kept
        ]
    return found


def _snap(ring: array, sx: float, sy: float) -> list[Point]:
    """On the grid, without repeats, open; a spike that goes and comes back by one way is left out."""
    points: list[Point] = []
    for x, y in zip(ring[::2], ring[1::2], strict=True):
        point = (round(x / sx), round(y / sy))
        if points and points[-1] == point:
            continue
        if len(points) > 1 and points[-2] == point:
            points.pop()
            continue
        points.append(point)
    while len(points) > 1 and points[0] == points[-1]:
        points.pop()
    while len(points) > 2 and points[1] == points[-1]:  # a spike at the seam
        points = points[1:-1]
    return points


def _speck(at: Point) -> list[Point]:
    x, y = at
    return [(x - 1, y), (x, y - 1), (x + 1, y), (x, y + 1)]


def _meeting(rings: Iterable[list[Point]]) -> set[Point]:
    """Points from which borders go more than two ways."""
    ways: dict[Point, set[Point]] = defaultdict(set)
    for ring in rings:
        for before, point in zip([ring[-1], *ring], ring, strict=False):
            ways[point].add(before)
            ways[before].add(point)
    return {point for point, others in ways.items() if len(others) > 2}


def _ring(ring: list[Point], meeting: set[Point]) -> list[Point]:
    cuts = [i for i, point in enumerate(ring) if point in meeting]
    if (
        len(cuts) < 2
    ):  # an island, or a hole and what fills it: both begin at the same point, and are cut at the same
        first = cuts[0] if cuts else ring.index(min(ring))
        x, y = ring[first]
        far = max(range(len(ring)), key=lambda i: ((ring[i][0] - x) ** 2 + (ring[i][1] - y) ** 2, ring[i]))
        cuts = sorted({first, far})
    turned = ring[cuts[0] :] + ring[: cuts[0]]
    ends = [cut - cuts[0] for cut in cuts] + [len(ring)]
    closed = [*turned, turned[0]]
    return [point for a, b in itertools.pairwise(ends) for point in _line(closed[a : b + 1])[:-1]]


def _line(points: list[Point]) -> list[Point]:
    """The same from either end."""
    if points[0] > points[-1] or (points[0] == points[-1] and points > points[::-1]):
        return _thin(points[::-1])[::-1]
    return _thin(points)


def _thin(points: list[Point]) -> list[Point]:
    keep, spans = {0, len(points) - 1}, [(0, len(points) - 1)]
    while spans:
        a, b = spans.pop()
        (ax, ay), (bx, by) = points[a], points[b]
        dx, dy = bx - ax, by - ay
        length, worst, at = dx * dx + dy * dy, 0.0, 0
        for i in range(a + 1, b):
            x, y = points[i][0] - ax, points[i][1] - ay
            off = (x * dy - y * dx) ** 2 / length if length else float(x * x + y * y)
            if off > worst:
                worst, at = off, i
        if worst > 1:
            keep.add(at)
            spans += [(a, at), (at, b)]
    return [points[i] for i in sorted(keep)]
