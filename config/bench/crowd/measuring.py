"""An office with the whole crowd on it: what both sides needed, and how long a strike takes to the other screens."""

import json
import os
import subprocess
import sys
from collections.abc import Callable

from config.bench import callers, figures, usage
from config.bench.callers import RESULTS, Device
from config.bench.crowd import watchers
from config.bench.driving import GRACE, MOST_OF_A_CORE
from config.bench.house import ROOT, House
from config.bench.sizes import Sizes

DATABASE = "bench_crowd"
AIM_MS = 1000
LATE_MS = 50  # a generator that was later than this with one request in a hundred was itself the limit


def measure(house: House, devices: list[Device], sizes: Sizes, say: Callable[[str], None]) -> dict:
    """Strikes, calls and screens at the rates of `sizes`."""
    rate = watchers.rate_of(sizes.screens, sizes.batches)
    calls = min(sizes.calls, 2.0 * len(devices))
    house.copy(DATABASE)
    try:
        batches = round(rate * (sizes.crowd_seconds + sizes.crowd_warm_up)) + 1
        polls = watchers.prepare(house, DATABASE, sizes.screens, batches)
        say(f"{len(polls.watchers):,} watchers stand in {len(polls.codes):,} precincts")
        with house.office(DATABASE, sizes.workers) as (port, office):
            callers.refresh(house, DATABASE, devices)
            found = _drive(house, port, office, _job(polls, devices, rate, calls, port, sizes), sizes, say)
    finally:
        house.drop(DATABASE)
    say(f"strike to screen: p50 {found['to_screen']['p50_ms']} ms, p99 {found['to_screen']['p99_ms']} ms")
    return found


def _job(
    polls: watchers.Polls, devices: list[Device], rate: float, calls: float, port: int, sizes: Sizes
) -> dict:
    return {
        "port": port,
        "live_port": port + 1,
        "batch": watchers.BATCH,
        "batches": rate,
        "calls": calls,
        "screens": sizes.screens,
        "seconds": sizes.crowd_seconds,
        "warm_up": sizes.crowd_warm_up,
        "results": RESULTS,
        "shift": float(os.environ.get("FIELDOFFICE_CLOCK_SHIFT", "0")),
        "codes": polls.codes,
        "watchers": [
            {"client": str(w.client), "token": w.token, "precinct": w.precinct} for w in polls.watchers
        ],
        "callers": [{"client": str(d.client), "token": d.token, "held": d.held} for d in devices],
    }


def _drive(house: House, port: int, office: int, job: dict, sizes: Sizes, say: Callable[[str], None]) -> dict:
    start, begin = os.pipe()
    process = subprocess.Popen(
        [sys.executable, "-m", "config.bench.crowd.generator"], cwd=ROOT, text=True, pass_fds=[start],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    try:
        before = usage.memory(office, house.postmaster)["live"]
        process.stdin.write(json.dumps(job | {"start": start}))
        process.stdin.close()
        process.stdin = None
        word, _space, seconds = process.stdout.readline().partition(" ")
        if word != "open":
            raise RuntimeError("The crowd did not come together; what it said is above.")
        after = usage.memory(office, house.postmaster)["live"]
        say(f"{sizes.screens:,} screens listen, opened in {float(seconds):.1f} s")
        used = usage.cpu(office, house.postmaster)
        os.write(begin, b"!")
        told = json.loads(process.communicate(timeout=sizes.crowd_seconds + GRACE)[0])
        cpu = {who: n - used.get(who, 0.0) for who, n in usage.cpu(office, house.postmaster).items()}
    finally:
        process.kill()
        process.wait()
        os.close(start)
        os.close(begin)
    return told_of(told, job, cpu | {"generator": told["cpu_seconds"]}) | {
        "opened_seconds": float(seconds),
        "kb_a_screen": _kb_a_screen(before, after, sizes.screens),
    }


def _kb_a_screen(before: dict, after: dict, screens: int) -> float:
    key = "pss_mb" if before["pss_mb"] is not None else "largest_rss_mb"
    return round(1000 * (after[key] - before[key]) / screens, 1)


def told_of(told: dict, job: dict, cpu: dict[str, float]) -> dict:
    """As the document has it."""
    late = figures.latencies([one for flow in told["flows"].values() for one in flow["late"]])
    core = told["cpu_seconds"] / told["wall_seconds"]
    screens = figures.latencies(told["to_screen"])
    return {
        "screens": job["screens"],
        "batches_a_second": round(job["batches"], 1),
        "strikes_a_second": round(job["batches"] * job["batch"], 1),
        "calls_a_second": round(job["calls"], 1),
        "seconds": job["seconds"],
        **{name: _flow(flow) for name, flow in told["flows"].items()},
        "to_screen": screens | {
            "events": len(told["to_screen"]),
            "slowest_ms": round(1000 * max(told["to_screen"], default=0.0), 1),
            "unheard": told["unheard"],
            "lost_screens": told["lost_screens"],
            "refused_screens": told["refused_screens"],
        },
        "aim_ms": AIM_MS,
        "cpu_shares": figures.shares(cpu, told["wall_seconds"], os.cpu_count() or 1),
        "generator_late": late,
        "generator_core": round(core, 3),
        "generator_was_the_limit": core > MOST_OF_A_CORE or late["p99_ms"] > LATE_MS,
    }  # fmt: skip


def _flow(flow: dict) -> dict:
    answered = flow["statuses"].get("200", 0)
    return figures.latencies(flow["latencies"]) | {
        "requests": len(flow["latencies"]),
        "errors": len(flow["latencies"]) - answered,
        "statuses": flow["statuses"],
        "not_recorded": flow["sent"] - flow["recorded"],
    }
