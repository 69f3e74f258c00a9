"""Whom to call about a polling place: who stands there now, then the captains of their teams."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from lib import clock
from precincts.models import Holder, Post


@dataclass(slots=True)
class Contact:
    """Somebody to call. `role` watcher or captain."""

    role: str
    name: str
    phone: str


def contacts(places: set[int]) -> dict[int, list[Contact]]:
    """Place id -> the people, watchers first; a place where nobody stands and no team has a number is missing."""
    now = clock.now()
    posts = Post.objects.filter(place__in=places, ended_at=None, starts_at__lte=now, ends_at__gt=now)
    posts = {post.pk: post for post in posts.select_related("team__captain")}
    found: dict[int, dict[tuple, Contact]] = {}
    held = Holder.objects.filter(post__in=posts, until=None, withdrawn_by=None).select_related("person")
    for holder in held.order_by("person__name", "pk"):
        person, place = holder.person, posts[holder.post_id].place_id
        found.setdefault(place, {})["watcher", person.pk] = Contact("watcher", person.name, person.phone)
    for post in posts.values():
        team = post.team
        if team and team.number:
            name = team.captain.name if team.captain else _("the team's number")
            found.setdefault(post.place_id, {})["captain", team.pk] = Contact("captain", name, team.number)
    return {place: list(people.values()) for place, people in found.items()}
