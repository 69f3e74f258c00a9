"""An invented county: precincts, doors and the people behind them, the same for the same seed.

Numbers of the trade: 2.0 voters a door, 62 % with a phone (landlines shared within the household), one in
nine inactive, four in a thousand confidential, ages 18 to 100.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from unicodedata import normalize

from roll.sampling.names import GROUPS
from roll.sampling.streets import TOWNS, street

PRECINCT_VOTERS = 2_200
DOORS_A_STREET = 60
YEAR = 2026
SIZES, SIZE_SHARES = (1, 2, 3, 4, 5, 6), (34, 41, 14, 7, 3, 1)
PARTIES, PARTY_SHARES = ("UNA", "DEM", "REP", "LIB"), (38, 32, 29, 1)
AREA_CODES = tuple(str(code) for code in range(370, 380)) * 3 + ("960", "961", "962", "963")


@dataclass(slots=True)
class Person:
    """One invented voter; `n` counts from 1 and makes all ids. `loyalty` 0…1 is how surely they vote."""

    n: int
    last: str
    first: str
    middle: str
    sex: str
    lang: str
    born: int
    party: str
    active: bool
    confidential: bool
    street: str
    town: int
    precinct: int
    phone: str
    registered: int
    loyalty: float


def latin(name: str) -> str:
    """A name as the state's file can hold it: Latin-1, underscores for spaces within a name."""
    name = name.replace("_", " ")
    try:
        name.encode("latin-1")
    except UnicodeEncodeError:
        plain = "".join(c for c in normalize("NFD", name) if not "\u0300" <= c <= "\u036f")
        name = plain.replace("Đ", "D").replace("đ", "d").encode("ascii", "ignore").decode()
    return name.upper()


def people(voters: int, seed: int) -> Iterator[Person]:
    """All voters of a county of `voters`, household by household."""
    dice = random.Random(seed)
    rand, choice = dice.random, dice.choice
    shares = [g.share for g in GROUPS]
    names = [
        (tuple(map(latin, g.last)), tuple(map(latin, g.women)), tuple(map(latin, g.men)), g.lang, g.speaks)
        for g in GROUPS
    ]
    precincts = max(1, round(voters / PRECINCT_VOTERS))
    number_of = _phone_numbers(dice)
    n = door = 0
    while n < voters:
        sizes = dice.choices(SIZES, SIZE_SHARES, k=512)
        groups = dice.choices(names, shares, k=512)
        parties = dice.choices(PARTIES, PARTY_SHARES, k=512)
        for size, group, leaning in zip(sizes, groups, parties, strict=True):
            door += 1
            if door % 20_011 == 77:
                size = 70  # a home for the aged: one address, one switchboard
            last, women, men, tongue, speaks = group
            precinct = min(n * precincts // voters, precincts - 1)
            town = precinct * len(TOWNS) // precincts
            where = f"{1 + 2 * (door % DOORS_A_STREET) + door % 7 * 100} {street(door // DOORS_A_STREET)}"
            if door % 5 == 0:
                where += f" {('APT', '#', 'UNIT')[door % 3]} {1 + door % 24}"
            surname, spoken = choice(last), tongue if rand() < speaks else "en"
            landline = number_of() if rand() < 0.22 or size > 6 else ""
            first_born = int(YEAR - 18 - 82 * rand() ** 1.4)
            for member in range(min(size, voters - n)):
                n += 1
                female = rand() < 0.53
                born = first_born + int(rand() * 9) - 4 if member < 2 else int(YEAR - 19 - 14 * rand())
                chance = rand()
                phone = landline if landline and (chance < 0.7 or size > 6) else ""
                if not phone and chance < 0.52:
                    phone = number_of()
                elif not phone and chance > 0.9995:
                    phone = ("0000000000", "5555555555", "1234567890")[n % 3]
                yield Person(
                    n,
                    surname if member < 2 or rand() < 0.7 else choice(last),
                    choice(women if female else men),
                    choice(women if female else men) if rand() < 0.75 else "",
                    "F" if female else "M",
                    spoken,
                    max(YEAR - 100, min(YEAR - 18, born)),
                    leaning if rand() < 0.6 else parties[int(rand() * 512)],
                    rand() > 0.11,
                    rand() < 0.004,
                    where,
                    town,
                    precinct,
                    phone,
                    int(rand() * 10_000),
                    rand(),
                )


def _phone_numbers(dice: random.Random):
    """Numbers that nobody has: area codes 37x and 96x are set aside by the numbering plan and ring nowhere."""
    state = dice.randrange(7_800_000)

    def number() -> str:
        nonlocal state
        state = (state + 4_999_999) % 7_919_999  # steps through 792 exchanges × 10,000 lines without a repeat
        exchange, line = divmod(state, 10_000)
        return f"{AREA_CODES[state % len(AREA_CODES)]}{200 + exchange:03d}{line:04d}"

    return number
