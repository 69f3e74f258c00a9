"""An exchange costs the same late in the day as early: counted in pages looked at, never timed."""

import json
from statistics import median

import pytest
from django.db import connection

from front_desk.tests.office import SmallOffice, attempt

DAY, LOOKS = 240, 9  # exchanges of a busy device; exchanges of which the middle one counts
EXPLAIN = """explain (analyze, buffers, timing off, summary off, format json)
select front_desk_outbox(%s, %s, %s, real_now(), %s, true, null, '{en}', 0)"""
SCANS = "select relname, seq_scan from pg_stat_xact_user_tables where seq_scan > 0"
SMALL = {"office_clock", "lists_result", "lists_sheet", "lists_sheetteam", "lists_sheetzone", "roll_zone"}


@pytest.fixture
def wide_awake(db):
    """Nobody calls as fast as a test; let it be handed as many."""
    with connection.cursor() as cursor:
        cursor.execute("select set_config('fieldoffice.budget', '100000', false)")
    yield
    with connection.cursor() as cursor:
        cursor.execute("select set_config('fieldoffice.budget', '', false)")


def exchange(caller, client, in_hand: dict) -> None:
    """One result goes up, what is handed out is added to `in_hand`."""
    entries = [attempt(in_hand.pop(min(in_hand)), "not_home")] if in_hand else []
    reply = caller.exchange(client, entries, have=list(in_hand))
    assert [v["verdict"] for v in reply["verdicts"]] == ["recorded"] * len(entries)
    in_hand |= {hold["hold"]: hold for hold in reply["holds"]}


def pages(caller, in_hand: dict) -> int:
    """Pages that the database looks at for one more exchange, which takes place."""
    entry = attempt(in_hand.pop(min(in_hand)), "not_home")
    told = {name: entry.pop(name) for name in ("id", "kind", "seen_at")}
    arrivals = json.dumps([told | {"payload": entry}])
    with connection.cursor() as cursor:
        cursor.execute(
            EXPLAIN, [bytes(caller.device.token_hash), caller.device.client, arrivals, list(in_hand)]
        )
        (plan,) = cursor.fetchone()[0]
        cursor.execute(
            "select h.hold, jsonb_build_object('hold', h.hold, 'sheet', h.sheet_id, 'script', 1,"
            " 'voters', jsonb_build_array(jsonb_build_object('voter', h.voters[1])))"
            " from lists_handout h join lists_claim c using (hold)"
            " where c.device_id = %s and not h.hold = any(%s)",
            [caller.device.pk, list(in_hand)],
        )
        in_hand |= {hold: json.loads(shown) for hold, shown in cursor}
    return plan["Plan"]["Shared Hit Blocks"] + plan["Plan"]["Shared Read Blocks"]


@pytest.mark.django_db(transaction=True)
def test_a_day_of_calls_at_the_head_of_a_queue_makes_it_no_longer(client, wide_awake):
    """Each hand-out and each result leaves dead rows where the next one looks first."""
    office = SmallOffice(voters=DAY + 200)
    sam, in_hand = office.caller(), {}
    for _ in range(3):
        exchange(sam, client, in_hand)
    early = median(pages(sam, in_hand) for _ in range(LOOKS))
    for _ in range(DAY):
        exchange(sam, client, in_hand)
    late = median(pages(sam, in_hand) for _ in range(LOOKS))
    assert late <= 1.5 * early, f"{early} pages early, {late} late"


def test_no_table_that_grows_is_read_from_end_to_end(db, client, wide_awake):
    sam, in_hand = SmallOffice(voters=120).caller(), {}
    exchange(sam, client, in_hand)
    with connection.cursor() as cursor:
        cursor.execute("discard plans")  # made while these tables were tiny, by whatever ran here before
        cursor.execute(SCANS)
        before = dict(cursor.fetchall())
        exchange(sam, client, in_hand)
        cursor.execute(SCANS)
        read = {name for name, scans in cursor.fetchall() if scans > before.get(name, 0)}
    assert read <= SMALL


def test_the_hot_tables_are_vacuumed_early(db):
    with connection.cursor() as cursor:
        cursor.execute(
            "select c.relname, o.option_value::float from pg_class c, pg_options_to_table(c.reloptions) o"
            " where o.option_name = 'autovacuum_vacuum_scale_factor'"
        )
        early = dict(cursor.fetchall())
    assert {"lists_target", "lists_claim", "lists_lease", "lists_notice"} <= set(early)
    assert max(early.values()) <= 0.1
