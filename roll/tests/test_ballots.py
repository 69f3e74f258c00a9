"""The ballot chase: what nightly files say of a ballot, day by day, as spans that stand until a file says otherwise."""

import random
from datetime import timedelta

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lib import clock, door
from lib.sqlfile import ROOT
from roll import ballots
from roll.layout import builtin
from roll.loading import choosing, keeping, steps
from roll.models import Ballot, BallotCount, Load, Voted, Voter
from roll.tests import files

pytestmark = pytest.mark.django_db
AHEAD = (clock.now() + timedelta(days=9)).strftime("%m/%d/%Y")
DAYS = ("requested", "sent", "returned", "cure", "cured")
ROWS = {  # a line of North Carolina's file at each stage: (asked, sent, returned, status)
    "requested": ("10/01/2026", "", "", ""),
    "sent": ("10/01/2026", "10/05/2026", "", ""),
    "returned": ("10/01/2026", "10/05/2026", "10/12/2026", ""),
    "cure": ("10/01/2026", "10/05/2026", "10/12/2026", "WITNESS INFO INCOMPLETE"),
    "rejected": ("10/01/2026", "10/05/2026", "10/12/2026", "SIGNATURE DIFFERENT"),
    "void": ("10/01/2026", "10/05/2026", "", "CANCELLED"),
    "accepted": ("10/01/2026", "10/05/2026", "10/12/2026", "ACCEPTED"),
    "cured": ("10/01/2026", "10/05/2026", "10/12/2026", "ACCEPTED - CURED"),
}


def night(**stages: str) -> bytes:
    """A nightly file: `v3="sent"` is the voter FW0000003 at that stage."""
    lines = []
    for who, stage in stages.items():
        asked, sent, returned, status = ROWS[stage]
        whole = files.absentee(
            (int(who[1:]), status),
            election=AHEAD,
            ballot_req_dt=asked,
            ballot_send_dt=sent,
            ballot_rtn_dt=returned,
        )
        head, line = whole.decode().splitlines()
        lines.append(line)
    return "\r\n".join([head, *lines, ""]).encode()


@pytest.fixture
def roll(load):
    load(files.county(6))
    return {v.source_id: v for v in Voter.objects.all()}


def standing() -> dict[str, str]:
    return {f"v{int(b.source_id[2:])}": b.stage for b in Ballot.objects.filter(ended_by=None)}


def struck() -> set[str]:
    return {
        f"v{int(s[2:])}"
        for s in Voted.objects.filter(ended_seq=None).values_list("voter__source_id", flat=True)
    }


def disagree() -> list:
    with connection.cursor() as cursor:
        cursor.execute((ROOT / "roll/sql/audit/ballots.sql").read_text())
        return cursor.fetchall()


def test_every_word_of_every_layout_has_a_stage():
    for name, layout in builtin().items():
        assert set(layout.ballot) <= set(ballots.STAGES), name
        words = [word for some in layout.ballot.values() for word in some]
        assert len(words) == len(set(words)), name
    assert set(ballots.MOST_SAID) == set(ballots.STAGES) == set(ROWS)


@pytest.mark.parametrize("stage", ROWS)
def test_a_line_means_its_stage(load, roll, stage):
    load(night(v1=stage), "voted")
    assert standing() == {"v1": stage}
    assert struck() == ({"v1"} if stage in ballots.VOTED else set())


def test_from_asked_for_to_cured_each_night_a_span(load, roll):
    for stage in DAYS:
        load(night(v1=stage, v2="sent"), "voted")
        assert standing() == {"v1": stage, "v2": "sent"} and disagree() == []
    spans = Ballot.objects.filter(source_id="FW0000001").order_by("since")
    assert [span.stage for span in spans] == list(DAYS)
    assert [span.ended_at for span in spans][:-1] == [span.since for span in spans][1:]
    assert Ballot.objects.filter(source_id="FW0000002").count() == 1, (
        "what stays the same is not written again"
    )
    assert struck() == {"v1"}
    assert dict(BallotCount.objects.values_list("stage", "n")) == {"cured": 1, "sent": 1}


def test_the_same_night_again_writes_nothing(load, roll):
    body = night(v1="sent", v2="accepted", v3="cure")
    load(body, "voted")
    before = list(Ballot.objects.order_by("pk").values())
    again = load(body, "voted")
    assert again.report["changes"]["new"] == 0
    assert list(Ballot.objects.order_by("pk").values()) == before


def test_accepted_and_then_not_it_is_no_vote_and_back_on_the_list(load, roll):
    load(night(v1="accepted", v2="accepted"), "voted")
    assert struck() == {"v1", "v2"}
    load(night(v1="rejected", v2="cure"), "voted")
    assert struck() == set() and standing() == {"v1": "rejected", "v2": "cure"}
    load(night(v1="rejected", v2="cured"), "voted")
    assert struck() == {"v2"}


def test_of_several_ballots_the_one_that_says_most_counts(load, roll):
    head, void = night(v1="void").decode().splitlines()
    again = night(v1="sent").decode().splitlines()[1]
    load("\r\n".join([head, again, void, ""]).encode(), "voted")
    assert standing() == {"v1": "sent"}, "one spoiled, another on its way"


def test_taken_back_the_night_before_stands_again(load, roll):
    load(night(v1="sent", v2="accepted"), "voted")
    before = list(Ballot.objects.order_by("pk").values())
    later = load(night(v1="accepted", v3="cure"), "voted")
    assert standing() == {"v1": "accepted", "v3": "cure"} and struck() == {"v1"}
    steps.take_back(later)
    assert list(Ballot.objects.order_by("pk").values()) == before
    assert struck() == {"v2"} and disagree() == []


def test_who_comes_onto_the_roll_later_is_found_by_the_next_night(load, roll):
    load(night(v9="sent"), "voted")
    assert BallotCount.objects.get().on_roll is False
    load(files.county(9))
    load(night(v9="sent"), "voted")
    assert Ballot.objects.get(ended_by=None).voter.source_id == "FW0000009"
    assert BallotCount.objects.get().on_roll is True


def test_florida_counts_v_alone_and_leaves_the_rest_to_the_dates(load, warned):
    load(files.florida(*({"Voter_ID": f"10020030{n}"} for n in range(1, 6))), name="DUV_20261101.txt")
    columns = builtin()["fl_vbm"].columns
    rows = [("1", "V", "10/20/2026"), ("2", "C", ""), ("3", "S", ""), ("4", "R", "10/21/2026"), ("5", "", "")]
    lines = []
    for n, status, returned in rows:
        cells = dict.fromkeys(columns, "") | {
            "RecordType": "AbStat", "CountyId": "DUV", "FVRSVoterIdNumber": f"10020030{n}", "ElectionDate": "11/03/2026",
            "AbsenteeRequestStatus": status, "AbsReqDate": "09/20/2026", "AbsDeliveryDate": "" if n == "5" else "10/01/2026",
            "AbsReturnDate": returned,
        }  # fmt: skip
        lines.append("\t".join(cells[c] for c in columns))
    loaded = load("".join(f"{line}\r\n" for line in lines).encode(), "voted", name="ABL_10866_10212026.txt")
    told = dict(Ballot.objects.order_by("source_id").values_list("source_id", "stage"))
    assert list(told.values()) == ["accepted", "void", "sent", "returned", "requested"]
    assert warned(loaded)["an unknown ballot status, 'S', is not counted as voted"] == 1
    assert Voted.objects.filter(ended_seq=None).count() == 1


def test_a_countys_own_list_in_plain_words(load, roll):
    """Ohio, say, has no statewide file: counties hand out lists of their own, in words like these."""
    body = (
        b"ncid,ballot status,date sent,return date\n"
        b"FW0000001,Mailed,,\nFW0000002,Received,,\nFW0000003,Needs cure,,\nFW0000004,Counted,,\nFW0000005,,10/05/2026,\n"
    )
    load(body.replace(b"date sent", b"sent date"), "voted")
    assert standing() == {"v1": "sent", "v2": "returned", "v3": "cure", "v4": "accepted", "v5": "sent"}


@given(seed=st.integers(0, 2**32))
@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_nights_repeated_and_taken_back_give_what_the_newest_says(seed):
    """Nights in order, some twice, the newest ones taken back again: ballots, votes and counts are those of the night
    that then is the newest; and a watcher's strike stays whatever the files say."""
    savepoint = transaction.savepoint_create()
    try:
        chance = random.Random(seed)
        accepted(files.county(5), "voters")
        seen = Voter.objects.order_by("pk")[chance.randrange(5)]
        door.enter("strike", {"voter": seen.pk})
        loads = []
        for _ in range(chance.randint(1, 4)):
            told = {
                f"v{n}": chance.choice(list(ROWS)) for n in range(1, 6) if n == 1 or chance.random() < 0.8
            }
            loads += [(accepted(night(**told), "voted"), told) for _ in range(chance.randint(1, 2))]
        for _ in range(chance.randint(0, len(loads) - 1)):
            steps.take_back(loads.pop()[0])
        newest = loads[-1][1]
        assert standing() == newest
        by_file = {who for who, stage in newest.items() if stage in ballots.VOTED}
        assert struck() == by_file | {f"v{int(seen.source_id[2:])}"}
        assert disagree() == []
    finally:
        transaction.savepoint_rollback(savepoint)


def accepted(body: bytes, role: str) -> Load:
    sha256, size = keeping.keep([body])
    layout = choosing.choose(keeping.path_of(sha256), "file.txt", role, "NC")
    return steps.accept(steps.read(steps.offer(sha256, size, "file.txt", layout)), even_so=True)
