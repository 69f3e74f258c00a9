"""Polling places by precinct, from a CSV: name, address and hours, read to voters by callers."""

from datetime import datetime

from roll.layout import Layout
from roll.loading import bulk, matching, tables
from roll.models import Before, Load
from roll.reading.problems import Problems

NOBODY = "no precinct on the roll has this code: listed, not used"


def prepare(load: Load, layout: Layout, problems: Problems) -> dict:
    """Ready table: line, precinct_id, name, address, hours. A code without a county must be unique."""
    stage, ready = tables.stage(load), tables.ready(load)
    tables.run(f"drop table if exists {ready}")
    county = matching.counties(load, problems)
    tables.run(
        f"""
        create unlogged table {ready} as
        select s.line, (
            select case when count(*) = 1 then min(a.id) end from crew_area a
            where a.kind = 'precinct' and (upper(a.code) = upper(s.precinct) or upper(a.name) = upper(s.precinct))
              and (c.county_id = any(a.lineage) or (s.county = '' and s.county_code = ''))) as precinct_id,
          left(s.place, 120) as name, left(s.address, 200) as address, left(s.hours, 80) as hours
        from {stage} s join {county.sql}""",
        county.params,
    )
    lost = tables.rows(f"select line from {ready} where precinct_id is null order by line")
    for (line,) in lost:
        problems.warn(NOBODY, line)
    twice = tables.rows(
        f"delete from {ready} r using {ready} l where l.precinct_id = r.precinct_id and l.line > r.line returning r.line"
    )
    for (line,) in sorted(twice):
        problems.warn("the same precinct twice: the last line counts", line)
    accepted = tables.one(f"select count(*) from {ready} where precinct_id is not null")
    return {"accepted": accepted, "unmatched": len(lost)}


def compare(load: Load) -> dict:
    """`new` precincts without a place so far, `changed` those with another, and how many remain without one."""
    new, changed = tables.rows(
        f"""
        select count(*) filter (where p.precinct_id is null),
               count(*) filter (where (l.name, l.address, l.hours) is distinct from (r.name, r.address, r.hours)
                                and p.precinct_id is not null)
        from {tables.ready(load)} r left join roll_precinctplace p on p.precinct_id = r.precinct_id
        left join roll_pollingplace l on l.id = p.place_id where r.precinct_id is not null"""
    )[0]
    return {"new": new, "changed": changed}


def counties(load: Load) -> list[int]:
    """The counties, as areas, whose precincts a staged load gives a place."""
    of = "select c.id from crew_area a join crew_area c on c.id = any(a.lineage) and c.kind = 'region'"
    ready = f"select r.precinct_id from {tables.ready(load)} r"
    return [pk for (pk,) in tables.rows(f"{of} where a.id in ({ready}) group by 1")]


def first_ids(load: Load) -> dict:
    return {"first_place": bulk.draw("roll_pollingplace", load.report["lines"] + 1)}


def apply(load: Load, ids: dict, at: datetime) -> list[int]:
    """Sets each precinct's place; a building known by name and address is used again, its hours brought up to date."""
    ready = tables.ready(load)
    keep = "insert into roll_before (load_id, kind, row, image) select %s, '{}', t.{}, to_jsonb(t) from {} t where "
    tables.run(
        keep.format("precinct", "precinct_id", "roll_precinctplace")
        + f"t.precinct_id in (select precinct_id from {ready})",
        [load.pk],
    )
    tables.run(
        keep.format("place", "id", "roll_pollingplace")
        + f"(t.name, t.address) in (select name, address from {ready} where precinct_id is not null)",
        [load.pk],
    )
    tables.run(
        f"""
        insert into roll_pollingplace (id, name, address, hours)
        select %s + min(line), name, address, '' from {ready} r where precinct_id is not null
          and not exists (select from roll_pollingplace p where p.name = r.name and p.address = r.address)
        group by name, address""",
        [ids["first_place"]],
    )
    tables.run(
        f"""update roll_pollingplace p set hours = r.hours from {ready} r
            where p.name = r.name and p.address = r.address and r.precinct_id is not null and r.hours <> ''"""
    )
    tables.run(
        f"""
        insert into roll_precinctplace (precinct_id, place_id)
        select r.precinct_id, min(p.id) from {ready} r
        join roll_pollingplace p on p.name = r.name and p.address = r.address
        where r.precinct_id is not null group by 1
        on conflict (precinct_id) do update set place_id = excluded.place_id"""
    )
    made = [p for (p,) in tables.rows(f"select precinct_id from {ready} where precinct_id is not null")]
    load.report["precincts"] = made
    load.report["ids"] = ids
    return []


def undo(load: Load, at: datetime) -> list[int]:
    """Gives precincts their former place again."""
    tables.run("delete from roll_precinctplace where precinct_id = any(%s)", [load.report["precincts"]])
    for kind, table in (("precinct", "roll_precinctplace"), ("place", "roll_pollingplace")):
        if kind == "place":
            tables.run(
                "update roll_pollingplace p set hours = b.image->>'hours' from roll_before b"
                " where b.load_id = %s and b.kind = 'place' and p.id = b.row",
                [load.pk],
            )
            continue
        tables.run(
            f"""insert into {table} select old.* from roll_before b
                cross join lateral jsonb_populate_record(null::{table}, b.image) old
                where b.load_id = %s and b.kind = %s""",
            [load.pk, kind],
        )
    first = load.report["ids"]["first_place"]
    unused = "".join(
        f" and not exists (select from {table} x where x.{column} = p.id)"
        for table, column in tables.references("roll_pollingplace")
    )
    tables.run(
        f"delete from roll_pollingplace p where p.id between %s and %s{unused}",
        [first, first + load.report["lines"]],
    )
    Before.objects.filter(load=load).delete()
    return []
