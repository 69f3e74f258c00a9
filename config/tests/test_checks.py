"""Wrong configuration speaks before the office opens: a number, what is wrong, what to do."""

import time

import pytest
from django.test import override_settings

from config import checks, cli


def numbers(found) -> list[str]:
    assert all(one.hint for one in found)
    return [one.id for one in found]


def test_a_right_configuration_has_nothing_to_say(settings, tmp_path):
    settings.VAR, settings.ALLOWED_HOSTS = tmp_path, ["localhost", "127.0.0.1"]
    assert checks.secret_is_secret() == []
    assert checks.closed_to_the_public_while_debugging() == []
    assert checks.https_is_known() == []
    assert checks.static_files_are_there() == []


@pytest.mark.parametrize("secret", ["", "short", "a" * 80])
def test_a_weak_secret(secret):
    with override_settings(SECRET_KEY=secret):
        assert numbers(checks.secret_is_secret()) == ["fieldoffice.E002"]


def test_a_secret_that_others_can_read(settings, tmp_path):
    settings.VAR = tmp_path
    (tmp_path / "secret_key").write_text("x")
    (tmp_path / "secret_key").chmod(0o644)
    assert numbers(checks.secret_is_secret()) == ["fieldoffice.E003"]


def test_debugging_in_public():
    with override_settings(DEBUG=True, ALLOWED_HOSTS=["localhost", "office.example.org"]):
        assert numbers(checks.closed_to_the_public_while_debugging()) == ["fieldoffice.E004"]
    with override_settings(DEBUG=True, ALLOWED_HOSTS=["localhost"]):
        assert checks.closed_to_the_public_while_debugging() == []


def test_every_host_allowed():
    with override_settings(ALLOWED_HOSTS=["*"]):
        assert numbers(checks.closed_to_the_public_while_debugging()) == ["fieldoffice.E005"]


def test_a_public_name_without_https(monkeypatch):
    monkeypatch.setenv("FIELDOFFICE_PORT", "8000")
    with override_settings(ALLOWED_HOSTS=["office.example.org"], HTTPS=False):
        assert numbers(checks.https_is_known()) == ["fieldoffice.W001"]


@pytest.mark.parametrize(
    "host", ["https://office.example.org", "office.example.org:8000", "office example.org", "a/b", "'a'"]
)
def test_a_host_that_is_no_name(settings, host):
    settings.HOSTS = [host]
    assert numbers(checks.hosts_are_names()) == ["fieldoffice.E006"]


def test_hosts_that_are_names(settings):
    settings.HOSTS = ["office.example.org", ".example.org", "192.168.7.20", "[fe80::1]", "staging-7"]
    assert checks.hosts_are_names() == []


def test_static_files_that_were_lost(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    (tmp_path / ".gathered").touch()
    assert numbers(checks.static_files_are_there()) == ["fieldoffice.E014"]


def test_a_database_that_is_not_there(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://127.0.0.1:1/x")
    (found,) = checks.database_can_serve()
    assert found.id == "fieldoffice.E010" and "127.0.0.1" in found.msg


def test_the_database_of_these_tests_can_serve():
    assert checks.database_can_serve() == []


class OldServer:
    """Stands for a server that was set up long ago."""

    class info:
        server_version = 150004

    def execute(self, query, *_):
        self.answer = ("SQL_ASCII",) if "encoding" in query else None
        return self

    def fetchone(self):
        return self.answer

    def __iter__(self):
        return iter([("unaccent",)])


def test_a_server_too_old_or_bare():
    found = [*checks._version(OldServer()), *checks._encoding(OldServer()), *checks._extensions(OldServer())]
    assert numbers(found) == ["fieldoffice.E011", "fieldoffice.E013", "fieldoffice.E012"]
    assert "pg_trgm" in found[2].msg


class Clock:
    """Stands for a database whose clock is so many seconds off, with a last entry `newest` seconds ago."""

    def __init__(self, off=0.0, newest=None):
        self.off, self.newest = off, newest

    def execute(self, query):
        now = time.time() + self.off
        known = self.newest is not None
        self.answer = (now, known or None) if "to_regclass" in query else (now - self.newest,)
        return self

    def fetchone(self):
        return self.answer


@pytest.mark.parametrize("off", [-3600, 3600])
def test_clocks_that_differ(off):
    assert numbers(checks._clock(Clock(off))) == ["fieldoffice.E015"]


def test_a_clock_that_went_back_is_a_doubt_and_does_not_keep_the_office_closed():
    (found,) = checks._clock(Clock(newest=-7200))
    assert found.id == "fieldoffice.W002" and not found.is_serious() and "120 min" in found.msg


@pytest.mark.parametrize("clock", [Clock(), Clock(newest=60), Clock(off=5, newest=0)])
def test_a_clock_that_is_right(clock):
    assert checks._clock(clock) == []


def test_a_url_of_another_database_is_said_in_one_line(tmp_path):
    import subprocess
    import sys

    command = [sys.executable, "-m", "config.cli", "--var", str(tmp_path), "prepare"]
    environment = {"DATABASE_URL": "mysql://x", "PATH": "/usr/bin:/bin"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, cwd=cli.ROOT, check=False)
    assert done.returncode == 1
    assert "fieldoffice.E009" in done.stderr and "postgresql://" in done.stderr
    assert "Traceback" not in done.stderr
