"""Tells an open page of the polls (`/places/live/`) when its lists are others."""

from zlib import crc32

from boiler_room.board.places import scope_of
from precincts import living


def tick(areas: tuple[int, ...]) -> dict:
    """`{"figures": {}, "parts": {"polls": checksum}}`; minutes count by tens, for the page says when it looked."""
    seen = scope_of(areas)
    shown = (
        [(one.place, one.minutes, one.at) for one in living.lines(seen)],
        [(one.place, one.what, one.late // 10) for one in living.not_open(seen)],
        [(one.place, one.precinct, one.age // 10, one.people) for one in living.silent(seen)],
    )
    return {"figures": {}, "parts": {"polls": crc32(repr(shown).encode())}}
