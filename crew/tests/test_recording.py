"""What this room records is a function of the entries: played again in order they fill the tables alike."""

import json
from datetime import timedelta
from uuid import uuid4

from django.core import serializers
from django.db import connection

from crew import areas, join_links, joining, lost_phones, shifts
from crew.models import Area, Booking, Device, JoinLink, Login, Person, Role, Shift, Team
from lib import clock, door

TABLES = (Area, Person, Team, Role, JoinLink, Device, Shift, Booking)


def kept() -> list[str]:
    return [serializers.serialize("json", model.objects.order_by("pk")) for model in TABLES]


def entries() -> list[door.Entry]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select id, seq, kind, payload::text, person_id, device_id, source, seen_at, received_at"
            " from front_desk_entry where verdict = 'recorded' order by seq"
        )
        rows = cursor.fetchall()
    return [door.Entry(row[0], row[1], row[2], json.loads(row[3]), *row[4:]) for row in rows]


def test_played_again_they_fill_the_tables_alike(town):
    link = join_links.make(town.durham_team, town.maya)
    sam = joining.join(link.code, uuid4(), "Sam", "9195550142").person
    joining.join(lost_phones.reissue(sam, town.maya).code, uuid4(), "", "")
    lost_phones.shut(sam, "stolen", town.maya)
    hillside = areas.add_staging(town.durham, "Hillside", town.olga)
    areas.move(town.precincts, hillside, town.olga)
    areas.rename(hillside, "Hillside High", town.olga)
    door.enter("role_ended", {"role": Role.objects.get(person=town.walt).pk})
    now = clock.now()
    shift = shifts.make(town.durham_team, now, now + timedelta(hours=3), 4, "", town.maya)
    shifts.book(shift, [town.vera], town.maya)
    shifts.answer(shift.bookings.get(), True, town.vera)
    shifts.check_in_at(shift, sam, "code")
    shifts.check_in(shift.bookings.get(person=town.vera), "link", town.vera)
    shifts.cancel(shift, town.maya)
    before = kept()
    log = entries()
    Login.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute(
            "truncate crew_booking, crew_shift, crew_device, crew_joinlink, crew_role, crew_team, crew_person, crew_area cascade"
        )
    for entry in log:
        door.recorder(entry.kind)(entry)
    assert kept() == before


def test_the_same_entry_twice_is_one_fact(town):
    entry_id, person_id, seen_at = uuid4(), door.new_id("crew_person"), clock.now()
    for _ in range(2):
        door.enter("person", {"id": person_id, "name": "Ines"}, id=entry_id, seen_at=seen_at)
    assert Person.objects.filter(name="Ines").count() == 1


def test_the_same_role_again_is_refused_and_kept(town):
    payload = {"person": town.maya.pk, "name": "captain", "area": town.durham.pk}
    try:
        door.enter("role", {"id": door.new_id("crew_role"), **payload})
        raise AssertionError("it was recorded twice")
    except door.Refused as refusal:
        assert refusal.reason == "has_it_already"
