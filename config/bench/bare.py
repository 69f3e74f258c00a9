"""The very same SQL without an office around it: pgbench calling `front_desk_outbox` with the same arguments."""

import os
import re
import resource
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from config.bench import figures, usage
from config.bench.callers import RESULTS
from config.bench.house import BUDGET, House
from lib import postgres

HELPER = Path(__file__).with_name("exchange.sql")
FROM = "from bench_device d cross join lateral bench_sends(d.device_id, :n) s where d.n = :d"
EXCHANGE = f"""\\set d random(1, :devices)
select front_desk_outbox(d.token_hash, d.client, s.arrivals, real_now(), s.have, true, null, '{{en,es}}', 0)::text {FROM};
"""
PREPARING = f"\\set d random(1, :devices)\nselect s.arrivals, s.have {FROM};\n"
SECOND = re.compile(r"^progress: [\d.]+ s, ([\d.]+) tps", re.MULTILINE)
WARM = 2  # seconds: a new session plans every statement of the functions once; the office's sessions have done so
DONE = re.compile(r"^number of transactions actually processed: (\d+)", re.MULTILINE)
AT_WORK = "select exists (select from pg_stat_activity where application_name = 'pgbench')"


@dataclass
class Bare:
    """Transactions a second once warm, and in all; CPU seconds of the server and of pgbench itself for all of them."""

    rate: float
    done: int
    server_cpu: float
    own_cpu: float


def install(house: House, database: str) -> None:
    """Puts the helper for pgbench into `database`."""
    text = HELPER.read_text() % {"results": ",".join(RESULTS), "kinds": len(RESULTS)}
    with house.connect(database) as connection:
        connection.execute(text)


def run(
    house: House, database: str, devices: int, batch: int, clients: int, seconds: float, script: str
) -> Bare:
    """pgbench with prepared statements, for whole seconds, over the same socket as the office uses."""
    folder = house.folder / "pgbench"
    folder.mkdir(exist_ok=True)
    path = folder / "script.sql"
    path.write_text(script)
    places = postgres.Places(house.folder)
    shift = os.environ.get("FIELDOFFICE_CLOCK_SHIFT", "0")
    command = [
        postgres.program("pgbench"), "-h", places.socket, "-p", "5432", "-U", "fieldoffice",
        "-n", "-M", "prepared", "-c", clients, "-j", min(2, clients), "-T", WARM + max(1, round(seconds)) + 1, "-P", 1,
        "-D", f"n={batch}", "-D", f"devices={devices}", "-f", path, database,
    ]  # fmt: skip
    before, served = _own_cpu(), usage.cpu(None, house.postmaster)["postgres"]
    done = subprocess.run(
        [str(part) for part in command], text=True, capture_output=True, check=False, timeout=seconds + 120,
        env=os.environ | {"PGOPTIONS": f"-c fieldoffice.clock_shift={shift} -c fieldoffice.budget={BUDGET}"},
    )  # fmt: skip
    # the line of the very last second may be missing
    rates, number = [float(one) for one in SECOND.findall(done.stderr)][WARM:], DONE.search(done.stdout)
    if done.returncode or not rates or not number:
        raise RuntimeError(f"pgbench: {done.stderr or done.stdout}")
    own = _own_cpu() - before
    with house.connect("postgres") as connection:
        # A session's CPU time is known to its parent once it has ended.
        while connection.execute(AT_WORK).fetchone()[0]:
            time.sleep(0.01)
    return Bare(_mean(rates), int(number[1]), usage.cpu(None, house.postmaster)["postgres"] - served, own)


def _own_cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def told(exchanges: dict[int, list[Bare]], preparing: list[Bare], batch: int) -> dict:
    """As the document has it, for the number of clients that did most.

    `calls_a_second` is what the exchange alone would do: putting its arguments together is taken off.
    """
    clients, best = max(exchanges.items(), key=lambda runs: _mean([one.rate for one in runs[1]]))
    both = _mean([one.rate for one in best])
    alone = _mean([one.rate for one in preparing])
    rate = figures.without(both, alone)
    return {
        "clients": clients,
        "tried": {n: round(_mean([one.rate for one in runs]), 1) for n, runs in exchanges.items()},
        "transactions_a_second": round(rate, 1),
        "calls_a_second": round(rate * batch, 1),
        "as_pgbench_said": round(both, 1),
        "preparing_alone": round(alone, 1),
        "cpu_ms_a_transaction": {
            "postgres": _cpu_ms(best, "server_cpu"),
            "pgbench": _cpu_ms(best, "own_cpu"),
            "postgres_preparing": _cpu_ms(preparing, "server_cpu"),
        },
    }


def _cpu_ms(runs: list[Bare], whose: str) -> float:
    return round(1000 * sum(getattr(run, whose) for run in runs) / max(1, sum(run.done for run in runs)), 3)


def _mean(values: list[float]) -> float:
    return sum(values) / len(values)
