"""The most frequent troubles of the hour: what people told, what was refused, who could not join; alike ones together.

Each list is read from its newest end by an index, at most MOST_READ entries, so it costs the same on a bad day.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Sum

from boiler_room.desk import lists, senders
from boiler_room.help.advice import ADVICE, Advice
from crew import reads
from crew.models import TurnedAway
from crew.scope import Scope
from crew.turned_away import NO_TEAM, SPAN
from front_desk.models import Entry
from lib import clock

SHOWN = 3
MOST_READ = 2000
HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Frequent:
    """`n` times, by `people` (None where nobody knows who: they could not join). `key` names its advice."""

    key: str
    n: int
    people: int | None
    advice: Advice


def frequent(scope: Scope) -> list[Frequent]:
    """The SHOWN that most people have, of whom one may help."""
    mine, since = senders.of(scope), clock.now() - HOUR
    counted: dict[str, list[int | None]] = defaultdict(list)
    for key, person in (*_told(mine, since), *_refused(mine, since)):
        counted[key].append(person)
    found = [Frequent(key, len(who), len(set(who)), ADVICE[key]) for key, who in counted.items()]
    found += [Frequent(key, n, None, ADVICE[key]) for key, n in _turned_away(scope, since)]
    return sorted(found, key=lambda one: (-(one.people or one.n), -one.n, one.key))[:SHOWN]


def _told(mine: senders.Senders, since: datetime) -> Iterator[tuple[str, int | None]]:
    for about, person in _newest(
        senders.only(Entry.objects.filter(kind="tell_us"), mine), since, "payload__about"
    ):
        if (key := f"tell:{about}") in ADVICE:
            yield key, person


def _refused(mine: senders.Senders, since: datetime) -> Iterator[tuple[str, int | None]]:
    for found in (lists.refused(mine), lists.waiting(mine)):
        for reason, person in _newest(found, since, "reason"):
            if (key := f"entry:{reason}") in ADVICE:
                yield key, person


def _newest(entries, since: datetime, what: str) -> Iterator[tuple[str, int | None]]:
    rows = entries.order_by("-seq").values_list(what, "person_id", "received_at")[:MOST_READ]
    return ((said, person) for said, person, at in rows if at > since)


def _turned_away(scope: Scope, since: datetime) -> Iterator[tuple[str, int]]:
    found = TurnedAway.objects.filter(since__gt=since - SPAN)
    if not scope.everywhere:
        found = found.filter(team_id__in=[NO_TEAM, *reads.teams(scope).values_list("pk", flat=True)])
    for why, n in found.values_list("why").annotate(times=Sum("n")).order_by():
        if (key := f"join:{why}") in ADVICE:
            yield key, n
