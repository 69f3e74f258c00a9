"""One process of the load generator: `python -m config.bench.generator`, a job on standard input, figures on output.

It keeps as many connections busy as it is told, with one request under way on each, and thinks as little as it can:
sockets by hand, one buffer for a request, a reply decoded only for what the next request needs. What it used of a
core is in its figures, so that a reader sees whether it was the limit.
"""

import json
import os
import random
import select
import socket
import sys
import time
from collections import deque
from datetime import UTC, datetime, timedelta

import msgspec

from lib.uuid7 import uuid7

ANSWER_SECONDS = 30  # without an answer for so long the measurement is broken


class Voter(msgspec.Struct):
    voter: int


class Hold(msgspec.Struct):
    hold: int
    sheet: int
    script: int
    voters: list[Voter]


class Verdict(msgspec.Struct):
    verdict: str


class Reply(msgspec.Struct):
    verdicts: list[Verdict]
    holds: list[Hold]


class Caller:
    """A device: makes its next request, learns from the reply."""

    def __init__(self, job: dict, device: dict):
        self.batch, self.results = job["batch"], job["results"]
        self.client, self.held = device["client"], device["held"]
        self.shift = timedelta(seconds=job["shift"])
        self.head = (
            f"POST /outbox HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {device['token']}\r\n"
            "Content-Type: application/json\r\nContent-Length: "
        )
        self.sent = 0

    def request(self) -> bytes:
        called, self.held = self.held[: self.batch], self.held[self.batch :]
        now = (datetime.now(UTC) + self.shift).isoformat()
        entries = [self._entry(one, now) for one in called]
        self.sent = len(entries)
        body = json.dumps({
            "v": 1, "device": self.client, "sent_at": now, "build": "", "era": "", "entries": entries,
            "want": {"sheet": None}, "have": [one[0] for one in self.held], "lang": ["en", "es"], "unsent": 0,
        })  # fmt: skip
        return f"{self.head}{len(body)}\r\n\r\n{body}".encode()

    def _entry(self, held: list[int], now: str) -> dict:
        result = random.choice(self.results)
        entry = {"id": str(uuid7()), "kind": "attempt", "seen_at": now, "hold": held[0], "voter": held[1],
                 "sheet": held[2], "result": result}  # fmt: skip
        return entry | {"answers": {"hello": "yes"}} if result == "contacted" else entry

    def learn(self, reply: Reply) -> None:
        self.held += [[h.hold, h.voters[0].voter, h.sheet] for h in reply.holds]


class Line:
    """One connection, kept alive. `due` is when its request should have been sent: what latency counts from."""

    def __init__(self, address: tuple):
        self.socket = socket.create_connection(address, timeout=ANSWER_SECONDS)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.buffer = b""
        self.due = 0.0
        self.caller: Caller | None = None

    def send(self, caller: Caller, due: float) -> None:
        self.caller, self.due, self.buffer = caller, due, b""
        self.socket.sendall(caller.request())

    def receive(self) -> tuple[int, bytes] | None:
        """Status and body once the reply is whole."""
        more = self.socket.recv(1 << 18)
        if not more:
            raise ConnectionError("the office closed a connection")
        self.buffer = self.buffer + more if self.buffer else more
        head, mark, body = self.buffer.partition(b"\r\n\r\n")
        if not mark:
            return None
        lower = head.lower()
        at = lower.index(b"content-length:") + 15
        length = int(lower[at : lower.find(b"\r", at) if b"\r" in lower[at:] else None])
        return (int(head[9:12]), body) if len(body) >= length else None


class Load:
    """`run()` until the time is over: as fast as replies come, or `rate` requests a second in all."""

    def __init__(self, job: dict):
        self.job = job
        self.callers = [Caller(job, device) for device in job["devices"]]
        self.lines = [Line(("127.0.0.1", job["port"])) for _ in range(job["connections"])]
        self.decode = msgspec.json.Decoder(Reply).decode
        self.poll = select.epoll()
        self.by_number = {line.socket.fileno(): line for line in self.lines}
        for number in self.by_number:
            self.poll.register(number, select.EPOLLIN)
        self.waiting = deque(self.callers)  # a device has one request under way at most, as real ones do
        self.latencies: list[float] = []
        self.calls = self.recorded = self.refused = self.late = 0
        self.statuses: dict[int, int] = {}

    def run(self) -> dict:
        rate = self.job["rate"]
        started, cpu = time.perf_counter(), time.process_time()
        end = started + self.job["seconds"]
        idle, under_way, due = list(self.lines), 0, started
        while True:
            now = time.perf_counter()
            while idle and self.waiting and now < end and (not rate or due <= now):
                idle.pop().send(self.waiting.popleft(), due if rate else time.perf_counter())
                under_way += 1
                due += 1 / rate if rate else 0
            if now >= end and not under_way:
                break
            wait = max(0.0, due - now) if rate and idle and now < end else ANSWER_SECONDS
            for number, _event in self.poll.poll(wait):
                line = self.by_number[number]
                if (answer := line.receive()) is not None:
                    self._take(line, *answer)
                    idle.append(line)
                    under_way -= 1
            if time.perf_counter() > end + ANSWER_SECONDS:
                raise TimeoutError("the office does not answer")
        wall = time.perf_counter() - started
        return {
            "requests": len(self.latencies),
            "calls": self.calls,
            "recorded": self.recorded,
            "statuses": self.statuses,
            "seconds": wall,
            "cpu_seconds": time.process_time() - cpu,
            "latencies": self.latencies,
        }

    def _take(self, line: Line, status: int, body: bytes) -> None:
        self.latencies.append(time.perf_counter() - line.due)
        self.waiting.append(line.caller)
        self.statuses[status] = self.statuses.get(status, 0) + 1
        if status != 200:
            return
        reply = self.decode(body)
        self.calls += line.caller.sent
        self.recorded += sum(v.verdict == "recorded" for v in reply.verdicts)
        line.caller.learn(reply)


def main() -> None:
    job = json.load(sys.stdin)
    random.seed(os.getpid())
    load = Load(job)
    print("ready", flush=True)
    sys.stdin.close()
    os.read(job["start"], 1)  # all begin together
    print(json.dumps(load.run()))


if __name__ == "__main__":
    main()
