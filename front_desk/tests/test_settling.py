"""A captain settles what was refused or waits: accepted it counts, rejected never, and once."""

import pytest

from front_desk.models import Entry, Settlement
from front_desk.settling import settle
from front_desk.tests.office import SmallOffice, attempt
from lib import door
from lists.models import Attempt, Target
from roll.models import Suppression

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return SmallOffice(voters=6)


def waiting(client, office, second="do_not_call"):
    """A recorded and a waiting result for one hold, as entry dicts."""
    sam = office.caller()
    hold = sam.exchange(client)["holds"][0]
    one, other = attempt(hold), attempt(hold, second)
    sam.exchange(client, [one, other], want=False)
    return one, other, hold


def verdict(entry):
    found = Entry.objects.get(pk=entry["id"])
    return found.verdict, found.reason


def test_accepted_it_counts_instead_of_what_stood_there(client, office):
    _one, other, hold = waiting(client, office)
    captain = office.caller("Maya").person
    settle(other["id"], "accept", captain)
    assert verdict(other) == ("recorded", "accepted")
    assert Attempt.objects.get(withdrawn_by=None).result == "do_not_call"
    assert Suppression.objects.get(withdrawn_by=None).kind == "do_not_call"
    assert Target.objects.get(phones=[hold["phone"]]).left_n == 0
    assert Settlement.objects.get().person_id == captain.pk


def test_rejected_it_never_counts(client, office):
    _one, other, _hold = waiting(client, office)
    settle(other["id"], "reject", None)
    assert verdict(other) == ("refused", "rejected")
    assert Attempt.objects.get().result == "contacted" and not Suppression.objects.exists()


def test_it_is_settled_once(client, office):
    _one, other, _hold = waiting(client, office)
    settle(other["id"], "reject", None)
    for choice in ("accept", "reject"):
        with pytest.raises(door.Refused, match="already"):
            settle(other["id"], choice, None)
    assert Attempt.objects.count() == 1


def test_a_result_of_another_person_is_recorded_when_accepted(client, office):
    hold = office.caller("Ana").exchange(client)["holds"][0]
    entry = attempt(hold)
    office.caller("Ben").exchange(client, [entry], want=False)
    settle(entry["id"], "accept", None)
    assert Attempt.objects.get().result == "contacted"


def test_what_cannot_be_recorded_stays_as_it_was(client, office):
    hold = office.caller("Ana").exchange(client)["holds"][0]
    entry = attempt(hold | {"hold": 10**9})
    office.caller("Ben").exchange(client, [entry], want=False)
    with pytest.raises(door.Refused, match="cannot be recorded"):
        settle(entry["id"], "accept", None)
    assert verdict(entry) == ("refused", "never_handed") and not Settlement.objects.exists()


def test_entries_of_a_stolen_phone_count_when_accepted(client, office):
    sam = office.caller()
    hold = sam.exchange(client)["holds"][0]
    sam.device.shut_at, sam.device.shut_why = "2026-11-01T00:00:00Z", "stolen"
    sam.device.save()
    entry = attempt(hold)
    sam.exchange(client, [entry])
    settle(entry["id"], "accept", None)
    assert Attempt.objects.get().id.hex == entry["id"].replace("-", "")


def test_nothing_recorded_and_nothing_unknown_is_settled(client, office):
    one, _other, _hold = waiting(client, office)
    with pytest.raises(door.Refused, match="already"):
        settle(one["id"], "accept", None)
    with pytest.raises(door.Refused, match="does not know"):
        settle("0192c2a0-0000-7000-8000-000000000000", "accept", None)


def test_a_message_is_done_once(client, office):
    sam = office.caller()
    said = {
        k: attempt({"hold": 1, "voters": [{"voter": 1}], "sheet": 1, "script": 1})[k]
        for k in ("id", "seen_at")
    }
    sam.exchange(client, [said | {"kind": "tell_us", "text": "The script is too long"}], want=False)
    settle(said["id"], "done", None, "Thank you")
    assert Settlement.objects.get().answer == "Thank you"
    with pytest.raises(door.Refused):
        settle(said["id"], "done", None)


def test_a_conflicts_other_body_counts_instead_of_the_first(client, office):
    sam = office.caller()
    hold = sam.exchange(client)["holds"][0]
    entry = attempt(hold)
    sam.exchange(client, [entry], want=False)
    sam.exchange(client, [entry | {"result": "do_not_call"}], want=False)
    other = Entry.objects.get(reason="conflict")
    settle(other.pk, "accept", None)
    assert Attempt.objects.get(withdrawn_by=None).result == "do_not_call"
    assert Suppression.objects.get(withdrawn_by=None).kind == "do_not_call"


def test_what_could_not_be_read_is_left_out_and_never_accepted(client, office):
    sam = office.caller()
    sam.exchange(client, [{"id": "no uuid"}], want=False)
    entry = Entry.objects.get(kind="unreadable")
    for choice in ("accept", "done"):
        with pytest.raises(door.Refused, match="that way"):
            settle(entry.pk, choice, None)
    settle(entry.pk, "reject", None)
    assert Settlement.objects.get().sender_id == sam.person.pk


def test_an_act_of_the_office_that_was_refused_is_not_accepted_without_being_done(office):
    with pytest.raises(door.Refused):
        door.enter("taken_on", {"need": "dry:1", "person": 10**9})
    with pytest.raises(door.Refused, match="that way"):
        settle(Entry.objects.get(verdict="refused").pk, "accept", None)


def test_a_ride_asked_for_from_a_stolen_phone_is_looked_after(client, office):
    sam = office.caller()
    hold = sam.exchange(client)["holds"][0]
    sam.device.shut_at, sam.device.shut_why = "2026-11-01T00:00:00Z", "stolen"
    sam.device.save()
    wish = {key: attempt(hold)[key] for key in ("id", "seen_at", "hold", "voter")} | {"kind": "ride_request"}
    sam.exchange(client, [wish], want=False)
    assert verdict(wish) == ("waiting", "device_shut")
    settle(wish["id"], "done", None)
    assert verdict(wish) == ("recorded", "accepted")
