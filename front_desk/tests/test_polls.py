"""A watcher's strike and a caller's hold: struck is gone (promise 5), across the rooms."""

from datetime import timedelta

import pytest
from django.test import Client

from front_desk.tests.office import SmallOffice
from lib import clock
from lib.uuid7 import uuid7
from precincts import codes, posting
from precincts.models import Ride, StrikeCode
from roll.models import PollingPlace, PrecinctPlace


@pytest.fixture
def office(db):
    made = SmallOffice(voters=3)
    place = PollingPlace.objects.create(name="SCHOOL")
    PrecinctPlace.objects.create(precinct=made.precinct, place=place)
    made.watcher = made.caller("Will")
    begin = clock.now() - timedelta(hours=1)
    posting.make(place, made.team, begin, begin + timedelta(hours=9), None, person=made.watcher.person)
    return made


def strike(office, voter) -> dict:
    n = StrikeCode.objects.get(voter=voter).n
    entry = {"id": str(uuid7()), "kind": "strike", "seen_at": clock.now().isoformat()}
    return entry | {"precinct": office.precinct.pk, "code": codes.shown(n)}


def test_who_is_struck_at_the_polls_leaves_the_callers_hands(office):
    client, caller = Client(), office.caller("Sam")
    holds = caller.exchange(client)["holds"]
    assert len(holds) == 3
    caller.have = [hold["hold"] for hold in holds]
    voter = holds[0]["voters"][0]["voter"]
    office.watcher.exchange(client, [strike(office, voter)], want=False)
    gone = caller.exchange(client)["gone"]
    assert [(g["hold"], g["why"]) for g in gone] == [(holds[0]["hold"], "voted")]


def test_and_is_not_handed_out_until_the_strike_is_taken_back(office):
    client, caller = Client(), office.caller("Sam")
    voter = office.voters[1].pk
    entry = strike(office, voter)
    office.watcher.exchange(client, [entry], want=False)
    handed = {v["voter"] for hold in caller.exchange(client)["holds"] for v in hold["voters"]}
    assert voter not in handed and len(handed) == 2
    undo = {
        "id": str(uuid7()),
        "kind": "correction",
        "seen_at": clock.now().isoformat(),
        "withdraws": [entry["id"]],
    }
    office.watcher.exchange(client, [undo], want=False)
    other = office.caller("Ines")
    assert voter in {v["voter"] for hold in other.exchange(client)["holds"] for v in hold["voters"]}


def test_a_ride_asked_of_a_caller_stands_beside_the_watchers(office):
    client, caller = Client(), office.caller("Sam")
    hold = caller.exchange(client)["holds"][0]
    ride = {"id": str(uuid7()), "kind": "ride_request", "seen_at": clock.now().isoformat(),
            "hold": hold["hold"], "voter": hold["voters"][0]["voter"], "note": "At ten"}  # fmt: skip
    caller.exchange(client, [ride], want=False)
    assert Ride.objects.get().note == "At ten"
