"""Where a member of staff may look: the areas of their roles and everything below them."""

from collections.abc import Iterable
from functools import cached_property

from crew.models import Area, Person, Role


class Scope:
    """What one person's roles open; nothing is read from the database until it is asked for.

    `grants` are pairs (role, area id), the area None for everywhere.
    """

    def __init__(self, person: Person | None, grants: Iterable[tuple[str, int | None]] | None = None):
        self.person = person
        if grants is not None:
            self.grants = tuple(grants)

    @cached_property
    def grants(self) -> tuple[tuple[str, int | None], ...]:
        if self.person is None:
            return ()
        return tuple(Role.objects.filter(person=self.person).order_by("id").values_list("name", "area_id"))

    def through(self, roles: Iterable[str]) -> "Scope":
        """This scope by `roles` alone; an office manager's grants always count."""
        wanted = {*roles, Role.Name.OFFICE}
        return Scope(self.person, (grant for grant in self.grants if grant[0] in wanted))

    @property
    def roles(self) -> frozenset[str]:
        return frozenset(name for name, _area in self.grants)

    @property
    def is_staff(self) -> bool:
        return bool(self.grants)

    @property
    def everywhere(self) -> bool:
        return any(area is None for _name, area in self.grants)

    @property
    def roots(self) -> list[int]:
        """The areas named in the roles themselves; what lies below them is in scope, too."""
        return sorted({area for _name, area in self.grants if area is not None})

    def areas(self):
        """The areas in scope, as a query."""
        if self.everywhere:
            return Area.objects.all()
        return Area.objects.filter(lineage__overlap=self.roots) if self.roots else Area.objects.none()

    @cached_property
    def area_ids(self) -> list[int]:
        """Ids of all areas in scope, descendants included, ascending."""
        return list(self.areas().order_by("id").values_list("id", flat=True))

    def sees(self, area_id: int | None) -> bool:
        """Whether the area is in scope; None (the whole campaign) only for those who see everywhere."""
        if self.everywhere:
            return True
        return area_id is not None and self.areas().filter(pk=area_id).exists()
