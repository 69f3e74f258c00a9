"""Promise 12 by hand: the entries behind a figure are as many as the figure says, whatever happened before."""

import random
import re
from datetime import timedelta

import pytest
from django.db import connection, transaction

from boiler_room import folding
from boiler_room.board import entries
from boiler_room.board.entries import FIGURES, Asked
from boiler_room.tests.people import member, signed_in
from front_desk.tests.office import SmallOffice, attempt
from lib import clock, door
from lists.models import ScriptVersion

pytestmark = pytest.mark.django_db
SAYS = {"stand": {"strong": 1, "away": 5}}


@pytest.fixture(autouse=True)
def short_pages(monkeypatch):
    monkeypatch.setattr(entries, "PAGE", 3)


def all_rows(asked: Asked) -> list:
    """The rows of every page, each page as long as it may be."""
    page, found = entries.page(asked), []
    while True:
        found += page.rows
        if page.onward is None:
            return found
        assert len(page.rows) == entries.PAGE
        page = entries.page(asked, page.onward)


def agrees(asked: Asked) -> None:
    rows = all_rows(asked)
    assert sum(row.n for row in rows) == entries.total(asked), asked
    if asked.figure != "known":
        assert len({row.entry.pk for row in rows}) == len(rows)
    places = [row.seq for row in rows]
    assert places == sorted(places, reverse=True)


@pytest.mark.parametrize("seed", range(3))
def test_any_day_has_as_many_entries_as_its_figures_say(client, seed):
    office = SmallOffice(voters=14)
    ScriptVersion.objects.filter(pk=office.script.pk).update(says=SAYS)
    chance, sam = random.Random(seed), office.caller()
    holds, made, strikes = sam.exchange(client)["holds"], [], []
    for _step in range(50):
        act = chance.choice(
            ["call", "call", "undo", "strike", "strike", "late", "unstrike", "fold", "choose"]
        )
        if act == "call" and holds:
            answers = {"stand": chance.choice(["strong", "away"])}
            result = chance.choice(["contacted", "not_home", "skipped"])
            made.append(attempt(holds.pop(), result, answers=answers))
            sam.exchange(client, [made[-1]], want=False)
        elif act == "undo" and made:
            gone = made.pop(chance.randrange(len(made)))
            fresh = attempt({"hold": 1, "voters": [{"voter": 1}], "sheet": 1, "script": 1})
            undo = {key: fresh[key] for key in ("id", "seen_at")}
            sam.exchange(client, [undo | {"kind": "correction", "withdraws": [gone["id"]]}], want=False)
        elif act in ("strike", "late"):  # voters struck twice among them; late: seen hours before it came
            seen = clock.now() - timedelta(hours=chance.randint(1, 5) if act == "late" else 0)
            strikes.append(door.enter("strike", {"voter": chance.choice(office.voters).pk}, seen_at=seen).id)
        elif act == "unstrike" and strikes:
            door.enter("unstrike", {"withdraws": [str(strikes.pop(chance.randrange(len(strikes))))]})
        elif act == "fold":
            folding.fold()
        elif act == "choose":
            door.enter("supporters", {"score": chance.randint(0, 2), "said": chance.randint(1, 4)})
    hour = clock.now().replace(minute=0, second=0, microsecond=0)
    for figure in FIGURES:
        for areas in ((), (office.county.pk,), (office.precinct.pk,)):
            agrees(Asked(figure, areas))
            if figure != "known":
                for ago in range(6):
                    agrees(Asked(figure, areas, hour - timedelta(hours=ago)))


def test_many_strikes_of_one_place_in_the_log_are_paged_one_by_one(client):
    office = SmallOffice(voters=8)
    door.enter_many([{"kind": "strike", "payload": {"voter": voter.pk}} for voter in office.voters])
    rows = all_rows(Asked("voted", ()))
    assert len(rows) == 8 and len({row.seq for row in rows}) == 1
    assert {row.precinct.pk for row in rows} == {office.precinct.pk}


def test_the_page_leads_on_to_the_last_entry(client):
    office = SmallOffice(voters=7)
    for voter in office.voters:
        door.enter("strike", {"voter": voter.pk})
    ana, address, seen = signed_in(member("Ana", "boiler_room", office.county)), "?figure=supporters", []
    while address:
        text = ana.get(f"/board/entries/{address}").content.decode()
        assert "Banked votes: 7" in text
        seen += re.findall(r'<tr id="e([0-9a-f-]{36})"', text)
        onward = re.search(r'class="button" href="([^"]+)"', text)
        address = onward and onward[1].replace("&amp;", "&")
    assert len(seen) == len(set(seen)) == 7


FILLED = """
insert into roll_voter (id, state, source_id, local_id, county_id, precinct_id, last_name, first_name, middle_name, suffix, sex,
                        party, status, address, city, zip, confidential, lang, tags)
select 10000 + n, 'NC', 'X' || n, '', 1, n % 40, '', '', '', '', '', '', 'active', '', '', '', false, 'en', '{}'
from generate_series(1, 4000) n;
insert into roll_strike (id, voter_id, source, at, received_at, seq)
select gen_random_uuid(), 10000 + n, 'x', now(), now(), n from generate_series(1, 4000) n;
insert into roll_voted (voter_id, hour, area_id, supporter, seq)
select 10000 + n, date_trunc('hour', now()) - n % 9 * interval '1 hour', n % 40, true, n from generate_series(1, 4000) n;
insert into roll_supporter (voter_id, area_id, seq) select 10000 + n, n % 40, n from generate_series(1, 4000) n;
insert into lists_attempt (id, seq, hold, sheet_id, target_id, voter_id, phone, area_id, at, hour, result, ends,
                           rest_until, answers)
select gen_random_uuid(), n, n, 1, 1, n, '', n % 40, now(), date_trunc('hour', now()) - n % 9 * interval '1 hour', 'contacted',
       true, now(), '{}' from generate_series(1, 4000) n;
analyze roll_voter; analyze roll_strike; analyze roll_voted; analyze roll_supporter; analyze lists_attempt
"""
HERE = {"precincts": "array[5]::bigint[]", "since": "now() - interval '1 hour'", "until": "now()", "only_supporters": "true",
        "only_contacts": "false", "before_id": "9000", "before": "9000", "most": "51"}  # fmt: skip


@pytest.fixture(scope="module")
def filled(django_db_setup, django_db_blocker):
    """A roll and a day that are large enough for the planner to look for an index; gone again afterwards."""
    with django_db_blocker.unblock(), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(FILLED)
            yield cursor
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    ("figure", "p_hour", "everywhere", "index"),
    [
        ("vote", "null::timestamptz", False, "voted_area|voted_hour"),
        ("vote", "timestamptz '2026-11-03 14:00Z'", False, "voted_hour"),
        ("vote", "null::timestamptz", True, r"roll_voted_seq_\w+_idx"),
        ("call", "", False, "attempt_hour"),
        ("call", "", True, r"lists_attem_seq_\w+_idx"),
        ("known", "", False, "supporter_area"),
    ],
)
def test_a_page_is_read_by_an_index(filled, figure, p_hour, everywhere, index):
    filled.execute("select prosrc from pg_proc where proname = %s", [f"boiler_room_{figure}_entries"])
    source = filled.fetchone()[0]
    query = source.partition("return query")[2].partition(";")[0] or source
    given = HERE | {"p_hour": p_hour} | ({"precincts": "null::bigint[]"} if everywhere else {})
    for name, value in given.items():
        query = re.sub(rf"\b{name}\b", value, query)
    filled.execute(f"explain (costs off) {query}")
    text = "\n".join(row[0] for row in filled.fetchall())
    assert not re.search(r"Seq Scan on (roll_|lists_attempt)", text), text
    assert re.search(rf"(using|on) ({index})", text), text
