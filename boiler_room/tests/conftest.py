import socket
import threading
import time

import pytest


@pytest.fixture
def office(db):
    from front_desk.tests.office import SmallOffice

    return SmallOffice(voters=8)


@pytest.fixture(autouse=True)
def nothing_kept():
    """What was worked out for one test's office is not shown to the next."""
    from boiler_room import standing
    from boiler_room.board import places

    standing._kept.clear()
    places._kept.clear()


@pytest.fixture
def maya(office):
    """The captain of the team that sends everything here."""
    from boiler_room.tests.people import member

    maya = member("Maya", "captain", office.county)
    office.team.captain = maya
    office.team.save()
    return maya


@pytest.fixture
def wake(office):
    """A second county, where nothing happens."""
    from crew.models import Area

    state = office.county.parent
    wake = Area.objects.create(kind="region", name="WAKE", code="WAKE", parent=state, lineage=[])
    wake.lineage = [state.pk, wake.pk]
    wake.save()
    return wake


@pytest.fixture
def others(office, wake):
    """Everyone who has no business with Team Maya's entries: a captain next door, one and a help desk of Wake."""
    from boiler_room.tests.people import member
    from crew.models import Team

    nora, walt = member("Nora", "captain", office.county), member("Walt", "captain", wake)
    Team.objects.create(name="Team Nora", area=office.county, captain=nora)
    return nora, walt, member("Hugo", "help_desk", wake), member("Dana", "data_director", wake)


@pytest.fixture
def polls(db):
    from precincts.tests.polls import Polls

    return Polls()


@pytest.fixture
def port(monkeypatch):
    """Where a live process answers, with nothing remembered from before."""
    import uvicorn

    from boiler_room.live import asgi
    from boiler_room.live.hub import Hub

    hub = Hub()
    monkeypatch.setattr(asgi, "hub", hub)
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(asgi.app, log_level="error", timeout_graceful_shutdown=1))
        running = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        running.start()
        while not server.started:
            time.sleep(0.01)
        server.hub = hub
        yield listening.getsockname()[1]
        server.should_exit = True
        running.join()
