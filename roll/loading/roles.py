"""What each kind of file does at each step: one row a role."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from roll.layout import Layout
from roll.loading import applying, comparing, voters
from roll.models import Load
from roll.reading.problems import Problems


@dataclass(frozen=True)
class Role:
    """`prepare` makes the ready table, `compare` says what would change, `first_ids` draws what the entry must
    carry, `apply` writes, `undo` takes back; `apply` and `undo` answer the voters concerned."""

    prepare: Callable[[Load, Layout, Problems], dict]
    compare: Callable[[Load], dict]
    first_ids: Callable[[Load], dict]
    apply: Callable[[Load, dict, datetime], list[int]]
    undo: Callable[[Load, datetime], list[int]]


def _undo(load: Load, at: datetime) -> list[int]:
    from roll.loading import undoing

    return undoing.voters(load, at)


ROLES = {
    "voters": Role(voters.prepare, comparing.compare, applying.first_ids, applying.apply, _undo),
}
