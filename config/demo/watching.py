"""Poll watchers: a team, its posts at the polling places with most precincts from an hour ago on, and what holds there."""

from datetime import timedelta

from django.db.models import Count

from crew.models import Area, Person, Team
from lib import clock, door
from precincts import posting
from precincts.models import Opening, Post
from roll.models import PollingPlace

TEAM = "Fairwater watchers"
PLACES = 6
BEFORE, AFTER, LEFT = timedelta(hours=1), timedelta(hours=12), timedelta(hours=4)
CHECKLIST = (
    "Your watcher certificate, signed\nA photo ID\nA charged phone, and a pen\nThe captain's number, on paper"
)


def team(captain: Person, fallback: str, by: Person) -> Team:
    """The watchers' team, led by `captain`."""
    known = Team.objects.filter(name=TEAM).first()
    if known is None:
        county = Area.objects.get(kind="region")
        payload = {"id": door.new_id("crew_team"), "name": TEAM, "area": county.pk, "captain": captain.pk}
        door.enter("team", payload | {"fallback_phone": fallback, "work": "polls"}, by=by)
        known = Team.objects.get(pk=payload["id"])
    return known


def posts(team: Team, by: Person) -> int:
    """Makes posts where the team has none with hours left to run; how many there are now.

    At the last of several places one watches with paper inside, so that both ways can be tried.
    """
    running = Post.objects.filter(team=team, ended_at=None, ends_at__gt=clock.now())
    lasting = running.filter(ends_at__gt=clock.now() + LEFT).count()
    if lasting:
        return lasting
    for old in running:
        posting.end(old, by)
    places = PollingPlace.objects.annotate(precincts_n=Count("precinctplace")).filter(precincts_n__gt=0)
    places = list(places.order_by("-precincts_n", "pk")[:PLACES])
    now = clock.now().replace(minute=0, second=0, microsecond=0)
    starts, ends = now - BEFORE, now + AFTER
    county = Area.objects.get(kind="region")
    door.enter(
        "rule", {"area": county.pk, "phones_inside": True, "photos": True, "checklist": CHECKLIST}, by=by
    )
    for at, place in enumerate(places):
        if not Opening.objects.filter(place=place, closes_at__gt=now + LEFT).exists():
            span = {"opens_at": starts.isoformat(), "closes_at": ends.isoformat()}
            door.enter("openings", {"place": place.pk, "openings": [span]}, by=by)
        posting.make(place, team, starts, ends, by, paper_inside=0 < at == len(places) - 1)
    return len(places)
