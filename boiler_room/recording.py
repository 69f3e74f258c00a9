"""What this room records of the facts that come in through the door: goals, and who has taken what on."""

from collections import defaultdict
from datetime import datetime

from boiler_room.models import Goal, Owner, What
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
        for above in reversed(lineages[area][:-1]):
            if above in set_for:
                break
            sums[above, hour] += n
    Goal.objects.bulk_create(
        Goal(area_id=area, what=what, hour=hour, n=n, own=False) for (area, hour), n in sums.items()
    )


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
