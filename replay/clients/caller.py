"""A caller: rings who is at hand, taps results, sends them, is told who is next. As calls/static/calls does it."""

import time
from datetime import UTC, datetime, timedelta

from replay import day
from replay.clients import results
from replay.clients.deck import Deck, InHand
from replay.clients.device import Device
from replay.clients.replies import Reply
from replay.clients.world import World
from replay.wire import live
from replay.wire.http import NoAnswer

WAITS = 60.0  # seconds until a screen without voters, or without taps, asks again


class Caller(Device):
    """`plan`: calls in each hour of the day acted out."""

    kind = "caller"

    def __init__(self, world: World, number: int, plan: dict[int, int]):
        super().__init__(world, number)
        self.plan = plan
        self.deck = Deck(world.journal, number)
        self.done_before: list[tuple[InHand, int]] = []  # the last calls, for a page of before
        self.signal_from = 0.0  # when the signal is back
        self.ear: live.Ear | None = None

    async def live(self) -> None:
        """The whole day of this person."""
        code = self.world.office.calls_codes[self.number % len(self.world.office.calls_codes)]
        comes = min(self.plan) * 3600 + self.chance.uniform(0, self.world.sizes.ramp)
        await self.world.stage.until(comes - self.world.sizes.ramp * self.world.stage.real_time)
        asked = time.perf_counter()
        await self.join(code, f"Caller {self.number}")
        await self.send()
        if self.deck.next():
            self.world.took["first voter"].add(time.perf_counter() - asked)
        await self.connect()
        for hour, calls in self.plan.items():
            await self.work(hour, calls)
        self.signal_from = 0
        await self.empty()
        self.disconnect()

    async def work(self, hour: int, calls: int) -> None:
        stage, lasts = self.world.stage, self.world.sizes.lasts(hour)
        await stage.until(max(stage.now, hour * 3600))
        made = 0
        while made < calls:
            # each call has its part of the hour; who is late rings faster, and who is early takes a breath
            starts = hour * 3600 + (made + self.chance.random()) * lasts / calls
            if starts > stage.now:
                await stage.until(starts)
            hold = await self.next_voter(hour)
            if hold is None:
                return
            made += await self.call(hold, hour)

    async def next_voter(self, hour: int) -> InHand | None:
        """Whom the screen shows; waits while there is nobody, until the hour is over."""
        while (hold := self.deck.next()) is None:
            self.world.counts["nobody to call"] += 1
            if self.world.stage.now > hour * 3600 + self.world.sizes.lasts(hour):
                return None
            self.signal_from = 0
            if await self.send() is None or not self.deck.in_hand():
                await self.world.stage.sleep(WAITS * self.chance.uniform(0.9, 1.1))
        return hold

    async def call(self, hold: InHand, hour: int) -> int:
        """One dial, and a result for each voter on the hold; how many that were."""
        stage = self.world.stage
        dialled = time.time()
        self.world.journal.row(
            "d", dialled, self.number, hold=hold.hold, voter=hold.voters[0], till=f"{hold.until:.6f}"
        )
        spoken = self.chance.expovariate(1 / day.CALL_SECONDS)
        if stage.real_time:
            await stage.sleep(spoken)
        if not hold.voters:
            return 0  # taken away while it rang
        for voter, result in results.of_call(self.chance, hour, hold.voters):
            ago = 0 if stage.real_time else self.chance.random()
            hold.results[voter] = self.tap("attempt", ago, **self._said(hold, voter, result))
            if result == "contacted" and self.once_in(day.RIDES):
                self.tap("ride_request", ago, hold=hold.hold, voter=voter, note="Needs a lift after work")
        hold.done = True
        self.done_before = [*self.done_before[-9:], (hold, hold.voters[0])]
        await self.troubles(hold)
        if len(self.unsent) >= self.world.sizes.batch and stage.now >= self.signal_from:
            await self.send()
        return len(hold.results)

    def _said(self, hold: InHand, voter: int, result: str) -> dict:
        said = {"hold": hold.hold, "voter": voter, "sheet": hold.sheet, "result": result}
        if hold.script:
            said["script"] = hold.script
        if result == "contacted":
            said["answers"] = {"hello": "yes"}
        if result == "call_back":
            said["callback_at"] = (
                datetime.now(UTC) + timedelta(seconds=self.world.office.shift, hours=1)
            ).isoformat()
        return said

    async def troubles(self, hold: InHand) -> None:
        stage = self.world.stage
        if self.once_in(day.MIND_CHANGED) and stage.now >= self.signal_from:
            voter, entry = next(iter(hold.results.items()))
            if entry in self.unsent:  # it was sent, or is about to be: the phone withdraws it by an entry
                await self.send()
            result = "refused" if self.chance.random() < 0.5 else "contacted"
            self.tap("correction", withdraws=[entry])
            hold.results[voter] = self.tap("attempt", **self._said(hold, voter, result))
        if self.once_in(day.STALE_PAGE):
            await self.stale_page()
        if self.once_in(day.TELLS_US):
            self.tap(
                "tell_us",
                text="The script does not say where the polling place is.",
                screen={"hold": hold.hold},
            )
        if self.once_in(day.SIGNAL_LOST):
            self.signal_from = stage.now + 60 * self.chance.uniform(*day.SIGNAL_MINUTES)
            self.disconnect()
        elif self.once_in(day.BROWSER_CLOSED):
            self.disconnect()
            await stage.sleep(60 * self.chance.uniform(*day.CLOSED_MINUTES))
            await self.send()
            await self.connect()
        elif stage.now >= self.signal_from > 0:
            self.signal_from = 0
            await self.connect()

    async def stale_page(self) -> None:
        """A page from before, shown again by the browser: it names holds that are over, and another result is tapped
        on one of them."""
        hold, voter = self.chance.choice(self.done_before)
        other = "refused" if self.chance.random() < 0.5 else "left_message"
        self.tap("attempt", **self._said(hold, voter, other))
        await self.exchange([*self.names(), *(old.hold for old, _ in self.done_before[-3:])], want=True)

    async def send(self) -> Reply | None:
        """An exchange; with the little accidents that happen to one."""
        reply = await self.exchange(
            self.names(), want=True, twice=self.once_in(day.SENT_TWICE), lost=self.once_in(day.REPLY_LOST)
        )
        if reply is None and self.fails:
            await self.rest(None)
        elif reply and len(self.unsent) >= self.world.sizes.batch:
            await self.send()  # more waits than one request takes
        return reply

    # -- what is in hand

    def names(self) -> list[int]:
        return self.deck.names(self.request + 1)

    def in_hand(self) -> int:
        return self.deck.in_hand()

    def learn(self, reply: Reply, sent: float, till: float) -> None:
        self.deck.learn(reply, self.request, sent, till, self.unsent)

    # -- the live line

    async def connect(self) -> None:
        """Screens listen to what is pushed. In a day acted out as fast as it goes they learn it from each exchange."""
        if not (self.world.stage.real_time and self.world.office.live) or self.ear:
            return
        try:
            self.ear = await live.listen(self.world.office.live, self.token, self._heard)
            self.world.counts["live lines opened"] += 1
        except (OSError, NoAnswer) as error:
            self.world.errors[f"live: {type(error).__name__}"] += 1

    def disconnect(self) -> None:
        if self.ear:
            self.ear.close()
            self.ear = None

    def _heard(self, event: str, told: dict) -> None:
        if event == "gone":
            self.deck.taken_away(told["hold"], told.get("voter"), told["why"], 0)
