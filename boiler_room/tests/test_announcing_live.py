"""One announcement to many open streams: it arrives in all of its area, in none outside, and is taken back alike."""

import selectors
import time

import pytest

from boiler_room.live import asgi
from boiler_room.models import OpenScreens
from boiler_room.tests.streams import Stream, bearer
from boiler_room.tests.test_live import signed_in
from crew.models import Area, Team
from front_desk.announcing.saying import announce, withdraw
from front_desk.models import Told
from front_desk.tests.office import SmallOffice
from front_desk.tests.test_announcing import soon
from lib.testing.waiting import until

pytestmark = pytest.mark.django_db(transaction=True)
STREAMS = 60


@pytest.fixture
def office():
    return SmallOffice(voters=2)


def below(parent, code) -> Area:
    area = Area.objects.create(kind="staging", name=code, code=code, parent=parent, lineage=[])
    area.lineage = [*parent.lineage, area.pk]
    area.save()
    return area


def heard(streams, expected: set[int]) -> set[int]:
    """Which of the streams (by their place) an announcement reaches: until the expected have it, and a while longer."""
    found, ends = set(), time.monotonic() + 20
    with selectors.DefaultSelector() as ready:
        for n, stream in enumerate(streams):
            ready.register(stream.connection.sock, selectors.EVENT_READ, n)
        while (left := ends - time.monotonic()) > 0:
            for key, _events in ready.select(left):
                if b"event: announcement" in key.fileobj.recv(65536):
                    found.add(key.data)
                    if found >= expected:
                        ends = min(
                            ends, time.monotonic() + 0.5
                        )  # whoever else is told, is told at the same time
    return found


def test_it_reaches_every_stream_of_its_area_and_none_outside(office, port):
    wake = office._area("region", "WAKE", office.county.parent)
    near, far = below(office.county, "S1"), below(wake, "S2")
    deep = below(near, "S1A")
    places = [office.county, near, deep, wake, far]
    teams = [Team.objects.create(name=area.code, area=area) for area in places]
    streams, areas = [], []
    for n in range(STREAMS):
        caller = office.caller(f"P{n}", teams[n % len(teams)])
        streams.append(Stream(port, **bearer(caller)))
        assert streams[-1].next("build")
        areas.append(places[n % len(places)])
    until(lambda: sum(map(len, asgi.hub.devices.values())) == STREAMS)
    everybody = set(range(STREAMS))
    for area in (None, office.county, near, deep, far):
        said = announce({"en": "Hello"}, soon(), None, area=area)
        inside = {n for n, at in enumerate(areas) if area is None or area.pk in at.lineage}
        assert heard(streams, inside) == inside, area
        until(lambda said=said, inside=inside: Told.objects.filter(announcement=said).count() == len(inside))
        withdraw(said, None)
        assert heard(streams, everybody) == everybody  # the number alone; who never had it does nothing
    until(lambda: OpenScreens.objects.get().teams == {str(team.pk): STREAMS // len(teams) for team in teams})


def test_who_connects_later_is_told_what_still_runs(office, port):
    said = announce({"en": "Hello", "es": "Hola"}, soon(), None, area=office.county)
    until(lambda: asgi.hub.announcer.board.words)
    event = Stream(port, **bearer(office.caller())).next("announcement")
    assert event.pop("server_at") < event["until"]
    assert event == {
        "id": said.seq,
        "text": {"en": "Hello", "es": "Hola"},
        "urgent": False,
        "until": said.until.isoformat(),
    }


def test_staff_hear_what_is_said_where_they_work(office, port):
    wake = office._area("region", "WAKE", office.county.parent)
    durham, elsewhere = signed_in(area=office.county), signed_in("captain", area=wake)
    streams = [Stream(port, **cookie) for cookie in (durham, elsewhere)]
    assert all(stream.next("totals") for stream in streams)
    announce({"en": "Durham"}, soon(), None, area=office.county)
    announce({"en": "Everybody"}, soon(), None, area=office.county.parent)
    assert streams[0].next("announcement")["text"] == {"en": "Durham"}
    assert streams[1].next("announcement")["text"] == {"en": "Everybody"}


def test_a_page_without_figures_is_sent_none(office, port):
    import http.client

    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", "/live?view=none", headers=signed_in())
    connection.getresponse()
    until(lambda: asgi.hub.staff)
    (streams,) = asgi.hub.staff.values()
    assert [stream.view for stream in streams] == ["none"]
    connection.close()
