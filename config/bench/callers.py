"""Sheets and devices for the load: who calls whom, and what each device holds."""

import hashlib
import secrets
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from uuid import UUID, uuid4

from config.bench.house import BASE, House

VOTERS_A_DEVICE = 250
FILLERS = 2  # connections that hand out the first holds
# Results that rest in reality come back at once here, so that a small county does not run dry while it is measured.
NO_REST = {"not_home": 0, "busy": 0, "left_message": 0}
RESULTS = (
    ["not_home"] * 11 + ["left_message"] * 3 + ["busy"] + ["contacted"] * 4 + ["refused"]
)  # a twentieth each
# Numbers that may still be rung on the sheet at work, and all of them.
LEFT = """select count(*) filter (where t.left_n > 0 and t.hold is null), count(*)
from lists_target t where t.sheet_id = (select max(id) from lists_sheet)"""
ANEW = """delete from lists_attempt a using lists_target t
where t.id = a.target_id and t.left_n = 0 and t.sheet_id = (select max(id) from lists_sheet) returning t.id"""
EXCHANGE = "select front_desk_outbox(%s, %s, %s, real_now(), %s, true, null, '{en,es}', 0)"
HELD = """
select b.n, coalesce(array_agg(array[h.hold, h.voters[1], h.sheet_id] order by h.reserve, h.hold)
                     filter (where h.hold is not null), '{}')
from bench_device b
left join (select distinct device_id, hold from lists_claim) c on c.device_id = b.device_id
left join lists_handout h on h.hold = c.hold
group by b.n order by b.n
"""


@dataclass
class Device:
    """One volunteer's phone; `held` is what it has in hand: [hold, voter, sheet], the next call first."""

    n: int
    client: UUID
    token: str
    held: list[list[int]] = field(default_factory=list)


def prepare(house: House, voters: int, say: Callable[[str], None]) -> list[Device]:
    """An earlier pass and the present one over the same numbers, and devices whose people are handed their voters."""
    team, sheet = _sheets()
    say(f"{sheet.report['targets']:,} numbers to ring, on each of two sheets")
    devices = _devices(max(8, voters // VOTERS_A_DEVICE), team)
    _fill(house, devices)
    say(f"{len(devices):,} devices have their first voters")
    return devices


def _sheets():
    from django.db import connection

    from config.demo import people, work
    from crew import first_start
    from lists import cutting
    from lists.rules import Rules

    manager = first_start.ensure_office(people.OFFICE, "Ruth Calder").login.person
    team = people.team(people.staff(manager, []), manager)
    script = work.scripts(manager)["gotv"]
    everyone = next(iter(work.universes(manager).values()))
    everyone.question = {"all": work.NOT_YET}
    many = Rules(attempts_a_day=20, attempts_in_all=50, rests=NO_REST)
    cutting.cut(everyone, script, name="First pass", teams=[], rules=many, order="mixed", by=manager)
    sheet = cutting.cut(
        everyone, script, name="Second pass", teams=[team.pk], rules=many, order="mixed", by=manager
    )
    with connection.cursor() as cursor:
        cursor.execute("vacuum analyze")
    return team, sheet


def _devices(how_many: int, team) -> list[Device]:
    from django.db import connection

    from crew.models import Device as Row
    from crew.models import Person
    from lib import clock

    people = Person.objects.bulk_create(
        Person(name=f"Caller {n}", team=team, joined_at=clock.now()) for n in range(how_many)
    )
    devices = [Device(n, uuid4(), f"fo1_{secrets.token_hex(24)}") for n in range(1, how_many + 1)]
    rows = Row.objects.bulk_create(
        Row(
            client=device.client,
            person=person,
            made_at=clock.now(),
            token_hash=hashlib.sha256(device.token.encode()).digest(),
        )
        for device, person in zip(devices, people, strict=True)
    )
    with connection.cursor() as cursor:
        cursor.execute(
            "create table bench_device (n integer primary key, device_id bigint, client uuid, token_hash bytea)"
        )
        cursor.executemany(
            "insert into bench_device values (%s, %s, %s, %s)",
            [(d.n, r.pk, d.client, r.token_hash) for d, r in zip(devices, rows, strict=True)],
        )
        cursor.execute("analyze")
    return devices


def _fill(house: House, devices: list[Device], database: str = BASE) -> None:
    def ask(some: list[Device]) -> None:
        with house.connect(database) as connection:
            for device in some:
                secret = hashlib.sha256(device.token.encode()).digest()
                connection.execute(EXCHANGE, [secret, device.client, "[]", []])

    with ThreadPoolExecutor(FILLERS) as pool:
        list(pool.map(ask, [devices[i::FILLERS] for i in range(FILLERS)]))


def refresh(house: House, database: str, devices: list[Device]) -> None:
    """Tells each device what it holds now; pgbench's calls have changed it. A small county is called through within
    seconds: then its voters are called anew, as if they had not been, so that every device has a batch to send."""
    with house.connect(database) as connection:
        left, of = connection.execute(LEFT).fetchone()
        if left < of / 2:
            called = {target for (target,) in connection.execute(ANEW)}
            connection.execute("select lists_settle(%s)", [list(called)])
            _fill(house, devices, database)
    with house.connect(database) as connection:
        for device, (n, held) in zip(devices, connection.execute(HELD), strict=True):
            assert device.n == n
            device.held = held
