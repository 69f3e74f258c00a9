"""The rule by which a tree grows, without the database: people in, pairs and who rings whom out.

Two share a node. A pair rings four to six pairs. Teams stay together, areas stay together: one call leads into each area,
one into each team, and all others stay within. Leaders stand above their people, and a tree is as low as that allows.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

FEWEST, MOST = 4, 6  # pairs that a pair rings


@dataclass(frozen=True, slots=True)
class Member:
    """`areas` run from the tree's own area down to where they work."""

    person: int
    areas: tuple[int, ...]
    team: int | None = None
    leads: bool = False


@dataclass(slots=True)
class Pair:
    """`people` one or two; `parent` is a place in the list of pairs, always an earlier one; None for the top."""

    people: tuple[int, ...]
    area: int
    team: int | None
    parent: int | None = None


@dataclass(slots=True)
class _Unit:
    """A team, or those of an area who are in none, with the units whose first pair they ring."""

    areas: tuple[int, ...]
    team: int | None
    pairs: list[tuple[int, ...]] = field(default_factory=list)
    below: list["_Unit"] = field(default_factory=list)

    @property
    def size(self) -> int:
        return len(self.pairs) + sum(unit.size for unit in self.below)


def grow(members: Iterable[Member], branching: int = 5) -> list[Pair]:
    """The pairs of a tree, each after whoever rings it; empty for nobody."""
    top = _hang(_units(members))
    pairs: list[Pair] = []
    waiting = [(top, None)] if top else []
    for unit, parent in waiting:  # grows while it is read: units further down
        _make_room(unit)
        start = len(pairs)
        slots = list(_slots(len(unit.pairs), len(unit.below), branching))
        pairs.append(Pair(unit.pairs[0], unit.areas[-1], unit.team, parent))
        own = [start]
        for caller, what in slots:
            if what is None:
                own.append(len(pairs))
                pairs.append(Pair(unit.pairs[len(own) - 1], unit.areas[-1], unit.team, own[caller]))
            else:
                waiting.append((unit.below[what], own[caller]))
    return pairs


def spread(calls: int, callers: int, branching: int) -> list[int]:
    """How many each of the first callers rings, so that `calls` are made: four to six each, evenly, near `branching`.

    Where that cannot be (1, 2, 3 or 7 calls, or too few callers), as few as can be ring fewer than four. More than six never:
    `calls` must not exceed `6 * callers`.
    """
    if not calls:
        return []
    fewest = -(-calls // MOST)
    good = [n for n in range(fewest, callers + 1) if calls // n >= FEWEST]
    n = min(good, key=lambda n: (abs(calls / n - branching), n)) if good else fewest
    if not good and n > 1:  # seven: 4 and 3
        return [FEWEST] * (n - 1) + [calls - FEWEST * (n - 1)]
    return [calls // n + (i < calls % n) for i in range(n)]


def _slots(pairs: int, below: int, branching: int):
    """(which own pair rings, None for the next own pair or the number of the unit below) in order from the top."""
    counts = spread(pairs - 1 + below, pairs, branching)
    inner = len(counts)  # own pairs who ring come first, then whole units, then those who ring nobody
    what = [None] * (inner - 1) + list(range(below)) + [None] * (pairs - max(inner, 1))
    callers = (caller for caller, n in enumerate(counts) for _ in range(n))
    return zip(callers, what, strict=True)


def _units(members: Iterable[Member]) -> list[_Unit]:
    """Everybody in pairs, by area and team; at most one person of an area is without a partner, and rings nobody if
    anybody else of the team can."""
    areas: dict[tuple[int, ...], dict[int | None, list[Member]]] = defaultdict(lambda: defaultdict(list))
    for one in sorted(members, key=lambda m: (m.areas, not m.leads, m.team or 0, m.person)):
        areas[one.areas][one.team].append(one)
    units = []
    for path, teams in areas.items():
        own, odd = {}, []
        for team, people in teams.items():
            own[team] = _Unit(path, team)
            whole = len(people) // 2 * 2
            own[team].pairs = [(people[i].person, people[i + 1].person) for i in range(0, whole, 2)]
            odd += people[whole:]
        for i in range(0, len(odd), 2):  # left over in their team: two such share a node
            own[odd[i].team].pairs.append(tuple(one.person for one in odd[i : i + 2]))
        units += [unit for unit in own.values() if unit.pairs]
    return units


def _hang(units: list[_Unit]) -> _Unit | None:
    """Which unit rings which; answers the uppermost. Below a unit are the others of its area, then areas below."""
    heads: dict[tuple[int, ...], _Unit] = {}
    for unit in sorted(units, key=lambda u: (u.areas, u.team is not None, -len(u.pairs), u.team or 0)):
        head = heads.setdefault(unit.areas, unit)
        if head is not unit:
            head.below.append(unit)
    tops = []
    for path in sorted(heads, key=len, reverse=True):
        above = next((heads[path[:n]] for n in range(len(path) - 1, 0, -1) if path[:n] in heads), None)
        (above.below if above else tops).append(heads[path])
    tops.sort(key=lambda unit: (-unit.size, unit.areas))  # several: no one stands above them all
    if tops:
        tops[0].below += tops[1:]
    return tops[0] if tops else None


def _make_room(unit: _Unit) -> None:
    """When a unit has too few pairs to ring all that hang below it, the last of these hang below the first."""
    room = MOST * len(unit.pairs) - (len(unit.pairs) - 1)
    order = sorted(unit.below, key=lambda one: (one.areas != unit.areas, -one.size, one.areas, one.team or 0))
    unit.below = order[:room]
    for i, one in enumerate(order[room:]):
        hosts = [host for host in unit.below if host.areas == one.areas] or unit.below
        hosts[i % len(hosts)].below.append(one)
