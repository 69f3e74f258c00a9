"""Accepting and taking back in the background: asked for by a tap, done by the jobs process, taken up again when that
was killed.

`Load.asked` stands from the tap until all that follows is done; the state is `accepting` or `taking_back` until the one
transaction that changes the roll.
"""

from django.db import transaction

from lib import door
from roll.loading import steps
from roll.models import Load

# Where a load stands again when its step could not be done.
WAITS = {"accepting": "staged", "taking_back": "accepted"}
BROKE = {
    "accepting": "Something broke here while it was being accepted."
    " The roll is as it was: try once more, or tell the help desk.",
    "taking_back": "Something broke here while it was being taken back."
    " The roll is as it was: try once more, or tell the help desk.",
}


def ask(load: Load, by=None, even_so: bool = False) -> bool:
    """Marks a staged load as `accepting`; False if that was done before. Raises NotNow as `steps.accept` does."""
    with transaction.atomic():
        load = Load.objects.select_for_update().get(pk=load.pk)
        if load.state in ("accepting", "accepted"):
            return False
        if load.state != "staged":
            raise steps.NotNow(
                f"This load is {load.state.replace('_', ' ')}; only a staged one can be accepted."
            )
        if load.report["alarms"] and not even_so:
            raise steps.Alarmed(load.report)
        _mark(load, "accepting", {"by": getattr(by, "pk", by), "even_so": even_so})
    return True


def ask_back(load: Load, by=None) -> bool:
    """Marks an accepted load as `taking_back`; False if that was done before. Raises NotNow as `steps.take_back` does."""
    with transaction.atomic():
        load = Load.objects.select_for_update().get(pk=load.pk)
        if load.state in ("taking_back", "taken_back"):
            return False
        steps.may_take_back(load)
        _mark(load, "taking_back", {"by": getattr(by, "pk", by)})
    return True


def _mark(load: Load, state: str, asked: dict) -> None:
    load.state, load.error, load.asked = state, "", asked
    load.save(update_fields=["state", "error", "asked"])


def finish(load: Load) -> None:
    """Does what was asked for, from wherever it stands. What cannot be done waits again for a person, with the reason."""
    asked = load.asked
    try:
        if load.state == "accepting":
            steps.accept(load, by=asked["by"], even_so=asked["even_so"])
        elif load.state == "taking_back":
            steps.take_back(load, by=asked["by"])
        else:
            steps.after(load)
    except steps.Alarmed:
        _wait_again(load, "")  # the page shows the alarms
    except (steps.NotNow, door.Refused) as error:
        _wait_again(load, str(error))
    except Exception:
        _wait_again(load, BROKE.get(load.state, ""))
        raise
    else:
        Load.objects.filter(pk=load.pk).update(asked=None)


def _wait_again(load: Load, why: str) -> None:
    """For a load whose step did not come about; one that did, and whose rest broke, stays asked for."""
    if stands := WAITS.get(load.state):
        Load.objects.filter(pk=load.pk, state=load.state).update(state=stands, error=why, asked=None)
