"""switch: a feature on or off in an area and below it, until somebody says otherwise."""

from crew.models import Area, Switch
from lib import door


@door.records("switch")
def record_switch(entry: door.Entry) -> None:
    """Payload: `{"id", "feature", "area": id|null, "to": "on"|"off"|"inherit", "reason"}`; the last one holds.

    A feature is only a name here: the log may speak of one that the program no longer has.
    """
    said = entry.payload
    if said["area"] is not None and not Area.objects.filter(pk=said["area"]).exists():
        raise door.Refused("no_such_area", f"Area {said['area']} is not there.")
    state = {
        "is_on": {"on": True, "off": False, "inherit": None}[said["to"]],
        "reason": said["reason"],
        "by_id": entry.person_id,
        "at": entry.received_at,
        "place": entry.seq,
    }
    Switch.objects.update_or_create(
        feature=said["feature"],
        area_id=said["area"],
        defaults=state,
        create_defaults=state | {"id": said["id"]},
    )
