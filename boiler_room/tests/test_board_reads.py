"""Turnout of supporters by area and precinct: what is banked, needed and expected, equal to a recount."""

from datetime import timedelta

import pytest

from boiler_room import folding, goals
from boiler_room.board import reads
from boiler_room.board.reads import Turnout
from boiler_room.models import WinNumber
from boiler_room.reads import zone
from crew.models import Area
from lib import clock, door
from precincts.tests.polls import Polls
from roll.models import Supporter, Voted

pytestmark = pytest.mark.django_db


@pytest.fixture
def polls():
    """Three precincts with six voters each, scores 1 2 3 4 5 1: three supporters in each."""
    polls = Polls()
    door.enter("supporters", {"score": 2, "said": 2})
    return polls


def recount(area: Area) -> tuple[int, int, int]:
    below = Area.objects.filter(lineage__contains=[area.pk]).values("pk")
    open_ones = Voted.objects.filter(ended_seq=None, area_id__in=below)
    return (
        Supporter.objects.filter(ended_seq=None, area_id__in=below).count(),
        open_ones.filter(supporter=True).count(),
        open_ones.count(),
    )


def plan(area: Area, votes: int, hours_ago: int = 3, hours: int = 1) -> None:
    """That many supporters' votes within `hours`, from some hours ago on."""
    now = clock.now().astimezone(zone()).replace(minute=0, second=0, microsecond=0)
    each = {(now - timedelta(hours=hours_ago - n)).isoformat(): votes // hours for n in range(hours)}
    for day in {(now - timedelta(hours=hours_ago - n)).date() for n in range(hours)}:
        mine = {hour: n for hour, n in each.items() if hour.startswith(day.isoformat())}
        door.enter("goals", goals.payload(day, [(area.pk, "supporters", mine)]))


def test_counts_are_a_recount_before_and_after_the_fold(polls):
    for voters in polls.voters.values():
        for voter in voters[:3]:
            door.enter("strike", {"voter": voter.pk})
    taken_back = door.enter("strike", {"voter": polls.voters[polls.one.pk][5].pk})
    door.enter("unstrike", {"withdraws": [str(taken_back.id)]})
    areas = [polls.one, polls.two, polls.durham, polls.durham.parent]
    for _folded in (False, True):
        found = reads.turnout_by_area([area.pk for area in areas])
        for area in areas:
            one = found[area.pk]
            assert (one.known, one.banked, one.voted) == recount(area)
        by_precinct = reads.turnout_by_precinct((polls.durham.pk,))
        assert set(by_precinct) == {p.pk for p in polls.precincts}
        assert sum(one.banked for one in by_precinct.values()) == found[polls.durham.pk].banked == 6
        folding.fold_all()
    assert found[polls.one.pk].turnout == pytest.approx(100 * 2 / 3)


def test_a_precinct_is_expected_to_have_its_share_of_the_plan_above_it(polls):
    plan(polls.durham, 9)
    plan(polls.three, 1)
    found = reads.turnout_by_precinct((polls.durham.pk,))
    assert found[polls.one.pk].expected == pytest.approx(9 * 3 / 9)
    assert found[polls.three.pk].expected == 1 and found[polls.three.pk].win == 1
    assert found[polls.one.pk].win is None
    elsewhere = reads.turnout_by_precinct((polls.two.pk,))
    assert set(elsewhere) == {polls.two.pk} and elsewhere[polls.two.pk].expected == pytest.approx(3)


def test_without_a_plan_nobody_is_ahead_or_behind(polls):
    assert {one.standing for one in reads.turnout_by_precinct().values()} == {""}


@pytest.mark.parametrize(
    ("banked", "expected", "standing"),
    [
        (96, 100, "near"),
        (89, 100, "behind"),
        (111, 100, "ahead"),
        (0, 2.9, "near"),
        (0, 3.1, "behind"),
        (5, 0, "ahead"),
    ],
)
def test_a_small_difference_is_chance(banked, expected, standing):
    assert Turnout(known=500, banked=banked, expected=expected).standing == standing


def test_the_win_number_is_what_was_set_else_the_sum_below_else_the_goals(polls):
    state = polls.durham.parent
    plan(polls.durham, 40)

    def wins() -> dict[int, int | None]:
        found = reads.turnout_by_area([polls.one.pk, polls.durham.pk, state.pk])
        return {pk: one.win for pk, one in found.items()}

    assert wins() == {polls.one.pk: None, polls.durham.pk: 40, state.pk: 40}
    door.enter("win_number", {"area": polls.one.pk, "n": 7})
    door.enter("win_number", {"area": polls.two.pk, "n": 5})
    assert wins() == {polls.one.pk: 7, polls.durham.pk: 12, state.pk: 12}
    door.enter("win_number", {"area": polls.durham.pk, "n": 30})
    assert wins() == {polls.one.pk: 7, polls.durham.pk: 30, state.pk: 30}
    door.enter("win_number", {"area": polls.durham.pk, "n": None})
    assert wins()[state.pk] == 12
    with pytest.raises(door.Refused):
        door.enter("win_number", {"area": 0, "n": 3})
    assert WinNumber.objects.count() == 4


def test_what_is_still_needed_never_goes_below_nothing():
    assert Turnout(banked=12, win=10).needed == 0 and Turnout(banked=3, win=10).share == 30
    assert Turnout(banked=3).needed is None and Turnout().turnout is None
