"""What staff type from a runner's paper: the same entries as a phone's, by whom, once, within one's own areas."""

import json
import random
from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crew.models import AuditNote
from crew.scope import Scope
from front_desk.models import Entry
from lib import clock, door
from lib.uuid7 import uuid7
from polls import keying
from precincts.models import Incident, LineReport, PollsReport, Sign, StrikeCode
from precincts.tests.polls import Polls, code_of
from roll.models import Strike, Voted

pytestmark = pytest.mark.django_db
AT = "/places/keying/entries/"


@pytest.fixture
def polls():
    return Polls()


@pytest.fixture
def signed_in(client, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

    def sign_in(person):
        client.force_login(person.login)
        return client

    return sign_in


def typed(kind: str, **said) -> dict:
    return {
        "id": str(uuid7()),
        "kind": kind,
        "seen_at": (clock.now() - timedelta(minutes=1)).isoformat(),
        **said,
    }


def strike(voter, **said) -> dict:
    return typed("strike", precinct=voter.precinct_id, code=code_of(voter), **said)


def send(client, *entries) -> list[dict]:
    reply = client.post(AT, json.dumps({"entries": entries}), content_type="application/json")
    assert reply.status_code == 200, reply.content
    return reply.json()["verdicts"]


def voted() -> set[int]:
    return set(Voted.objects.filter(ended_seq=None).values_list("voter_id", flat=True))


def test_a_typed_code_counts_and_says_who_typed_it_and_whose_paper_it_was(polls, signed_in):
    voter = polls.voters[polls.one.pk][2]
    entry = strike(voter, watcher=polls.will.person.pk)
    (told,) = send(signed_in(polls.maya), entry)
    assert (told["verdict"], told["again"]) == ("recorded", False)
    assert voted() == {voter.pk} and Strike.objects.get().source == "keyed"
    kept = Entry.objects.get(pk=entry["id"])
    assert (kept.person_id, kept.source, kept.payload["watcher"]) == (
        polls.maya.pk,
        "keyed",
        polls.will.person.pk,
    )
    assert Sign.objects.get(person=polls.will.person).strike_at, (
        "the watcher whose paper it was is not silent"
    )
    assert not Sign.objects.filter(person=polls.maya).exists()


def test_sent_again_it_counts_once_and_struck_by_another_it_says_so(polls, client, signed_in):
    voter = polls.voters[polls.one.pk][0]
    polls.will.send(client, polls.will.strike(voter))
    maya, entry = signed_in(polls.maya), strike(voter, paper="Table 2")
    for _ in range(2):
        (told,) = send(maya, entry)
        assert (told["verdict"], told["again"]) == ("recorded", True)
    assert Strike.objects.count() == 2 and Voted.objects.count() == 1


def test_undone_by_who_typed_it_and_by_nobody_else(polls, client, signed_in):
    voter = polls.voters[polls.one.pk][0]
    entry = strike(voter)
    send(signed_in(polls.maya), entry)
    (told,) = send(signed_in(polls.hugo), typed("correction", withdraws=[entry["id"]]))
    assert told["verdict"] == "refused" and voted() == {voter.pk}
    phone = polls.will.strike(voter)
    polls.will.send(client, phone)
    (told,) = send(signed_in(polls.maya), typed("correction", withdraws=[phone["id"]]))
    assert told["verdict"] == "refused", "what a watcher sent is theirs"
    send(signed_in(polls.maya), typed("correction", withdraws=[entry["id"]]))
    assert voted() == {voter.pk}, "the watcher's own strike stands"
    polls.will.send(client, polls.will.entry("correction", withdraws=[phone["id"]]))
    assert voted() == set()


def test_a_wrong_digit_is_refused_and_kept(polls, signed_in):
    entry = typed("strike", precinct=polls.one.pk, code="10")
    (told,) = send(signed_in(polls.maya), entry)
    assert told["verdict"] == "refused" and "code" in told["text"]
    assert Entry.objects.get(pk=entry["id"]).reason == "unknown_code"


@pytest.mark.parametrize("name", ["walt", "dana"])
def test_outside_ones_areas_nothing_is_entered_nor_shown(polls, signed_in, name):
    client, voter = signed_in(getattr(polls, name)), polls.voters[polls.one.pk][0]
    (told,) = send(client, strike(voter))
    assert told["verdict"] == "refused" and "outside your areas" in told["text"]
    (told,) = send(client, typed("line_report", place=polls.school.pk, minutes=3))
    assert told["verdict"] == "refused" and not LineReport.objects.exists()
    assert not Strike.objects.exists() and not Entry.objects.filter(source="keyed").exists()
    assert client.get(f"/places/keying/{polls.one.pk}/").status_code == 403
    assert client.get(f"/places/keying/{polls.one.pk}/roll").status_code == 403
    assert "Durham" not in client.get("/places/keying/").content.decode()


def test_a_volunteer_and_a_stranger_do_not_key(polls, client):
    for path in ("/places/keying/", f"/places/keying/{polls.one.pk}/", f"/places/keying/{polls.one.pk}/roll"):
        token = {"Authorization": f"Bearer {polls.will.token}"}
        assert client.get(path, headers=token)["Location"].startswith("/staff/login/")
    assert client.post(AT, "{}", content_type="application/json").status_code in (302, 401, 403)


def test_a_watcher_who_never_stood_there_is_not_named(polls, signed_in):
    stranger = polls.watcher("Ines").person
    (told,) = send(signed_in(polls.maya), strike(polls.voters[polls.one.pk][0], watcher=stranger.pk))
    assert (
        told["verdict"] == "refused" and "never stood there" in told["text"] and not Strike.objects.exists()
    )


@pytest.mark.parametrize(
    "body", ["", "[]", '{"entries": [{"kind": "attempt"}]}', '{"entries": [{"kind": "strike"}]}']
)
def test_what_cannot_be_read_is_refused_whole_and_in_words(polls, signed_in, body):
    reply = signed_in(polls.maya).post(AT, body, content_type="application/json")
    assert reply.status_code == 400 and reply.json()["text"]


def test_lines_openings_and_trouble_come_the_same_way(polls, signed_in):
    said = [
        typed("line_report", place=polls.school.pk, minutes=40),
        typed("polls_report", place=polls.school.pk, what="opened"),
        typed(
            "incident",
            place=polls.school.pk,
            precinct=polls.one.pk,
            category="machine",
            text="Only one works",
        ),
    ]
    maya = signed_in(polls.maya)
    assert [t["verdict"] for t in send(maya, *said) + send(maya, *said)] == ["recorded"] * 6
    assert LineReport.objects.get().minutes == 40 and PollsReport.objects.get().what == "opened"
    assert Incident.objects.get().person_id == polls.maya.pk


def test_the_list_for_the_form_is_audited_and_has_no_more_than_a_watchers(polls, signed_in):
    newcomer = polls.people_of_another_load(polls.one)[0]
    door.enter("strike", {"voter": polls.voters[polls.one.pk][1].pk})
    reply = signed_in(polls.maya).get(f"/places/keying/{polls.one.pk}/roll")
    found = reply.json()
    assert len(found["voters"]) == 7 and all(len(row) == 6 for row in found["voters"])
    assert found["struck"] == [StrikeCode.objects.get(voter=polls.voters[polls.one.pk][1]).n]
    assert StrikeCode.objects.filter(voter=newcomer).exists(), "who is new on the roll has a code now"
    assert "no-store" in reply["Cache-Control"] and "support" not in reply.content.decode()
    note = AuditNote.objects.get(what="took a list to key strikes")
    assert (note.person_id, note.details) == (polls.maya.pk, {"precinct": polls.one.pk, "voters": 7})


def test_the_precinct_is_found_by_code_name_or_place(polls, signed_in):
    maya = signed_in(polls.maya)
    assert maya.get("/places/keying/?q=LIBR")["Location"] == f"/places/keying/{polls.three.pk}/"
    assert maya.get("/places/keying/?q=02")["Location"] == f"/places/keying/{polls.two.pk}/"
    page = maya.get("/places/keying/?q=school").content.decode()
    assert "Durham 01" in page and "Durham 03" not in page
    assert "No precinct of your areas" in maya.get("/places/keying/?q=zzz").content.decode()
    page = maya.get(f"/places/keying/{polls.one.pk}/").content.decode()
    assert "LAST0" not in page, "no voter is in the page itself"
    assert "Vera Watcher" in page and "Durham 02" in page
    assert maya.get(f"/places/keying/{polls.durham.pk}/").status_code == 404


@given(seed=st.integers(0, 2**32))
@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
def test_papers_and_phones_in_any_order_give_the_same_truth(seed):
    """A watcher's phone and two people who type the same paper, in batches mixed and sent twice."""
    savepoint = transaction.savepoint_create()
    try:
        chance, polls = random.Random(seed), Polls(voters=5)
        voters = polls.voters[polls.one.pk]
        stands, batches = set(), []
        for name in ("maya", "hugo", "will"):
            said = []
            for voter in chance.sample(voters, chance.randint(1, 5)):
                entry = polls.will.strike(voter) if name == "will" else strike(voter)
                said.append(entry)
                if chance.random() < 0.4:
                    said.append(typed("correction", withdraws=[entry["id"]]))
                else:
                    stands.add(voter.pk)
            chance.shuffle(said)
            size = chance.randint(1, 4)
            batches += [(name, said[i : i + size]) for i in range(0, len(said), size)]
        batches += chance.sample(batches, len(batches) // 2)
        chance.shuffle(batches)
        for name, said in batches:
            if name == "will":
                told = polls.will.send(Client(), *said)["verdicts"]
            else:
                keyer = getattr(polls, name)
                told = keying.enter(keying.read(json.dumps({"entries": said}).encode()), Scope(keyer), keyer)
            assert {verdict["verdict"] for verdict in told} == {"recorded"}
        assert voted() == stands
    finally:
        transaction.savepoint_rollback(savepoint)
