"""Who watches where, as staff see it: there, silent, not seen, nobody; and only in one's own areas."""

from datetime import timedelta

import pytest

from crew import shifts
from crew.models import Area
from crew.scope import Scope
from lib import clock
from precincts import posting, reads, watching

ALL = 2**62


def states(polls, place, at=None) -> list[str]:
    (found,) = [row for row in watching.places(Scope(polls.olga), at=at) if row.place == place]
    return [watch.state for watch in found.watches]


def test_not_seen_there_silent_over(polls, client):
    assert states(polls, polls.school) == ["not_seen"]
    polls.will.send(client, polls.will.entry("line_report", place=polls.school.pk, minutes=5))
    assert states(polls, polls.school) == ["there"]
    assert states(polls, polls.school, clock.now() + timedelta(minutes=40)) == ["silent"]
    assert states(polls, polls.school, clock.now() + timedelta(hours=9)) == ["over"]


def test_nobody_and_to_come(polls):
    polls.at(polls.library)
    polls.at(polls.library, starts=3, ends=6)
    assert states(polls, polls.library) == ["nobody", "coming"]


def test_checked_in_to_the_shift_is_there(polls):
    begin = clock.now() - timedelta(minutes=10)
    shift = shifts.make(polls.polls_team, begin, begin + timedelta(hours=3), 1, "", polls.maya)
    ines = polls.watcher("Ines").person
    post = polls.at(polls.library, person=ines, shift=shift)
    assert states(polls, polls.library) == ["not_seen"]
    shifts.check_in_at(shift, ines, "code")
    assert states(polls, polls.library) == ["there"]
    posting.end(post, polls.maya)
    assert states(polls, polls.library) == ["over"]


@pytest.mark.parametrize(
    ("only", "names"),
    [("", ["LIBRARY", "SCHOOL"]), ("missing", ["SCHOOL"]), ("silent", []), ("unwatched", ["LIBRARY"])],
)
def test_narrowed(polls, only, names):
    assert [row.place.name for row in watching.places(Scope(polls.olga), only=only)] == names


def test_of_my_areas_alone(polls):
    assert watching.places(Scope(polls.walt)) == []
    assert len(watching.places(Scope(polls.maya))) == 2
    assert len(watching.places(Scope(polls.olga), area=polls.three.pk)) == 1
    assert len(watching.places(Scope(polls.olga), area=polls.wake.pk)) == 0


def test_what_was_heard_and_when_it_is_open(polls, client):
    from precincts.models import Opening

    begin = clock.now() - timedelta(hours=2)
    Opening.objects.create(place=polls.school, opens_at=begin, closes_at=begin + timedelta(hours=13))
    will, school = polls.will, polls.school.pk
    will.send(
        client,
        will.entry("line_report", ago=600, place=school, minutes=5),
        will.entry("line_report", place=school, minutes=45),
        will.entry("polls_report", place=school, what="opened"),
        will.entry("incident", place=school, category="machine"),
    )
    found = watching.place(Scope(polls.maya), school)
    assert (found.line.minutes, found.report.what, found.incidents_n) == (45, "opened", 1)
    assert found.opens == begin


def test_by_a_posts_own_link_one_stands_there(polls, client):
    from uuid import uuid4

    from crew import joining

    post = polls.at(polls.library)
    joined = joining.join(posting.link(post, polls.maya).code, uuid4(), "Ines", "9195550160")
    assert joined.as_json()["work"] == "polls"
    told = reads.roll_of(joined.person, ALL)
    assert [p["post"] for p in told["posts"]] == [post.pk] and len(told["voters"]) == 6
    assert [p["post"] for p in reads.roll_of(joined.person, ALL)["posts"]] == [post.pk]
    posting.put(post, polls.vera_w.person, polls.maya)
    assert reads.roll_of(joined.person, ALL)["posts"] == [], "the captain put someone else there"


def test_a_post_needs_precincts_and_time(polls):
    empty = polls.place("NOWHERE")
    for place, starts, ends in ((empty, 0, 1), (polls.school, 2, 1)):
        with pytest.raises(ValueError):
            polls.at(place, starts=starts, ends=ends)


def test_zones_of_places(polls):
    Area.objects.filter(pk=polls.three.pk).update(tz="America/Chicago")
    assert str(watching.place(Scope(polls.olga), polls.library.pk).zone) == "America/Chicago"
