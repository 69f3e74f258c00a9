"""Which layout fits a file."""

from pathlib import Path

from roll import layout as layouts
from roll.layout import Layout
from roll.models import SavedLayout, Voter
from roll.reading import look
from roll.reading.header import plain
from roll.reading.problems import Unreadable

SURE = 0.5


def known(role: str = "") -> list[Layout]:
    """Layouts of the program and those saved here, for one role or all."""
    saved = [layouts.from_dict(row.body) for row in SavedLayout.objects.order_by("name")]
    return [lay for lay in [*saved, *layouts.builtin().values()] if role in ("", lay.role)]


def named(name: str) -> Layout:
    """The layout called `name`. Raises Unreadable with the names there are."""
    found = next((lay for lay in known() if lay.name == name), None)
    if found is None:
        raise Unreadable(f"There is no layout {name!r}; there are: {', '.join(lay.name for lay in known())}.")
    return found


def choose(path: Path, name: str, role: str = "", state: str = "") -> Layout:
    """The best layout for a file, or one guessed from its header. Raises Unreadable when neither is sure."""
    best = look.candidates(path, known(role), name)
    if best and best[0][0] >= SURE:
        return best[0][1]
    if not role:
        hint = f" It looks a little like {best[0][1].title!r}." if best else ""
        raise Unreadable(f"No layout fits this file.{hint} Say what it is (--as) or which layout (--layout).")
    return guess(path, name, role, state or only_state())


def guess(path: Path, name: str, role: str, state: str = "") -> Layout:
    """A layout made from a file's header: each of our fields with the column that goes by one of its names."""
    from roll.fields import FIELDS

    sight = look.at(path, (), name)
    header = sight.rows[0]
    if len(sight.rows) < 2:
        raise Unreadable("The file has a header and not one line after it.")
    fields, taken = {}, set()
    for field, spec in FIELDS[role].items():
        wanted = [plain(field), plain(spec.label), *spec.also]
        for column in header:
            if plain(column) in wanted and column not in taken:
                fields[field] = column
                taken.add(column)
                break
    missing = [spec.label for field, spec in FIELDS[role].items() if spec.required and field not in fields]
    if missing:
        raise Unreadable(
            f"No column of line 1 seems to be the {missing[0]} (found: {', '.join(header)[:200]})."
            " Say which it is on the mapping screen."
        )
    return Layout(
        name=f"guessed_{role}",
        title=f"guessed from the header: {role}",
        role=role,
        fields=fields,
        state=state,
        delimiter=sight.delimiter,
        members=(),
    )


def has_columns(path: Path, name: str) -> bool:
    """Whether a file is at least one of columns, so that a person can say what they are."""
    try:
        sight = look.at(path, (), name)
    except Unreadable:
        return False
    return len(sight.rows) > 1 and len(sight.rows[0]) > 1


def only_state() -> str:
    """The state of the roll, if there is just one."""
    states = Voter.objects.values_list("state", flat=True).distinct().order_by()[:2]
    return states[0] if len(states) == 1 else ""
