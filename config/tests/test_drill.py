"""The quick drills, acted out whole: an office is made, broken under load, mended, and held against its promises."""

import json
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest

from config import cli
from config.drilling import acting
from config.drilling.grounds import QUICK, Grounds
from config.verbs import drill as verb
from drills import report
from drills.stories import STORIES

pytestmark = pytest.mark.timeout(900)  # an office is made, and three days are acted out on copies of it
NOTHING = replace(STORIES["live-gone"], name="nothing-broken", steps=())


@pytest.fixture(scope="module")
def drilled():
    """(document, folder) of the quick drills, and of one that breaks nothing."""
    # not pytest's own folder: every other session closes that to PostgreSQL's account
    with tempfile.TemporaryDirectory(prefix="fieldoffice-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        stories = [story for story in STORIES.values() if story.quick]
        grounds = Grounds(folder / "offices", QUICK)
        yield acting.act(grounds, [*stories, NOTHING], folder, lambda text: None, lambda told: None), folder


def of(document: dict, name: str) -> dict:
    return next(one for one in document["drills"] if one["drill"] == name)


@pytest.mark.parametrize("name", [name for name, story in STORIES.items() if story.quick])
def test_a_quick_drill_is_passed(drilled, name):
    told = of(drilled[0], name)
    assert told["wrong"] == [] and told["well"]
    assert [step["part"] for step in told["steps"]].count("before") == 4
    assert told["pause"] > 0 and len(told["checks"]) > 20 and told["counts"]["attempt"] >= 360


def test_a_drill_that_broke_nothing_is_not_passed(drilled):
    told = of(drilled[0], NOTHING.name)
    assert told["wrong"] == ["Nothing was broken."] and not drilled[0]["well"]


def test_the_report_says_it_and_nothing_of_the_offices_is_left(drilled):
    document, folder = drilled
    page = report.keep(folder, document).read_text()
    assert "2 of 3 passed" in page and "Nothing was broken." in page
    assert json.loads((folder / "report.json").read_text())["drills"][0]["journal"]["status"] == "completed"
    assert [path.name for path in (folder / "offices").iterdir() if path.name in STORIES] == []


def test_the_verb_lists_them_and_names_one_that_is_not_there(capsys):
    assert verb.run(cli.parser_for("drill").parse_args(["drill", "list"])) == 0
    listed = capsys.readouterr().out
    assert [line.split()[0] for line in listed.splitlines()] == list(STORIES)
    assert verb.run(cli.parser_for("drill").parse_args(["drill", "flood"])) == 1
    assert "There is no drill flood" in capsys.readouterr().err
