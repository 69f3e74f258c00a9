"""The clerk: every duty done, by one at a time, whoever is killed."""

import threading
import time
from datetime import timedelta

import psycopg
import pytest
from django.db import connection

from boiler_room import clerk as clerks
from boiler_room.clerk import Clerk
from front_desk import following, journal
from front_desk.models import Entry
from front_desk.tests.office import SmallOffice
from lib import clock, door
from lists.models import Claim, Lease, Sheet

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(tmp_path):
    one = Clerk(tmp_path / "journal")
    yield one
    if one.journal:
        one.journal.close()


def test_a_turn_ships_folds_and_beats(clerk):
    office = SmallOffice(voters=4)
    door.enter("strike", {"voter": office.voters[0].pk})
    clerk.turn(0.0)
    assert len(list(journal.lines(clerk.folder))) == 1
    assert following.lag("totals")["entries"] == following.lag("journal")["entries"] == 0


def test_holds_lapse_when_their_device_has_gone(client, clerk):
    office = SmallOffice(voters=4)
    office.caller().exchange(client)
    assert Claim.objects.count() == 4
    clerk.lapse()
    assert Claim.objects.count() == 4
    Lease.objects.update(renewed_at=clock.now() - timedelta(hours=3))
    assert clerk.lapse() == 4 and not Claim.objects.exists()


def test_a_short_sheet_is_shared_out_and_a_full_one_is_not(client, clerk):
    office = SmallOffice(voters=60)
    callers = [office.caller(name) for name in ("Ana", "Ben")]
    for caller in callers:
        caller.exchange(client, entries=[])
    Lease.objects.update(active_at=clock.now())
    clerk.gauge()
    assert Sheet.objects.get().share == 30  # 60 voters, two callers who want 45 each
    office.cut_sheet("Second", voters=office.voters[:5], paused=True)
    Lease.objects.filter(device_id=callers[1].device.pk).update(active_at=clock.now() - timedelta(hours=1))
    Lease.objects.update(holding=20)
    clerk.gauge()
    assert list(Sheet.objects.order_by("id").values_list("share", flat=True)) == [20, None]


def test_a_duty_that_fails_does_not_keep_the_others(clerk, monkeypatch):
    done = []
    clerk.duties = [
        clerks.Duty("bad", 0.2, lambda: (_ for _ in ()).throw(OSError("disk full"))),
        clerks.Duty("good", 0.2, lambda: done.append(1)),
    ]
    clerk.turn(0.0)
    clerk.turn(1.0)
    assert done == [1, 1] and clerk.duties[0].due == 5.0  # the failing one waits


@pytest.mark.django_db(transaction=True)
def test_one_clerk_at_a_time_and_the_next_takes_over(tmp_path):
    office = SmallOffice(voters=4)
    first = psycopg.connect(**connection.get_connection_params(), autocommit=True)
    first.execute("select pg_try_advisory_lock(%s)", [clerks.LEADER])
    second = Clerk(tmp_path / "journal")
    working = threading.Thread(target=second.run)
    working.start()
    try:
        door.enter("strike", {"voter": office.voters[0].pk})
        assert following.position("journal") == 0
        first.close()  # the first clerk is killed
        until = time.monotonic() + 20
        while following.position("journal") < Entry.objects.get().seq and time.monotonic() < until:
            time.sleep(0.05)
        assert following.position("journal") == Entry.objects.get().seq
    finally:
        second.stop = True
        working.join()
