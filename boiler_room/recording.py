"""What this room records of the facts that come in through the door: goals, win numbers, who has taken what on."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime

from boiler_room.models import Goal, Owner, What, WinNumber
from crew.models import Area, Person
from lib import door


@door.records("goals")
def record_goals(entry: door.Entry) -> None:
    """Payload: `{"from", "to": the day, "goals": [{"area": id, "what", "hours": {instant: n}}]}`.

    All of the day's goals of each area and What named are replaced. Refused: an area that is not there.
    """
    day = {"hour__gte": entry.payload["from"], "hour__lt": entry.payload["to"]}
    goals = entry.payload["goals"]
    known = set(Area.objects.filter(pk__in=[g["area"] for g in goals]).values_list("pk", flat=True))
    for goal in goals:
        if goal["area"] not in known or goal["what"] not in What.values:
            raise door.Refused(
                "no_such_area", f"There is no area {goal['area']}, or nothing called {goal['what']}."
            )
    for what in sorted({g["what"] for g in goals}):
        named = [g["area"] for g in goals if g["what"] == what]
        Goal.objects.filter(what=what, area__in=named, **day).delete()
        Goal.objects.bulk_create(
            Goal(area_id=g["area"], what=what, hour=datetime.fromisoformat(hour), n=n)
            for g in goals
            if g["what"] == what
            for hour, n in g["hours"].items()
        )
        _sum_up(what, day)


def _sum_up(what: str, day: dict) -> None:
    """Areas without goals of their own get the sum of the nearest ones below them."""
    of_day = Goal.objects.filter(what=what, **day)
    of_day.filter(own=False).delete()
    own = list(of_day.values_list("area_id", "hour", "n"))
    set_for = {area for area, _hour, _n in own}
    lineages = dict(Area.objects.filter(pk__in=set_for).values_list("pk", "lineage"))
    sums: dict[tuple[int, datetime], int] = defaultdict(int)
    for area, hour, n in own:
        for above in _unset_above(lineages[area], set_for):
            sums[above, hour] += n
    Goal.objects.bulk_create(
        Goal(area_id=area, what=what, hour=hour, n=n, own=False) for (area, hour), n in sums.items()
    )


@door.records("win_number")
def record_win_number(entry: door.Entry) -> None:
    """Payload: `{"area": id, "n": votes, or null to take the number away}`. Refused: an area that is not there."""
    area, n = entry.payload["area"], entry.payload["n"]
    if not Area.objects.filter(pk=area).exists():
        raise door.Refused("no_such_area", f"There is no area {area}.")
    if n is None:
        WinNumber.objects.filter(pk=area).delete()
    else:
        WinNumber.objects.update_or_create(pk=area, defaults={"n": n, "own": True})
    WinNumber.objects.filter(own=False).delete()
    own = dict(WinNumber.objects.values_list("pk", "n"))
    lineages = dict(Area.objects.filter(pk__in=own).values_list("pk", "lineage"))
    sums: dict[int, int] = defaultdict(int)
    for pk, votes in own.items():
        for above in _unset_above(lineages[pk], own):
            sums[above] += votes
    WinNumber.objects.bulk_create(WinNumber(pk=pk, n=votes, own=False) for pk, votes in sums.items())


def _unset_above(lineage: list[int], own) -> Iterator[int]:
    """The areas above the last of a lineage, up to the first that has one of its own."""
    for above in reversed(lineage[:-1]):
        if above in own:
            return
        yield above


@door.records("taken_on")
def record_taken_on(entry: door.Entry) -> None:
    """Payload: `{"need": key, "person": id or null}`: who looks after it now; null gives it back."""
    need, person = entry.payload["need"], entry.payload["person"]
    if person is None:
        Owner.objects.filter(need=need).delete()
        return
    if not Person.objects.filter(pk=person).exists():
        raise door.Refused("no_such_person")
    Owner.objects.update_or_create(need=need, defaults={"person_id": person, "at": entry.received_at})
