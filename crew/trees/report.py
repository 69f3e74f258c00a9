"""What a ring showed: how far it got, how long that took, where it broke off."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import ceil

from crew.models import TreeCall, TreeRing
from lib import clock

LATE = timedelta(minutes=15)  # after those above have it; until then nothing is said to be broken
SHARES = (0.5, 0.9, 1.0)


@dataclass(slots=True)
class Node:
    """A pair in a ring. `broken`: none of the two has it, though it was their turn; `cut`: they hang below such a pair."""

    id: int
    parent: int | None
    calls: list[TreeCall] = field(default_factory=list)
    depth: int = 0
    below: int = 0  # pairs that hang from it, at any depth
    broken: bool = False
    cut: bool = False

    @property
    def heard_at(self) -> datetime | None:
        return min((call.heard_at for call in self.calls if call.heard_at), default=None)

    @property
    def missed(self) -> bool:
        return all(call.missed_at for call in self.calls)

    @property
    def names(self) -> str:
        return ", ".join(call.person.name for call in self.calls)


@dataclass(frozen=True, slots=True)
class Report:
    """`took`: minutes from the beginning until half, nine in ten, all of the pairs had it; None where they have not."""

    nodes: list[Node]  # from the top, each after who rings it
    people: int
    people_heard: int
    took: dict[float, int | None]

    @property
    def pairs_heard(self) -> int:
        return sum(node.heard_at is not None for node in self.nodes)

    @property
    def reach(self) -> float:
        """Share of the pairs of whom at least one has the message."""
        return self.pairs_heard / len(self.nodes) if self.nodes else 0.0

    @property
    def broken(self) -> list[Node]:
        """The broken branches, the one with most below it first."""
        return sorted((node for node in self.nodes if node.broken), key=lambda node: (-node.below, node.id))

    @property
    def levels(self) -> list[tuple[int, int]]:
        """(pairs, of these heard) by calls from the top."""
        depth = max((node.depth for node in self.nodes), default=-1) + 1
        return [
            (len(level), sum(node.heard_at is not None for node in level))
            for level in ([node for node in self.nodes if node.depth == n] for n in range(depth))
        ]


def report(ring: TreeRing) -> Report:
    at = ring.over_at or clock.now()
    nodes: dict[int, Node] = {}
    calls = list(ring.calls.select_related("person").order_by("node", "choice"))
    for call in calls:
        nodes.setdefault(call.node, Node(call.node, call.parent)).calls.append(call)
    ordered = _from_the_top(nodes)
    for node in reversed(ordered):
        if node.parent in nodes:
            nodes[node.parent].below += node.below + 1
    for node in ordered:
        above = nodes.get(node.parent)
        if node.heard_at:
            continue
        if above and (above.broken or above.cut):
            node.cut = True
            continue
        turn = above.heard_at if above else ring.began_at
        waited = turn is not None and at - turn >= LATE
        node.broken = node.missed or waited or ring.over_at is not None
    times = sorted(node.heard_at for node in ordered if node.heard_at)
    took = {share: _minutes(ring.began_at, times, ceil(share * len(ordered))) for share in SHARES}
    return Report(ordered, len(calls), sum(call.heard_at is not None for call in calls), took)


def _from_the_top(nodes: dict[int, Node]) -> list[Node]:
    below: dict[int | None, list[Node]] = {}
    for node in nodes.values():  # a pair whose caller's seats were both empty is rung by whoever starts
        below.setdefault(node.parent if node.parent in nodes else None, []).append(node)
    ordered = list(below.get(None, []))
    for node in ordered:
        for one in below.get(node.id, []):
            one.depth = node.depth + 1
            ordered.append(one)
    return ordered


def _minutes(began: datetime, times: list[datetime], n: int) -> int | None:
    """Minutes until the n-th had it, rounded up; None where so many never had."""
    return ceil((times[n - 1] - began) / timedelta(minutes=1)) if 0 < n <= len(times) else None
