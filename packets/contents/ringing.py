"""Whom to ring from paper: a captain, and the helpers of an area and of those above it."""

from django.db.models import Q
from django.utils.translation import gettext as _

from crew import names
from crew.models import Role, Team
from packets.contents.places import Places

HELPERS = (Role.Name.BOILER_ROOM, Role.Name.HELP_DESK, Role.Name.FIELD_DIRECTOR)


def captains(teams: list[Team]) -> list[list[str]]:
    """`[who, number, name]` of the captains who have a number, each once."""
    found = [
        [_("Captain"), names.shown(team.number), team.captain.name if team.captain else team.name]
        for team in teams
        if team.number
    ]
    return [one for n, one in enumerate(found) if one not in found[:n]]


def helpers(area_id: int | None, places: Places) -> list[list[str]]:
    """The same of headquarters, as the area has them."""
    lineage = places.areas[area_id].lineage if area_id in places.areas else []
    roles = Role.objects.filter(Q(area=None) | Q(area__in=lineage), name__in=HELPERS)
    return [
        [str(Role.Name(role.name).label), names.shown(role.person.phone), role.person.name]
        for role in roles.exclude(person__phone="").select_related("person").order_by("name", "person__name")
    ]
