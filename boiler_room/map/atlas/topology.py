"""Reads `counties-10m.json`: one TopoJSON file in which neighbours share their borders.

The format: https://github.com/topojson/topojson-specification. Arcs are in whole steps, each point the difference to
the one before; a ring names its arcs by number, ~number for one that is walked backwards.
"""

import json
from functools import cache
from itertools import accumulate
from pathlib import Path

FILE = Path(__file__).with_name("counties-10m.json")
Ring = list[tuple[float, float]]  # (longitude, latitude) in degrees; the first point again at the end
Rings = list[Ring]  # of one shape, holes among them: it is filled by the even-odd rule


@cache
def _topology() -> dict:
    return json.loads(FILE.read_bytes())


@cache
def index(kind: str) -> dict[str, dict]:
    """Of `states` or `counties`: FIPS number (2 or 5 digits) -> geometry as the file has it, with its name."""
    return {shape["id"]: shape for shape in _topology()["objects"][kind]["geometries"]}


def rings(shape: dict) -> Rings:
    """The outline of one geometry; a shape across the antimeridian (Alaska's) is brought to its western side."""
    polygons = {"Polygon": [shape.get("arcs")], "MultiPolygon": shape.get("arcs")}.get(shape["type"]) or []
    found = [_ring(arcs) for polygon in polygons for arcs in polygon]
    if any(x > 90 for ring in found for x, _y in ring):
        found = [[(x - 360 if x > 90 else x, y) for x, y in ring] for ring in found]
    return found


def _ring(arcs: list[int]) -> Ring:
    points: Ring = []
    for arc in arcs:
        line = _arc(arc) if arc >= 0 else _arc(~arc)[::-1]
        points += line[1:] if points else line  # each arc begins where the one before ended
    return points


@cache
def _arc(number: int) -> Ring:
    topology = _topology()
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    steps = topology["arcs"][number]
    xs, ys = accumulate(x for x, _y in steps), accumulate(y for _x, y in steps)
    return [(x * sx + tx, y * sy + ty) for x, y in zip(xs, ys, strict=True)]
