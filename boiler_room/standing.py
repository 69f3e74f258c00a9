"""What time alone changes: who works, which sheets run short, what waits. Bounded, shown with its age."""

import time
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.db import connection

from boiler_room.desk import incidents, lists, senders
from boiler_room.models import Written
from crew.models import Area, Team
from front_desk import following
from lists.models import Sheet, SheetTeam

FRESH = 5.0  # seconds: worked out once in that time for all who look from the same place
SHORT, DRY = 60, 30  # minutes of work left in a sheet
_kept: dict[tuple, "Standing"] = {}

WORK = "select devices, people, covered, pace, unsent, phones, unheard from boiler_room_work(%s)"
SUPPLY = "select sheet_id, devices, want, held, pace, ready from boiler_room_supply()"
BEAT = "select extract(epoch from real_now() - beat_at)::float8 from office_clock"


@dataclass(slots=True)
class Work:
    """Devices at work within 15 minutes; `unheard`: seconds since the quietest phone with results."""

    devices: int
    people: int
    covered: int
    pace: float  # dials an hour, all together
    unsent: int
    phones: int
    unheard: float

    @property
    def share(self) -> int | None:
        """Percent of devices that could go on for 90 minutes."""
        return 100 * self.covered // self.devices if self.devices else None


@dataclass(slots=True)
class Supply:
    """An open sheet: `minutes` it will do for those at work on it (None: longer than anyone asks)."""

    sheet: Sheet
    devices: int
    minutes: int | None
    ready: int
    ready_is_more: bool
    teams: list[str] = field(default_factory=list)

    @property
    def state(self) -> str:
        if not self.devices:
            return ""
        if self.minutes is None:
            return "good"
        return "stop" if self.minutes < DRY else "warn" if self.minutes < SHORT else "good"


@dataclass(slots=True)
class Standing:
    made: float
    supply: list[tuple]
    work: Work
    waiting: dict[str, tuple[int, datetime]]  # kind: how many (to 100), since when
    journal: dict
    beat: float  # seconds since the office clock's last beat
    unowned: incidents.Unowned
    copied: Written | None = None  # headquarters' copy; None before the first try
    sheets: list[Supply] = field(default_factory=list)
    paused: list[Sheet] = field(default_factory=list)

    @property
    def age(self) -> float:
        return time.monotonic() - self.made


def standing(areas: tuple[int, ...]) -> Standing:
    """For the areas given (none: everywhere), at most FRESH seconds old.

    Which sheet is whose, paused or first is looked up each time: that is what people's own taps change.
    """
    kept = _kept.get(areas)
    if kept is None or kept.age > FRESH:
        kept = _kept[areas] = _look(areas)
        for old in [key for key, one in _kept.items() if one.age > 60]:
            del _kept[old]
    sheets, paused = _sheets(areas, kept.supply)
    return replace(kept, sheets=sheets, paused=paused)


def _look(areas: tuple[int, ...]) -> Standing:
    within = list(areas) or None
    with connection.cursor() as cursor:
        cursor.execute(WORK, [within])
        work = Work(*cursor.fetchone())
        cursor.execute(SUPPLY)
        supply = cursor.fetchall()
        cursor.execute(BEAT)
        beat = cursor.fetchone()[0]
    waiting = lists.counts(senders.within(areas))
    unowned = incidents.unowned(incidents.within(areas))
    copied = Written.objects.filter(name="copy").first()
    return Standing(time.monotonic(), supply, work, waiting, following.lag("journal"), beat, unowned, copied)


def _sheets(areas: tuple[int, ...], supply: list[tuple]) -> tuple[list[Supply], list[Sheet]]:
    """Those that teams of these areas work on, the shortest first; and the paused ones."""
    teams = Team.objects.all()
    if areas:
        teams = teams.filter(area__in=Area.objects.filter(lineage__overlap=list(areas)))
    names: dict[int, list[str]] = {}
    for sheet, team in SheetTeam.objects.filter(team__in=teams).values_list("sheet_id", "team__name"):
        names.setdefault(sheet, []).append(team)
    sheets = Sheet.objects.in_bulk(list(names))
    found = []
    for sheet, devices, want, held, pace, ready in supply:
        if sheet not in sheets or sheets[sheet].paused:
            continue
        more = ready > want
        minutes = None if more or not pace else int((ready + held) / pace * 60)
        found.append(
            Supply(sheets[sheet], devices, minutes, min(ready, want) if more else ready, more, names[sheet])
        )
    found.sort(key=lambda s: (not s.devices, s.minutes is None, s.minutes, s.sheet.priority, s.sheet.name))
    return found, sorted((s for s in sheets.values() if s.paused), key=lambda s: s.name)
