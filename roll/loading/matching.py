"""Finds the voters that rows of other files speak of: by the state's id, else by the county's number."""

from roll.loading import mapping, places, tables, values
from roll.loading.mapping import Small
from roll.models import Load
from roll.reading.problems import EXAMPLES, KEPT_REASONS, Problems

ID = "upper(ltrim(s.id, '0'))"


def counties(load: Load, problems: Problems) -> Small:
    """Maps the county columns of the stage table to `county_id` (null where the roll knows none such)."""
    known = places.county_ids(load.state_code)

    def place(name: str, code: str):
        found = values.county(name, code, load.state_code)
        return (known.get(found[0]) if found else None,), ""

    return mapping.read(
        "c", tables.stage(load), ["county", "county_code"], {"county_id": "bigint"}, place, problems
    )


BY_LOCAL_ID = """
        left join (select county_id, local_id, min(id) as id from roll_voter
                   where local_id <> '' group by 1, 2 having count(*) = 1) w
          on s.id = '' and s.local_id <> '' and w.county_id = c.county_id and w.local_id = ltrim(s.local_id, '0')
        cross join lateral (select coalesce(v.id, w.id) as voter_id) m"""


def voter(load: Load) -> tuple[str, list]:
    """SQL of a lateral join that finds `m.voter_id` for a row `s`, and its parameters.

    The state's own id decides. A row without one is matched by county and county number, if that is unique; where no
    row needs that, the roll is not counted through for it.
    """
    some = tables.one(f"select exists (select from {tables.stage(load)} where id = '' and local_id <> '')")
    return (
        f"""
        left join roll_voter v on s.id <> '' and v.source_id = {ID} and v.state = %s
        {BY_LOCAL_ID if some else "cross join lateral (select v.id as voter_id) m"}""",
        [load.state_code],
    )


NOBODY = "nobody on the roll has this id: listed, not used"


def report_unmatched(load: Load, problems: Problems) -> int:
    """Counts ready rows without a voter; the first 100,000 are listed with the lines that were not used."""
    n, lines = tables.rows(
        f"select count(*), (array_agg(line order by line))[1:{EXAMPLES}] from {tables.ready(load)}"
        " where voter_id is null"
    )[0]
    if n:
        problems.warn(NOBODY, None, n)
        problems.examples[NOBODY] = lines
        tables.run(
            f"insert into roll_refusedline (load_id, line, reason) select %s, line, %s from {tables.ready(load)}"
            f" where voter_id is null order by line limit {KEPT_REASONS}",
            [load.pk, NOBODY],
        )
    return n
