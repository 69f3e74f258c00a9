"""Turf: doors divided by where they stand and walked in a short route; held as doors, apart from numbers."""

import random
from math import dist

import pytest
from django.db import connection

from lib import door
from lists import turf
from lists.models import Attempt, Claim, Handout, Member, Target
from lists.reads import sheet_states
from lists.turf import bisecting, doors, routing
from lists.turf.doors import Door
from roll.models import Household


def stand(n: int, at, street="ALDER CT", number=None) -> Door:
    return Door(n, 1, street, n if number is None else number, f"{n}", at, [n])


@pytest.fixture
def town(county):
    """`town.at(number, street, north, east, **voter)` adds a voter behind that door."""

    def at(number, street="ALDER CT", north=None, east=None, **fields):
        key = f"{number} {street}|27701"
        home, _new = Household.objects.get_or_create(
            address_key=key, defaults={"street": street, "precinct": fields.get("precinct", county.precinct)}
        )
        numbers = fields.pop("numbers", [])
        address = f"{number} {street.title()}"
        return county.voter(
            *numbers, address=address, household=home, latitude=north, longitude=east, **fields
        )

    county.at = at
    return county


def in_order(sheet) -> list[str]:
    """The doors of a sheet in the order of its ranks."""
    ids = Target.objects.filter(sheet=sheet).order_by("rank").values_list("phones", flat=True)
    return [Household.objects.get(pk=int(phones[0][1:])).address_key.split("|")[0] for phones in ids]


def take(sheet, person, packet=1, minutes=60) -> list[tuple]:
    ids = list(Target.objects.filter(sheet=sheet).values_list("pk", flat=True))
    with connection.cursor() as cursor:
        cursor.execute(
            "select hold, phone, voters from lists_hand_paper(%s, %s, %s, real_now() + make_interval(mins => %s))",
            [ids, person.pk, packet, minutes],
        )
        return cursor.fetchall()


def test_every_door_is_in_one_turf_and_all_but_the_last_are_full():
    rng = random.Random(1)
    some = [stand(n, (rng.uniform(0, 900), rng.uniform(0, 4000))) for n in range(337)]
    parts = bisecting.parts(some, 40)
    assert [len(part) for part in parts] == [40] * 8 + [17]
    assert sorted(door.household for part in parts for door in part) == list(range(337))
    for part in parts:  # compact: no turf is as long as the town
        assert max(dist(a.at, b.at) for a in part for b in part) < 2000


def test_a_route_passes_every_door_once_and_is_no_longer_than_the_list_as_it_came():
    rng = random.Random(2)
    for n in (1, 2, 3, 12, 60):
        some = [stand(k, (rng.uniform(0, 500), rng.uniform(0, 500))) for k in range(n)]
        walked = routing.route(list(some))
        assert sorted(one.household for one in walked) == list(range(n))
        assert routing.length(walked) <= routing.length(some) + 1e-6
        assert [one.household for one in routing.route(some[::-1])] == [one.household for one in walked]


def test_a_straight_street_is_walked_from_one_end_to_the_other():
    street = [stand(n, (n * 20.0, 0.0)) for n in random.Random(3).sample(range(30), 30)]
    walked = [one.household for one in routing.route(street)]
    assert walked in (list(range(30)), list(range(29, -1, -1)))


def test_sizes_are_evened_out_and_those_without_a_door_come_last(town):
    voters = [town.at(n, north=36 + n / 1000, east=-78.9).pk for n in range(1, 13)]
    lost = town.voter()
    walked, targets, size = turf.cut([lost.pk, *voters], 10)
    assert size == 6, "twelve doors are two turfs of six, not ten and two"
    assert walked[-1] == lost.pk and targets[-1] is None
    assert targets[:-1] == list(range(12))


def test_without_coordinates_streets_are_walked_up_the_odd_side_and_down_the_even_one(town):
    for number in (4, 3, 1, 2, 10, 9):
        town.at(number)
    town.at(5, "BIRCH LN")
    sheet = town.cut(channel="walk")
    assert [one.split()[0] for one in in_order(sheet)] == ["1", "3", "9", "10", "4", "2", "5"]


def test_a_door_without_coordinates_stands_by_its_neighbour(town):
    town.at(1, north=36.0, east=-78.9)
    town.at(99, north=36.1, east=-78.9)
    alone = town.at(97)
    known, homeless = doors.of([alone.pk])
    assert homeless == [] and known[0].at is None, "nobody of that street is in the question"
    sheet = town.cut(channel="walk")
    order = in_order(sheet)
    assert abs(order.index("97 ALDER CT") - order.index("99 ALDER CT")) == 1


def test_a_household_is_one_door_whatever_its_numbers(town):
    number = town.number()
    ann, ben = town.at(1, numbers=[number]), town.at(1, numbers=[town.number()])
    cho = town.at(2, numbers=[number])
    sheet = town.cut(channel="walk")
    found = {
        frozenset(Member.objects.filter(target=one).values_list("voter_id", flat=True)): one.left_n
        for one in Target.objects.filter(sheet=sheet)
    }
    assert found == {frozenset({ann.pk, ben.pk}): 2, frozenset({cho.pk}): 1}
    assert sheet.report == {"members": 3, "targets": 2, "no_number": 0, "set_aside": 0}


def test_a_door_is_with_one_canvasser_and_the_phone_is_free(town, sheet_of_both):
    calls, walk, other, ann = sheet_of_both
    assert len(take(walk, town.person(), 1)) == 1
    assert take(walk, town.person("Ben"), 2) == []
    assert take(other, town.person("Cho"), 3) == [], "the same door on another sheet"
    assert len(take(calls, town.person("Dee"), 4)) == 1, "phone and door are channels of their own"
    assert sorted(Claim.objects.values_list("phone", flat=True)) == sorted(
        [f"H{ann.household_id}", ann.phones.get().number]
    )


@pytest.fixture
def sheet_of_both(town):
    ann = town.at(1, numbers=[town.number()])
    from datetime import time

    from lists.rules import Rules

    rules = Rules(hours_from=time(0), hours_to=time(23, 59, 59))
    return (
        town.cut(rules=rules),
        town.cut(channel="walk", rules=rules),
        town.cut(channel="walk", rules=rules, name="Second pass"),
        ann,
    )


def test_a_walk_sheet_is_handed_to_no_phone(town, sheet_of_both):
    _calls, walk, _other, _ann = sheet_of_both
    with connection.cursor() as cursor:
        cursor.execute("select sheet_id from lists_queues(%s, %s, array['en'])", [town.team.pk, walk.pk])
        assert walk.pk not in {row[0] for row in cursor.fetchall()}


@pytest.mark.parametrize("fact", ["strike", "do_not_call", "moved house", "hidden"])
def test_who_is_gone_is_behind_no_door(town, sheet_of_both, fact):
    _calls, walk, _other, ann = sheet_of_both
    if fact == "strike":
        door.enter("strike", {"voter": ann.pk}, source="county")
    elif fact == "do_not_call":
        door.enter(
            "suppression",
            {"suppression": "do_not_call", "voter": ann.pk, "number": ann.phones.get().number},
            source="staff",
        )
    else:
        ann.household = (
            None if fact == "hidden" else Household.objects.create(address_key="9 Z|1", street="Z")
        )
        ann.save()
    with connection.cursor() as cursor:
        cursor.execute(
            "select count(*) from lists_living(array(select id from lists_target where sheet_id = %s))",
            [walk.pk],
        )
        assert cursor.fetchone()[0] == 0


def test_a_wrong_number_keeps_nobody_from_the_door(town, sheet_of_both):
    calls, walk, _other, ann = sheet_of_both
    number = ann.phones.get().number
    for told in (
        {"suppression": "list", "number": number},
        {"suppression": "wrong_number", "voter": ann.pk, "number": number},
    ):
        door.enter("suppression", told, source="staff")
    assert Target.objects.get(sheet=calls).left_n == 0
    assert Target.objects.get(sheet=walk).left_n == 1


def test_a_result_at_the_door_ends_it_and_the_states_add_up(town, sheet_of_both):
    _calls, walk, other, ann = sheet_of_both
    ben = town.person("Ben")
    ((hold, phone, _voters),) = take(walk, ben)
    assert phone == f"H{ann.household_id}" and Handout.objects.get(hold=hold).phone == phone
    door.enter(
        "attempt",
        {"hold": hold, "voter": ann.pk, "sheet": walk.pk, "script": walk.script_version_id, "result": "contacted"},
        by=ben,
        source="paper",
    )  # fmt: skip
    assert Attempt.objects.get().phone == phone
    assert Target.objects.get(sheet=walk).left_n == 0
    assert Target.objects.get(sheet=other).due_at > Attempt.objects.get().at, "that door rests on every sheet"
    states = sheet_states([walk.pk])[walk.pk].states
    assert states["done"] == 1 and sum(states.values()) == 1


def test_a_rebuild_walks_the_same_route(town):
    for n in range(30):
        town.at(n + 1, north=36 + (n * 7 % 30) / 1000, east=-78.9 + (n * 11 % 30) / 1000)
    first, second = town.cut(channel="walk", turf_doors=12), town.cut(channel="walk", turf_doors=12)
    assert in_order(first) == in_order(second)
    assert first.turf_doors == 10
    assert first.members_file == second.members_file
