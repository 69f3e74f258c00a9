"""The rule of phone trees, held to on any set of people: nobody twice, four to six, pairs, areas, depth."""

from collections import Counter
from math import ceil, log

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crew.trees.growing import FEWEST, MOST, Member, grow, spread

PLACES = st.sampled_from([(1,), (1, 2), (1, 3), (1, 2, 4), (1, 2, 5), (1, 6, 7), (1, 6, 8), (1, 6, 9)])
ONE = st.tuples(PLACES, st.sampled_from([None, 1, 2, 3]), st.booleans())
TOWNS = st.lists(ONE, max_size=150).map(
    lambda told: [
        Member(n, areas, team and areas[-1] * 10 + team, leads) for n, (areas, team, leads) in enumerate(told)
    ]
)
BRANCHING = st.integers(FEWEST, MOST)
ANY_MACHINE = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # also a busy one


def calls_of(pairs) -> Counter:
    return Counter(pair.parent for pair in pairs if pair.parent is not None)


def depths(pairs) -> list[int]:
    found: list[int] = []
    for pair in pairs:
        found.append(0 if pair.parent is None else found[pair.parent] + 1)
    return found


@ANY_MACHINE
@given(TOWNS, BRANCHING)
def test_everybody_once_and_two_to_a_node(members, branching):
    pairs = grow(members, branching)
    assert sorted(person for pair in pairs for person in pair.people) == [one.person for one in members]
    area_of = {one.person: one.areas[-1] for one in members}
    assert all(area_of[person] == pair.area for pair in pairs for person in pair.people)
    alone = Counter(pair.area for pair in pairs if len(pair.people) == 1)
    people = Counter(area_of.values())
    assert alone == Counter(area for area, n in people.items() if n % 2), "one of an odd number, no more"


@ANY_MACHINE
@given(TOWNS, BRANCHING)
def test_one_top_and_everybody_is_reached(members, branching):
    pairs = grow(members, branching)
    assert [pair.parent for pair in pairs[:1]] == [None] * bool(members)
    assert all(pair.parent is not None and pair.parent < n for n, pair in enumerate(pairs[1:], start=1))


@ANY_MACHINE
@given(TOWNS, BRANCHING)
def test_four_to_six_each(members, branching):
    """Six is never exceeded; fewer than four is at most one pair of a team, the one where its people end."""
    pairs = grow(members, branching)
    calls = calls_of(pairs)
    assert all(n <= MOST for n in calls.values())
    few = Counter((pairs[p].area, pairs[p].team) for p, n in calls.items() if n < FEWEST)
    assert all(n == 1 for n in few.values())


@ANY_MACHINE
@given(TOWNS, BRANCHING)
def test_one_call_leads_into_each_area_and_team(members, branching):
    pairs = grow(members, branching)
    into = Counter()
    for pair in pairs:
        if pair.parent is not None and pairs[pair.parent].area != pair.area:
            into[pair.area] += 1
    areas = {pair.area for pair in pairs}
    assert sum(into.values()) == max(0, len(areas) - 1)
    units = {(pair.area, pair.team) for pair in pairs}
    across = sum(
        (pairs[pair.parent].area, pairs[pair.parent].team) != (pair.area, pair.team)
        for pair in pairs
        if pair.parent is not None
    )
    assert across == max(0, len(units) - 1)


@ANY_MACHINE
@given(st.integers(1, 700), BRANCHING)
def test_a_team_is_balanced_and_as_low_as_four_each_makes_it(people, branching):
    pairs = grow([Member(n, (1,), 7, n == 0) for n in range(people)], branching)
    depth = depths(pairs)
    leaves = [depth[n] for n in set(range(len(pairs))) - set(calls_of(pairs))]
    assert max(leaves) - min(leaves) <= 1
    assert max(depth) <= ceil(log(3 * len(pairs) + 1, 4)), "no deeper than a tree of fours"
    assert 0 in pairs[0].people, "who leads stands above"


@ANY_MACHINE
@given(st.integers(1, 400), BRANCHING)
def test_small_areas_without_anybody_above_hang_below_the_largest(areas, branching):
    """Many places with one pair each: still nobody rings more than six, and it does not become a chain."""
    pairs = grow([Member(2 * n + k, (n,)) for n in range(areas) for k in (0, 1)], branching)
    assert max(calls_of(pairs).values(), default=0) <= MOST
    assert max(depths(pairs)) <= ceil(log(5 * areas + 1, 6)) + 1


@ANY_MACHINE
@given(st.integers(0, 3000), BRANCHING)
def test_spread(calls, branching):
    counts = spread(calls, max(calls, 1), branching)
    assert sum(counts) == calls
    if calls not in (1, 2, 3, 7):
        assert all(FEWEST <= n <= MOST for n in counts)
    if calls >= 40:
        assert abs(calls / max(len(counts), 1) - branching) < 0.5


def test_a_town_in_numbers():
    """A county's two leaders, two staging places, three teams of 24 people in each: 73 pairs, four calls from the top."""
    members = [Member(n, (1,), None, True) for n in (1, 2)]
    for place in (2, 3):
        for team in (1, 2, 3):
            first = place * 1000 + team * 100
            members += [Member(first + n, (1, place), place * 10 + team, n == 0) for n in range(24)]
    pairs = grow(members)
    assert len(pairs) == 73
    assert pairs[0].people == (1, 2)
    assert max(depths(pairs)) == 4
