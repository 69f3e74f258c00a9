"""Whose turn it is. Clients are coroutines that sleep in the hours of the day acted out and wait for the office.

A day that is acted out *as fast as it goes* has no clock of its own: at most `width` clients are awake at a time, and
when one sleeps, whoever is due next wakes, however far ahead that is; but nobody runs ahead of one who still waits for
the office by more than AHEAD. In *real time* a client wakes when it is due, and how late that was is the generator's
own lag.
"""

import asyncio
import time
from heapq import heappop, heappush

from replay.telling.latency import Spread

AHEAD = 300.0  # seconds of the day acted out


class Stage:
    """`now` in seconds of the day acted out. Real time goes from `begins` to `ends`."""

    def __init__(self, begins: float, width: int, real_time: bool, ends: float = float("inf")):
        self.now, self.begins, self.ends = begins, begins, ends
        self.width, self.real_time = width, real_time
        self.sleepers: list[tuple[float, int, asyncio.Future, asyncio.Task]] = []
        self.awake: dict[asyncio.Task, float] = {}  # since when
        self.serial = 0
        self.lag = Spread()  # seconds from when a client was due until it woke
        self.pumping: asyncio.Handle | None = None

    def start(self) -> None:
        self.loop = asyncio.get_running_loop()
        self.started = time.monotonic()
        self._pump_soon()

    async def run(self, client) -> None:
        """A client's whole part. It begins awake, like one that has just been woken."""
        self.awake[asyncio.current_task()] = self.now
        try:
            await client
        finally:
            self._falls_asleep()

    async def sleep(self, seconds: float) -> None:
        await self.until(self.now + seconds)

    async def until(self, when: float) -> None:
        """Returns at `when`, or when it is this client's turn after that."""
        if self.real_time:
            when = min(when, self.ends)  # nobody is waited for who would come back later
        turn = self.loop.create_future()
        self.serial += 1
        heappush(self.sleepers, (when, self.serial, turn, asyncio.current_task()))
        self._falls_asleep()
        await turn

    async def breath(self, seconds: float) -> None:
        """Real seconds in any kind of day, while the day goes on: for what runs at the office's own speed."""
        self._falls_asleep()
        await asyncio.sleep(seconds)
        self.awake[asyncio.current_task()] = self.now

    def _falls_asleep(self) -> None:
        self.awake.pop(asyncio.current_task(), None)
        self._pump_soon()

    def _pump_soon(self, wait: float = 0) -> None:
        if self.pumping:
            self.pumping.cancel()
        self.pumping = self.loop.call_later(wait, self._pump) if wait else self.loop.call_soon(self._pump)

    def _pump(self) -> None:
        self.pumping = None
        if self.real_time:
            self.now = self.begins + time.monotonic() - self.started
        while self.sleepers:
            when = self.sleepers[0][0]
            if self.real_time and when > self.now:
                self._pump_soon(when - self.now)
                return
            if not self.real_time and not self._may_wake(when):
                return
            self._wake()

    def _may_wake(self, when: float) -> bool:
        if len(self.awake) >= self.width:
            return False
        return not self.awake or when <= min(self.awake.values()) + AHEAD

    def _wake(self) -> None:
        when, _, turn, task = heappop(self.sleepers)
        if self.real_time:
            self.lag.add(self.now - when)
        else:
            self.now = max(self.now, when)
        self.awake[task] = when
        turn.set_result(None)
