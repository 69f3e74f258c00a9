"""reversal: all strikes of a device, a link or a source in a span count no more. A `correction` that names it lifts it."""

from django.db import connection

from lib import door
from precincts.models import Reversal


@door.records("reversal")
def record_reversal(entry: door.Entry) -> list[int]:
    """Payload: `{"device"|"link"|"source": which, "from": iso, "to": iso|null, "why"?}`; one of the three.

    Answers the voters concerned.
    """
    said = entry.payload
    if len({"device", "link", "source"} & {key for key, value in said.items() if value}) != 1:
        raise door.Refused("reverse_what", "A reversal is of one device, one link or one source.")
    Reversal.objects.create(
        id=entry.id,
        device_id=said.get("device"),
        link_id=said.get("link"),
        source=said.get("source") or "",
        from_at=said["from"],
        to_at=said.get("to"),
        person_id=entry.person_id,
        at=entry.received_at,
        why=said.get("why", ""),
    )
    with connection.cursor() as cursor:
        cursor.execute("select precincts_reverse(%s, %s)", [entry.id, entry.seq])
        return cursor.fetchone()[0]
