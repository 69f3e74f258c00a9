"""Finds the voters that rows of other files speak of: by the state's id, else by the county's number."""

from roll.loading import mapping, places, tables, values
from roll.loading.mapping import Small
from roll.models import Load
from roll.reading.problems import Problems

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


def voter(load: Load) -> tuple[str, list]:
    """SQL of a lateral join that finds `m.voter_id` for a row `s`, and its parameters.

    The state's own id decides. A row without one is matched by county and county number, if that is unique.
    """
    return (
        """
        left join roll_voter v on s.id <> '' and v.source_id = upper(ltrim(s.id, '0')) and v.state = %s
        left join (select county_id, local_id, min(id) as id from roll_voter
                   where local_id <> '' group by 1, 2 having count(*) = 1) w
          on s.id = '' and s.local_id <> '' and w.county_id = c.county_id and w.local_id = ltrim(s.local_id, '0')
        cross join lateral (select coalesce(v.id, w.id) as voter_id) m""",
        [load.state_code],
    )


def report_unmatched(ready: str, problems: Problems) -> int:
    """Counts rows of `ready` without a voter; their lines are listed among the warnings."""
    n, lines = tables.rows(f"select count(*), (array_agg(line))[1:5] from {ready} where voter_id is null")[0]
    if n:
        problems.warn("nobody on the roll has this id: listed, not used", None, n)
        problems.examples["nobody on the roll has this id: listed, not used"] = sorted(lines)
    return n
