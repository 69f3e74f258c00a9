"""One drill from start to end: clients at work, chaostoolkit breaks and mends, the checker holds everything against it."""

import logging
import signal
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from chaoslib.experiment import ensure_experiment_is_valid, run_experiment
from chaoslib.run import RunEventHandler

from drills import here
from drills.breaking import database
from drills.load import Load, longest_pause, now
from drills.office import Office
from drills.steady import STEADY
from drills.story import Story
from replay.checker import checking
from replay.office import Office as Known
from replay.sizes import Sizes

DAY_SECONDS = 600  # in which the clients' day must be over, with whatever was broken in it
STOPPED = ("interrupted", "aborted")  # somebody stops us, in chaostoolkit's words
FIRST_SECONDS = 180  # until the first part of the day is in


class Told(RunEventHandler):
    """What chaostoolkit does, as it does it."""

    def __init__(self, say: Callable[[str], None]):
        self.say = say

    def start_activity(self, activity) -> None:
        self.say(f"    {activity['name']}")

    def start_rollbacks(self, experiment) -> None:
        self.say("  back to what it was")


def run(
    story: Story, office: Office, known: Known, sizes: Sizes, folder: Path, say: Callable[[str], None]
) -> dict:
    """The document of the drill. `office` is open, and `known` is what clients are told of it."""
    logging.getLogger("chaostoolkit").setLevel(logging.CRITICAL)  # its journal says the same, in the document
    load = Load(known, sizes, folder)
    drill = here.enter(here.Here(office, load))
    experiment = story.experiment(STEADY)
    ensure_experiment_is_valid(experiment)
    begun = time.time()
    load.thread.start()
    try:
        load.reach(story.share, FIRST_SECONDS)
        journal = run_experiment(experiment, settings={}, event_handlers=[Told(say)])
        if journal["status"] in STOPPED:
            raise SystemExit(
                128 + signal.SIGTERM
            )  # chaostoolkit keeps the signal to itself: the next drill must not begin
        ended = now()
        if load.over:
            here.note("the clients were done", "before the story was")
        say("  the clients' day goes on to its end")
        figures = load.end(DAY_SECONDS)
    finally:
        load.stopping = True
        database.let_go()
    found, _ = checking.check(known.database_url, folder, Path(known.journal), known.shift, lambda text: None)
    pause = longest_pause(folder, drill.broken_at, ended) if drill.broken_at else None
    return judged(story, {
        "drill": story.name, "title": story.title, "hypothesis": story.hypothesis, "users": story.users,
        "runbook": story.runbook, "limit": story.limit, "steady": journal["status"] == "completed" and not journal["deviated"],
        "at": datetime.fromtimestamp(begun).isoformat(timespec="seconds"), "seconds": round(time.time() - begun, 1),
        "pause": pause and round(pause, 2), "seen": drill.seen, "steps": list(steps(journal)),
        "errors": figures["errors"], "troubles": figures["troubles"], "counts": figures["counts"],
        "checks": [finding.payload() for finding in found], "sizes": sizes.payload(), "journal": journal,
    })  # fmt: skip


def judged(story: Story, told: dict) -> dict:
    """`wrong`: sentences, none if the drill was passed."""
    wrong = [f"{step['says']}: {step['error']}" for step in told["steps"] if step["error"]]
    if not told["steady"] and not wrong:
        wrong.append("The office was not steady again.")
    if told["pause"] is None:
        wrong.append("Nothing was broken.")
    elif told["pause"] > story.limit:
        wrong.append(
            f"Nobody had an answer for {told['pause']:.1f} s; at most {story.limit:.0f} s were promised."
        )
    unforeseen = {
        what: n for what, n in told["errors"].items() if what.rpartition(": ")[2] not in story.may_see
    }
    wrong += [
        f"Clients saw what the story does not foresee: {what}, {n} times." for what, n in unforeseen.items()
    ]
    wrong += told["troubles"]
    broken = [one for one in told["checks"] if one["violations"]]
    wrong += [f"Promise {one['promise']}: {one['violations']} times not: {one['says']}" for one in broken]
    return told | {"wrong": wrong, "well": not wrong}


def steps(journal: dict):
    """Every probe and action in order, with what it said and how long it took."""
    states = journal["steady_states"]
    for part, runs in (
        ("before", (states["before"] or {}).get("probes", [])), ("drill", journal["run"]),
        ("after", (states["after"] or {}).get("probes", [])), ("back", journal["rollbacks"]),
    ):  # fmt: skip
        for one in runs:
            failed = one["status"] == "failed" or one.get("tolerance_met") is False
            said = one.get("exception") or one.get("output")
            yield {
                "part": part, "says": one["activity"]["name"], "kind": one["activity"]["type"],
                "seconds": round(one.get("duration") or 0, 2), "output": one.get("output"),
                "error": _last(said) if failed else "",
            }  # fmt: skip


def _last(said) -> str:
    lines = said if isinstance(said, list) else str(said).splitlines()
    return next((line.strip() for line in reversed(lines) if line.strip()), "failed")


def unfinished(story: Story, error: Exception) -> dict:
    """The document of a drill that could not be acted out to its end."""
    return {
        "drill": story.name, "title": story.title, "hypothesis": story.hypothesis, "users": story.users,
        "runbook": story.runbook, "limit": story.limit, "steady": False, "pause": None, "seen": {}, "steps": [],
        "errors": {}, "troubles": [], "counts": {}, "checks": [], "well": False,
        "wrong": [f"It was not acted out to its end: {type(error).__name__}: {error}"],
    }  # fmt: skip
