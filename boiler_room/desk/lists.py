"""The desk's lists, a page at a time, each by an index that holds little else."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Exists, Max, Min, OuterRef, QuerySet

from boiler_room.desk import MESSAGES, MOST_COUNTED, PAGE, TOGETHER
from boiler_room.desk.senders import Senders, only
from crew.models import Device
from front_desk.models import Entry, Settlement, Withdrawal
from front_desk.settling import MOST_AT_ONCE

_settled = Exists(Settlement.objects.filter(entry_id=OuterRef("pk")))
_withdrawn = Exists(Withdrawal.objects.filter(entry_id=OuterRef("pk")))


@dataclass(slots=True)
class Page:
    """`onward` is the place in the log from which the next page goes on; None on the last one."""

    entries: list[Entry]
    onward: int | None = None
    settled: dict[UUID, Settlement] = field(default_factory=dict)


def waiting(senders: Senders) -> QuerySet[Entry]:
    """Entries that count or not as a person says."""
    return only(Entry.objects.filter(verdict="waiting").exclude(kind__in=MESSAGES), senders)


def refused(senders: Senders) -> QuerySet[Entry]:
    """Entries that were refused and that nobody has looked at."""
    return only(Entry.objects.filter(verdict="refused").exclude(_settled), senders)


def messages(senders: Senders, kind: str) -> QuerySet[Entry]:
    """Messages or wishes for a ride that nobody has looked after; a wish that was taken back is none."""
    found = Entry.objects.filter(kind=kind).exclude(verdict="refused").exclude(_settled).exclude(_withdrawn)
    return only(found, senders)


def oldest_first(found: QuerySet[Entry], after: int = 0) -> Page:
    rows = list(found.filter(seq__gt=after).order_by("seq")[: PAGE + 1])
    return Page(rows[:PAGE], rows[PAGE - 1].seq if len(rows) > PAGE else None)


def newest_first(found: QuerySet[Entry], before: int = 0) -> Page:
    found = found.filter(seq__lt=before) if before else found
    rows = list(found.order_by("-seq")[: PAGE + 1])
    return Page(rows[:PAGE], rows[PAGE - 1].seq if len(rows) > PAGE else None)


def settled(senders: Senders, kinds: tuple[str, ...] | None = None, before: int = 0) -> Page:
    """What was decided, the newest first: of messages of these kinds, or (None) of everything else.

    `before` counts in microseconds of the day it was decided, for there is no place in the log to go by.
    """
    found = only(Settlement.objects.all(), senders, "sender_id")
    of_kind = Entry.objects.filter(pk=OuterRef("entry_id"), kind__in=kinds or MESSAGES)
    found = found.filter(Exists(of_kind)) if kinds else found.exclude(Exists(of_kind))
    if before:
        found = found.filter(at__lt=datetime.fromtimestamp(before / 1e6).astimezone())
    rows = list(found.order_by("-at")[: PAGE + 1])
    decided = {row.entry_id: row for row in rows[:PAGE]}
    entries = Entry.objects.in_bulk(list(decided))
    onward = round(rows[PAGE - 1].at.timestamp() * 1e6) if len(rows) > PAGE else None
    return Page([entries[pk] for pk in decided if pk in entries], onward, decided)


def counts(senders: Senders) -> dict[str, tuple[int, datetime]]:
    """How many of each list wait (to a hundred), and since when: `settle`, `tell_us`, `ride_request`."""
    lists = {"settle": waiting(senders)} | {kind: messages(senders, kind) for kind in MESSAGES}
    found = {}
    for kind, entries in lists.items():
        times = list(entries.order_by("seq").values_list("received_at", flat=True)[:MOST_COUNTED])
        if times:
            found[kind] = (len(times), min(times))
    return found


@dataclass(slots=True)
class Phone:
    """A phone of which many entries wait for one `reason`: `n` of them, made from `first` to `last`, up to the place
    `upto`. One tap settles `at_once`, the oldest."""

    device: Device
    reason: str
    n: int
    upto: int
    first: datetime
    last: datetime

    @property
    def at_once(self) -> int:
        return min(self.n, MOST_AT_ONCE)


def phones(senders: Senders) -> list[Phone]:
    """Phones with entries that are settled together, those shut last first."""
    aside = waiting(senders).filter(reason__in=TOGETHER, device_id__isnull=False).order_by("seq")
    first = list(aside.values_list("pk", flat=True)[:5000])
    rows = Entry.objects.filter(pk__in=first).order_by().values("device_id", "reason")
    rows = rows.annotate(n=Count("pk"), upto=Max("seq"), first=Min("at"), last=Max("at"))
    devices = Device.objects.select_related("person__team").in_bulk([row["device_id"] for row in rows])
    found = [
        Phone(devices[row.pop("device_id")], **row)
        for row in rows
        if row["n"] > 1 or row["reason"] == "device_shut"
    ]
    return sorted(found, key=lambda phone: (phone.reason, -phone.upto))


def together(senders: Senders, device: int, reason: str, upto: int) -> list[UUID]:
    """The entries that one tap settles: the oldest of those that wait, up to a place in the log."""
    found = waiting(senders).filter(reason=reason, device_id=device, seq__lte=upto)
    return list(found.order_by("seq").values_list("pk", flat=True)[:MOST_AT_ONCE])
