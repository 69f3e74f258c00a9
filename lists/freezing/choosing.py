"""Who is on the list, and in which order they are rung."""

from django.db import connection
from django.utils.translation import gettext_lazy as _

from lib import clock
from lists.question import compiled

# Most worth a call first: supporters, and of these who may or may not turn out (the 40–80 of the trade).
ORDERS = {
    "gotv": (
        _("Strongest supporters first, the undecided to turn out (40–80) before the rest"),
        "coalesce(v.support_score, 9), coalesce(v.turnout_score between 40 and 80, false) desc,"
        " v.turnout_score desc nulls last, v.id",
    ),
    "least_likely": (
        _("Least likely to vote first"),
        "v.turnout_score nulls last, coalesce(v.support_score, 9), v.id",
    ),
    "precinct": (_("Precinct by precinct, street by street"), "v.precinct_id, v.address, v.id"),
    "mixed": (_("Well mixed"), "hashint8(v.id), v.id"),
}


def choose(question: dict, area_ids: list[int] | None, order: str = "gotv") -> list[int]:
    """Ids of the voters who meet the question now, in rank order; in precincts of `area_ids` (None: all)."""
    where, values = compiled(question, clock.now())
    scope = "" if area_ids is None else " and v.precinct_id = any(%s)"
    sql = f"select v.id from roll_voter v where {where}{scope} order by {ORDERS[order][1]}"
    with connection.cursor() as cursor:
        cursor.execute(sql, [*values, *([] if area_ids is None else [area_ids])])
        return [row[0] for row in cursor]


def links(voters: list[int]):
    """(place in `voters`, number) for every number at which they are reached."""
    place = {voter: i for i, voter in enumerate(voters)}
    with connection.cursor() as cursor:
        cursor.execute(
            "select p.voter_id, p.number from roll_phone p where p.voter_id = any(%s) and not p.set_aside",
            [voters],
        )
        while rows := cursor.fetchmany(20_000):
            for voter, number in rows:
                yield place[voter], number
