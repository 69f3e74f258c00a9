"""Promise 4: every member in exactly one state, and they add up, against a recount one voter at a time."""

from datetime import timedelta

import pytest
from django.db import connection

from front_desk.tests.office import SmallOffice, attempt
from lib import clock, door
from lists import reads
from lists.models import Attempt, Member
from roll.models import Phone, Voter

NOW = timedelta(0)


def states(sheet) -> dict[str, int]:
    standing = reads.sheet_states([sheet.pk], fresh=NOW)[sheet.pk]
    assert standing.members == Member.objects.filter(sheet=sheet).count()
    assert {state: n for state, n in standing.states.items() if n} == recount(sheet)
    return {state: n for state, n in standing.states.items() if n}


def recount(sheet) -> dict[str, int]:
    """The states by the functions that a hand-out itself asks, one member at a time."""
    counted: dict[str, int] = {}
    with connection.cursor() as cursor:
        for member in Member.objects.filter(sheet=sheet).select_related("target__zone"):
            cursor.execute("select roll_why_off(%s)", [member.voter_id])
            (state,) = cursor.fetchone()
            state = state or _on_its_target(cursor, sheet, member)
            counted[state] = counted.get(state, 0) + 1
    return counted


def _on_its_target(cursor, sheet, member) -> str:
    target = member.target
    if target is None:
        return "suppressed"
    cursor.execute("select lists_reachable(%s, %s::text[])", [member.voter_id, target.phones])
    if not cursor.fetchone()[0]:
        return "suppressed"
    mine = Attempt.objects.filter(target_id=target.pk, withdrawn_by=None)
    if mine.filter(voter_id=member.voter_id, ends=True).exists():
        return "done"
    if mine.values("hold").distinct().count() >= sheet.attempts_in_all:
        return "done"
    if target.hold is not None:
        return "held"
    if target.due_at > clock.now():
        return "resting"
    cursor.execute(
        "select lists_window_closes(%s::text[], %s, %s, real_now())",
        [target.zone.names, sheet.hours_from, sheet.hours_to],
    )
    return "out of hours" if cursor.fetchone()[0] is None else "free"


@pytest.fixture
def office(db):
    return SmallOffice(voters=60, share=2)


def test_all_states_add_up_through_a_shift(client, office):
    assert states(office.sheet) == {"free": 60}
    sam = office.caller()
    holds = sam.exchange(client)["holds"]
    results = ["contacted", "not_home", "wrong_number", "deceased", "do_not_call", "disconnected", "refused"]
    results += ["already_voted", "moved", "busy"]
    entries = [attempt(hold, result) for hold, result in zip(holds, results, strict=False)]
    sam.exchange(client, entries, want=False, have=[hold["hold"] for hold in holds])
    assert states(office.sheet)
    struck = holds[-1]["voters"][0]["voter"]
    door.enter("strike", {"voter": struck})
    Voter.objects.filter(pk=holds[-2]["voters"][0]["voter"]).update(gone_at=clock.now())
    assert {"voted", "gone", "suppressed", "done", "held"} <= set(states(office.sheet))
    sam.exchange(client, want=False, have=[])
    assert states(office.sheet)
    undo = {"id": attempt(holds[0])["id"], "kind": "correction", "seen_at": clock.now().isoformat()}
    sam.exchange(client, [undo | {"withdraws": [e["id"] for e in entries]}], want=False, have=[])
    assert states(office.sheet)


def test_each_state_by_itself(client, office):
    sheet, sam = office.sheet, office.caller()
    with clock.shifted(0):
        sheet.hours_from, sheet.hours_to = "00:00:01", "00:00:02"
        sheet.save()
        assert states(sheet) == {"out of hours": 60}
        sheet.hours_from, sheet.hours_to = "00:00", "23:59:59"
        sheet.save()
    holds = sam.exchange(client)["holds"]
    assert states(sheet)["held"] == 2 * len(holds)
    tried = [attempt(holds[0], "not_home", voter=v["voter"]) for v in holds[0]["voters"]]
    sam.exchange(client, tried, want=False, have=[h["hold"] for h in holds[1:]])
    assert states(sheet)["resting"] == 2
    sheet.attempts_in_all = 1
    sheet.save()
    with connection.cursor() as cursor:
        cursor.execute("select lists_settle(array(select id from lists_target))")
    assert states(sheet)["done"] == 2


def test_a_member_without_a_number_is_suppressed(office):
    Phone.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute("select lists_settle(array(select id from lists_target))")
    assert states(office.sheet) == {"suppressed": 60}


def test_an_answer_is_kept_and_shows_its_age(office):
    first = reads.sheet_states([office.sheet.pk])[office.sheet.pk]
    door.enter("strike", {"voter": office.voters[0].pk})
    assert reads.sheet_states([office.sheet.pk])[office.sheet.pk].states == first.states
    with clock.shifted(60):
        again = reads.sheet_states([office.sheet.pk])[office.sheet.pk]
        assert again.states["voted"] == 1 and again.age < timedelta(seconds=30) and again.at > first.at


def test_how_long_the_work_lasts(client, office):
    idle = reads.sheet_states([office.sheet.pk], fresh=NOW)[office.sheet.pk]
    assert idle.numbers == 30 and idle.minutes_left is None
    sam = office.caller()
    sam.exchange(client, want=True)
    office.cut_sheet("Another", voters=[])
    busy = reads.sheet_states([office.sheet.pk], fresh=NOW)[office.sheet.pk]
    assert busy.numbers == 0 and busy.devices == 1 and busy.minutes_left == 0


def test_an_unknown_sheet_is_empty(db):
    assert reads.sheet_states([]) == {}
