"""A poll watcher: takes a post, has its list on the phone, strikes voters by their codes, says how long the line is."""

from dataclasses import dataclass

import msgspec

from replay import day
from replay.clients import codes
from replay.clients.device import Device, Trouble
from replay.clients.world import World


@dataclass(slots=True)
class Post:
    post: int
    place: int


class Watcher(Device):
    """`plan`: strikes in each hour of the day acted out."""

    kind = "watcher"

    def __init__(self, world: World, number: int, plan: dict[int, int]):
        super().__init__(world, number)
        self.plan = plan
        self.struck: dict[tuple[int, str], str] = {}
        self.post: Post | None = None
        self.since = 0  # up to which place in the log this phone knows who was struck

    async def live(self) -> None:
        stage, codes_of = self.world.stage, self.world.office.polls_codes
        comes = min(self.plan) * 3600 + self.chance.uniform(0, self.world.sizes.ramp)
        await stage.until(comes - self.world.sizes.ramp * stage.real_time)
        await self.join(codes_of[self.number % len(codes_of)], f"Watcher {self.number}")
        await self.take_post()
        for hour, strikes in self.plan.items():
            await self.watch(hour, strikes)
        await self.empty()

    async def take_post(self) -> None:
        told = await self._roll()
        if not told["posts"]:
            if not told["choices"]:
                raise Trouble("a watcher found no post to choose")
            chosen = told["choices"][self.number % len(told["choices"])]
            self.tap("post_taken", post=chosen["post"])
            await self.empty()
            self.post = Post(chosen["post"], chosen["place"])
            if self.post.post not in self.world.lists:
                await self._roll()
        else:
            self.post = Post(told["posts"][0]["post"], told["posts"][0]["place"])
        self.tap("polls_report", place=self.post.place, what="opened")

    async def _roll(self) -> dict:
        """The list of the own post. All who stand at one post are told the same, so it is kept here once a process."""
        while True:
            status, said = await self.ask("roll", "GET", "/polls/roll")
            if status == 200:
                break
            await self.rest(None)
        told = msgspec.json.decode(said)
        self.since = told["since"]
        for precinct in sorted({row[0] for row in told["voters"]}):
            n = sum(row[0] == precinct for row in told["voters"])
            self.world.journal.row("r", self.world.wall() - self.world.office.shift, self.number, request=self.request,
                                   hold=precinct, voter=n)  # fmt: skip
        if told["posts"]:
            self.world.lists[told["posts"][0]["post"]] = [
                (row[0], codes.with_check_digit(row[1])) for row in told["voters"]
            ]
        return told

    async def watch(self, hour: int, strikes: int) -> None:
        stage = self.world.stage
        lasts = self.world.sizes.lasts(hour)
        looks = max(1, round(lasts / 60 / self.chance.uniform(*day.WATCHER_MINUTES)))
        for look in range(looks):
            await stage.until(max(stage.now, hour * 3600 + lasts * (look + self.chance.random()) / looks))
            n = strikes * (look + 1) // looks - strikes * look // looks
            gap = lasts / looks / max(1, n)
            for k in range(n):
                self.strike(ago=gap * (n - k))
            if look == 0:
                self.report()
            if self.unsent:
                await self.send()

    def strike(self, ago: float) -> None:
        voter = self.chance.choice(self.world.lists[self.post.post])
        if voter in self.struck:
            return
        precinct, code = voter
        if self.once_in(day.CODE_SLIPS):
            code = codes.with_a_slip(code)
        id = self.tap("strike", ago, precinct=precinct, code=code)
        self.struck[voter] = id
        if self.once_in(day.STRIKE_UNDONE):
            self.tap("correction", ago, withdraws=[id])
        if self.once_in(day.INCIDENTS):
            self.trouble_seen(precinct, code)

    def trouble_seen(self, precinct: int, code: str) -> None:
        place, kind = self.post.place, self.chance.randrange(3)
        if kind == 0:
            self.tap(
                "incident",
                place=place,
                category="machine",
                precinct=precinct,
                text="The second scanner is down.",
            )
        elif kind == 1:
            self.tap("turned_away", place=place, reason="no_id", precinct=precinct, code=code)
        else:
            self.tap("not_on_list", place=place, precinct=precinct, text="Says she moved here in June.")

    def report(self) -> None:
        self.tap("line_report", place=self.post.place, minutes=self.chance.randrange(0, 60))

    async def send(self) -> None:
        while self.unsent:
            reply = await self.exchange(
                [], want=False, twice=self.once_in(day.SENT_TWICE), lost=self.once_in(day.REPLY_LOST)
            )
            if reply is None and self.fails:
                await self.rest(None)
        if self.chance.random() < 0.2:
            status, said = await self.ask("struck", "GET", f"/polls/struck?since={self.since}")
            if status == 200:
                self.since = msgspec.json.decode(said)["since"]
