"""Openings of a load: compared, written in place of those of the same days, and taken back."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection

from roll.loading import tables
from roll.models import Load, RefusedLine
from roll.reading.problems import Problems

TWICE = "the same opening twice: the last line counts"


@dataclass(frozen=True, slots=True)
class Span:
    """One opening as a line says it; `place` is an id, or None for the place of that name and address."""

    line: int
    place: int | None
    name: str
    address: str
    zone: str
    day: date
    opens_at: datetime
    closes_at: datetime


def write(table: str, spans: list[Span], problems: Problems) -> int:
    """Makes the working table of the spans; answers how many there are."""
    tables.run(f"drop table if exists {table}")
    tables.run(
        f"create unlogged table {table} (line bigint, place_id bigint, name text, address text, zone text, day date,"
        " opens_at timestamptz, closes_at timestamptz)"
    )
    last: dict[tuple, Span] = {}
    for span in spans:
        key = (span.place, span.name, span.address, span.opens_at)
        if key in last:
            problems.warn(TWICE, last[key].line)
        last[key] = span
    with connection.cursor() as cursor, cursor.copy(f"copy {table} from stdin") as copy:
        for s in last.values():
            copy.write_row((s.line, s.place, s.name, s.address, s.zone, s.day, s.opens_at, s.closes_at))
    return len(last)


def compare(table: str) -> dict:
    """`new` openings, and `changed`: days of a place whose hours become others."""
    new, changed = tables.rows(
        f"""
        select count(*) filter (where not known.any), count(*) filter (where known.any and not known.same)
        from {table} r
        left join roll_pollingplace p on r.place_id is null and p.name = r.name and p.address = r.address
        cross join lateral (
          select coalesce(bool_or(true), false) as any,
                 coalesce(bool_or(o.opens_at = r.opens_at and o.closes_at = r.closes_at), false) as same
          from precincts_opening o
          where o.place_id = coalesce(r.place_id, p.id) and (o.opens_at at time zone r.zone)::date = r.day) known"""
    )[0]
    return {"new": new, "changed": changed}


def apply(load: Load, table: str) -> None:
    """Writes them; a place's other hours of the same days give way."""
    tables.run(
        f"""update {table} r set place_id = (select min(p.id) from roll_pollingplace p
                                             where p.name = r.name and p.address = r.address) where place_id is null"""
    )
    tables.run(f"delete from {table} where place_id is null")
    those = f"""exists (select from {table} r where r.place_id = t.place_id
                        and (t.opens_at at time zone r.zone)::date = r.day)"""
    tables.run(
        f"""insert into roll_before (load_id, kind, row, image)
            select %s, 'opening', t.place_id, to_jsonb(t) from precincts_opening t where {those}""",
        [load.pk],
    )
    tables.run(f"delete from precincts_opening t where {those}")
    tables.run(
        f"""insert into precincts_opening (place_id, opens_at, closes_at, load_id)
            select distinct on (place_id, opens_at) place_id, opens_at, closes_at, %s from {table}
            order by place_id, opens_at, line desc""",
        [load.pk],
    )


def undo(load: Load) -> None:
    """Removes what the load brought and puts back what gave way to it; hours typed since stay."""
    tables.run("delete from precincts_opening where load_id = %s", [load.pk])
    tables.run(
        """
        insert into precincts_opening select old.* from roll_before b
        cross join lateral jsonb_populate_record(null::precincts_opening, b.image) old
        where b.load_id = %s and b.kind = 'opening' on conflict do nothing""",
        [load.pk],
    )
    tables.run("delete from roll_before where load_id = %s and kind = 'opening'", [load.pk])


def refuse(load: Load, problems: Problems, bad: list[tuple[int, str]]) -> None:
    """Notes lines that cannot be taken, with the reason."""
    problems.refused_n += len(bad)
    RefusedLine.objects.bulk_create(
        [RefusedLine(load=load, line=line, reason=reason[:200]) for line, reason in bad], 5_000
    )
