"""One process of the office dies or hangs."""

from drills.breaking import alarms, database, processes
from drills.story import Story, do, see

AWAY = ("no answer", "503")

STORIES = (
    Story(
        name="web-killed",
        title="A web process is killed in the middle of requests",
        hypothesis="The other one goes on, another is started at once, and what was being answered is sent again.",
        users="A dozen phones see one exchange without an answer; they send it again by themselves.",
        runbook="processes.md#a-process-dies",
        limit=5,
        may_see=AWAY,
        quick=True,
        steps=(
            do("kill -9 of one of the two web workers", processes.kill, part="web worker", how_many=1),
            see("another worker is there", processes.others_came, part="web worker"),
        ),
    ),
    Story(
        name="web-gone",
        title="All web processes are gone",
        hypothesis="The supervisor keeps the door open and starts them again; visitors wait instead of being turned away.",
        users="Phones say that the office is away, for seconds; calling goes on, and every result is kept on the phone.",
        runbook="processes.md#a-process-dies",
        limit=30,
        may_see=AWAY,
        steps=(
            do("kill -9 of all web workers", processes.kill, part="web worker"),
            do("kill -9 of the web processes' parent", processes.kill, part="web"),
            see("web processes are there again", processes.others_came, part="web worker"),
        ),
    ),
    Story(
        name="live-gone",
        title="The live-update process is gone",
        hypothesis="Screens learn of strikes with their next exchange; nothing of what is sent up needs the live process.",
        users="Open pages say how old they are; calling does not notice.",
        runbook="processes.md#a-process-dies",
        limit=5,
        steps=(
            do("kill -9 of the live process", processes.kill, part="live"),
            see("another live process is there", processes.others_came, part="live"),
        ),
    ),
    Story(
        name="jobs-dead",
        title="The worker for loads and exports dies",
        hypothesis="Nothing that phones send passes through it; jobs wait in the queue and are done by the next one.",
        users="An upload or an export takes longer; callers and watchers do not notice.",
        runbook="processes.md#a-process-dies",
        limit=5,
        steps=(
            do("kill -9 of the worker", processes.kill, part="jobs"),
            see("another worker is there", processes.others_came, part="jobs"),
        ),
    ),
    Story(
        name="clerk-hung",
        title="The clerk hangs: it is there, and does nothing",
        hypothesis="Entries go on being acknowledged; the journal falls behind, is an alarm, and catches up afterwards.",
        users="Nobody calling notices. The picture says that the journal is behind.",
        runbook="processes.md#a-process-hangs",
        limit=5,
        steps=(
            do("SIGSTOP: the clerk hangs", processes.hang, part="clerk"),
            see("the journal falls behind while entries come in", database.journal_stands_still),
            see("the picture has the alarm", alarms.raised, key="office:journal"),
            do("as the runbook says: kill -9 what hangs", processes.end_hung, part="clerk"),
            see("another clerk is there", processes.others_came, part="clerk"),
            see("the alarm is gone", alarms.over, key="office:journal"),
        ),
        back=(do("a clerk that still hangs is killed", processes.end_hung, part="clerk"),),
    ),
    Story(
        name="primary-killed",
        title="The database's main process is killed outright",
        hypothesis="The supervisor notices within a second and starts it again; what was acknowledged was on disk.",
        users="Phones say that the office is away, for seconds; calling goes on, and every result is kept on the phone.",
        runbook="processes.md#the-database-is-gone",
        limit=30,
        may_see=(*AWAY, "500"),
        quick=True,
        steps=(
            do("kill -9 of the postmaster", processes.kill, part="postmaster"),
            see("another postmaster is there", processes.others_came, part="postmaster"),
        ),
    ),
)
