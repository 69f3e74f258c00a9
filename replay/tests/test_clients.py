"""What a phone keeps, and what it sends again."""

import asyncio
import json
from collections import Counter
from datetime import UTC, datetime
from uuid import UUID

import pytest

from replay.clients import codes, results
from replay.clients.caller import Caller
from replay.clients.world import World
from replay.journal import Journal
from replay.office import Office
from replay.sizes import Sizes
from replay.stage import Stage
from replay.wire.http import Answer, NoAnswer

NOON = datetime(2026, 11, 3, 17, tzinfo=UTC)


class FakeOffice:
    """Hands out hold 1 with voter 11, records everything; `away` for the next so many requests."""

    def __init__(self):
        self.bodies: list[dict] = []
        self.away = 0
        self.gone: list[dict] = []
        self.era = "e1"

    async def ask(self, method, path, headers=b"", body=b""):
        sent = json.loads(body)
        self.bodies.append(sent)
        if self.away:
            self.away -= 1
            raise NoAnswer("away")
        hold = {"hold": 1, "sheet": 5, "script": 3, "phone": "+19195550123", "until": "2026-11-03T17:30:00Z", "reserve": False,
                "voters": [{"voter": 11}], "tz": "America/New_York", "hours": ["09:00", "21:00"]}  # fmt: skip
        reply = {
            "verdicts": [{"id": e["id"], "verdict": "recorded", "reason": "", "text": ""} for e in sent["entries"]],
            "holds": [] if 1 in sent["have"] or any(e.get("hold") == 1 for e in sent["entries"]) else [hold],
            "gone": self.gone, "server_at": NOON.isoformat(), "era": self.era, "finished": False,
        }  # fmt: skip
        return Answer(200, b"HTTP/1.1 200 OK", json.dumps(reply).encode())


@pytest.fixture
def caller(tmp_path):
    stage = Stage(12 * 3600, 4, False)
    world = World(
        Office(url="http://127.0.0.1:1"), Sizes(troubles=False, batch=1), stage, Journal(tmp_path / "j.tsv")
    )
    world.wire = FakeOffice()
    caller = Caller(world, 7, {12: 3})
    caller.token, caller.era = "t" * 40, "e1"
    return caller


def rows(caller, what: str) -> list[list[str]]:
    caller.world.journal.flush()
    return [
        r for line in caller.world.journal.path.read_text().splitlines() if (r := line.split("\t"))[0] == what
    ]


def test_a_result_is_kept_until_it_has_its_verdict(caller):
    async def part():
        await caller.exchange([], want=True)
        hold = caller.deck.holds[1]
        hold.results[11] = caller.tap("attempt", hold=1, voter=11, result="not_home")
        hold.done = True
        caller.world.wire.away = 1
        assert await caller.exchange(caller.names(), want=True) is None
        assert len(caller.unsent) == 1 and caller.fails == 1
        await caller.exchange(caller.names(), want=True)

    asyncio.run(part())
    first, second, third = caller.world.wire.bodies
    assert first["entries"] == [] and second["entries"] == third["entries"]
    assert third["have"] == [] and caller.unsent == {} and caller.deck.holds == {}
    assert [row[8] for row in rows(caller, "s")] == ["not_home"] * 2 and len(rows(caller, "v")) == 1
    assert [row[9] for row in rows(caller, "x")] == ["200", "0", "200"]
    assert caller.world.errors == {"outbox: no answer": 1}


def test_a_lost_reply_teaches_nothing_and_costs_nothing(caller):
    async def part():
        caller.tap("tell_us", text="hello", screen={})
        assert await caller.exchange([], want=True, lost=True) is None
        assert caller.deck.holds == {} and caller.unsent
        await caller.exchange([], want=True, twice=True)

    asyncio.run(part())
    assert caller.unsent == {} and list(caller.deck.holds) == [1]
    assert len(caller.world.wire.bodies) == 3 and caller.world.errors == {}
    assert rows(caller, "h")[0][7] == "11" and rows(caller, "x")[0][9] == "dropped"


def test_to_a_restored_office_all_goes_up_once_more_and_is_counted_once(caller):
    async def part():
        for text in ("one", "two"):
            caller.tap("tell_us", text=text, screen={})
            await caller.exchange([], want=False)
        caller.world.wire.era = "e2"
        caller.tap("tell_us", text="three", screen={})
        await caller.empty()

    asyncio.run(part())
    *_, told, again = ([e["text"] for e in body["entries"]] for body in caller.world.wire.bodies)
    assert told == ["three"] and again == ["one", "two", "three"]
    assert caller.unsent == {} and caller.era == "e2" and caller.world.counts["tell_us"] == 3
    assert len(rows(caller, "s")) == 6 and {row[2] for row in rows(caller, "s")[:3]} == {
        row[2] for row in rows(caller, "s")[3:]
    }


def test_who_is_gone_leaves_the_screen_and_is_named_no_more(caller):
    async def part():
        await caller.exchange([], want=True)
        caller.world.wire.gone = [{"hold": 1, "voter": 11, "why": "voted"}]
        await caller.exchange(caller.names(), want=True)

    asyncio.run(part())
    assert caller.names() == [] and rows(caller, "g")[0][6:9] == ["1", "11", "voted"]


def test_the_same_client_draws_the_same_and_its_ids_carry_their_time(caller, tmp_path):
    again = Caller(caller.world, 7, {12: 3})
    assert (
        again.client == caller.client and again.chance.random() == Caller(caller.world, 7, {}).chance.random()
    )
    id = UUID(caller.tap("tell_us", text="", screen={}))
    assert id.version == 7 and id.variant == "specified in RFC 4122"
    assert abs((id.int >> 80) / 1000 - caller.world.wall()) < 60


def test_results_are_those_of_the_field():
    import random

    chance = random.Random(1)
    drawn = Counter(code for _ in range(20_000) for _, code in results.of_call(chance, 18, [1]))
    spoken = 20_000 - sum(drawn[code] for code in results.ABOUT_THE_NUMBER)
    assert 0.21 < spoken / 20_000 < 0.25 and drawn["contacted"] > drawn["refused"] > drawn["do_not_call"] > 0
    both = [dict(results.of_call(chance, 18, [1, 2])) for _ in range(200)]
    assert all(set(one) == {1, 2} for one in both)  # everybody who is reached by the number has a result


def test_codes_have_damms_check_digit_and_a_slip_does_not_fit():
    assert codes.with_check_digit(572) == "5724"
    assert codes.with_a_slip("5724") == "6724" and codes.with_check_digit(672) != "6724"
