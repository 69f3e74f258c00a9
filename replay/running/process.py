"""One generator process: `python -m replay.running.process`, a job on standard input, figures on output.

It acts out its part of the clients, writes their journal, and says of itself how late it was and what it used of a core:
a reader sees whether the generator was the limit.
"""

import asyncio
import json
import sys
import time
from pathlib import Path

import uvloop

from replay import day, people
from replay.clients.boiler_room import BoilerRoom
from replay.clients.caller import Caller
from replay.clients.captain import Captain
from replay.clients.device import Trouble
from replay.clients.files import DataDirector
from replay.clients.watcher import Watcher
from replay.clients.world import World
from replay.journal import Journal
from replay.office import Office
from replay.sizes import NOON, Sizes
from replay.stage import Stage

TOLD_EVERY = 0.5  # seconds
KINDS = {
    "caller": Caller,
    "watcher": Watcher,
    "captain": Captain,
    "data": DataDirector,
    "boiler_room": BoilerRoom,
}


class Part:
    """The clients of this process."""

    def __init__(self, job: dict):
        office, self.sizes = Office(**job["office"]), Sizes(**job["sizes"])
        begins = NOON * 3600 - self.sizes.ramp if self.sizes.real_time else day.OPENS * 3600
        width = max(1, self.sizes.width // self.sizes.processes)
        stage = Stage(begins, width, self.sizes.real_time, self.sizes.ends)
        self.world = World(office, self.sizes, stage, Journal(Path(job["journal"])))
        self.clients = []
        open_to = {"caller": office.calls_codes, "watcher": office.polls_codes, "data": office.files}
        for kind, number, plan in people.of_process(self.sizes, job["place"]):
            if not open_to.get(kind, True) or (plan is None and kind not in office.logins):
                continue  # a given office need not let everybody in
            about = [number] if plan is None else [number, plan]
            self.clients.append(KINDS[kind](self.world, *about))
        self.troubles: list[str] = []

    async def act(self) -> dict:
        self.begun, self.cpu = time.monotonic(), time.process_time()
        self.world.stage.start()
        telling = asyncio.create_task(self._tell())
        await asyncio.gather(*(self._whole_part(client) for client in self.clients))
        telling.cancel()
        self.world.journal.close()
        self.world.wire.close()
        return self.figures() | {
            "done": True,
            "troubles": self.troubles,
            "first_errors": self.world.first_errors,
            "took": {what: spread.payload() for what, spread in self.world.took.items()},
            "by_hour": {kind: dict(hours) for kind, hours in self.world.by_hour.items()},
            "lag": self.world.stage.lag.payload(),
            "rows": self.world.journal.written,
        }

    async def _whole_part(self, client) -> None:
        try:
            await self.world.stage.run(client.live())
        except Trouble as trouble:
            self.world.errors["could not go on"] += 1
            self.troubles = [*self.troubles[:9], f"{type(client).__name__} {client.number}: {trouble}"]

    async def _tell(self) -> None:
        while True:
            await asyncio.sleep(TOLD_EVERY)
            print(json.dumps(self.figures()), flush=True)

    def figures(self) -> dict:
        wall = time.monotonic() - self.begun
        return {
            "at": self.world.stage.now,
            "seconds": wall,
            "cpu": time.process_time() - self.cpu,
            "counts": dict(self.world.counts),
            "errors": dict(self.world.errors),
        }


def main() -> None:
    job = json.loads(sys.stdin.readline())
    part = Part(job)
    print(json.dumps({"ready": len(part.clients)}), flush=True)
    sys.stdin.readline()  # all begin together
    print(json.dumps(uvloop.run(part.act())), flush=True)


if __name__ == "__main__":
    main()
