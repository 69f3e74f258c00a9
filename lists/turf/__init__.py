"""Turf: the doors of a walk sheet, divided among canvassers and put in the order in which they are walked.

A turf is no table: doors are ranked turf by turf, each in its route, so `place // turf_doors` is a door's turf, today and
after a rebuild, whoever behind it has voted.
"""

from math import ceil

from lists.turf import bisecting, doors, routing

DOORS = 50  # in a turf: a shift of 2 to 3 hours at the trade's 15 to 25 doors an hour
FEWEST, MOST = 10, 150


def cut(voters: list[int], most: int = DOORS) -> tuple[list[int], list[int | None], int]:
    """`voters` in walking order, the target (door) of each, and how many doors a turf has: at most `most`, evened out.

    Voters without a door (no address on file, or a confidential one) come last, without a target.
    """
    known, homeless = doors.of(voters)
    located = [door for door in known if door.at]
    others = sorted((door for door in known if not door.at), key=doors.street_order)
    size = ceil(len(known) / ceil(len(known) / most)) if known else most
    order = [door for one in bisecting.parts(located, size) for door in routing.route(one)] + others
    targets: list[int | None] = [place for place, door in enumerate(order) for _voter in door.voters]
    walked = [voter for door in order for voter in door.voters] + homeless
    return walked, targets + [None] * len(homeless), size
