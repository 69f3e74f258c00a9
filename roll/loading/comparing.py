"""Voter files: what a load would change, against the roll as it stands."""

from roll.loading import places, tables
from roll.models import Load

# Our column, its value in `ready r`, and the field of the file that it needs: what a file lacks stays as it is.
COLUMNS = (
    ("local_id", "r.local_id", "local_id"),
    ("county_id", "a.county_id", "county"),
    ("precinct_id", "a.precinct_id", "precinct"),
    ("last_name", "r.last_name", "last"),
    ("first_name", "r.first_name", "first"),
    ("middle_name", "r.middle_name", "middle"),
    ("suffix", "r.suffix", "suffix"),
    ("sex", "r.sex", "sex"),
    ("birth_year", "r.birth_year", "birth"),
    ("adult_on", "r.adult_on", "birth"),
    ("party", "r.party", "party"),
    ("status", "r.status", "status"),
    ("registered_on", "r.registered_on", "registered"),
    ("address", "r.address", "street"),
    ("city", "r.city", "street"),
    ("zip", "r.zip", "street"),
    ("confidential", "r.confidential", "confidential"),
    ("lang", "r.lang", "lang"),
)
NAMES = {
    "county_id": "county", "precinct_id": "precinct", "last_name": "name", "first_name": "name",
    "middle_name": "name", "suffix": "name", "city": "address", "zip": "address", "adult_on": "age",
    "birth_year": "age", "registered_on": "registration date", "lang": "language", "local_id": "county number",
}  # fmt: skip


def present(load: Load) -> list[tuple[str, str]]:
    """The columns of the roll that this file speaks of, with their values."""
    fields = set(load.report.get("fields", ()))
    if fields & {"birth_date", "birth_year", "age"}:
        fields.add("birth")
    if fields & {"county", "county_code"}:
        fields.add("county")
    found = [(column, value) for column, value, need in COLUMNS if need in fields]
    if "confidential" in fields and "street" not in fields:
        hidden = "case when r.confidential then '' else v.{0} end"
        found += [(column, hidden.format(column)) for column in ("address", "city", "zip")]
    return found


def compare(load: Load) -> dict:
    """Makes the diff table and answers `{"new", "changed", "changes": {what: n}, "unchanged", "gone", …}`."""
    ready, diff = tables.ready(load), tables.diff(load)
    tables.run(f"drop table if exists {diff}")
    accepted = load.report["accepted"]
    areas = places.areas(load)
    result = {
        "new": accepted,
        "changed": 0,
        "changes": {},
        "unchanged": 0,
        "gone": 0,
        "back": 0,
        "recoded": {},
    }
    if not tables.one("select exists (select from roll_voter where state = %s)", [load.state_code]):
        return result
    columns = present(load)
    what: dict[str, list[str]] = {}
    for column, value in columns:
        what.setdefault(NAMES.get(column, column), []).append(f"v.{column} is distinct from {value}")
    if "phone" in load.report["fields"]:
        what["phone"] = ["r.phone is distinct from p.number"]
    flags = ", ".join(f"({' or '.join(tests)}) as f{i}" for i, tests in enumerate(what.values()))
    any_flag = " or ".join(f"f{i}" for i in range(len(what)))
    tables.run(
        f"""
        create unlogged table {diff} as
        select * from (
          select r.line, v.id as voter_id, v.gone_at is not null as back,
                 v.precinct_id as old_precinct, r.place, {flags}
          from {ready} r
          {areas.sql}
          left join roll_voter v on v.state = %s and v.source_id = r.source_id
          left join roll_phone p on p.voter_id = v.id and p.registered) d
        where voter_id is null or back or {any_flag}
        """,
        [*areas.params, load.state_code],
    )
    result["recoded"] = places.recodes(load)
    if result["recoded"]:
        _leave_out_recodes(diff, list(what).index("precinct"), len(what), result["recoded"])
    counts = ", ".join(f"count(*) filter (where voter_id is not null and f{i})" for i in range(len(what)))
    found = tables.rows(
        f"""select count(*) filter (where voter_id is null), count(*) filter (where voter_id is not null),
            count(*) filter (where back), {counts} from {diff}"""
    )[0]
    result["new"], result["changed"], result["back"] = found[:3]
    result["changes"] = {name: n for name, n in zip(what, found[3:], strict=True) if n}
    result["unchanged"] = accepted - result["new"] - result["changed"]
    tables.run(f"analyze {diff}")
    result["gone"], result["gone_by_county"] = _gone(load)
    return result


def _leave_out_recodes(diff: str, precinct: int, flags: int, recoded: dict[str, list]) -> None:
    """A voter whose precinct only has another code has not changed."""
    tables.run(
        f"update {diff} d set f{precinct} = false from unnest(%s::bigint[], %s::int[]) m(old, place)"
        " where d.old_precinct = m.old and d.place = m.place",
        [[int(area) for area in recoded], [place for *_, place, _ in recoded.values()]],
    )
    none = " and ".join(f"not f{i}" for i in range(flags))
    tables.run(f"delete from {diff} where voter_id is not null and not back and {none}")


MISSING = """
  from roll_voter v join crew_area c on c.id = v.county_id
  where v.state = %s and v.gone_at is null and c.id = any(%s)
    and not exists (select from {ready} r where r.source_id = v.source_id)
"""


def covered(load: Load) -> list[int]:
    """The counties whose voters the file covers, as areas."""
    known = places.county_ids(load.state_code)
    return [known[c["county"]] for c in load.report["counties"] if c["county"] in known]


def _gone(load: Load) -> tuple[int, dict[str, list[int]]]:
    """How many voters of the counties covered are missing from the file; by county `[missing, in the roll]`."""
    counties = covered(load)
    missing = tables.rows(
        f"select c.code, count(*) {MISSING.format(ready=tables.ready(load))} group by 1",
        [load.state_code, counties],
    )
    standing = dict(
        tables.rows(
            "select c.code, count(*) from roll_voter v join crew_area c on c.id = v.county_id"
            " where v.state = %s and v.gone_at is null and c.id = any(%s) group by 1",
            [load.state_code, counties],
        )
    )
    return sum(n for _, n in missing), {code: [n, standing[code]] for code, n in missing}
