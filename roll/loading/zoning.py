"""Gives voters their zone: the set of all time zones in which they may be."""

from roll import zones
from roll.loading import tables
from roll.models import Zone


def ensure(sets: set[frozenset[str]]) -> dict[frozenset[str], int]:
    """The ids of zone sets, made where missing. Ids follow from the rows there are, so a rebuild repeats them."""
    if not sets <= (known := _known()).keys() | {frozenset()}:
        tables.run("lock table roll_zone in share row exclusive mode")  # who draws the same ids at once waits
        known = _known()
    following = max(known.values(), default=0) + 1
    missing = sorted(sorted(names) for names in sets if names and names not in known)
    for pk, names in enumerate(missing, following):
        Zone.objects.create(pk=pk, names=names)
        known[frozenset(names)] = pk
    return known


def _known() -> dict[frozenset[str], int]:
    return {frozenset(z.names): z.pk for z in Zone.objects.all()}


def by_codes(
    wanted: list[tuple[str, str, tuple[str, ...]]],
) -> dict[tuple[str, str, tuple[str, ...]], int | None]:
    """`(state, county code, area codes) -> id` of the zone set that covers them all; None if no zone is known."""
    sets = {
        (state, county, codes): zones.of_place(state, county).union(*(zones.of_area_code(c) for c in codes))
        for state, county, codes in wanted
    }
    known = ensure(set(sets.values()))
    return {key: known.get(names) for key, names in sets.items()}


FIND = """
  select v.state, c.code, coalesce(array_agg(distinct substr(p.number, 3, 3) order by substr(p.number, 3, 3))
           filter (where p.number like '+1%%' and not p.set_aside), '{{}}') as codes, v.id
  from roll_voter v join crew_area c on c.id = v.county_id
  left join roll_phone p on p.voter_id = v.id
  where {which}
  group by v.id, v.state, c.code
"""


def refresh(which: str, params: list) -> int:
    """Works the zone out again for voters `v` for whom the SQL condition `which` holds; answers how many changed."""
    found = FIND.format(which=which)
    wanted = [
        (state, county, tuple(codes))
        for state, county, codes in tables.rows(
            f"select distinct state, code, codes from ({found}) f", params
        )
    ]
    if not wanted:
        return 0
    rows = [(state, county, " ".join(codes), pk) for (state, county, codes), pk in by_codes(wanted).items()]
    return tables.run(
        f"""
        update roll_voter v set zone_id = z.id
        from ({found}) f
        join unnest(%s::text[], %s::text[], %s::text[], %s::int[]) z(state, code, codes, id)
          on z.state = f.state and z.code = f.code and z.codes = array_to_string(f.codes, ' ')
        where v.id = f.id and v.zone_id is distinct from z.id
        """,
        [*params, *[[row[i] for row in rows] for i in range(4)]],
    )
