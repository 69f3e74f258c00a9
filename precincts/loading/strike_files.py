"""Strikes from a CSV, by precinct and code or by voter id (`precincts/layouts/strikes.toml`).

Each file adds to what others said; the strikes follow as entries of source `csv`, and go when no accepted file says them
any more. So the same file twice changes nothing, and files may be accepted and taken back in any order.
"""

from dataclasses import replace
from datetime import datetime, time

from django.utils import timezone

from crew import zone
from crew.models import Area
from precincts.loading import openings, times, vip
from precincts.models import FileStrike
from roll.fields import POLLING_PLACES, VOTED, Field
from roll.layout import Layout
from roll.loading import mapping, matching, places, striking_files, tables, values
from roll.loading.roles import Role
from roll.models import Load
from roll.reading.problems import Problems, Unreadable

SOURCE = "csv"
FIELDS = {
    **{name: VOTED[name] for name in ("county", "county_code", "local_id")},
    "id": replace(VOTED["id"], required=False),
    "precinct": Field("Precinct", also=POLLING_PLACES["precinct"].also),
    "code": Field("Strike code", also=("strikecode", "codes", "votercode")),
    "day": Field("Day", also=("date", "votedon", "datevoted")),
    "time": Field("Time", also=("timeofday", "at", "votedat", "seenat")),
}
TWICE = "the same voter twice: counted once"
NO_TIME = "a day or time that cannot be read was left out"
SEVERAL = "several counties have a precinct of this code: name the county"
ELSEWHERE = "a voter registered in another precinct than the line says: counted all the same"
WHY = """
case when s.code = '' and s.id = '' and s.local_id = '' then 'neither a code nor a voter id'
     when s.code <> '' and pw.precinct_id is null then pw.wrong
     when s.code <> '' and precincts_read_code(s.code) is null then 'a code with a wrong digit: ' || left(s.code, 20)
     when s.code <> '' and coded.voter_id is null then 'nobody in this precinct has the code ' || left(s.code, 20)
     when (s.id <> '' or s.local_id <> '') and m.voter_id is null
       then 'nobody on the roll has this voter id: ' || left(s.id || s.local_id, 30)
     when coded.voter_id <> m.voter_id then 'the code and the voter id are of two voters' end
"""
READY = """
create unlogged table {ready} as
select s.line, pw.precinct_id, pw.at, coalesce(m.voter_id, coded.voter_id) as voter_id, {why} as wrong
from {stage} s join {county} join {when} {match}
left join precincts_strikecode coded on coded.precinct_id = pw.precinct_id and coded.n = precincts_read_code(s.code)
"""
WANTED = """
select f.voter_id, v.source_id, f.precinct_id, f.at,
       (select count(*) from roll_strike s where s.voter_id = f.voter_id and s.source = %(source)s)
from precincts_filestrike f join roll_voter v on v.id = f.voter_id
where f.load_id = %(load)s
  and not exists (select from roll_strike s where s.voter_id = f.voter_id and s.source = %(source)s and s.withdrawn_by is null)
order by f.voter_id
"""
UNSUPPORTED = """
select s.id from roll_strike s
where s.source = %s and s.withdrawn_by is null
  and not exists (select from precincts_filestrike f where f.voter_id = s.voter_id)
order by s.voter_id
"""


def prepare(load: Load, layout: Layout, problems: Problems) -> dict:
    """Ready table: line, voter_id, precinct_id (as the line says it), at; lines that mean nobody are refused."""
    if not ({"code", "precinct"} <= set(layout.fields) or {"id", "local_id"} & set(layout.fields)):
        raise Unreadable("Strikes want the columns precinct and code, or a voter id.")
    stage, ready = tables.stage(load), tables.ready(load)
    tables.run(f"drop table if exists {ready}")
    county, when = matching.counties(load, problems), _when(load, layout, problems)
    match, params = matching.voter(load)
    tables.run(
        READY.format(ready=ready, stage=stage, county=county.sql, when=when.sql, match=match, why=WHY),
        [*county.params, *when.params, *params],
    )
    bad = tables.rows(f"delete from {ready} where wrong is not null returning line, wrong")
    openings.refuse(load, problems, sorted(bad))
    twice = tables.rows(
        f"""delete from {ready} r using {ready} o where o.voter_id = r.voter_id
            and (coalesce(o.at, 'infinity'), o.line) < (coalesce(r.at, 'infinity'), r.line) returning r.line"""
    )
    for line in sorted({line for (line,) in twice}):
        problems.warn(TWICE, line)
    for (line,) in tables.rows(
        f"select r.line from {ready} r join roll_voter v on v.id = r.voter_id where r.precinct_id <> v.precinct_id"
        " order by 1"
    ):
        problems.warn(ELSEWHERE, line)
    return {"accepted": tables.one(f"select count(*) from {ready}")}


def _when(load: Load, layout: Layout, problems: Problems) -> mapping.Small:
    """The precinct that a line names (or why there is none), and when, on its clock; a day alone counts as its noon."""
    precincts, counties = vip.our_precincts(load), places.county_ids(load.state_code)
    areas = Area.objects.in_bulk({pk for found in precincts.values() for pk in found})

    def read(precinct: str, county: str, code: str, day: str, hour: str):
        named = values.county(county, code, load.state_code) if county or code else None
        found = precincts.get((counties.get(named[0]) if named else None, precinct.upper()), set())
        pk = next(iter(found)) if len(found) == 1 else None
        wrong = SEVERAL if len(found) > 1 else f"no precinct has this code or name: {precinct[:40]}"
        on, at = times.day(day, layout), times.clock(hour)
        problem = NO_TIME if (day and on is None) or (hour and at is None) else ""
        if on is None and at is None:
            return (pk, wrong, None), problem
        here = zone.of(areas[pk]) if pk else timezone.get_default_timezone()
        moment = datetime.combine(on or load.made_at.astimezone(here).date(), at or time(12), here)
        return (pk, wrong, moment), problem

    into = {"precinct_id": "bigint", "wrong": "text", "at": "timestamptz"}
    return mapping.read(
        "pw", tables.stage(load), ["precinct", "county", "county_code", "day", "time"], into, read, problems
    )


def compare(load: Load) -> dict:
    """`struck`: voters in the file; `new`: those of them whom no file of this kind has struck yet."""
    struck, new = tables.rows(
        f"""select count(*), count(*) filter (where not exists (
              select from roll_strike s where s.voter_id = r.voter_id and s.source = %s and s.withdrawn_by is null))
            from {tables.ready(load)} r""",
        [SOURCE],
    )[0]
    return {"new": new, "struck": struck}


def apply(load: Load, ids: dict, at: datetime) -> list[int]:
    """Keeps what the lines say. Strikes come after, as entries."""
    ready = tables.ready(load)
    tables.run(
        f"""insert into precincts_filestrike (load_id, line, voter_id, precinct_id, at)
            select %s, line, voter_id, precinct_id, at from {ready} order by line""",
        [load.pk],
    )
    load.counties = [
        pk
        for (pk,) in tables.rows(
            f"select distinct v.county_id from {ready} r join roll_voter v on v.id = r.voter_id where v.county_id is not null"
        )
    ]
    return []


def undo(load: Load, at: datetime) -> list[int]:
    FileStrike.objects.filter(load_id=load.pk).delete()
    return []


def sync(load: Load) -> dict[str, int]:
    """Enters what a load's lines say and nobody entered yet; withdraws what no accepted file says any more.

    Safe to repeat or to break off, as `striking_files.sync` is.
    """
    strikes = [
        {
            "id": striking_files.id_of("strike", SOURCE, who, n),
            "kind": "strike",
            "seen_at": at or load.accepted_at,
            "payload": {"voter": voter, "source": SOURCE} | ({"precinct": precinct} if precinct else {}),
        }
        for voter, who, precinct, at, n in tables.rows(WANTED, {"source": SOURCE, "load": load.pk})
    ]
    withdrawals = [
        striking_files.withdrawal(SOURCE, strike) for (strike,) in tables.rows(UNSUPPORTED, [SOURCE])
    ]
    return {
        "struck": striking_files.enter(SOURCE, strikes),
        "withdrawn": striking_files.enter(SOURCE, withdrawals),
    }


ROLE = Role(prepare, compare, apply, undo, strikes=sync, in_order=False)
