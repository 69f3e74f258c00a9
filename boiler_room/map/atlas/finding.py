"""Which shape is whose: states by their code, counties by name within their state, for every state numbers its own."""

import re
from functools import cache
from unicodedata import normalize

from boiler_room.map.atlas import topology
from boiler_room.map.fips import STATES

SHORT = {"st": "saint", "ste": "sainte", "ft": "fort", "mt": "mount"}
KIND = re.compile(r"\b(county|parish|borough|census area|municipality|municipio)\b")


def state(code: str) -> topology.Rings | None:
    shape = topology.index("states").get(STATES.get(code.upper(), ""))
    return topology.rings(shape) if shape else None


def county(state_code: str, name: str) -> topology.Rings | None:
    """None where no county of that name is in the state, or two are (Virginia's cities): better none than the wrong one."""
    found = _names(STATES.get(state_code.upper(), "")).get(plain(name), [])
    return topology.rings(topology.index("counties")[found[0]]) if len(found) == 1 else None


@cache
def _names(fips: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for number, shape in topology.index("counties").items():
        if fips and number.startswith(fips):
            found.setdefault(plain(shape["properties"]["name"]), []).append(number)
    return found


def plain(name: str) -> str:
    """A county's name without case, accents, blanks and kind: "St. Mary's Parish" -> "saintmarys"."""
    letters = "".join(c for c in normalize("NFD", name.casefold()) if not "\u0300" <= c <= "\u036f")
    words = KIND.sub(" ", re.sub(r"[.'’]", "", letters).replace("-", " ")).split()
    return "".join(SHORT.get(word, word) for word in words)
