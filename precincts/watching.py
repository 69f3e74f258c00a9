"""Who watches where, for staff: every polling place of an area with its posts, who is there, missing or silent."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404

from crew import zone
from crew.models import Area, Booking
from crew.scope import Scope
from lib import clock
from precincts.models import Holder, Incident, LineReport, Opening, PollsReport, Post, Sign
from roll.models import PollingPlace, PrecinctPlace

QUIET = timedelta(minutes=30)  # who has sent nothing for so long is silent
DAY = timedelta(hours=24)
MOST = 400  # places on one page


@dataclass(slots=True)
class Watch:
    """A post as staff see it. `state` nobody, not_seen (so far), silent, there; or coming, over."""

    post: Post
    people: list = field(default_factory=list)  # crew.Person, each with `last` (datetime or None)
    state: str = "coming"


@dataclass(slots=True)
class Place:
    """A polling place with what belongs to it; `opens` and `closes` of the span that is on or next, if known."""

    place: PollingPlace
    precincts: list[Area]
    zone: ZoneInfo
    watches: list[Watch] = field(default_factory=list)
    opens: datetime | None = None
    closes: datetime | None = None
    line: LineReport | None = None
    report: PollsReport | None = None
    incidents_n: int = 0

    @property
    def states(self) -> set[str]:
        return {watch.state for watch in self.watches}


def places(scope: Scope, area: int | None = None, only: str = "", at: datetime | None = None) -> list[Place]:
    """The places in scope where somebody votes, by name. `only` unwatched, missing or silent narrows them."""
    at = at or clock.now()
    votes = PrecinctPlace.objects.select_related("precinct", "place").order_by(
        "place__name", "place", "precinct__code"
    )
    if not scope.everywhere:
        votes = votes.filter(precinct__lineage__overlap=scope.roots)
    if area is not None:
        votes = votes.filter(precinct__lineage__contains=[area])
    found: dict[int, Place] = {}
    for vote in votes:
        if vote.place_id not in found:
            found[vote.place_id] = Place(vote.place, [], zone.of(vote.precinct))
        found[vote.place_id].precincts.append(vote.precinct)
    _fill(found, at)
    wanted = {"missing": {"nobody", "not_seen"}, "silent": {"silent"}}
    rows = list(found.values())
    if only == "unwatched":
        rows = [row for row in rows if not row.states & {"nobody", "not_seen", "silent", "there", "coming"}]
    elif only in wanted:
        rows = [row for row in rows if row.states & wanted[only]]
    return rows[:MOST]


def place(scope: Scope, pk: int) -> Place:
    """One place; 404 if there is none or nobody votes there, 403 if it lies outside the scope."""
    votes = (
        PrecinctPlace.objects.filter(place=pk).select_related("precinct", "place").order_by("precinct__code")
    )
    precincts = [vote.precinct for vote in votes]
    if not precincts:
        raise Http404
    if not any(scope.sees(precinct.pk) for precinct in precincts):
        raise PermissionDenied
    found = Place(votes[0].place, precincts, zone.of(precincts[0]))
    _fill({pk: found}, clock.now())
    return found


def post(scope: Scope, pk: int) -> Post:
    """One post; 404 if there is none, 403 if none of its precincts lies in the scope."""
    found = Post.objects.select_related("team", "place").filter(pk=pk).first()
    if found is None:
        raise Http404
    if not scope.everywhere and not scope.areas().filter(pk__in=found.precincts).exists():
        raise PermissionDenied
    return found


def state(post: Post, people: list, at: datetime) -> str:
    """What staff should know of a post now; `people` as in `Watch`."""
    if post.ended_at or post.ends_at <= at:
        return "over"
    if post.starts_at > at:
        return "coming"
    if not people:
        return "nobody"
    last = max((person.last for person in people if person.last), default=None)
    if last is None or last < post.starts_at - timedelta(hours=3):
        return "not_seen"
    return "there" if last > at - QUIET else "silent"


def _fill(found: dict[int, Place], at: datetime) -> None:
    """Posts, hours and the newest reports of all places, one query each."""
    posts = Post.objects.filter(place__in=list(found), ends_at__gt=at - DAY).select_related("team")
    posts = list(posts.order_by("starts_at", "pk"))
    people = _people(posts)
    for one in posts:
        there = people.get(one.pk, [])
        found[one.place_id].watches.append(Watch(one, there, state(one, there, at)))
    for opening in Opening.objects.filter(place__in=list(found), closes_at__gt=at).order_by("-opens_at"):
        found[opening.place_id].opens, found[opening.place_id].closes = opening.opens_at, opening.closes_at
    recent = Q(place__in=list(found), withdrawn_by=None, at__gt=at - DAY)
    for line in LineReport.objects.filter(recent).order_by("at"):
        found[line.place_id].line = line
    for report in PollsReport.objects.filter(recent).order_by("at"):
        found[report.place_id].report = report
    open_ones = Incident.objects.filter(place__in=list(found), withdrawn_by=None).exclude(state="done")
    for pk in open_ones.values_list("place", flat=True):
        found[pk].incidents_n += 1


def _people(posts: list[Post]) -> dict[int, list]:
    """Post -> who stands there, with the last sign of each: something sent, or a check-in to the post's shift."""
    held = Holder.objects.filter(post__in=posts, until=None, withdrawn_by=None).select_related(
        "person", "post"
    )
    held = list(held.order_by("person__name", "pk"))
    signs = dict(Sign.objects.filter(person__in={h.person_id for h in held}).values_list("person", "at"))
    shifts = {post.shift_id for post in posts if post.shift_id}
    here = {
        (b.shift_id, b.person_id): b.here_at
        for b in Booking.objects.filter(shift__in=shifts).exclude(here_at=None)
    }
    found: dict[int, list] = {}
    for holder in held:
        known = [signs.get(holder.person_id), here.get((holder.post.shift_id, holder.person_id))]
        holder.person.last = max((moment for moment in known if moment), default=None)
        found.setdefault(holder.post_id, []).append(holder.person)
    return found
