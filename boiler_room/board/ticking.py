"""The board's figures as `/live` carries them (`boiler_room/ticking.py` says what a figure is), and when to fetch its lists."""

from zlib import crc32

from boiler_room.board import looking
from boiler_room.board.looking import Board
from boiler_room.board.places import Trouble
from boiler_room.board.reads import Turnout
from boiler_room.desk import incidents, lists, senders
from boiler_room.reads import zone
from boiler_room.ticking import NONE, against_plan, age, number, percent
from precincts import living

KINDS = ("closed", "late", "silent", "line", "behind", "near", "ahead")


def tick(areas: tuple[int, ...]) -> dict:
    """`{"figures": {key: figure}, "parts": {name: checksum}}` of the board and the wall."""
    seen = looking.board(areas)
    waiting = (
        incidents.open_n(incidents.within(areas)),
        lists.counts(senders.within(areas)).get("ride_request"),
    )
    return {"figures": figures(seen), "parts": parts(seen) | {"desks": _sum(waiting)}}


def parts(seen: Board) -> dict[str, int]:
    """A checksum of each list: when it is another one, the page fetches that list again."""
    order = [area.pk for area, _one in seen.areas]
    return {
        "areas": _sum(order),
        "hours": _sum(seen.hours),
        "polls": _sum([_shown(one) for one in seen.polls.troubles]),
        "lines": _sum([(line.place, line.minutes, line.at) for line in seen.polls.lines]),
    }


def _shown(one: Trouble) -> tuple:
    """What would have to be other for the list to be fetched again; minutes by tens."""
    also = [(other.kind, other.votes, other.minutes // 10) for other in one.also]
    return one.kind, one.place, one.precincts, one.minutes // 10, one.votes, one.contacts, also


def figures(seen: Board) -> dict[str, str | list]:
    found = {"clock": seen.seen.now.astimezone(zone()).strftime("%H:%M"), "age": age(seen.polls.age)}
    found |= _of_area("", seen.whole)
    for area, one in seen.areas:
        found |= _of_area(f"a{area.pk}.", one)
    for kind in KINDS:
        n = seen.polls.n[kind]
        found[f"n.{kind}"] = [
            f"{living.MOST}+" if n == living.MOST and kind in ("closed", "late", "silent") else number(n),
            "",
        ]
    return found


def _of_area(key: str, one: Turnout) -> dict[str, str | list]:
    due = 100 * one.expected / one.win if one.win and one.expected is not None else None
    return {
        f"{key}banked": number(one.banked),
        f"{key}win": NONE if one.win is None else number(one.win),
        f"{key}share": [
            percent(one.share, 0),
            "",
            round(min(one.share or 0, 100), 1),
            round(min(due or 0, 100), 1),
        ],
        f"{key}needed": NONE if one.needed is None else number(one.needed),
        f"{key}known": number(one.known),
        f"{key}turnout": percent(one.turnout),
        f"{key}voted": number(one.voted),
        f"{key}expected": NONE if one.expected is None else number(round(one.expected)),
        f"{key}against": votes_against(one),
        f"{key}pace": against_plan(
            100 * one.against / one.expected if one.expected and one.expected >= 1 else None
        ),
    }


def votes_against(one: Turnout) -> list[str]:
    """`+12` or `−40` votes beside the plan; red from a tenth behind on."""
    if one.against is None:
        return [NONE, ""]
    votes = round(one.against)
    state = "good" if votes >= 0 else "stop" if one.standing == "behind" else "warn"
    return [f"{'+' if votes >= 0 else '−'}{abs(votes):,}", state]


def _sum(what) -> int:
    return crc32(repr(what).encode())
