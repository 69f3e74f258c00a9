"""What this room records of the facts that come in through the door: loads, loads taken back, who is a supporter.

Strikes and suppressions are recorded by SQL (`roll/sql/striking.sql`).
"""

from datetime import date, datetime

from lib import door
from roll import supporting
from roll.loading import keeping, report, steps, tables
from roll.loading.roles import ROLES
from roll.models import Load, SupportRule


@door.records("load")
def record_load(entry: door.Entry) -> list[int]:
    """Writes an accepted file into the roll; in a rebuild, first reads it again from where it is kept.

    The entry carries the counts that the person who accepted it saw; others would mean another file or roll.
    """
    load = _load(entry)
    if not tables.exists(tables.ready(load)):
        steps.restage(load)
    told, found = entry.payload["counts"], report.counts(load)
    if told != found and not keeping.is_redacted(load.sha256):
        raise door.Refused("other_counts", f"{load.file_name!r} gave {found} where {told} was accepted")
    touched = ROLES[load.role].apply(load, entry.payload["ids"], entry.received_at)
    load.state, load.accepted_at = "accepted", entry.received_at
    load.save()
    tables.drop(load)
    if load.role in supporting.ROLES and (touched or load.report["changes"]["changed"]):
        supporting.settle_all(entry.seq)
    return touched


def _load(entry: door.Entry) -> Load:
    """The row of the load: there since it was read, or made again from the entry."""
    payload = entry.payload
    if load := Load.objects.filter(pk=payload["load"]).first():
        return load
    return Load.objects.create(
        pk=payload["load"],
        role=payload["role"],
        layout=payload["layout"]["name"],
        layout_body=payload["layout"],
        file_name=payload["file_name"],
        sha256=payload["sha256"],
        source=payload["source"],
        permitted_use=payload["permitted_use"],
        wipe_on=payload["wipe_on"] and date.fromisoformat(payload["wipe_on"]),
        made_at=datetime.fromisoformat(payload["made_at"]),
        made_by_id=entry.person_id,
        state_code=payload["state"],
    )


@door.records("load_taken_back")
def record_load_taken_back(entry: door.Entry) -> list[int]:
    """Brings the roll back to what it was before a load."""
    load = Load.objects.get(pk=entry.payload["load"])
    touched = ROLES[load.role].undo(load, entry.received_at)
    load.state, load.taken_back_at = "taken_back", entry.received_at
    load.save()
    if load.role in supporting.ROLES:
        supporting.settle_all(entry.seq)
    return touched


@door.records("supporters")
def record_supporters(entry: door.Entry) -> None:
    """Payload: `{"score", "said"}`: up to which support score, and up to which ID, one counts; 0 to 4, not both 0."""
    score, said = entry.payload["score"], entry.payload["said"]
    if not all(isinstance(n, int) and 0 <= n <= 4 for n in (score, said)) or not (score or said):
        raise door.Refused("malformed", "Somebody must count as a supporter, and an opponent never does.")
    supporting.alone()
    SupportRule.objects.update_or_create(
        pk=1,
        defaults={
            "score": score,
            "said": said,
            "entry": entry.id,
            "person_id": entry.person_id,
            "at": entry.received_at,
        },
    )
    supporting.settle_all(entry.seq)
