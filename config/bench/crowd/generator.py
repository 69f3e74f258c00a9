"""The process that is the crowd: `python -m config.bench.crowd.generator`, a job on standard input, figures on output.

Says `open <seconds>` once all screens listen, begins when told to, and ends by itself.
"""

import json
import os
import random
import select
import sys
import time
from collections import deque

import msgspec

from config import open_files
from config.bench.crowd.screens import Screens
from config.bench.crowd.senders import Flow, Watcher
from config.bench.generator import ANSWER_SECONDS, Caller, Line, Reply

LINES = 64  # connections of each kind over which requests go
LISTEN_ON = 5  # seconds after the last request in which a strike may still reach a screen
DECODE = msgspec.json.Decoder(Reply).decode


class Crowd:
    """Watchers, callers and screens of one `job`."""

    def __init__(self, job: dict):
        self.job = job
        self.poll = select.epoll()
        self.screens = Screens(self.poll)
        random.shuffle(job["watchers"])
        self.lines: dict[int, tuple[Flow, Line]] = {}

    def _flows(self) -> dict[str, Flow]:
        """Who sends, each kind over lines of its own; made at the start, for the office closes lines that rest."""
        job = self.job
        shared = {int(precinct): deque(codes) for precinct, codes in job["codes"].items()}
        strikers = [Watcher(job, phone, shared[phone["precinct"]]) for phone in job["watchers"]]
        callers = [Caller(job | {"batch": 1}, device) for device in job["callers"]]
        return {"strikes": self._flow(strikers, job["batches"]), "calls": self._flow(callers, job["calls"])}

    def _flow(self, senders: list, rate: float) -> Flow:
        lines = [Line(("127.0.0.1", self.job["port"])) for _ in range(min(LINES, len(senders)))]
        flow = Flow(senders, rate, lines)
        for line in lines:
            self.lines[line.socket.fileno()] = flow, line
            self.poll.register(line.socket.fileno(), select.EPOLLIN)
        return flow

    def open(self) -> float:
        chosen = self.job["watchers"][: self.job["screens"]]
        return self.screens.open(("127.0.0.1", self.job["live_port"]), chosen)

    def run(self) -> dict:
        self.flows = self._flows()
        started, cpu = time.perf_counter(), time.process_time()
        counted = started + self.job["warm_up"]
        end = counted + self.job["seconds"]
        for flow in self.flows.values():
            flow.start(started)
        while True:
            now = time.perf_counter()
            for flow in self.flows.values():
                for sender, due in flow.send(now, end):
                    if due >= counted and isinstance(sender, Watcher):
                        self._struck(sender, due)
            if now >= end + LISTEN_ON and not any(flow.under_way for flow in self.flows.values()):
                break
            if now > end + ANSWER_SECONDS:
                raise TimeoutError("the office does not answer")
            waits = [flow.due - now for flow in self.flows.values() if flow.idle and flow.due < end]
            self._hear(max(0.0, min([*waits, 0.5])), counted)
        return {
            "seconds": self.job["seconds"],
            "cpu_seconds": time.process_time() - cpu,
            "wall_seconds": time.perf_counter() - started,
            "flows": {name: flow.told() for name, flow in self.flows.items()},
            "to_screen": self.screens.latencies,
            "unheard": self.screens.unheard(),
            "lost_screens": self.screens.lost,
            "refused_screens": self.screens.refused,
        }

    def _struck(self, watcher: Watcher, due: float) -> None:
        for code in watcher.struck:
            self.screens.struck.setdefault((watcher.precinct, int(code[:-1])), due)

    def _hear(self, wait: float, counted: float) -> None:
        for number, _event in self.poll.poll(wait):
            if number not in self.lines:
                self.screens.receive(number)
                continue
            flow, line = self.lines[number]
            if (answer := line.receive()) is not None:
                status, body = answer
                flow.take(line, status, DECODE(body) if status == 200 else None, line.due >= counted)


def main() -> None:
    job = json.load(sys.stdin)
    random.seed(os.getpid())
    open_files.raise_limit()
    crowd = Crowd(job)
    print(f"open {crowd.open():.3f}", flush=True)
    sys.stdin.close()
    os.read(job["start"], 1)
    print(json.dumps(crowd.run()))


if __name__ == "__main__":
    main()
