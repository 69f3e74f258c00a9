"""The polls this minute: the newest line of each place, hours that began unheard, silent precincts; by area."""

from datetime import timedelta

import pytest
from django.db import connection

from crew.scope import Scope
from lib import clock
from precincts import living
from precincts.models import LineReport, Opening, PollsReport, Sign

EVERYWHERE = Scope(None, [("office", None)])


def ago(minutes: float):
    return clock.now() - timedelta(minutes=minutes)


@pytest.fixture
def line(polls, client):
    def report(minutes, seconds_ago=60, place=None):
        entry = polls.will.entry(
            "line_report", seconds_ago, place=(place or polls.school).pk, minutes=minutes
        )
        assert polls.will.reasons(client, entry) == ["recorded"]

    return report


@pytest.fixture
def opened(polls):
    """The school should be open for 45 minutes; the library opens later."""
    Opening.objects.create(place=polls.school, opens_at=ago(45), closes_at=ago(-600))
    Opening.objects.create(place=polls.library, opens_at=ago(-30), closes_at=ago(-600))


def said(polls, client, what, seconds_ago=60):
    entry = polls.will.entry("polls_report", seconds_ago, place=polls.school.pk, what=what)
    assert polls.will.reasons(client, entry) == ["recorded"]


def test_the_newest_report_of_a_place_counts_with_its_age(polls, line):
    line(90, 1800)
    line(40, 600)
    (found,) = living.lines(EVERYWHERE)
    assert (found.name, found.minutes, found.age) == ("SCHOOL", 40, 10)
    line(0, 30)
    assert living.lines(EVERYWHERE) == []


def test_lines_longest_first_without_old_ones_and_those_taken_back(polls, line):
    line(20)
    ids = ("0198b7a0-0000-7000-8000-00000000000" + n for n in "123")
    LineReport.objects.create(id=next(ids), place=polls.library, minutes=50, at=ago(5))
    assert [one.name for one in living.lines(EVERYWHERE)] == ["LIBRARY", "SCHOOL"]
    LineReport.objects.filter(place=polls.library).update(at=ago(125))
    LineReport.objects.filter(place=polls.school).update(withdrawn_by=next(ids))
    assert living.lines(EVERYWHERE) == []


def test_places_are_late_until_somebody_reports_them_open(polls, client, opened):
    (found,) = living.not_open(EVERYWHERE)
    assert (found.name, found.what, found.late) == ("SCHOOL", None, 45)
    said(polls, client, "not_open", 300)
    assert living.not_open(EVERYWHERE)[0].what == "not_open"
    said(polls, client, "opened", 120)
    assert living.not_open(EVERYWHERE) == []
    said(polls, client, "closed", 30)
    assert living.not_open(EVERYWHERE)[0].what == "closed"


def test_the_day_before_says_nothing_of_today(polls, client, opened):
    said(polls, client, "opened")
    PollsReport.objects.update(at=ago(24 * 60))
    assert [one.what for one in living.not_open(EVERYWHERE)] == [None]


def test_a_precinct_is_silent_when_none_of_its_posts_was_heard_for_an_hour(polls, line):
    assert {(one.precinct, one.age) for one in living.silent(EVERYWHERE)} == {
        (polls.one.name, 120), (polls.two.name, 120)}  # fmt: skip
    assert living.silent(EVERYWHERE)[0].people == "Vera Watcher, Will"
    line(5)
    assert living.silent(EVERYWHERE) == []
    Sign.objects.update(at=ago(61))
    assert {one.age for one in living.silent(EVERYWHERE)} == {61}
    polls.at(polls.school, starts=-0.5)  # a new shift has just begun: give it its hour
    assert living.silent(EVERYWHERE) == []


def test_posts_to_come_ended_or_empty(polls):
    polls.at(polls.library, starts=-1.5)
    polls.at(polls.library, starts=1)
    assert [one.people for one in living.silent(EVERYWHERE) if one.name == "LIBRARY"] == [""]
    type(polls.post).objects.update(ended_at=clock.now())
    assert living.silent(EVERYWHERE) == []


def test_each_sees_the_own_areas(polls, signed_in, line, opened):
    line(35)
    maya = signed_in(polls.maya).get("/places/live/").content.decode()
    for words in ("35 min", "SCHOOL", "nothing heard", "hours began 45 min ago"):
        assert words in maya, words
    walt = signed_in(polls.walt).get("/places/live/").content.decode()
    assert "SCHOOL" not in walt and "No line was reported" in walt


@pytest.mark.parametrize(
    ("query", "indexes"),
    [
        (living.LINES, ("line_of_place",)),
        (living.NOT_OPEN, ("report_of_place",)),
        (living.SILENT, ("post_running", "precincts_sign_pkey")),
    ],
)
def test_reports_of_a_long_day_are_not_read_through(polls, query, indexes):
    """Where a scan of a whole table is priced out, the plan has an index for each table that grows."""
    given = {"now": clock.now(), "most": living.MOST, "areas": None, "stale": living.STALE}
    given |= {"early": living.EARLY, "quiet": living.QUIET}
    with connection.cursor() as cursor:
        for way in ("seqscan", "bitmapscan", "hashjoin", "mergejoin"):
            cursor.execute(f"set local enable_{way} = off")
        cursor.execute(f"explain (costs off) {query}", given)
        plan = "\n".join(row[0] for row in cursor.fetchall())
    for index in indexes:
        assert index in plan, plan
    assert "Seq Scan on precincts_" not in plan, plan
