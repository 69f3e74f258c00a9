"""A Voting Information Project feed: which precinct votes where, and when each place is open."""

from datetime import date, datetime, timedelta

from django.db import connection

from crew import zone
from crew.models import Area
from precincts.loading import feed as feeds
from precincts.loading import openings, times
from precincts.loading.openings import Span
from roll.fields import Field
from roll.layout import Layout
from roll.loading import keeping, places, polling, tables, values
from roll.loading.roles import Role
from roll.models import Load, RefusedLine
from roll.reading.problems import Problems

FIELDS = {"place": Field("Polling place", True)}
MOST_DAYS = 60  # of one schedule: the longest early voting is 46 days
NO_ADDRESS = "a polling location without an address: the specification asks to ignore it"
NOT_THERE = "a polling location that the feed does not have"
ELSEWHERE = "early voting or a drop box: not where a precinct votes on the day"
SEVERAL = "several polling locations for a precinct: the first counts"


def stage(load: Load, layout: Layout, tell) -> tuple[dict, Problems]:
    """Reads the feed; `prepare`, which follows at once, finds it on the load."""
    problems = Problems()
    load.feed = feeds.read(keeping.path_of(load.sha256), load.file_name, problems)
    tell(load.feed.lines)
    RefusedLine.objects.filter(load=load).delete()
    refused, problems.refused, problems.refused_n = problems.refused, [], 0
    openings.refuse(load, problems, refused)
    read = sum(len(rows) for rows in load.feed.rows.values()) + len(refused)
    said = {"read": read, "lines": load.feed.lines, "members": load.feed.members}
    return said | {"fields": [], "encoding": "UTF-8", "cut_off": False}, problems


def prepare(load: Load, layout: Layout, problems: Problems) -> dict:
    """Ready table as polling's (line, precinct_id, name, address, hours); the spans beside it in the diff table."""
    feed, bad = load.feed, []
    known = _places(feed, bad)
    chosen = _precincts(load, feed, known, problems, bad)
    _write_ready(load, chosen)
    spans = _spans(feed, known, chosen, problems, bad)
    openings.refuse(load, problems, bad)
    n = openings.write(tables.diff(load), spans, problems)
    lost = [line for line, precinct, _place in chosen if precinct is None]
    for line in lost:
        problems.warn(polling.NOBODY, line)
    return {"accepted": len(chosen) - len(lost), "unmatched": len(lost), "openings": n}


def _places(feed: feeds.Feed, bad: list) -> dict[str, dict]:
    known = {}
    for line, row in feed.of("polling_location.txt"):
        if address := feeds.address_of(row):
            known[row["id"]] = row | {
                "name": feeds.name_of(row) or address[:120],
                "address": address,
                "line": line,
            }
        else:
            bad.append((line, NO_ADDRESS))
    return known


def _precincts(load, feed, known, problems, bad) -> list[tuple[int, int | None, dict]]:
    """(line, our precinct or None, its place) for each precinct of the feed; of one named twice the last counts."""
    localities = {row["id"]: row.get("name", "") for _line, row in feed.of("locality.txt")}
    related: dict[str, list[str]] = {}
    for _line, row in feed.of("precinct_polling_location.txt"):
        related.setdefault(row.get("precinct_id", ""), []).append(row.get("polling_location_id", ""))
    ours, found = our_precincts(load), {}
    for line, row in feed.of("precinct.txt"):
        ids = row.get("polling_location_ids", "").split() + related.get(row["id"], [])
        if missing := [i for i in ids if i not in known]:
            bad.append((line, f"{NOT_THERE}: {missing[0]}"))
            continue
        on_the_day = [known[i] for i in ids if not feeds.yes(known[i], "is_early_voting")
                      and not feeds.yes(known[i], "is_drop_box")]  # fmt: skip
        if not on_the_day:
            problems.warn(ELSEWHERE if ids else "a precinct without a polling location", line)
            continue
        if len(on_the_day) > 1:
            problems.warn(SEVERAL, line)
        precinct = _match(row, localities.get(row.get("locality_id", ""), ""), load.state_code, ours)
        key = precinct or ("line", line)
        if key in found:
            problems.warn("the same precinct twice: the last line counts", found[key][0])
        found[key] = (line, precinct, on_the_day[0])
    return list(found.values())


def our_precincts(load: Load) -> dict[tuple[int | None, str], set[int]]:
    """(county or None for any, code or name in capitals) -> precincts."""
    rows = tables.rows(
        "select p.id, upper(p.code), upper(p.name), c.id from crew_area p"
        " join crew_area c on c.id = any(p.lineage) and c.kind = 'region' where p.kind = 'precinct'"
    )
    ours: dict[tuple[int | None, str], set[int]] = {}
    for pk, code, name, county in rows:
        for key in (code, name):
            ours.setdefault((county, key), set()).add(pk)
            ours.setdefault((None, key), set()).add(pk)
    return ours


def _match(row: dict, locality: str, state: str, ours: dict) -> int | None:
    """The precinct on our map: by number, number without leading zeros, or name, in its county where that is known."""
    named = values.county(locality.upper().removesuffix(" COUNTY"), "", state) if locality else None
    county = places.county_ids(state).get(named[0]) if named else None
    number = row.get("number", "").upper()
    for key in (number, number.lstrip("0"), row.get("name", "").upper()):
        if key and len(found := ours.get((county, key), set())) == 1:
            return next(iter(found))
    return None


def _write_ready(load: Load, chosen) -> None:
    ready = tables.ready(load)
    tables.run(f"drop table if exists {ready}")
    tables.run(
        f"create unlogged table {ready} (line bigint, precinct_id bigint, name text, address text, hours text)"
    )
    with connection.cursor() as cursor, cursor.copy(f"copy {ready} from stdin") as copy:
        for line, precinct, place in chosen:
            copy.write_row(
                (
                    line,
                    precinct,
                    place["name"],
                    place["address"],
                    (place.get("hours") or place.get("polling_hours", ""))[:80],
                )
            )


def _spans(feed, known, chosen, problems, bad) -> list[Span]:
    """Every day of every schedule of a place where one of our precincts votes."""
    schedules: dict[str, list[tuple[int, dict]]] = {}
    for line, row in feed.of("schedule.txt"):
        schedules.setdefault(row.get("hours_open_id", ""), []).append((line, row))
    areas = Area.objects.in_bulk({precinct for _line, precinct, _place in chosen if precinct})
    spans, told, seen = [], set(), set()
    for _line, precinct, place in chosen:
        if precinct is None or place["line"] in seen:
            continue
        seen.add(place["line"])
        tz = zone.of(areas[precinct])
        for line, row in schedules.get(place.get("hours_open_id", "") or "none", []):
            days = _days(row)
            if isinstance(days, str):
                if line not in told:
                    bad.append((line, days))
                    told.add(line)
                continue
            if feeds.yes(row, "is_only_by_appointment"):
                problems.warn("open by appointment only: left out", line)
                continue
            for day in days:
                opens, closes = (times.moment(day, row.get(key, "")) for key in ("start_time", "end_time"))
                if closes <= opens:
                    closes += timedelta(days=1)
                if opens.astimezone(tz).replace(tzinfo=None) != opens.replace(tzinfo=None):
                    problems.warn(
                        "the feed's offset from UTC is not the county's that day: taken as written", line
                    )
                spans.append(Span(line, None, place["name"], place["address"], str(tz), day, opens, closes))
    return spans


def _days(row: dict) -> list[date] | str:
    """The days of a schedule, or what is wrong with it."""
    try:
        first = date.fromisoformat(row.get("start_date", ""))
        last = date.fromisoformat(row.get("end_date", "") or row["start_date"])
    except ValueError:
        return "a schedule without a date that can be read"
    if not 0 <= (last - first).days < MOST_DAYS:
        return f"a schedule that ends before it begins, or is longer than {MOST_DAYS} days"
    if (
        times.moment(first, row.get("start_time", "")) is None
        or times.moment(first, row.get("end_time", "")) is None
    ):
        return "a schedule whose times are not hh:mm:ss with an offset from UTC"
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def compare(load: Load) -> dict:
    told, hours = polling.compare(load), openings.compare(tables.diff(load))
    return {"new": told["new"] + hours["new"], "changed": told["changed"] + hours["changed"]}


def apply(load: Load, ids: dict, at: datetime) -> list[int]:
    touched = polling.apply(load, ids, at)
    openings.apply(load, tables.diff(load))
    return touched


def undo(load: Load, at: datetime) -> list[int]:
    openings.undo(load)
    return polling.undo(load, at)


ROLE = Role(prepare, compare, apply, undo, polling.first_ids, polling.counties, stage)
