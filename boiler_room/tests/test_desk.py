"""The desk: what waits or was refused is seen and settled by those whose teams sent it, and by nobody else."""

import pytest

from boiler_room.tests.people import member, settle, signed_in, text
from crew.models import AuditNote
from front_desk.models import Entry, Settlement
from front_desk.tests.office import attempt
from lists.models import Attempt


def differing(office, client, second="do_not_call", name="Sam"):
    """A recorded and a waiting result for one hold."""
    sam = office.caller(name)
    hold = sam.exchange(client)["holds"][0]
    one, other = attempt(hold), attempt(hold, second)
    sam.exchange(client, [one, other], want=False)
    return one, other


def test_what_waits_is_shown_with_what_stands_against_it(office, client, maya):
    _one, other = differing(office, client)
    page = text(signed_in(maya))
    voter = office.voters[0]
    for words in (
        "Do not call",
        "Sam",
        "Team Maya",
        "First pass",
        "recorded:</span> <b>Contacted</b>",
        "by Sam",
    ):
        assert words in page, words
    assert f"{voter.first_name} {voter.last_name}" in page or "First" in page
    assert "Another result is recorded" in page and "off every list" in page
    assert f"/desk/entries/{other['id']}/settlement/" in page
    assert AuditNote.objects.get(what="looked at the desk").details == {"list": "desk", "entries": 1}


def test_accepted_it_counts_and_is_gone_from_the_list(office, client, maya):
    _one, other = differing(office, client)
    page = settle(signed_in(maya), other).content.decode()
    assert "✓ Accepted." in page and "Nothing waits" in page
    assert Attempt.objects.get(withdrawn_by=None).result == "do_not_call"
    assert Settlement.objects.get().person_id == maya.pk
    assert "✓ accepted" in text(signed_in(maya), "/desk/settled/")


def test_left_out_it_never_counts(office, client, maya):
    _one, other = differing(office, client)
    settle(signed_in(maya), other, "reject")
    assert Attempt.objects.get().result == "contacted"
    assert "left out" in text(signed_in(maya), "/desk/settled/")
    assert "Nothing was refused" in text(signed_in(maya), "/desk/refused/")


def test_two_captains_at_once_settle_it_once(office, client, maya):
    _one, other = differing(office, client)
    settle(signed_in(maya), other)
    page = settle(signed_in(member("Olga", "office")), other, "reject").content.decode()
    assert "Somebody has settled this already." in page
    assert Settlement.objects.get().choice == "accept"


def test_nobody_elses_captain_sees_or_settles_it(office, client, maya, others):
    _one, other = differing(office, client)
    for person in others:
        asked = signed_in(person)
        for page in ("/desk/", "/desk/refused/", "/desk/settled/", "/desk/tell-us/", "/desk/rides/"):
            assert "Sam" not in text(asked, page)
        assert settle(asked, other).status_code == 404
        assert "wait for a person" not in text(asked, "/")
    assert not Settlement.objects.exists()
    assert "1 wait for a person to settle" in text(signed_in(maya), "/")


def test_whose_captain_nobody_is_lies_with_the_captains_near(office, client, others):
    nora = others[0]
    _one, other = differing(office, client)
    assert "Sam" in text(signed_in(nora))
    assert "Sam" not in text(signed_in(others[1]))
    settle(signed_in(nora), other)
    assert Settlement.objects.get().person_id == nora.pk


@pytest.mark.parametrize("role", ["help_desk", "boiler_room", "field_director", "data_director"])
def test_the_help_desk_and_directors_settle_in_their_areas(office, client, maya, role):
    _one, other = differing(office, client)
    settle(signed_in(member("Hugo", role, office.county)), other)
    assert Settlement.objects.get().choice == "accept"


def test_a_conflicts_two_bodies_stand_side_by_side(office, client, maya):
    sam = office.caller()
    hold = sam.exchange(client)["holds"][0]
    entry = attempt(hold)
    sam.exchange(client, [entry, entry | {"result": "moved"}], want=False)
    page = text(signed_in(maya), "/desk/refused/")
    assert "Moved" in page and "<b>Contacted</b>" in page and "says something else" in page
    settle(signed_in(maya), Entry.objects.get(reason="conflict"), to="desk_refused")
    assert Attempt.objects.get(withdrawn_by=None).result == "moved"


def test_what_could_not_be_read_is_shown_as_it_came(office, client, maya):
    office.caller().exchange(client, [{"id": "no uuid", "kind": "attempt", "note": "<b>"}], want=False)
    page = text(signed_in(maya), "/desk/refused/")
    assert "seen " not in page  # its time could not be read either
    assert "Could not be read" in page and "no uuid" in page and "&lt;b&gt;" in page
    assert ">Accept<" not in page
    settle(signed_in(maya), Entry.objects.get(kind="unreadable"), "reject", to="desk_refused")
    assert "Nothing was refused" in text(signed_in(maya), "/desk/refused/")


def test_whom_a_refused_voter_was_with_is_said(office, client, maya):
    hold = office.caller("Ana").exchange(client)["holds"][0]
    office.caller("Ben").exchange(client, [attempt(hold)], want=False)
    page = text(signed_in(maya), "/desk/refused/")
    assert "was not handed to them" in page and "<b>Handed to Ana</b>" in page


@pytest.fixture
def stolen(office, client):
    """Sam's phone, stolen, from which two results came."""
    sam = office.caller()
    holds = sam.exchange(client)["holds"]
    sam.device.shut_at, sam.device.shut_why = "2026-11-01T00:00:00Z", "stolen"
    sam.device.save()
    sam.exchange(client, [attempt(hold) for hold in holds[:2]])
    sam.holds = holds
    return sam


def all_of(client, device, choice, upto):
    url = f"/desk/phones/{device.pk}/settlement/"
    said = {"choice": choice, "reason": "device_shut", "upto": upto}
    return client.post(url, said, follow=True)


def last() -> int:
    return Entry.objects.filter(verdict="waiting").order_by("-seq").first().seq


def test_a_stolen_phones_entries_are_taken_in_with_one_tap(office, client, maya, stolen):
    page = text(signed_in(maya))
    assert "2 entries came after it was shut" in page and "Accept all 2" in page
    assert "phone shut: stolen" in text(signed_in(maya), device=stolen.device.pk)
    upto = last()
    stolen.exchange(client, [attempt(stolen.holds[2])])  # came after Maya looked
    said = all_of(signed_in(maya), stolen.device, "accept", upto).content.decode()
    assert "✓ 2 entries settled." in said
    assert Attempt.objects.count() == 2 and Entry.objects.filter(verdict="waiting").count() == 1
    assert "✓ 0 entries settled." in all_of(signed_in(maya), stolen.device, "accept", upto).content.decode()


def test_or_left_out_whole_and_by_no_one_else(office, client, maya, stolen, others):
    for person in others:
        all_of(signed_in(person), stolen.device, "accept", last())
    assert not Attempt.objects.exists()
    all_of(signed_in(maya), stolen.device, "reject", last())
    assert not Attempt.objects.exists() and not Entry.objects.filter(verdict="waiting").exists()


def test_nonsense_settles_nothing(office, client, maya, stolen):
    asked = signed_in(maya)
    entry = Entry.objects.filter(verdict="waiting").first()
    assert settle(asked, entry, "burn").status_code == 400
    assert settle(asked, {"id": "0192c2a0-0000-7000-8000-000000000000"}).status_code == 404
    assert all_of(asked, stolen.device, "done", 9).status_code == 400
    assert all_of(asked, stolen.device, "accept", "²").status_code == 400
    assert asked.get(f"/desk/entries/{entry.pk}/settlement/").status_code == 405
    assert "Nothing waits" not in text(asked, after="x", device="²") and not Settlement.objects.exists()


def test_strangers_see_no_desk(client, office):
    for page in (
        "/desk/",
        "/desk/refused/",
        "/desk/settled/",
        "/desk/tell-us/",
        "/desk/rides/",
        "/desk/mine/",
    ):
        assert "/staff/login/" in client.get(page)["Location"]


def test_a_long_list_comes_in_pages(office, client, maya, monkeypatch):
    from boiler_room.desk import lists

    monkeypatch.setattr(lists, "PAGE", 2)
    sam = office.caller()
    for hold in sam.exchange(client)["holds"][:5]:
        sam.exchange(client, [attempt(hold), attempt(hold, "refused")], want=False)
    asked, seen, page = signed_in(maya), [], "/desk/"
    while page:
        shown = asked.get(page)
        seen += [row.entry.seq for row in shown.context["rows"]]
        page = shown.context["onward"] and f"/desk/?after={shown.context['onward']}"
    assert len(seen) == 5 and seen == sorted(set(seen))  # each once, the oldest first
    for row in Entry.objects.filter(verdict="waiting").order_by("seq"):
        settle(asked, row, "reject")
    settled, page = [], "/desk/settled/"
    while page:
        shown = asked.get(page)
        settled += [row.entry.seq for row in shown.context["rows"]]
        page = shown.context["onward"] and f"/desk/settled/?after={shown.context['onward']}"
    assert settled == seen[::-1]
