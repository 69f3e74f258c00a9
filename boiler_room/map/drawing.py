"""Outlines as paths of one drawing: north up, in true proportion around the middle, which does for a state.

Units are a tenth of a pixel of a drawing 640 wide, so that paths are whole numbers.
"""

from dataclasses import dataclass
from math import cos, radians

from boiler_room.map.atlas.topology import Ring, Rings

WIDTH, MOST_HEIGHT, EDGE = 6400, 6400, 60
CHARACTER, LINE = 88, 170  # how wide a character of a label is, and how high


@dataclass(slots=True)
class Outline:
    """`x`, `y`: where a label fits best, and `room` how wide it may be there."""

    path: str
    x: int
    y: int
    room: int
    height: int

    def fits(self, label: str) -> bool:
        return len(label) * CHARACTER < self.room and self.height > LINE


@dataclass(slots=True)
class Drawing:
    height: int
    outlines: dict[int, Outline]

    width = WIDTH


def draw(shapes: dict[int, Rings]) -> Drawing | None:
    """None when there is nothing to draw."""
    points = [point for rings in shapes.values() for ring in rings for point in ring]
    if not points:
        return None
    west, east = min(x for x, _y in points), max(x for x, _y in points)
    south, north = min(y for _x, y in points), max(y for _x, y in points)
    shrink = cos(radians((south + north) / 2))
    wide, high = max((east - west) * shrink, 1e-6), max(north - south, 1e-6)
    scale = min((WIDTH - 2 * EDGE) / wide, (MOST_HEIGHT - 2 * EDGE) / high)
    left = (WIDTH - wide * scale) / 2

    def place(ring: Ring) -> list[tuple[int, int]]:
        return [
            (round(left + (x - west) * shrink * scale), round(EDGE + (north - y) * scale)) for x, y in ring
        ]

    outlines = {key: _outline([place(ring) for ring in rings]) for key, rings in shapes.items()}
    return Drawing(round(high * scale) + 2 * EDGE, outlines)


def _outline(rings: list[list[tuple[int, int]]]) -> Outline:
    largest = max(rings, key=lambda ring: abs(_area(ring)))
    x, y, room = _label(largest)
    ys = [point[1] for point in largest]
    return Outline("".join(map(_path, rings)), x, y, room, max(ys) - min(ys))


def _path(ring: list[tuple[int, int]]) -> str:
    (x, y), steps = ring[0], []
    at = (x, y)
    for point in ring[1:]:
        if point != at:
            steps.append(f"{point[0] - at[0]} {point[1] - at[1]}")
            at = point
    return f"M{x} {y}l{' '.join(steps) or '1 0 0 1'}z"


def _area(ring: list[tuple[int, int]]) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, [*ring[1:], ring[0]], strict=True)) / 2


def _label(ring: list[tuple[int, int]]) -> tuple[int, int, int]:
    """The middle of the widest stretch inside, at the height of the middle or a little off it."""
    ys = [y for _x, y in ring]
    low, high = min(ys), max(ys)
    best = (ring[0][0], ring[0][1], 0)
    for part in (0.5, 0.42, 0.58, 0.35, 0.65):
        y = round(low + (high - low) * part)
        crossings = sorted(
            a[0] + (y - a[1]) * (b[0] - a[0]) / (b[1] - a[1])
            for a, b in zip(ring, [*ring[1:], ring[0]], strict=True)
            if (a[1] > y) != (b[1] > y)
        )
        for left, right in zip(crossings[::2], crossings[1::2], strict=False):
            if right - left > best[2] * 1.15:
                best = (round((left + right) / 2), y, round(right - left))
    return best
