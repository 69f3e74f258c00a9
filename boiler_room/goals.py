"""Goals by area and hour: spread over a day, read from CSV, and the plan at a moment.

Goals for calls and contacts are a day's own. Goals for votes add up over all days, because votes do: what was
banked early counts. An area's win number is what was set as such, else the sum of its goals for supporters.
"""

import csv
import io
from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from django.db import connection
from django.utils.translation import gettext as _

from boiler_room.models import What, WinNumber
from boiler_room.reads import day_of, zone
from crew.models import Area

# Shares of a day in percent by hour of the clock: calls and contacts as phone banks see them, votes as
# polling places do (19 % by nine, 16 % around noon, 42 % between four and seven).
CALLING = dict(zip(range(8, 21), (4, 5, 6, 7, 8, 7, 7, 8, 11, 13, 12, 9, 3), strict=True))
VOTING = dict(zip(range(6, 20), (6, 7, 6, 4, 4, 5, 6, 5, 4, 5, 12, 16, 14, 6), strict=True))
CURVES = {What.CALLS: CALLING, What.CONTACTS: CALLING, What.SUPPORTERS: VOTING, What.VOTED: VOTING}
OF_A_DAY = (What.CALLS, What.CONTACTS)
COLUMNS = ("area", "what", "day", "hour", "goal")
MOST_BYTES = 4 * 1024 * 1024
MOST_GOAL = 100_000_000
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2199, 12, 31)

PLAN = """
select area_id, what,
       sum(n * least(1, greatest(0, extract(epoch from %(now)s - hour) / 3600))) as so_far, sum(n) as whole
from boiler_room_goal
where area_id = any(%(areas)s)
  and (what not in ('calls', 'contacts') or hour >= %(since)s and hour < %(until)s)
group by 1, 2
"""


@dataclass(slots=True)
class Plan:
    """Of one area, by What: how many it should be by now, and in all."""

    so_far: dict[str, float] = field(default_factory=dict)
    whole: dict[str, int] = field(default_factory=dict)


def plans(areas: list[int], now: datetime) -> dict[int, Plan]:
    since, until = day_of(now)
    with connection.cursor() as cursor:
        cursor.execute(PLAN, {"areas": areas, "now": now, "since": since, "until": until})
        rows = cursor.fetchall()
    found: dict[int, Plan] = defaultdict(Plan)
    for area, what, so_far, whole in rows:
        found[area].so_far[what], found[area].whole[what] = float(so_far), whole
    return dict(found)


def wins(areas: list[int]) -> dict[int, int]:
    """Win numbers as set, or summed from below; an area that has none is missing."""
    return dict(WinNumber.objects.filter(pk__in=areas).values_list("pk", "n"))


def spread(what: str, day: date, goal: int) -> dict[str, int]:
    """A day's goal over its hours as the trade knows them: {hour: n}, adding up to `goal` exactly."""
    curve, passed, given, hours = CURVES[What(what)], 0, 0, {}
    for clock_hour, share in curve.items():
        passed += share
        upto = goal * passed // 100
        hours[_instant(day, clock_hour)] = upto - given
        given = upto
    return hours


def payload(day: date, goals: list[tuple[int, str, dict[str, int]]]) -> dict:
    """The entry `goals`: all hours of `day` anew for each (area id, what, {hour: n})."""
    since, until = day_of(datetime.combine(day, time(12), zone()))
    return {
        "from": since.isoformat(),
        "to": until.isoformat(),
        "goals": [{"area": area, "what": what, "hours": hours} for area, what, hours in goals],
    }


class Unreadable(Exception):
    """What is wrong with a file: `problems`, a sentence each, with line and column."""

    def __init__(self, problems: list[str]):
        super().__init__("; ".join(problems[:3]))
        self.problems = problems


def read_csv(raw: bytes, areas) -> list[dict]:
    """Payloads of `goals`, one a day, from CSV with the COLUMNS; an empty hour spreads the goal over the day.

    `areas` is the query of areas that may be named, by code or name. Raises Unreadable.
    """
    if len(raw) > MOST_BYTES:
        raise Unreadable([_("The file is larger than 4 MB.")])
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable([_("The file is not UTF-8 text (byte %(n)d).") % {"n": error.start}]) from None
    rows = csv.DictReader(io.StringIO(text.replace("\x00", "\ufffd"), newline=""))
    header = [name.strip().lower() for name in rows.fieldnames or []]
    missing = [name for name in COLUMNS if name not in header and name != "hour"]
    if missing:
        raise Unreadable(
            [
                _("Line 1: the column %(names)s is missing. The file needs: %(all)s.")
                % {"names": ", ".join(missing), "all": ", ".join(COLUMNS)}
            ]
        )
    rows.fieldnames = header
    reader = _Reader(areas)
    try:
        for row in rows:
            reader.take(rows.line_num, row)
    except csv.Error as error:
        reader.problems.append(_("Line %(line)d: %(why)s.") % {"line": rows.line_num, "why": error})
    if reader.problems or not reader.days:
        raise Unreadable(reader.problems or [_("The file has no goals in it.")])
    return [
        payload(day, [(area, what, hours) for (area, what), hours in goals.items()])
        for day, goals in sorted(reader.days.items())
    ]


class _Reader:
    MOST_PROBLEMS = 50

    def __init__(self, areas):
        self.areas: dict[str, set[int]] = defaultdict(set)
        for pk, code, name in areas.values_list("pk", "code", "name"):
            self.areas[code.strip().lower()].add(pk)
            self.areas[name.strip().lower()].add(pk)
        self.problems: list[str] = []
        self.days: dict[date, dict[tuple[int, str], dict[str, int]]] = defaultdict(dict)

    def take(self, line: int, row: dict) -> None:
        if len(self.problems) >= self.MOST_PROBLEMS or not any((v or "").strip() for v in _cells(row)):
            return
        found = {}
        for column, read in (
            ("area", self.area),
            ("what", _what),
            ("day", day_from),
            ("hour", _hour),
            ("goal", _goal),
        ):
            try:
                found[column] = read((row.get(column) or "").strip())
            except ValueError as error:
                self.problems.append(
                    _("Line %(line)d, column %(column)s: %(why)s")
                    % {"line": line, "column": column, "why": error}
                )
        if len(found) < len(COLUMNS):
            return
        hours = self.days[found["day"]].setdefault((found["area"], found["what"]), {})
        if found["hour"] is None:
            hours |= spread(found["what"], found["day"], found["goal"])
        else:
            hours[_instant(found["day"], found["hour"])] = found["goal"]

    def area(self, text: str) -> int:
        named = self.areas.get(text.lower(), set())
        if len(named) == 1:
            return next(iter(named))
        if named:
            raise ValueError(_("%(text)s is the name of several areas; give the code.") % {"text": text})
        raise ValueError(_("there is no area “%(text)s” among yours.") % {"text": text[:40]})


def _cells(row: dict):
    for value in row.values():
        yield from value if isinstance(value, list) else [value]


def _what(text: str) -> str:
    if text.lower() not in What.values:
        raise ValueError(
            _("“%(text)s” is none of %(all)s.") % {"text": text[:40], "all": ", ".join(What.values)}
        )
    return text.lower()


def day_from(text: str) -> date:
    """A day of some campaign, 2000 to 2199; ValueError with a sentence for anything else."""
    with suppress(ValueError):
        day = date.fromisoformat(text)
        if FIRST_DAY <= day <= LAST_DAY:
            return day
    raise ValueError(_("“%(text)s” is no day; write 2026-11-03.") % {"text": text[:40]})


def _hour(text: str) -> int | None:
    if not text:
        return None
    digits = text.removesuffix(":00")
    if not digits.isdecimal() or int(digits) > 23:
        raise ValueError(_("“%(text)s” is no hour; write 0 to 23, or nothing.") % {"text": text[:40]})
    return int(digits)


def _goal(text: str) -> int:
    digits = text.replace(",", "").replace(" ", "")
    if not digits.isdecimal() or int(digits) > MOST_GOAL:
        raise ValueError(_("“%(text)s” is no whole number.") % {"text": text[:40]})
    return int(digits)


def _instant(day: date, clock_hour: int) -> str:
    return datetime.combine(day, time(clock_hour), zone()).astimezone(UTC).isoformat()


def areas_below(scope_areas) -> list[Area]:
    """Areas a goal can be set for on the form: all but precincts, which come by file."""
    return list(scope_areas.exclude(kind=Area.Kind.PRECINCT).order_by("lineage", "name"))


def tomorrow(now: datetime) -> date:
    return (now.astimezone(zone()) + timedelta(days=1)).date()
