"""Promise 12: folded totals and the tail behind them are the recount, whatever the moment."""

import random

import pytest
from django.db import connection

from boiler_room import folding, reads
from boiler_room.models import EVER, Total
from crew.models import Area
from front_desk import following
from front_desk.tests.office import SmallOffice, attempt
from lib import door
from lists.models import Attempt, Tally
from roll.models import Supporter, Voted

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return SmallOffice(voters=40)


def whole() -> dict:
    """All-time totals of the whole campaign."""
    return reads.counts([0]).get(0, reads.Counts()).ever


def recount() -> dict:
    """The same, counted from the facts."""
    live = Attempt.objects.filter(withdrawn_by=None)
    return {
        "calls": live.exclude(result="skipped").count(),
        "contacts": live.filter(result__in=["contacted", "refused", "already_voted"]).count(),
        "voted": Voted.objects.filter(ended_seq=None).count(),
        "supporters": Voted.objects.filter(ended_seq=None, supporter=True).count(),
        "known": Supporter.objects.filter(ended_seq=None).count(),
    }


def test_any_interleaving_of_facts_and_folds_reads_as_the_recount(client, office):
    chance = random.Random(7)
    sam = office.caller()
    holds = sam.exchange(client)["holds"]
    made, strikes = [], []
    for _step in range(60):
        act = chance.choice(["call", "call", "undo", "strike", "unstrike", "fold", "fold"])
        if act == "call" and holds:
            entry = attempt(holds.pop(), chance.choice(["contacted", "not_home", "skipped", "already_voted"]))
            made.append(entry["id"])
            sam.exchange(client, [entry], want=False)
        elif act == "undo" and made:
            undo = attempt({"hold": 1, "voters": [{"voter": 1}], "sheet": 1, "script": 1})
            entry = {k: undo[k] for k in ("id", "seen_at")} | {
                "kind": "correction",
                "withdraws": [made.pop()],
            }
            sam.exchange(client, [entry], want=False)
        elif act == "strike":
            strikes.append(door.enter("strike", {"voter": chance.choice(office.voters).pk}).id)
        elif act == "unstrike" and strikes:
            door.enter("unstrike", {"withdraws": [str(strikes.pop())]})
        elif act == "fold":
            folding.fold()
        assert whole() == recount()
    folding.fold_all()
    assert whole() == recount()
    assert sum(t.n for t in Tally.objects.all()) == Attempt.objects.filter(withdrawn_by=None).count()


def test_a_result_that_waited_counts_from_when_it_is_recorded(client, office):
    sam = office.caller()
    hold = sam.exchange(client)["holds"][0]
    one, other = attempt(hold, "not_home"), attempt(hold, "contacted")
    sam.exchange(client, [one, other], want=False)
    folding.fold_all()
    undo = {"id": attempt(hold)["id"], "seen_at": one["seen_at"], "kind": "correction"}
    undo["withdraws"] = [one["id"]]
    sam.exchange(client, [undo], want=False)
    assert whole() == recount() and recount()["contacts"] == 1
    folding.fold_all()
    assert whole() == recount()


def test_a_fold_counts_once_however_often_it_runs(office):
    door.enter("strike", {"voter": office.voters[0].pk})
    for _ in range(3):
        folding.fold()
    with connection.cursor() as cursor:
        cursor.execute("select boiler_room_fold(1)")  # a slow second clerk, behind
    assert Total.objects.get(area_id=0, what="voted", hour=EVER).n == 1
    assert following.position("totals") == following.settled_up_to()


def test_every_area_above_the_precinct_is_counted(office):
    door.enter("strike", {"voter": office.voters[0].pk})
    for _folded in (False, True):
        found = reads.counts([*office.precinct.lineage, 0])
        assert [found[a].ever["voted"] for a in (*office.precinct.lineage, 0)] == [1, 1, 1, 1]
        folding.fold()


def test_a_moved_precinct_is_counted_where_it_lies_now(office):
    folding.recount_if_map_changed()
    door.enter("strike", {"voter": office.voters[0].pk})
    folding.fold()
    other = Area.objects.create(
        kind="region", name="Wake", code="WAKE", parent=office.county.parent, lineage=[]
    )
    other.lineage = [office.county.parent_id, other.pk]
    other.save()
    office.precinct.lineage = [*other.lineage, office.precinct.pk]
    office.precinct.save()
    assert folding.recount_if_map_changed() and not folding.recount_if_map_changed()
    found = reads.counts([other.pk, office.county.pk])
    assert found[other.pk].ever["voted"] == 1 and office.county.pk not in found


def test_the_read_touches_only_what_it_shows(office):
    """The plan has no scan of the log or the attempts: the tail and the totals come by their indexes."""
    folding.fold()
    with connection.cursor() as cursor:
        cursor.execute("set local enable_seqscan = off")
        cursor.execute(
            "explain select * from boiler_room_changes(%s, %s)", [following.position("totals"), 2**63 - 1]
        )
        plan = "\n".join(row[0] for row in cursor.fetchall())
    for table in ("lists_attempt", "roll_voted"):
        assert f"Seq Scan on {table}" not in plan, plan
