"""The help desk: who is found by whom, what is said of their phones, what is seen of their screen, within which budget."""

from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import connection

from boiler_room import help as desk
from boiler_room.help import diagnosing, knowing
from boiler_room.tests.people import member, settle, signed_in, text
from crew import join_links, lost_phones
from crew.models import AuditNote
from front_desk.models import Settlement
from front_desk.tests.office import attempt
from lib import clock, door
from lib.uuid7 import uuid7

PAGE = "/help-desk/"


@pytest.fixture
def sam(office, client):
    sam = office.caller("Sam Rivera")
    sam.person.phone = "+19195550177"
    sam.person.save()
    sam.holds = sam.exchange(client, build="old")["holds"]
    sam.have = [hold["hold"] for hold in sam.holds]
    return sam


@pytest.fixture
def hugo(office):
    return member("Hugo", "help_desk", office.county)


def person(caller) -> str:
    return f"{PAGE}people/{caller.person.pk}/"


def found(who, q) -> str:
    return signed_in(who).post(PAGE, {"q": q}).content.decode()


def said(sam, client, words="Too long", **more) -> dict:
    entry = {"id": str(uuid7()), "kind": "tell_us", "seen_at": clock.now().isoformat(), "text": words, **more}
    sam.exchange(client, [entry], want=False)
    return entry


@contextmanager
def later(minutes: int):
    """The office went on meanwhile: both of its clocks."""
    with connection.cursor() as cursor:
        cursor.execute("update office_clock set clock_at = clock_at + %s * interval '1 minute'", [minutes])
    with clock.shifted(minutes * 60):
        yield


def texts(caller) -> list[str]:
    return [trouble.text for trouble in diagnosing.troubles(knowing.of(caller.person))]


def test_found_by_name_number_or_link_code(office, sam, hugo):
    link = lost_phones.reissue(sam.person, None)
    code = join_links.shown(link.code)
    for q in (
        "sam riv",
        "0177",
        "(919) 555-0177",
        code,
        code.lower().replace("-", ""),
        f"http://x/join/{code}",
    ):
        page = found(hugo, q)
        assert "Sam Rivera" in page and "1 found" in page, q
    for q in ("Zoe", "9999", "AAAA-AAAA-AAAA", "\x00"):
        assert "Sam Rivera" not in found(hugo, q), q
    notes = AuditNote.objects.filter(what=desk.FOUND)
    assert notes.count() == 10 and not any("sam" in str(note.details).lower() for note in notes)


def test_nobody_is_found_or_seen_by_whom_it_does_not_concern(office, client, sam, maya, others):
    link = lost_phones.reissue(sam.person, None)
    for who in others:
        for q in ("Sam", "0177", link.code):
            assert "Sam Rivera" not in found(who, q)
        assert signed_in(who).get(person(sam)).status_code == 404
        assert signed_in(who).post(f"{person(sam)}screen/").status_code == 404
    assert client.get(PAGE).status_code == client.get(person(sam)).status_code == 302
    assert not AuditNote.objects.filter(what__in=[desk.LOOKED, desk.SAW]).exists()


def test_their_page_says_what_the_office_knows(office, client, sam, hugo, maya):
    page = text(signed_in(hugo), person(sam))
    for words in ("Team Maya", "captain Maya", "tel:+19195550177", "First pass", "✓ in use", "✓ right"):
        assert words in page, words
    assert "Their page is older" in page and "<dd>old</dd>" in page
    assert AuditNote.objects.filter(what=desk.LOOKED, details={"person": sam.person.pk}).count() == 1
    assert signed_in(maya).get(person(sam)).status_code == 200


def test_silence_is_said_with_what_was_left_on_the_phone(office, client, sam):
    with later(20):
        sam.exchange(client, [attempt(sam.holds[0])], unsent=6)
    with later(34):
        assert "Last heard 14 minutes ago; 6 results still on the phone as of then." in texts(sam)
        sam.exchange(client, unsent=0)
        assert not any("Last heard" in line for line in texts(sam))


def test_a_wrong_clock_a_new_link_and_a_shut_phone_are_said(office, client, sam):
    with later(2):
        sam.exchange(client, sent_at=(clock.now() + timedelta(minutes=26)).isoformat())
        assert "Their phone's clock is 26 minutes ahead." in texts(sam)
    lost_phones.shut(sam.person, "lost", None)
    assert texts(sam)[0] == "All their phones are shut: lost."
    ben = office.caller("Ben")
    assert texts(ben) == ["They joined, and their phone was never heard since."]
    ben.device.delete()
    assert texts(ben) == ["They have not joined on any phone."]


def test_no_voters_is_explained(office, client, sam):
    office.team.sheet_set.clear()
    ben = office.caller("Ben")
    ben.exchange(client)
    assert "Their team has no list that is handed out." in texts(ben)


def test_entries_that_wait_or_were_refused_are_counted(office, client, sam):
    first = attempt(sam.holds[0])
    sam.exchange(client, [first, attempt(sam.holds[0], "not_home"), first | {"result": "moved"}])
    assert {"1 entry waits for a captain.", "1 entry was refused."} <= set(texts(sam))


def test_a_watchers_post_is_known_or_missed(polls, client):
    polls.will.send(client)
    assert texts(polls.will) == []
    door.enter("post_ended", {"post": polls.post.pk})
    assert "They have no post now." in texts(polls.will)


def test_what_they_see_is_theirs_alone_and_each_look_is_noted(office, client, sam, hugo):
    ben = office.caller("Ben")
    other = {v["name"] for hold in ben.exchange(client)["holds"] for v in hold["voters"]}
    page = signed_in(hugo).post(f"{person(sam)}screen/").content.decode()
    hers = [hold for hold in sam.holds if not hold["reserve"]]
    for hold in hers:
        assert hold["voters"][0]["name"] in page
    reserve = [hold for hold in sam.holds if hold["reserve"]]
    assert not any(hold["voters"][0]["name"] in page for hold in reserve)
    assert not any(name in page for name in other)
    note = AuditNote.objects.get(what=desk.SAW)
    assert note.details == {"person": sam.person.pk, "voters": len(hers)}
    assert signed_in(hugo).get(f"{person(sam)}screen/").status_code == 405


def test_who_has_voted_is_no_longer_seen(office, client, sam, hugo):
    voter = sam.holds[0]["voters"][0]
    door.enter("strike", {"voter": voter["voter"]})
    assert voter["name"] not in signed_in(hugo).post(f"{person(sam)}screen/").content.decode()


def test_a_watchers_screen_is_the_post_without_names(polls, client):
    olga = signed_in(member("Ines", "help_desk"))
    polls.will.send(client, polls.will.strike(polls.voters[polls.one.pk][0]))
    page = olga.post(f"{PAGE}people/{polls.will.person.pk}/screen/").content.decode()
    for words in ("SCHOOL", "Durham 01", "12 voters, 1 struck"):
        assert words in page, words
    assert "LAST0" not in page


def test_looks_run_into_a_budget(office, client, sam, hugo, monkeypatch):
    from boiler_room.views import help

    monkeypatch.setattr(help, "MOST_SCREENS", 2)
    monkeypatch.setattr(help, "MOST_SEARCHES", 2)
    asked = signed_in(hugo)
    for _look in range(2):
        assert asked.post(f"{person(sam)}screen/").status_code == 200
        assert "Sam Rivera" in found(hugo, "Sam")
    refused = asked.post(f"{person(sam)}screen/")
    assert refused.status_code == 429 and sam.holds[0]["voters"][0]["name"] not in refused.content.decode()
    assert "Sam Rivera" not in found(hugo, "Sam")
    with clock.shifted(3601):
        assert asked.post(f"{person(sam)}screen/").status_code == 200


def test_an_answer_from_their_page_reaches_their_screen_once(office, client, sam, hugo):
    message = said(sam, client, about="how", screen={"room": "calls", "heard": 7, "online": True})
    page = text(signed_in(hugo), person(sam))
    assert "Too long" in page and "How do I …?" in page and "connected, last exchange 7 s before" in page
    back = settle(
        signed_in(hugo), message, "done", answer="Tap it twice.", to="help_person", person=sam.person.pk
    )
    assert back.redirect_chain[0][0] == person(sam)
    assert sam.exchange(client, want=False)["message"] == "Tap it twice."
    settle(signed_in(hugo), message, "done", answer="Again", to="help_person", person=sam.person.pk)
    assert Settlement.objects.get().answer == "Tap it twice."


def test_a_new_link_is_one_tap_away_for_whom_may_give_it(office, sam, hugo):
    page = text(signed_in(hugo), person(sam))
    address = f"/staff/people/{sam.person.pk}/link/"
    assert f'action="{address}"' in page
    assert signed_in(hugo).post(address).status_code == 302
    assert address not in text(signed_in(member("Dora", "data_director")), person(sam))
