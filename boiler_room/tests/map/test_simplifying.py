"""Simplified shapes: small, true, and without gaps between neighbours."""

import random
from array import array
from itertools import chain, pairwise

from hypothesis import given
from hypothesis import settings as tries
from hypothesis import strategies as st

from boiler_room.map.shapes.simplifying import UNIT, simplify


def flat(ring) -> array:
    return array("d", chain.from_iterable(ring))


def wiggle(a, b, seed: int, steps: int = 60) -> list:
    """A border from a to b with many points."""
    dice = random.Random(seed)
    off = [0.0, *((dice.random() - 0.5) * 0.004 for _ in range(steps - 1)), 0.0]
    return [
        (a[0] + (b[0] - a[0]) * i / steps + off[i], a[1] + (b[1] - a[1]) * i / steps + off[i])
        for i in range(steps + 1)
    ]


def grid(n: int, seed: int) -> dict[int, list[array]]:
    """n × n cells whose borders wander; each is given its border from its own corner on and its own way round."""
    cells, dice = {}, random.Random(seed)
    corner = {(i, j): (-79 + i * 0.1, 36 + j * 0.1) for i in range(n + 1) for j in range(n + 1)}
    for i in range(n):
        for j in range(n):
            four = [(i, j), (i + 1, j), (i + 1, j + 1), (i, j + 1), (i, j)]
            ring = []
            for a, b in pairwise(four):
                low, high = min(a, b), max(a, b)
                line = wiggle(corner[low], corner[high], hash((seed, low, high)))
                ring += (line if a == low else line[::-1])[:-1]
            turn = dice.randrange(len(ring))
            ring = ring[turn:] + ring[:turn]
            ring = ring[::-1] if dice.random() < 0.5 else ring
            cells[i * n + j] = [flat([*ring, ring[0]])]
    return cells


def edges(rings: list[list[int]]) -> list[tuple]:
    found = []
    for ring in rings:
        points = list(zip(ring[::2], ring[1::2], strict=True))
        found += [(min(a, b), max(a, b)) for a, b in zip(points, [*points[1:], points[0]], strict=True)]
    return found


@tries(deadline=None, max_examples=25)
@given(st.integers(2, 4), st.integers(0, 10_000))
def test_neighbours_share_every_edge_so_there_are_no_gaps(n, seed):
    thin = simplify(grid(n, seed))
    count: dict[tuple, int] = {}
    for rings in thin.values():
        for edge in edges(rings):
            count[edge] = count.get(edge, 0) + 1
    assert set(count.values()) <= {1, 2}
    outside = {edge for edge, times in count.items() if times == 1}
    # what only one cell has is the county's own border, and that closes: from each of its points as many edges come as
    # go (four where an invented border happens to cross itself)
    ends: dict[tuple, int] = {}
    for edge in outside:
        for point in edge:
            ends[point] = ends.get(point, 0) + 1
    assert all(n % 2 == 0 for n in ends.values())


def test_far_fewer_points_and_none_far_off():
    before = grid(3, 7)
    after = simplify(before)
    points = sum(len(ring) for rings in before.values() for ring in rings) // 2
    assert sum(len(ring) for rings in after.values() for ring in rings) // 2 < points
    step = 0.3 / 2500
    for key, (ring,) in before.items():
        kept = set(zip(after[key][0][::2], after[key][0][1::2], strict=True))
        near = {(round(x * UNIT), round(y * UNIT)) for x, y in zip(ring[::2], ring[1::2], strict=True)}
        far = step * UNIT * 1.3
        assert all(any(abs(x - a) <= far and abs(y - b) <= far for a, b in near) for x, y in kept)


def test_a_hole_and_what_fills_it_fit():
    outer = [(0, 0), (0, 1), (1, 1), (1, 0), (0, 0)]
    inner = [(0.3, 0.3), (0.3, 0.62), (0.5, 0.7), (0.7, 0.6), (0.7, 0.3), (0.3, 0.3)]
    thin = simplify({1: [flat(outer), flat(inner)], 2: [flat(inner[2:] + inner[1:3])]})
    assert set(edges(thin[2])) == set(edges(thin[1][1:]))


def test_what_is_too_small_to_see_stays_to_be_seen_and_pointed_at():
    big = [(0, 0), (0, 1), (1, 1), (1, 0), (0, 0)]
    speck = [(0.5, 0.5), (0.5, 0.500001), (0.500001, 0.5), (0.5, 0.5)]
    thin = simplify({1: [flat(big)], 2: [flat(speck)]})
    assert len(thin[2]) == 1 and len(thin[2][0]) == 8


def test_the_same_again_is_the_same():
    assert simplify(grid(3, 3)) == simplify(grid(3, 3))
