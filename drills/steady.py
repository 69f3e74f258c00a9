"""What is true of an office that is well; looked at before something is broken and after it was mended."""

import urllib.request

from drills.here import here
from drills.office import until
from drills.story import see

PATIENCE = 180  # seconds: phones that were refused often ask again within a minute; how long they waited is measured elsewhere
PROCESSES = ("web", "web worker", "live", "clerk", "jobs", "postmaster")


def answers() -> bool:
    """It answers as a load balancer asks it."""
    return bool(until(_healthy, PATIENCE, "the office answers"))


def _healthy() -> bool:
    try:
        with urllib.request.urlopen(f"{here().office.url}/health", timeout=10) as answer:
            return answer.status == 200
    except OSError:
        return False


def processes() -> bool:
    """Every process is there."""
    office = here().office
    for name in PROCESSES:
        until(lambda name=name: office.part(name), PATIENCE, f"the process {name}")
    return True


def taken_in() -> bool:
    """Calls are acknowledged: ten more, unless the day is over."""
    return here().load.over or here().load.go_on(10, PATIENCE) >= 0


def journalled() -> bool:
    """The journal on disk has caught up with the log of a moment ago."""
    office = here().office
    last = office.one("select max(seq) from front_desk_entry")
    asked = "select seq >= %s from front_desk_cursor where name = 'journal'"
    return bool(until(lambda: office.one(asked, last), PATIENCE, "the journal"))


STEADY = (
    see("the office answers", answers),
    see("every process is there", processes),
    see("calls are acknowledged", taken_in),
    see("the journal follows", journalled),
)
