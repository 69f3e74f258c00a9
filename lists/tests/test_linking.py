"""Which voters are rung together, against the definition."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lists.freezing.linking import MOST_VOTERS, linked

LINKS = st.lists(st.tuples(st.integers(0, 39), st.integers(0, 25).map(str)), max_size=90, unique=True)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(LINKS)
def test_a_target_is_all_who_are_linked_and_nobody_else(links):
    targets, aside = linked(40, links)
    rung = [(voter, number) for voter, number in links if number not in aside]
    for voter in range(40):
        assert (targets[voter] is None) == (voter not in {v for v, _n in rung})
    groups = {v: {v} for v in range(40)}
    for _ in range(40):  # grow groups by one link at a time
        for a, n in rung:
            for b, m in rung:
                if n == m and groups[a] is not groups[b]:
                    groups[a] |= groups[b]
                    for voter in groups[a]:
                        groups[voter] = groups[a]
    for voter, target in enumerate(targets):
        if target is not None:
            assert {v for v, t in enumerate(targets) if t == target} == groups[voter]
            assert len(groups[voter]) <= MOST_VOTERS


@given(LINKS)
def test_targets_are_numbered_by_their_first_voter(links):
    targets, _aside = linked(40, links)
    firsts = list(dict.fromkeys(t for t in targets if t is not None))
    assert firsts == list(range(len(firsts)))


def test_the_number_of_a_crowd_is_set_aside_at_once():
    links = [(voter, "switchboard") for voter in range(5000)] + [(0, "own")]
    targets, aside = linked(5000, links)
    assert aside == ["switchboard"] and targets == [0] + [None] * 4999


def test_a_long_chain_is_broken_at_its_most_shared_number():
    links = [(v, str(v // 2)) for v in range(40)] + [(v, "hub") for v in range(0, 24, 2)]
    targets, aside = linked(40, links)
    assert aside == ["hub"] and max(targets.count(t) for t in targets) == 2


def test_nobody():
    assert linked(0, []) == ([], [])
