"""How things are switched, seen from a place; nobody keeps a copy of it, so a switch holds with the next question."""

import json

from django.db import connection

from crew.models import Area
from crew.scope import Scope
from crew.switches import features

AT = "select feature, is_on, area_id from crew_switches_at(%s::bigint[])"
TEAM = "select crew_switched(%s)::text"
NOBODY = {"work": "", "area": None, "as_of": 0, "states": {}}


def at(area: Area | None) -> dict[str, tuple[bool, int | None]]:
    """{feature: (on, id of the area that says so, None for the whole campaign)}, where anybody said anything."""
    with connection.cursor() as cursor:
        cursor.execute(AT, [area.lineage if area else []])
        return {feature: (on, said_by) for feature, on, said_by in cursor.fetchall()}


def is_on(name: str, area: Area | None) -> bool:
    feature = features.named(name)
    on, _said_by = at(area).get(name, (feature.default, None))
    return on


def is_on_in(name: str, areas: tuple[int, ...]) -> bool:
    """Whether it is on in any of these areas; () is the whole campaign."""
    if not areas:
        return is_on(name, None)
    return any(is_on(name, area) for area in Area.objects.filter(pk__in=areas))


def is_on_for(name: str, scope: Scope) -> bool:
    """For a member of staff: who works everywhere, as the whole campaign has it; else on in any area of theirs."""
    return is_on_in(name, areas_of(scope))


def areas_of(scope: Scope) -> tuple[int, ...]:
    return () if scope.everywhere else tuple(scope.roots)


def of_team(team_id: int | None) -> dict:
    """As `crew_switched` has it: {"work", "area", "as_of", "states"}."""
    with connection.cursor() as cursor:
        cursor.execute(TEAM, [team_id])
        found = cursor.fetchone()[0]
    return json.loads(found) if found else NOBODY


def told(found: dict | None) -> dict:
    """What a device is told: {"as_of": place in the log, "off": [names that its screen knows]}."""
    found = found or NOBODY
    return {"as_of": found["as_of"], "off": features.off(found["states"], found["work"])}
