"""Sixteen clients at once on PostgreSQL, with strikes racing the hand-outs (promises 2, 3 and 5)."""

import random
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from time import monotonic

import pytest
from django.db import connection, connections
from django.test import Client

from front_desk.tests.office import SmallOffice, attempt
from lib import door
from lists.models import Attempt, Claim, Handout

CLIENTS, EXCHANGES, VOTERS = 16, 8, 240


@pytest.mark.django_db(transaction=True)
def test_sixteen_callers_and_a_poll_watcher():
    office = SmallOffice(voters=VOTERS)
    office.cut_sheet("Second pass", office.voters[::2], priority=1)
    callers = [office.caller(f"Caller {i}") for i in range(CLIENTS)]
    struck: dict[int, float] = {}  # voter -> when the office had said so

    def call(caller, seed):
        chance, client, shown, in_hand = random.Random(seed), Client(), [], {}
        try:
            for _ in range(EXCHANGES):
                entries = [
                    attempt(in_hand.pop(h), chance.choice(["not_home", "contacted"]))
                    for h in chance.sample(sorted(in_hand), min(5, len(in_hand)))
                ]
                asked = monotonic()
                reply = caller.exchange(client, entries, have=list(in_hand))
                assert reply["status"] == 200, reply
                assert all(v["verdict"] == "recorded" for v in reply["verdicts"])
                shown += [(asked, v["voter"]) for h in reply["holds"] for v in h["voters"]]
                in_hand |= {h["hold"]: h for h in reply["holds"]}
            return shown, set(in_hand)
        finally:
            connections.close_all()

    def watch():
        try:
            for voter in random.Random(7).sample([v.pk for v in office.voters], VOTERS // 2):
                door.enter("strike", {"voter": voter})
                struck[voter] = monotonic()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(CLIENTS + 1) as pool:
        watcher = pool.submit(watch)
        results = [f.result() for f in [pool.submit(call, c, i) for i, c in enumerate(callers)]]
        watcher.result()

    late = [v for shown, _ in results for asked, v in shown if asked > struck.get(v, float("inf"))]
    assert late == [], "promise 5: handed out after the strike was recorded"
    assert len(struck) == VOTERS // 2

    assert max(Counter(Attempt.objects.values_list("hold", "voter_id")).values()) == 1
    held = list(Claim.objects.values_list("phone", "hold"))
    owner = dict(Handout.objects.values_list("hold", "person_id"))
    assert {h for _, h in held} <= set(owner)
    with connection.cursor() as cursor:
        cursor.execute(
            "select t.id from lists_target t"
            " join lists_standing((select array_agg(id) from lists_target)) s on s.target_id = t.id"
            " where (t.left_n, t.dial, t.hold) is distinct from (s.left_n, s.dial, s.hold)"
        )
        assert cursor.fetchall() == []


@pytest.mark.django_db(transaction=True)
def test_the_same_request_sixteen_times_at_once_counts_once():
    office = SmallOffice(voters=60)
    sam = office.caller()
    hold = sam.exchange(Client())["holds"][0]
    entries = [attempt(hold), attempt(hold, "refused")]

    def send(_):
        try:
            return sam.exchange(Client(), entries, want=False)["verdicts"]
        finally:
            connections.close_all()

    with ThreadPoolExecutor(CLIENTS) as pool:
        answers = list(pool.map(send, range(CLIENTS)))
    assert all(a == answers[0] for a in answers)
    assert [v["verdict"] for v in answers[0]] == ["recorded", "waiting"]
    assert Attempt.objects.count() == 1
