"""What people do to the database at noon."""

from drills.breaking import database
from drills.stories.processes import AWAY
from drills.story import Story, do, see

RELEASED = (do("whatever the drill holds is let go", database.let_go),)

STORIES = (
    Story(
        name="hot-lock",
        title="Somebody locks the table that every exchange needs",
        hypothesis="Exchanges wait and are refused as busy; phones go on. The runbook's query names who holds the lock.",
        users="Phones say that the office is busy; calling goes on, and every result is kept on the phone.",
        runbook="database.md#everything-waits-for-one",
        limit=60,
        may_see=AWAY,
        steps=(
            do("lock table lists_target, and no commit", database.lock_hot_table),
            see("somebody waits for it", database.somebody_waits),
            do("nobody notices for 20 seconds", database.nobody_notices, seconds=20),
            do("as the runbook says: end who holds the lock", database.end_the_blocker),
        ),
        back=RELEASED,
    ),
    Story(
        name="connection-storm",
        title="A program opens connections until there are none left",
        hypothesis="The office has its connections already and goes on with them; new ones are refused until it ends.",
        users="Nobody calling notices; a page of staff may have to be opened again.",
        runbook="database.md#too-many-connections",
        limit=30,
        may_see=(*AWAY, "500"),
        steps=(
            do("connections until the server refuses", database.storm),
            do("nobody notices for 10 seconds", database.nobody_notices, seconds=10),
            do("as the runbook says: end those of the program that has most", database.end_the_many),
        ),
        back=RELEASED,
    ),
)
