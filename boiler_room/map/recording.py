"""shapes, shapes_removed: precincts' outlines from a kept file."""

from boiler_room.map.shapes.layer import Unreadable
from boiler_room.map.shapes.matching import Precincts
from boiler_room.map.shapes.reading import read
from boiler_room.map.shapes.simplifying import simplify
from boiler_room.models import Shape, ShapeFile
from crew.models import Area
from lib import door
from roll.loading import keeping


@door.records("shapes")
def record_shapes(entry: door.Entry) -> None:
    """Payload: `{"counties": [ids], "file_name", "sha256", "code_field", "county_field": name or ""}`.

    The kept file is read anew. Shapes that these counties had give way; refused when nothing matches.
    """
    said = entry.payload
    counties = list(Area.objects.filter(pk__in=said["counties"], kind=Area.Kind.REGION).order_by("pk"))
    try:
        layer = read(keeping.path_of(said["sha256"]).read_bytes())
    except FileNotFoundError:
        text = f"The kept file {said['sha256']} of {said['file_name']!r} is missing."
        raise door.Refused("file_missing", text) from None
    except Unreadable as error:
        raise door.Refused("unreadable", str(error)) from None
    found = (
        Precincts(counties).match(layer, said["code_field"], said["county_field"]).found if counties else {}
    )
    if not found:
        raise door.Refused("nothing_matches", "No feature is one of these counties' precincts.")
    file = ShapeFile.objects.create(
        id=entry.id,
        at=entry.received_at,
        person_id=entry.person_id,
        counties=[county.pk for county in counties],
        file_name=said["file_name"],
        sha256=said["sha256"],
        code_field=said["code_field"],
        county_field=said["county_field"],
        shapes_n=len(found),
    )
    _remove(counties)
    for county in counties:
        inside = Area.objects.filter(pk__in=found, lineage__contains=[county.pk]).values_list("pk", flat=True)
        if shapes := {pk: [ring for feature in found[pk] for ring in feature.rings] for pk in inside}:
            rows = simplify(shapes).items()
            Shape.objects.bulk_create(Shape(area_id=pk, file=file, rings=rings) for pk, rings in rows)


@door.records("shapes_removed")
def record_shapes_removed(entry: door.Entry) -> None:
    """Payload: `{"file": id}`: its shapes go; none come back, for the file before it was replaced whole."""
    file = ShapeFile.objects.filter(pk=entry.payload["file"]).first()
    if file is None:
        raise door.Refused("no_such_file")
    Shape.objects.filter(file=file).delete()
    ShapeFile.objects.filter(pk=file.pk, removed_at=None).update(removed_at=entry.received_at)


def _remove(counties: list[Area]) -> None:
    Shape.objects.filter(area__lineage__overlap=[county.pk for county in counties]).delete()
