"""Sources that disagree are shown beside each other, settled by a person, and the totals stay exact."""

import random
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crew.models import AuditNote
from crew.scope import Scope
from front_desk.models import Entry
from lib import clock, door
from precincts import disagreeing
from precincts.models import Disagreement, Settled
from precincts.tests.polls import Polls, code_of
from precincts.tests.test_recording import voted
from roll.loading import choosing, keeping, steps
from roll.models import Load, Strike, Voted
from roll.tests import files

TODAY = clock.now().date()
AHEAD = (TODAY + timedelta(days=1)).strftime("%m/%d/%Y")
EARLY = (TODAY - timedelta(days=5)).strftime("%m/%d/%Y")


@pytest.fixture(autouse=True)
def kept(settings, tmp_path):
    settings.KEPT = tmp_path / "kept"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def night(*rows) -> Load:
    """A file of (voter, status) for tomorrow's election, ballots back five days ago; accepted in spite of alarms."""
    lines = []
    for voter, status in rows:
        whole = files.absentee((0, status), election=AHEAD, ncid=voter.source_id, ballot_rtn_dt=EARLY)
        head, line = whole.decode().splitlines()
        lines.append(line)
    sha256, size = keeping.keep(["\r\n".join([head, *lines, ""]).encode()])
    layout = choosing.choose(keeping.path_of(sha256), "absentee.csv", "voted", "NC")
    return steps.accept(steps.read(steps.offer(sha256, size, "absentee.csv", layout)), even_so=True)


def open_cases() -> set[tuple[int, str]]:
    return set(Disagreement.objects.values_list("voter", "kind"))


def settle(polls, voter, choice: str, by=None) -> None:
    one = Disagreement.objects.get(voter=voter)
    who = by or polls.maya
    disagreeing.settle(Scope(who), voter.pk, one.kind, one.basis, choice, who)


def struck_once() -> None:
    """One open span for each voter with a live strike, and none besides."""
    live = set(Strike.objects.filter(withdrawn_by=None).values_list("voter", flat=True))
    spans = list(Voted.objects.filter(ended_seq=None).values_list("voter", flat=True))
    assert sorted(spans) == sorted(live)


def test_struck_on_the_lists_of_two_precincts(polls):
    voter = polls.voters[polls.one.pk][0]
    code = code_of(voter)
    voter.precinct = polls.two
    voter.save()
    door.enter("strike_codes", {"precincts": [polls.two.pk]})
    from precincts.models import StrikeCode

    other = StrikeCode.objects.get(voter=voter, precinct=polls.two)
    from precincts import codes

    door.enter("strike", {"precinct": polls.one.pk, "code": code}, by=polls.maya, source="keyed")
    assert open_cases() == set()
    door.enter(
        "strike", {"precinct": polls.two.pk, "code": codes.shown(other.n)}, by=polls.maya, source="keyed"
    )
    assert open_cases() == {(voter.pk, "two_precincts")}
    settle(polls, voter, str(polls.two.pk))
    assert open_cases() == set() and voted() == {voter.pk}
    assert Strike.objects.get(withdrawn_by=None).precinct_id == polls.two.pk
    struck_once()


@pytest.mark.parametrize(("choice", "left"), [("both", 2), ("file", 1), ("seen", 1)])
def test_voted_before_says_a_file_and_seen_later(polls, client, choice, left):
    voter = polls.voters[polls.one.pk][0]
    night((voter, "ACCEPTED"))
    assert open_cases() == set()
    polls.will.send(client, polls.will.strike(voter))
    assert open_cases() == {(voter.pk, "twice")}
    (case,) = disagreeing.cases(Scope(polls.maya))
    said = {(word.source.partition(":")[0], word.file): word.who for word in case.words}
    assert set(said) == {("nc_absentee", True), ("device", False)} and said["device", False].startswith(
        "Will"
    )
    settle(polls, voter, choice)
    assert open_cases() == set() and voted() == {voter.pk}, "one way or the other: voted, once"
    assert Strike.objects.filter(voter=voter, withdrawn_by=None).count() == left
    struck_once()
    polls.vera_w.send(client, polls.vera_w.strike(voter))
    again = {(voter.pk, "twice")} if choice == "file" else set()
    assert open_cases() == again, (
        "settled as both right, or the file's ballot set aside: one more of the same is no news"
    )


def test_a_ballot_that_does_not_count_and_somebody_saw_the_voter(polls, client):
    voter = polls.voters[polls.one.pk][0]
    polls.will.send(client, polls.will.strike(voter))
    night((voter, "WITNESS INFO INCOMPLETE"))
    assert open_cases() == {(voter.pk, "not_counted")}
    settle(polls, voter, "file")
    assert voted() == set() and open_cases() == set()
    struck_once()


def test_turned_away_and_voted_early(polls, client):
    voter = polls.voters[polls.one.pk][0]
    night((voter, "ACCEPTED"))
    away = polls.will.entry(
        "turned_away", place=polls.school.pk, precinct=polls.one.pk, code=code_of(voter), reason="mail_ballot"
    )
    polls.will.send(client, away)
    assert open_cases() == {(voter.pk, "turned_away")}
    polls.will.send(client, polls.will.entry("correction", withdraws=[away["id"]]))
    assert open_cases() == set(), "the watcher took it back"
    polls.will.send(client, polls.will.entry("turned_away", place=polls.school.pk, precinct=polls.one.pk, code=code_of(voter),
                                             reason="mail_ballot"))  # fmt: skip
    settle(polls, voter, "seen")
    assert voted() == set() and open_cases() == set()
    night((voter, "ACCEPTED"))
    assert voted() == set(), (
        "the file says the same as before: it does not strike again what a person set aside"
    )
    night((voter, "ACCEPTED - CURED"))
    assert voted() == {voter.pk}, "a new word of the file"


def test_a_file_that_was_taken_back(polls, client):
    voter, other = polls.voters[polls.one.pk][:2]
    load = night((voter, "ACCEPTED"), (other, "ACCEPTED"))
    polls.will.send(client, polls.will.strike(voter))
    steps.take_back(load)
    assert open_cases() == {(voter.pk, "file_took_back")} and voted() == {voter.pk}
    settle(polls, voter, "both")
    assert open_cases() == set() and voted() == {voter.pk}
    struck_once()


def test_nobody_disagrees_where_a_ballot_is_only_out(polls, client):
    voter, other = polls.voters[polls.one.pk][:2]
    polls.will.send(client, polls.will.strike(voter), polls.will.strike(other))
    night((voter, ""), (other, "SPOILED"))
    polls.vera_w.send(client, polls.vera_w.strike(voter))
    assert open_cases() == set()


def test_the_page_and_who_may_settle(polls, client, signed_in):
    voter = polls.voters[polls.one.pk][0]
    night((voter, "ACCEPTED"))
    polls.will.send(client, polls.will.strike(voter))
    one = Disagreement.objects.get()
    form = {"kind": one.kind, "basis": one.basis, "choice": "both"}
    at = f"/places/disagreements/{voter.pk}/"
    page = signed_in(polls.maya).get("/places/disagreements/").content.decode()
    assert (
        "Voted before, says a file; seen later" in page and voter.last_name in page and "nc_absentee" in page
    )
    assert AuditNote.objects.filter(what="looked at disagreements", person=polls.maya).count() == 1
    assert voter.last_name not in signed_in(polls.walt).get("/places/disagreements/").content.decode()
    assert signed_in(polls.walt).post(at, form).status_code == 403
    maya = signed_in(polls.maya)
    assert maya.post(at, form | {"choice": "neither"}).status_code == 400
    assert maya.post(at, form | {"basis": "something else"}).status_code == 404
    assert maya.post(at, form).status_code == 302
    assert maya.post(at, form).status_code == 404, "twice: there is nothing more to settle"
    assert "Both right" in maya.get("/places/disagreements/").content.decode()
    assert Settled.objects.get().person == polls.maya
    assert Entry.objects.filter(kind="disagreement_settled").count() == 1


def test_the_list_is_bounded_and_read_by_its_index(polls, client):
    with connection.cursor() as cursor:
        cursor.execute("set local enable_seqscan = off")
        cursor.execute("explain select * from precincts_disagreement order by at desc, voter_id limit 50")
        assert "disagreement_newest" in "\n".join(row[0] for row in cursor)


@pytest.mark.django_db
@given(seed=st.integers(0, 2**32))
@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
def test_in_any_order_the_list_is_what_the_facts_say_and_the_totals_are_exact(seed):
    """Files, phones, corrections and settlements in any order: afterwards comparing everybody anew changes nothing."""
    savepoint = transaction.savepoint_create()
    try:
        chance, polls, client = random.Random(seed), Polls(voters=4), Client()
        voters = polls.voters[polls.one.pk]
        sent = []
        for _ in range(chance.randint(4, 10)):
            voter = chance.choice(voters)
            match chance.randint(0, 4):
                case 0 | 1:
                    sent.append(polls.will.strike(voter))
                    polls.will.send(client, sent[-1])
                case 2 if sent:
                    polls.will.send(client, polls.will.entry("correction", withdraws=[sent.pop()["id"]]))
                case 3:
                    night(*((v, chance.choice(["ACCEPTED", "PENDING CURE", "REJECTED", ""])) for v in voters))
                case _:
                    if one := Disagreement.objects.order_by("?").first():
                        offered = [key for key, _label in disagreeing.case_of(one).choices]
                        disagreeing.settle(
                            Scope(polls.maya),
                            one.voter_id,
                            one.kind,
                            one.basis,
                            chance.choice(offered),
                            polls.maya,
                        )
        told = sorted(Disagreement.objects.values_list("voter", "kind", "basis"))
        with connection.cursor() as cursor:
            cursor.execute("select precincts_compare(array(select id from roll_voter))")
        assert sorted(Disagreement.objects.values_list("voter", "kind", "basis")) == told
        struck_once()
    finally:
        transaction.savepoint_rollback(savepoint)
