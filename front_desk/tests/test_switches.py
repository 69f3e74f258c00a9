"""What the office switches off, as phones meet it: fewer voters or a word, and never a fact refused."""

import json
import uuid

import pytest

from crew import join_links, joining
from crew.models import Person, Team, Use
from crew.switches import features, uses
from crew.switches.switching import switch
from front_desk.models import Entry
from front_desk.tests.office import SmallOffice, attempt
from lib import clock
from lib.uuid7 import uuid7
from precincts.tests.polls import Polls, code_of
from roll.models import Voted

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return SmallOffice(voters=60)


@pytest.fixture
def everything_off():
    for feature in features.everything():
        switch(feature.name, None, "off", "a test of the door", None)


def off(name, area=None):
    switch(name, area, "off", "why", None)


def test_a_reply_says_what_is_off_on_that_screen_and_in_that_area(client, office):
    sam = office.caller()
    assert sam.exchange(client)["switched"] == {"as_of": 0, "off": []}
    off("calls.practice", office.county)
    off("polls.photos")
    switched = sam.exchange(client)["switched"]
    assert switched["off"] == ["calls.practice"] and switched["as_of"] > 0


def test_no_next_number_hands_nobody_out_and_takes_every_result(client, office):
    sam = office.caller()
    first, *rest = sam.exchange(client)["holds"]
    off("calls.next")
    have = [hold["hold"] for hold in rest]
    reply = sam.exchange(client, [attempt(first)], have=have)
    assert reply["holds"] == [] and not reply["finished"]
    assert reply["verdicts"][0]["verdict"] == "recorded"
    assert office.caller("Ben").exchange(client)["holds"] == []
    switch("calls.next", None, "inherit", "", None)
    assert office.caller("Cem").exchange(client)["holds"]


def test_without_a_reserve_five_are_at_hand_and_what_is_there_stays(client, office):
    sam = office.caller()
    before = [hold["hold"] for hold in sam.exchange(client)["holds"]]
    assert len(before) > 5
    off("calls.reserve")
    reply = sam.exchange(client, have=before)
    assert reply["holds"] == reply["gone"] == []
    assert len(office.caller("Ben").exchange(client)["holds"]) == 5


def test_results_are_taken_with_everything_switched_off(client, office, everything_off):
    switch("calls.next", None, "on", "", None)
    sam = office.caller()
    hold = sam.exchange(client)["holds"][0]
    off("calls.next")
    told = [attempt(hold, "contacted", answers={"hello": "yes"}), {"kind": "tell_us", "text": "Help"}]
    told += [{"kind": "ride_request", "hold": hold["hold"], "voter": hold["voters"][0]["voter"]}]
    entries = [{"id": str(uuid7()), "seen_at": clock.now().isoformat(), **entry} for entry in told]
    reply = sam.exchange(client, entries, want=False)
    assert [v["verdict"] for v in reply["verdicts"]] == ["recorded"] * 3
    assert Entry.objects.get(kind="attempt").payload["answers"] == {"hello": "yes"}


def test_strikes_and_all_reports_are_taken_with_everything_switched_off(client):
    day = Polls()
    for feature in features.everything():
        off(feature.name)
    voter = day.voters[day.one.pk][0]
    about = {"precinct": day.one.pk, "code": code_of(voter)}
    here = {"place": day.school.pk}
    sent = [
        day.will.entry("strike", **about),
        day.will.entry("line_report", minutes=15, **here),
        day.will.entry("turned_away", reason="no_id", **here, **about),
        day.will.entry("incident", category="machine", photo="a" * 64, **here),
        day.will.entry("ride_request", note="at the corner", **about),
    ]
    assert day.will.reasons(client, *sent) == ["recorded"] * len(sent)
    assert Voted.objects.filter(voter=voter, ended_seq=None).exists()


def join(web, code, name="Nia New", phone="919-555-0188", **more):
    body = {"client": str(uuid.uuid4()), "name": name, "phone": phone} | more
    return web.post(f"/join/{code}", json.dumps(body), content_type="application/json")


def test_nobody_new_joins_while_it_is_off_and_who_is_known_goes_on(client, office):
    Team.objects.filter(pk=office.team.pk).update(fallback_phone="+19195550100")
    link = join_links.make(office.team, None)
    me = str(uuid.uuid4())
    known = join(client, link.code, "Sam Known", client=me).json()
    off("people.join", office.county)
    page = client.get(f"/join/{link.code}").content.decode()
    assert "takes nobody new for the moment" in page and 'href="tel:+19195550100"' in page
    refused = join(client, link.code)
    assert (refused.status_code, refused.json()["code"], refused.json()["retry"]) == (
        503,
        "join_paused",
        True,
    )
    assert not Person.objects.filter(name="Nia New").exists()
    assert join(client, link.code, "Sam Known", client=me).json()["token"] == known["token"]
    assert join(client, link.code, "Sam Known").status_code == 200, "another phone of somebody known"
    own = join_links.make(office.team, None, for_person=Person.objects.get(name="Sam Known"))
    assert "takes nobody new" not in client.get(f"/join/{own.code}").content.decode()
    assert join(client, own.code).status_code == 200, "a lost phone is replaced"
    switch("people.join", office.county, "inherit", "", None)
    assert join(client, link.code).status_code == 200


def test_the_flood_is_kept_out_of_one_county_only(client, office):
    off("people.join", office.county)
    elsewhere = office._area("region", "WAKE", office.county.parent)
    team = Team.objects.create(name="Team Walt", area=elsewhere)
    assert join(client, join_links.make(team, None).code).status_code == 200
    assert not joining.paused(team) and joining.paused(office.team)


def test_uses_told_in_an_exchange_are_counted_for_the_area(client, office, monkeypatch):
    monkeypatch.setattr(uses, "tally", uses.Tally())
    office.caller().exchange(client, uses={"calls.script": 4, "nothing.known": 1})
    uses.tally.write()
    assert list(Use.objects.values_list("feature", "area_id", "n")) == [("calls.script", office.county.pk, 4)]


@pytest.mark.parametrize("wrong", [{"x" * 50: 1}, {"calls.script": -1}, {"calls.script": "many"}, [1]])
def test_uses_that_cannot_be_read_refuse_the_body_and_count_nothing(client, office, wrong):
    assert office.caller().exchange(client, uses=wrong)["code"] == "malformed"
