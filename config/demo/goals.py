"""Goals for each staging location, small enough that one caller sees the picture move."""

from datetime import timedelta

from boiler_room import goals
from boiler_room.models import Goal
from boiler_room.reads import zone
from crew.models import Area, Person
from lib import clock, door

DAYS = 14
CALLS, CONTACTS, SUPPORTERS = 0.002, 0.0005, 0.06  # of the county's voters, for one staging location


def set_for_a_fortnight(voters: int, by: Person) -> None:
    """Calls and contacts for each day, supporters voted for the first; once."""
    if Goal.objects.exists():
        return
    stagings = list(Area.objects.filter(kind="staging").order_by("pk").values_list("pk", flat=True))
    first = clock.now().astimezone(zone()).date()
    for ahead in range(DAYS):
        day = first + timedelta(days=ahead)
        shares = {"calls": CALLS, "contacts": CONTACTS} | ({} if ahead else {"supporters": SUPPORTERS})
        asked = [
            (area, what, goals.spread(what, day, max(10, round(voters * share))))
            for area in stagings
            for what, share in shares.items()
        ]
        door.enter("goals", goals.payload(day, asked), by=by)
