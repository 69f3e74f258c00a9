"""Voter files, second half: writes an accepted load into the roll, in the transaction of its entry.

Ids are the load's first id plus the line's number, so a rebuild from the same file gives everyone the same id,
also where a line was refused or redacted in between.
"""

from datetime import datetime

from roll.loading import bulk, comparing, history, keepsakes, places, redacting, sharing, tables, zoning
from roll.models import Load

COPIED = (
    "source_id, local_id, last_name, first_name, middle_name, suffix, sex, birth_year, adult_on, party, status,"
    " registered_on, address, city, zip, confidential, lang"
)


def first_ids(load: Load) -> dict[str, int]:
    """Draws the runs of ids that `apply` hands out; they go into the entry's payload."""
    lines = load.report["lines"]
    return {
        "first_voter": bulk.draw("roll_voter", lines + 1),
        "first_household": bulk.draw("roll_household", lines + 1),
        "first_area": bulk.draw("crew_area", places.most_areas(load)),
    }


def apply(load: Load, ids: dict[str, int], at: datetime) -> list[int]:
    """Writes new, changed and gone voters; answers the voters whose targets must be looked at again."""
    changes = load.report["changes"]
    places.recode(load, changes["recoded"])
    load.counties = places.make(load, ids["first_area"])
    first = not tables.one("select exists (select from roll_voter)")
    with bulk.without_indexes(["roll_household", "roll_voter", "roll_phone"] if first else []):
        _households(load, ids["first_household"])
        diffs = (
            f"join {tables.diff(load)} d on d.line = r.line and d.voter_id is null" if _has_diff(load) else ""
        )
        _insert(load, ids["first_voter"], diffs)
    touched = []
    if _has_diff(load):
        touched += _update(load)
        touched += _mark_gone(load, at)
    touched += sharing.settle(load, first)
    if touched:
        zoning.refresh("v.id = any(%s)", [touched])
        bulk.settle_households(load)
    if any(field == "history" for field in load.report["fields"]):
        history.from_columns(load)
    redacting.redact_images(load)
    load.report["ids"] = ids
    bulk.learn_terms(load)
    for table in ("roll_voter", "roll_phone", "roll_household"):
        tables.run(f"analyze {table}")
    return touched


def _has_diff(load: Load) -> bool:
    return tables.exists(tables.diff(load))


def _households(load: Load, first_id: int) -> None:
    """Makes the households that are not there yet; each has the number of its first line."""
    areas = places.areas(load)
    there = "where not exists (select from roll_household o where o.address_key = h.address_key)"
    tables.run(
        f"""
        insert into roll_household (id, address_key, street, precinct_id)
        select %s + h.line, h.address_key, roll_street_of(h.address_key), h.precinct_id
        from (select r.address_key, min(r.line) as line, min(a.precinct_id) as precinct_id
              from {tables.ready(load)} r {areas.sql} where r.address_key is not null group by 1 order by 2) h
        {there if tables.one("select exists (select from roll_household)") else ""}""",
        [first_id, *areas.params],
    )
    # or the planner takes it for small, where it is looked up next
    tables.run("analyze roll_household (address_key)")


def _zones(load: Load, only: str, areas: places.Places) -> tuple[str, list]:
    """A table inside a statement: county and area code -> zone id."""
    counties = {place: (pk, code) for place, code, _, pk, _ in areas.rows}
    pairs = tables.rows(
        f"select distinct r.place, coalesce(substr(r.phone, 3, 3), '') from {tables.ready(load)} r {only}"
    )
    wanted = {(*counties[place], code) for place, code in pairs}
    keys = {
        (load.state_code, county, (code,) if code else ()): (pk, code) for pk, county, code in sorted(wanted)
    }
    rows = [(*keys[key], zone) for key, zone in zoning.by_codes(list(keys)).items()]
    sql = "unnest(%s::bigint[], %s::text[], %s::int[]) z(county_id, code, id)"
    return sql, [[row[i] for row in rows] for i in range(3)]


def _insert(load: Load, first_id: int, only: str) -> None:
    ready, areas = tables.ready(load), places.areas(load)
    zones, zone_params = _zones(load, only, areas)
    tables.run(
        f"""
        insert into roll_voter (id, state, county_id, precinct_id, household_id, zone_id, load_id, tags, {COPIED})
        select %s + r.line, %s, a.county_id, a.precinct_id, h.id, z.id, %s, '{{}}', {COPIED}
        from {ready} r {only}
        {areas.sql}
        left join roll_household h on h.address_key = r.address_key
        left join {zones} on z.county_id = a.county_id and z.code = coalesce(substr(r.phone, 3, 3), '')""",
        [first_id, load.state_code, load.pk, *areas.params, *zone_params],
    )
    tables.run(
        f"""
        insert into roll_phone (voter_id, number, rank, set_aside, registered, load_id)
        select %s + r.line, r.phone, 0, false, true, %s from {ready} r {only}
        where r.phone is not null""",
        [first_id, load.pk],
    )


def _update(load: Load) -> list[int]:
    """Brings changed voters up to date, their previous images kept; answers their ids."""
    ready, diff, areas = tables.ready(load), tables.diff(load), places.areas(load)
    changed = f"select voter_id from {diff} where voter_id is not null"
    # One lock order with those who strike: by id.
    ids = [
        pk
        for (pk,) in tables.rows(
            f"select id from roll_voter where id in ({changed}) order by id for no key update"
        )
    ]
    if not ids:
        return []
    keepsakes.remember(load, "voter", "roll_voter", f"t.id in ({changed})", [])
    columns = comparing.present(load)
    household = "h.id" if ("address", "r.address") in columns else "v.household_id"
    address = f", household_id = case when r.confidential then null else {household} end"
    hidden = ", latitude = case when r.confidential then null else v.latitude end"
    hidden += ", longitude = case when r.confidential then null else v.longitude end"
    tables.run(
        f"""
        update roll_voter v
        set {", ".join(f"{column} = {value}" for column, value in columns)}, gone_at = null, load_id = %s {address} {hidden}
        from {diff} d join {ready} r on r.line = d.line
        {areas.sql}
        left join roll_household h on h.address_key = r.address_key
        where v.id = d.voter_id""",
        [load.pk, *areas.params],
    )
    if "phone" in load.report["fields"] or "confidential" in load.report["fields"]:
        _phones(load)
    return ids


def _phones(load: Load) -> None:
    """Replaces the number that the file itself gives; appended ones stay."""
    ready, diff = tables.ready(load), tables.diff(load)
    another = "r.phone is distinct from t.number" if "phone" in load.report["fields"] else "r.confidential"
    other = f"""t.registered and exists (select from {diff} d join {ready} r on r.line = d.line
                where d.voter_id = t.voter_id and {another})"""
    keepsakes.remember(load, "phone", "roll_phone", other, [])
    tables.run(f"delete from roll_phone t where {other}")
    made = tables.rows(
        f"""
        insert into roll_phone (voter_id, number, rank, set_aside, registered, load_id)
        select d.voter_id, r.phone, 0, false, true, %s from {diff} d join {ready} r on r.line = d.line
        where d.voter_id is not null and r.phone is not null
        order by r.line
        on conflict (voter_id, number) do nothing returning id""",
        [load.pk],
    )
    keepsakes.made(load, "phone", [pk for (pk,) in made])


def _mark_gone(load: Load, at: datetime) -> list[int]:
    """Marks as gone who is missing from the counties that the file covers; answers their ids."""
    missing = comparing.MISSING.format(ready=tables.ready(load))
    gone = [
        pk
        for (pk,) in tables.rows(
            f"select v.id {missing} order by v.id for no key update of v",
            [load.state_code, comparing.covered(load)],
        )
    ]
    if gone:
        keepsakes.remember(load, "voter", "roll_voter", "t.id = any(%s)", [gone])
        tables.run("update roll_voter set gone_at = %s, load_id = %s where id = any(%s)", [at, load.pk, gone])
    return gone
