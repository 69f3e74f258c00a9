"""Guesses which column is what, from its name and from what stands in it."""

import re
from collections.abc import Callable

from roll.fields import FIELDS
from roll.reading.header import plain

NAMED = 2.0  # a name that says it outweighs values that look like it
ALIKE = 1.0


def _share(rows: list[str], test: Callable[[str], bool]) -> float:
    filled = [r for r in rows if r.strip()]
    return sum(map(test, filled)) / len(filled) if filled else 0.0


LOOKS: dict[str, Callable[[str], bool]] = {
    "phone": lambda v: bool(re.fullmatch(r"[+(]?1?[-. (]*\d{3}\)?[-. ]*\d{3}[-. ]*\d{4}", v)),
    "birth_date": lambda v: bool(re.search(r"\b19\d\d\b|^19\d{6}$", v)) and len(v) in (8, 9, 10),
    "birth_year": lambda v: bool(re.fullmatch(r"19[2-9]\d|200\d", v)),
    "zip": lambda v: bool(re.fullmatch(r"\d{5}(-?\d{4})?", v)),
    "sex": lambda v: v.upper() in ("M", "F", "U", "X"),
    "street": lambda v: bool(re.match(r"\d+ \S+ \S+", v)),
    "support_score": lambda v: v in ("1", "2", "3", "4", "5"),
    "turnout_score": lambda v: bool(re.fullmatch(r"\d{1,2}(\.\d+)?|100", v)),
    "latitude": lambda v: bool(re.fullmatch(r"(1[89]|[2-6]\d|7[01])\.\d{2,}", v)),
    "longitude": lambda v: bool(re.fullmatch(r"-(6[5-9]|[7-9]\d|1[0-7]\d)\.\d{2,}", v)),
}


def columns(role: str, header: list[str], rows: list[list[str]]) -> dict[str, str]:
    """Our field -> column, the surest first, each column once. An id is guessed too: all different, with digits."""
    whole = [row for row in rows if len(row) == len(header)]  # a broken line must not spoil the guess
    values = {name: [row[i] for row in whole] for i, name in enumerate(header)}
    scores = []
    for order, (field, spec) in enumerate(FIELDS[role].items()):
        wanted = {plain(field), plain(spec.label), *spec.also}
        for name in header:
            named = NAMED if plain(name) in wanted else 0.9 if _close(plain(name), wanted) else 0.0
            alike = ALIKE * _share(values[name], LOOKS[field]) if field in LOOKS else 0.0
            if field == "id" and _unlike(values[name]):
                alike = 0.6
            if named or alike >= 0.6:
                scores.append((named + alike, -order, field, name))
    found: dict[str, str] = {}
    for _, _, field, name in sorted(scores, reverse=True):
        if field not in found and name not in found.values():
            found[field] = name
    return found


def _close(name: str, wanted: set[str]) -> bool:
    """A misspelling, or a name that holds the word."""
    from difflib import get_close_matches

    return bool(get_close_matches(name, wanted, 1, 0.8)) or any(len(w) > 4 and w in name for w in wanted)


def _unlike(column: list[str]) -> bool:
    return (
        len(column) > 1
        and len(set(column)) == len(column)
        and all(re.fullmatch(r"[A-Z]{0,3}\d{4,12}", value) for value in column)
    )
