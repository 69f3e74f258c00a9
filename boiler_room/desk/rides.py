"""Wishes for a ride, with what a driver needs to know."""

from dataclasses import dataclass

from boiler_room.desk.showing import Row
from lists.models import Handout
from roll.models import PollingPlace, PrecinctPlace, Voted


@dataclass(slots=True)
class Ride:
    """`phone` is the number that was called; `voted`: they have been struck meanwhile, so no ride is needed."""

    row: Row
    phone: str
    place: PollingPlace | None
    voted: bool


def rides(rows: list[Row]) -> list[Ride]:
    voters = [row.voter for row in rows if row.voter]
    places = dict.fromkeys(v.precinct_id for v in voters)
    for at in PrecinctPlace.objects.select_related("place").filter(precinct__in=list(places)):
        places[at.precinct_id] = at.place
    phones = dict(
        Handout.objects.filter(pk__in=[row.entry.payload["hold"] for row in rows]).values_list("pk", "phone")
    )
    voted = set(Voted.objects.filter(voter__in=voters, ended_seq=None).values_list("voter_id", flat=True))
    return [
        Ride(
            row,
            phones.get(row.entry.payload["hold"], ""),
            places.get(row.voter.precinct_id) if row.voter else None,
            row.voter is not None and row.voter.pk in voted,
        )
        for row in rows
    ]
