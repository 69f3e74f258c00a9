"""Freezing a universe: works, wrong, missing, repeated."""

import pytest
from django.db import connection

from lib import clock, door
from lists import cutting, recording
from lists.freezing import keeping
from lists.models import Member, Number, Sheet, SheetZone, Target
from roll.models import Zone


def targets(sheet):
    """{frozenset of voters: (phones, left_n, dial)}"""
    return {
        frozenset(Member.objects.filter(target=t).values_list("voter_id", flat=True)): (
            t.phones,
            t.left_n,
            t.dial,
        )
        for t in Target.objects.filter(sheet=sheet)
    }


def test_voters_who_share_numbers_are_one_target(county):
    a, b, c = county.number(), county.number(), county.number()
    ann, ben = county.voter(a), county.voter(a, b)
    cho, dee = county.voter(b), county.voter(c)
    eve = county.voter()
    sheet = county.cut()
    assert targets(sheet) == {
        frozenset({ann.pk, ben.pk, cho.pk}): ([a, b], 3, a),
        frozenset({dee.pk}): ([c], 1, c),
    }
    assert Member.objects.get(voter=eve).target is None
    assert sheet.report == {"members": 5, "targets": 2, "no_number": 1, "set_aside": 0}
    assert Number.objects.filter(target__sheet=sheet).count() == 3


def test_a_household_in_two_zones_is_called_by_both_clocks(county):
    """The set of both is made by the cut, beside sets that a load made with ids of its own."""
    number, highest = county.number(), Zone.objects.order_by("-pk").first().pk
    chicago = Zone.objects.create(pk=highest + 1, names=["America/Chicago"])
    denver = Zone.objects.create(pk=highest + 2, names=["America/Denver"])
    county.voter(number)
    county.voter(number, zone=chicago)
    county.voter(county.number(), zone=denver)
    for _ in range(2):
        zones = Target.objects.filter(sheet=county.cut()).order_by("rank").values_list("zone", flat=True)
        both = Zone.objects.get(names=["America/Chicago", "America/New_York"])
        assert list(zones) == [both.pk, denver.pk]


def test_the_best_come_first(county):
    later = county.voter(county.number(), support_score=2, turnout_score=60)
    band = county.voter(county.number(), support_score=1, turnout_score=45)
    sure = county.voter(county.number(), support_score=1, turnout_score=95)
    unknown = county.voter(county.number(), support_score=None, turnout_score=None)
    sheet = county.cut()
    ranked = Member.objects.filter(sheet=sheet).order_by("rank").values_list("voter_id", flat=True)
    assert list(ranked) == [band.pk, sure.pk, later.pk, unknown.pk]


def test_a_switchboard_is_set_aside(county):
    switchboard, own = county.number(), county.number()
    people = [county.voter(switchboard) for _ in range(13)]
    reachable = county.voter(switchboard, own)
    sheet = county.cut()
    assert targets(sheet) == {frozenset({reachable.pk}): ([own], 1, own)}
    assert sheet.report["set_aside"] == 1 and sheet.report["no_number"] == len(people)


def test_a_target_keeps_all_zones_of_its_members(county):
    shared = county.number()
    chicago = Zone.objects.create(names=["America/Chicago"])
    county.voter(shared)
    county.voter(shared, zone=chicago)
    alone = county.voter(county.number(), zone=None)
    sheet = county.cut()
    both = Target.objects.get(sheet=sheet, phones=[shared])
    assert both.zone.names == ["America/Chicago", "America/New_York"]
    assert Target.objects.get(member__voter=alone).zone.names == ["America/New_York"]
    assert SheetZone.objects.filter(sheet=sheet).count() == 2


def test_the_first_members_language_is_the_targets(county):
    shared = county.number()
    county.voter(shared, lang="es", support_score=1)
    county.voter(shared, lang="en", support_score=2)
    assert Target.objects.get(sheet=county.cut()).lang == "es"


def test_facts_from_before_are_seen(county):
    numbers = [county.number() for _ in range(3)]
    voted, *_others = [county.voter(n) for n in numbers]
    door.enter("strike", {"voter": voted.pk})
    door.enter("suppression", {"suppression": "do_not_call", "number": numbers[1]})
    sheet = county.cut()
    left = {t.phones[0]: t.left_n for t in Target.objects.filter(sheet=sheet)}
    assert left == {numbers[0]: 0, numbers[1]: 0, numbers[2]: 1}


def test_a_new_target_stands_where_settling_would_put_it(county):
    shared = county.number()
    county.voter(shared, county.number())
    county.voter(shared)
    for _ in range(5):
        county.voter(county.number())
    sheet = county.cut()
    before = list(Target.objects.filter(sheet=sheet).order_by("id").values())
    with connection.cursor() as cursor:
        cursor.execute("select lists_settle(array(select id from lists_target))")
    assert list(Target.objects.filter(sheet=sheet).order_by("id").values()) == before


def test_only_the_area_asked_for(county):
    here = county.voter(county.number())
    county.voter(county.number(), precinct=county.other)
    sheet = county.cut(area=county.precinct)
    assert list(Member.objects.filter(sheet=sheet).values_list("voter_id", flat=True)) == [here.pk]
    assert sheet.area == county.precinct


def test_nobody_there(county):
    county.voter(county.number(), support_score=5)
    with pytest.raises(cutting.Nobody):
        county.cut({"all": [{"field": "support", "from": 1, "to": 2}]})


def test_the_kept_list_fills_the_same_sheet_again(county, kept):
    shared = county.number()
    for _ in range(3):
        county.voter(shared, county.number())
    county.voter(county.number())
    county.voter()
    sheet = county.cut()

    def everything():
        return [list(m.objects.order_by("pk").values()) for m in (Sheet, Target, Member, Number, SheetZone)]

    before = everything()
    for model in (SheetZone, Number, Member, Target):
        model.objects.all().delete()
    sheet.teams.clear()
    Sheet.objects.all().delete()
    from front_desk.models import Entry

    entry = Entry.objects.get(kind="sheet")
    recording.sheets.record_sheet(
        door.Entry(
            entry.id, entry.seq, entry.kind, entry.payload, entry.person_id, None, entry.source,
            entry.seen_at, entry.received_at,
        )
    )  # fmt: skip
    assert everything() == before


def test_a_lost_or_changed_list_is_refused(county, kept):
    county.voter(county.number())
    sheet = county.cut()
    path = keeping.place(sheet.members_file)
    with pytest.raises(keeping.Missing):
        list(keeping.read("0" * 64))
    path.write_bytes(path.read_bytes() + b"x")
    with pytest.raises(keeping.Missing):
        list(keeping.read(sheet.members_file))


def test_a_strike_that_came_while_it_was_cut_is_caught_up_with(county):
    voter = county.voter(county.number())
    sheet = county.cut()
    door.enter("strike", {"voter": voter.pk})
    Target.objects.filter(sheet=sheet).update(left_n=1)  # as if the strike had not seen the target
    cutting.catch_up(sheet.pk)
    assert Target.objects.get(sheet=sheet).left_n == 0
    assert clock.now() > sheet.frozen_at
