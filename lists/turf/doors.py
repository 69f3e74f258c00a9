"""The doors behind which voters live: where each is, and in which order a street is walked without a map."""

import re
from collections import defaultdict
from dataclasses import dataclass
from math import cos, radians

from django.db import connection

METRES = 111_320  # in a degree of latitude
DOORS = """
select v.household_id, min(h.precinct_id), min(h.street), min(h.address_key), avg(v.latitude), avg(v.longitude),
       array_agg(v.id order by v.id)
from roll_voter v join roll_household h on h.id = v.household_id
where v.id = any(%s) group by v.household_id order by v.household_id
"""
_NUMBER = re.compile(r"^(\d+)")


@dataclass(slots=True)
class Door:
    """A household with the members of the sheet who live there; `at` is metres east and north of where degrees begin."""

    household: int
    precinct: int
    street: str
    number: int
    key: str
    at: tuple[float, float] | None
    voters: list[int]


def of(voters: list[int]) -> tuple[list[Door], list[int]]:
    """The doors of these voters, by household, and the voters who have none.

    A door without coordinates stands where its nearest neighbour of the same street stands, if one has any.
    """
    with connection.cursor() as cursor:
        cursor.execute(DOORS, [voters])
        rows = cursor.fetchall()
    middle = [row[4] for row in rows if row[4] is not None]
    east = cos(radians(sum(middle) / len(middle))) if middle else 1.0
    found = [
        Door(
            household,
            precinct or 0,
            street,
            int(number[1][:9]) if (number := _NUMBER.match(key)) else 0,
            key,
            None if north is None or west is None else (west * METRES * east, north * METRES),
            sorted(people),
        )
        for household, precinct, street, key, north, west, people in rows
    ]
    _lend_neighbours(found)
    behind = {voter for door in found for voter in door.voters}
    return found, [voter for voter in voters if voter not in behind]


def street_order(door: Door) -> tuple:
    """By precinct and street, up the odd side and down the even one."""
    odd = door.number % 2 == 1
    return (
        door.precinct,
        door.street,
        not odd,
        door.number if odd else -door.number,
        door.key,
        door.household,
    )


def _lend_neighbours(doors: list[Door]) -> None:
    located: dict[tuple, list[Door]] = defaultdict(list)
    for door in doors:
        if door.at:
            located[door.precinct, door.street].append(door)
    for door in [door for door in doors if not door.at]:
        near = located.get((door.precinct, door.street))
        if near and door.street:
            door.at = min(near, key=lambda one: (abs(one.number - door.number), one.household)).at
