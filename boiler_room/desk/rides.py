"""Wishes for a ride, from callers and from watchers at the polls, with what a driver needs to know."""

from dataclasses import dataclass

from boiler_room.desk.showing import Row
from crew.models import Area
from lists.models import Handout
from precincts import codes
from precincts.models import StrikeCode
from roll.models import PollingPlace, PrecinctPlace, Voted, Voter


@dataclass(slots=True)
class Ride:
    """`phone` is the number that was called, none for a watcher's, who names the voter by `code` in `precinct`.

    `voted`: they have been struck meanwhile, so no ride is needed.
    """

    row: Row
    voter: Voter | None
    phone: str
    place: PollingPlace | None
    voted: bool
    code: str = ""
    precinct: Area | None = None


def rides(rows: list[Row]) -> list[Ride]:
    said = {row.entry.pk: row.entry.payload for row in rows}
    by_code = _by_code([one for one in said.values() if "code" in one])
    voters = {
        row.entry.pk: row.voter
        or by_code.get((row.entry.payload.get("precinct"), row.entry.payload.get("code")))
        for row in rows
    }
    known = [voter for voter in voters.values() if voter]
    votes_at = PrecinctPlace.objects.select_related("place").filter(
        precinct__in={v.precinct_id for v in known}
    )
    at = {vote.precinct_id: vote.place for vote in votes_at}
    places = PollingPlace.objects.in_bulk([one["place"] for one in said.values() if one.get("place")])
    holds = [one["hold"] for one in said.values() if "hold" in one]
    phones = dict(Handout.objects.filter(pk__in=holds).values_list("pk", "phone"))
    voted = set(Voted.objects.filter(voter__in=known, ended_seq=None).values_list("voter_id", flat=True))
    precincts = Area.objects.in_bulk([one["precinct"] for one in said.values() if "code" in one])
    found = []
    for row in rows:
        one, voter = said[row.entry.pk], voters[row.entry.pk]
        found.append(
            Ride(
                row,
                voter,
                phones.get(one.get("hold"), ""),
                places.get(one.get("place")) or (at.get(voter.precinct_id) if voter else None),
                voter is not None and voter.pk in voted,
                one.get("code", ""),
                precincts.get(one.get("precinct")),
            )
        )
    return found


def _by_code(said: list[dict]) -> dict[tuple[int, str], Voter]:
    """(precinct, code as typed) -> the voter whom it names."""
    meant = {(one["precinct"], one["code"]): codes.read(one["code"]) for one in said}
    numbers = [n for n in meant.values() if n is not None]
    rows = StrikeCode.objects.filter(precinct__in={p for p, _code in meant}, n__in=numbers)
    voter_of = {(precinct, n): voter for precinct, n, voter in rows.values_list("precinct", "n", "voter")}
    voters = Voter.objects.in_bulk(list(voter_of.values()))
    return {key: voters.get(voter_of.get((key[0], n))) for key, n in meant.items()}
