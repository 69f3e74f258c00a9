"""Promises 2 and 12 for what watchers send: any order, any repeats, wrong clocks, undoing and reversing."""

import random
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from front_desk.models import Entry
from lib import clock, door
from precincts.models import Reversal
from precincts.tests.polls import Polls
from precincts.tests.test_recording import voted
from roll.models import Strike, Voted

DAY = 86_400
TURNED_TOTALS = """
select coalesce(sum((seq is not null)::int) - sum((ended_seq is not null)::int), 0) from roll_voted
"""


@pytest.mark.django_db
@given(seed=st.integers(0, 2**32), off=st.sampled_from([0, 0, DAY, -DAY, 37]))
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_two_phones_offline_merge_to_the_truth_in_any_order(seed, off):
    """Two watchers of one precinct, an hour without signal, clocks wrong: what each did is sent in batches, mixed,
    some of them twice. Who counts as having voted is who was struck and not taken back by the same watcher."""
    savepoint = transaction.savepoint_create()
    try:
        chance = random.Random(seed)
        polls, client = Polls(voters=8), Client()
        polls.vera_w.clock_off = off
        voters = polls.voters[polls.one.pk] + polls.voters[polls.two.pk]
        truth, batches = set(), []
        for watcher in (polls.vera_w, polls.will):
            sent = []
            for voter in chance.sample(voters, chance.randint(1, 10)):
                strike = watcher.strike(voter, ago=chance.uniform(60, 3600))
                sent.append(strike)
                if chance.random() < 0.3:
                    sent.append(watcher.entry("correction", ago=30, withdraws=[strike["id"]]))
                else:
                    truth.add(voter.pk)
            chance.shuffle(sent)
            size = chance.randint(1, 5)
            batches += [(watcher, sent[i : i + size]) for i in range(0, len(sent), size)]
        batches += chance.sample(batches, len(batches) // 2)
        chance.shuffle(batches)
        for watcher, entries in batches:
            verdicts = watcher.send(client, *entries)["verdicts"]
            assert {v["verdict"] for v in verdicts} == {"recorded"}, (
                "promise 2; no clock is a reason to refuse"
            )
        assert voted() == truth
        ids = {entry["id"] for _watcher, entries in batches for entry in entries}
        assert Entry.objects.filter(pk__in=ids).count() == len(ids)
        _the_picture_is_the_recount()
    finally:
        transaction.savepoint_rollback(savepoint)


@pytest.mark.django_db
@given(seed=st.integers(0, 2**32))
@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
def test_reversals_lifted_and_layered_leave_what_should_count(seed):
    """A day of strikes, corrections, reversals and liftings: afterwards a voter counts if any strike of theirs was
    neither taken back nor lies under a reversal that stands."""
    savepoint = transaction.savepoint_create()
    try:
        chance = random.Random(seed)
        polls, client = Polls(voters=5), Client()
        watchers = [polls.vera_w, polls.will]
        voters = polls.voters[polls.one.pk]
        struck, undone, standing = [], set(), {}
        for _step in range(chance.randint(5, 25)):
            act = chance.choice(["strike", "strike", "strike", "undo", "reverse", "lift"])
            if act == "strike":
                watcher, voter = chance.choice(watchers), chance.choice(voters)
                entry = watcher.strike(voter, ago=chance.choice([60, 4000]))
                watcher.send(client, entry)
                struck.append((watcher, voter.pk, entry["id"]))
            elif act == "undo" and struck:
                watcher, _voter, id = chance.choice(struck)
                watcher.send(client, watcher.entry("correction", withdraws=[id]))
                undone.add(id)
            elif act == "reverse":
                of = chance.choice([{"device": w.device.pk} for w in watchers] + [{"source": "device"}])
                begin = clock.now() - timedelta(seconds=chance.choice([600, 9000]))
                id = str(door.enter("reversal", of | {"from": begin.isoformat(), "to": None}).id)
                standing[id] = of
            elif act == "lift" and standing:
                id = chance.choice(sorted(standing))
                door.enter("correction", {"withdraws": [id]})
                del standing[id]
        # Every strike was received within the last minutes, so each reversal's span holds all of its kind.
        reversed_devices = {of["device"] for of in standing.values() if "device" in of}
        everything = any("source" in of for of in standing.values())
        expected = {
            voter
            for watcher, voter, id in struck
            if id not in undone and not everything and watcher.device.pk not in reversed_devices
        }
        assert voted() == expected
        assert set(map(str, Reversal.objects.filter(withdrawn_by=None).values_list("pk", flat=True))) == set(
            standing
        )
        _the_picture_is_the_recount()
    finally:
        transaction.savepoint_rollback(savepoint)


def _the_picture_is_the_recount():
    """Promise 12: spans of having voted add up to the voters with a live strike, one open span each."""
    live = set(Strike.objects.filter(withdrawn_by=None).values_list("voter_id", flat=True))
    assert voted() == live
    with connection.cursor() as cursor:
        cursor.execute(TURNED_TOTALS)
        assert cursor.fetchone()[0] == len(live)
    assert Voted.objects.filter(ended_seq=None).count() == len(live)
