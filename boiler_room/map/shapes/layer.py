"""What every reader of shapes yields, and the bounds within which it reads."""

from array import array
from dataclasses import dataclass, field

MOST_BYTES = 40 << 20  # as sent
MOST_UNPACKED = 160 << 20
MOST_FEATURES = 6_000  # North Carolina has some 2,700 precincts
MOST_POINTS = 2_000_000
MOST_FIELDS = 255


class Unreadable(Exception):
    """Why a file is not taken: a sentence that names the feature or field, and says what to do."""


@dataclass(slots=True)
class Feature:
    """`number` counts from 1, as in the file; `rings` are flat: x, y, x, y …, holes among them."""

    number: int
    values: dict[str, str]
    rings: list[array] = field(default_factory=list)


@dataclass(slots=True)
class Layer:
    fields: list[str]
    features: list[Feature]
    points: int
