"""Driving an open office over HTTP with several generator processes, and asking who used the machine meanwhile."""

import json
import os
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass

from config.bench import figures, usage
from config.bench.callers import RESULTS, Device
from config.bench.house import ROOT, House

MOST_OF_A_CORE = 0.9  # a generator process that used more was itself the limit
GRACE = 120  # seconds beyond the measurement after which a generator is given up


@dataclass
class Drive:
    """What to send: results a request, connections, processes, and requests a second (None: as many as go)."""

    batch: int
    seconds: float
    connections: int
    generators: int
    rate: float | None = None


@dataclass
class Driven:
    """What came of it. `latencies` in seconds; `cpu` in CPU seconds by role."""

    requests: int
    calls: int
    recorded: int
    statuses: dict[str, int]
    seconds: float
    latencies: list[float]
    cpu: dict[str, float]
    busiest_generator: float  # of one core

    @property
    def limited_by_generator(self) -> bool:
        return self.busiest_generator > MOST_OF_A_CORE


def drive(house: House, port: int, office: int, devices: list[Device], how: Drive) -> Driven:
    """Sends load to the office on `port`, whose `serve` is process `office`."""
    start, begin = os.pipe()
    os.set_inheritable(start, True)
    try:
        processes = [
            _generator(port, devices[i :: how.generators], how, i, start) for i in range(how.generators)
        ]
        for process in processes:
            if process.stdout.readline() != "ready\n":
                raise RuntimeError("The load generator did not start.")
        before = usage.cpu(office, house.postmaster)
        os.write(begin, b"!" * how.generators)
        told = [json.loads(process.communicate(timeout=how.seconds + GRACE)[0]) for process in processes]
        after = usage.cpu(office, house.postmaster)
    finally:
        os.close(start)
        os.close(begin)
    cpu = {name: after[name] - before.get(name, 0.0) for name in after}
    cpu["generator"] = sum(one["cpu_seconds"] for one in told)
    return Driven(
        requests=sum(one["requests"] for one in told),
        calls=sum(one["calls"] for one in told),
        recorded=sum(one["recorded"] for one in told),
        statuses=dict(sum((Counter(one["statuses"]) for one in told), Counter())),
        seconds=max(one["seconds"] for one in told),
        latencies=[latency for one in told for latency in one["latencies"]],
        cpu=cpu,
        busiest_generator=max(one["cpu_seconds"] / one["seconds"] for one in told),
    )


def _generator(port: int, devices: list[Device], how: Drive, place: int, start: int) -> subprocess.Popen:
    job = {
        "port": port,
        "batch": how.batch,
        "seconds": how.seconds,
        "rate": how.rate / how.generators if how.rate else None,
        "connections": len(range(place, how.connections, how.generators)),
        "results": RESULTS,
        "shift": float(os.environ.get("FIELDOFFICE_CLOCK_SHIFT", "0")),
        "start": start,
        "devices": [{"client": str(d.client), "token": d.token, "held": d.held} for d in devices],
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "config.bench.generator"], cwd=ROOT, text=True, pass_fds=[start],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    process.stdin.write(json.dumps(job))
    process.stdin.close()
    process.stdin = None
    return process


def add(runs: list[Driven]) -> Driven:
    """Several runs as one."""
    return Driven(
        requests=sum(run.requests for run in runs),
        calls=sum(run.calls for run in runs),
        recorded=sum(run.recorded for run in runs),
        statuses=dict(sum((Counter(run.statuses) for run in runs), Counter())),
        seconds=sum(run.seconds for run in runs),
        latencies=[latency for run in runs for latency in run.latencies],
        cpu=dict(sum((Counter(run.cpu) for run in runs), Counter())),
        busiest_generator=max(run.busiest_generator for run in runs),
    )


def told(run: Driven) -> dict:
    """As the document has it."""
    return {
        "requests": run.requests,
        "requests_a_second": round(run.requests / run.seconds, 1),
        "calls_a_second": round(run.calls / run.seconds, 1),
        "not_recorded": run.calls - run.recorded,
        "statuses": run.statuses,
        **figures.latencies(run.latencies),
        "cpu_shares": figures.shares(run.cpu, run.seconds, os.cpu_count() or 1),
        "cpu_ms_a_request": {
            who: round(1000 * used / max(1, run.requests), 3) for who, used in run.cpu.items()
        },
        "busiest_generator_core": round(run.busiest_generator, 3),
        "generator_was_the_limit": run.limited_by_generator,
    }
