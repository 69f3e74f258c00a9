"""A short way past all doors of a turf: the nearest next door, then 2-opt until no two legs cross to advantage.

As the crow flies: no map of streets is known. A route begins at the door farthest from the middle and ends anywhere.
"""

import itertools
from math import dist

from lists.turf.doors import Door

ROUNDS = 40  # of 2-opt; a turf of 50 needs about ten


def route(doors: list[Door]) -> list[Door]:
    """`doors` in walking order. Some milliseconds for fifty; the same doors always give the same route."""
    if len(doors) < 3:
        return sorted(doors, key=lambda door: door.household)
    doors = sorted(doors, key=lambda door: (door.street, door.number % 2, door.number, door.household))
    places = [door.at for door in doors]
    far = [[dist(one, other) for other in places] for one in places]
    return [doors[n] for n in _shortened(_nearest(far, _edge(places)), far)]


def length(doors: list[Door]) -> float:
    """Metres from the first door to the last."""
    return sum(dist(one.at, other.at) for one, other in itertools.pairwise(doors))


def _edge(places: list[tuple[float, float]]) -> int:
    middle = tuple(sum(place[axis] for place in places) / len(places) for axis in (0, 1))
    return max(range(len(places)), key=lambda n: (dist(places[n], middle), -n))


def _nearest(far: list[list[float]], first: int) -> list[int]:
    order, left = [first], set(range(len(far))) - {first}
    while left:
        row = far[order[-1]]
        order.append(min(left, key=lambda n: (row[n], n)))
        left.remove(order[-1])
    return order


def _shortened(order: list[int], far: list[list[float]]) -> list[int]:
    """Open 2-opt: a stretch is turned round while that saves a step; its last leg is free."""
    last = len(order) - 1
    for _round in range(ROUNDS):
        better = False
        for i in range(last):
            before = far[order[i]]
            for j in range(i + 2, last + 1):
                a, b = order[i + 1], order[j]
                now, then = before[a], before[b]
                if j < last:
                    after = far[order[j + 1]]
                    now, then = now + after[b], then + after[a]
                if then < now - 1e-6:
                    order[i + 1 : j + 1] = order[i + 1 : j + 1][::-1]
                    better = True
        if not better:
            break
    return order
