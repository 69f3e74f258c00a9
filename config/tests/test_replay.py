"""A small day acted out on a real office with all its troubles, the checker on it, and histories that break each promise."""

import json
from pathlib import Path

import psycopg
import pytest

from config import cli
from config.replaying import house
from config.tests.histories import BROKEN
from config.verbs import replay as verb
from replay.checker import checking, loading
from replay.checker.checks import CHECKS
from replay.office import Office
from replay.running.conducting import conduct
from replay.sizes import Sizes

pytestmark = pytest.mark.timeout(
    900
)  # a county is made, a day acted out and a day checked before the first test
SIZES = Sizes.for_calls(300, callers=14, strikes=120, watchers=4, voters=3_000)


@pytest.fixture(scope="module")
def acted(office_maker, tmp_path_factory):
    """(office, folder, figures) of a small day on an office of its own."""
    folder, shift = tmp_path_factory.mktemp("replay"), house.to_noon()
    office = office_maker(FIELDOFFICE_CLOCK_SHIFT=str(shift))
    made = house.make(folder / "sample", SIZES, office.environment)
    office.start()
    known = Office(
        url=office.url,
        shift=shift,
        database_url=office.database_url,
        journal=str(office.var / "journal"),
        **made,
    )
    shown: list[dict] = []
    figures = conduct(known, SIZES, folder, shown.append)
    assert shown
    return known, folder, figures


@pytest.fixture(scope="module")
def loaded(acted):
    """A connection that has the day's journal in it."""
    office, folder, _ = acted
    with psycopg.connect(office.database_url, autocommit=True) as connection:
        checking.wait_for_the_clerk(connection)
        rows = loading.load(connection, folder, Path(office.journal), office.shift)
        assert rows["journal"] and rows["shipped"]
        yield connection, office


def test_a_small_day_is_acted_out_without_an_error(acted):
    _, _, figures = acted
    assert figures["errors"] == {} and figures["troubles"] == []
    assert figures["counts"]["attempt"] >= 0.95 * SIZES.calls
    assert (
        figures["counts"]["strike"] >= 0.8 * SIZES.strikes
    )  # some watchers see a voter whom they have struck before
    assert set(figures["by_hour"]["attempt"]) >= set(range(9, 20))
    assert figures["counts"]["files taken in"] == 4


def test_the_honest_day_breaks_no_promise(acted, loaded):
    connection, office = loaded
    found = [finding.payload() for finding in checking.recount(connection, office.shift)]
    assert [finding for finding in found if finding["violations"]] == []
    assert len(found) == len(CHECKS)


@pytest.mark.parametrize(("promise", "name", "what", "statements"), BROKEN, ids=[case[2] for case in BROKEN])
def test_a_history_that_breaks_a_promise_is_found(loaded, promise, name, what, statements):
    connection, office = loaded
    with connection.transaction(force_rollback=True):
        changed = [connection.execute(statement).rowcount for statement in statements]
        assert changed[-1] > 0, "the history changed nothing"
        loading.derive(connection, office.shift)
        (check,) = (one for one in CHECKS if one.name == name)
        (found,) = checking.recount(connection, office.shift, (check,))
    assert found.n > 0 and found.cases and check.promise == promise


def test_the_verb_acts_on_a_given_office_and_keeps_a_report(acted, tmp_path, monkeypatch, capsys):
    office, _, _ = acted
    office.write(tmp_path / "given.json")
    monkeypatch.setenv("FIELDOFFICE_VAR", str(tmp_path))
    asked = [
        "replay",
        "--office",
        str(tmp_path / "given.json"),
        "--calls",
        "20",
        "--callers",
        "2",
        "--strikes",
        "4",
        "--seed",
        "7",
    ]
    args = cli.parser_for("replay").parse_args([*asked, "--json"])
    assert verb.run(args) == 0
    document = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert document["well"] and document["counts"]["attempt"] >= 18 and len(document["checks"]) == len(CHECKS)
    (report,) = (tmp_path / "replay").glob("*/report.html")
    assert "Every promise held" in report.read_text()


def test_every_check_has_a_history_that_breaks_it():
    assert {case[1] for case in BROKEN} == {check.name for check in CHECKS}
    assert {case[0] for case in BROKEN} == {1, 2, 3, 4, 5, 6, 7, 11, 12}
