"""How often features are used: counts by area and hour, written in bulk, bounded, and of nobody."""

import threading
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from crew.models import Use
from crew.switches import uses
from lib import clock

LINES = "polls.lines"


@pytest.fixture
def tally(monkeypatch):
    fresh = uses.Tally()
    monkeypatch.setattr(uses, "tally", fresh)
    return fresh


def test_many_uses_are_one_statement_and_one_row(town, tally, django_assert_num_queries):
    for _ in range(50):
        uses.count(LINES, town.durham.pk)
    with django_assert_num_queries(1):
        tally.write()
    assert Use.objects.get().n == 50
    uses.count(LINES, town.durham.pk, 2)
    tally.write()
    assert Use.objects.get().n == 52


def test_the_table_knows_feature_area_hour_and_number_and_nothing_else(db):
    columns = connection.introspection.get_table_description(connection.cursor(), "crew_use")
    assert {column.name for column in columns} == {"feature", "area_id", "hour", "n"}


def test_hours_and_areas_are_kept_apart(town, tally):
    uses.count(LINES, town.durham.pk)
    with clock.shifted(3600):
        uses.count(LINES, town.durham.pk)
    uses.count(LINES, None)
    tally.write()
    assert Use.objects.count() == 3
    assert Use.objects.filter(area_id=uses.CAMPAIGN).count() == 1


def test_what_a_device_tells_is_counted_for_its_teams_area(town, tally):
    team = {"area": town.wake.pk}
    uses.count_told({LINES: 3, "no.such": 9, "calls.script": 10**9}, team)
    uses.count_told({LINES: 1}, None)  # of no team: nowhere
    tally.write()
    assert dict(Use.objects.values_list("feature", "n")) == {LINES: 3, "calls.script": uses.MOST_AT_ONCE}


def test_threads_count_together_without_losing_any(town, tally):
    def work():
        for _ in range(200):
            uses.count(LINES, town.durham.pk)

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    tally.write()
    assert Use.objects.get().n == 1600


def test_a_database_that_is_away_loses_nothing_counted(town, tally, monkeypatch):
    uses.count(LINES, town.durham.pk)
    with monkeypatch.context() as broken:
        broken.setattr(uses, "ADD", "select 1/0")
        with pytest.raises(DatabaseError), transaction.atomic():
            tally.write()
    uses.count(LINES, town.durham.pk)
    tally.write()
    assert Use.objects.get().n == 2


def test_old_hours_are_forgotten(town, tally):
    uses.count(LINES, town.durham.pk)
    tally.write()
    Use.objects.update(hour=clock.now() - uses.KEPT - timedelta(hours=1))
    uses.count(LINES, town.durham.pk)
    tally.write()
    assert uses.forget_old() == 1 and Use.objects.count() == 1


def test_the_page_shows_what_is_used_where_and_what_is_not(town, tally, signed_in):
    uses.count(LINES, town.durham.pk, 31)
    uses.count("polls.list", town.wake.pk, 7)
    tally.write()
    page = signed_in(town.olga).get("/staff/uses/").content.decode()
    used, _head, unused = page.partition("Not used in seven days")
    assert "Line reports" in used and ">31<" in used and "The list in street order" in used
    assert "Rides from the polls" in unused and "Line reports" not in unused
    own = signed_in(town.dana).get("/staff/uses/").content.decode()  # Wake
    assert ">7<" in own and ">31<" not in own


def test_it_is_not_for_captains(town, signed_in):
    assert signed_in(town.maya).get("/staff/uses/").status_code == 403
    town.role(town.maya.pk, "boiler_room", town.durham)
    assert signed_in(town.maya).get("/staff/uses/").status_code == 200
    assert signed_in(town.maya).get(f"/staff/uses/?area={town.wake.pk}").status_code == 403
