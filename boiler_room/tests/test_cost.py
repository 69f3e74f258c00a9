"""The page costs the same with ten million entries: what it asks is bounded by what it shows.

The large tables are those of facts. Of them the page may read the tail that is not folded yet, what waits for a
person, and the journal's lag, each by an index that holds nothing else.
"""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from boiler_room import folding, standing
from boiler_room.board import places
from boiler_room.tests.people import member, signed_in
from front_desk.announcing import board as announced
from front_desk.tests.office import attempt
from lib import door

GROWING = (
    "front_desk_entry",
    "lists_attempt",
    "lists_handout",
    "roll_voted",
    "roll_voter",
    "roll_supporter",
    "roll_supportid",
    "lists_member",
)
NAMES = "|".join(GROWING)
PAGES = (
    "/",
    "/picture/needs/",
    "/picture/chart/",
    "/picture/goals/",
    "/board/",
    "/board/parts/polls/",
    "/wall/",
)
TAIL = "select * from boiler_room_changes(%s, 9223372036854775807)"


def plan(statement: str, *values) -> str:
    """How PostgreSQL would go about it in a large table: scans of a whole one are priced out."""
    with connection.cursor() as cursor:
        for way in ("seqscan", "bitmapscan"):
            cursor.execute(f"set local enable_{way} = off")
        cursor.execute(f"explain (costs off) {statement}", values)
        return "\n".join(row[0] for row in cursor.fetchall())


def body(function: str) -> str:
    """The statement inside of a function of SQL, with its arguments as placeholders."""
    with connection.cursor() as cursor:
        cursor.execute("select prosrc, proargnames from pg_proc where proname = %s", [function])
        return cursor.fetchone()[0]


def bounded(text: str) -> None:
    """No plan reads a growing table but by the place in the log, by what is unsettled, by kind, or by one key."""
    for line in text.splitlines():
        if re.search(rf" on ({NAMES})\b", line):
            assert re.search(
                r"using (entry_(unsettled|waiting|kind)|front_desk_entry_(seq_key|pkey))", line
            ), text


@pytest.fixture(autouse=True)
def board_of_the_process(db, monkeypatch):
    """Announcements are looked for once a second, whoever asks then: not in the middle of a count."""
    announced.kept.now()
    monkeypatch.setattr(announced, "FRESH", 1e9)


@pytest.fixture
def busy(office, client):
    """A day's facts, folded; and the statements of every page of the picture: `busy(area)`."""
    sam = office.caller()
    holds = sam.exchange(client)["holds"]
    sam.exchange(client, [attempt(hold) for hold in holds[:4]], want=False)
    door.enter("strike", {"voter": office.voters[7].pk})
    folding.fold_all()
    ana = signed_in(member("Ana", "boiler_room"))

    def asked(page) -> list[str]:
        standing._kept.clear()
        places._kept.clear()
        with CaptureQueriesContext(
            connection,
        ) as seen:
            assert ana.get(page).status_code == 200
        return [query["sql"] for query in seen.captured_queries]

    return asked


@pytest.mark.parametrize("page", PAGES)
def test_what_a_page_asks_of_a_growing_table_is_bounded(busy, page):
    """The journal's lag and what waits at the desk: with a limit, by an index of the few rows that matter."""
    for statement in busy(page):
        if re.search(NAMES, statement):
            assert re.search(r"limit \d+", statement, re.I), statement
            bounded(plan(statement.replace("%", "%%")))


@pytest.mark.parametrize("page", PAGES)
def test_a_page_asks_as_often_on_a_busy_day(busy, office, client, page):
    before = len(busy(page))
    sam = office.caller("Ben")
    for hold in sam.exchange(client)["holds"]:
        sam.exchange(client, [attempt(hold)], want=False)
    for voter in office.voters:
        door.enter("strike", {"voter": voter.pk})
    assert len(busy(page)) == before


def test_the_tail_is_read_by_the_place_in_the_log(busy):
    text = plan(TAIL, 10**9)
    for table, indexes in {"lists_attempt": 2, "roll_voted": 2, "roll_supporter": 2}.items():
        lines = [line for line in text.splitlines() if re.search(rf" on {table}\b", line)]
        assert len(lines) == indexes and all("Index" in line for line in lines), text
    assert text.count("Index Cond: ((seq > ") == 3 and "Index Cond: ((withdrawn_seq > " in text, text
    assert "Index Cond: ((ended_seq > " in text, text


def test_who_works_is_read_by_their_lease_and_supply_by_the_queue(busy):
    with connection.cursor() as cursor:  # in tables as small as a test's it would do as well
        cursor.execute("select indexname from pg_indexes where indexname like 'lists\\_target\\_sheet\\_id%'")
        (other,) = cursor.fetchone()
        cursor.execute(f"drop index {other}")
    for function in ("boiler_room_work", "boiler_room_supply"):
        text = plan(body(function).replace("areas", "null::bigint[]"))
        for table in GROWING:
            assert f" on {table}" not in text, text
    assert "using lists_queue on lists_target" in text, text


def test_folded_totals_are_read_by_their_key(busy):
    text = plan(
        body("boiler_room_counts")
        .replace("areas", "array[0::bigint]")
        .replace("since", "now()")
        .replace("until", "now()")
    )
    assert "using boiler_room_total_pkey on boiler_room_total" in text, text
