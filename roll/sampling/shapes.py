"""Invented outlines of the sample county's precincts: cells of a grid whose corners and borders wander.

Neighbours share every point of a border, as in a county's own file. The place on earth is invented as well.
"""

import json
import random
from math import ceil, cos, radians, sin, sqrt
from pathlib import Path

WEST, NORTH, CELL = -77.9, 35.6, 0.045  # degrees
BENDS = 7  # points along a border
Point = tuple[float, float]


def write(path: Path, codes: list[str], seed: int) -> None:
    """GeoJSON with a feature for each precinct, in the order of `codes`; the same seed writes the same bytes."""
    grid = _Grid(len(codes), seed)
    features = [
        {
            "type": "Feature",
            "properties": {"county": "FAIRWATER", "prec_id": code, "enr_desc": f"PRECINCT {code}"},
            "geometry": {"type": "Polygon", "coordinates": [grid.cell(n)]},
        }
        for n, code in enumerate(codes)
    ]
    path.write_text(
        json.dumps({"type": "FeatureCollection", "features": features}, separators=(",", ":")) + "\n"
    )


class _Grid:
    """The last row's cells are as wide as it takes, so that the county has no gap in it."""

    def __init__(self, n: int, seed: int):
        self.columns = max(1, round(sqrt(n)))
        self.n, self.seed = n, seed
        self.rows = ceil(n / self.columns)
        self.corners: dict[tuple[float, int], Point] = {}
        self.borders: dict[tuple[Point, Point], list[Point]] = {}

    def cell(self, n: int) -> list[Point]:
        row = n // self.columns
        in_row = min(self.columns, self.n - row * self.columns)
        wide, at = self.columns / in_row, n - row * self.columns
        left, right = at * wide, (at + 1) * wide
        top = self._along(row, left, right)
        bottom = self._along(row + 1, left, right)
        corners = [*top, *reversed(bottom)]
        ring: list[Point] = []
        for a, b in zip(corners, [*corners[1:], corners[0]], strict=True):
            ring += self._border(a, b)
        return [*ring, ring[0]]

    def _along(self, row: int, left: float, right: float) -> list[Point]:
        """The corners of a row's line from left to right: those of the cells above it and below."""
        stops = {left, right}
        for other in (row - 1, row):
            if 0 <= other < self.rows:
                in_row = min(self.columns, self.n - other * self.columns)
                stops |= {k * self.columns / in_row for k in range(in_row + 1)}
        return [self._corner(stop, row) for stop in sorted(stops) if left <= stop <= right]

    def _corner(self, column: float, row: int) -> Point:
        key = (round(column, 6), row)
        if key not in self.corners:
            dice = random.Random(f"{self.seed} {key}")
            angle, far = dice.random() * 6.283, dice.random() * 0.3 * CELL
            x = WEST + column * CELL / cos(radians(NORTH)) + far * cos(angle)
            y = NORTH - row * CELL + far * sin(angle)
            self.corners[key] = (round(x, 6), round(y, 6))
        return self.corners[key]

    def _border(self, a: Point, b: Point) -> list[Point]:
        """From a to short of b, the same from both sides."""
        key = (min(a, b), max(a, b))
        if key not in self.borders:
            dice = random.Random(f"{self.seed} {key}")
            (ax, ay), (bx, by) = key
            sway, points = 0.0, []
            for step in range(1, BENDS):
                sway += (dice.random() - 0.5) * 0.14
                part, off = step / BENDS, sway * 4 * step * (BENDS - step) / BENDS**2
                points.append(
                    (
                        round(ax + part * (bx - ax) - off * (by - ay), 6),
                        round(ay + part * (by - ay) + off * (bx - ax), 6),
                    )
                )
            self.borders[key] = points
        points = self.borders[key]
        return [a, *(points if a == key[0] else reversed(points))]
