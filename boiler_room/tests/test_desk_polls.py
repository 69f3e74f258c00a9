"""What watchers sent and a person must look at: hundreds of strikes at once, and reports from outside a post's hours."""

import pytest

from boiler_room.tests.people import member, signed_in
from front_desk import settling
from front_desk.models import Entry, Settlement
from front_desk.settling import settle
from lib import clock, door
from precincts.models import Incident, LineReport, PollsReport
from precincts.tests.polls import verdict_of
from roll.models import Strike, Voted

pytestmark = pytest.mark.django_db


@pytest.fixture
def burst(polls, client) -> list[dict]:
    """Eighty strikes of six voters within a minute from Will's phone, of which twenty wait."""
    voters = polls.voters[polls.one.pk]
    sent = [polls.will.strike(voters[i % 6], ago=30 - i / 4) for i in range(80)]
    reasons = polls.will.reasons(client, *sent)
    assert reasons == ["recorded"] * 60 + ["too_fast"] * 20
    return sent[60:]


def text(person, page="/desk/") -> str:
    return signed_in(person).get(page).content.decode()


def together(person, device, choice="accept", reason="too_fast", upto=10**9):
    url = f"/desk/phones/{device.pk}/settlement/"
    return signed_in(person).post(url, {"choice": choice, "reason": reason, "upto": upto}, follow=True)


def settled(person, entry, choice="accept") -> str:
    url = f"/desk/entries/{entry['id']}/settlement/"
    return signed_in(person).post(url, {"choice": choice}, follow=True).content.decode()


def test_all_that_was_too_fast_is_accepted_with_one_tap_and_one_entry(polls, burst):
    page = text(polls.maya)
    assert "20 strikes more than a person can make" in page and "Accept all 20" in page
    assert "LAST0" in page and "Durham 01" in page, "each says whom it is about, and where"
    assert "✓ 20 entries settled." in together(polls.maya, polls.will.device).content.decode()
    assert Strike.objects.count() == 80 and Voted.objects.filter(ended_seq=None).count() == 6
    assert Settlement.objects.filter(choice="accept", person_id=polls.maya.pk).count() == 20
    assert Entry.objects.filter(kind="settlement").count() == 1
    assert "Nothing waits" in text(polls.maya)


def test_or_left_out_and_stays_so(polls, burst):
    together(polls.maya, polls.will.device, "reject")
    assert {verdict_of(one) for one in burst} == {("refused", "rejected")}
    assert "✓ 0 entries settled." in together(polls.maya, polls.will.device).content.decode()
    assert Strike.objects.count() == 60


def test_hundreds_are_settled_in_parts_the_oldest_first(polls, client, burst, monkeypatch):
    from boiler_room.desk import lists

    monkeypatch.setattr(lists, "MOST_AT_ONCE", 15)
    page = text(polls.maya)
    assert "Accept the first 15" in page and "Leave the first 15 out" in page
    for left in (5, 0, 0):
        together(polls.maya, polls.will.device)
        assert Entry.objects.filter(verdict="waiting").count() == left
    assert [verdict_of(one) for one in burst] == [("recorded", "accepted")] * 20
    with pytest.raises(ValueError, match="at most"):
        settling.settle_many([one["id"] for one in burst] * 26, "accept", polls.maya)


def test_what_came_after_one_looked_or_was_settled_meanwhile_is_left(polls, burst):
    places = dict(Entry.objects.filter(verdict="waiting").values_list("pk", "seq"))
    settle(burst[0]["id"], "reject", polls.olga)
    together(polls.maya, polls.will.device, upto=sorted(places.values())[9])
    assert Settlement.objects.filter(choice="accept").count() == 9
    assert verdict_of(burst[0]) == ("refused", "rejected")
    assert Entry.objects.filter(verdict="waiting").count() == 10


def test_one_that_its_sender_took_back_stays_taken_back(polls, client, burst):
    polls.will.send(client, polls.will.entry("correction", withdraws=[burst[3]["id"]]))
    together(polls.maya, polls.will.device)
    assert Strike.objects.count() == 79 and not Strike.objects.filter(pk=burst[3]["id"]).exists()


def test_what_a_room_cannot_record_waits_on(polls, burst):
    """Say, a code that nobody has any more."""
    Entry.objects.filter(pk=burst[0]["id"]).update(payload={"precinct": polls.one.pk, "code": "000"})
    said = together(polls.maya, polls.will.device).content.decode()
    assert "✓ 19 entries settled." in said and "The others cannot be recorded" in said
    assert verdict_of(burst[0]) == ("waiting", "too_fast")


def test_nobody_else_settles_them_and_nonsense_settles_nothing(polls, burst):
    for person in (polls.walt, polls.dana):
        together(person, polls.will.device)
        assert "Will" not in text(person)
    for wrong in ({"choice": "done"}, {"reason": "differs"}, {"upto": "²"}):
        assert together(polls.maya, polls.will.device, **wrong).status_code == 400
    with pytest.raises(door.Refused, match="that way"):
        door.enter("settlement", {"of": [one["id"] for one in burst], "choice": "done"})
    assert together(polls.maya, type("Nobody", (), {"pk": 10**9})).status_code == 404
    assert not Settlement.objects.exists()


@pytest.fixture
def late(polls, client) -> dict[str, dict]:
    """What Will sent twelve hours after the post had begun, by kind; all of it waits."""
    will, at = polls.will, {"place": polls.school.pk}
    sent = [
        will.entry("line_report", ago=-12 * 3600, minutes=45, **at),
        will.entry("polls_report", ago=-12 * 3600, what="closed", **at),
        will.entry("incident", ago=-12 * 3600, category="machine", text="Counted <twice>", **at),
        will.entry("turned_away", ago=-12 * 3600, reason="no_id", precinct=polls.one.pk, **at),
        will.entry("not_on_list", ago=-12 * 3600, text="A name", **at),
    ]
    with clock.shifted(12 * 3600):
        assert set(will.reasons(client, *sent)) == {"outside_post"}
    return {entry["kind"]: entry for entry in sent}


def test_a_report_from_outside_the_posts_hours_says_what_it_is(polls, late):
    page = text(polls.maya)
    for words in ("Line at the polls", "45 minutes in line", "Polls closed", "Machine down", "Counted &lt;twice&gt;",
                  "No identification", "SCHOOL, Durham 01", "long before or after their post"):  # fmt: skip
        assert words in page, words


def test_accepted_it_counts_like_any_other(polls, late):
    for entry in late.values():
        assert "✓ Accepted." in settled(polls.maya, entry)
    assert LineReport.objects.get().minutes == 45 and PollsReport.objects.get().what == "closed"
    assert {i.category for i in Incident.objects.filter(state="new", withdrawn_by=None)} == {
        "machine", "turned_away", "not_on_list",
    }  # fmt: skip
    assert LineReport.objects.get().person == polls.will.person
    assert "Counted" in text(polls.maya, "/desk/incidents/")


def test_left_out_or_settled_twice_it_does_not(polls, late):
    settled(polls.maya, late["incident"], "reject")
    assert "already" in settled(polls.olga, late["incident"])
    settled(polls.maya, late["line_report"])
    assert "already" in settled(polls.olga, late["line_report"])
    assert not Incident.objects.exists() and LineReport.objects.count() == 1


def test_nobody_elses_captain_accepts_it(polls, late):
    nora = signed_in(member("Nora", "captain", polls.wake))
    for entry in late.values():
        url = f"/desk/entries/{entry['id']}/settlement/"
        assert nora.post(url, {"choice": "accept"}).status_code == 404
    assert verdict_of(late["incident"]) == ("waiting", "outside_post")


def test_a_place_that_the_office_lacks_cannot_be_accepted(polls, client):
    sent = polls.will.entry("line_report", place=10**9, minutes=5)
    assert polls.will.reasons(client, sent) == ["not_your_precinct"]
    assert "cannot be recorded" in settled(polls.maya, sent)
    assert not LineReport.objects.exists() and verdict_of(sent)[0] == "refused"


def test_another_body_accepted_takes_the_place_of_the_first(polls, client):
    sent = polls.will.entry("line_report", place=polls.school.pk, minutes=5)
    polls.will.send(client, sent, sent | {"minutes": 50})
    other = Entry.objects.get(reason="conflict")
    settle(other.pk, "accept", polls.maya)
    assert LineReport.objects.get(withdrawn_by=None).minutes == 50
