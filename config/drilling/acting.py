"""Drills one after the other, each on an office of its own."""

import time
import traceback
from collections.abc import Callable
from pathlib import Path

from config.drilling.grounds import Grounds
from config.ready.release import release
from drills import running
from drills.story import Story


def act(
    grounds: Grounds,
    stories: list[Story],
    folder: Path,
    say: Callable[[str], None],
    keep: Callable[[dict], None],
) -> dict:
    """The document of all of them; `keep` gets it after each, so that what was drilled is told however it goes on.

    Clients' journals stay in `folder`, by drill.
    """
    begun, told = time.time(), []
    say("An office is made, of which each drill breaks a copy …")
    grounds.make()
    while True:
        document = {
            "release": release(),
            "at": time.strftime("%Y-%m-%dT%H:%M:%S", time.localtime(begun)),
            "seconds": round(time.time() - begun, 1),
            "drills": told,
            "well": all(one["well"] for one in told),
        }
        keep(document)
        if len(told) == len(stories):
            return document
        story = stories[len(told)]
        told.append(_one(grounds, story, folder / story.name, say))


def _one(grounds: Grounds, story: Story, folder: Path, say: Callable[[str], None]) -> dict:
    say(f"\n{story.name}: {story.title}")
    folder.mkdir(parents=True)
    try:
        with grounds.office(story.name) as (office, known):
            try:
                told = running.run(story, office, known, grounds.sizes, folder, say)
            finally:
                (folder / "office.log").write_text("".join(office.log))
    except Exception as error:  # one that cannot be acted out is not passed; the others still are acted out
        (folder / "trouble.txt").write_text(traceback.format_exc())
        told = running.unfinished(story, error)
    say(f"  {'well' if told['well'] else 'WRONG: ' + ' '.join(told['wrong'])}")
    return told
