"""Whether an exchange takes as long with three million past entries as with a hundred thousand."""

import json
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from config.bench import callers, driving, figures
from config.bench.callers import Device
from config.bench.driving import Drive
from config.bench.house import House
from config.bench.sizes import Sizes

PAST = Path(__file__).with_name("past.sql")
CONNECTIONS = 16
AIM = 1.2


def measure(house: House, devices: list[Device], sizes: Sizes, say: Callable[[str], None]) -> dict:
    """Latencies at the same steady rate in two offices that differ in their past alone, turn and turn about."""
    names = [f"bench_past_{entries}" for entries in sizes.past]
    try:
        for name, entries in zip(names, sizes.past, strict=True):
            house.copy(name)
            fill(house, name, entries)
            say(f"an office with {entries:,} past entries")
        runs = _runs(house, names, devices, sizes)
    finally:
        for name in names:
            house.drop(name)
    found = {str(n): driving.told(driving.add(runs[name])) for n, name in zip(sizes.past, names, strict=True)}
    few, many = found.values()
    growth = {p: figures.ratio(many[f"{p}_ms"], few[f"{p}_ms"]) for p in ("p50", "p99")}
    say(
        f"outbox p99 at {sizes.rate:.0f} exchanges a second: {few['p99_ms']} ms with {sizes.past[0]:,} past entries,"
        f" {many['p99_ms']} ms with {sizes.past[1]:,}"
    )
    return {
        "rate": sizes.rate,
        "past": found,
        "growth": growth,
        "ratio": figures.ratio(few["p99_ms"], many["p99_ms"]),
        "aim": round(1 / AIM, 2),
    }


def _runs(house: House, names: list[str], devices: list[Device], sizes: Sizes) -> dict[str, list]:
    runs: dict[str, list] = {name: [] for name in names}
    with ExitStack() as stack:
        offices = {name: stack.enter_context(house.office(name, sizes.workers)) for name in names}
        for turn in range(sizes.rounds + 2):
            for name in names if turn % 2 else reversed(names):
                port, office = offices[name]
                callers.refresh(house, name, devices)
                how = Drive(
                    1, sizes.seconds if turn else sizes.warm_up, CONNECTIONS, sizes.generators, sizes.rate
                )
                run = driving.drive(house, port, office, devices, how)
                if turn:  # the first one warms it up
                    runs[name].append(run)
    return runs


def fill(house: House, database: str, entries: int) -> None:
    """Past entries as thirty days of calling would have left them: logged, recorded, folded into totals, journalled."""
    with house.connect(database) as connection:
        connection.execute(PAST.read_text())
        connection.execute("select bench_past(%s)", [entries])
        top, era = connection.execute(
            "select (select last_value from front_desk_entry_seq), (select era::text from front_desk_office)"
        ).fetchone()
        connection.execute("select boiler_room_fold(%s)", [top])
        connection.execute("vacuum analyze")
        connection.execute("checkpoint")
    _journal(house.var(database) / "journal", era, top)


def _journal(folder: Path, era: str, after: int) -> None:
    """A journal that begins after the past: writing that down is not what is measured."""
    from front_desk.journal import sealed

    folder.mkdir(parents=True, exist_ok=True)
    line, _sum = sealed(json.dumps({"journal": 1, "era": era, "after": after, "before": ""}), "")
    (folder / f"{after + 1:015}.jsonl").write_text(line)
