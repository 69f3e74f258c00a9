"""All open streams of this process and the loops that feed them.

Five times a second they ask for new notices and strikes, three times for announcements, once for totals (once for each
scope that somebody looks at), so 37,000 screens are four database sessions. Streams of watchers are kept by precinct: a
strike costs what the few screens of its precinct cost, however many others are open. An event is written straight to the
connection: what a screen that stopped reading cannot take ends its stream, and it comes back when it can.
"""

import asyncio
import contextlib
import json
import logging
import time
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor

from django.db import close_old_connections

from boiler_room.live import announcing, noticing, striking
from boiler_room.live.listener import Listener
from boiler_room.live.noticing import Answers, Noticer, Switched
from boiler_room.live.views import QUIET
from front_desk.announcing.board import Word
from front_desk.announcing.told import noted

log = logging.getLogger("fieldoffice.live")
TICK = 0.2  # seconds between looks at the notices, and at the strikes
SHUT_EVERY = 5  # seconds between looks for devices that were shut
HEARTBEAT = 15  # seconds; a page that hears nothing for 45 connects anew
MOST_A_DEVICE, MOST_A_PERSON = 4, 12  # streams; the oldest gives way
POSTS_EVERY = (
    300  # seconds in which everybody is asked once where they stand; a phone whose list changed connects anew
)
STAFF_SECONDS = 600  # then the page connects, and is asked who it is, again
TOTALS_EVERY = ANSWERS_EVERY = 1.0
WORDS_EVERY = 0.3  # seconds between looks for announcements
COUNT_EVERY = 2.0  # seconds between counts of the open screens


class Hub:
    def __init__(self):
        self.devices: dict[int, list[Listener]] = {}
        self.staff: dict[int, list[Listener]] = {}
        self.tasks: list[asyncio.Task] = []
        self.precincts: dict[int, set[Listener]] = {}  # who is told of strikes there
        self.noticer, self.answers, self.strikes = Noticer(), Answers(), striking.Strikes()
        self.switched = Switched()
        self.announcer = announcing.Announcer()
        self.ticks: dict[tuple, dict] = {}  # what those who look from each place were last told

    def start(self) -> None:
        self.threads = ThreadPoolExecutor(4, "feed")
        loops = (
            self._notices,
            self._strikes,
            self._totals,
            self._heartbeats,
            self._posts,
            self._announcements,
        )
        self.tasks = [asyncio.create_task(loop()) for loop in loops]

    async def close(self) -> None:
        for task in self.tasks:
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)
        with contextlib.suppress(noticing.Away):  # else the count is over in a minute
            await self._ask(self.announcer.leave)
        self.threads.shutdown(wait=False, cancel_futures=True)

    def join(self, listener: Listener) -> None:
        book, key, most = self._book(listener)
        streams = book.setdefault(key, [])
        streams.append(listener)
        self.stand(listener, listener.precincts)
        if len(streams) > most:
            streams[0].drop()
        for word in self.announcer.board.words:  # what comes from now on comes by the loop
            self._announce(word, (listener,))

    def leave(self, listener: Listener) -> None:
        book, key, _most = self._book(listener)
        streams = book.get(key, [])
        if listener in streams:
            streams.remove(listener)
        if not streams:
            book.pop(key, None)
        self.stand(listener, frozenset())

    def stand(self, listener: Listener, precincts: frozenset[int]) -> None:
        """From now on it is told of strikes in these precincts, and in no others."""
        for precinct in listener.precincts - precincts:
            there = self.precincts.get(precinct, set())
            there.discard(listener)
            if not there:
                self.precincts.pop(precinct, None)
        for precinct in precincts:
            self.precincts.setdefault(precinct, set()).add(listener)
        listener.precincts = precincts

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

    def to_precinct(self, precinct: int, change: striking.Change) -> None:
        there = self.precincts.get(precinct)
        if there:
            data = striking.struck(precinct, change)
            for listener in tuple(there):
                listener.write(data)

    def teams(self) -> list[int]:
        """Teams of which a device listens."""
        return list({one.team for streams in self.devices.values() for one in streams if one.team})

    def to_team(self, team: int, data: bytes) -> None:
        for streams in tuple(self.devices.values()):
            for listener in tuple(streams):
                if listener.team == team:
                    listener.write(data)

    def _announce(self, word: Word, to: Iterable[Listener]) -> None:
        data, teams = announcing.said(word), self.announcer.board.teams
        for listener in to:
            if listener.device is None:
                if listener.reach.hears(word):
                    listener.write(data)
            elif word.reaches(listener.team, teams.get(listener.team, ())):
                listener.write(data)
                noted.note(word.id, listener.device)

    async def _ask(self, call, *arguments):
        return await asyncio.get_running_loop().run_in_executor(self.threads, _asked, call, *arguments)

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
                    for team, data in await self._ask(self.switched.news, self.teams()):
                        self.to_team(team, data)
                if started - looked > SHUT_EVERY:
                    looked = started
                    for device in await self._ask(noticing.shut_among, list(self.devices)):
                        for listener in tuple(self.devices.get(device, ())):
                            listener.drop()
            except noticing.Away as away:
                log.warning("notices: %s", away)
                await asyncio.sleep(1)
            await asyncio.sleep(max(TICK - (time.monotonic() - started), 0.05))

    async def _strikes(self) -> None:
        """Who was crossed off, to those who stand in the same precinct; one event a look, however many they were."""
        while True:
            started = time.monotonic()
            try:
                for precinct, change in (await self._ask(self.strikes.news)).items():
                    self.to_precinct(precinct, change)
            except noticing.Away as away:
                log.warning("strikes: %s", away)
                await asyncio.sleep(1)
            await asyncio.sleep(max(TICK - (time.monotonic() - started), 0.05))

    async def _announcements(self) -> None:
        """Words of the office to everybody concerned, and how many screens are open to hear them."""
        counted = 0.0
        while True:
            started = time.monotonic()
            try:
                fresh, withdrawn = await self._ask(self.announcer.news)
                for word in fresh:
                    self._announce(word, self.everyone())
                for word in withdrawn:
                    data = announcing.withdrawn(word)
                    for listener in self.everyone():
                        listener.write(data)
                await self._ask(self.announcer.write_down)
                if started - counted > COUNT_EVERY:
                    counted = started
                    open_now = Counter(one.team for streams in self.devices.values() for one in streams)
                    await self._ask(self.announcer.count, json.dumps(open_now))
            except noticing.Away as away:
                log.warning("announcements: %s", away)
                await asyncio.sleep(1)
            await asyncio.sleep(max(WORDS_EVERY - (time.monotonic() - started), 0.05))

    async def _totals(self) -> None:
        """The figures of each view, worked out once for all who look at it from the same place."""
        while True:
            started = time.monotonic()
            scopes: dict[tuple, list[Listener]] = {}
            ticks: dict[tuple, dict] = {}
            for streams in tuple(self.staff.values()):
                for listener in tuple(streams):
                    if listener.view != QUIET:
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
                    if said := changed if listener.has_whole else whole:
                        listener.write(said)
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

    async def _posts(self) -> None:
        """Where people stand, of a few streams each second: posts begin, end, and are given to others."""
        turn = 0
        while True:
            await asyncio.sleep(1)
            turn = (turn + 1) % POSTS_EVERY
            asked = [
                listener
                for streams in tuple(self.devices.values())
                for listener in streams
                if listener.number % POSTS_EVERY == turn
            ]
            try:
                found = await self._ask(noticing.posts_of, [listener.person for listener in asked])
            except noticing.Away as away:
                log.warning("posts: %s", away)
                continue
            for listener in asked:
                if listener in self.devices.get(listener.device, ()):  # it may have left meanwhile
                    self.stand(listener, found.get(listener.person, frozenset()))


def _asked(call, *arguments):
    """In a thread; the database session goes back to the others, so that none is lost with the thread."""
    try:
        return call(*arguments)
    finally:
        close_old_connections()
