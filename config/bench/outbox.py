"""Outbox round trips through a real office against the same SQL under pgbench, turn and turn about."""

import os
from collections.abc import Callable

from config.bench import bare, callers, driving, figures, usage
from config.bench.callers import Device
from config.bench.driving import Drive
from config.bench.house import House
from config.bench.sizes import Sizes

DATABASE = "bench_outbox"
BATCHES = (1, 5)
CONNECTIONS = 16  # of the load generator
CLIENTS = (
    2 * (os.cpu_count() or 2),
    16,
)  # of pgbench: the number that does more is what the office is held against
AIM = 0.5


def measure(
    house: House, devices: list[Device], sizes: Sizes, say: Callable[[str], None]
) -> tuple[dict, dict]:
    """Figures of each batch size, and the memory of each process after the load."""
    house.copy(DATABASE)
    bare.install(house, DATABASE)
    try:
        with house.office(DATABASE, sizes.workers) as (port, office):
            say("an office is open for the round trips")
            found = {str(batch): _one(house, port, office, devices, batch, sizes, say) for batch in BATCHES}
            memory = usage.memory(office, house.postmaster)
            with house.connect(DATABASE) as connection:
                left, of = connection.execute(callers.LEFT).fetchone()
    finally:
        house.drop(DATABASE)
    return {
        "batches": found,
        "numbers_left": left,
        "ran_dry": left < of / 20,  # a hand-out that finds nobody is fast and says nothing
        "ratio": min(one["ratio"] for one in found.values()),
        "aim": AIM,
    }, memory


def _one(house, port, office, devices, batch, sizes: Sizes, say) -> dict:
    exchanges: dict[int, list] = {clients: [] for clients in CLIENTS}
    preparing, driven = [], []
    for turn in range(sizes.rounds + 1):
        callers.refresh(house, DATABASE, devices)
        how = Drive(batch, sizes.seconds if turn else sizes.warm_up, CONNECTIONS, sizes.generators)
        run = driving.drive(house, port, office, devices, how)
        if not turn:
            continue  # that one warmed the office up
        driven.append(run)
        for clients, runs in exchanges.items():
            runs.append(bare.run(house, DATABASE, len(devices), batch, clients, sizes.seconds, bare.EXCHANGE))
        preparing.append(bare.run(house, DATABASE, len(devices), batch, CLIENTS[0], 1, bare.PREPARING))
    http, alone = driving.told(driving.add(driven)), bare.told(exchanges, preparing, batch)
    reached = figures.ratio(http["calls_a_second"], alone["calls_a_second"])
    say(
        f"outbox, {batch} a request: {http['calls_a_second']:,.0f} calls a second over HTTP,"
        f" {alone['calls_a_second']:,.0f} in pgbench: {reached:.0%};"
        f" the load generator used {http['cpu_shares']['generator']:.0%} of the machine"
    )
    return {"http": http, "pgbench": alone, "ratio": reached}
