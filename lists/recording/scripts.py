"""Kinds `script` {id, name, area} and `script_version` {id, script, number, body}."""

from lib import door
from lists.models import Script, ScriptVersion
from lists.scripts import checking


@door.records("script")
def record_script(entry: door.Entry) -> None:
    said = entry.payload
    Script.objects.update_or_create(
        pk=said["id"],
        defaults={"name": said["name"], "area_id": said["area"]},
        create_defaults={"name": said["name"], "area_id": said["area"], "made_at": entry.received_at},
    )


@door.records("script_version")
def record_script_version(entry: door.Entry) -> None:
    said = entry.payload
    if wrong := checking.problems(said["body"]).errors:
        raise door.Refused("wrong_script", wrong[0])
    if ScriptVersion.objects.filter(script_id=said["script"], number=said["number"]).exists():
        raise door.Refused("version_taken", "Somebody saved this version a moment before.")
    ScriptVersion.objects.create(
        pk=said["id"],
        script_id=said["script"],
        number=said["number"],
        body=said["body"],
        says=checking.ids(said["body"]),
        made_by_id=entry.person_id,
        made_at=entry.received_at,
    )
