"""What is to be said now, and to which teams: kept in the memory of each process, looked at again once a second.

So an exchange of a device pays a look into a dictionary, and the database one small indexed query a second and
process, whatever lies in the log. `/live` looks more often, for all its streams together.
"""

import json
import logging
import threading
import time
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import DatabaseError, connection
from psycopg_pool import PoolTimeout

from front_desk.announcing.told import noted
from lib import clock

log = logging.getLogger("fieldoffice.announcing")
FRESH = 1.0  # seconds
MAP_FRESH = 30.0  # seconds; teams are made and moved rarely
NOW = """
select n.id, n.seq, n.area_id, coalesce(a.lineage, '{}'), n.team_id, n.text::text, n.urgent, n.until
from front_desk_announcement n
left join crew_team t on t.id = n.team_id
left join crew_area a on a.id = coalesce(t.area_id, n.area_id)
where n.until > real_now()
  and not exists (select from front_desk_withdrawal w
                  where w.entry_id = n.id and (w.person_id is null or w.person_id = n.person_id))
order by n.seq
"""  # by announcement_until
TEAMS = "select t.id, a.lineage from crew_team t join crew_area a on a.id = t.area_id"


@dataclass(frozen=True, slots=True)
class Word:
    """One announcement; `n` is its number on the wire, `lineage` that of its area or of its team's; () is everywhere."""

    id: UUID
    n: int
    area: int | None
    lineage: tuple[int, ...]
    team: int | None
    text: dict[str, str]
    urgent: bool
    until: datetime

    def reaches(self, team: int | None, lineage: tuple[int, ...]) -> bool:
        """Whether it is for a device of `team`, whose area has this lineage."""
        if self.team is not None:
            return self.team == team
        return self.area is None or self.area in lineage

    def as_json(self) -> dict:
        return {"id": self.n, "text": self.text, "urgent": self.urgent, "until": self.until.isoformat()}


@dataclass(frozen=True, slots=True)
class Board:
    """`words` now, and the lineage of each team's area (read only while there is something to say)."""

    words: tuple[Word, ...] = ()
    teams: dict[int, tuple[int, ...]] = field(default_factory=dict)
    mapped: float = float("-inf")
    by_team: dict[int | None, tuple[Word, ...]] = field(default_factory=dict)  # filled as it is asked

    def to_team(self, team: int | None) -> tuple[Word, ...]:
        """What a device of the team is told, oldest first."""
        if not self.words:
            return ()
        if team not in self.by_team:
            lineage = self.teams.get(team, ())
            self.by_team[team] = tuple(word for word in self.words if word.reaches(team, lineage))
        return self.by_team[team]

    @property
    def running(self) -> set[UUID]:
        return {word.id for word in self.words}


def look(before: Board) -> Board:
    """The board as it stands now: `before` itself where nothing changed. Raises what the database raises."""
    with connection.cursor() as cursor:
        cursor.execute(NOW)
        words = tuple(
            Word(pk, n, area, tuple(lineage), team, json.loads(text), urgent, until)
            for pk, n, area, lineage, team, text, urgent, until in cursor.fetchall()
        )
        if words == before.words and (not words or time.monotonic() - before.mapped < MAP_FRESH):
            return before
        if not words:
            return Board()
        cursor.execute(TEAMS)
        teams = {team: tuple(lineage) for team, lineage in cursor.fetchall()}
    return Board(words, teams, time.monotonic())


class Kept:
    """The process's board: whoever comes first after a second looks again, the others go on with what is there."""

    def __init__(self):
        self.board, self.looked, self.lock = Board(), float("-inf"), threading.Lock()

    def now(self) -> Board:
        if time.monotonic() - self.looked > FRESH and self.lock.acquire(blocking=False):
            try:
                self.board = look(self.board)
            except (DatabaseError, PoolTimeout) as error:
                log.warning("announcements: %s", str(error).strip().partition("\n")[0])
            finally:
                self.looked = time.monotonic()
                self.lock.release()
        return self.board

    def forget(self) -> None:
        """The next look asks the database: something was just said or taken back by this process."""
        self.looked = float("-inf")


kept = Kept()


def tell(team: int | None, device: int) -> list[dict]:
    """What a device of the team is told with its exchange, oldest first; that it was told is noted."""
    board = kept.now()
    words = board.to_team(team)
    if not words:
        return []
    present = clock.now()
    words = [word for word in words if word.until > present]  # the board may be a second old
    for word in words:
        noted.note(word.id, device)
    noted.write(board.running)
    return [word.as_json() for word in words]
