"""What each kind of file does at each step: one row a role."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from roll.fields import FIELDS, Field
from roll.layout import Layout
from roll.loading import (
    appending,
    applying,
    comparing,
    history,
    polling,
    staging,
    striking_files,
    undoing,
    voters,
    voting,
)
from roll.models import Load
from roll.reading.problems import Problems


@dataclass(frozen=True)
class Role:
    """`prepare` makes the ready table, `compare` says what would change, `first_ids` draws what the entry must
    carry, `apply` writes, `undo` takes back; `apply` and `undo` answer the voters concerned. `stage` reads.

    `strikes` brings the strikes that follow from such files in line, after one was accepted or taken back; safe to
    repeat. `in_order`: a later file builds on an earlier one, and is taken back before it."""

    prepare: Callable[[Load, Layout, Problems], dict]
    compare: Callable[[Load], dict]
    apply: Callable[[Load, dict, datetime], list[int]]
    undo: Callable[[Load, datetime], list[int]]
    first_ids: Callable[[Load], dict] = lambda load: {}
    counties: Callable[[Load], list[int]] | None = None  # that a staged load reaches; else by its voters
    stage: Callable[[Load, Layout, Callable[[int], None]], tuple[dict, Problems]] = staging.stage
    strikes: Callable[[Load], dict] | None = None
    in_order: bool = True


ROLES = {
    "voters": Role(voters.prepare, comparing.compare, applying.apply, undoing.undo, applying.first_ids),
    "history": Role(history.prepare, history.compare, history.apply, history.undo),
    "append": Role(appending.prepare, appending.compare, appending.apply, undoing.undo),
    "voted": Role(voting.prepare, voting.compare, voting.apply, voting.undo, strikes=striking_files.sync),
    "polling-places": Role(
        polling.prepare, polling.compare, polling.apply, polling.undo, polling.first_ids, polling.counties
    ),
}
PLACES = {"polling-places"}  # kinds of files that are about buildings and touch no voter


def register(name: str, role: Role, fields: dict[str, Field], about_places: bool = False) -> None:
    """A room above names a kind of file that it takes; it comes in by the same steps."""
    ROLES[name], FIELDS[name] = role, fields
    if about_places:
        PLACES.add(name)
