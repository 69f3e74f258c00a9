"""The rules of a sheet: what may be asked of them, and the field's defaults."""

from dataclasses import asdict, dataclass, field
from datetime import time

from django.utils.translation import gettext as _

from lists.results import BY_CODE, RESULTS

LONGEST_REST = 14 * 24 * 60
RESTING = tuple(r.code for r in RESULTS if not r.ends and not r.destructive)  # those that come back


class WrongRules(ValueError):
    """Rules that a sheet cannot have; says which in plain words."""


@dataclass(frozen=True, slots=True)
class Rules:
    """Calling hours on the voter's own clock, attempts, rests (minutes by result), priority 1 (first) – 9."""

    hours_from: time = time(9)
    hours_to: time = time(21)
    attempts_a_day: int = 3
    attempts_in_all: int = 4
    priority: int = 5
    pass_number: int = 1
    rests: dict = field(default_factory=dict)

    def checked(self) -> "Rules":
        """Itself, or WrongRules."""
        if self.hours_from >= self.hours_to:
            raise WrongRules(_("Calling hours must begin before they end, on the same day."))
        for name, value, low, high in (
            (_("Attempts a day"), self.attempts_a_day, 1, 20),
            (_("Attempts in all"), self.attempts_in_all, 1, 50),
            (_("Priority"), self.priority, 1, 9),
            (_("Pass"), self.pass_number, 1, 99),
        ):
            if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
                raise WrongRules(
                    _("%(what)s: a whole number from %(low)s to %(high)s.")
                    % {"what": name, "low": low, "high": high}
                )
        for code, minutes in self.rests.items():
            if code not in BY_CODE:
                raise WrongRules(_("There is no result “%(code)s”.") % {"code": str(code)[:30]})
            if isinstance(minutes, bool) or not isinstance(minutes, int) or not 0 <= minutes <= LONGEST_REST:
                raise WrongRules(_("A rest is from 0 minutes to 14 days."))
        return self

    def payload(self) -> dict:
        """As an entry carries them."""
        return asdict(self) | {
            "hours_from": self.hours_from.isoformat("minutes"),
            "hours_to": self.hours_to.isoformat("minutes"),
        }

    @staticmethod
    def of(payload: dict) -> "Rules":
        """From an entry's payload, checked; what it does not say is the default."""
        given = {key: payload[key] for key in Rules.__dataclass_fields__ if key in payload}
        for end in ("hours_from", "hours_to"):
            if end in given and not isinstance(given[end], time):
                given[end] = time.fromisoformat(given[end])
        return Rules(**given).checked()
