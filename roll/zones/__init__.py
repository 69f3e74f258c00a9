"""Time zones of places and area codes, from the tables beside this file.

Area codes are split and people keep their numbers when they move, so a voter's zone is the *set* of all zones in
which they may be: that of the registration address and those of each number. A call is made only when every
zone of the set is within hours.
"""

from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent


@cache
def _table(name: str) -> list[list[str]]:
    lines = (FOLDER / f"{name}.tsv").read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


@cache
def of_place(state: str, county: str) -> frozenset[str]:
    """Zones of a county (by its code, as areas have it); of the whole state where the county does not decide."""
    rows = {(s, c.replace(" ", "")): frozenset(z.split()) for s, c, z in _table("counties")}
    return rows.get((state, county)) or rows.get((state, "*")) or of_state(state)


@cache
def of_state(state: str) -> frozenset[str]:
    """Zones of a state or territory; empty for one we do not know."""
    return next((frozenset(z.split()) for s, z in _table("states") if s == state), frozenset())


@cache
def of_area_code(code: str) -> frozenset[str]:
    """Zones of a North American area code; empty for one we do not know (the address alone then counts)."""
    return next((frozenset(z.split()) for c, _, z in _table("area_codes") if c == code), frozenset())
