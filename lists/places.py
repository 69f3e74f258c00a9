"""Which precincts a member of staff may ask about."""

from crew.models import Area
from crew.scope import Scope


def precincts(area: Area | None, scope: Scope) -> list[int] | None:
    """Ids of the precincts below `area` that are in scope; None for everywhere."""
    if area is None and scope.everywhere:
        return None
    found = scope.areas().filter(kind=Area.Kind.PRECINCT)
    if area is not None:
        found = found.filter(lineage__contains=[area.pk])
    return list(found.values_list("pk", flat=True))


def choices(scope: Scope):
    """The areas that a list can be for, in the order of the tree: those in scope, precincts left out."""
    return scope.areas().exclude(kind=Area.Kind.PRECINCT).order_by("lineage")
