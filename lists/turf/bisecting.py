"""Recursive bisection: doors are halved across their longer side until each part is one turf.

Every part but the last has exactly `size` doors, so that a turf is a run of places.
"""

from lists.turf.doors import Door


def parts(doors: list[Door], size: int) -> list[list[Door]]:
    """`doors`, all of which have coordinates, in turf of `size`; neighbouring parts lie side by side."""
    waiting, done = [doors] if doors else [], []
    while waiting:
        some = waiting.pop()
        turfs = -(-len(some) // size)
        if turfs <= 1:
            done.append(some)
            continue
        wide, high = (_extent(some, axis) for axis in (0, 1))
        first, other = (0, 1) if wide >= high else (1, 0)
        some = sorted(some, key=lambda door: (door.at[first], door.at[other], door.household))
        cut = turfs // 2 * size
        waiting += [some[cut:], some[:cut]]
    return done


def _extent(doors: list[Door], axis: int) -> float:
    places = [door.at[axis] for door in doors]
    return max(places) - min(places)
