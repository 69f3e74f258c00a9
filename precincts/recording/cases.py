"""incident_act: what somebody of the staff does about an incident."""

from lib import door
from precincts import categories
from precincts.models import Incident, IncidentAct


@door.records("incident_act")
def record_incident_act(entry: door.Entry) -> None:
    """Payload: `{"incident": uuid, "state"?, "owner"?: id|null, "note"?: at most 1,000 characters,
    "unless_taken"?: true}`; with the last it is refused while another has it on, as two may tap at once."""
    said = entry.payload
    incident = Incident.objects.filter(pk=said["incident"]).first()
    if incident is None:
        raise door.Refused("no_such_incident", "This incident is not there.")
    if said.get("unless_taken") and incident.owner_id not in (None, said["owner"]):
        raise door.Refused("taken", "Somebody else has taken it on.")
    if "state" in said and said["state"] not in categories.codes(categories.STATES):
        raise door.Refused("no_such_state", f"An incident cannot be {said['state']!r}.")
    incident.state = said.get("state", incident.state)
    if "owner" in said:
        incident.owner_id = said["owner"]
    incident.changed_at = entry.received_at
    incident.save(update_fields=["state", "owner", "changed_at"])
    IncidentAct.objects.create(
        id=entry.id,
        incident=incident,
        person_id=entry.person_id,
        at=entry.received_at,
        state=said.get("state", ""),
        owner_id=said.get("owner"),
        note=said.get("note", ""),
    )
