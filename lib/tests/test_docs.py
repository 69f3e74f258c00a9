"""Documents keep up with the house: links and paths they name are there, every room explains itself."""

import re
from pathlib import Path

import pytest

from lib.testing import documents

ROOT = Path(__file__).resolve().parent.parent.parent
ROOMS = (
    "boiler_room",
    "calls",
    "config",
    "crew",
    "front_desk",
    "lib",
    "lists",
    "polls",
    "precincts",
    "replay",
    "roll",
)
PAGES = documents.pages(ROOT)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page):
    assert documents.broken_links(page) == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_path_named_is_there(page):
    assert documents.missing_paths(page, ROOT) == []


@pytest.mark.parametrize("room", ROOMS)
def test_every_room_says_what_it_is(room):
    assert (ROOT / room / "README.md").is_file(), (
        f"{room} has no README.md: what it owns, may import, when it is down"
    )


def test_every_decision_is_in_the_index():
    folder = ROOT / "docs" / "decisions"
    index = (folder / "README.md").read_text()
    assert [
        p.name for p in sorted(folder.glob("*.md")) if p.name != "README.md" and f"({p.name})" not in index
    ] == []


def test_every_verb_is_explained():
    verbs = sorted(p.stem for p in (ROOT / "config" / "verbs").glob("[a-z]*.py"))
    told = (ROOT / "config" / "README.md").read_text() + (ROOT / "docs" / "quickstart.md").read_text()
    assert [verb for verb in verbs if not re.search(rf"\b{verb}\b", told)] == []


def test_every_picture_is_small():
    pictures = [*ROOT.glob("docs/pictures/*.png")]
    assert [p.name for p in pictures if p.stat().st_size > 150 * 1024] == []


def test_broken_links_are_found(tmp_path):
    page = tmp_path / "page.md"
    page.write_text(
        "# One thing\n\n[here](#one-thing) [no](#other) [gone](gone.md) [out](https://example.org/x)\n"
    )
    assert documents.broken_links(page) == ["#other", "gone.md"]


def test_missing_paths_are_found(tmp_path):
    (tmp_path / "lib").mkdir()
    (tmp_path / "lib/door.py").touch()
    page = tmp_path / "page.md"
    page.write_text("`lib/door.py` `lib/window.py` `<room>/sql/` `var/kept` `POST /outbox`\n")
    assert documents.missing_paths(page, tmp_path) == ["lib/window.py"]
