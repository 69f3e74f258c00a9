"""Opening hours from a CSV: one row a place and day (`precincts/layouts/opening_hours.toml`)."""

from datetime import datetime
from zoneinfo import ZoneInfo, available_timezones

from crew import zone
from crew.models import Area
from precincts.loading import openings, times
from precincts.loading.openings import Span
from roll.fields import POLLING_PLACES, Field
from roll.layout import Layout
from roll.loading import matching, tables
from roll.loading.roles import Role
from roll.models import Load, PrecinctPlace
from roll.reading.problems import Problems

FIELDS = {
    **{name: POLLING_PLACES[name] for name in ("county", "county_code", "address")},
    "precinct": Field("Precinct", also=POLLING_PLACES["precinct"].also),
    "place": Field("Polling place", also=POLLING_PLACES["place"].also),
    "day": Field("Day", True, ("date", "openon", "electionday")),
    "opens": Field("Opens", True, ("open", "opensat", "from", "start", "starttime")),
    "closes": Field("Closes", True, ("close", "closesat", "until", "end", "endtime")),
    "zone": Field("Time zone", also=("tz", "timezone")),
}
# The place that a row means: by its precinct, else by name and, where given, address, within the county if named.
ROWS = """
select s.line, s.day, s.opens, s.closes, s.zone, found.places
from {stage} s join {county}
cross join lateral (
  select array_agg(distinct x.place_id) as places
  from roll_precinctplace x
  join roll_pollingplace p on p.id = x.place_id
  join crew_area a on a.id = x.precinct_id
  where (c.county_id = any(a.lineage) or (s.county = '' and s.county_code = ''))
    and (s.precinct = '' or upper(a.code) = upper(s.precinct) or upper(a.name) = upper(s.precinct))
    and (s.place = '' or upper(p.name) = upper(s.place))
    and (s.address = '' or upper(p.address) = upper(s.address))
    and (s.precinct <> '' or s.place <> '')) found
order by s.line
"""


def prepare(load: Load, layout: Layout, problems: Problems) -> dict:
    """Ready table: a span a line; lines whose place, day or times cannot be read are refused."""
    stage, county = tables.stage(load), matching.counties(load, problems)
    spans, bad = [], []
    zones: dict[int, str] = {}
    for line, day, opens, closes, named, places in tables.rows(
        ROWS.format(stage=stage, county=county.sql), county.params
    ):
        span = _span(layout, line, day, opens, closes, named, places, zones)
        if isinstance(span, str):
            bad.append((line, span))
        else:
            spans.append(span)
    openings.refuse(load, problems, bad)
    return {"accepted": openings.write(tables.ready(load), spans, problems)}


def _span(layout, line, day, opens, closes, named, places, zones) -> Span | str:
    """The span of a row, or why there is none."""
    if not places:
        return "no polling place known by this name, address or precinct: load the polling places first"
    if len(places) > 1:
        return "several polling places fit: name its address or precinct"
    if named and named not in available_timezones():
        return f"a time zone that is not known: {named}"
    on, begin, over = times.day(day, layout), times.clock(opens), times.clock(closes)
    if on is None:
        return f"no day that can be read: {day}"
    if begin is None or over is None:
        return f"no time that can be read: {opens if begin is None else closes}"
    tz = named or zones.setdefault(places[0], _zone_of(places[0]))
    opens_at, closes_at = zone.span(on, begin, over, ZoneInfo(tz))
    return Span(line, places[0], "", "", tz, on, opens_at, closes_at)


def _zone_of(place: int) -> str:
    areas = PrecinctPlace.objects.filter(place=place).order_by("precinct").values("precinct")
    return str(zone.of(Area.objects.filter(pk__in=areas).order_by("pk").first()))


def counties(load: Load) -> list[int]:
    """The counties, as areas, whose places a staged load sets hours of."""
    return [
        pk
        for (pk,) in tables.rows(
            f"""select distinct c.id from {tables.ready(load)} r join roll_precinctplace x on x.place_id = r.place_id
                join crew_area a on a.id = x.precinct_id join crew_area c on c.id = any(a.lineage) and c.kind = 'region'"""
        )
    ]


def apply(load: Load, ids: dict, at: datetime) -> list[int]:
    openings.apply(load, tables.ready(load))
    return []


def undo(load: Load, at: datetime) -> list[int]:
    openings.undo(load)
    return []


ROLE = Role(prepare, lambda load: openings.compare(tables.ready(load)), apply, undo, counties=counties)
