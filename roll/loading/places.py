"""Counties and precincts of a voter file, as areas: found, made, and told from mere recodes."""

from dataclasses import dataclass, field

from crew.models import Area
from roll import layout, zones
from roll.loading import tables
from roll.loading.keepsakes import remember
from roll.models import Load

NO_PRECINCT = "none"
MOST = 0.9  # of a precinct's voters who go to the same new code: then the code changed, not the voters


@dataclass
class Places:
    """`county, precinct -> area ids` (null where the area is still to be made), as a table inside a statement."""

    rows: list[tuple[str, str, int | None, int | None]] = field(default_factory=list)
    sql = "unnest(%s::text[], %s::text[], %s::bigint[], %s::bigint[]) a(county, precinct, county_id, precinct_id)"

    @property
    def params(self) -> list[list]:
        return [[row[i] for row in self.rows] for i in range(4)]


def areas(load: Load) -> Places:
    """The areas of the counties and precincts that the ready table names."""
    found = tables.rows(f"select distinct county, precinct from {tables.ready(load)}")
    state = Area.objects.filter(kind="state", code=load.state_code).first()
    counties = {a.code: a.pk for a in Area.objects.filter(kind="region", parent=state)} if state else {}
    precincts = {
        (county, code): pk
        for pk, code, county in tables.rows(
            "select p.id, p.code, c.id from crew_area p join crew_area c on c.id = any(p.lineage)"
            " where p.kind = 'precinct' and c.kind = 'region' and c.id = any(%s)",
            [list(counties.values())],
        )
    }
    return Places(
        [
            (county, code, counties.get(county), precincts.get((counties.get(county), code or NO_PRECINCT)))
            for county, code in found
        ]
    )


def make(load: Load, first_id: int) -> list[int]:
    """Makes the areas that are missing, with ids from `first_id` on in order of name; answers the counties' ids.

    Called with the same file it makes the same areas: that is what a rebuild needs.
    """
    state = Area.objects.filter(kind="state", code=load.state_code).first()
    following = first_id
    if state is None:
        state = Area(
            pk=following, kind="state", code=load.state_code, name=load.state_code, lineage=[following]
        )
        state.save()
        following += 1
    names = {
        (county, code): name
        for county, code, name in tables.rows(
            f"select county, precinct, max(precinct_name) from {tables.ready(load)} group by 1, 2"
        )
    }
    found = areas(load)
    county_ids = {row[0]: row[2] for row in found.rows}
    for code in sorted(c for c, pk in county_ids.items() if pk is None):
        tz = min(zones.of_place(load.state_code, code), default="")
        title = next(
            (r["county"].title() for r in layout.counties(load.state_code) if _same(r["county"], code)), code
        )
        county_ids[code] = following
        lineage = [*state.lineage, following]
        Area.objects.create(
            pk=following, kind="region", code=code, name=title, parent=state, lineage=lineage, tz=tz
        )
        following += 1
    new = []
    for county, code, _, pk in sorted(found.rows, key=lambda row: row[:2]):
        if pk is None:
            parent = county_ids[county]
            new.append(
                Area(
                    pk=following,
                    kind="precinct",
                    code=code or NO_PRECINCT,
                    name=(names[county, code] or code) if code else "No precinct",
                    parent_id=parent,
                    lineage=[*state.lineage, parent, following],
                )
            )
            following += 1
    Area.objects.bulk_create(new, 1_000)
    return sorted(county_ids.values())


def _same(name: str, code: str) -> bool:
    return "".join(ch for ch in name if ch.isalnum()).upper() == code


def most_areas(load: Load) -> int:
    """No load makes more areas than this."""
    return (
        tables.one(
            f"select count(distinct (county, precinct)) + count(distinct county) from {tables.ready(load)}"
        )
        + 1
    )


def recodes(load: Load) -> dict[str, list]:
    """Precincts whose code changed though their voters stayed: `{area id: [county, old, new, voters]}`.

    A recode is seen when nine in ten of a precinct's voters in the file now have one code that no area has, and
    nine in ten of that code's voters come from it.
    """
    pairs = tables.rows(
        f"""
        with moved as (
          select d.old_precinct, d.county, d.new_code, count(*) as n from {tables.diff(load)} d
          where d.voter_id is not null and d.new_code <> '' group by 1, 2, 3),
        stayed as (
          select v.precinct_id, count(*) as n from roll_voter v
          join {tables.ready(load)} r on v.state = %s and r.source_id = v.source_id
          where v.precinct_id in (select old_precinct from moved) group by 1),
        coming as (select county, precinct, count(*) as n from {tables.ready(load)} group by 1, 2)
        select m.old_precinct, m.county, o.code, m.new_code, m.n
        from moved m join stayed s on s.precinct_id = m.old_precinct
        join coming c on c.county = m.county and c.precinct = m.new_code
        join crew_area o on o.id = m.old_precinct
        where m.n >= {MOST} * s.n and m.n >= {MOST} * c.n and m.new_code <> o.code and o.code <> %s
          and not exists (select from crew_area a where a.parent_id = o.parent_id and a.kind = 'precinct'
                          and a.code = m.new_code)
        """,
        [load.state_code, NO_PRECINCT],
    )
    return {str(area): [county, old, new, n] for area, county, old, new, n in pairs}


def recode(load: Load, found: dict[str, list]) -> None:
    """Gives areas their new code, so that teams, goals and polling places stay with them."""
    for pk, (_, _, new, _) in sorted(found.items(), key=lambda pair: int(pair[0])):
        area = Area.objects.get(pk=int(pk))
        remember(load, "area", "crew_area", "id = %s", [area.pk])
        title = new if area.name in ("", area.code) else area.name.replace(area.code, new)
        Area.objects.filter(pk=area.pk).update(code=new, name=title)
