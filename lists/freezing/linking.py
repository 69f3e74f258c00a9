"""Who is rung together: voters linked by shared numbers become one target."""

from collections import Counter, defaultdict
from collections.abc import Iterable

MOST_VOTERS = 12  # linked by numbers; beyond that a number is a switchboard or a placeholder, not a household


def linked(voters: int, links: Iterable[tuple[int, str]]) -> tuple[list[int | None], list[str]]:
    """Numbers the targets of voters 0 … `voters`-1, who are reached by `links` of (voter, number).

    Answers each voter's target (0, 1, … by its first voter; None without a number) and the numbers set aside:
    those of more than 12 voters, then the most shared ones of any group that is still larger than that.
    """
    reached: dict[str, list[int]] = defaultdict(list)
    for voter, number in links:
        reached[number].append(voter)
    aside = {number for number, people in reached.items() if len(people) > MOST_VOTERS}
    for number in aside:
        del reached[number]

    group = _groups(voters, reached.values())
    size = Counter(group[voter] for voter in {v for people in reached.values() for v in people})
    too_large = {root for root, n in size.items() if n > MOST_VOTERS}
    if too_large:
        aside |= _broken(reached, group, too_large)
        group = _groups(voters, reached.values())

    with_number = {voter for people in reached.values() for voter in people}
    place: dict[int, int] = {}
    targets = [
        place.setdefault(group[voter], len(place)) if voter in with_number else None
        for voter in range(voters)
    ]
    return targets, sorted(aside)


def _groups(voters: int, shared: Iterable[list[int]]) -> list[int]:
    """The first voter of each voter's group."""
    parent = list(range(voters))

    def root(voter: int) -> int:
        while parent[voter] != voter:
            parent[voter] = parent[parent[voter]]
            voter = parent[voter]
        return voter

    for people in shared:
        if len(people) > 1:
            first = root(people[0])
            for voter in people[1:]:
                other = root(voter)
                if other < first:
                    first, other = other, first
                parent[other] = first
    return [root(voter) for voter in range(voters)]


def _broken(reached: dict[str, list[int]], group: list[int], too_large: set[int]) -> set[str]:
    """Takes numbers out of `reached` until no group is too large; answers them."""
    inside: dict[int, dict[str, list[int]]] = defaultdict(dict)
    for number, people in reached.items():
        if group[people[0]] in too_large:
            inside[group[people[0]]][number] = people
    aside: set[str] = set()
    waiting = list(inside.values())
    while waiting:
        numbers = waiting.pop()
        most = max(len(people) for people in numbers.values())
        gone = sorted(number for number, people in numbers.items() if len(people) == most)
        # Of a group that is only a little too large, one number at a time.
        gone = gone if len(numbers) > 200 else gone[:1]
        aside.update(gone)
        for number in gone:
            del numbers[number], reached[number]
        waiting += _parts_too_large(numbers)
    return aside


def _parts_too_large(numbers: dict[str, list[int]]) -> list[dict[str, list[int]]]:
    index = {voter: i for i, voter in enumerate(sorted({v for people in numbers.values() for v in people}))}
    group = _groups(len(index), [[index[v] for v in people] for people in numbers.values()])
    size = Counter(group)
    parts: dict[int, dict[str, list[int]]] = defaultdict(dict)
    for number, people in numbers.items():
        root = group[index[people[0]]]
        if size[root] > MOST_VOTERS:
            parts[root][number] = people
    return list(parts.values())
