"""Strikes from a CSV: read, reported, accepted, twice, taken back, in any order."""

import random
from datetime import UTC, datetime

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lib import door
from precincts import codes
from precincts.models import FileStrike
from precincts.tests.polls import Polls, code_of
from precincts.tests.test_loading import read, refused, warned
from precincts.tests.test_recording import voted
from roll import told
from roll.loading import choosing, keeping, steps
from roll.models import Load, Strike, Voted
from roll.reading.problems import Unreadable

HEAD = "precinct,code,id,day,time\n"


@pytest.fixture(autouse=True)
def kept(settings, tmp_path):
    settings.KEPT = tmp_path / "kept"


def strikes(*lines: str, head: str = HEAD, name: str = "list.csv") -> Load:
    return read((head + "".join(f"{line}\n" for line in lines)).encode(), "strikes", name)


def by_code(voter) -> str:
    return f"{voter.precinct.name},{code_of(voter)},,,"


def by_id(voter) -> str:
    return f",,{voter.source_id},,"


def test_by_code_or_by_id_with_the_time_on_the_precincts_clock(polls):
    one, two, three = polls.voters[polls.one.pk][:3]
    load = steps.accept(strikes(
        f"Durham 01,{code_of(one)},,2026-11-03,9:15", f",,{two.source_id},11/03/2026,",
        f"DURHAM 01,{code_of(three)},{three.source_id},,",
    ))  # fmt: skip
    assert (load.state, load.report["accepted"], load.report["refused"]) == ("accepted", 3, 0)
    assert voted() == {one.pk, two.pk, three.pk}
    struck = {strike.voter_id: strike for strike in Strike.objects.filter(source="csv")}
    assert struck[one.pk].at == datetime(2026, 11, 3, 14, 15, tzinfo=UTC), "a quarter past nine in Durham"
    assert struck[two.pk].at == datetime(2026, 11, 3, 17, 0, tzinfo=UTC), "a day alone is its noon"
    assert struck[three.pk].at == load.accepted_at


def test_what_means_nobody_is_refused_with_its_line_and_reason(polls):
    one, two = polls.voters[polls.one.pk][:2]
    right = code_of(one)
    wrong = right[:-1] + str((int(right[-1]) + 1) % 10)
    load = strikes(by_code(one), f"durham 01,{wrong},,,", f"77,{right},,,", f"Durham 01,{codes.shown(999)},,,", ",,NOBODY,,",
                   ",,,,", f"01,{right},,,",
                   f"Durham 01,{right},{two.source_id},,", f",,{two.source_id},never,25:00")  # fmt: skip
    found = refused(load)
    assert [line for line, _why in found] == [3, 4, 5, 6, 7, 8, 9]
    assert [why for _line, why in found] == [
        f"a code with a wrong digit: {wrong}",
        "no precinct has this code or name: 77",
        f"nobody in this precinct has the code {codes.shown(999)}",
        "nobody on the roll has this voter id: NOBODY",
        "neither a code nor a voter id",
        "several counties have a precinct of this code: name the county",
        "the code and the voter id are of two voters",
    ]
    assert all(told.known(why) for _line, why in found)
    assert warned(load) == {"a day or time that cannot be read was left out": 1}
    assert load.report["alarms"] and load.report["changes"] == {"new": 2, "struck": 2}
    with pytest.raises(steps.Alarmed):
        steps.accept(load)
    steps.accept(load, even_so=True)
    assert voted() == {one.pk, two.pk}


def test_the_same_file_twice_changes_nothing_and_taken_back_the_other_still_says_it(polls):
    one, two = polls.voters[polls.one.pk][:2]
    first = steps.accept(strikes(by_code(one), by_id(two), by_id(one)))
    assert warned(first) == {"the same voter twice: counted once": 1}
    second = strikes(by_code(one), by_id(two), by_id(one))
    assert second.report["changes"] == {"new": 0, "struck": 2}
    steps.accept(second)
    assert Strike.objects.count() == 2 and Voted.objects.count() == 2
    steps.take_back(first)
    assert voted() == {one.pk, two.pk} and Strike.objects.filter(withdrawn_by=None).count() == 2
    steps.take_back(second)
    assert voted() == set() and not FileStrike.objects.exists()
    steps.accept(strikes(by_code(one), by_id(two), by_id(one)))
    assert voted() == {one.pk, two.pk}, "once more, after all"


def test_what_others_struck_stays_when_the_file_goes(polls, client):
    one, two = polls.voters[polls.one.pk][:2]
    polls.will.send(client, polls.will.strike(one))
    load = steps.accept(strikes(by_code(one), by_code(two)))
    assert load.report["changes"]["new"] == 2, "new from such a file"
    steps.take_back(load)
    assert voted() == {one.pk}


def test_broken_off_after_it_was_accepted_the_rest_follows(polls, monkeypatch):
    one, two = polls.voters[polls.one.pk][:2]
    load = strikes(by_code(one), by_code(two))
    with monkeypatch.context() as patch:
        patch.setattr(steps, "after", lambda load: None)
        load = steps.accept(load)
    assert voted() == set()
    for _ in range(2):
        steps.after(load)
    assert voted() == {one.pk, two.pk} and Strike.objects.count() == 2


def test_a_voter_registered_elsewhere_counts_and_is_named(polls):
    moved = polls.voters[polls.one.pk][0]
    line = by_code(moved)
    door.enter("strike_codes", {"precincts": [polls.one.pk]})
    moved.precinct = polls.two
    moved.save()
    load = steps.accept(strikes(line))
    assert voted() == {moved.pk}
    assert warned(load) == {
        "a voter registered in another precinct than the line says: counted all the same": 1
    }


@pytest.mark.parametrize("head", ["precinct,seen\n", "code,day\n", "name,day\n"])
def test_columns_that_name_nobody_are_said_at_once(polls, head):
    sha256, _size = keeping.keep([(head + "01,x\n").encode()])
    try:
        load = strikes("01,x", head=head)
    except Unreadable as error:
        assert told.known(str(error)) or "No column" in str(error)
    else:
        assert load.state == "failed" and told.known(load.error)
    assert not choosing.known("strikes")[0].state and sha256


def test_taking_back_a_voter_file_is_not_held_up(polls):
    load = steps.accept(strikes(by_code(polls.voters[polls.one.pk][0])))
    assert steps.later_loads(load) == []


@pytest.mark.django_db
@given(seed=st.integers(0, 2**32))
@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
def test_files_and_phones_in_any_order_give_the_same_truth(seed):
    """Files with common voters, accepted and taken back in any order between a watcher's strikes and withdrawals."""
    from django.test import Client

    savepoint = transaction.savepoint_create()
    try:
        chance, polls, client = random.Random(seed), Polls(voters=6), Client()
        voters = polls.voters[polls.one.pk]
        acts, stands, phone = [], [], set()
        for n in range(3):
            of = chance.sample(voters, chance.randint(1, 4))
            lines = [chance.choice((by_code, by_id))(voter) for voter in of]
            acts.append(("file", n, [*lines, f",,{voters[0].source_id}-{n},,"]))
            stands.append({voter.pk for voter in of})
        back = set(chance.sample(range(3), chance.randint(0, 2)))
        for voter in chance.sample(voters, 3):
            strike = polls.will.strike(voter)
            acts.append(("send", strike, None))
            if chance.random() < 0.5:
                acts.append(("send", polls.will.entry("correction", withdraws=[strike["id"]]), None))
            else:
                phone.add(voter.pk)
        chance.shuffle(acts)
        loads = {}
        for kind, what, lines in acts:
            if kind == "send":
                polls.will.send(client, what)
            else:
                loads[what] = steps.accept(strikes(*lines, name=f"{what}.csv"), even_so=True)
            if back & set(loads) and chance.random() < 0.5:
                steps.take_back(loads[next(iter(back & set(loads)))])
        for n in back:
            steps.take_back(Load.objects.get(pk=loads[n].pk))
        assert voted() == phone.union(*(stands[n] for n in range(3) if n not in back))
        open_spans = Voted.objects.filter(ended_seq=None).count()
        assert open_spans == len(voted())
    finally:
        transaction.savepoint_rollback(savepoint)
