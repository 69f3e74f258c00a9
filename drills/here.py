"""What the drill of the moment runs on. Steps are functions that chaostoolkit calls by name, so they find it here."""

from dataclasses import dataclass, field

from drills.load import Load, now
from drills.office import Office


@dataclass
class Here:
    """`broken_at`: when the first step that breaks something had done so; `seen`: what was measured, for the report;
    `kept`: what one step leaves for the next."""

    office: Office
    load: Load
    broken_at: float = 0.0
    seen: dict = field(default_factory=dict)
    kept: dict = field(default_factory=dict)
    open: list = field(default_factory=list)  # connections that a drill holds


_now: list[Here] = []


def enter(here: Here) -> Here:
    _now[:] = [here]
    return here


def here() -> Here:
    return _now[0]


def broke() -> None:
    """Called by whatever breaks, once it has: the clock of the story starts."""
    here().broken_at = here().broken_at or now()


def note(what: str, value) -> object:
    here().seen[what] = value
    return value
