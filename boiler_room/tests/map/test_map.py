"""The map's page: what it shows equals the reads, for whom it is, and that it costs no more with more entries."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from boiler_room import focus, folding, goals, reads
from boiler_room.map import looking, measuring, outlines
from boiler_room.map.atlas import finding, topology
from boiler_room.map.measuring import Show
from boiler_room.reads import zone
from boiler_room.tests.map.files import geojson, square
from boiler_room.tests.people import member, signed_in
from boiler_room.tests.test_cost import NAMES, bounded, plan
from crew.models import Area
from crew.scope import Scope
from lib import clock, door
from precincts import living
from precincts.tests.polls import Polls
from roll.loading import keeping

pytestmark = pytest.mark.django_db


@pytest.fixture
def polls(client, settings, tmp_path):
    """Durham on the day, with the outlines of its precincts 01 and 02; 03 has none."""
    settings.KEPT = tmp_path / "kept"
    town, voters = Polls(), None
    will, voters = town.will, town.voters[town.one.pk]
    will.send(
        client,
        *(will.strike(voter) for voter in voters[:3]),
        will.entry("line_report", place=town.school.pk, minutes=75),
        will.entry("incident", place=town.school.pk, category="machine", text="Jam"),
        will.entry("incident", place=town.school.pk, precinct=town.two.pk, category="other", text="Cold"),
    )
    data = geojson(({"prec_id": "1"}, square(-79.0, 36.0)), ({"prec_id": "02"}, square(-78.9, 36.0)))
    sha256, _size = keeping.keep([data])
    payload = {"counties": [town.durham.pk], "file_name": "durham.json", "sha256": sha256}
    door.enter("shapes", payload | {"code_field": "prec_id", "county_field": ""}, by=town.olga)
    folding.fold_all()
    return town


def sight(polls, show, area=None, person=None) -> looking.Sight:
    class Asking:
        GET = {"area": str((area or polls.durham).pk)} if area != "" else {}
        scope = Scope(person or polls.olga)

    return looking.look(focus.of(Asking), show)


def text_of(client, **query) -> str:
    answer = client.get("/map/", query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_figures_are_those_of_the_reads(polls):
    read = reads.counts([polls.one.pk, polls.two.pk, polls.three.pk])
    for show, what in ((Show.VOTES, "supporters"), (Show.CALLS, "calls"), (Show.CONTACTS, "contacts")):
        for spot in sight(polls, show).spots:
            counted = read.get(spot.area.pk)
            assert spot.value.n == (
                (counted.ever if show == Show.VOTES else counted.day)[what] if counted else 0
            )
    (line,) = living.lines(Scope(polls.olga))
    told = {
        spot.area.name: (spot.value.n, spot.value.beside, spot.value.level)
        for spot in sight(polls, Show.LINES).spots
    }
    assert told["Durham 01"] == told["Durham 02"] == (line.minutes, "SCHOOL", "stop")
    assert told["Durham 03"] == (0, "", "none")


def test_an_incident_is_the_precincts_that_was_named_else_of_all_that_vote_there(polls):
    told = {spot.area.name: spot.value.n for spot in sight(polls, Show.INCIDENTS).spots}
    assert told == {"Durham 01": 1, "Durham 02": 2, "Durham 03": 0}
    (wake, durham) = sorted(sight(polls, Show.INCIDENTS, polls.state).spots, key=lambda spot: spot.value.n)
    assert (wake.value.n, durham.value.n) == (0, 2)  # each counts once in its county


def test_silence_is_counted_where_it_is(polls):
    polls.at(polls.library, starts=-3)
    told = {spot.area.name: spot.value.n for spot in sight(polls, Show.SILENT).spots}
    assert told == {"Durham 01": 0, "Durham 02": 0, "Durham 03": 1}
    assert {one.area for one in living.silent(Scope(polls.olga))} == {polls.three.pk}


def test_levels_follow_the_plan_and_where_there_is_none_the_size(polls):
    bare = sight(polls, Show.VOTES)
    assert {spot.value.level for spot in bare.spots} <= {"high", "mid", "low", "none"} and len(
        bare.levels
    ) == 4
    today = clock.now().astimezone(zone()).date()
    hours = {goals._instant(today, 0): 100}
    door.enter("goals", goals.payload(today, [(polls.one.pk, "supporters", hours)]))
    with clock.shifted(3600):
        planned = sight(polls, Show.VOTES)
    assert {spot.area.name: spot.value.level for spot in planned.spots}["Durham 01"] == "stop"
    assert list(planned.levels) == list(measuring.TO_PLAN)


def test_every_area_has_a_row_a_link_and_where_known_an_outline(polls):
    text = text_of(signed_in(polls.olga), area=polls.durham.pk, show="lines")
    for area in polls.precincts:
        assert f'id="t{area.pk}"' in text and f'href="/?area={area.pk}"' in text
    assert f'id="m{polls.one.pk}"' in text and f'id="m{polls.three.pk}"' not in text
    assert 'aria-label="Durham 01: 75 min, SCHOOL, an hour or more"' in text
    assert "1 area has no shape" in text
    assert (
        not re.search(r'(?:src|href)="(?:https?:)?//', text)
        and "<style" not in text
        and " style=" not in text
    )


def test_states_and_counties_come_with_the_program(polls):
    found = sight(polls, Show.CALLS, "")
    assert {spot.area.name for spot in found.drawn} == {"Durham", "Wake"} and not found.bare
    assert all(spot.onward and spot.url == f"/map/?area={spot.area.pk}" for spot in found.spots)
    other = Area.objects.create(kind="state", name="Ohio", code="OH", lineage=[])
    other.lineage = [other.pk]
    other.save()
    assert {spot.area.name for spot in sight(polls, Show.CALLS, "").drawn} == {"North Carolina", "Ohio"}


def test_a_county_is_found_by_any_spelling_and_never_guessed():
    assert finding.county("NC", "DURHAM") == finding.county("nc", "Durham County")
    assert (
        finding.county("MD", "SAINT MARYS")
        and finding.county("LA", "De Soto Parish")
        and finding.county("NM", "Dona Ana")
    )
    assert finding.county("VA", "Richmond") is None  # a city and a county: which?
    assert (
        finding.county("NC", "Fairwater")
        is finding.county("", "Durham")
        is finding.county("XX", "Wake")
        is None
    )
    alaska = [x for ring in finding.state("AK") for x, _y in ring]
    assert max(alaska) < -129 and min(alaska) > -190  # in one piece, across the antimeridian
    for ring in topology.rings(topology.index("counties")["37063"]):
        assert ring[0] == ring[-1]


@pytest.mark.parametrize(
    ("who", "names"), [("maya", {"Durham 01", "Durham 02", "Durham 03"}), ("walt", {"Wake 01"})]
)
def test_one_sees_ones_own_areas(polls, who, names):
    person = getattr(polls, who)
    assert {spot.area.name for spot in sight(polls, Show.VOTES, "", person).spots} == names
    client = signed_in(person)
    other = polls.wake if who == "maya" else polls.durham
    assert client.get("/map/", {"area": other.pk}).status_code == 404
    assert client.get("/map/now/", {"area": other.pk}).status_code == 404


@pytest.mark.parametrize(
    "query", [{"area": "x"}, {"area": "99999999"}, {"show": "nonsense"}, {"show": "votes'--"}]
)
def test_nonsense_is_answered(polls, query):
    client = signed_in(polls.olga)
    assert client.get("/map/", query).status_code in (200, 404)
    assert client.get("/map/now/", query).status_code in (200, 404)


def test_a_volunteer_and_a_stranger_see_no_map(polls, client):
    assert client.get("/map/").status_code == 302 and client.get("/map/now/").status_code in (302, 401, 403)


def test_an_office_without_areas_says_what_to_do(db):
    assert "They come with the voter file" in text_of(signed_in(member("Olga", "office")))


def test_a_county_without_shapes_says_where_they_are_to_be_had(polls):
    text = text_of(signed_in(polls.olga), area=polls.wake.pk)
    assert "No shapes of these precincts yet" in text and 'href="/map/shapes/"' in text
    assert "Ask the data director" in text_of(signed_in(polls.walt), area=polls.wake.pk)


def test_what_an_open_page_fetches_is_what_the_page_says(polls):
    client = signed_in(polls.olga)
    for show in Show:
        text, now = (
            text_of(client, area=polls.durham.pk, show=show),
            client.get("/map/now/", {"area": polls.durham.pk, "show": show}).json(),
        )
        for pk, (value, _beside, level, words, _label, said) in now["spots"].items():
            row = re.search(rf'<tr id="t{pk}">.*?</tr>', text)[0]
            assert value in row and f'class="tag {level}"' in row and str(words) in row
            if f'id="m{pk}"' in text:
                assert f'aria-label="{said}"' in text
        assert sum(n for _words, n in now["levels"].values()) == len(now["spots"])


@pytest.mark.parametrize("show", Show.values)
def test_it_asks_as_often_and_reads_no_growing_table_on_a_busy_day(polls, client, show):
    olga = signed_in(polls.olga)

    def asked() -> list[str]:
        with CaptureQueriesContext(connection) as seen:
            text_of(olga, area=polls.durham.pk, show=show)
        return [query["sql"] for query in seen.captured_queries]

    before = asked()
    for voter in polls.voters[polls.two.pk]:
        polls.will.send(client, polls.will.strike(voter))
    for minutes in range(5):
        polls.will.send(client, polls.will.entry("line_report", place=polls.school.pk, minutes=minutes))
    after = asked()
    assert len(after) == len(before)
    for statement in after:
        if re.search(NAMES, statement):
            bounded(plan(statement.replace("%", "%%")))


def test_an_outline_is_where_it_was_sent_from(polls):
    (ring,) = outlines.of([polls.one])[polls.one.pk]
    for at, ends in enumerate(((-79.0, -78.9), (36.0, 36.1))):
        assert (min(p[at] for p in ring), max(p[at] for p in ring)) == pytest.approx(ends, abs=1e-3)
