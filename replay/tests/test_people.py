"""The day's numbers and who does what in it."""

import pytest

from replay import day, people
from replay.sizes import Sizes

SMALL = Sizes.for_calls(1000, callers=20, strikes=400, watchers=9)


def test_shares_of_the_day_are_whole():
    assert sum(day.CALLS.values()) == sum(day.VOTES.values()) == 100
    assert sum(day.VOTES[hour] for hour in (6, 7, 8)) == 19  # by nine o'clock
    assert day.VOTES[11] + day.VOTES[12] == 16 and sum(day.VOTES[hour] for hour in (16, 17, 18)) == 42
    assert all(17 <= day.ANSWERED[hour] <= 23 for hour in day.CALLS)


def test_a_total_is_shared_out_to_the_last():
    shared = day.shared(1_000_003, day.CALLS)
    assert sum(shared.values()) == 1_000_003
    assert shared[17] == pytest.approx(130_000, abs=2)
    assert sum(day.shared(3, day.CALLS).values()) == 3


def test_everybody_together_makes_the_calls_of_each_hour():
    plans = people.callers(SMALL)
    assert len(plans) == 20
    for hour, calls in day.shared(1000, day.CALLS).items():
        assert sum(plan.get(hour, 0) for plan in plans) == calls
        at_work = sum(hour in plan for plan in plans)
        assert at_work == day.at_once(20, hour)
    assert sum(sum(plan.values()) for plan in people.watchers(SMALL)) == 400


def test_in_real_time_all_are_at_work_at_their_pace():
    plans = people.callers(Sizes.for_calls(1000, mode="pace", callers=5, minutes=90))
    assert plans == [{12: day.PACE, 13: day.PACE // 2}] * 5


def test_the_same_people_in_however_many_processes():
    alone = list(people.of_process(Sizes.for_calls(100, callers=7, processes=1), 0))
    three = Sizes.for_calls(100, callers=7, processes=3)
    shared = [one for place in range(3) for one in people.of_process(three, place)]
    assert sorted(shared, key=lambda one: one[1]) == alone
    assert len({number for _, number, _ in alone}) == len(alone)


def test_more_are_booked_than_come():
    assert SMALL.callers / 0.7 <= people.booked(SMALL) + 1 and people.booked(SMALL) <= SMALL.callers / 0.5 + 1
