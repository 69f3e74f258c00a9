"""disagreement_settled: what a person decided where sources disagree. Its `withdraws` take effect at the door."""

from lib import door
from precincts.models import Settled
from roll.models import Ballot, Strike


@door.records("disagreement_settled")
def record_disagreement_settled(entry: door.Entry) -> list[int]:
    """Payload: `{"voter", "kind", "basis", "choice": both|seen|file|a precinct's id, "withdraws"?: entry ids}`.

    Where a file's word is not taken, its ballot does not strike that voter again; a later word of the file does.
    """
    said = entry.payload
    Settled.objects.create(
        id=entry.id,
        voter_id=said["voter"],
        kind=said["kind"],
        basis=said["basis"],
        choice=said["choice"],
        person_id=entry.person_id,
        at=entry.received_at,
    )
    if said["choice"] == "seen":
        for strike in Strike.objects.filter(pk__in=said.get("withdraws", [])):
            file, _colon, day = strike.source.partition(":")
            ballot = Ballot.objects.filter(
                voter=said["voter"], file=file, election_on=day, ended_by=None
            ).first()
            Strike.objects.filter(pk=strike.pk).update(set_aside=ballot and ballot.pk)
    return [said["voter"]]
