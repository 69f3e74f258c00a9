"""Watchers for the load: precincts, posts, phones and the codes that are struck."""

import hashlib
import math
import secrets
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID, uuid4

from config.bench.house import House
from precincts import codes

POLLS = Path(__file__).with_name("polls.sql")
BATCH = 5  # strikes a request: what a phone gathers while the next voters stand in line
A_PRECINCT = 2  # screens; 37,000 watchers are about two at each of a big state's tables
MOST_A_PHONE = 0.15  # batches a second: 45 strikes a minute, below what a person can do (60)
CODES = """
select p.n, p.id, array_agg(c.n order by c.n) from bench_precinct p join precincts_strikecode c on c.precinct_id = p.id
group by 1, 2 order by 1
"""


@dataclass(slots=True)
class Watcher:
    """One watcher's phone, which stands in `precinct`."""

    client: UUID
    token: str
    precinct: int = 0


@dataclass(slots=True)
class Polls:
    """`codes`: precinct -> the codes to strike there, as people type them."""

    watchers: list[Watcher]
    codes: dict[int, list[str]]


def rate_of(watchers: int, wanted: float) -> float:
    """Batches a second: as many as wanted, or as these phones can send without being too fast for a person."""
    return min(wanted, watchers * MOST_A_PHONE)


def prepare(house: House, database: str, watchers: int, batches: int) -> Polls:
    """Precincts for so many watchers in `database`, with voters for so many batches and a few more."""
    precincts = max(1, watchers // A_PRECINCT)
    each = BATCH * (math.ceil(batches / precincts) + 1)
    phones = [Watcher(uuid4(), f"fo1_{secrets.token_hex(24)}") for _ in range(watchers)]
    hashes = [hashlib.sha256(phone.token.encode()).digest() for phone in phones]
    with house.connect(database) as connection:
        connection.execute(POLLS.read_text())
        arguments = [precincts, each * precincts, [phone.client for phone in phones], hashes]
        connection.execute("select bench_polls(%s, %s, %s, %s)", arguments)
        connection.execute("vacuum analyze")
        rows = connection.execute(CODES).fetchall()
    if len(rows) < precincts or min(len(numbers) for _n, _id, numbers in rows) < BATCH:
        raise RuntimeError(
            f"Too few voters for {watchers:,} watchers: take more --voters or fewer --screens."
        )
    for at, phone in enumerate(phones):
        phone.precinct = rows[at % precincts][1]
    return Polls(phones, {precinct: [codes.shown(n) for n in numbers] for _n, precinct, numbers in rows})
