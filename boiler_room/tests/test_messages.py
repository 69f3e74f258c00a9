"""Tell us and rides: looked after by somebody, once; the answer goes to whoever asked."""

from datetime import timedelta

import pytest

from boiler_room.models import Owner
from boiler_room.tests.people import member, settle, signed_in, text
from front_desk.models import Entry, Settlement
from front_desk.tests.office import attempt
from lib import clock, door
from precincts.tests.polls import code_of
from roll.models import PollingPlace, PrecinctPlace


@pytest.fixture
def sam(office, client):
    sam = office.caller()
    sam.person.phone = "+19195550177"
    sam.person.save()
    sam.holds = sam.exchange(client)["holds"]
    return sam


def sent(sam, client, kind, **fields) -> Entry:
    known = {key: attempt(sam.holds[0])[key] for key in ("id", "seen_at")}
    sam.exchange(client, [known | {"kind": kind, **fields}], want=False)
    return Entry.objects.get(pk=known["id"])


def wish(sam, client, hold=None, **more) -> Entry:
    hold = hold or sam.holds[0]
    return sent(sam, client, "ride_request", hold=hold["hold"], voter=hold["voters"][0]["voter"], **more)


def test_a_message_comes_with_its_sender_and_what_was_on_the_screen(office, client, maya, sam):
    sent(sam, client, "tell_us", text="Too <long>", screen={"state": "voter", "sheet": 7})
    page = text(signed_in(maya), "/desk/tell-us/")
    for words in ("Too &lt;long&gt;", "Sam", "Team Maya", "tel:+19195550177", "<dt>List</dt><dd>7</dd>"):
        assert words in page, words


def test_the_answer_reaches_the_senders_screen(office, client, maya, sam):
    message = sent(sam, client, "tell_us", text="Too long")
    settle(signed_in(maya), message, "done", answer="It is shorter now.", to="desk_tell_us")
    assert sam.exchange(client, want=False)["message"] == "It is shorter now."
    assert "Nobody waits for an answer" in text(signed_in(maya), "/desk/tell-us/")
    done = text(signed_in(maya), "/desk/tell-us/", done=1)
    assert "It is shorter now." in done and "by Maya" in done


def test_it_is_answered_once_and_by_those_it_concerns(office, client, maya, others, sam):
    message = sent(sam, client, "tell_us", text="Too long")
    for person in others:
        assert settle(signed_in(person), message, "done").status_code == 404
    for answer in ("One", "Two"):
        settle(signed_in(maya), message, "done", answer=answer)
    assert Settlement.objects.get().answer == "One"


def test_an_answer_too_long_is_cut_and_an_empty_one_says_nothing(office, client, maya, sam):
    settle(signed_in(maya), sent(sam, client, "tell_us", text="a"), "done", answer="  ")
    assert sam.exchange(client, want=False)["message"] is None
    settle(signed_in(maya), sent(sam, client, "tell_us", text="b"), "done", answer="x\x00" * 600)
    assert len(sam.exchange(client, want=False)["message"]) == 500


def test_staff_find_their_answers_and_nobody_elses(office, client, maya):
    door.enter("tell_us", {"text": "The map is old", "screen": {"page": "/roll/"}}, by=maya)
    olga = signed_in(member("Olga", "office"))
    assert "The map is old" in text(olga, "/desk/tell-us/")
    settle(olga, Entry.objects.get(kind="tell_us"), "done", answer="New one tomorrow")
    assert "New one tomorrow" in text(signed_in(maya), "/desk/mine/")
    assert "The map is old" not in text(olga, "/desk/mine/")


def test_a_ride_comes_with_what_a_driver_needs(office, client, maya, sam):
    place = PollingPlace.objects.create(name="Elm School", address="1 Elm St", hours="6:30-19:30")
    PrecinctPlace.objects.create(precinct=office.precinct, place=place)
    wish(sam, client, note="wheelchair")
    page = text(signed_in(maya), "/desk/rides/")
    for words in ("Elm School, 1 Elm St", "wheelchair", f"tel:{sam.holds[0]['phone']}", "Sam"):
        assert words in page, words
    assert "1 rides to the polls wanted" in text(signed_in(maya), "/")


def test_a_ride_is_taken_on_and_done(office, client, maya, sam):
    entry, asked = wish(sam, client), signed_in(maya)
    taken = asked.post("/picture/needs/owner/", {"need": f"ride_request:{entry.pk}", "to": "desk_rides"})
    assert taken["Location"] == "/desk/rides/" and Owner.objects.get().person == maya
    assert "✓ you" in text(asked, "/desk/rides/")
    settle(asked, entry, "done", to="desk_rides")
    assert "Nobody waits for a ride" in text(asked, "/desk/rides/")
    assert "taken on by Maya" in text(asked, "/desk/rides/", done=1)


def test_a_ride_taken_back_or_of_somebody_elses_voter_is_none(office, client, maya, sam):
    entry = wish(sam, client)
    sent(sam, client, "correction", withdraws=[str(entry.pk)])
    ben = office.caller("Ben")
    ben.holds = sam.holds
    wish(ben, client)
    asked = signed_in(maya)
    assert "Nobody waits for a ride" in text(asked, "/desk/rides/")
    refused = text(asked, "/desk/refused/")
    assert "Ride wanted" in refused and "Ben" in refused


def test_who_has_voted_meanwhile_needs_no_ride(office, client, maya, sam):
    entry = wish(sam, client)
    door.enter("strike", {"voter": entry.payload["voter"]})
    assert "has voted" in text(signed_in(maya), "/desk/rides/")


def test_nobody_elses_captain_sees_a_ride(office, client, maya, others, sam):
    entry = wish(sam, client)
    for person in others:
        assert "tel:" not in text(signed_in(person), "/desk/rides/")
        assert settle(signed_in(person), entry, "done").status_code == 404
    assert not Settlement.objects.exists()


def test_a_watchers_ride_by_code_comes_with_the_voter(polls, client):
    voter = polls.voters[polls.one.pk][0]
    ride = polls.will.entry(
        "ride_request", precinct=polls.one.pk, code=code_of(voter), note="at the bus stop"
    )
    assert polls.will.reasons(client, ride) == ["recorded"]
    page = text(signed_in(polls.maya), "/desk/rides/")
    for words in ("FIRST0 LAST0", "SCHOOL", "at the bus stop", "Will", "tel:+19195550123", voter.address):
        assert words in page, words
    door.enter("strike", {"voter": voter.pk})
    assert "has voted" in text(signed_in(polls.maya), "/desk/rides/")


def test_a_watchers_ride_is_taken_on_and_done(polls, client):
    voter = polls.voters[polls.one.pk][1]
    ride = polls.will.entry("ride_request", precinct=polls.one.pk, code=code_of(voter))
    polls.will.send(client, ride)
    asked = signed_in(polls.maya)
    asked.post("/picture/needs/owner/", {"need": f"ride_request:{ride['id']}", "to": "desk_rides"})
    settle(asked, ride, "done", to="desk_rides")
    assert "Nobody waits for a ride" in text(asked, "/desk/rides/")
    done = text(asked, "/desk/rides/", done=1)
    assert "taken on by Maya" in done and "FIRST1 LAST1" in done
    assert "FIRST1" not in text(signed_in(polls.walt), "/desk/rides/", done=1)


def test_a_ride_asked_for_outside_a_post_is_shown_with_a_word_of_warning(polls, client):
    type(polls.post).objects.update(
        starts_at=clock.now() - timedelta(days=1), ends_at=clock.now() - timedelta(hours=9)
    )
    voter = polls.voters[polls.one.pk][2]
    ride = polls.will.entry("ride_request", precinct=polls.one.pk, code=code_of(voter))
    assert polls.will.reasons(client, ride) == ["outside_post"]
    page = text(signed_in(polls.maya), "/desk/rides/")
    assert "FIRST2 LAST2" in page and "outside of their post" in page
