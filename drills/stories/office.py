"""The office as a whole is gone."""

from drills.breaking import processes
from drills.stories.processes import AWAY
from drills.story import Story, do

STORIES = (
    Story(
        name="power-gone",
        title="The power goes: everything is killed at once, and started again",
        hypothesis="The database recovers by itself, what was acknowledged is there, and phones send the rest.",
        users="Phones say that the office is away; calling goes on with what they carry, and every result is kept there.",
        runbook="README.md#the-whole-office-is-gone-power-a-stopped-terminal",
        limit=90,
        may_see=(*AWAY, "500"),
        steps=(
            do("kill -9 of every process at once, the database too", processes.power_gone),
            do("as the runbook says: start it as before", processes.open_again),
        ),
    ),
)
