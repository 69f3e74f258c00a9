"""What a file looks like, as data: a layout is a TOML file in `roll/layouts/` or one saved by the mapping screen.

A layout names its columns in order and says which of them hold what we keep. It never says what a file *is*:
bytes are looked at by `roll.reading`, because the documents of real files are wrong about them.
"""

import tomllib
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path

from roll.fields import FIELDS

FOLDER = Path(__file__).parent / "layouts"
FOLDERS = [FOLDER]  # rooms above add theirs when the program starts


class BadLayout(ValueError):
    """A layout that cannot be used; the text says which key and what to write instead."""


@dataclass(frozen=True)
class Layout:
    """One kind of file. `fields` maps our field to a column name, a list of them (joined by a space), or
    `{"value": …}` for a constant; `columns` is the whole list in file order, empty when only the header counts."""

    name: str
    title: str
    role: str
    fields: dict
    state: str = ""
    delimiter: str = ","
    quote: str = '"'
    header: bool = True
    encoding: str = "cp1252"  # for bytes that are not UTF-8
    members: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    history_columns: str = ""
    dates: dict = field(default_factory=dict)
    status: dict = field(default_factory=dict)
    confidential: dict = field(default_factory=dict)
    ballot: dict = field(default_factory=dict)
    history: dict = field(default_factory=dict)

    def as_dict(self) -> dict:
        """Plain JSON, from which `from_dict` makes the same layout again."""
        return asdict(self)

    def columns_of(self, name: str) -> list[str]:
        """The columns that feed our field `name`; none for a constant or a field the layout has not."""
        source = self.fields.get(name)
        if isinstance(source, dict) or source is None:
            return []
        return [source] if isinstance(source, str) else list(source)


def from_dict(data: dict) -> Layout:
    """A layout from parsed TOML or JSON. Raises BadLayout for an unknown key, role or field."""
    known = set(Layout.__dataclass_fields__)
    if unknown := set(data) - known:
        raise BadLayout(f"unknown key {sorted(unknown)[0]!r} in layout {data.get('name', '?')}")
    for key in ("name", "title", "role", "fields"):
        if key not in data:
            raise BadLayout(f"layout {data.get('name', '?')} has no {key!r}")
    if data["role"] not in FIELDS:
        raise BadLayout(f"role {data['role']!r} is not one of {', '.join(FIELDS)}")
    for name, source in data["fields"].items():
        if name not in FIELDS[data["role"]]:
            raise BadLayout(f"{name!r} is not a field of {data['role']}: {', '.join(FIELDS[data['role']])}")
        if not isinstance(source, (str, list, tuple, dict)):
            raise BadLayout(f"field {name!r} wants a column name, a list of them or {{value = …}}")
    as_tuples = {k: tuple(v) if isinstance(v, list) and k != "fields" else v for k, v in data.items()}
    return Layout(**as_tuples)


@cache
def builtin() -> dict[str, Layout]:
    """The layouts that come with the program, by name."""
    return {
        path.stem: from_dict({"name": path.stem, **tomllib.loads(path.read_text("utf-8"))})
        for folder in FOLDERS
        for path in sorted(folder.glob("*.toml"))
    }


@cache
def counties(state: str) -> tuple[dict[str, str], ...]:
    """The county table of a state as rows `{"county": …, "code": …, "code3"?: …}`; empty if we have none."""
    path = FOLDER / "counties" / f"{state.lower()}.tsv"
    if not path.exists():
        return ()
    head, *rows = [line.split("\t") for line in path.read_text("utf-8").splitlines() if line]
    return tuple(dict(zip(head, row, strict=True)) for row in rows)
