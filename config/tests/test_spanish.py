"""Everything that the office says, it can say in Spanish: rooms' pages and sentences against their catalogues."""

import re
from pathlib import Path

import pytest

from config import words
from lib.testing import spoken

ROOT = Path(__file__).resolve().parent.parent.parent
ROOMS = sorted(path.parent.name for path in ROOT.glob("*/__init__.py") if path.parent.name != "drills")
PLACES = re.compile(r"%\((\w+)\)[^%a-z]*[a-z]|%[a-z]")


def catalogue() -> dict[str, str]:
    """All rooms' translations together, as they are spoken; an empty one is none."""
    found: dict[str, str] = {}
    for source in sorted(ROOT.glob("*/locale/es/LC_MESSAGES/django.po")):
        found |= words.read(source)
    return found


@pytest.mark.parametrize("room", ROOMS)
def test_nothing_is_said_in_english_alone(room):
    missing = sorted(spoken.in_room(ROOT / room) - set(catalogue()))
    assert not missing, f"{len(missing)} without Spanish in {room}:\n" + "\n".join(missing)


def test_what_is_filled_in_is_the_same_in_both():
    wrong = []
    for text, translation in catalogue().items():
        asked = [set(PLACES.findall(form)) for form in text.rpartition("\x04")[2].split("\0")]
        given = [set(PLACES.findall(form)) for form in translation.split("\0")]
        # a form of few may leave out the number, as "one person" does
        if not all(one <= set().union(*asked) for one in given) or given[-1] != asked[-1]:
            wrong.append((text, translation))
    assert wrong == []


def test_the_search_finds_what_is_said(tmp_path):
    """The extractor against a module that says something in every way."""
    module = tmp_path / "module.py"
    module.write_text(
        'a = _("One " "sentence")\nb = ngettext("%(n)d voter", "%(n)d voters", n)\n'
        'c = pgettext("of a list", "Open")\nfor _ in range(3): print("not this")\nd = translation.gettext("Two")\n'
    )
    assert spoken.in_module(module) == {
        "One sentence", "%(n)d voter\0%(n)d voters", "of a list\x04Open", "Two",
    }  # fmt: skip
    assert {"To the content", "Main"} <= spoken.in_template("lib/base.html")
