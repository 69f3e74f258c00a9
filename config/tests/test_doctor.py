"""The doctor speaks of every machine, also of one where nothing works."""

import json
import os
import socket
import subprocess
import sys

import pytest

from config import certificates, cli
from config.doctor import finding, house, machine


def visit(var, *arguments, **environment):
    """(exit code, JSON document) of a doctor's visit in a process of its own."""
    command = [sys.executable, "-m", "config.cli", "--var", str(var), "doctor", "--json", *arguments]
    known = {
        k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "FIELDOFFICE_VAR")
    } | environment
    done = subprocess.run(command, capture_output=True, text=True, env=known, cwd=cli.ROOT, check=False)
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode, json.loads(done.stdout.splitlines()[-1])


def by_name(document) -> dict:
    return {found["name"]: found for found in document["findings"]}


@pytest.fixture
def var(tmp_path):
    return tmp_path / "var"


def test_a_fresh_machine_is_well_and_numbered(var):
    code, document = visit(var, FIELDOFFICE_UNSAFE_TEST_DATABASE="1")
    assert code == 0 and document["well"]
    assert [f["number"] for f in document["findings"]] == list(range(1, len(document["findings"]) + 1))
    assert by_name(document)["Database"]["said"].startswith("PostgreSQL 18")
    assert all(f["todo"] for f in document["findings"] if f["state"] != "well")


def test_a_database_that_is_not_there_is_wrong(var):
    code, document = visit(var, DATABASE_URL="postgresql://127.0.0.1:1/x")
    assert code == 1 and not document["well"]
    assert by_name(document)["fieldoffice.E010"]["todo"].startswith("Check that PostgreSQL runs")


def test_a_configuration_that_cannot_be_read_is_wrong(var):
    code, document = visit(var, DATABASE_URL="mysql://x")
    assert code == 1 and "postgresql://" in by_name(document)["Configuration"]["said"]


def test_a_taken_port_is_named(var):
    var.mkdir()
    with socket.create_server(("127.0.0.1", 0)) as taken:
        found = house.ports(var, taken.getsockname()[1])
    assert found.state == finding.WRONG and "another program" in found.said


def test_secrets_that_others_can_read_are_named(var):
    var.mkdir()
    assert house.secrets(var).state == finding.WELL
    (var / "secret_key").touch(mode=0o644)
    assert house.secrets(var).state == finding.WRONG


def test_a_certificate_near_its_end_is_to_mind(var, monkeypatch):
    assert house.https(var).state == finding.MIND
    monkeypatch.setattr(certificates, "LEAF_DAYS", 5)
    certificates.office_pair(var / "ca", ["localhost"], ["127.0.0.1"])
    assert "good for 5 days" in house.https(var).said
    assert house.https(var).state == finding.MIND


def test_a_full_disk_is_wrong(tmp_path, monkeypatch):
    monkeypatch.setattr(machine.shutil, "disk_usage", lambda _: type("Usage", (), {"free": 5 * machine.MB}))
    assert machine.disk(tmp_path).state == finding.WRONG


def test_a_folder_that_cannot_be_written_is_wrong(tmp_path):
    blocked = tmp_path / "file"
    blocked.touch()
    assert machine.folder(blocked).state == finding.WRONG


@pytest.mark.parametrize(
    ("limits", "state", "words"),
    [
        ((1024, 4096), finding.MIND, "from 1,024"),
        ((1024, 65536), finding.WELL, "up to 65,536"),
        ((-1, -1), finding.WELL, "no limit"),
    ],
)
def test_how_many_screens_may_listen(var, monkeypatch, limits, state, words):
    monkeypatch.setattr(machine.resource, "getrlimit", lambda _which: limits)
    found = machine.open_files(var)
    assert found.state == state and words in found.said


def test_a_process_raises_its_own_limit_as_far_as_it_may():
    code = (
        "import resource as r; from config import open_files; r.setrlimit(r.RLIMIT_NOFILE, (256, 512));"
        "print(open_files.raise_limit(), r.getrlimit(r.RLIMIT_NOFILE)[0], open_files.raise_limit())"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=cli.ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["512", "512", "512"]
