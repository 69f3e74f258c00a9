"""The campaign's map: staging locations are drawn into it, and precincts are moved to them."""

from django.db import connection, transaction

from crew.models import Area, Person
from lib import door

MAP = "select pg_advisory_xact_lock(hashtextextended('crew.areas', 0))"  # one hand draws at a time
BELOW = {  # what may lie directly below what
    Area.Kind.STATE: {Area.Kind.REGION, Area.Kind.STAGING},
    Area.Kind.REGION: {Area.Kind.REGION, Area.Kind.STAGING, Area.Kind.PRECINCT},
    Area.Kind.STAGING: {Area.Kind.STAGING, Area.Kind.PRECINCT},
    Area.Kind.PRECINCT: set(),
}


def add_staging(parent: Area, name: str, by: Person | None) -> Area:
    """A staging location below `parent`; ValueError (in words) where none can be."""
    if Area.Kind.STAGING not in BELOW[parent.kind]:
        raise ValueError(f"No staging location fits below {parent.name}.")
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(MAP)
        taken = set(Area.objects.filter(parent=parent, kind="staging").values_list("code", flat=True))
        number = next(n for n in range(1, len(taken) + 2) if f"S{n}" not in taken)
        area_id = door.new_id("crew_area")
        _enter([_row(area_id, "staging", name, f"S{number}", parent.pk, "")], by)
    return Area.objects.get(pk=area_id)


def rename(area: Area, name: str, by: Person | None) -> None:
    _enter([_row(area.pk, area.kind, name, area.code, area.parent_id, area.tz)], by)


def move(precincts: list[Area], to: Area, by: Person | None) -> int:
    """Moves precincts below `to`, a staging location or their own region; answers how many moved.

    ValueError (in words) for a move out of the county: a voter file would no longer find the precinct.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(MAP)
        home = county(to)
        regions = set(Area.objects.filter(kind="region").values_list("pk", flat=True))
        rows = []
        for area in precincts:
            if Area.Kind.PRECINCT not in BELOW[to.kind]:
                raise ValueError(f"No precinct fits below {to.name}.")
            if area.kind != "precinct" or _nearest(area, regions) != home:
                raise ValueError(f"{area.name} lies in another county than {to.name}.")
            if area.parent_id != to.pk:
                rows.append(_row(area.pk, area.kind, area.name, area.code, to.pk, area.tz))
        if rows:
            _enter(rows, by)
    return len(rows)


def county(area: Area) -> int | None:
    """The nearest region that the area lies in, or is."""
    regions = Area.objects.filter(pk__in=area.lineage, kind="region").values_list("pk", flat=True)
    return _nearest(area, set(regions))


def _nearest(area: Area, regions: set[int]) -> int | None:
    return next((pk for pk in reversed(area.lineage) if pk in regions), None)


def _row(pk, kind, name, code, parent, tz) -> dict:
    return {"id": pk, "kind": kind, "name": name, "code": code, "parent": parent, "tz": tz}


def _enter(rows: list[dict], by: Person | None) -> None:
    door.enter("area", {"areas": rows}, by=by)
