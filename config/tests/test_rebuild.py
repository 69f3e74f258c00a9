"""`audit` and `rebuild` as one types them, from one database into another."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from roll.tests import files


def failed(office, *arguments: str) -> subprocess.CompletedProcess:
    with pytest.raises(subprocess.CalledProcessError) as raised:
        office.run(*arguments)
    return raised.value


def last_line(said: str) -> dict:
    return json.loads(said.splitlines()[-1])


@pytest.fixture(scope="module")
def lost(office_maker, tmp_path_factory):
    """An office with a county and strikes, whose clerk has shipped its log."""
    office, folder = office_maker(), tmp_path_factory.mktemp("county")
    (folder / "county.txt").write_bytes(files.county(60))
    (folder / "absentee.csv").write_bytes(files.absentee((3, "ACCEPTED"), (4, "ACCEPTED")))
    office.run("prepare")
    office.run("load", str(folder / "county.txt"), "--even-so")
    office.run("load", str(folder / "absentee.csv"), "--as", "voted", "--even-so")
    office.run("staff", "office@example.org")
    office.run("clerk", "--once")
    return office


@pytest.fixture
def places(lost, tmp_path):
    """Copies of the lost office's journal and kept files, to read from, as arguments."""
    for name in ("journal", "kept"):
        shutil.copytree(lost.var / name, tmp_path / name)
    return ["--journal", str(tmp_path / "journal"), "--kept", str(tmp_path / "kept")]


def test_an_office_agrees_and_is_made_again_elsewhere(lost, places, office_maker):
    assert last_line(lost.run("audit", "--json"))["agrees"] is True
    other = office_maker()
    told = last_line(other.run("rebuild", *places, "--json"))
    assert (
        told["rebuilt"]
        and told["differ"] == 0
        and [(told["entries"],)] == lost.sql("select count(*) from front_desk_entry")
    )
    for rows in (
        "select id, seq, verdict from front_desk_entry order by seq",
        "select * from roll_voter order by id",
    ):
        assert lost.sql(rows) == other.sql(rows)
    assert lost.sql("select era from front_desk_office") != other.sql("select era from front_desk_office")
    other.run("clerk", "--once")  # writes the whole log again, for it has no journal of its own yet
    assert last_line(other.run("audit", "--json"))["agrees"] is True
    assert "http" in other.run("staff", "office@example.org")

    full = failed(other, "rebuild", *places, "--json")
    assert last_line(full.stdout)["code"] == "not_empty" and "Nothing was changed" in full.stderr
    assert other.sql("select count(*) from roll_voter") == [(60,)]


def test_a_damaged_journal_and_missing_files_are_named_before_anything_is_written(places, office_maker):
    office, journal, kept = office_maker(), places[1], places[3]
    assert last_line(failed(office, "rebuild", "--json").stdout)["code"] == "not_whole"
    path = next(Path(journal).glob("[0-9]*.jsonl"))
    whole = path.read_bytes()
    rows = whole.splitlines(keepends=True)
    path.write_bytes(b"".join([*rows[:2], rows[2].replace(b"recorded", b"refused"), *rows[3:]]))
    damaged = failed(office, "rebuild", *places)
    assert f"{path.name}, line 3" in damaged.stderr and "Nothing was written" in damaged.stderr

    path.write_bytes(whole)
    gone = min(Path(kept).iterdir())
    gone.unlink()
    missing = failed(office, "rebuild", *places)
    assert gone.name in missing.stderr and "Nothing was written" in missing.stderr
    assert office.sql("select count(*) from front_desk_entry") == [(0,)]


def test_a_rebuild_killed_halfway_keeps_the_office_shut_and_is_begun_anew(places, office_maker):
    office = office_maker()
    office.run("rebuild", *places)
    office.sql("insert into front_desk_cursor values ('rebuild', 5); delete from roll_strike")
    with pytest.raises(RuntimeError, match=r"fieldoffice\.E016"):
        office.start()
    office.stop()
    office.run("rebuild", *places)
    office.run("clerk", "--once")
    assert last_line(office.run("audit", "--json"))["agrees"] is True


def test_audit_says_what_disagrees_and_what_it_knows(lost):
    lost.sql("update roll_strike set at = at - interval '2 days'")
    said = failed(lost, "audit", "--only", "spans of voting", "--json")
    told = last_line(said.stdout)
    assert (told["agrees"], told["checks"][0]["disagree"]) == (False, 2)
    assert set(told["checks"][0]["rows"][0]) == {"voter", "counted_from", "struck_at"}
    lost.sql("update roll_strike set at = at + interval '2 days'")
    assert "There is no check nothing" in failed(lost, "audit", "--only", "nothing").stderr
