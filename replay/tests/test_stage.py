"""Whose turn it is."""

import asyncio

from replay.stage import AHEAD, Stage


def played(stage: Stage, *parts) -> list:
    """What the parts, functions of the stage and a list, wrote into the list."""
    said: list = []

    async def all_of_it():
        stage.start()
        await asyncio.gather(*(stage.run(part(stage, said)) for part in parts))

    asyncio.run(asyncio.wait_for(all_of_it(), 20))
    return said


def sleeper(*hours):
    async def part(stage, said):
        for hour in hours:
            await stage.until(hour * 3600)
            said.append(hour)

    return part


def test_a_day_goes_in_the_order_of_its_hours_and_takes_no_time():
    stage = Stage(6 * 3600, width=10, real_time=False)
    assert played(stage, sleeper(8, 12, 20), sleeper(7, 13), sleeper(19)) == [7, 8, 12, 13, 19, 20]
    assert stage.now == 20 * 3600 and stage.lag.n == 0


def test_nobody_runs_ahead_of_one_who_waits_for_the_office():
    async def waits_at_eight(stage, said):
        await stage.until(8 * 3600)
        for _ in range(20):
            await asyncio.sleep(0)
            assert stage.now <= 8 * 3600 + AHEAD
        said.append("answered")

    assert played(Stage(0, 10, False), waits_at_eight, sleeper(9)) == ["answered", 9]


def test_no_more_are_awake_than_the_width():
    most = []

    async def busy(stage, said):
        await stage.until(3600)
        said.append(len(stage.awake))
        await asyncio.sleep(0)
        await stage.until(7200)

    most = played(Stage(0, 3, False), *[busy] * 12)
    assert len(most) == 12 and max(most) <= 3


def test_while_somebody_takes_a_breath_the_day_goes_on():
    async def breathes(stage, said):
        await stage.until(3600)
        await stage.breath(0.05)
        said.append("breathed")

    assert played(Stage(0, 2, False), breathes, sleeper(2, 3)) == [2, 3, "breathed"]


def test_in_real_time_one_wakes_when_one_is_due_and_the_lag_is_known():
    stage = Stage(0, 1, real_time=True)

    async def soon(stage, said):
        await stage.until(0.02)
        said.append(stage.now)

    woke = played(stage, soon, soon)
    assert all(at >= 0.02 for at in woke) and stage.lag.n == 2


def test_in_real_time_nobody_is_waited_for_beyond_the_end():
    assert played(Stage(0, 1, True, ends=0.05), sleeper(1, 20)) == [1, 20]
