"""What pages ask of the roll."""

from django.db import connection
from django.db.models import Count

from roll.models import Ballot, Load, PrecinctPlace, Strike, Suppression, VoteHistory, Voter

STILL = "select pg_advisory_xact_lock_shared(hashtext('roll load'))"


def keep_still() -> None:
    """Until the end of the transaction no load is accepted or taken back; waits for one that is."""
    with connection.cursor() as cursor:
        cursor.execute(STILL)


def voter(pk: int) -> Voter | None:
    return (
        Voter.objects.select_related("county", "precinct", "zone", "household", "load").filter(pk=pk).first()
    )


def card(found: Voter) -> dict:
    """Everything on a voter's card: numbers, household, history, strikes, suppressions, polling place."""
    return {
        "voter": found,
        "phones": found.phones.order_by("rank"),
        "household": Voter.objects.filter(household_id=found.household_id, gone_at=None)
        .exclude(pk=found.pk)
        .order_by("last_name", "first_name")[:20]
        if found.household_id
        else [],
        "history": VoteHistory.objects.filter(voter=found)
        .select_related("election")
        .order_by("-election__held_on"),
        "strikes": Strike.objects.filter(voter=found).order_by("-at"),
        "suppressions": Suppression.objects.filter(voter=found, withdrawn_by=None).order_by("-at"),
        "ballots": Ballot.objects.filter(voter=found).order_by("-election_on", "-since", "-pk")[:20],
        "place": PrecinctPlace.objects.filter(precinct_id=found.precinct_id).select_related("place").first(),
    }


def loads() -> list[Load]:
    """The newest hundred loads, each with `refused_n`."""
    return list(
        Load.objects.annotate(refused_n=Count("refused_lines"))
        .select_related("made_by")
        .order_by("-pk")[:100]
    )
