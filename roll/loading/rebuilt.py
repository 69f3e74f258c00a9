"""After a rebuild: what acceptances draw and do besides their one transaction."""

from roll.loading import places, redacting
from roll.models import Load

RUNS = {"first_voter": "roll_voter", "first_household": "roll_household", "first_place": "roll_pollingplace"}


def drawn() -> dict[str, int]:
    """The last id of each run that loads drew, `{table: id}`: a line that was refused, or whose voter left again, used
    none, and no later load may give its id to somebody else."""
    last: dict[str, int] = {}
    for load in Load.objects.exclude(accepted_at=None):
        ids = load.report.get("ids") or {}
        runs = {RUNS[run]: first + load.report["lines"] for run, first in ids.items() if run in RUNS}
        if "first_area" in ids:
            runs["crew_area"] = ids["first_area"] + places.most_areas(load) - 1
        for table, id in runs.items():
            last[table] = max(last.get(table, 0), id)
    return last


def redact_again() -> None:
    """Blanks in kept files whom a load made confidential: it may have been on its way when the office went down."""
    for load in Load.objects.filter(role="voters", state="accepted"):
        redacting.redact_kept(load)
