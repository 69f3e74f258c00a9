"""The page and the list, without a browser: works, wrong person, missing, repeated."""

import gzip
import json

import pytest
from django.contrib.staticfiles import finders
from django.utils import translation

from crew.models import AuditNote
from lib import clock, joined_modules
from precincts.tests.polls import Polls

pytestmark = pytest.mark.django_db


@pytest.fixture
def day():
    return Polls()


def get(client, path, watcher, **headers):
    return client.get(path, headers={"Authorization": f"Bearer {watcher.token}"} | headers)


@pytest.mark.parametrize("path", ["/polls", "/POLLS/", "/Polls/.", "/polls.", "/polls//"])
def test_any_spelling_of_the_page_leads_to_it(client, path):
    assert client.get(path, follow=True).redirect_chain == [("/polls/", 301)]


def test_the_list_has_name_address_and_code_and_nothing_more(client, day):
    reply = get(client, "/polls/roll", day.vera_w)
    assert (reply.status_code, reply["Cache-Control"]) == (200, "no-store")
    found = reply.json()
    assert [p["name"] for p in found["posts"]] == ["SCHOOL"]
    assert {row[0] for row in found["voters"]} == {day.one.pk, day.two.pk}
    assert len(found["voters"]) == 12 and all(len(row) == 6 for row in found["voters"])
    assert found["server_at"] < found["until"]
    assert "1970" not in reply.content.decode() and "support" not in reply.content.decode()


def test_a_list_taken_is_in_the_audit_log_by_number_once(client, day):
    first = get(client, "/polls/roll", day.vera_w)
    again = get(client, "/polls/roll", day.vera_w, **{"If-None-Match": f"W/{first['ETag']}"})
    assert (again.status_code, again.content) == (304, b"")
    (note,) = AuditNote.objects.filter(what="took a list to a phone")
    assert note.person == day.vera_w.person and note.details["voters"] == 12
    assert "LAST" not in json.dumps(note.details)


def test_others_strikes_do_not_make_the_list_another(client, day):
    first = get(client, "/polls/roll", day.vera_w)
    voter = day.voters[day.one.pk][0]
    assert day.will.reasons(client, day.will.strike(voter)) == ["recorded"]
    assert get(client, "/polls/roll", day.vera_w, **{"If-None-Match": first["ETag"]}).status_code == 304
    found = get(client, f"/polls/struck?since={first.json()['since']}", day.vera_w).json()
    assert [row[0] for row in found["struck"]] == [day.one.pk] and found["unstruck"] == []
    again = get(client, f"/polls/struck?since={found['since']}", day.vera_w).json()
    assert again["struck"] == []


def test_who_is_no_watcher_gets_nobody(client, day):
    stranger = day.watcher("Xavier", team=day.team("Callers", day.durham, day.maya))
    assert get(client, "/polls/roll", stranger).json()["voters"] == []
    assert client.get("/polls/roll").status_code == 401
    day.vera_w.device.shut_at = clock.now()
    day.vera_w.device.save()
    assert get(client, "/polls/roll", day.vera_w).json()["code"] == "link_shut"


@pytest.mark.parametrize("since", ["", "x", "-1", "9" * 30])
def test_a_place_in_the_log_that_is_none_is_refused_in_words(client, day, since):
    reply = get(client, f"/polls/struck?since={since}", day.vera_w)
    assert (reply.status_code, reply.json()["code"]) == (400, "malformed")


def test_a_polls_link_leads_here(client, day):
    from crew import join_links

    link = join_links.make(day.polls_team, None)
    page = client.get(f"/join/{link.code}").content.decode()
    assert 'data-work="polls"' in page and "Watch the polls with us" in page and "call in" not in page
    body = {"client": "0190a6c0-0000-7000-8000-000000000001", "name": "Sam Rivera", "phone": "919-555-0177"}
    joined = client.post(f"/join/{link.code}", json.dumps(body), content_type="application/json").json()
    assert joined["work"] == "polls" and joined["sheets"] == []


def test_an_old_or_shut_link_says_where_to_go(client, day):
    from crew import join_links

    team = day.polls_team
    team.fallback_phone = "+19195550142"
    team.save()
    old = join_links.make(team, None, hours=-1)
    with translation.override("en"):
        page = client.get(f"/join/{old.code}").content.decode()
    assert "run out" in page and 'href="tel:+19195550142"' in page and "Maya" in page


def test_the_page_is_light_and_holds_nobody(client):
    def read(path: str) -> str:
        with open(finders.find(path)) as file:
            return file.read()

    page = client.get("/polls/").content.decode()
    code = joined_modules.join("polls/polls.entry.js", read)
    styles = [read(f) for f in ("lib/tokens.css", "lib/screen.css", "polls/polls.css")]
    weight = sum(len(gzip.compress(text.encode(), 9)) for text in (page, code, *styles))
    print(f"/polls/: {weight:,} bytes compressed without fonts")
    assert weight <= 60_000
    assert page == client.get("/polls/", headers={"Authorization": "Bearer someone"}).content.decode()
