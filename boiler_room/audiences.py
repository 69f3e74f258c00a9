"""For whom this room's pages are, and where in the map they look from."""

from crew.models import Area
from crew.scope import Scope

PICTURE = ("data_director", "field_director", "boiler_room", "captain", "help_desk")
MOVERS = ("data_director", "field_director", "boiler_room", "captain")  # may move effort with one tap
PLANNERS = ("data_director", "field_director", "boiler_room")  # set goals
SPEAKERS = ("field_director", "boiler_room", "help_desk")  # write the note on the public status page
ANNOUNCERS = ("field_director", "boiler_room", "captain", "help_desk")  # announce, within their areas
WHOLE = ()


def topmost(scope: Scope) -> tuple[int, ...]:
    """The areas of a scope that lie below no other of it, so nothing counts twice; () for everywhere."""
    if scope.everywhere:
        return WHOLE
    roots = set(scope.roots)
    lineages = Area.objects.filter(pk__in=roots).values_list("pk", "lineage")
    return tuple(sorted(pk for pk, lineage in lineages if not roots & set(lineage[:-1])))


def within(scope: Scope, area_id: int) -> Area | None:
    """The area, when it lies in scope."""
    area = Area.objects.filter(pk=area_id).first()
    if area is None or not (scope.everywhere or set(scope.roots) & set(area.lineage)):
        return None
    return area
