"""Strikes and reports that staff type for somebody else: from a runner's paper, or told on the telephone.

They are the entries that a watcher's phone sends, through the same door, with the source `keyed`, who typed them and,
where it is known, whose paper it was: `watcher` (a person who holds or held a post there) or `paper` (any words).
"""

from datetime import UTC, datetime
from typing import Annotated

import msgspec
from django.db import connection
from django.db.models import Q
from django.utils.translation import gettext as _
from msgspec import Meta

from crew.models import Area, Person
from crew.scope import Scope
from front_desk import entries
from front_desk.entries import Id
from lib import clock, door
from precincts.models import Holder
from precincts.reads import VOTERS, give_codes
from roll.models import PrecinctPlace

SOURCE = "keyed"
MOST = 200  # entries at a time
SHOWN = 40  # precincts among which to choose
STRUCK = """
select c.n from precincts_strikecode c
join roll_voted d on d.voter_id = c.voter_id and d.ended_seq is null
where c.precinct_id = %s order by 1
"""
# Which of some strikes are of voters whom another one had struck before.
AGAIN = """
select s.id from roll_strike s
where s.id = any(%s) and exists (select from roll_strike o where o.voter_id = s.voter_id and o.withdrawn_by is null
                                 and o.id <> s.id and o.seq < s.seq)
"""
Paper = Annotated[str, Meta(max_length=80)]


class Strike(entries.Strike, tag="strike"):
    watcher: Id | None = None
    paper: Paper | None = None


class LineReport(entries.LineReport, tag="line_report"):
    watcher: Id | None = None
    paper: Paper | None = None


class PollsReport(entries.PollsReport, tag="polls_report"):
    watcher: Id | None = None
    paper: Paper | None = None


class Incident(entries.Incident, tag="incident"):
    watcher: Id | None = None
    paper: Paper | None = None


class Body(msgspec.Struct):
    entries: Annotated[
        list[Strike | LineReport | PollsReport | Incident | entries.Correction], Meta(max_length=MOST)
    ]


def choices(scope: Scope, typed: str) -> list[dict]:
    """Precincts in scope whose code, name or polling place holds what was typed: `[{"area", "place"}]`, an exact code
    first, at most SHOWN."""
    found = scope.areas().filter(kind=Area.Kind.PRECINCT)
    if typed:
        at = PrecinctPlace.objects.filter(place__name__icontains=typed).values("precinct")
        found = found.filter(Q(code__icontains=typed) | Q(name__icontains=typed) | Q(pk__in=at))
    areas = list(found.select_related("parent").order_by("code", "pk")[: SHOWN + 1])
    areas.sort(key=lambda area: area.code.upper() != typed.upper())
    votes = PrecinctPlace.objects.filter(precinct__in=areas).select_related("place")
    places = {vote.precinct_id: vote.place for vote in votes}
    return [{"area": area, "place": places.get(area.pk)} for area in areas]


def watchers(area: Area) -> list[Person]:
    """Who stands or stood at a post that watches this precinct, by name."""
    held = Holder.objects.filter(post__precincts__contains=[area.pk], withdrawn_by=None)
    return list(Person.objects.filter(pk__in=held.values("person")).order_by("name", "pk"))


def roll_of(area: Area, by: Person) -> dict:
    """`voters` as `/polls/roll` has them (docs/outbox.md) and `struck`, their numbers; voters new on the roll get
    their codes."""
    give_codes([area.pk], by)
    with connection.cursor() as cursor:
        cursor.execute(VOTERS, [[area.pk]])
        voters = [list(row) for row in cursor.fetchall()]
        cursor.execute(STRUCK, [area.pk])
        struck = [row[0] for row in cursor.fetchall()]
    return {"voters": voters, "struck": struck, "server_at": clock.now().isoformat()}


def read(raw: bytes) -> list:
    """The entries of a request's body. ValueError, in words, when one of them has not its shape."""
    try:
        read = msgspec.json.decode(raw, type=Body).entries
    except msgspec.MsgspecError as error:
        raise ValueError(_("The office could not read this (%(why)s).") % {"why": error}) from None
    if b"\\u0000" in raw or b"\x00" in raw:
        raise ValueError(_("A text holds a NUL byte."))
    return read


def enter(said: list, scope: Scope, by: Person) -> list[dict]:
    """Enters what was read, by `by`: `{"id", "verdict", "text", "again"}` for each, in order.

    What lies outside the scope, and a watcher who never stood there, is refused and not entered. `again`: a strike
    of a voter whom someone else had crossed off before; it counts once.
    """
    mine = _precincts_in_scope(said, scope)
    told: dict[str, dict] = {}
    fit = []
    for one in said:
        if why := _unfit(one, mine):
            told[str(one.id)] = {"verdict": "refused", "text": why}
        else:
            fit.append(one)
    verdicts = door.enter_many([_entry(one) for one in fit], by=by, source=SOURCE)
    with connection.cursor() as cursor:
        cursor.execute(AGAIN, [[one.id for one in fit if isinstance(one, Strike)]])
        again = {str(row[0]) for row in cursor.fetchall()}
    told |= {str(v.id): {"verdict": v.verdict, "text": v.text} for v in verdicts}
    return [{"id": str(one.id), **told[str(one.id)], "again": str(one.id) in again} for one in said]


def _precincts_in_scope(said: list, scope: Scope) -> dict[int, set[int]]:
    """Precincts in scope -> who held a post there; under −id, the places where they vote."""
    asked = {one.precinct for one in said if getattr(one, "precinct", None)}
    places = {one.place for one in said if getattr(one, "place", None)}
    votes = PrecinctPlace.objects.filter(place__in=places).values_list("place", "precinct")
    at = [(place, precinct) for place, precinct in votes]
    areas = scope.areas().filter(
        kind=Area.Kind.PRECINCT, pk__in=asked | {precinct for _place, precinct in at}
    )
    mine: dict[int, set[int]] = {pk: set() for pk in areas.values_list("pk", flat=True)}
    held = Holder.objects.filter(post__precincts__overlap=list(mine), withdrawn_by=None)
    for person, precincts in held.values_list("person", "post__precincts"):
        for pk in set(precincts) & set(mine):
            mine[pk].add(person)
    for place, precinct in at:
        if precinct in mine:
            mine.setdefault(-place, set()).update(mine[precinct])
    return mine


def _unfit(one, mine: dict[int, set[int]]) -> str:
    """Why an entry is not taken, in words, or nothing."""
    if isinstance(one, entries.Correction):
        return ""
    at = [key for key in (one.precinct if hasattr(one, "precinct") else None,
                          -one.place if hasattr(one, "place") else None) if key]  # fmt: skip
    if any(key not in mine for key in at):
        return _("This precinct is outside your areas. Ask the office manager, or someone whose area it is.")
    if one.watcher and not any(one.watcher in mine[key] for key in at):
        return _("This watcher never stood there. Choose another name, or leave it empty.")
    return ""


def _entry(one) -> dict:
    said = msgspec.to_builtins(one)
    payload = {
        key: value
        for key, value in said.items()
        if key not in ("id", "kind", "seen_at") and value is not None
    }
    return {
        "id": one.id,
        "kind": one.__struct_config__.tag,
        "seen_at": _aware(one.seen_at),
        "payload": payload,
    }


def _aware(moment: datetime) -> datetime:
    """As the entry's body keeps it: the same when it is sent again."""
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return moment.astimezone(UTC) if 1970 < moment.year < 2200 else datetime(1970, 1, 1, tzinfo=UTC)
