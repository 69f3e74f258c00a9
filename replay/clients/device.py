"""A volunteer's device: what lib/static/lib/outbox does in a browser. Entries are kept until they have a verdict."""

import random
import time
from datetime import UTC, datetime
from uuid import UUID

import msgspec

from replay import day
from replay.clients.replies import Reply, reply_of
from replay.clients.world import World
from replay.wire.http import NoAnswer

MOST = 200  # entries a request
encode = msgspec.json.encode
anything = msgspec.json.decode


class Trouble(Exception):
    """The office cannot be worked with: the link is shut, or it said no to what is right."""


class Device:
    kind = ""

    def __init__(self, world: World, number: int):
        self.world, self.number = world, number
        self.chance = random.Random(f"{world.sizes.seed}/{self.kind}/{number}")
        self.client = str(UUID(int=self.chance.getrandbits(128), version=4))
        self.clock_off = self._clock_off() if world.sizes.troubles else 0.0
        self.token = ""
        self.unsent: dict[str, dict] = {}  # by id, in the order of the taps
        self.tapped: dict[str, float] = {}  # when, by a clock that is right
        self.kept: list[tuple[dict, float]] = []  # the last that were acknowledged, and when they were tapped
        self.again: set[str] = set()  # of those, sent once more to an office that was restored
        self.era = ""
        self.request = self.fails = 0

    def once_in(self, times: float) -> bool:
        """A draw, where troubles are asked for at all."""
        return self.world.sizes.troubles and self.chance.random() * times < 1

    def _clock_off(self) -> float:
        """Seconds by which this device's clock is wrong."""
        if self.chance.random() >= day.WRONG_CLOCK:
            return 0.0
        off = self.chance.uniform(-60, 60) * day.WRONG_MINUTES
        return off * 24 if self.chance.random() < 1 / 6 else off

    # -- writing down what was tapped

    def tap(self, kind: str, ago: float = 0.0, **fields) -> str:
        """Keeps an entry that was tapped `ago` seconds before now; answers its id."""
        at = self.world.wall() - ago
        seen = at + self.clock_off
        id = self._uuid7(seen)
        moment = datetime.fromtimestamp(seen, UTC).isoformat()
        self.unsent[id] = {"id": id, "kind": kind, "seen_at": moment, **fields}
        self.tapped[id] = at - self.world.office.shift
        return id

    def _uuid7(self, at: float) -> str:
        stamp, dice = int(at * 1000) & 0xFFFFFFFFFFFF, self.chance.getrandbits(74)
        stamp, tail = f"{stamp:012x}", f"{dice & 0xFFFFFFFFFFFF:012x}"
        middle = f"7{dice >> 62 & 0xFFF:03x}-{0x8000 | dice >> 48 & 0x3FFF:04x}"
        return f"{stamp[:8]}-{stamp[8:]}-{middle}-{tail}"

    # -- joining

    async def join(self, code: str, name: str) -> dict:
        """Joins, as often as it takes; the answer. Raises Trouble."""
        body = encode({"client": self.client, "name": name, "phone": self._phone(), "lang": "en"})
        while True:
            status, said = await self.ask("join", "POST", f"/join/{code}", body)
            if status == 200:
                told = anything(said)
                self.token, self.era = told["token"], told["era"]
                self.world.journal.row("c", time.time(), self.number, entry=self.client, word=self.kind)
                return told
            if status in (400, 401, 403, 404):
                raise Trouble(f"joining: {said[:200].decode(errors='replace')}")
            await self.rest(None)

    def _phone(self) -> str:
        """A number that rings nowhere; one a device, so that nobody is taken for another."""
        return f"(919) 555-01{self.number % 100:02}"

    # -- one round trip

    async def ask(
        self, what: str, method: str, path: str, body: bytes = b"", more: bytes = b""
    ) -> tuple[int, bytes]:
        """(status, body); status 0 where no answer came. Measured, and counted where it went wrong."""
        self.request += 1
        head = b"Content-Type: application/json\r\n" + more
        if self.token:
            head += b"Authorization: Bearer %s\r\n" % self.token.encode()
        started = time.perf_counter()
        try:
            answer = await self.world.wire.ask(method, path, head, body)
            status, said = answer.status, answer.body
        except NoAnswer:
            status, said = 0, b""
        self.world.answered(what, time.perf_counter() - started, status, said)
        return status, said

    async def exchange(
        self, have: list[int], want: bool, *, twice: bool = False, lost: bool = False
    ) -> Reply | None:
        """Sends what waits; None when no reply was had, which is the same to a screen as an office that is away.

        `twice`: the same request goes up a second time, as when a page is closed while it sends. `lost`: the reply
        comes to nothing.
        """
        batch = list(self.unsent.values())[:MOST]
        now = self.world.wall() + self.clock_off
        body = encode({
            "v": 1, "device": self.client, "sent_at": datetime.fromtimestamp(now, UTC).isoformat(), "build": "",
            "era": self.era, "entries": batch, "want": {"sheet": None} if want else None, "have": have,
            "lang": ["en", "es"], "unsent": len(self.unsent) - len(batch),
        })  # fmt: skip
        what = "outbox" if want else "sending"
        if twice:
            await self._sent(what, body, batch, len(have), lost=True)
        return await self._sent(what, body, batch, len(have), lost=lost)

    async def _sent(self, what: str, body: bytes, batch: list[dict], held: int, lost: bool) -> Reply | None:
        sent = time.time()
        status, said = await self.ask("outbox", "POST", "/outbox", body)
        till = time.time()
        self._wrote(batch, sent)
        reply = reply_of(said) if status == 200 and not lost else None
        if reply is None:
            more = "dropped" if status == 200 else str(status)
            self._asked(what, sent, till if status else None, held, len(batch), more)
            if status != 200:
                self.fails += 1
                self._refused(status, said, batch)
            return None
        self.fails = 0
        self._told(reply, batch, till)
        self.learn(reply, sent, till)
        self._asked(what, sent, till, self.in_hand(), len(batch), "200 finished" if reply.finished else "200")
        return reply

    def _asked(self, what: str, sent: float, till: float | None, held: int, entries: int, more: str) -> None:
        answered = {} if till is None else {"till": f"{till:.6f}"}
        self.world.journal.row("x", sent, self.number, request=self.request, hold=held, voter=entries, word=what, more=more,
                               **answered)  # fmt: skip

    def _wrote(self, batch: list[dict], sent: float) -> None:
        for entry in batch:
            about = {"hold": entry["hold"], "voter": entry["voter"]} if "hold" in entry else {}
            word, more = entry.get("result") or entry["kind"], {}
            if "code" in entry:
                more = {"more": f"{entry['precinct']} {entry['code']}"}
            for withdrawn in entry.get("withdraws", [None]):
                if withdrawn:
                    more = {"more": withdrawn}
                self.world.journal.row(
                    "s", sent, self.number, till=f"{self.tapped[entry['id']]:.6f}", request=self.request,
                    entry=entry["id"], word=word, **about, **more,
                )  # fmt: skip

    def _told(self, reply: Reply, batch: list[dict], at: float) -> None:
        """Verdicts: what has one is off the outbox."""
        kinds = {entry["id"]: entry["kind"] for entry in batch}
        counted, hour = self.world.counts, self.world.by_hour
        for said in reply.verdicts:
            self.world.journal.row("v", at, self.number, request=self.request, entry=said.id, word=said.verdict,
                                   more=said.reason or "-")  # fmt: skip
            entry = self.unsent.pop(said.id, None)
            if entry is None:
                continue
            self.kept = [*self.kept[1 - self.world.sizes.kept :], (entry, self.tapped.pop(said.id, at))]
            if said.id in self.again:
                continue  # counted the first time
            kind = kinds.get(said.id, "")
            if said.verdict == "recorded" and said.reason == "":
                counted[kind] += 1
                hour[kind][self.world.hour] += 1
            else:
                counted[f"{said.verdict}: {said.reason}"] += 1
        if self.era and reply.era != self.era:
            self._send_again()
        self.era = reply.era

    def _send_again(self) -> None:
        """The office was restored from a copy: all that it acknowledged goes up once more, and counts once."""
        self.world.counts["devices that met a restored office"] += 1
        self.again |= {entry["id"] for entry, _ in self.kept}
        self.tapped |= {entry["id"]: at for entry, at in self.kept}
        self.unsent = {entry["id"]: entry for entry, _ in self.kept} | self.unsent
        self.kept = []

    def _refused(self, status: int, said: bytes, batch: list[dict]) -> None:
        if status in (400, 401, 413):
            raise Trouble(f"{status} {said[:200].decode(errors='replace')}, sending {len(batch)} entries")

    async def rest(self, after: float | None) -> None:
        """As lib/static/lib/outbox/retry.js: doubling from a second to a minute, half of it by chance."""
        grown = min(60, 2 ** min(max(self.fails, 1) - 1, 10))
        await self.world.stage.breath(max(after or 0, grown / 2 * (1 + self.chance.random())))

    async def empty(self) -> None:
        """Sends until nothing waits; what a person does before they go home."""
        while self.unsent:
            if await self.exchange(self.names(), want=False) is None:
                await self.rest(None)

    # -- what a screen of some kind adds

    def learn(self, reply: Reply, sent: float, till: float) -> None:
        """What the reply says of voters."""

    def in_hand(self) -> int:
        return 0

    def names(self) -> list[int]:
        """The holds on the device that are not done."""
        return []
