"""All open streams of this process and the one loop that feeds them.

Five times a second it asks for new notices, once a second for totals (once for each scope that somebody looks
at), so 7,000 screens are two database sessions. An event is written straight to the connection: what a screen
that stopped reading cannot take ends its stream, and it comes back when it can.
"""

import asyncio
import logging
import time
from concurrent.futures import ThreadPoolExecutor

from boiler_room.live import noticing
from boiler_room.live.listener import Listener
from boiler_room.live.noticing import Answers, Noticer

__all__ = ["Hub", "Listener"]
log = logging.getLogger("fieldoffice.live")
TICK = 0.2  # seconds between looks at the notices
SHUT_EVERY = 5  # seconds between looks for devices that were shut
HEARTBEAT = 15  # seconds; a page that hears nothing for 45 connects anew
MOST_A_DEVICE, MOST_A_PERSON = 4, 12  # streams; the oldest gives way
STAFF_SECONDS = 600  # then the page connects, and is asked who it is, again
TOTALS_EVERY = ANSWERS_EVERY = 1.0


class Hub:
    def __init__(self):
        self.devices: dict[int, list[Listener]] = {}
        self.staff: dict[int, list[Listener]] = {}
        self.tasks: list[asyncio.Task] = []
        self.noticer, self.answers = Noticer(), Answers()
        self.ticks: dict[tuple, dict] = {}  # what those who look from each place were last told

    def start(self) -> None:
        self.threads = ThreadPoolExecutor(2, "feed")
        self.tasks = [asyncio.create_task(self._notices()), asyncio.create_task(self._totals())]
        self.tasks.append(asyncio.create_task(self._heartbeats()))

    async def close(self) -> None:
        for task in self.tasks:
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)
        self.threads.shutdown(wait=False, cancel_futures=True)

    def join(self, listener: Listener) -> None:
        book, key, most = self._book(listener)
        streams = book.setdefault(key, [])
        streams.append(listener)
        if len(streams) > most:
            streams[0].drop()

    def leave(self, listener: Listener) -> None:
        book, key, _most = self._book(listener)
        streams = book.get(key, [])
        if listener in streams:
            streams.remove(listener)
        if not streams:
            book.pop(key, None)

    def _book(self, listener: Listener):
        if listener.device is not None:
            return self.devices, listener.device, MOST_A_DEVICE
        return self.staff, listener.person, MOST_A_PERSON

    def everyone(self) -> list[Listener]:
        return [one for book in (self.devices, self.staff) for streams in book.values() for one in streams]

    def to_device(self, device: int, data: bytes) -> None:
        for listener in tuple(self.devices.get(device, ())):
            listener.write(data)

    def to_person(self, person: int, data: bytes) -> None:
        for streams in tuple(self.devices.values()):
            for listener in tuple(streams):
                if listener.person == person:
                    listener.write(data)

    async def _ask(self, call, *arguments):
        return await asyncio.get_running_loop().run_in_executor(self.threads, call, *arguments)

    async def _notices(self) -> None:
        """Words to devices and people, and the end of streams whose device was shut meanwhile."""
        looked = answered = 0.0
        while True:
            started = time.monotonic()
            try:
                for device, data in await self._ask(self.noticer.news):
                    self.to_device(device, data)
                if started - answered > ANSWERS_EVERY:
                    answered = started
                    for person, data in await self._ask(self.answers.news):
                        self.to_person(person, data)
                if started - looked > SHUT_EVERY:
                    looked = started
                    for device in await self._ask(noticing.shut_among, list(self.devices)):
                        for listener in tuple(self.devices.get(device, ())):
                            listener.drop()
            except noticing.Away as away:
                log.warning("notices: %s", away)
                await asyncio.sleep(1)
            await asyncio.sleep(max(TICK - (time.monotonic() - started), 0.05))

    async def _totals(self) -> None:
        """The figures of each view, worked out once for all who look at it from the same place."""
        while True:
            started = time.monotonic()
            scopes: dict[tuple, list[Listener]] = {}
            ticks: dict[tuple, dict] = {}
            for streams in tuple(self.staff.values()):
                for listener in tuple(streams):
                    scopes.setdefault((listener.view, listener.scope), []).append(listener)
                    if started - listener.since > STAFF_SECONDS:
                        listener.drop()
            for scope, listeners in scopes.items():
                try:
                    tick, whole, changed = await self._ask(noticing.totals, *scope, self.ticks.get(scope))
                except noticing.Away as away:
                    log.warning("totals: %s", away)
                    continue
                ticks[scope] = tick
                for listener in listeners:
                    listener.write(changed if listener.has_whole else whole)
                    listener.has_whole = True
            self.ticks = ticks
            await asyncio.sleep(max(TOTALS_EVERY - (time.monotonic() - started), 0.1))

    async def _heartbeats(self) -> None:
        """A comment to each stream every 15 s, a fifteenth of them a second."""
        turn = 0
        while True:
            await asyncio.sleep(1)
            turn = (turn + 1) % HEARTBEAT
            for listener in self.everyone():
                if listener.number % HEARTBEAT == turn:
                    listener.write(b": still here\n\n")
