"""Precinct kits: where, when, what is allowed, who watches, whom to ring; on paper with the strike sheets."""

import json
from datetime import timedelta

import pytest

from lib import clock
from packets import printing, rounds
from packets.contents import again, kit
from packets.contents.places import Places
from packets.models import Packet
from precincts.models import Holder, Opening, Post, Rule
from roll.models import PollingPlace, PrecinctPlace

pytestmark = pytest.mark.django_db


@pytest.fixture
def school(paper):
    """A precinct that votes at a school; Dana watches there tomorrow for the county's team."""
    paper.place = PollingPlace.objects.create(
        name="Alder School", address="1 Alder Ct", hours="6.30 to 19.30"
    )
    PrecinctPlace.objects.create(precinct=paper.precinct, place=paper.place)
    at = clock.now() + timedelta(days=1)
    paper.captain = paper.team.captain
    paper.captain.phone = "+19195550199"
    paper.captain.save()
    paper.post = Post.objects.create(
        place=paper.place,
        precincts=[paper.precinct.pk],
        team=paper.team,
        starts_at=at,
        ends_at=at + timedelta(hours=4),
    )
    paper.dana = paper.person("Dana")
    Holder.objects.create(
        id="018f0000-0000-7000-8000-000000000001",
        post=paper.post,
        person=paper.dana,
        chosen=False,
        since=clock.now(),
    )
    return paper


def only(paper="letter") -> dict:
    (one,) = kit.contents(Places(), paper)
    return one.sheet


def test_a_kit_says_where_when_who_and_whom_to_ring(school):
    told = only()
    assert told["where"][1:] == ["Alder School", "1 Alder Ct"]
    assert told["open"] == ["6.30 to 19.30"], "in the words of the file, while nobody gave hours by day"
    assert told["watchers"][0][2] == "Dana"
    assert ["Captain", "(919) 555-0199", "Maya"] in told["numbers"]
    assert any("No photos" in line for line in told["rules"])


def test_hours_by_day_and_rules_of_the_area_take_their_place(school):
    opens = clock.now() + timedelta(hours=20)
    Opening.objects.create(place=school.place, opens_at=opens, closes_at=opens + timedelta(hours=13))
    Rule.objects.create(area=school.county, phones_inside=False, photos=True, checklist="A lamp\n\nA coat")
    told = only()
    assert len(told["open"]) == 1 and "6.30" not in told["open"][0]
    assert told["bring"] == ["A lamp", "A coat"]
    assert "No phones inside" in told["rules"][0] and told["rules"][1] == "Photos may be taken."


def test_a_watcher_who_left_and_a_post_that_is_over_are_not_on_it(school):
    Holder.objects.update(until=clock.now())
    assert only()["watchers"][0][2] == ""
    Post.objects.update(ended_at=clock.now())
    told = only()
    assert told["watchers"] == [] and not any(who == "Captain" for who, *_rest in told["numbers"])


def test_it_speaks_the_captains_language(school):
    school.captain.lang = "es"
    school.captain.save()
    told = only()
    assert (told["lang"], told["title"]) == ("es", "Carpeta del precinto")
    assert told["words"]["bring"] == "Llevar"


def test_it_lies_with_the_strike_sheets_and_is_renewed_when_somebody_else_stands_there(school):
    school.voter(school.number())
    rounds.run()
    one = Packet.objects.get(kind="kit")
    assert one.path.split("/")[:-1] == Packet.objects.filter(kind="strikes").first().path.split("/")[:-1]
    document = (school.folder / one.path).read_bytes()
    assert printing.pages(document) == 1 and b"/StructTreeRoot" in document
    assert again.of_packet(one).digest == one.digest
    assert rounds.run().printed == 0
    school.dana.name = "Dana Okafor"
    school.dana.save()
    assert rounds.run().printed == 1
    assert Packet.objects.get(kind="kit", replaced_at=None).pk != one.pk


def test_a_precinct_without_a_place_has_none(paper):
    assert list(kit.contents(Places(), "letter")) == []


def test_no_voter_stands_on_it(school):
    school.voter(school.number(), last_name="Secretname")
    assert "Secretname" not in json.dumps(only())
