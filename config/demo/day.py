"""The day so far, so that the board has something to say: early votes in the plan, win numbers, strikes, watchers' reports."""

import random
from datetime import datetime, timedelta

from boiler_room import goals
from boiler_room.board import reads
from boiler_room.board.reads import Turnout
from boiler_room.models import Goal, What, WinNumber
from boiler_room.reads import day_of, zone
from crew.models import Area, Person, Team
from lib import clock, door
from precincts.models import Post
from roll.models import Supporter, Voted

REACHED = (1.04, 0.9)  # of what is expected by now, at the one staging location and the other
WATCHERS = ("Tom Ellery", "Grace Lindqvist", "Omar Haddad", "June Park")
LINES = (75, 20, 10)  # minutes, at the first places; the fourth has not opened
AT_ONCE = 2000


def so_far(watchers: Team, by: Person) -> int:
    """Answers how many strikes were entered; none when the day was begun before."""
    if WinNumber.objects.exists():
        return 0
    stagings = list(Area.objects.filter(kind="staging").order_by("pk"))
    now = clock.now()
    early = reads.turnout_by_area([area.pk for area in stagings], now)
    n = sum(_strikes(area, reached, now, by) for area, reached in zip(stagings, REACHED, strict=False))
    _plan(early, now, by)
    _reports(watchers, now)
    return n


def _plan(early: dict[int, Turnout], now: datetime, by: Person) -> None:
    """What was banked early was planned for yesterday; with the day's goal it wins."""
    yesterday = now.astimezone(zone()).date() - timedelta(days=1)
    asked = [
        (pk, What.SUPPORTERS, goals.spread(What.SUPPORTERS, yesterday, one.banked))
        for pk, one in early.items()
    ]
    door.enter("goals", goals.payload(yesterday, asked), by=by)
    for pk, one in early.items():
        door.enter("win_number", {"area": pk, "n": one.banked + (one.win or 0)}, by=by)


def _strikes(area: Area, reached: float, now: datetime, by: Person) -> int:
    """Supporters of the area who have voted since six, as many by each hour as the plan says, and some precincts none."""
    dice = random.Random(area.pk)
    precincts = list(Area.objects.filter(kind="precinct", lineage__contains=[area.pk]).order_by("code"))
    voted = Voted.objects.filter(ended_seq=None).values("voter")
    waiting = Supporter.objects.filter(
        ended_seq=None, area_id__in=[p.pk for p in precincts[:-1] or precincts]
    )
    waiting = list(
        waiting.exclude(voter_id__in=voted).order_by("voter_id").values_list("voter_id", flat=True)
    )
    dice.shuffle(waiting)
    since, _until = day_of(now)
    entries = []
    for hour, n in Goal.objects.filter(
        area=area, what=What.SUPPORTERS, hour__gte=since, hour__lte=now
    ).values_list("hour", "n"):
        span = min(3600, (now - hour).total_seconds())
        for _vote in range(min(len(waiting), round(n * reached * span / 3600))):
            seen = hour + timedelta(seconds=dice.random() * span)
            entries.append({"kind": "strike", "payload": {"voter": waiting.pop()}, "seen_at": seen})
    for start in range(0, len(entries), AT_ONCE):
        door.enter_many(entries[start : start + AT_ONCE], by=by, source="keyed")
    return len(entries)


def _reports(team: Team, now: datetime) -> None:
    """Four watchers stand at the first posts and say how it is there; of the others nothing is heard."""
    posts = Post.objects.filter(team=team, ended_at=None, ends_at__gt=now).order_by("pk")
    for at, (name, post) in enumerate(zip(WATCHERS, posts, strict=False)):
        pk = door.new_id("crew_person")
        phone = f"+1919555015{at}"
        door.enter("person", {"id": pk, "name": name, "phone": phone, "team": team.pk})
        said = [{"kind": "post_taken", "payload": {"post": post.pk}}]
        what = "opened" if at < len(LINES) else "not_open"
        said.append({"kind": "polls_report", "payload": {"place": post.place_id, "what": what}})
        if at < len(LINES):
            said.append({"kind": "line_report", "payload": {"place": post.place_id, "minutes": LINES[at]}})
        for entry in said:  # who stands there comes first
            door.enter_many([entry], by=pk, source="device")
