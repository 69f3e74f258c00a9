"""What a caller has in hand: who is shown next, what is named to the office, what is taken away. As calls' deck.js does it."""

import time
from dataclasses import dataclass, field

from replay.clients.replies import Reply
from replay.journal import Journal


@dataclass(slots=True)
class InHand:
    """A hold on the screen. `until`: when the screen hides it, by a clock that is right; `voters` not yet gone."""

    hold: int
    sheet: int
    script: int | None
    until: float
    reserve: bool
    voters: list[int]
    place: int
    done: bool = False
    results: dict[int, str] = field(default_factory=dict)  # voter -> entry


class Deck:
    """The holds of one device, by number; written down for `number` in the journal."""

    def __init__(self, journal: Journal, number: int):
        self.journal, self.number = journal, number
        self.holds: dict[int, InHand] = {}
        self.places = 0

    def next(self) -> InHand | None:
        """Whom the screen shows: those at hand before the reserve, in the order in which they came."""
        now = time.time()
        free = [hold for hold in self.holds.values() if not hold.done and now < hold.until]
        return min(free, key=lambda hold: (hold.reserve, hold.place), default=None)

    def names(self, request: int) -> list[int]:
        """Holds that are not done, as the exchange `request` names them; whose time is over leaves the device."""
        now = time.time()
        for hold in [hold for hold in self.holds.values() if not hold.done and now >= hold.until]:
            self.journal.row("l", now, self.number, request=request, hold=hold.hold, word="over")
            del self.holds[hold.hold]
        return [hold.hold for hold in self.holds.values() if not hold.done]

    def in_hand(self) -> int:
        return sum(not hold.done for hold in self.holds.values())

    def learn(self, reply: Reply, request: int, sent: float, till: float, unsent) -> None:
        """Takes in what a reply says; what is done and acknowledged is forgotten. `unsent`: ids that still wait."""
        for told in reply.holds:
            self._handed(told, request, sent + (told.until - reply.server_at).total_seconds(), till)
        for gone in reply.gone:
            self.taken_away(gone.hold, gone.voter, gone.why, request)
        for hold in [hold for hold in self.holds.values() if hold.done]:
            if not any(entry in unsent for entry in hold.results.values()):
                del self.holds[hold.hold]

    def _handed(self, told, request: int, until: float, at: float) -> None:
        for one in told.voters:
            self.journal.row("h", at, self.number, till=f"{until:.6f}", request=request, hold=told.hold, voter=one.voter,
                             word=told.phone, more=f"{told.sheet} {told.reserve:d}")  # fmt: skip
        voters = [one.voter for one in told.voters]
        known = self.holds.get(told.hold)
        if known:
            known.until, known.reserve, known.voters = until, told.reserve, voters
            return
        self.places += 1
        self.holds[told.hold] = InHand(
            told.hold, told.sheet, told.script, until, told.reserve, voters, self.places
        )

    def taken_away(self, number: int, voter: int | None, why: str, request: int) -> None:
        """Word that a hold, or one voter of it, is gone; `request` 0 when it was pushed."""
        more = {} if voter is None else {"voter": voter}
        self.journal.row("g", time.time(), self.number, request=request, hold=number, word=why, **more)
        hold = self.holds.get(number)
        if hold is None:
            return
        hold.voters = [v for v in hold.voters if voter is not None and v != voter]
        if not hold.voters and not hold.results:
            del self.holds[number]
