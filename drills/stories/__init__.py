"""The drills, one story each; `STORIES` has them by name, in the order in which `drill all` runs them."""

from drills.stories import database, office, processes

STORIES = {story.name: story for room in (processes, database, office) for story in room.STORIES}
