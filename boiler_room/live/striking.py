"""Strikes as they come, for the screens of watchers who stand in the same precinct."""

from django.db import DatabaseError, connection
from psycopg_pool import PoolTimeout

from boiler_room.live.listener import event
from boiler_room.live.noticing import Away
from front_desk.following import settled_up_to
from precincts import news

BACK = 2000  # places looked back each time: a strike drawn earlier may be committed later
MOST = 5000  # strikes told at once; a county's file brings more, and phones ask for those by themselves
LAST = 2**62

Change = tuple[list[int], list[int]]  # numbers crossed off, and numbers that no longer are


class Strikes:
    """Tells each strike, and each that was taken back, once it is committed, in whatever order that happens.

    A look begins where the log is known to be whole. While a long transaction (a load being accepted) holds that up, looks
    go back by BACK places only, and what lay between is told once that transaction is over, perhaps for a second time.
    """

    def __init__(self):
        self.whole: int | None = None  # everything up to this place has been told
        self.top = 0  # the newest place told
        self.told: set[tuple[int, int]] = set()  # (place, span) of what the next look would find again

    def news(self) -> dict[int, Change]:
        """Precinct -> what changed there since the last look. Raises Away."""
        try:
            upto = settled_up_to()
            return self._look(upto)
        except (DatabaseError, PoolTimeout) as error:
            connection.close()
            raise Away(str(error).strip().partition("\n")[0]) from error

    def _look(self, upto: int) -> dict[int, Change]:
        if self.whole is None:
            self.whole = max(0, upto - BACK)
        near = max(self.whole, self.top - BACK)
        found = news.crossed(near, LAST, MOST)
        if near > self.whole and upto > self.whole:
            found = news.crossed(self.whole, min(upto, near), MOST) + found
        fresh = [row for row in found if (row[1], row[0]) not in self.told]
        self.top = max([self.top, upto, *(row[1] for row in found)])
        self.whole = max(self.whole, upto)
        if len(found) >= MOST:
            self.whole = self.top
        again = max(self.whole, self.top - BACK)
        self.told |= {(row[1], row[0]) for row in fresh}
        self.told = {one for one in self.told if one[0] > again}
        return by_precinct(fresh)


def by_precinct(rows) -> dict[int, Change]:
    """The last word of each number counts."""
    last: dict[int, dict[int, bool]] = {}
    for _span, _place, precinct, n, voted in rows:
        last.setdefault(precinct, {})[n] = voted
    return {
        precinct: (
            [n for n, voted in numbers.items() if voted],
            [n for n, voted in numbers.items() if not voted],
        )
        for precinct, numbers in last.items()
    }


def struck(precinct: int, change: Change) -> bytes:
    """The event for a screen: [precinct, number] pairs."""
    crossed_off, no_longer = ([[precinct, n] for n in numbers] for numbers in change)
    return event("struck", {"struck": crossed_off, "unstruck": no_longer})
