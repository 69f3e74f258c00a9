"""`/live` over real connections: the right words to the right screen, and to nobody else."""

import json
import time

import pytest
from django.test import Client

from boiler_room.live import asgi
from boiler_room.tests.streams import Stream, bearer
from crew.models import Login, Person, Role, Team
from crew.switches.switching import switch
from front_desk.settling import settle
from front_desk.tests.office import SmallOffice
from lib import clock, door
from lib.testing.waiting import until
from lib.uuid7 import uuid7

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def office():
    return SmallOffice(voters=6)


def signed_in(role="boiler_room", area=None) -> dict:
    person = Person.objects.create(name="Ana", joined_at=clock.now())
    Role.objects.create(person=person, name=role, area=area)
    login = Login.objects.create_user(f"{person.pk}@example.org", "a long pass phrase", person=person)
    client = Client()
    client.force_login(login)
    return {"Cookie": f"sessionid={client.cookies['sessionid'].value}"}


def test_a_strike_reaches_the_screen_that_shows_the_voter_and_no_other(client, office, port):
    sam, ben = office.caller("Sam"), office.caller("Ben")
    hold = sam.exchange(client)["holds"][0]
    hers, his = Stream(port, **bearer(sam)), Stream(port, **bearer(ben))
    assert hers.next("build") and his.next("build")
    door.enter("strike", {"voter": hold["voters"][0]["voter"]})
    struck = time.monotonic()
    assert hers.next("gone") == {"hold": hold["hold"], "voter": hold["voters"][0]["voter"], "why": "voted"}
    assert time.monotonic() - struck < 1  # promise 5, on a machine that runs tests
    his.connection.sock.settimeout(1)
    with pytest.raises(TimeoutError):
        his.next("gone")


def test_what_was_missed_is_said_on_connecting(client, office, port):
    sam = office.caller()
    hold = sam.exchange(client)["holds"][0]
    door.enter("strike", {"voter": hold["voters"][0]["voter"]})
    assert Stream(port, **bearer(sam)).next("gone")["hold"] == hold["hold"]


def test_a_notice_that_commits_late_is_found(client, office, port):
    import psycopg
    from django.db import connection

    sam = office.caller()
    holds = sam.exchange(client)["holds"]
    stream = Stream(port, **bearer(sam))
    stream.next("build")
    insert = (
        "insert into lists_notice (device_id, hold, voter_id, why, at) "
        "select %s, hold, voters[1], 'voted', real_now() from lists_handout where hold = %s"
    )
    with psycopg.connect(**connection.get_connection_params()) as slow:
        slow.execute(insert, [sam.device.pk, holds[0]["hold"]])
        door.enter("strike", {"voter": holds[1]["voters"][0]["voter"]})
        assert stream.next("gone")["hold"] == holds[1]["hold"]
        slow.commit()
        assert stream.next("gone")["hold"] == holds[0]["hold"]


def test_an_answer_reaches_the_open_screens_of_who_asked_and_no_other(client, office, port):
    sam, ben = office.caller("Sam"), office.caller("Ben")
    said = {
        "id": str(uuid7()),
        "kind": "tell_us",
        "seen_at": clock.now().isoformat(),
        "text": "Which script?",
    }
    sam.exchange(client, [said], want=False)
    theirs, other = [Stream(port, **bearer(sam)) for _ in range(2)], Stream(port, **bearer(ben))
    assert all(stream.next("build") for stream in (*theirs, other))
    until(lambda: asgi.hub.answers.seen is not None)  # what was answered before comes with an exchange
    settle(said["id"], "done", None, "The short one.")
    for stream in theirs:
        assert stream.next("message") == {"text": "The short one."}
    other.connection.sock.settimeout(1)
    with pytest.raises(TimeoutError):
        other.next("message")


def test_a_stranger_and_a_shut_link_hear_nothing(office, port):
    sam = office.caller()
    assert Stream(port).status == 401
    assert Stream(port, Authorization="Bearer not-a-token").status == 401
    assert Stream(port, Cookie="sessionid=unknown").status == 401
    sam.device.shut_at = clock.now()
    sam.device.save()
    refused = Stream(port, **bearer(sam))
    assert refused.status == 401 and json.load(refused.response)["code"] == "link_shut"


def test_a_device_shut_while_it_listens_is_let_go(office, port, monkeypatch):
    from boiler_room.live import hub

    monkeypatch.setattr(hub, "SHUT_EVERY", 0.2)
    sam = office.caller()
    stream = Stream(port, **bearer(sam))
    stream.next("build")
    sam.device.shut_at = clock.now()
    sam.device.save()
    assert stream.next("gone") is None  # the stream ended


def test_staff_hear_the_totals_of_their_own_areas(office, port):
    stream = Stream(port, **signed_in(area=office.county))
    before = stream.next("totals")
    door.enter("strike", {"voter": office.voters[0].pk})
    after = stream.next("totals")
    assert before["figures"]["supporters"] == "0"
    while "supporters" not in after["figures"]:  # only what changed travels
        after = stream.next("totals")
    assert after["figures"]["supporters"] == "1"


def test_only_pages_of_this_office_may_listen(office, port):
    sam = office.caller()
    here = f"http://127.0.0.1:{port - 1}"
    allowed = Stream(port, Origin=here, **bearer(sam))
    assert allowed.response.headers["Access-Control-Allow-Origin"] == here
    assert allowed.response.headers["Access-Control-Allow-Credentials"] == "true"
    assert Stream(port, Origin="https://elsewhere.example", **bearer(sam)).status == 403
    assert Stream(port, Host="elsewhere.example", **bearer(sam)).status == 400


def test_the_oldest_stream_of_a_device_gives_way(office, port):
    sam = office.caller()
    streams = [Stream(port, **bearer(sam)) for _ in range(5)]
    for stream in streams:
        assert stream.next("build")
    assert streams[0].next("gone") is None
    assert asgi.hub.devices[sam.device.pk].__len__() == 4


def test_a_screen_that_stopped_reading_is_dropped(office, port):
    sam = office.caller()
    stream = Stream(port, **bearer(sam))
    stream.next("build")
    (listener,) = asgi.hub.devices[sam.device.pk]
    loop = listener.task.get_loop()
    for _ in range(400):  # more than the sockets' buffers and the server's own
        loop.call_soon_threadsafe(listener.write, b": " + b"x" * 100_000 + b"\n\n")
    until = time.monotonic() + 10
    while sam.device.pk in asgi.hub.devices and time.monotonic() < until:
        time.sleep(0.02)
    assert listener.dropped and sam.device.pk not in asgi.hub.devices


def test_a_switch_reaches_the_screens_of_its_teams_and_says_on_connecting_how_things_are(
    client, office, port
):
    sam, elsewhere = office.caller("Sam"), office._area("region", "WAKE", office.county.parent)
    ben = office.caller("Ben", team=Team.objects.create(name="Team Walt", area=elsewhere))
    hers, his = Stream(port, **bearer(sam)), Stream(port, **bearer(ben))
    assert hers.next("switched") == his.next("switched") == {"as_of": 0, "off": []}
    until(lambda: asgi.hub.switched.last is not None)
    switch("calls.practice", office.county, "off", "too many", None)
    told, other = hers.next("switched"), his.next("switched")
    assert told["off"] == ["calls.practice"] and other["off"] == []
    assert told["as_of"] == other["as_of"] > 0
    late = Stream(port, **bearer(sam))
    assert late.next("switched") == told


def test_the_picture_switched_off_says_so_to_who_looks(client, office, port):
    looking = Stream(port, **signed_in())
    assert looking.next("totals")
    switch("office.picture", None, "off", "load", None)
    assert looking.next("off") == {}
