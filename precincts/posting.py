"""Making posts: where a team's watchers stand, who stands where, and the codes of the precincts they watch."""

from datetime import datetime

from django.db import transaction

from crew import join_links
from crew.models import JoinLink, Person, Shift, Team
from lib import clock, door
from precincts.models import Post
from roll.models import PollingPlace, PrecinctPlace


def precincts_at(place: PollingPlace) -> list[int]:
    """The precincts that vote there, ascending."""
    return list(
        PrecinctPlace.objects.filter(place=place).order_by("precinct").values_list("precinct", flat=True)
    )


def make(
    place: PollingPlace,
    team: Team,
    starts_at: datetime,
    ends_at: datetime,
    by: Person | None,
    precincts: list[int] | None = None,
    person: Person | None = None,
    shift: Shift | None = None,
    paper_inside: bool = False,
) -> Post:
    """A new post, for all precincts of the place unless some are named; their voters have codes afterwards.

    ValueError (in words) when it would end before it begins or watch nothing.
    """
    precincts = precincts_at(place) if precincts is None else sorted(precincts)
    if ends_at <= starts_at:
        raise ValueError("A post ends after it begins.")
    if not precincts:
        raise ValueError(f"No precinct votes at {place.name}: load its polling places first.")
    post_id = door.new_id("precincts_post")
    payload = {
        "id": post_id,
        "place": place.pk,
        "precincts": precincts,
        "team": team.pk,
        "shift": shift.pk if shift else None,
        "starts_at": starts_at.isoformat(),
        "ends_at": ends_at.isoformat(),
        "paper_inside": paper_inside,
    }
    if person:
        payload["person"] = person.pk
    with transaction.atomic():
        door.enter("post", payload, by=by)
        door.enter("strike_codes", {"precincts": precincts}, by=by, source="office")
    return Post.objects.get(pk=post_id)


def put(post: Post, person: Person | None, by: Person | None) -> None:
    """From now on this person stands there, and nobody else; None empties it."""
    door.enter("post_holder", {"post": post.pk, "person": person.pk if person else None}, by=by)


def link(post: Post, by: Person | None, uses: int = 4) -> JoinLink:
    """A join link for this post: who comes in by it stands there at once. It works until the post is over."""
    hours = max(1.0, (post.ends_at - clock.now()).total_seconds() / 3600)
    made = join_links.make(post.team, by, hours=hours, uses=uses)
    door.enter("post_link", {"link": made.pk, "post": post.pk}, by=by)
    return made


def end(post: Post, by: Person | None) -> None:
    """The post is over. What was seen there before still counts when it comes."""
    door.enter("post_ended", {"post": post.pk}, by=by)
