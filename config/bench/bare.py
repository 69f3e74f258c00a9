"""The very same SQL without an office around it: pgbench calling `front_desk_outbox` with the same arguments."""

import os
import re
import resource
import subprocess
from dataclasses import dataclass
from pathlib import Path

from config.bench import figures
from config.bench.callers import RESULTS
from config.bench.house import House
from lib import postgres

HELPER = Path(__file__).with_name("exchange.sql")
FROM = "from bench_device d cross join lateral bench_sends(d.device_id, :n) s where d.n = :d"
EXCHANGE = f"""\\set d random(1, :devices)
select front_desk_outbox(d.token_hash, d.client, s.arrivals, real_now(), s.have, true, null, '{{en,es}}', 0)::text {FROM};
"""
PREPARING = f"\\set d random(1, :devices)\nselect s.arrivals, s.have {FROM};\n"
RATE = re.compile(r"^tps = ([\d.]+)", re.MULTILINE)
FAILED = re.compile(r"^number of failed transactions: (\d+)", re.MULTILINE)


@dataclass
class Bare:
    """Transactions a second as pgbench saw them; CPU seconds of pgbench itself; transactions that failed."""

    rate: float
    cpu: float
    failed: int


def install(house: House, database: str) -> None:
    """Puts the helper for pgbench into `database`."""
    text = HELPER.read_text() % {"results": ",".join(RESULTS), "kinds": len(RESULTS)}
    with house.connect(database) as connection:
        connection.execute(text)


def run(house: House, database: str, devices: int, batch: int, clients: int, seconds: float, script: str) -> Bare:
    """pgbench with prepared statements, for whole seconds, over the same socket as the office uses."""
    folder = house.folder / "pgbench"
    folder.mkdir(exist_ok=True)
    path = folder / "script.sql"
    path.write_text(script)
    places = postgres.Places(house.folder)
    shift = os.environ.get("FIELDOFFICE_CLOCK_SHIFT", "0")
    command = [
        postgres.program("pgbench"), "-h", places.socket, "-p", "5432", "-U", "fieldoffice",
        "-n", "-M", "prepared", "-c", clients, "-j", min(2, clients), "-T", max(1, round(seconds)),
        "-D", f"n={batch}", "-D", f"devices={devices}", "-f", path, database,
    ]  # fmt: skip
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [str(part) for part in command], text=True, capture_output=True, check=False, timeout=seconds + 120,
        env=os.environ | {"PGOPTIONS": f"-c fieldoffice.clock_shift={shift} -c fieldoffice.budget=2000000000"},
    )  # fmt: skip
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    found = RATE.search(done.stdout)
    if done.returncode or not found:
        raise RuntimeError(f"pgbench: {done.stderr or done.stdout}")
    failed = FAILED.search(done.stdout)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Bare(float(found[1]), cpu, int(failed[1]) if failed else 0)


def told(exchanges: list[Bare], preparing: list[Bare], batch: int) -> dict:
    """As the document has it; `calls_a_second` is what the exchange alone would do, its preparing taken off."""
    both = _mean([one.rate for one in exchanges])
    alone = _mean([one.rate for one in preparing])
    rate = figures.without(both, alone)
    return {
        "transactions_a_second": round(rate, 1),
        "calls_a_second": round(rate * batch, 1),
        "as_pgbench_said": round(both, 1),
        "preparing_alone": round(alone, 1),
        "failed": sum(one.failed for one in exchanges),
    }


def _mean(values: list[float]) -> float:
    return sum(values) / len(values)
