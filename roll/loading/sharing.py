"""Numbers shared by too many people: a switchboard, a home, a typing habit. They are set aside, not rung."""

from roll.loading import tables
from roll.models import Load

MOST_VOTERS = 8
MOST_HOUSEHOLDS = 4

# Fewer than MOST_HOUSEHOLDS + 1 rows cannot be too many of either kind, so only the few busy numbers are looked into.
BUSY = """
  select p.number from roll_phone p where {which} group by p.number having count(*) > %s or bool_or(p.set_aside)
"""
CROWDED = """
  select p.number, count(*) > %s or count(distinct v.household_id) > %s as crowded
  from roll_phone p join roll_voter v on v.id = p.voter_id and v.gone_at is null
  where p.number = any(%s)
  group by p.number
"""


def settle(load: Load, first: bool) -> list[int]:
    """Sets aside, and takes up again, the numbers of which `load` wrote or removed a row; answers whose.

    `first`: the roll was empty before, so that every number is this load's.
    """
    mine = """p.number in (select number from roll_phone where load_id = %s
              union select image->>'number' from roll_before where load_id = %s and kind = 'phone'
              union select ph.number from roll_before b join roll_phone ph on ph.voter_id = b.row
              where b.load_id = %s and b.kind = 'voter')"""
    return _write("true", []) if first else _write(mine, [load.pk] * 3)


def settle_numbers(numbers: list[str]) -> list[int]:
    """The same for some numbers."""
    return _write("p.number = any(%s)", [numbers])


def _write(which: str, params: list) -> list[int]:
    busy = [number for (number,) in tables.rows(BUSY.format(which=which), [*params, MOST_HOUSEHOLDS])]
    if not busy:
        return []
    crowded = tables.rows(CROWDED, [MOST_VOTERS, MOST_HOUSEHOLDS, busy])
    changed = tables.rows(
        """
        update roll_phone p set set_aside = c.crowded from unnest(%s::text[], %s::boolean[]) c(number, crowded)
        where p.number = c.number and p.set_aside <> c.crowded
        returning p.voter_id""",
        [[number for number, _ in crowded], [is_so for _, is_so in crowded]],
    )
    return [voter for (voter,) in changed]


def crowded_in(load: Load) -> list[tuple[str, int, int]]:
    """For the report: the last four digits of numbers set aside, voters and households at them, the worst first."""
    return tables.rows(
        """
        select right(p.number, 4), count(*), count(distinct v.household_id)
        from roll_phone p join roll_voter v on v.id = p.voter_id
        where p.set_aside and p.number in (select number from roll_phone where load_id = %s)
        group by p.number order by 2 desc, 1 limit 20""",
        [load.pk],
    )
