"""Writes the sample county as the files a data director gets, in North Carolina's own layouts."""

import random
from collections.abc import Callable
from pathlib import Path

from roll import layout
from roll.sampling import shapes
from roll.sampling.county import YEAR, Person, people
from roll.sampling.streets import TOWNS

COUNTY, CODE = "FAIRWATER", "101"
ELECTION = f"11/03/{YEAR}"
PAST = (
    (f"11/05/{YEAR - 2}", "GENERAL", 0.25),
    (f"03/05/{YEAR - 2}", "PRIMARY", 0.75),
    (f"11/04/{YEAR - 1}", "MUNICIPAL", 0.85),
    (f"11/08/{YEAR - 4}", "GENERAL", 0.45),
    (f"11/03/{YEAR - 6}", "GENERAL", 0.30),
)
CHUNK = 5_000


def make(folder: Path, voters: int = 100_000, seed: int = 2026, tell: Callable[[int], None] = lambda n: None):
    """Writes the county's files into `folder`: `{"voters" | "history" | "voted" | "append" | "polling-places" |
    "shapes": Path}`. The same seed writes the same bytes. `tell` hears how many voters are written."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = {
        "voters": folder / f"ncvoter{CODE}.txt",
        "history": folder / f"ncvhis{CODE}.txt",
        "voted": folder / f"absentee_{YEAR}1024.csv",
        "append": folder / "scores.csv",
        "polling-places": folder / "polling_places.csv",
    }
    dice = random.Random(seed + 1)
    head = _heads()
    streams = {
        role: path.open("w", encoding="utf-8" if role == "append" else "latin-1", newline="")
        for role, path in paths.items()
    }
    try:
        for role in ("voters", "history", "voted", "append"):
            streams[role].write(head[role])
        rows = {role: [] for role in ("voters", "history", "voted", "append")}
        last_precinct = 0
        for person in people(voters, seed):
            last_precinct = person.precinct
            rows["voters"].append(voter_line(person))
            rows["history"] += _history_lines(person, dice)
            if person.n % 6 == 0:
                rows["voted"] += _absentee_lines(person, dice)
            rows["append"].append(_append_line(person, dice))
            if person.n % CHUNK == 0:
                _flush(rows, streams)
                tell(person.n)
        _flush(rows, streams)
        streams["polling-places"].write(_polling_places(last_precinct + 1))
        shapes.write(folder / "precincts.geojson", [precinct_code(n) for n in range(last_precinct + 1)], seed)
        tell(voters)
    finally:
        for stream in streams.values():
            stream.close()
    return paths | {"shapes": folder / "precincts.geojson"}


def _flush(rows: dict[str, list[str]], streams) -> None:
    for role, lines in rows.items():
        streams[role].write("".join(lines))
        lines.clear()


def _heads() -> dict[str, str]:
    known = layout.builtin()
    tabbed = {"voters": known["nc_voter_2026"], "history": known["nc_history"]}
    heads = {role: "\t".join(f'"{c}"' for c in lay.columns) + "\r\n" for role, lay in tabbed.items()}
    heads["voted"] = ",".join(f'"{c}"' for c in known["nc_absentee"].columns) + "\r\n"
    heads["append"] = "ncid,support_score,turnout_score,phone,phone2,language,tags\r\n"
    return heads


def ncid(n: int) -> str:
    return f"FW{n:07d}"


def precinct_code(precinct: int) -> str:
    return f"{precinct // 8 + 1:02d}-{precinct % 8 + 1:02d}"


def voter_line(p: Person, **other: str) -> str:
    """One line of the voter file (CRLF at its end). `other` replaces columns by name, for tests."""
    town, zip5 = TOWNS[p.town]
    pct = precinct_code(p.precinct)
    where = ("", "", "", "") if p.confidential else (p.street, town, "NC", zip5)
    status = (
        ("A", "ACTIVE", "AV", "VERIFIED")
        if p.active
        else ("I", "INACTIVE", "IN", "CONFIRMATION NOT RETURNED")
    )
    day = f"{p.registered % 12 + 1:02d}/{p.registered % 28 + 1:02d}/{max(p.born + 18, YEAR - p.registered % 30)}"
    if p.n % 2500 == 3:
        day = "##/##/####"
    cells = [
        CODE, COUNTY, f"{p.n:012d}", ncid(p.n), p.last, p.first, p.middle, "", *status,
        *where, *(where[0], "", "", "", *where[1:]), "" if p.confidential else p.phone,
        "Y" if p.confidential else "N", day, "U", "UN", p.party, p.sex, str(p.born), str(YEAR - p.born),
        "NC", "Y", "Y", "N", "N", pct, f"PRECINCT {pct}", "", "", "", "", "3", "7A", "3A", "5", "9", "", "",
        "", "", "1", "FAIRWATER SCHOOLS", "", "", "", "", "", "", "", "", "", "", "", "", "3", "3RD PROSECUTORIAL",
        pct, f"VTD {pct}",
    ]  # fmt: skip
    if other:
        columns = layout.builtin()["nc_voter_2026"].columns
        cells = [other.get(c, cell) for c, cell in zip(columns, cells, strict=True)]
    return '"' + '"\t"'.join(cells) + '"\r\n'


def _history_lines(p: Person, dice: random.Random) -> list[str]:
    lines = []
    for day, kind, bar in PAST:
        if p.loyalty > bar and p.born + 18 <= int(day[-4:]) and dice.random() < 0.9:
            how = (
                "IN-PERSON"
                if dice.random() < 0.5
                else "ABSENTEE ONESTOP"
                if dice.random() < 0.8
                else "ABSENTEE BY MAIL"
            )
            cells = (
                CODE, COUNTY, f"{p.n:012d}", day, f"{day} {kind}", how, p.party, "", precinct_code(p.precinct),
                f"PRECINCT {precinct_code(p.precinct)}", ncid(p.n), CODE, COUNTY, "", "",
            )  # fmt: skip
            lines.append('"' + '"\t"'.join(cells) + '"\r\n')
    return lines


def _absentee_lines(p: Person, dice: random.Random) -> list[str]:
    chance = dice.random()
    statuses = ["ACCEPTED"]
    if chance > 0.85:
        statuses = ["SPOILED", "ACCEPTED"] if chance > 0.97 else [""]
    elif chance > 0.80:
        statuses = [
            ("PENDING CURE", "WITNESS INFO INCOMPLETE", "ACCEPTED - CURED", "RETURNED UNDELIVERABLE")[p.n % 4]
        ]
    kind = ("MAIL", "MAIL") if chance < 0.2 or statuses == [""] else ("IN PERSON", "EARLY VOTING")
    lines = []
    for status in statuses:
        cells = (
            COUNTY, f"{p.n:012d}", ncid(p.n), p.last, p.first, p.middle, "UNDESIGNATED", "UNDESIGNATED", p.sex,
            str(YEAR - p.born), *(("", "", "", "") if p.confidential else (p.street, *TOWNS[p.town][:1], "NC", TOWNS[p.town][1])),
            *[""] * 12, ELECTION, p.party, precinct_code(p.precinct), "CONGRESSIONAL DISTRICT 3", "", "", *kind,
            p.party, f"10/01/{YEAR}", f"10/05/{YEAR}", f"10/{12 + p.n % 12}/{YEAR}" if status else "", status,
            "FAIRWATER LIBRARY" if kind[0] != "MAIL" else "", " ", "",
        )  # fmt: skip
        lines.append(",".join(f'"{c}"' for c in cells) + "\r\n")
    return lines


def _append_line(p: Person, dice: random.Random) -> str:
    lean = {"DEM": 1.7, "REP": 4.3}.get(p.party, 3.0)
    support = max(1, min(5, round(dice.gauss(lean, 0.9))))
    turnout = max(0, min(100, round(100 * p.loyalty + dice.gauss(0, 8))))
    second = f"37{p.n % 10}555{p.n // 10 % 10_000:04d}" if p.n % 25 == 0 else ""
    tags = ("yard sign", "volunteer", "union", "student")[p.n % 4] if p.n % 15 == 0 else ""
    return f"{ncid(p.n)},{support},{turnout},,{second},{p.lang},{tags}\r\n"


def _polling_places(precincts: int) -> str:
    kinds = ("ELEMENTARY SCHOOL", "FIRE STATION", "LIBRARY", "COMMUNITY CENTER", "CHURCH HALL")
    lines = ["county,precinct,polling place,address,hours\r\n"]
    for n in range(precincts):
        town, zip5 = TOWNS[n * len(TOWNS) // precincts]
        lines.append(
            f"{COUNTY},{precinct_code(n)},{town} {kinds[n % 5]} {n // 5 + 1},"
            f'"{100 + n} MAIN ST, {town} NC {zip5}",6:30 am – 7:30 pm\r\n'.replace("–", "-")
        )
    return "".join(lines)
