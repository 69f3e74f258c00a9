"""Who-voted files (absentee, early vote): cumulative and revised, so the newest file alone counts.

Its rows become ballots, the chase and cure list; strikes follow from ballots (`striking_files`).
"""

from datetime import date, datetime

from roll.layout import Layout
from roll.loading import mapping, matching, tables, values
from roll.models import Before, Load
from roll.reading.problems import Problems

STANDINGS = ("voted", "curable", "not_voted")


def standing_of(raw: str, layout: Layout) -> tuple[str, str]:
    """`voted`, `curable` or `not_voted` for a ballot status, and a problem: what no table knows is not a vote.

    A file without any status column lists those who voted.
    """
    if "ballot_status" not in layout.fields:
        return "voted", ""
    word = " ".join(raw.upper().split())
    for standing, words in (layout.ballot or {"voted": ("VOTED", "ACCEPTED", "Y", "YES", "V")}).items():
        if word in words:
            return standing, ""
    return "not_voted", f"an unknown ballot status, {raw[:40]!r}, is not counted as voted" if word else ""


def prepare(load: Load, layout: Layout, problems: Problems) -> dict:
    """Ready table: one row a voter and election, the best of its events (voted, curable, not voted)."""
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

    election_day = read("e", "election_date", "date", election)
    newest.clear()
    smalls = [
        election_day,
        matching.counties(load, problems),
        read(
            "st",
            "ballot_status",
            "text",
            lambda raw: ((standing_of(raw, layout)[0],), standing_of(raw, layout)[1]),
        ),
        read("d1", "requested_on", "date", day),
        read("d2", "sent_on", "date", day),
        read("d3", "returned_on", "date", day),
    ]
    match, params = matching.voter(load)
    tables.run(
        f"""
        create unlogged table {ready} as
        select distinct on (coalesce(m.voter_id::text, s.id || '/' || s.local_id), e.election_date_is)
          s.line, m.voter_id, coalesce(v.county_id, c.county_id) as county_id,
          left(coalesce(nullif(upper(ltrim(s.id, '0')), ''), s.local_id), 24) as source_id,
          coalesce(e.election_date_is, %s) as election_on, st.ballot_status_is as standing,
          left(s.ballot_status, 60) as status, left(s.method, 40) as method,
          d1.requested_on_is as requested_on, d2.sent_on_is as sent_on, d3.returned_on_is as returned_on
        from {stage} s join {" join ".join(small.sql for small in smalls)} {match}
        where s.id <> '' or s.local_id <> ''
        order by coalesce(m.voter_id::text, s.id || '/' || s.local_id), e.election_date_is,
          array_position(array['voted', 'curable', 'not_voted'], st.ballot_status_is), s.line desc""",
        [election_on(load), *(p for small in smalls for p in small.params), *params],
    )
    unmatched = matching.report_unmatched(load, problems)
    counts = dict(tables.rows(f"select standing, count(*) from {ready} group by 1"))
    return {
        "accepted": sum(counts.values()),
        "unmatched": unmatched,
        "standings": {s: counts.get(s, 0) for s in STANDINGS},
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
        where r.standing = 'voted' and r.voter_id is not null""",
        [load.layout],
    )[0]
    withdrawn, standing = tables.rows(
        f"""
        select count(*) filter (where not exists (select from {ready} r where r.voter_id = s.voter_id
                                                  and r.standing = 'voted' and source.name = s.source)), count(*)
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


def apply(load: Load, ids: dict, at: datetime) -> list[int]:
    """Replaces the ballots of the file's elections in the counties that it covers. Strikes come after, as entries."""
    ready = tables.ready(load)
    mine = f"""t.file = %s and (t.election_on, coalesce(t.county_id, 0))
               in (select election_on, coalesce(county_id, 0) from {ready})"""
    tables.run(
        "insert into roll_before (load_id, kind, row, image)"
        f" select %s, 'ballot', t.id, to_jsonb(t) from roll_ballot t where {mine}",
        [load.pk, load.layout],
    )
    tables.run(f"delete from roll_ballot t where {mine}", [load.layout])
    columns = (
        "county_id, voter_id, source_id, standing, status, method, requested_on, sent_on, returned_on, line"
    )
    tables.run(
        f"""
        insert into roll_ballot (file, load_id, election_on, {columns})
        select %s, %s, election_on, {columns} from {ready} order by line""",
        [load.layout, load.pk],
    )
    tables.run("analyze roll_ballot")
    load.counties = [
        c for (c,) in tables.rows(f"select distinct county_id from {ready} where county_id is not null")
    ]
    return []


def undo(load: Load, at: datetime) -> list[int]:
    """Brings back the ballots of the file before; strikes are brought in line after."""
    tables.run("delete from roll_ballot where load_id = %s", [load.pk])
    tables.run(
        """
        insert into roll_ballot select old.* from roll_before b
        cross join lateral jsonb_populate_record(null::roll_ballot, b.image) old
        where b.load_id = %s and b.kind = 'ballot' on conflict do nothing""",
        [load.pk],
    )
    Before.objects.filter(load=load).delete()
    return []
