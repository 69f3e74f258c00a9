"""Announcements on their way to open screens, and how many screens of which team are open."""

import json
from uuid import UUID, uuid4

from django.db import DatabaseError, connection
from psycopg_pool import PoolTimeout

from boiler_room.live.noticing import Away
from front_desk.announcing import board
from front_desk.announcing.board import Board, Word
from front_desk.announcing.told import noted
from lib import clock

OPEN = """
insert into boiler_room_openscreens (process, at, teams) values (%s, real_now(), %s::jsonb)
on conflict (process) do update set at = excluded.at, teams = excluded.teams
"""
GONE = "delete from boiler_room_openscreens where process = %s or at < real_now() - interval '1 minute'"


class Announcer:
    """What was said before; each look finds what is new and what was withdrawn."""

    def __init__(self):
        self.board = Board()
        self.process: UUID = uuid4()

    def news(self) -> tuple[list[Word], list[Word]]:
        """(new ones, withdrawn ones). What is over by its time is known on the screens."""
        before = {word.id: word for word in self.board.words}
        self.board = _ask(board.look, self.board)
        there = self.board.running
        present = clock.now()
        withdrawn = [word for pk, word in before.items() if pk not in there and word.until > present]
        return [word for word in self.board.words if word.id not in before], withdrawn

    def write_down(self) -> None:
        """Which devices were told."""
        noted.write(self.board.running)

    def count(self, teams: str) -> None:
        """How many screens of each team listen here, {team: n} as JSON."""
        _ask(_run, OPEN, [self.process, teams])

    def leave(self) -> None:
        _ask(_run, GONE, [self.process])


def said(word: Word) -> bytes:
    return _event(word.as_json() | {"server_at": clock.now().isoformat()})


def withdrawn(word: Word) -> bytes:
    return _event({"id": word.n, "withdrawn": True})


def _event(data: dict) -> bytes:
    return f"event: announcement\ndata: {json.dumps(data, separators=(',', ':'))}\n\n".encode()


def _run(statement: str, values: list) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def _ask(call, *arguments):
    try:
        return call(*arguments)
    except (DatabaseError, PoolTimeout) as error:
        connection.close()
        raise Away(str(error).strip().partition("\n")[0]) from error
