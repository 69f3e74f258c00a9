"""area: places on the campaign's map, many in one entry, because a voter file brings thousands."""

from django.db import connection

from crew.models import Area
from lib import door

MOVE_BELOW = """
    update crew_area
       set lineage = %(now)s::bigint[] || lineage[array_position(lineage, %(id)s::bigint) + 1:]
     where lineage @> array[%(id)s::bigint] and id <> %(id)s
"""


@door.records("area")
def record_areas(entry: door.Entry) -> None:
    """Payload: `{"areas": [{"id", "kind", "name", "code", "parent": id|null, "tz"?}]}`, parents first.

    A known id is renamed or moved, and what lies below it moves along. Refused: a parent that is not there,
    or one that lies below the area itself.
    """
    rows = entry.payload["areas"]
    known = Area.objects.in_bulk({row["id"] for row in rows} | {row["parent"] for row in rows} - {None})
    fresh = []
    for row in rows:
        area = known.get(row["id"]) or Area(id=row["id"])
        before = area.lineage
        _place(area, row, known)
        if before is None:
            fresh.append(area)
        else:
            area.save()
            if before != area.lineage:
                _move_below(area)
        known[area.id] = area
    Area.objects.bulk_create(fresh, batch_size=2000)


def _place(area: Area, row: dict, known: dict[int, Area]) -> None:
    parent = known.get(row["parent"])
    if row["parent"] is not None and parent is None:
        raise door.Refused("no_such_area", f"Area {row['parent']} is not there.")
    above = parent.lineage if parent else []
    if area.id in above:
        raise door.Refused("below_itself", f"{row['name']} cannot lie below itself.")
    area.kind, area.name, area.code = row["kind"], row["name"], row["code"]
    area.tz = row.get("tz") or ""
    area.parent_id, area.lineage = row["parent"], [*above, area.id]


def _move_below(area: Area) -> None:
    with connection.cursor() as cursor:
        cursor.execute(MOVE_BELOW, {"id": area.id, "now": area.lineage})
