"""The shapes of areas in degrees: states and counties from the atlas, precincts from what was sent."""

from collections.abc import Iterable

from boiler_room.map.atlas import finding
from boiler_room.map.atlas.topology import Rings
from boiler_room.map.shapes.simplifying import UNIT
from boiler_room.models import Shape
from crew.models import Area

Kind = Area.Kind


def of(areas: Iterable[Area]) -> dict[int, Rings]:
    """Area -> its outline; one without a known shape is missing."""
    areas = list(areas)
    states = dict(Area.objects.filter(kind=Kind.STATE).values_list("pk", "code"))
    found = _precincts([area.pk for area in areas if area.kind == Kind.PRECINCT])
    for area in areas:
        rings = None
        if area.kind == Kind.STATE:
            rings = finding.state(area.code)
        elif area.kind == Kind.REGION:
            state = next((states[pk] for pk in area.lineage if pk in states), "")
            rings = finding.county(state, area.name)
        if rings:
            found[area.pk] = rings
    return found


def _precincts(ids: list[int]) -> dict[int, Rings]:
    rows = Shape.objects.filter(pk__in=ids).values_list("area_id", "rings") if ids else ()
    return {
        area: [[(x / UNIT, y / UNIT) for x, y in zip(ring[::2], ring[1::2], strict=True)] for ring in rings]
        for area, rings in rows
    }
