"""What the crowd sends: strikes of watchers at a steady rate, and the lines that they go over."""

import json
import time
from collections import deque
from datetime import UTC, datetime, timedelta

from config.bench.generator import Line, Reply
from lib.uuid7 import uuid7


class Watcher:
    """A phone that strikes the next voters of its precinct; `codes` is shared by those who stand there."""

    def __init__(self, job: dict, phone: dict, codes: deque[str]):
        self.client, self.precinct, self.codes = phone["client"], phone["precinct"], codes
        self.batch, self.shift = job["batch"], timedelta(seconds=job["shift"])
        self.head = (
            f"POST /outbox HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {phone['token']}\r\n"
            "Content-Type: application/json\r\nContent-Length: "
        )
        self.struck: list[str] = []
        self.sent = 0

    def request(self) -> bytes:
        self.struck = [self.codes[at] for at in range(min(self.batch, len(self.codes)))]
        self.codes.rotate(-len(self.struck))
        self.sent = len(self.struck)
        now = (datetime.now(UTC) + self.shift).isoformat()
        entries = [
            {"id": str(uuid7()), "kind": "strike", "seen_at": now, "precinct": self.precinct, "code": code}
            for code in self.struck
        ]
        body = json.dumps({"v": 1, "device": self.client, "sent_at": now, "build": "", "era": "", "entries": entries,
                           "want": None, "have": [], "lang": ["en"], "unsent": 0})  # fmt: skip
        return f"{self.head}{len(body)}\r\n\r\n{body}".encode()

    def learn(self, reply: Reply) -> None:
        """Nothing that matters for the next request."""


class Flow:
    """Requests at a fixed rate, whatever the answers take: each has a moment when it is due, and its answer counts from
    then. `late` is how long one waited for this program, not for the office, which keeps lines busy."""

    def __init__(self, senders: list, rate: float, lines: list[Line]):
        self.senders, self.rate, self.idle = deque(senders), rate, deque(lines)
        self.due, self.free_at, self.under_way = 0.0, 0.0, 0
        self.latencies: list[float] = []
        self.late: list[float] = []
        self.sent = self.recorded = 0
        self.statuses: dict[str, int] = {}

    def start(self, at: float) -> None:
        self.due = self.free_at = at

    def send(self, now: float, end: float):
        """Sends what is due; yields each sender with the moment when it was due."""
        while self.due <= now and self.due < end and self.idle and self.senders:
            sender, due = self.senders.popleft(), self.due
            line = self.idle.popleft()  # in turns: one that rests for long is closed by the office
            line.send(sender, due)
            self.late.append(max(0.0, time.perf_counter() - max(due, self.free_at)))
            self.under_way += 1
            self.due += 1 / self.rate
            yield sender, due

    def take(self, line: Line, status: int, reply: Reply | None, counts: bool) -> None:
        now = time.perf_counter()
        if not self.idle or not self.senders:
            self.free_at = now
        self.idle.append(line)
        self.senders.append(line.caller)
        self.under_way -= 1
        if reply is not None:
            line.caller.learn(reply)
        if counts:
            self.latencies.append(now - line.due)
            self.statuses[str(status)] = self.statuses.get(str(status), 0) + 1
            self.sent += line.caller.sent
            self.recorded += sum(v.verdict == "recorded" for v in reply.verdicts) if reply else 0

    def told(self) -> dict:
        return {
            "latencies": self.latencies, "late": self.late, "statuses": self.statuses, "sent": self.sent,
            "recorded": self.recorded,
        }  # fmt: skip
