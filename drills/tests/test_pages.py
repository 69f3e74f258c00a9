"""From every alarm to its section in the runbooks, from every section to its drill, and back."""

import ast
import re
from pathlib import Path

import pytest

from drills.stories import STORIES

ROOT = Path(__file__).resolve().parent.parent.parent
PAGES = ROOT / "docs" / "runbooks"
OTHERS = {
    "volunteers.md",  # troubles of one phone: they have the help desk, and no alarm
    "phone-tree.md",  # how a thing is done that people drill themselves
}
ALARMS, DRILLS = re.compile(r"\*Alarm:\* (.*?) ·", re.S), re.compile(r"\*Drill:\* (.*)", re.S)
NAMED = re.compile(r"`([^`]+)`")
RAISING = ("Need", "Alarm")


def sections() -> dict[str, str]:
    """The text of every section, by `page.md#anchor` as Markdown makes it."""
    found = {}
    for page in sorted(PAGES.glob("*.md")):
        if page.name in OTHERS:
            continue
        for part in re.split(r"^## ", page.read_text(), flags=re.M)[1:]:
            heading, _, body = part.partition("\n")
            found[f"{page.name}#{anchor(heading)}"] = body
    return found


def anchor(heading: str) -> str:
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def alarms() -> set[str]:
    """The key of every alarm that the code can raise, up to where it names a thing: `office:journal`, `dry:`."""
    found, assigned = set(), {}
    for path in ROOT.glob("*/**/*.py"):
        if "/tests/" in str(path) or path.is_relative_to(ROOT / "var"):
            continue
        text = path.read_text()
        if "alarms.raises" not in text and path.name != "needs.py":
            continue
        tree = ast.parse(text)
        for node in ast.walk(tree):
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                assigned[node.targets[0].id] = node.value
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and node.args and _name(node.func) in RAISING:
                found.add(_key(node.args[0], assigned))
    return found


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _key(node: ast.expr, assigned: dict) -> str:
    if isinstance(node, ast.Name):
        node = assigned[node.id]
    if isinstance(node, ast.Subscript):
        node = node.value
    if isinstance(node, ast.Constant):
        return node.value
    if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
        return node.values[0].value
    return ""  # handed on from another room, which raises it itself


def named(pattern: re.Pattern, body: str) -> list[str]:
    line = pattern.search(body)
    return NAMED.findall(line[1]) if line else []


def test_the_alarms_are_found():
    assert {"office:clerk", "office:journal", "paper:old", "unsent", "dry:", "late:", "file:"} <= alarms()


@pytest.mark.parametrize("alarm", sorted(alarms() - {""}))
def test_every_alarm_has_its_section(alarm):
    having = [where for where, body in sections().items() if alarm in named(ALARMS, body)]
    assert len(having) == 1, f"{alarm} is named by {having or 'no section'}"


@pytest.mark.parametrize("where", sections())
def test_every_section_names_its_alarm_and_its_drill(where):
    body = sections()[where]
    alarm, drill = ALARMS.search(body), DRILLS.search(body)
    assert alarm and drill, f"{where} does not say which alarm leads to it and which drill has tried it"
    for name in named(ALARMS, body):
        assert name in alarms(), f"{where}: nothing raises {name}"
    for name in named(DRILLS, body):
        assert name in STORIES, f"{where}: there is no drill {name}"
    assert named(DRILLS, body) or "none yet" in drill[1]


@pytest.mark.parametrize("name", STORIES)
def test_every_drill_has_its_section_and_says_what_came_of_it(name):
    body = sections()[STORIES[name].runbook]
    assert name in named(DRILLS, body), f"{STORIES[name].runbook} does not name the drill {name}"
    assert f"## {name}\n" in (ROOT / "docs" / "drills" / "README.md").read_text()
