"""Counties and precincts of a voter file, as areas: found, made, and told from mere recodes."""

from dataclasses import dataclass, field

from crew.models import Area
from roll import layout, zones
from roll.loading import tables
from roll.loading.keepsakes import remember
from roll.models import Load
from roll.reading.header import plain

NO_PRECINCT = "none"
MOST = 0.9  # of a precinct's voters who go to the same new code: then the code changed, not the voters


@dataclass
class Places:
    """The areas of the places of a ready table, `(place, county, precinct, county id, precinct id)` in the order of
    `place`; ids are null where the area is still to be made.

    `sql` stands behind `ready r` and gives each row `a.county_id` and `a.precinct_id` (0 where there is none yet). A place
    is its own position, so that they are looked up in an array and nothing is joined.
    """

    rows: list[tuple[int, str, str, int | None, int | None]] = field(default_factory=list)
    sql = (
        "cross join lateral (select (%s::bigint[])[r.place + 1] as county_id,"
        " (%s::bigint[])[r.place + 1] as precinct_id) a"
    )

    @property
    def params(self) -> list[list[int]]:
        return [[row[i] or 0 for row in self.rows] for i in (3, 4)]


def county_ids(state: str) -> dict[str, int]:
    """Our code of a county (its name, letters only) -> area id, also for areas drawn by hand under a number."""
    regions = Area.objects.filter(kind="region", parent__kind="state", parent__code=state).order_by("-pk")
    by_name = {plain(area.name).upper(): area.pk for area in regions}
    return by_name | {area.code: area.pk for area in regions}


def areas(load: Load) -> Places:
    """The areas of the counties and precincts that the file names, by their place in its report."""
    counties = county_ids(load.state_code)
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
            (
                place,
                county,
                code,
                counties.get(county),
                precincts.get((counties.get(county), code or NO_PRECINCT)),
            )
            for place, (county, code, _) in enumerate(load.report["places"])
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
    names = {(county, code): name for county, code, name in load.report["places"]}
    found = areas(load)
    counties = {row[1]: row[3] for row in found.rows}
    for code in sorted(c for c, pk in counties.items() if pk is None):
        tz = min(zones.of_place(load.state_code, code), default="")
        title = next(
            (r["county"].title() for r in layout.counties(load.state_code) if _same(r["county"], code)), code
        )
        counties[code] = following
        lineage = [*state.lineage, following]
        Area.objects.create(
            pk=following, kind="region", code=code, name=title, parent=state, lineage=lineage, tz=tz
        )
        following += 1
    new = []
    for _, county, code, _, pk in sorted(found.rows, key=lambda row: row[1:3]):
        if pk is None:
            parent = counties[county]
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
    return sorted(counties.values())


def _same(name: str, code: str) -> bool:
    return "".join(ch for ch in name if ch.isalnum()).upper() == code


def most_areas(load: Load) -> int:
    """No load makes more areas than this."""
    places = load.report["places"]
    return len(places) + len({county for county, _, _ in places}) + 1


def recodes(load: Load) -> dict[str, list]:
    """Precincts whose code changed though their voters stayed: `{area id: [county, old, new, place, voters]}`.

    A recode is seen when nine in ten of a precinct's voters in the file now have one other code, nine in ten of
    that code's voters come from it, and the code is free, or its own precinct is recoded too.
    """
    pairs = tables.rows(
        f"""
        with moved as (
          select d.old_precinct, d.place, count(*) as n from {tables.diff(load)} d
          where d.voter_id is not null group by 1, 2),
        stayed as (
          select v.precinct_id, count(*) as n from roll_voter v
          join {tables.ready(load)} r on v.state = %s and r.source_id = v.source_id
          where v.precinct_id in (select old_precinct from moved) group by 1),
        coming as (select place, count(*) as n from {tables.ready(load)} group by 1)
        select m.old_precinct, o.code, m.place, m.n
        from moved m join stayed s on s.precinct_id = m.old_precinct
        join coming c on c.place = m.place
        join crew_area o on o.id = m.old_precinct
        where m.n >= {MOST} * s.n and m.n >= {MOST} * c.n and o.code <> %s""",
        [load.state_code, NO_PRECINCT],
    )
    there = {place: pk for place, _, _, _, pk in areas(load).rows}
    found = {}
    for area, old, place, n in pairs:
        county, new, _ = load.report["places"][place]
        if new and new != old:
            found[area] = [county, old, new, place, n]
    while taken := [a for a, (*_, place, _) in found.items() if there[place] and there[place] not in found]:
        for area in taken:
            del found[area]
    return {str(area): row for area, row in sorted(found.items())}


def recode(load: Load, found: dict[str, list]) -> None:
    """Gives areas their new code, so that teams, goals and polling places stay with them."""
    pks = sorted(int(pk) for pk in found)
    remember(load, "area", "crew_area", "t.id = any(%s)", [pks])
    tables.run("update crew_area set code = '~' || id where id = any(%s)", [pks])  # two may swap their codes
    for pk in pks:
        _, old, new, *_ = found[str(pk)]
        area = Area.objects.get(pk=pk)
        name = new if area.name in ("", old) else area.name.replace(old, new)
        Area.objects.filter(pk=pk).update(code=new, name=name)
