"""How many a question chooses: exact, while it is edited; never longer than a few seconds."""

from dataclasses import dataclass

from django.db import OperationalError, connection, transaction
from psycopg.errors import QueryCanceled

from lib import clock
from lists.question import compiled

PATIENCE = "4s"  # statement time-out


class TooSlow(Exception):
    """The count was stopped: the question is fine, but asks too much for a count while editing."""


@dataclass(frozen=True, slots=True)
class Reach:
    """Voters `with_phone`, and the different `numbers` at which they are reached (about: households)."""

    with_phone: int
    numbers: int


def voters(question: dict, area_ids: list[int] | None) -> int:
    """Voters who meet the question now, in precincts of `area_ids` (None: everywhere). Raises TooSlow."""
    ((n,),) = _ask("select count(*) from roll_voter v where {chosen}", question, area_ids)
    return n


def reach(question: dict, area_ids: list[int] | None) -> Reach:
    """How many of them can be rung, and at how many numbers. Raises TooSlow."""
    rows = _ask(
        "with rung as materialized (select p.voter_id, p.number from roll_voter v"
        " join roll_phone p on p.voter_id = v.id and not p.set_aside where {chosen})"
        " select (select count(*) from (select from rung group by voter_id)),"
        " (select count(*) from (select from rung group by number))",
        question,
        area_ids,
    )
    return Reach(*rows[0])


def _ask(sql: str, question: dict, area_ids: list[int] | None) -> list[tuple]:
    where, values = compiled(question, clock.now())
    if area_ids is not None:
        where, values = f"{where} and v.precinct_id = any(%s)", [*values, area_ids]
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "select set_config('statement_timeout', %s, true), set_config('work_mem', '64MB', true)",
                [PATIENCE],
            )
            cursor.execute(sql.format(chosen=where), values)
            rows = cursor.fetchall()
            cursor.execute("set local statement_timeout = 0")
            return rows
    except OperationalError as error:
        if isinstance(error.__cause__, QueryCanceled):
            raise TooSlow from error
        raise
