"""Promises 2 to 6 and 12 over random interleavings of callers, strikes, corrections, repeats and time."""

import random
from collections import Counter
from datetime import time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection, transaction
from django.test import Client
from hypothesis import HealthCheck, event, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from front_desk.models import Entry
from front_desk.tests.office import SmallOffice, attempt
from lib import clock, door
from lib.uuid7 import uuid7
from lists.models import Attempt, Claim, Sheet, Target
from roll.models import Voted

RESULTS = [
    "not_home",
    "busy",
    "contacted",
    "refused",
    "wrong_number",
    "do_not_call",
    "deceased",
    "already_voted",
]
HOURS = (time(9), time(21))
DISAGREE = """
select t.id, t.left_n, s.left_n, t.dial, s.dial, t.due_at, s.due_at, t.priority, s.priority, t.hold, s.hold
from lists_target t join lists_standing((select array_agg(id) from lists_target)) s on s.target_id = t.id
where (t.left_n, t.dial, t.due_at, t.priority, t.hold)
      is distinct from (s.left_n, s.dial, s.due_at, s.priority, s.hold)
"""


class ElectionDay(RuleBasedStateMachine):
    """Three callers, two sheets over the same voters (some two to a number), and an office around them."""

    @initialize(seed=st.integers(0, 2**16))
    def open_office(self, seed):
        self.savepoint = transaction.savepoint_create()
        self.random = random.Random(seed)
        self.office = SmallOffice(voters=16, share=2)
        Sheet.objects.update(hours_from=HOURS[0], hours_to=HOURS[1], attempts_a_day=2, attempts_in_all=3)
        self.office.cut_sheet("Second pass", self.office.voters[:8], attempts_a_day=2, priority=2,
                              hours_from=HOURS[0], hours_to=HOURS[1])  # fmt: skip
        self.callers = [self.office.caller(name) for name in ("Ana", "Ben", "Cem")]
        self.in_hand = {c.person.pk: {} for c in self.callers}
        self.sent: list[tuple] = []
        self.struck: dict[int, str] = {}
        self.taken_back: set[str] = set()
        self.never_again: set[int] = set()  # do not call, by staff
        self.client = Client()
        self.ahead = 0.0
        self._shift(self._until_ten())

    def teardown(self):
        if hasattr(self, "savepoint"):
            event(f"attempts: {min(Attempt.objects.count(), 20) // 5 * 5}+")
            self._time.__exit__(None, None, None)
            transaction.savepoint_rollback(self.savepoint)

    def _shift(self, seconds):
        if hasattr(self, "_time"):
            self._time.__exit__(None, None, None)
        self.ahead += seconds
        self._time = clock.shifted(self.ahead)
        self._time.__enter__()

    @staticmethod
    def _until_ten():
        """Seconds to tomorrow's ten o'clock in the voters' zone, so that a day begins with its calls."""
        local = clock.now().astimezone(ZoneInfo("America/New_York"))
        return ((local + timedelta(days=1)).replace(hour=10, minute=0) - local).total_seconds()

    def _local(self):
        return clock.now().astimezone(ZoneInfo("America/New_York"))

    def _exchange(self, caller, entries, **how):
        holds = self.in_hand[caller.person.pk]
        reply = caller.exchange(self.client, entries, have=list(holds), **how)
        assert reply["status"] == 200, reply
        for hold in reply["holds"]:
            assert HOURS[0] <= self._local().time() < HOURS[1], "promise 6: out of hours"
            for voter in hold["voters"]:
                assert voter["voter"] not in self.struck, "promise 5: a struck voter was handed out"
                assert voter["voter"] not in self.never_again, "promise 6: do not call"
            others = {h["phone"] for pk, hs in self.in_hand.items() if pk != caller.person.pk
                      for h in hs.values() if Claim.objects.filter(hold=h["hold"]).exists()}  # fmt: skip
            assert hold["phone"] not in others, "promise 3: two callers, one number"
            holds[hold["hold"]] = hold
        for gone in reply["gone"]:
            if gone["voter"] is None:
                holds.pop(gone["hold"], None)
        return reply

    @rule(who=st.integers(0, 2), n=st.integers(0, 4), let_go=st.booleans())
    def call(self, who, n, let_go):
        caller = self.callers[who]
        holds = self.in_hand[caller.person.pk]
        chosen = self.random.sample(sorted(holds), min(n, len(holds)))
        entries = [
            attempt(
                holds[h], self.random.choice(RESULTS), voter=self.random.choice(holds[h]["voters"])["voter"]
            )
            for h in chosen
        ]
        if let_go:
            for h in chosen:
                holds.pop(h)
        self.sent += [(caller, e) for e in entries]
        self._exchange(caller, entries)

    @rule()
    def send_again(self):
        if self.sent:
            caller, entry = self.random.choice(self.sent)
            before = Attempt.objects.count(), Entry.objects.exclude(kind="handout").count()
            self._exchange(caller, [entry, entry], want=False)
            assert before == (Attempt.objects.count(), Entry.objects.exclude(kind="handout").count()), (
                "promise 2"
            )

    @rule()
    def take_back(self):
        if self.sent:
            caller, entry = self.random.choice(self.sent)
            undo = {"id": str(uuid7()), "kind": "correction", "seen_at": clock.now().isoformat(),
                    "withdraws": [entry["id"]]}  # fmt: skip
            self._exchange(caller, [undo], want=False)
            self.taken_back.add(entry["id"])

    @rule(i=st.integers(0, 15))
    def strike(self, i):
        voter = self.office.voters[i].pk
        door.enter("strike", {"voter": voter})
        self.struck[voter] = str(Entry.objects.filter(kind="strike").latest("seq").pk)

    @rule()
    def strike_in_error(self):
        if self.struck:
            voter = self.random.choice(sorted(self.struck))
            ids = [str(e.pk) for e in Entry.objects.filter(kind="strike", payload__voter=voter)]
            door.enter("unstrike", {"withdraws": ids})
            del self.struck[voter]

    @rule(i=st.integers(0, 15))
    def do_not_call(self, i):
        voter = self.office.voters[i].pk
        door.enter("suppression", {"suppression": "do_not_call", "voter": voter})
        self.never_again.add(voter)

    @rule(minutes=st.sampled_from([1, 40, 130, 300, 700]))
    def time_passes(self, minutes):
        self._shift(minutes * 60)
        with connection.cursor() as cursor:  # the office was open all the while
            cursor.execute("update office_clock set clock_at = clock_at + %s * interval '1 minute', beat_at = real_now()",
                           [minutes])  # fmt: skip
            cursor.execute("select lists_lapse(100)")

    @invariant()
    def targets_stand_where_the_facts_say(self):
        if not hasattr(self, "savepoint"):
            return
        with connection.cursor() as cursor:
            cursor.execute(DISAGREE)
            assert cursor.fetchall() == []
        for target in Target.objects.select_related("sheet"):
            assert target.left_n == self._left(target), "promise 4: nobody falls through"

    def _left(self, target):
        """Members left, counted again in plain Python from what was done."""
        live = [a for a in Attempt.objects.filter(withdrawn_by=None) if str(a.pk) not in self.taken_back]
        if len({a.hold for a in live if a.target_id == target.pk}) >= target.sheet.attempts_in_all:
            return 0
        (number,) = target.phones
        everywhere = {a.voter_id for a in live if a.result in ("deceased", "do_not_call", "already_voted")}
        here = {
            a.voter_id for a in live if a.result in ("contacted", "refused") and a.sheet_id == target.sheet_id
        }
        not_theirs = {a.voter_id for a in live if a.result == "wrong_number" and a.phone == number}
        if any(a.result == "do_not_call" and a.phone == number for a in live):
            return 0
        members = set(target.member_set.values_list("voter_id", flat=True))
        return len(members - everywhere - here - not_theirs - set(self.struck) - self.never_again)

    @invariant()
    def one_live_result_a_hold_and_the_picture_is_the_recount(self):
        if not hasattr(self, "savepoint"):
            return
        live = Attempt.objects.filter(withdrawn_by=None)
        assert max(Counter(live.values_list("hold", "voter_id")).values(), default=1) == 1
        days = Counter((a.phone, a.at.astimezone(ZoneInfo("America/New_York")).date())
                       for a in live.order_by("hold").distinct("hold"))  # fmt: skip
        assert max(days.values(), default=0) <= 2, "promise 6: attempts a day"
        assert set(Voted.objects.filter(ended_seq=None).values_list("voter_id", flat=True)) == set(
            self.struck
        )
        recorded = {str(e.pk) for e in Entry.objects.filter(kind="attempt", verdict="recorded", reason="")}
        assert recorded == {str(a.pk) for a in Attempt.objects.all()}
        assert self.taken_back.isdisjoint(str(a.pk) for a in live), "promise 2: taken back, yet it counts"


@pytest.mark.django_db
def test_promises_hold_over_random_days():
    run_state_machine_as_test(
        ElectionDay,
        settings=settings(
            max_examples=20,
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
