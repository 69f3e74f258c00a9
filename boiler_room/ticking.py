"""The figures of the picture as `/live` carries them: the very texts that the page was made with.

A figure is a text, or `[text, state]` with state good, warn, stop, none or "", or `[text, state, x, y]` for a bar
that is filled to x and has its mark at y, in percent.
"""

from zlib import crc32

from boiler_room.needs import needs
from boiler_room.picture import Picture, Row, picture
from boiler_room.reads import zone

LATE = -3.0  # percent behind plan from which a figure is red
LITTLE, FEW = 60, 80  # percent of devices that could go on for 90 minutes
NONE = "–"


def tick(areas: tuple[int, ...]) -> dict:
    """`{"figures": {key: figure}, "parts": {"lists": checksum of the lists beside them}}`."""
    seen = picture(areas)
    return {"figures": figures(seen), "parts": {"lists": checksum(seen)}}


def checksum(seen: Picture) -> int:
    """Changes when the lists beside the figures do, so that the page fetches them again."""
    sheets = [(s.sheet.pk, s.minutes, s.devices, s.sheet.priority) for s in seen.standing.sheets]
    return crc32(repr(([(n.key, n.text, n.state, n.owner) for n in needs(seen)], sheets)).encode())


def figures(seen: Picture) -> dict[str, str | list]:
    whole, work = seen.whole, seen.standing.work
    share = work.share
    found = {
        "clock": seen.now.astimezone(zone()).strftime("%H:%M"),
        "calls": number(whole.done("calls")),
        "calls.plan": against_plan(whole.against_plan("calls")),
        "contacts": number(whole.done("contacts")),
        "rate": percent(whole.rate),
        "contacts.plan": against_plan(whole.against_plan("contacts")),
        "supporters": number(whole.done("supporters")),
        "supporters.plan": against_plan(whole.against_plan("supporters")),
        "voted": number(whole.done("voted")),
        "people": number(work.people),
        "pace": number(int(work.pace)),
        "covered": [percent(share, 0), "" if share is None else grade(share)],
        "unsent": [number(work.unsent), "warn" if work.unheard > 600 else ""],
        "unheard": age(work.unheard) if work.unsent else [NONE, "none"],  # the page leaves the line out
        "age": age(seen.standing.age),
    }
    for row in seen.rows:
        found |= _of_row(f"a{row.area.pk}", row)
    return found


def _of_row(key: str, row: Row) -> dict[str, str | list]:
    reached, due = row.of_goal("supporters"), row.due("supporters")
    return {
        f"{key}.supporters": number(row.done("supporters")),
        f"{key}.bar": [
            percent(reached, 0),
            "",
            round(min(reached or 0, 100), 1),
            round(min(due or 0, 100), 1),
        ],
        f"{key}.plan": against_plan(row.against_plan("supporters")),
        f"{key}.voted": number(row.done("voted")),
        f"{key}.calls": number(row.done("calls")),
        f"{key}.calls.plan": against_plan(row.against_plan("calls")),
        f"{key}.contacts": number(row.done("contacts")),
        f"{key}.contacts.plan": against_plan(row.against_plan("contacts")),
    }


def grade(share: float) -> str:
    return "good" if share >= FEW else "warn" if share >= LITTLE else "stop"


def against_plan(percents: float | None) -> list[str]:
    """`+2.1 %`, with the state that goes with it; a dash where no plan is yet."""
    if percents is None:
        return [NONE, ""]
    state = "good" if percents >= 0 else "warn" if percents > LATE else "stop"
    return [f"{'+' if percents >= 0 else '−'}{abs(percents):.{0 if abs(percents) >= 100 else 1}f} %", state]


def number(n: int) -> str:
    return f"{n:,}"


def percent(share: float | None, digits: int = 1) -> str:
    return NONE if share is None else f"{share:.{digits}f} %"


def age(seconds: float) -> str:
    """`40 s`, `25 min`, `3 h`: one unit."""
    if seconds < 90:
        return f"{int(seconds)} s"
    return f"{int(seconds // 60)} min" if seconds < 5400 else f"{int(seconds // 3600)} h"
