"""Vote history: in which elections people voted. It only grows; a code that means "not counted" is no vote."""

import re
from datetime import date, datetime

from roll.layout import Layout
from roll.loading import bulk, mapping, matching, tables, values
from roll.models import Before, Election, Load
from roll.reading.problems import Problems

KINDS = (
    ("primary", re.compile(r"PRIMARY|\bPRI\b|\bPPP\b", re.I)),
    ("municipal", re.compile(r"MUNICIPAL|\bCITY|TOWN|\bMUN\b", re.I)),
    ("special", re.compile(r"SPECIAL|\bSPC?\b|RECALL|REFERENDUM", re.I)),
    ("general", re.compile(r"GENERAL|\bGEN\b|", re.I)),
)
METHODS = (
    ("mail", re.compile(r"MAIL|^A$|ABSENTEE(?! ONE)|MILITARY|OVERSEAS", re.I)),
    ("early", re.compile(r"EARLY|ONE.?STOP|^E$|^F$|CURBSIDE EARLY", re.I)),
    ("provisional", re.compile(r"PROVISIONAL|^Z$", re.I)),
    ("in person", re.compile(r"PERSON|POLL|^Y$|^X$|CURBSIDE|TRANSFER", re.I)),
)


def kind_of(text: str) -> str:
    return next(kind for kind, pattern in KINDS if pattern.search(text))


def method_of(text: str) -> str:
    return next((method for method, pattern in METHODS if pattern.search(text)), "")


def prepare(load: Load, layout: Layout, problems: Problems) -> dict:
    """Ready table: line, voter_id, held_on, kind, method, counted."""
    stage, ready = tables.stage(load), tables.ready(load)
    tables.run(f"drop table if exists {ready}")
    tables.sample_statistics(stage, "line")
    not_counted = set(layout.history.get("not_counted", ()))

    def election(day: str, text: str):
        held_on, problem = values.day(day, layout)
        return (held_on, kind_of(text)), problem

    def how(code: str):
        return (method_of(code), code.strip().upper() not in not_counted), ""

    smalls = [
        matching.counties(load, problems),
        mapping.read(
            "e", stage, ["election_date", "election"], {"held_on": "date", "kind": "text"}, election, problems
        ),
        mapping.read("h", stage, ["method"], {"method_is": "text", "counted": "bool"}, how, problems),
    ]
    match, params = matching.voter(load)
    joins = " join ".join(small.sql for small in smalls)
    tables.run(
        f"""
        create unlogged table {ready} as
        select s.line, m.voter_id, c.county_id, e.held_on, e.kind, h.method_is as method, h.counted
        from {stage} s join {joins} {match}""",
        [*(p for small in smalls for p in small.params), *params],
    )
    undated = f"with bad as (delete from {ready} where held_on is null returning line)"
    problems.refused_n += tables.run(
        f"{undated} insert into roll_refusedline (load_id, line, reason)"
        " select %s, line, 'has no election date' from bad",
        [load.pk],
    )
    unmatched = matching.report_unmatched(load, problems)
    not_votes = tables.one(f"select count(*) from {ready} where not counted")
    if not_votes:
        problems.warn("a ballot that was not counted is no vote", None, not_votes)
    accepted = tables.one(f"select count(*) from {ready} where voter_id is not null")
    return {"accepted": accepted, "unmatched": unmatched, "not_counted": not_votes}


def compare(load: Load) -> dict:
    """`new`: votes that the roll has not; `elections`: which, with how many."""
    found = tables.rows(
        f"""
        select r.held_on, r.kind, count(distinct r.voter_id) filter (where hist.voter_id is null)
        from {tables.ready(load)} r
        left join roll_election e on e.state = %s and e.held_on = r.held_on and e.kind = r.kind
        left join roll_votehistory hist on hist.voter_id = r.voter_id and hist.election_id = e.id
        where r.counted and r.voter_id is not null group by 1, 2 order by 1 desc, 2""",
        [load.state_code],
    )
    return {
        "new": sum(n for *_, n in found),
        "elections": [{"held_on": day.isoformat(), "kind": kind, "new": n} for day, kind, n in found],
    }


def apply(load: Load, ids: dict, at: datetime) -> list[int]:
    """Adds votes; takes out those that the file now calls not counted. Nobody's targets change by it."""
    ready = tables.ready(load)
    _elections(load, tables.rows(f"select distinct held_on, kind from {ready} where counted"))
    known = "join roll_election e on e.state = %s and e.held_on = r.held_on and e.kind = r.kind"
    tables.run(
        f"""
        insert into roll_before (load_id, kind, row, image)
        select %s, 'history', h.voter_id, to_jsonb(h) from {ready} r {known}
        join roll_votehistory h on h.voter_id = r.voter_id and h.election_id = e.id
        where not r.counted
          and not exists (select from {ready} o where o.counted and o.voter_id = r.voter_id
                          and o.held_on = r.held_on and o.kind = r.kind)""",
        [load.pk, load.state_code],
    )
    tables.run(
        """
        delete from roll_votehistory h using roll_before b
        where b.load_id = %s and b.kind = 'history' and h.voter_id = b.row
          and h.election_id = (b.image->>'election_id')::bigint""",
        [load.pk],
    )
    first = not tables.one("select exists (select from roll_votehistory)")
    with bulk.without_indexes(["roll_votehistory"] if first else []):
        tables.run(
            f"""
            insert into roll_votehistory (voter_id, election_id, method, load_id)
            select r.voter_id, e.id, max(r.method), %s from {ready} r {known}
            where r.counted and r.voter_id is not null group by 1, 2
            {"" if first else "on conflict do nothing"}""",
            [load.pk, load.state_code],
        )
    tables.run("analyze roll_votehistory")
    load.counties = [
        pk for (pk,) in tables.rows(f"select distinct county_id from {ready} where county_id is not null")
    ]
    return []


def _elections(load: Load, wanted: list[tuple[date, str]]) -> None:
    """Makes elections that are missing; ids follow from the rows there are, so a rebuild repeats them."""
    known = set(Election.objects.filter(state=load.state_code).values_list("held_on", "kind"))
    following = (Election.objects.order_by("-pk").values_list("pk", flat=True).first() or 0) + 1
    for pk, (held_on, kind) in enumerate(sorted(set(wanted) - known), following):
        Election.objects.create(pk=pk, state=load.state_code, held_on=held_on, kind=kind)


def from_columns(load: Load) -> None:
    """Ohio: the history that stands in the voter file itself, as "GENERAL 11/05/2024=X" joined by bars."""
    ready = tables.ready(load)
    cells = f"""
        select r.source_id, split_part(cell, '=', 1) as label, split_part(cell, '=', 2) as mark
        from {ready} r cross join lateral unnest(string_to_array(r.history, '|')) cell where r.history <> ''"""
    labels = [label for (label,) in tables.rows(f"select distinct label from ({cells}) c")]
    if not labels:
        return
    meant = []
    for label in labels:
        kind, _, raw = label.partition(" ")
        month, day, year = raw.split("/")
        meant.append((label, date(int(year), int(month), int(day)), kind_of(kind)))
    _elections(load, [(held_on, kind) for _, held_on, kind in meant])
    tables.run(
        f"""
        insert into roll_votehistory (voter_id, election_id, method, load_id)
        select v.id, e.id, '', %s from ({cells}) c
        join unnest(%s::text[], %s::date[], %s::text[]) m(label, held_on, kind) on m.label = c.label
        join roll_election e on e.state = %s and e.held_on = m.held_on and e.kind = m.kind
        join roll_voter v on v.source_id = c.source_id and v.state = %s
        on conflict do nothing""",
        [load.pk, *[[row[i] for row in meant] for i in range(3)], load.state_code, load.state_code],
    )


def undo(load: Load, at: datetime) -> list[int]:
    """Takes out what the load added and puts back what it took out."""
    tables.run("delete from roll_votehistory where load_id = %s", [load.pk])
    tables.run(
        """
        insert into roll_votehistory select old.* from roll_before b
        cross join lateral jsonb_populate_record(null::roll_votehistory, b.image) old
        where b.load_id = %s and b.kind = 'history' on conflict do nothing""",
        [load.pk],
    )
    Before.objects.filter(load=load).delete()
    return []
