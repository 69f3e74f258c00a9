"""Any process may be killed at any moment: it comes back, or all of them go."""

import os
import signal

import pytest

from config.tests.toys import Toys, gone
from lib.testing.waiting import until


@pytest.fixture
def toys(tmp_path):
    made = []

    def start(*names, **options):
        made.append(Toys(tmp_path, *names, **options))
        return made[-1]

    yield start
    for one in made:
        one.close()


def test_a_killed_child_comes_back(toys):
    office = toys("web", "live")
    (first,) = office.wait_for("live", "starts")
    os.kill(first, signal.SIGKILL)
    assert office.wait_for("live", "starts", times=2)[1] != first
    assert len(office.wait_for("web", "starts")) == 1


def test_one_that_dies_again_and_again_is_started_ever_more_slowly(toys):
    office = toys("live")
    for times in range(1, 5):
        os.kill(office.wait_for("live", "starts", times=times)[-1], signal.SIGKILL)
    office.wait_for("live", "starts", times=5)
    office.process.terminate()
    said = office.process.communicate()[0]
    waits = [float(line.split(" in ")[1].split()[0]) for line in said.splitlines() if "again in" in line]
    assert waits == sorted(waits) and waits[-1] > waits[0]


def test_told_to_stop_it_ends_all_and_says_so(toys):
    office = toys("web", "live")
    pids = office.wait_for("web", "starts") + office.wait_for("live", "starts")
    office.process.terminate()
    assert office.process.wait(20) == 0
    assert office.wait_for("web", "ended") and office.wait_for("live", "ended")
    assert all(map(gone, pids))


def test_a_killed_supervisor_leaves_nobody_behind(toys):
    office = toys("web", "live")
    pids = office.wait_for("web", "starts") + office.wait_for("live", "starts")
    office.process.kill()
    until(lambda: all(map(gone, pids)))


def test_a_new_version_reloads_the_web_and_restarts_the_others(toys):
    office = toys("web", "live")
    web, live = office.wait_for("web", "starts"), office.wait_for("live", "starts")
    office.process.send_signal(signal.SIGHUP)
    assert office.wait_for("web", "reloads") == web
    assert office.wait_for("live", "starts", times=2)[1] != live[0]


def test_one_that_does_not_listen_is_killed_in_the_end(toys):
    office = toys("deaf", patience=0.3)
    (pid,) = office.wait_for("deaf", "starts")
    office.process.terminate()
    assert office.process.wait(20) == 1
    assert gone(pid)
