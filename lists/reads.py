"""What others ask of the lists: where the members of sheets stand, and how long the work lasts."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import OperationalError, connection, transaction
from psycopg.errors import QueryCanceled

from lib import clock
from lists.models import Sheet, SheetStanding

STATES = ("voted", "gone", "suppressed", "done", "held", "resting", "out of hours", "free")  # first true one
FRESH = timedelta(seconds=20)
AT_ONCE = 12  # sheets counted again in one read; the others keep their age
PATIENCE = "5s"
LOCK = 7302  # advisory: one process counts a sheet at a time


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a sheet's members stood at `at`; `states` has all of STATES and adds up to the members.

    `numbers` could be rung at once, by `devices` that are at work on it at `pace` dials an hour together.
    """

    sheet_id: int
    at: datetime
    states: dict[str, int]
    numbers: int
    devices: int
    pace: float

    @property
    def members(self) -> int:
        return sum(self.states.values())

    @property
    def left(self) -> int:
        """Members still to be called."""
        return sum(self.states[state] for state in ("held", "resting", "out of hours", "free"))

    @property
    def minutes_left(self) -> int | None:
        """Until no number is free at the present pace; None when nobody works on it."""
        return round(60 * self.numbers / self.pace) if self.pace else None

    @property
    def age(self) -> timedelta:
        return max(clock.now() - self.at, timedelta())


def sheet_states(sheet_ids: list[int], fresh: timedelta = FRESH) -> dict[int, Standing]:
    """Standings by sheet id. Bounded: at most a dozen are counted again, the oldest first.

    A sheet that was never counted, and cannot be within the time allowed, is missing.
    """
    kept = {row.sheet_id: row for row in SheetStanding.objects.filter(sheet_id__in=sheet_ids)}
    old = clock.now() - fresh
    due = [id for id in sheet_ids if id not in kept or kept[id].at <= old]
    due.sort(key=lambda id: (id in kept, kept[id].at if id in kept else old))
    for sheet_id in due[:AT_ONCE]:
        if counted := _count(sheet_id):
            kept[sheet_id] = counted
    return {
        id: Standing(id, row.at, dict.fromkeys(STATES, 0) | row.states, row.numbers, row.devices, row.pace)
        for id, row in kept.items()
    }


def _count(sheet_id: int) -> SheetStanding | None:
    """Counts one sheet now and keeps the answer; None when somebody else is at it, or it takes too long."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("select pg_try_advisory_xact_lock(%s, %s)", [LOCK, sheet_id])
            if not cursor.fetchone()[0]:
                return None
            cursor.execute(
                "select set_config('statement_timeout', %s, true), set_config('work_mem', '64MB', true)",
                [PATIENCE],
            )
            at = clock.now()
            cursor.execute(
                "select state, count(*) from lists_member_states(%s, %s) group by state", [sheet_id, at]
            )
            states = dict(cursor.fetchall())
            cursor.execute("select * from lists_work_left(%s, %s)", [sheet_id, at])
            numbers, devices, pace = cursor.fetchone()
            cursor.execute("set local statement_timeout = 0")
            counted = {"at": at, "states": states, "numbers": numbers, "devices": devices, "pace": pace}
            SheetStanding.objects.update_or_create(sheet_id=sheet_id, defaults=counted)
            return SheetStanding(sheet_id=sheet_id, **counted)
    except OperationalError as error:
        if isinstance(error.__cause__, QueryCanceled):
            return None
        raise


def open_sheets(scope) -> list[Sheet]:
    """The sheets that someone of this scope (crew.scope.Scope) sees, in the order of handing out.

    One sees a sheet of an area in scope, and one on which a team of an area in scope works.
    """
    sheets = Sheet.objects.select_related("area", "script_version__script", "universe")
    if not scope.everywhere:
        mine = Sheet.objects.filter(area__in=scope.areas()) | Sheet.objects.filter(
            teams__area__in=scope.areas()
        )
        sheets = sheets.filter(pk__in=mine.values("pk"))
    return list(sheets.prefetch_related("teams").order_by("paused", "priority", "id"))
