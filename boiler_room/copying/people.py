"""Whom to call when nothing else works: captains with their teams, and staff."""

from dataclasses import dataclass, field

from crew.models import Person, Role, Team


@dataclass(slots=True)
class Staff:
    """A member of staff with `roles` as (name of the role, area or None for everywhere)."""

    person: Person
    roles: list[tuple[str, str | None]] = field(default_factory=list)


def teams() -> list[Team]:
    return list(Team.objects.select_related("area", "captain").order_by("area__name", "name", "pk"))


def staff() -> list[Staff]:
    """Everybody with a role, those for the whole campaign first."""
    found: dict[int, Staff] = {}
    for role in Role.objects.select_related("person", "area").order_by("person__name", "person", "pk"):
        one = found.setdefault(role.person_id, Staff(role.person))
        one.roles.append((role.get_name_display, role.area and role.area.name))
    return sorted(found.values(), key=lambda one: all(area for _role, area in one.roles))
