"""status_note: what staff say on the public status page."""

from boiler_room.models import StatusNote
from lib import door


@door.records("status_note")
def record_status_note(entry: door.Entry) -> None:
    """Payload: `{"trouble": bool, "en": text, "es": text}`, at most 600 characters each; no words end the note."""
    said = entry.payload
    StatusNote.objects.create(
        id=entry.id,
        at=entry.received_at,
        person_id=entry.person_id,
        trouble=said["trouble"],
        en=said["en"],
        es=said["es"],
    )
