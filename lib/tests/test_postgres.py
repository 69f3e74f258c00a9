"""The embedded server: made once, found again, and plain about what stops it."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from lib import postgres
from lib.postgres import account, places, trouble, tuning
from lib.testing.waiting import until

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture(scope="module")
def var(tmp_path_factory):
    folder = tmp_path_factory.mktemp("own")
    postgres.start(folder, keep=False)
    yield folder
    postgres.stop(folder)


def ask(var, query: str):
    with psycopg.connect(postgres.embedded_url(var)) as connection:
        return connection.execute(query).fetchone()[0]


def test_it_is_a_whole_server_with_checksums_and_sorts_alike_everywhere(var):
    assert ask(var, "select version()").startswith("PostgreSQL 18")
    assert ask(var, "show data_checksums") == "on"
    assert ask(
        var, "select datlocprovider::text || datlocale from pg_database where datname = 'fieldoffice'"
    ) == ("bC.UTF-8")
    assert ask(var, "select lower('ÉÑ')") == "éñ"


def test_the_office_is_no_superuser_but_has_its_extensions(var):
    assert ask(var, "select rolsuper from pg_roles where rolname = current_user") is False
    with psycopg.connect(postgres.embedded_url(var)) as connection:
        connection.execute("create extension if not exists pg_trgm")
        connection.execute("create extension if not exists unaccent")
        assert connection.execute("select similarity('Núñez', 'Núñes') > 0.3").fetchone()[0]


def test_nobody_else_on_the_machine_reaches_it(var):
    socket = places.Places(var).socket
    assert socket.stat().st_mode & 0o077 == 0
    assert ask(var, "show listen_addresses") == ""


def test_started_again_it_is_the_same_one(var):
    assert postgres.start(var, keep=False) is False
    assert postgres.running(var) and postgres.alive(var)


def test_killed_it_comes_back_with_all_that_was_committed(var):
    with psycopg.connect(postgres.embedded_url(var), autocommit=True) as connection:
        connection.execute("create table kept (n int)")
        connection.execute("insert into kept values (7)")
    pid = int((var / "postgres/data/postmaster.pid").read_text().split()[0])
    os.kill(pid, signal.SIGKILL)
    until(lambda: not postgres.alive(var))

    def started():
        try:
            return postgres.start(var, keep=False)
        except postgres.Trouble:  # its last children are still leaving
            return False

    until(started)
    assert ask(var, "select n from kept") == 7


def test_the_last_command_to_leave_stops_it(tmp_path):
    with postgres.Use(tmp_path, keep=False):
        with postgres.Use(tmp_path, keep=False) as second:
            assert second.started is False
        assert postgres.running(tmp_path)
    assert not postgres.running(tmp_path)


def test_a_command_that_was_killed_holds_nothing(tmp_path):
    code = (
        "import os, sys; from lib.postgres import Use; Use(sys.argv[1], keep=False).__enter__(); os._exit(9)"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], cwd=ROOT, check=False)
    assert postgres.running(tmp_path)
    with postgres.Use(tmp_path, keep=False):
        pass
    assert not postgres.running(tmp_path)


def test_a_number_left_by_a_power_cut_does_not_stop_it(tmp_path):
    with postgres.Use(tmp_path, keep=False):
        pass
    stale = tmp_path / "postgres/data/postmaster.pid"
    stale.write_text(f"{os.getpid()}\n{tmp_path}/postgres/data\n1\n5432\n\n\n")
    with postgres.Use(tmp_path, keep=False):
        assert postgres.running(tmp_path)


def test_a_long_path_has_its_socket_elsewhere_and_still_works(tmp_path):
    deep = tmp_path / ("x" * 60) / ("y" * 60)
    deep.mkdir(parents=True)
    assert str(places.Places(deep).socket).startswith("/tmp/fieldoffice-")
    with postgres.Use(deep, keep=False):
        assert ask(deep, "select 1") == 1


def test_durable_unless_it_is_for_tests(tmp_path):
    real = tuning.settings(tmp_path, tmp_path)
    assert "fsync" not in real and real["synchronous_commit"] == "on"
    assert tuning.settings(tmp_path, tmp_path, keep=False)["fsync"] == "off"


def test_an_operators_own_settings_win_and_a_wrong_line_is_named(tmp_path):
    with postgres.Use(tmp_path, keep=False):
        pass
    own = places.Places(tmp_path).own_settings
    own.write_text("work_mem = '9MB'\n")
    with postgres.Use(tmp_path, keep=False):
        assert ask(tmp_path, "show work_mem") == "9MB"
    own.write_text("work_mem = 'much'\n")
    with pytest.raises(postgres.Trouble, match=r"own\.conf is wrong"):
        postgres.start(tmp_path, keep=False)


def test_data_of_another_version_is_not_touched(tmp_path):
    data = tmp_path / "postgres/data"
    data.mkdir(parents=True)
    (data / "PG_VERSION").write_text("16\n")
    if os.geteuid() == 0:
        server = account.server_account()
        os.chown(tmp_path / "postgres", server.pw_uid, server.pw_gid)
    with pytest.raises(postgres.Trouble, match="written by PostgreSQL 16"):
        postgres.start(tmp_path, keep=False)


def test_somebody_elses_folder_is_refused(tmp_path):
    if os.geteuid() != 0:
        pytest.skip("only root can make a folder that belongs to someone else")
    (tmp_path / "postgres").mkdir()
    os.chown(tmp_path / "postgres", 65534, 65534)
    with pytest.raises(postgres.Trouble, match="belongs to another user"):
        postgres.start(tmp_path, keep=False)


@pytest.mark.parametrize(
    ("said", "todo"),
    [
        ("FATAL: could not write: No space left on device", "disk is full"),
        ("mkdir: Permission denied", "belong to the user"),
        ("gibberish", "Read the log"),
    ],
)
def test_what_it_says_becomes_what_to_do(tmp_path, said, todo):
    assert todo in trouble.explain(said, places.Places(tmp_path))


def test_only_the_servers_account_is_let_through_a_closed_folder(tmp_path):
    if os.geteuid() != 0:
        pytest.skip("only root lends the server an account")
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    (closed / "inside").touch()
    server = account.server_account()
    account.let_through(closed / "inside", server)

    def may(uid: int) -> bool:
        look = ["/bin/sh", "-c", f"test -e {closed / 'inside'}"]
        return subprocess.run(look, user=uid, group=uid, extra_groups=[], check=False).returncode == 0

    assert may(server.pw_uid)
    assert not may(65534)
