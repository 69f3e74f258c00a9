"""Opening hours from a CSV and a feed of the Voting Information Project: read, reported, accepted, taken back."""

import io
import zipfile
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from precincts.loading import times
from precincts.models import Opening
from roll.layout import builtin
from roll.loading import choosing, keeping, steps
from roll.models import Load, PollingPlace, PrecinctPlace

HOURS = "county,precinct,place,address,day,opens,closes,zone\n"
FEED = {
    "locality.txt": "id,name,type,state_id\nloc1,Durham County,county,st37\n",
    "polling_location.txt": (
        "id,name,address_line,structured_location_name,structured_line_1,structured_city,structured_state,structured_zip,"
        "directions,hours,photo_uri,hours_open_id,is_drop_box,is_early_voting,latitude,longitude,latlng_source\n"
        "poll1,,,OAK CHURCH,9 Oak St,Durham,NC,27701,Side door,6:30am-7:30pm,,ho1,false,false,,,\n"
        'poll2,CITY HALL,"1 Hall Sq, Durham, NC",,,,,,,,,ho2,false,true,,,\n'
        "poll3,NO ADDRESS,,,,,,,,,,ho1,false,false,,,\n"
    ),
    "precinct.txt": (
        "id,ballot_style_id,electoral_district_ids,is_mail_only,locality_id,name,number,polling_location_ids,precinct_split_name\n"
        "pre1,,,false,loc1,DURHAM 01,01,poll2 poll1,\n"
        "pre2,,,false,loc1,DURHAM 02,0002,poll1,\n"
        "pre3,,,false,loc1,DURHAM 03,03,poll3,\n"
        "pre4,,,false,loc1,DURHAM 99,99,poll1,\n"
        "pre5,,,false,loc1,DURHAM 98,98,poll2,\n"
    ),
    "schedule.txt": (
        "id,start_time,end_time,is_only_by_appointment,is_or_by_appointment,is_subject_to_change,start_date,end_date,hours_open_id\n"
        "sch1,06:30:00-05:00,19:30:00-05:00,,,,2026-11-03,2026-11-03,ho1\n"
        "sch2,08:00:00-05:00,17:00:00-05:00,,,,2026-10-31,2026-11-01,ho1\n"
        "sch3,soon,17:00:00-05:00,,,,2026-11-02,2026-11-02,ho1\n"
    ),
    "street_segment.txt": "id,zip\ns1,27701\n",
}


@pytest.fixture(autouse=True)
def kept(settings, tmp_path):
    settings.KEPT = tmp_path / "kept"


def feed(**changed: str | None) -> bytes:
    """A zip of the feed; a file given as None is left out (`schedule=None`)."""
    files = FEED | {f"{name}.txt": body for name, body in changed.items()}
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, body in files.items():
            if body is not None:
                archive.writestr(f"vip/{name}", body)
    return packed.getvalue()


def read(body: bytes, role: str = "", name: str = "file.csv") -> Load:
    sha256, size = keeping.keep([body])
    layout = choosing.choose(keeping.path_of(sha256), name, role, "NC")
    return steps.read(steps.offer(sha256, size, name, layout, source="test", permitted_use="tests"))


def hours(*lines: str) -> Load:
    return read((HOURS + "".join(f"{line}\n" for line in lines)).encode(), "opening-hours")


def refused(load: Load) -> list[tuple[int, str]]:
    return [(row.line, row.reason) for row in load.refused_lines.order_by("line")]


def warned(load: Load) -> dict[str, int]:
    return {w["kind"]: w["n"] for w in load.report["warnings"]}


def told() -> list[tuple[str, str, str]]:
    """(place, opens, closes) in Durham's time."""
    east = timezone(timedelta(hours=-5))
    return [
        (o.place.name, f"{o.opens_at.astimezone(east):%d %H:%M}", f"{o.closes_at.astimezone(east):%d %H:%M}")
        for o in Opening.objects.select_related("place").order_by("opens_at", "place__name")
    ]


def test_hours_by_day_by_name_or_precinct(polls):
    load = hours(
        "DURHAM,,school,,2026-11-03,6:30,19:30,",
        "DURHAM,03,,,11/03/2026,6:30 AM,7:30 PM,America/Chicago",
        ",,LIBRARY,1 LIBRARY ROAD,2026-11-02,8am,5pm,",
    )
    assert load.state == "staged" and load.report["accepted"] == 3, (load.error, refused(load))
    steps.accept(load)
    assert told() == [
        ("LIBRARY", "02 08:00", "02 17:00"),
        ("SCHOOL", "03 06:30", "03 19:30"),
        ("LIBRARY", "03 07:30", "03 20:30"),
    ]


def test_lines_that_cannot_be_taken_are_refused_with_a_reason(polls):
    polls.place("SCHOOL", polls.wake_precinct)
    load = hours(
        ",,NOWHERE,,2026-11-03,6:30,19:30,",
        ",,SCHOOL,,2026-11-03,6:30,19:30,",
        "DURHAM,,SCHOOL,,2026-13-03,6:30,19:30,",
        "DURHAM,,SCHOOL,,2026-11-03,7,19:30,",
        "DURHAM,,SCHOOL,,2026-11-03,6:30,25:00,",
        "DURHAM,,SCHOOL,,2026-11-03,6:30,19:30,Mars/Olympus",
        "DURHAM,,SCHOOL,,2026-11-03,6:30,19:30,",
    )
    assert load.report["read"] == 7 and load.report["accepted"] == 1 and load.report["refused"] == 6
    reasons = dict(refused(load))
    for line, part in {
        2: "no polling place",
        3: "several",
        4: "no day",
        5: "read: 7",
        6: "25:00",
        7: "Mars",
    }.items():
        assert part in reasons[line]


def test_taken_back_the_hours_before_return_and_later_ones_stay(polls):
    steps.accept(hours("DURHAM,,SCHOOL,,2026-11-03,6:30,19:30,", "DURHAM,,SCHOOL,,2026-11-04,6:30,19:30,"))
    wrong = steps.accept(hours("DURHAM,,SCHOOL,,2026-11-03,9:00,12:00,"))
    assert told() == [("SCHOOL", "03 09:00", "03 12:00"), ("SCHOOL", "04 06:30", "04 19:30")]
    assert wrong.report["changes"] == {"new": 0, "changed": 1}
    steps.take_back(wrong)
    assert told() == [("SCHOOL", "03 06:30", "03 19:30"), ("SCHOOL", "04 06:30", "04 19:30")]


def test_loaded_again_nothing_changes(polls):
    line = "DURHAM,,SCHOOL,,2026-11-03,6:30,19:30,"
    steps.accept(hours(line, line))
    again = hours(line)
    assert again.report["changes"] == {"new": 0, "changed": 0}
    steps.accept(again)
    assert Opening.objects.count() == 1


def test_a_feed_says_who_votes_where_and_when(polls):
    load = read(feed(), "", "vipFeed-37.zip")
    assert load.layout == "vip" and load.state == "staged", load.error
    assert load.report["accepted"] == 2 and load.report["openings"] == 3
    reasons = [reason for _line, reason in refused(load)]
    assert [r.split(":")[0] for r in reasons] == [
        "a polling location without an address",
        "a polling location that the feed does not have",
        "a schedule whose times are not hh",
    ]
    seen = warned(load)
    assert seen["no precinct on the roll has this code: listed, not used"] == 1
    assert seen["early voting or a drop box: not where a precinct votes on the day"] == 1
    assert seen["street_segment.txt is not needed and was not read"] == 1
    assert seen["the feed's offset from UTC is not the county's that day: taken as written"] == 1, (
        "31 October is summer"
    )
    steps.accept(load, even_so=True)
    church = PollingPlace.objects.get(name="OAK CHURCH")
    assert church.address == "9 Oak St, Durham, NC, 27701"
    assert {p.precinct.code for p in PrecinctPlace.objects.filter(place=church)} == {"01", "02"}
    assert told() == [
        ("OAK CHURCH", "31 08:00", "31 17:00"),
        ("OAK CHURCH", "01 08:00", "01 17:00"),
        ("OAK CHURCH", "03 06:30", "03 19:30"),
    ]
    steps.take_back(load)
    assert told() == [] and not PollingPlace.objects.filter(name="OAK CHURCH").exists()
    assert {p.precinct.code for p in PrecinctPlace.objects.filter(place=polls.school)} == {"01", "02"}


def test_a_feed_is_not_taken_back_from_under_a_post(polls):
    load = steps.accept(read(feed(), "vip", "vip.zip"), even_so=True)
    church = PollingPlace.objects.get(name="OAK CHURCH")
    post = polls.at(church)
    steps.take_back(load)
    post.refresh_from_db()
    assert post.place.name == "OAK CHURCH", "the building stays while somebody stands there"


def test_a_feed_of_version_3(polls):
    places = (
        "address_location_name,address_line1,address_city,address_state,address_zip,polling_hours,id\n"
        "HALL,5 Elm,Durham,NC,27701,6:30-19:30,p1\n"
    )
    body = feed(
        polling_location=places,
        precinct="name,number,locality_id,id\nDURHAM 01,01,loc1,c1\n",
        precinct_polling_location="precinct_id,polling_location_id\nc1,p1\n",
        schedule=None,
    )
    steps.accept(read(body, "vip", "vip.zip"), even_so=True)
    place = PrecinctPlace.objects.get(precinct=polls.one).place
    assert (place.name, place.address, place.hours) == ("HALL", "5 Elm, Durham, NC, 27701", "6:30-19:30")


@pytest.mark.parametrize("missing", ["precinct", "polling_location"])
def test_a_feed_without_what_it_needs_is_unreadable(polls, missing):
    sha256, size = keeping.keep([feed(**{missing: None})])
    load = steps.read(steps.offer(sha256, size, "vip.zip", builtin()["vip"]))
    assert load.state == "failed" and missing in load.error


@pytest.mark.parametrize(
    ("raw", "clock"),
    [("6:30", "06:30"), ("06:30:00", "06:30"), ("7 PM", "19:00"), ("7:05p.m.", "19:05"), ("12am", "00:00"), ("12 pm", "12:00"),
     ("Noon", "12:00"), ("midnight", "00:00"), ("7", None), ("25:00", None), ("13 pm", None), ("soon", None), ("", None)],
)  # fmt: skip
def test_times_of_day_as_people_write_them(raw, clock):
    found = times.clock(raw)
    assert (found and f"{found:%H:%M}") == clock


def test_times_of_the_specification():
    at = times.moment(date(2026, 11, 3), "24:00:00-05:00")
    assert at == datetime(2026, 11, 4, 5, tzinfo=UTC)
    assert times.moment(date(2026, 11, 3), "07:00:00") is None
    assert times.moment(date(2026, 11, 3), "07:00:00Z").utcoffset() == timedelta(0)
