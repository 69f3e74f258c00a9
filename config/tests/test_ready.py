"""The gate before the four days: what it wants, what it takes for proof, and what it does not."""

import json
from datetime import datetime, timedelta

import pytest

from boiler_room.models import Goal
from config import cli
from config.ready import looks, office
from config.ready.release import release
from config.verbs import ready as verb
from crew.models import Area, Team
from drills.stories import STORIES
from lib import clock

NOW = datetime(2026, 11, 1, 12)
NAMES = ("web-killed", "power-gone")


def drilled(var, *, days_ago=1.0, of=None, **outcomes):
    """A report of drills, as `drill` keeps it; a name with _ for -."""
    at = (NOW - timedelta(days=days_ago)).isoformat(timespec="seconds")
    told = [{"drill": name.replace("_", "-"), "well": well} for name, well in outcomes.items()]
    _keep(var / "drills" / at, {"at": at, "release": of or release(), "drills": told})


def acted(var, calls, *, well=True, checks=(1,), days_ago=1.0):
    at = (NOW - timedelta(days=days_ago)).isoformat(timespec="seconds")
    _keep(var / "replay" / at, {"at": at, "well": well, "checks": list(checks), "counts": {"attempt": calls}})


def _keep(folder, document):
    folder.mkdir(parents=True)
    (folder / "report.json").write_text(json.dumps(document))


def test_drills_that_passed_on_this_release_are_enough(tmp_path):
    drilled(tmp_path, days_ago=20, web_killed=True)
    drilled(tmp_path, power_gone=True)
    assert looks.drills(tmp_path, NAMES, NOW).state == "well"


@pytest.mark.parametrize(
    "how",
    [{"days_ago": 22}, {"of": "another"}, {"web_killed": False}],
    ids=["too long ago", "on another release", "not passed"],
)
def test_a_drill_that_proves_nothing_is_wanted_again(tmp_path, how):
    drilled(tmp_path, days_ago=2, power_gone=True)
    drilled(tmp_path, **{"web_killed": True} | how)
    found = looks.drills(tmp_path, NAMES, NOW)
    assert found.state == "wrong" and found.todo == "./fieldoffice drill web-killed"


def test_of_a_drill_the_last_run_counts(tmp_path):
    drilled(tmp_path, days_ago=3, web_killed=False, power_gone=True)
    drilled(tmp_path, days_ago=2, web_killed=True)
    assert looks.drills(tmp_path, NAMES, NOW).state == "well"
    drilled(tmp_path, days_ago=1, power_gone=False)
    assert "power-gone" in looks.drills(tmp_path, NAMES, NOW).todo


def test_a_report_that_was_cut_short_is_none(tmp_path):
    (tmp_path / "drills" / "x").mkdir(parents=True)
    (tmp_path / "drills" / "x" / "report.json").write_text('{"at": "2026')
    assert looks.drills(tmp_path, NAMES, NOW).todo == "./fieldoffice drill web-killed power-gone"


def test_capacity_is_a_checked_day_as_large_as_the_plan(tmp_path):
    assert looks.replay(tmp_path, 1000, NOW).state == "wrong"
    acted(tmp_path, 5000, well=False, days_ago=4)
    acted(tmp_path, 5000, checks=(), days_ago=3)
    acted(tmp_path, 600, days_ago=2)
    assert looks.replay(tmp_path, 1000, NOW).todo == "./fieldoffice replay --calls 1000"
    assert looks.replay(tmp_path, 0, NOW).state == "mind"
    acted(tmp_path, 960)
    assert looks.replay(tmp_path, 1000, NOW).state == "well"


@pytest.mark.django_db
def test_a_team_without_a_number_and_watchers_without_a_link_are_named():
    assert all(found.state == "wrong" for found in office.people()[:1])
    area = Area.objects.create(name="Durham", kind="county", code="032", lineage=[])
    Team.objects.create(name="Tuesday", area=area, fallback_phone="+19195550100")
    assert [found.state for found in office.people()] == ["well", "well"]
    Team.objects.create(name="North polls", work="polls", area=area)
    numbers, links = office.people()
    assert (
        numbers.state == links.state == "wrong"
        and "North polls" in numbers.todo
        and "North polls" in links.todo
    )


@pytest.mark.django_db
def test_the_plan_is_that_of_the_fullest_day():
    area = Area.objects.create(name="Durham", kind="county", code="032", lineage=[])
    assert office.planned() == 0
    noon = clock.now().replace(hour=12, minute=0, second=0, microsecond=0)
    for hours, n in ((0, 100), (1, 150), (24, 90)):
        Goal.objects.create(area=area, what="calls", hour=noon + timedelta(hours=hours), n=n)
    Goal.objects.create(area=area, what="calls", hour=noon + timedelta(hours=2), n=900, own=False)
    assert office.planned() == 250


@pytest.mark.django_db
def test_an_office_that_nobody_drilled_is_not_ready(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("FIELDOFFICE_VAR", str(tmp_path))
    assert verb.run(cli.parser_for("ready").parse_args(["ready", "--json"])) == 1
    *lines, last = capsys.readouterr().out.splitlines()
    document = json.loads(last)
    assert not document["ready"] and {f["name"] for f in document["findings"]} >= {
        "Drills",
        "Capacity",
        "Paper",
    }
    assert f"0 of {len(STORIES)} passed" in "\n".join(lines) and len(document["by_hand"]) == 4
