"""Wipes what is kept of loads whose wipe date has passed: the file, previous images, refused lines, ballots.

The roll itself is not emptied by a date: that is a decision for people, who see the dates on the loads page.
A load wiped can no longer be taken back, and a rebuild needs the file from elsewhere.
"""

from datetime import date

from roll.loading import keeping, tables
from roll.models import Before, Load, RefusedLine


def wipe_due(today: date) -> int:
    """Wipes every load due by `today`; answers how many."""
    due = Load.objects.filter(wipe_on__lte=today, wiped_at=None)
    for load in due:
        wipe(load)
    return len(due)


def wipe(load: Load) -> None:
    """Removes the kept file, unless another load still to be kept has the same, and what would take it back."""
    from lib import clock

    tables.drop(load)
    Before.objects.filter(load=load).delete()
    RefusedLine.objects.filter(load=load).delete()
    Load.objects.filter(pk=load.pk).update(wiped_at=clock.now())
    if not Load.objects.filter(sha256=load.sha256, wiped_at=None).exists():
        keeping.path_of(load.sha256).unlink(missing_ok=True)
