"""An invented Election Day in the demo's office: callers at work and voters struck, hour by hour.

Runs inside the office (Django set up), through the same requests as phones send; `take.py` calls it.
"""

import random
from datetime import timedelta
from uuid import uuid4

from django.db import connection
from django.test import Client

from boiler_room import goals
from boiler_room.goals import CALLING, VOTING
from boiler_room.reads import zone
from crew.models import Area
from lib import clock, door
from lib.uuid7 import uuid7

CALLERS = 14
DIALS_AN_HOUR = 22  # of each caller, in the busiest hour
VOTERS_STRUCK = 0.36  # of the county, by polls' closing
NAMES = "Ana Ben Chloe Dev Elena Femi Grace Hugo Iris Jamal Kim Luis Mona Noor".split()
GOALS = (  # of the two staging locations: one ahead of its plan, one behind
    {"calls": 900, "contacts": 240, "supporters": 5600},
    {"calls": 1350, "contacts": 330, "supporters": 6100},
)
BANKED = 2500  # supporters of each expected to have voted before the day
RESULTS = {"not_home": 52, "left_message": 17, "busy": 4, "contacted": 17, "already_voted": 4,
           "wrong_number": 3, "refused": 2, "disconnected": 1}  # fmt: skip
UNVOTED = """
select v.id from roll_voter v
where v.gone_at is null
  and not exists (select from roll_voted d where d.voter_id = v.id and d.ended_seq is null)
order by hashint8(v.id)
"""


class Caller:
    """One phone: joins by the link, then asks, calls and sends in batches as the page does."""

    def __init__(self, code: str, name: str, dice: random.Random):
        self.http, self.client, self.dice = Client(SERVER_NAME="localhost"), str(uuid4()), dice
        wish = {"client": self.client, "name": name, "phone": "(919) 555-0188", "lang": "en"}
        self.token = self.http.post(f"/join/{code}", wish, "application/json").json()["token"]
        self.holds: dict[int, dict] = {}

    def call(self, dials: int) -> None:
        while dials > 0:
            entries = [self.dial(hold) for hold in list(self.holds.values())[: min(dials, 6)]]
            dials -= len(entries)
            done = {entry["hold"] for entry in entries}
            reply = self.exchange(entries, [hold for hold in self.holds if hold not in done])
            gone = done | {g["hold"] for g in reply["gone"]}
            self.holds = {key: hold for key, hold in self.holds.items() if key not in gone}
            self.holds |= {hold["hold"]: hold for hold in reply["holds"]}
            if not self.holds:
                break

    def dial(self, hold: dict) -> dict:
        result = self.dice.choices(list(RESULTS), RESULTS.values())[0]
        answers = {"hello": "yes", "when": self.dice.choice(["morning", "evening"]), "how": "own"}
        return {
            "id": str(uuid7()), "kind": "attempt", "seen_at": clock.now().isoformat(), "hold": hold["hold"],
            "voter": hold["voters"][0]["voter"], "sheet": hold["sheet"], "script": hold["script"],
            "result": result, "answers": answers if result == "contacted" else {},
        }  # fmt: skip

    def exchange(self, entries: list[dict], have: list[int]) -> dict:
        body = {
            "v": 1, "device": self.client, "sent_at": clock.now().isoformat(), "build": "", "era": "",
            "entries": entries, "want": {"sheet": None}, "have": have, "lang": ["en", "es"],
        }  # fmt: skip
        answer = self.http.post(
            "/outbox", body, "application/json", headers={"Authorization": f"Bearer {self.token}"}
        )
        return answer.json()


def live(code: str, hours: range, seed: int = 1103) -> None:
    """Lives through `hours` of the day, the first of which is now; `code` is the join link's."""
    dice = random.Random(seed)
    callers = [Caller(code, name, dice) for name in NAMES[:CALLERS]]
    plan()
    with connection.cursor() as cursor:
        cursor.execute(UNVOTED)
        waiting = [row[0] for row in cursor.fetchall()]
    for passed, hour in enumerate(hours):
        with clock.shifted(3600 * passed):
            strike(waiting, round(len(waiting) * VOTERS_STRUCK * VOTING.get(hour, 0) / 100), dice)
            for caller in callers:
                caller.call(
                    round(
                        DIALS_AN_HOUR * CALLING.get(hour, 0) / max(CALLING.values()) * dice.uniform(0.7, 1.1)
                    )
                )
        print(f"{hour}:00 lived through", flush=True)


def plan() -> None:
    """Goals for today, and for yesterday the votes that were banked by then."""
    stagings = Area.objects.filter(kind="staging").order_by("pk").values_list("pk", flat=True)
    today = clock.now().astimezone(zone()).date()
    before = today - timedelta(days=1)
    asked = [
        (area, what, goals.spread(what, today, goal))
        for area, own in zip(stagings, GOALS, strict=True)
        for what, goal in own.items()
    ]
    banked = [(area, "supporters", goals.spread("supporters", before, BANKED)) for area in stagings]
    door.enter("goals", goals.payload(today, asked))
    door.enter("goals", goals.payload(before, banked))


def strike(waiting: list[int], how_many: int, dice: random.Random) -> None:
    entries = [
        {"kind": "strike", "payload": {"voter": waiting.pop(), "source": "watcher"}} for _ in range(how_many)
    ]
    for start in range(0, len(entries), 2000):
        door.enter_many(entries[start : start + 2000], source="watcher")
