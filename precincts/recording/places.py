"""openings, rule: when places are open, and what may be done inside."""

from lib import door
from precincts.models import Opening, Rule


@door.records("openings")
def record_openings(entry: door.Entry) -> None:
    """Payload: `{"place": id, "openings": [{"opens_at": iso, "closes_at": iso}]}`: all of a place's, typed by hand."""
    said = entry.payload
    Opening.objects.filter(place=said["place"]).delete()
    Opening.objects.bulk_create(Opening(place_id=said["place"], **span) for span in said["openings"])


@door.records("rule")
def record_rule(entry: door.Entry) -> None:
    """Payload: `{"area": id, "phones_inside": bool|null, "photos": bool|null, "checklist"?: text}`."""
    said = entry.payload
    values = {
        "phones_inside": said["phones_inside"],
        "photos": said["photos"],
        "checklist": said.get("checklist", ""),
    }
    Rule.objects.update_or_create(area_id=said["area"], defaults=values)
