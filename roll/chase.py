"""What the page of ballots shows: counts by county as loads left them, by precinct of one county counted now."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db import connection
from django.db.models import Max
from django.utils.translation import gettext as _

from crew.models import Area
from crew.scope import Scope
from lib import alarms, clock
from roll.ballots import STAGES
from roll.models import BallotCount, Load

NIGHT = timedelta(hours=30)  # a nightly file that is older has been missed
BY_PRECINCT = """
select b.file, b.election_on, v.precinct_id, b.stage, count(*)
from roll_ballot b join roll_voter v on v.id = b.voter_id
where b.county_id = %s and b.ended_by is null
group by 1, 2, 3, 4
"""


@dataclass
class Table:
    """Ballots of one election as one kind of file tells them: `rows` (area or None, [n by stage, in STAGES' order])."""

    file: str
    title: str
    election_on: date
    rows: list[tuple[Area | None, list[int]]] = field(default_factory=list)
    strangers: int = 0  # ballots of people whom the roll has not

    @property
    def shown(self) -> list[tuple[Area | None, list[tuple]]]:
        """Each row with `[(stage's words, n)]`."""
        return [(area, list(zip(STAGES.values(), counts, strict=True))) for area, counts in self.rows]

    @property
    def totals(self) -> list[tuple]:
        sums = [sum(counts) for counts in zip(*(row[1] for row in self.rows), strict=True)]
        return list(zip(STAGES.values(), sums, strict=True))


@dataclass(frozen=True)
class File:
    """A kind of who-voted file in use: when its newest was accepted, `day` the newest date in it, `late` if no other came
    within NIGHT, `hours` since."""

    layout: str
    title: str
    name: str
    at: datetime
    day: str
    hours: int
    late: bool


def by_county(scope: Scope) -> list[Table]:
    """The newest election of each file first."""
    counts = BallotCount.objects.order_by("-election_on", "file")
    if not scope.everywhere:
        counts = counts.filter(county__in=scope.areas())
    strangers: dict[tuple, int] = {}
    found = []
    for one in counts:
        key = (one.file, one.election_on)
        if one.on_roll:
            found.append((*key, one.county_id, one.stage, one.n))
        else:
            strangers[key] = strangers.get(key, 0) + one.n
            found.append((*key, one.county_id, one.stage, 0))
    return _tables(found, strangers)


def by_precinct(scope: Scope, county: Area) -> list[Table]:
    """Of the voters in one county; the precincts in which they are registered now."""
    with connection.cursor() as cursor:
        cursor.execute(BY_PRECINCT, [county.pk])
        rows = cursor.fetchall()
    if not scope.everywhere:
        mine = set(scope.area_ids)
        rows = [row for row in rows if row[2] in mine]
    return _tables(sorted(rows, key=lambda row: (-row[1].toordinal(), row[0])), {})


def _tables(counted: list[tuple], strangers: dict[tuple, int]) -> list[Table]:
    areas = Area.objects.in_bulk({area for _file, _day, area, _stage, _n in counted if area})
    stages = list(STAGES)
    titles = {load.layout: load.layout_body.get("title", load.layout) for load in _newest()}
    tables: dict[tuple, dict] = {}
    for file, day, area, stage, n in counted:
        row = tables.setdefault((file, day), {}).setdefault(area, [0] * len(stages))
        row[stages.index(stage)] += n
    return [
        Table(
            file, titles.get(file, file), day,
            sorted(((areas.get(area), counts) for area, counts in rows.items() if sum(counts)),
                   key=lambda row: (row[0] is None, row[0].code if row[0] else "")),
            strangers.get((file, day), 0),
        )
        for (file, day), rows in tables.items()
    ]  # fmt: skip


def _newest() -> list[Load]:
    """The newest accepted load of each kind of who-voted file."""
    found = Load.objects.filter(role="voted", state="accepted").order_by("layout", "-accepted_at")
    return list(found.distinct("layout"))


def files() -> list[File]:
    """How old each is, the stalest first; once an election is over, its files are no longer missed."""
    at, newest = clock.now(), []
    over = dict(
        BallotCount.objects.values("file").annotate(day=Max("election_on")).values_list("file", "day")
    )
    for load in _newest():
        age = at - load.accepted_at
        done = load.layout in over and over[load.layout] < at.date() - timedelta(days=14)
        newest.append(
            File(
                load.layout, load.layout_body.get("title", load.layout), load.file_name, load.accepted_at,
                load.report.get("newest", ""), int(age.total_seconds() // 3600), age > NIGHT and not done,
            )
        )  # fmt: skip
    return sorted(newest, key=lambda file: file.at)


@alarms.raises
def missed() -> Iterator[alarms.Alarm]:
    """Kinds of files that came every night, and of which a night's is missing."""
    for file in files():
        if file.late:
            text = _("last file %(n)s hours old") % {"n": file.hours}
            yield alarms.Alarm(
                f"file:{file.layout}"[:60], _("Early votes"), text, "warn", "/roll/ballots/", file.at
            )
