"""Goals: spread, read from a file with its mistakes named, summed up the map."""

from datetime import date, datetime

import pytest

from boiler_room import goals, reads
from boiler_room.models import Goal, What
from crew.models import Area
from front_desk.tests.office import SmallOffice
from lib import door

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 3)


@pytest.fixture
def office():
    return SmallOffice(voters=1)


def at(hour, minute=0):
    return datetime(2026, 11, 3, hour, minute, tzinfo=reads.zone())


@pytest.mark.parametrize("what", What.values)
@pytest.mark.parametrize("goal", [0, 1, 99, 12_345])
def test_a_day_spread_over_its_hours_adds_up(what, goal):
    hours = goals.spread(what, DAY, goal)
    assert sum(hours.values()) == goal and min(hours.values()) >= 0


def test_the_plan_grows_with_the_hours(office):
    hours = {at(9).isoformat(): 60, at(10).isoformat(): 120}
    door.enter("goals", goals.payload(DAY, [(office.county.pk, "calls", hours)]))
    plan = {
        m: goals.plans([office.county.pk], m)[office.county.pk].so_far["calls"]
        for m in (at(9), at(9, 30), at(23))
    }
    assert plan == {at(9): 0, at(9, 30): 30, at(23): 180}


def test_areas_above_get_the_sum_and_one_with_its_own_keeps_it(office):
    state = office.county.parent
    other = Area.objects.create(kind="region", name="Wake", code="WAKE", parent=state, lineage=[])
    other.lineage = [state.pk, other.pk]
    other.save()
    both = [(a, "calls", {at(9).isoformat(): 50}) for a in (office.county.pk, other.pk)]
    door.enter("goals", goals.payload(DAY, both))
    door.enter("goals", goals.payload(DAY, [(office.precinct.pk, "calls", {at(9).isoformat(): 7})]))
    assert goals.plans([state.pk], at(23))[state.pk].whole == {"calls": 100}
    door.enter("goals", goals.payload(DAY, [(state.pk, "calls", {at(9).isoformat(): 500})]))
    assert goals.plans([state.pk], at(23))[state.pk].whole == {"calls": 500}
    assert Goal.objects.filter(own=False).count() == 0


def test_a_file_is_read_by_code_or_name(office):
    raw = (
        '\ufeffarea,what,day,hour,goal\nDURHAM,calls,2026-11-03,9,"1,200"\n01,supporters,2026-11-03,,100\n\n'
    )
    for entry in goals.read_csv(raw.encode(), Area.objects.all()):
        door.enter("goals", entry)
    assert Goal.objects.get(area=office.county, what="calls").n == 1200
    assert goals.plans([office.county.pk], at(23))[office.county.pk].whole["supporters"] == 100


def test_every_mistake_is_named_with_line_and_column(office):
    raw = b"area,what,day,hour,goal\nNOWHERE,calls,2026-11-03,9,5\nDURHAM,knocks,3.11.26,25,many\n"
    with pytest.raises(goals.Unreadable) as caught:
        goals.read_csv(raw, Area.objects.all())
    assert [p.partition(":")[0] for p in caught.value.problems] == [
        "Line 2, column area",
        *(f"Line 3, column {c}" for c in ("what", "day", "hour", "goal")),
    ]


@pytest.mark.parametrize(
    "raw", [b"", b"area;what\n", b"\xff\xfe", b"area,what,day,goal\n", b"area\x00,b\n1,2\n"]
)
def test_a_file_that_is_none_is_refused_in_words(office, raw):
    with pytest.raises(goals.Unreadable) as caught:
        goals.read_csv(raw, Area.objects.all())
    assert caught.value.problems


def test_an_area_outside_of_the_scope_is_not_known(office):
    raw = b"area,what,day,hour,goal\nDURHAM,calls,2026-11-03,9,5\n"
    with pytest.raises(goals.Unreadable, match="among yours"):
        goals.read_csv(raw, Area.objects.filter(pk=office.precinct.pk))


def test_an_unknown_area_is_refused_at_the_door(office):
    with pytest.raises(door.Refused):
        door.enter("goals", goals.payload(DAY, [(10**9, "calls", {})]))
