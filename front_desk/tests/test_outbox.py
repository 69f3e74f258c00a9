"""POST /outbox: works, wrong person, missing, repeated."""

from datetime import timedelta

import pytest
from django.db import connection

from front_desk.models import Entry
from front_desk.settling import settle
from front_desk.tests.office import SmallOffice, attempt
from lib import clock, door
from lists.models import Attempt, Claim, Number, Target

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return SmallOffice(voters=60)


def test_a_caller_is_handed_voters_for_ninety_minutes(client, office):
    reply = office.caller().exchange(client)
    assert reply["status"] == 200
    assert len(reply["holds"]) == 45  # 30 dials an hour for an hour and a half
    assert [h["reserve"] for h in reply["holds"]].count(False) == 5
    assert Claim.objects.count() == 45


def test_no_number_is_with_two_callers(client, office):
    first, second = office.caller("Ana"), office.caller("Ben")
    one = {h["phone"] for h in first.exchange(client)["holds"]}
    two = {h["phone"] for h in second.exchange(client)["holds"]}
    assert len(one) == 45 and len(two) == 15 and not one & two


def test_a_result_is_recorded_and_the_next_voter_comes(client, office):
    sam = office.caller()
    holds = sam.exchange(client)["holds"]
    entry = attempt(holds[0])
    reply = sam.exchange(client, [entry], have=[h["hold"] for h in holds[1:]])
    assert reply["verdicts"] == [{"id": entry["id"], "verdict": "recorded", "reason": "", "text": ""}]
    assert len(reply["holds"]) == 1
    assert Attempt.objects.get().result == "contacted"
    done = Target.objects.get(phones=[holds[0]["phone"]])
    assert (done.left_n, done.hold) == (0, None)


def test_a_repeat_counts_once_and_a_changed_body_is_kept_as_a_conflict(client, office):
    sam = office.caller()
    holds = sam.exchange(client)["holds"]
    entry = attempt(holds[0])
    first = sam.exchange(client, [entry, entry], want=False)
    again = sam.exchange(client, [entry], want=False)
    assert first["verdicts"][0] == first["verdicts"][1] == again["verdicts"][0]
    changed = sam.exchange(client, [entry | {"result": "refused"}], want=False)
    assert changed["verdicts"][0]["reason"] == "conflict"
    sam.exchange(client, [entry | {"result": "refused"}], want=False)
    assert Attempt.objects.count() == 1
    other = Entry.objects.get(verdict="refused", reason="conflict")
    assert (other.payload["same_id"], other.payload["result"]) == (entry["id"], "refused")


def test_a_number_let_go_with_a_result_that_was_known_already_is_free(client, office):
    sam = office.caller()
    holds = sam.exchange(client)["holds"]
    entry = attempt(holds[0], "not_home")
    sam.exchange(client, [entry], have=[h["hold"] for h in holds], want=False)  # still on the screen
    assert Target.objects.get(phones=[holds[0]["phone"]]).hold == holds[0]["hold"]
    sam.exchange(client, [entry], have=[h["hold"] for h in holds[1:]], want=False)
    assert not Claim.objects.filter(hold=holds[0]["hold"]).exists()
    assert Target.objects.get(phones=[holds[0]["phone"]]).hold is None


def test_numbers_let_go_are_free_on_every_sheet_also_those_that_were_not_dialled(client, office):
    sam = office.caller()
    hold, *others = sam.exchange(client)["holds"]
    target = Target.objects.get(phones=[hold["phone"]])
    second = office.number(900)  # a number of the household that nobody dials, on another sheet, too
    Claim.objects.create(
        phone=second, hold=hold["hold"], target_id=target.pk, reserve=False,
        device_id=Claim.objects.get(hold=hold["hold"]).device_id, closes_at=clock.now() + timedelta(hours=1),
    )  # fmt: skip
    target.phones.append(second)
    target.save()
    sibling = Target.objects.exclude(pk=target.pk).filter(hold=None).first()
    Target.objects.filter(pk=sibling.pk).update(phones=[second], hold=hold["hold"])
    Number.objects.filter(target=sibling).update(phone=second)
    sam.exchange(client, [attempt(hold, "not_home")], have=[h["hold"] for h in others], want=False)
    assert Target.objects.get(pk=sibling.pk).hold is None


def test_a_second_different_result_waits_and_the_same_is_absorbed(client, office):
    sam = office.caller()
    hold = sam.exchange(client)["holds"][0]
    verdicts = sam.exchange(client, [attempt(hold), attempt(hold, "refused"), attempt(hold)], want=False)[
        "verdicts"
    ]
    assert [(v["verdict"], v["reason"]) for v in verdicts] == [
        ("recorded", ""),
        ("waiting", "differs"),
        ("recorded", "repeat"),
    ]
    assert Attempt.objects.count() == 1


def test_a_result_for_somebody_elses_voter_is_refused(client, office):
    hold = office.caller("Ana").exchange(client)["holds"][0]
    reply = office.caller("Ben").exchange(client, [attempt(hold)], want=False)
    assert reply["verdicts"][0]["reason"] == "never_handed"
    assert not Attempt.objects.exists() and Entry.objects.filter(verdict="refused").exists()


def test_a_correction_takes_back_in_either_order(client, office):
    sam = office.caller()
    holds = sam.exchange(client)["holds"]
    first = attempt(holds[0])
    undo = {
        "id": attempt(holds[0])["id"],
        "kind": "correction",
        "seen_at": first["seen_at"],
        "withdraws": [first["id"]],
    }
    sam.exchange(client, [undo], want=False)
    reply = sam.exchange(client, [first], want=False)
    assert reply["verdicts"][0]["verdict"] == "recorded"
    assert Attempt.objects.get().withdrawn_by is not None
    assert Target.objects.get(phones=[holds[0]["phone"]]).left_n == 1
    other = attempt(holds[1])
    undo2 = undo | {"id": attempt(holds[0])["id"], "withdraws": [other["id"]]}
    sam.exchange(client, [other], want=False)
    sam.exchange(client, [undo2], want=False)
    assert Target.objects.get(phones=[holds[1]["phone"]]).left_n == 1


def test_a_struck_voter_is_gone_from_hand_and_queue(client, office):
    sam = office.caller()
    holds = sam.exchange(client)["holds"]
    struck = holds[0]["voters"][0]["voter"]
    door.enter("strike", {"voter": struck})
    queued = office.voters[-1].pk
    door.enter("strike", {"voter": queued})
    reply = sam.exchange(client, have=[h["hold"] for h in holds])
    assert reply["gone"] == [{"hold": holds[0]["hold"], "voter": struck, "why": "voted"}]
    left = office.caller("Ben").exchange(client)["holds"]
    assert queued not in {v["voter"] for h in left for v in h["voters"]}


def test_holds_lost_on_the_way_come_again(client, office):
    sam = office.caller()
    first = sam.exchange(client)["holds"]
    again = sam.exchange(client)["holds"]
    assert [h["hold"] for h in again] == [h["hold"] for h in first]


def test_an_idle_phone_keeps_what_it_was_just_handed(client, office):
    sam = office.caller()
    sam.exchange(client)
    with clock.shifted(150 * 60), connection.cursor() as cursor:  # the office was open all the while
        cursor.execute(
            "update office_clock set clock_at = clock_at + interval '150 minutes', beat_at = real_now()"
        )
        cursor.execute("select lists_lapse(100)")
        assert cursor.fetchone()[0] == 45
        assert len(sam.exchange(client)["holds"]) == 45
        cursor.execute("select lists_lapse(100)")
        assert cursor.fetchone()[0] == 0, "its screen shows them for half an hour"


def test_an_unknown_link_is_told_so_and_a_stolen_one_records_nothing(client, office):
    sam = office.caller()
    hold = sam.exchange(client)["holds"][0]
    sam.device.shut_at, sam.device.shut_why = "2026-11-01T00:00:00Z", "stolen"
    sam.device.save()
    reply = sam.exchange(client, [attempt(hold)])
    assert reply["status"] == 401 and reply["code"] == "link_shut"
    assert reply["verdicts"][0]["reason"] == "device_shut"
    assert not Attempt.objects.exists()
    sam.token = "x" * 32
    assert sam.exchange(client)["status"] == 401


@pytest.mark.parametrize(
    "broken", ["", "[]", "{", '{"v":1}', '{"v":2,"device":"x"}', '"\\u0000"', "null", "{}" * 10]
)
def test_a_broken_body_is_refused_in_words(client, office, broken):
    sam = office.caller()
    response = client.post(
        "/outbox", broken, content_type="application/json", headers={"Authorization": f"Bearer {sam.token}"}
    )
    assert response.status_code == 400 and response.json()["text"]


def test_a_malformed_entry_is_refused_by_itself(client, office):
    sam = office.caller()
    hold = sam.exchange(client)["holds"][0]
    bad = [
        {"id": "no uuid", "kind": "attempt"},
        attempt(hold, result="teleported"),
        attempt(hold, voter="x"),
        {**attempt(hold), "kind": "strike"},
        attempt(hold, note="x" * 501),
        attempt(hold, answers={"a": "\x00"}),
        attempt(hold, "call_back"),
        7,
    ]
    good = attempt(hold)
    for _ in range(2):
        verdicts = sam.exchange(client, [*bad, good], want=False)["verdicts"]
        assert sorted(v["verdict"] for v in verdicts) == ["recorded"] + ["refused"] * 8
    kept = Entry.objects.filter(kind="unreadable", verdict="refused", person_id=sam.person.pk)
    assert kept.count() == 8 and kept.get(payload__raw="7").reason == "malformed"


def test_a_wild_clock_is_corrected_and_kept(client, office):
    sam = office.caller()
    hold = sam.exchange(client)["holds"][0]
    entry = attempt(hold) | {"seen_at": "2999-01-01T00:00:00Z"}
    assert sam.exchange(client, [entry], want=False)["verdicts"][0]["verdict"] == "recorded"
    kept = Attempt.objects.get()
    assert kept.at <= Entry.objects.get(pk=entry["id"]).received_at


def test_a_ride_is_wanted_for_a_voter_in_hand_and_for_no_other(client, office):
    ana, ben = office.caller("Ana"), office.caller("Ben")
    hold = ana.exchange(client)["holds"][0]
    wish = {key: attempt(hold)[key] for key in ("seen_at", "hold", "voter")} | {"kind": "ride_request"}
    hers, his = wish | {"id": attempt(hold)["id"]}, wish | {"id": attempt(hold)["id"]}
    assert ana.exchange(client, [hers], want=False)["verdicts"][0]["verdict"] == "recorded"
    refused = ben.exchange(client, [his], want=False)["verdicts"][0]
    assert (refused["verdict"], refused["reason"]) == ("refused", "never_handed")
    assert Entry.objects.filter(kind="ride_request").count() == 2


def test_an_answer_of_the_desk_is_a_message_to_its_sender_alone(client, office):
    ana, ben = office.caller("Ana"), office.caller("Ben")
    said = {
        key: attempt({"hold": 1, "voters": [{"voter": 1}], "sheet": 1, "script": 1})[key]
        for key in ("id", "seen_at")
    }
    said |= {"kind": "tell_us", "text": "The script is too long"}
    assert ana.exchange(client, [said], want=False)["message"] is None
    settle(said["id"], "done", None, "Thank you, it is shorter now.")
    assert ana.exchange(client, want=False)["message"] == "Thank you, it is shorter now."
    assert ben.exchange(client, want=False)["message"] is None
    with clock.shifted(13 * 3600):
        assert ana.exchange(client, want=False)["message"] is None


@pytest.mark.parametrize(
    "header", [{}, {"Authorization": "Bearer short"}, {"Authorization": "Basic " + "x" * 40}]
)
def test_without_a_token_that_could_be_one_it_says_what_to_do_and_how_long_it_is(db, client, header):
    said = client.post("/outbox", "{}", content_type="application/json", headers=header)
    assert said.status_code == 401 and said.json()["code"] == "link_shut" and said.json()["text"]
    assert int(said["Content-Length"]) == len(said.content)


def test_who_was_struck_never_comes_again_to_the_phone_that_let_go(client, office):
    """The phone drops a hold that was taken away and names it no longer; long after, too, it must not come back."""
    sam = office.caller()
    holds = sam.exchange(client)["holds"]
    gone = holds[0]
    door.enter("strike", {"voter": gone["voters"][0]["voter"]})
    have = [h["hold"] for h in holds]
    assert [g["hold"] for g in sam.exchange(client, have=have)["gone"]] == [gone["hold"]]
    have.remove(gone["hold"])
    for minutes in (0, 3, 6, 9):
        with clock.shifted(minutes * 60):
            again = sam.exchange(client, have=have)["holds"]
        assert gone["hold"] not in [h["hold"] for h in again], f"after {minutes} minutes"


def test_when_a_sheet_gives_out_the_device_is_told_once_which_comes_next(client):
    office = SmallOffice(voters=12)
    first, second = office.voters[:2], office.voters[2:]
    Target.objects.all().delete()
    early = office.cut_sheet("Early", first, priority=1)
    late = office.cut_sheet("Late", second, priority=2)
    sam = office.caller()
    holds = sam.exchange(client)["holds"]
    assert [h["sheet"] for h in holds[:2]] == [early.pk] * 2 and len(holds) == 12
    have = [h["hold"] for h in holds]
    reply = sam.exchange(client, [attempt(holds[0])], have=have[1:])
    assert reply["next_sheet"] is None  # one of the first sheet is still in hand
    reply = sam.exchange(client, [attempt(holds[1])], have=have[2:])
    assert reply["next_sheet"] == {"id": late.pk, "name": "Late"} and not reply["finished"]
    assert sam.exchange(client, [attempt(holds[2])], have=have[3:])["next_sheet"] is None
    last = sam.exchange(client, [attempt(h) for h in holds[3:]], have=[])
    assert last["next_sheet"] is None and last["finished"]  # nobody anywhere: nothing to go on with
