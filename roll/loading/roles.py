"""What each kind of file does at each step: one row a role."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from roll.layout import Layout
from roll.loading import appending, applying, comparing, history, polling, undoing, voters, voting
from roll.models import Load
from roll.reading.problems import Problems


@dataclass(frozen=True)
class Role:
    """`prepare` makes the ready table, `compare` says what would change, `first_ids` draws what the entry must
    carry, `apply` writes, `undo` takes back; `apply` and `undo` answer the voters concerned."""

    prepare: Callable[[Load, Layout, Problems], dict]
    compare: Callable[[Load], dict]
    apply: Callable[[Load, dict, datetime], list[int]]
    undo: Callable[[Load, datetime], list[int]]
    first_ids: Callable[[Load], dict] = lambda load: {}


ROLES = {
    "voters": Role(voters.prepare, comparing.compare, applying.apply, undoing.undo, applying.first_ids),
    "history": Role(history.prepare, history.compare, history.apply, history.undo),
    "append": Role(appending.prepare, appending.compare, appending.apply, undoing.undo),
    "voted": Role(voting.prepare, voting.compare, voting.apply, voting.undo),
    "polling-places": Role(polling.prepare, polling.compare, polling.apply, polling.undo, polling.first_ids),
}
