"""The crowd of the measurement by itself: what a screen makes of a stream, and what a steady rate costs whom."""

import socket
from collections import deque

import pytest

from config.bench.crowd import measuring, watchers
from config.bench.crowd.screens import Screen, Screens
from config.bench.crowd.senders import Flow
from config.bench.crowd.senders import Watcher as Striker


@pytest.fixture
def line():
    """(a screen of precinct 7 whose stream is open, the office's end of its connection)."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        screen = Screen(server.getsockname(), {"precinct": 7, "token": "secret"})
        office, _ = server.accept()
        with office, screen.socket:
            assert b"Authorization: Bearer secret" in office.recv(4096)
            office.sendall(b"HTTP/1.1 200 OK\r\n\r\n1e\r\nevent: build\ndata: {}\n\n\r\n")
            assert screen.receive() == [] and screen.open
            yield screen, office


def test_strikes_are_read_however_the_stream_is_cut(line):
    screen, office = line
    whole = (
        b': still here\n\n\r\n3a\r\nevent: struck\ndata: {"struck":[[7,12],[7,3]],"unstruck":[]}\n\n\r\n'
        b'3a\r\nevent: struck\ndata: {"struck":[],"unstruck":[[7,9]]}\n\n\r\n'
        b'3a\r\nevent: struck\ndata: {"struck":[[7,4]],"unstruck":[]}\n\n'
    )
    for cut in range(1, len(whole), 7):
        found = []
        for piece in (whole[:cut], whole[cut:]):
            office.sendall(piece)
            found += screen.receive()
        assert found == [(7, 12), (7, 3), (7, 4)]


def test_a_stream_that_is_closed_or_refused_says_so(line):
    screen, office = line
    office.close()
    with pytest.raises(ConnectionError):
        screen.receive()


def test_who_was_not_told_is_counted(line):
    screens = Screens(None)
    screens.there.update({7: 2, 8: 2})
    screens.struck = {(7, 1): 0.0, (7, 2): 0.0}
    screens.heard[7, 1] = 2
    screens.heard[7, 2] = 1
    assert screens.unheard() == 1


def test_a_phone_strikes_the_next_of_its_precinct_and_no_faster_than_a_person():
    codes = deque(["11", "22", "33", "44", "55", "66"])
    one, other = (
        Striker({"batch": 2, "shift": 0}, {"client": c, "precinct": 7, "token": c}, codes) for c in "ab"
    )
    one.request()
    assert b'"code": "33"' in other.request() and other.struck == ["33", "44"]
    assert watchers.rate_of(20, 60) == 3 and watchers.rate_of(5000, 60) == 60


class Patient:
    """A line and a sender that do nothing."""

    caller, sent, due = None, 1, 0.0

    def send(self, caller, due):
        self.caller, self.due = caller, due


def test_what_the_office_keeps_busy_is_not_the_generators_lateness():
    flow = Flow([Patient(), Patient()], rate=10, lines=[Patient()])
    flow.start(0.0)
    assert [due for _sender, due in flow.send(0.25, end=1.0)] == [0.0], "one line, one under way"
    (late,) = flow.late
    line = Patient()
    line.caller = Patient()
    flow.take(line, 503, None, counts=True)
    assert flow.statuses == {"503": 1} and flow.recorded == 0 and flow.free_at > 0.25
    assert [due for _sender, due in flow.send(0.25, end=1.0)] == [0.1]
    assert flow.late[1] < late, "it waited for the line"


def test_errors_and_what_was_not_recorded_are_told():
    flow = {
        "latencies": [0.1, 0.2],
        "late": [0.0, 0.2],
        "statuses": {"200": 1, "503": 1},
        "sent": 10,
        "recorded": 5,
    }
    told = {
        "seconds": 60, "cpu_seconds": 5.0, "wall_seconds": 10.0, "flows": {"strikes": flow, "calls": flow},
        "to_screen": [0.3, 0.4], "unheard": 3, "lost_screens": 1, "refused_screens": 0,
    }  # fmt: skip
    job = {"screens": 10, "batches": 1.5, "batch": 5, "calls": 2.0, "seconds": 60}
    found = measuring.told_of(told, job, {"live": 1.0})
    assert found["strikes"]["errors"] == 1 and found["strikes"]["not_recorded"] == 5
    assert found["to_screen"]["slowest_ms"] == 400 and found["to_screen"]["unheard"] == 3
    assert found["generator_was_the_limit"], "late by 200 ms"
    told["flows"] = {"strikes": flow | {"late": [0.001]}}
    assert not measuring.told_of(told, job, {})["generator_was_the_limit"]
    assert measuring.told_of(told | {"cpu_seconds": 9.5}, job, {})["generator_was_the_limit"]
