"""A sketch of a turf from nothing but where its doors are: dots in walking order, names of streets, a bar for the scale.

Lengths are shares of the sketch's width; typst draws it (`typst/walks.typ`).
"""

import itertools
from collections import defaultdict
from math import cos, dist, radians

METRES = 111_320  # in a degree of latitude
LOW, HIGH = 0.16, 0.46  # of the width: how high a sketch is at least and at most
BARS = {"a4": ((1000, "1 km"), (500, "500 m"), (200, "200 m"), (100, "100 m"), (50, "50 m"), (20, "20 m")),
        "letter": ((1609, "1 mile"), (804.7, "½ mile"), (402.3, "¼ mile"), (152.4, "500 ft"), (61, "200 ft"),
                   (30.5, "100 ft"))}  # fmt: skip
FEWEST = 3  # places; fewer are no picture
MOST_STREETS = 9


def sketch(doors: list[tuple], paper: str) -> dict | None:
    """`doors` (north, east in degrees or None, street, label) in walking order -> `{"height", "points": [[x, y, label]],
    "streets": [[x, y, name]], "bar": [share, label], "metres"}`; None where too few are located.

    Doors at one place share a point, with the first and last of their labels. `y` grows downwards.
    """
    located = [(north, east, street, label) for north, east, street, label in doors if north is not None]
    if len({(north, east) for north, east, *_ in located}) < FEWEST:
        return None
    east_is = cos(radians(sum(north for north, *_ in located) / len(located)))
    at = [(east * METRES * east_is, -north * METRES) for north, east, *_ in located]
    left, top = min(x for x, _y in at), min(y for _x, y in at)
    wide, high = max(x for x, _y in at) - left, max(y for _x, y in at) - top
    scale = 1 / max(wide, high / HIGH, 1)
    height = max(high * scale, LOW)
    aside, down = (1 - wide * scale) / 2, (height - high * scale) / 2
    drawn = [
        (round((x - left) * scale + aside, 4), round((y - top) * scale + down, 4), street, label)
        for (x, y), (_n, _e, street, label) in zip(at, located, strict=True)
    ]
    reach, said = next(((m, text) for m, text in BARS[paper] if m * scale <= 0.25), BARS[paper][-1])
    return {
        "height": round(height, 4),
        "points": _points(drawn),
        "streets": _streets(drawn),
        "bar": [round(reach * scale, 4), said],
        "metres": round(sum(dist(one, other) for one, other in itertools.pairwise(at))),
    }


def _points(drawn: list[tuple]) -> list[list]:
    """One after the other; who lives at the place before is not drawn again."""
    points: list[list] = []
    for x, y, _street, label in drawn:
        if points and points[-1][:2] == [x, y]:
            points[-1][2] = f"{points[-1][2].partition('–')[0]}–{label}"
        else:
            points.append([x, y, str(label)])
    return points


def _streets(drawn: list[tuple]) -> list[list]:
    """The streets with most doors, each named in the middle of its doors."""
    found: dict[str, list] = defaultdict(list)
    for x, y, street, _label in drawn:
        if street:
            found[street].append((x, y))
    most = sorted(found.items(), key=lambda one: (-len(one[1]), one[0]))[:MOST_STREETS]
    return [
        [
            round(sum(x for x, _y in places) / len(places), 4),
            round(sum(y for _x, y in places) / len(places), 4),
            street.title(),
        ]
        for street, places in most
    ]
