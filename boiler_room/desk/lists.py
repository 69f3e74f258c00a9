"""The desk's lists, a page at a time, each by an index that holds little else."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet

from boiler_room.desk import MESSAGES, MOST_COUNTED, PAGE
from boiler_room.desk.senders import Senders, only
from crew.models import Device
from front_desk.models import Entry, Settlement, Withdrawal

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
    """A phone that was shut, and how many of its entries were kept aside, up to the place `upto`."""

    device: Device
    n: int
    upto: int


def phones(senders: Senders) -> list[Phone]:
    """Phones with entries kept aside; what one tap settles at once."""
    aside = waiting(senders).filter(reason="device_shut", device_id__isnull=False).order_by("seq")
    first = list(aside.values_list("pk", flat=True)[:5000])
    rows = (
        Entry.objects.filter(Q(pk__in=first))
        .order_by()
        .values("device_id")
        .annotate(n=Count("pk"), upto=Max("seq"))
    )
    found = {row["device_id"]: row for row in rows}
    devices = Device.objects.select_related("person__team").filter(pk__in=found).order_by("-shut_at")
    return [Phone(device, found[device.pk]["n"], found[device.pk]["upto"]) for device in devices]
