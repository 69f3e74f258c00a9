"""Who-voted files (absentee, early vote): cumulative and revised, so the newest file alone counts.

Its rows become spans of ballots, the chase and cure list: a row stands until a file says otherwise, so that a nightly file
of millions writes only what changed in a day. Strikes follow from ballots (`striking_files`).
"""

from datetime import date, datetime

from roll import ballots
from roll.layout import Layout
from roll.loading import counting, mapping, matching, tables, values
from roll.models import Load
from roll.reading.problems import Problems


def prepare(load: Load, layout: Layout, problems: Problems) -> dict:
    """Ready table: one row a voter and election, that of its events which says most (`ballots.MOST_SAID`)."""
    stage, ready = tables.stage(load), tables.ready(load)
    tables.run(f"drop table if exists {ready}")
    tables.sample_statistics(stage, "line")
    newest: list[date] = []

    def day(raw: str):
        value, problem = values.day(raw, layout)
        if value:
            newest.append(value)
        return (value,), problem

    def election(raw: str):
        return day(raw) if raw else ((None,), "")

    def read(alias: str, column: str, kind: str, meaning):
        return mapping.read(alias, stage, [column], {f"{column}_is": kind}, meaning, problems)

    def meaning_of(raw: str):
        meant, problem = ballots.stage_of(raw, layout)
        return (meant,), problem

    election_day = read("e", "election_date", "date", election)
    newest.clear()
    smalls = [
        election_day,
        matching.counties(load, problems),
        read("st", "ballot_status", "text", meaning_of),
        read("d1", "requested_on", "date", day),
        read("d2", "sent_on", "date", day),
        read("d3", "returned_on", "date", day),
    ]
    match, params = matching.voter(load)
    said = ballots.by_dates("st.ballot_status_is")
    tables.run(
        f"""
        create unlogged table {ready} as
        select distinct on (coalesce(m.voter_id::text, s.id || '/' || s.local_id), e.election_date_is)
          s.line, m.voter_id, coalesce(v.county_id, c.county_id) as county_id,
          left(coalesce(nullif(upper(ltrim(s.id, '0')), ''), s.local_id), 24) as source_id,
          coalesce(e.election_date_is, %s) as election_on, {said} as stage,
          left(s.ballot_status, 60) as status, left(s.method, 40) as method,
          d1.requested_on_is as requested_on, d2.sent_on_is as sent_on, d3.returned_on_is as returned_on
        from {stage} s join {" join ".join(small.sql for small in smalls)} {match}
        where s.id <> '' or s.local_id <> ''
        order by coalesce(m.voter_id::text, s.id || '/' || s.local_id), e.election_date_is,
          array_position(%s, {said}), s.line desc""",
        [
            election_on(load),
            *(p for small in smalls for p in small.params),
            *params,
            list(ballots.MOST_SAID),
        ],
    )
    unmatched = matching.report_unmatched(load, problems)
    counts = dict(tables.rows(f"select stage, count(*) from {ready} group by 1"))
    return {
        "accepted": sum(counts.values()),
        "unmatched": unmatched,
        "stages": {stage: counts.get(stage, 0) for stage in ballots.STAGES},
        "newest": max(newest, default=load.made_at.date()).isoformat(),
    }


def election_on(load: Load) -> date:
    """The election that a row without one belongs to: the next general election day, the Tuesday after the first
    Monday of November (2 U.S.C. 7)."""
    year = load.made_at.year
    first = date(year, 11, 1)
    return date(year, 11, 2 + (7 - first.weekday()) % 7)


def source_of(layout: str, day: date) -> str:
    """How strikes from this kind of file for this election are signed."""
    return f"{layout}:{day.isoformat()}"[:40]


def compare(load: Load) -> dict:
    """`new` strikes to come, `withdrawn` strikes of this source that the file no longer supports, `chase`."""
    ready = tables.ready(load)
    new, struck = tables.rows(
        f"""
        select count(distinct (r.voter_id, r.election_on)) filter (where s.id is null),
               count(distinct (r.voter_id, r.election_on))
        from {ready} r
        left join roll_strike s on s.voter_id = r.voter_id and s.withdrawn_by is null
          and s.source = left(%s || ':' || r.election_on, 40)
        where r.stage in ('accepted', 'cured') and r.voter_id is not null""",
        [load.layout],
    )[0]
    withdrawn, standing = tables.rows(
        f"""
        select count(*) filter (where not exists (select from {ready} r where r.voter_id = s.voter_id
                                                  and r.stage in ('accepted', 'cured') and source.name = s.source)), count(*)
        from (select distinct left(%s || ':' || election_on, 40) as name from {ready}) source
        join roll_strike s on s.source = source.name and s.withdrawn_by is null
        join roll_voter v on v.id = s.voter_id
        where v.county_id in (select county_id from {ready})""",
        [load.layout],
    )[0]
    before = (
        Load.objects.filter(role="voted", layout=load.layout, state="accepted")
        .order_by("-accepted_at")
        .first()
    )
    return {
        "new": new,
        "struck": struck,
        "withdrawn": withdrawn,
        "standing": standing,
        "older_than": before.report["newest"]
        if before and before.report["newest"] > load.report["newest"]
        else "",
    }


# Open ballots of which the file speaks: of its elections in the counties that it covers, and of its voters.
COVERED = """t.file = %(file)s and t.ended_by is null
  and ((t.election_on, coalesce(t.county_id, 0)) in (select election_on, coalesce(county_id, 0) from {ready})
       or (t.election_on, t.voter_id) in (select election_on, voter_id from {ready} where voter_id is not null))"""
SAME = """(t.source_id, t.election_on) = (r.source_id, r.election_on)
  and (t.county_id, t.voter_id, t.stage, t.status, t.method, t.requested_on, t.sent_on, t.returned_on)
      is not distinct from
      (r.county_id, r.voter_id, r.stage, r.status, r.method, r.requested_on, r.sent_on, r.returned_on)"""


def apply(load: Load, ids: dict, at: datetime) -> list[int]:
    """Ends the ballots of which the file says something else, or nothing any more, and opens those that it says.
    Strikes come after, as entries."""
    ready = tables.ready(load)
    given = {"file": load.layout, "load": load.pk, "at": at}
    tables.run(
        f"""update roll_ballot t set ended_by = %(load)s, ended_at = %(at)s
            where {COVERED.format(ready=ready)} and not exists (select from {ready} r where {SAME})""",
        given,
    )
    columns = "election_on, county_id, voter_id, source_id, stage, status, method, requested_on, sent_on, returned_on, line"
    tables.run(
        f"""insert into roll_ballot (file, load_id, since, {columns})
            select %(file)s, %(load)s, %(at)s, {columns} from {ready} r
            where not exists (select from roll_ballot t where t.file = %(file)s and t.ended_by is null and {SAME})
            order by line""",
        given,
    )
    tables.run("analyze roll_ballot")
    counting.recount(load.layout)
    load.counties = [
        c for (c,) in tables.rows(f"select distinct county_id from {ready} where county_id is not null")
    ]
    return _struck_besides(load)


def undo(load: Load, at: datetime) -> list[int]:
    """Brings back the ballots of the file before; strikes are brought in line after."""
    touched = _struck_besides(load)
    tables.run("delete from roll_ballot where load_id = %s", [load.pk])
    tables.run("update roll_ballot set ended_by = null, ended_at = null where ended_by = %s", [load.pk])
    counting.recount(load.layout)
    return touched


def _struck_besides(load: Load) -> list[int]:
    """Voters whose ballots a load changed and whom somebody else has struck: sources may now disagree, or no longer."""
    return [
        voter
        for (voter,) in tables.rows(
            """select distinct b.voter_id from roll_ballot b
               join roll_strike s on s.voter_id = b.voter_id and s.withdrawn_by is null and s.source not like %(own)s
               where b.load_id = %(load)s or b.ended_by = %(load)s""",
            {"load": load.pk, "own": f"{load.layout}:%"},
        )
    ]
