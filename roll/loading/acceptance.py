"""Accepting in the background: asked for by a tap, done by the jobs process, taken up again when that was killed.

`Load.acceptance` stands from the tap until all that follows is done; the state is `accepting` until the one
transaction that changes the roll.
"""

from django.db import transaction

from roll.loading import steps
from roll.models import Load

BROKE = "Something broke here while it was being accepted. The roll is as it was: try once more, or tell the help desk."


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
        load.state, load.error = "accepting", ""
        load.acceptance = {"by": getattr(by, "pk", by), "even_so": even_so}
        load.save(update_fields=["state", "error", "acceptance"])
    return True


def finish(load: Load) -> None:
    """Does what was asked for, from wherever it stands. What cannot be done waits again for a person, with the reason."""
    asked = load.acceptance
    try:
        if load.state == "accepting":
            steps.accept(load, by=asked["by"], even_so=asked["even_so"])
        else:
            steps.after(load)
    except steps.Alarmed:
        _wait_again(load, "")  # the page shows the alarms
    except steps.NotNow as error:
        _wait_again(load, str(error))
    except Exception:
        _wait_again(load, BROKE)
        raise
    else:
        Load.objects.filter(pk=load.pk).update(acceptance=None)


def _wait_again(load: Load, why: str) -> None:
    Load.objects.filter(pk=load.pk, state="accepting").update(state="staged", error=why, acceptance=None)
