"""Matches the columns a layout wants with those a file has."""

import re
from dataclasses import dataclass, field
from difflib import get_close_matches

from roll.fields import FIELDS
from roll.layout import Layout
from roll.reading.problems import Unreadable

NOT_A_LETTER = re.compile(r"[\W_]+")


def plain(name: str) -> str:
    """A column name as files agree on it: case, spaces, underscores and dots left out."""
    return NOT_A_LETTER.sub("", name).lower()


@dataclass
class Plan:
    """Where our fields stand in a record of `width` columns; made by `match`."""

    layout: Layout
    width: int
    names: list[str]
    places: dict[str, list[int]]  # our field -> columns, joined by a space
    constants: dict[str, str]
    history: list[tuple[int, str]] = field(default_factory=list)  # Ohio: column, "GENERAL 11/05/2024"
    notes: list[str] = field(default_factory=list)

    @property
    def fields(self) -> list[str]:
        wide = ["history"] if self.history else []
        return [*self.places, *self.constants, *wide]


def match(layout: Layout, header: list[str] | None, width: int) -> Plan:
    """A plan for reading records of `width` columns under `header` (None: the file has none).

    Raises Unreadable, naming column and field and the likely misspelling, when a required one is missing.
    """
    notes: list[str] = []
    names = _names(layout, header, width, notes)
    at: dict[str, int] = {}
    for index, name in enumerate(names):
        if plain(name) in at:
            notes.append(
                f"column {name!r} appears twice ({at[plain(name)] + 1} and {index + 1}): the first is read"
            )
        else:
            at[plain(name)] = index
    places: dict[str, list[int]] = {}
    constants: dict[str, str] = {}
    for ours, spec in FIELDS[layout.role].items():
        source = layout.fields.get(ours)
        if isinstance(source, dict):
            constants[ours] = str(source.get("value", ""))
            continue
        wanted = layout.columns_of(ours)
        missing = [name for name in wanted if plain(name) not in at]
        if missing and (spec.required or len(missing) < len(wanted)):
            raise Unreadable(_missing(missing[0], spec.label, names))
        if missing:
            if set(missing) - set(layout.optional):
                notes.append(
                    _missing(missing[0], spec.label, names) + " What the roll has of it stays as it is."
                )
        elif wanted:
            places[ours] = [at[plain(name)] for name in wanted]
        elif spec.required:
            raise Unreadable(f"The layout {layout.title!r} does not say which column is the {spec.label}.")
    return Plan(layout, width, names, places, constants, _history(layout, names), notes)


def _names(layout: Layout, header: list[str] | None, width: int, notes: list[str]) -> list[str]:
    if header is None:
        if layout.columns and width != len(layout.columns):
            raise Unreadable(
                f"line 1 has {width} columns where {layout.title!r} has {len(layout.columns)}, and no header:"
                " choose another layout."
            )
        return list(layout.columns)
    names = [name.strip() for name in header]
    if len(names) == width:
        return names
    if len(names) + 1 == width:
        if len(layout.columns) == width and set(map(plain, names)) < set(map(plain, layout.columns)):
            missing = next(c for c in layout.columns if plain(c) not in set(map(plain, names)))
            notes.append(f"the header lacks {missing!r}; the columns are read in the layout's own order")
            return list(layout.columns)
        notes.append("the header is one column shorter than the lines; the last column has no name")
        return [*names, f"column {width}"]
    raise Unreadable(f"the header (line 1) has {len(names)} columns and line 2 has {width}: which is right?")


def _missing(name: str, label: str, names: list[str]) -> str:
    near = get_close_matches(plain(name), [plain(n) for n in names], n=1, cutoff=0.75)
    guess = next((n for n in names if near and plain(n) == near[0]), None)
    hint = f"; did you mean {guess!r}?" if guess else "."
    return f"line 1: column {name!r} ({label}) is missing{hint}"


def _history(layout: Layout, names: list[str]) -> list[tuple[int, str]]:
    if not layout.history_columns:
        return []
    pattern = re.compile(layout.history_columns, re.I)
    found = ((i, pattern.match(name)) for i, name in enumerate(names))
    return [(i, f"{m['kind'].upper()} {m['date']}") for i, m in found if m]


def looks_like_header(cells: list[str], layout: Layout) -> bool:
    """Whether a first record holds column names rather than values."""
    known = {plain(c) for c in layout.columns} | {
        plain(c) for f in layout.fields for c in layout.columns_of(f)
    }
    hits = sum(plain(cell) in known for cell in cells if cell.strip())
    return hits >= max(2, len([c for c in cells if c.strip()]) // 2)
