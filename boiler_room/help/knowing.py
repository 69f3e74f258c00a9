"""What the office knows of a volunteer and their phones: a dozen small queries, each by an index."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Count

from boiler_room.desk import MESSAGES, MOST_COUNTED
from crew.models import Booking, Device, Person
from front_desk.models import Entry
from lib import clock
from lists.models import Claim, Lease, Sheet
from precincts import reads as polls
from precincts.models import Post

MESSAGES_SHOWN = 5


@dataclass(slots=True)
class Phone:
    """A device: when it was last heard, with what on it then. `hand` voters at hand now, `reserve` behind them."""

    device: Device
    lease: Lease | None
    hand: int = 0
    reserve: int = 0

    @property
    def heard_at(self) -> datetime | None:
        return self.lease.heard_at if self.lease else None

    @property
    def minutes(self) -> int | None:
        """Since it was heard; None when it never was."""
        return int((clock.now() - self.heard_at).total_seconds() // 60) if self.heard_at else None

    @property
    def ahead(self) -> int:
        """Minutes by which its clock goes before the office's; negative: behind."""
        return round((self.lease.ahead or 0) / 60) if self.lease else 0

    @property
    def behind(self) -> int:
        return -self.ahead

    @property
    def unsent(self) -> int:
        return self.lease.unsent if self.lease else 0


@dataclass(slots=True)
class Known:
    person: Person
    phones: list[Phone]
    sheets: list[Sheet] = field(default_factory=list)
    posts: list[Post] = field(default_factory=list)
    shifts: list[Booking] = field(default_factory=list)
    unsettled: dict[str, int] = field(default_factory=dict)  # waiting, refused -> how many (to 100)
    messages: list[Entry] = field(default_factory=list)

    @property
    def open_phones(self) -> list[Phone]:
        return [phone for phone in self.phones if phone.device.shut_at is None]

    @property
    def last(self) -> Phone | None:
        """The open phone that was heard last: the one in their hands, most likely."""
        heard = [phone for phone in self.open_phones if phone.heard_at]
        return max(heard, key=lambda phone: phone.heard_at, default=None)

    @property
    def work(self) -> str:
        return self.person.team.work if self.person.team else ""


def of(person: Person) -> Known:
    return Known(
        person,
        _phones(person),
        _sheets(person) if person.team else [],
        polls.posts_of(person),
        _shifts(person),
        _unsettled(person),
        _messages(person),
    )


def _phones(person: Person) -> list[Phone]:
    devices = list(person.devices.select_related("link").order_by("-made_at", "-pk"))
    leases = Lease.objects.in_bulk([device.pk for device in devices])
    held = Claim.objects.filter(device_id__in=[device.pk for device in devices])
    counted = held.values("device_id", "reserve").annotate(n=Count("hold", distinct=True))
    holds = {(row["device_id"], row["reserve"]): row["n"] for row in counted}
    return [
        Phone(
            device, leases.get(device.pk), holds.get((device.pk, False), 0), holds.get((device.pk, True), 0)
        )
        for device in devices
    ]


def _sheets(person: Person) -> list[Sheet]:
    return list(
        Sheet.objects.filter(teams=person.team, channel="phone").order_by("paused", "priority", "pk")[:10]
    )


def _shifts(person: Person) -> list[Booking]:
    now = clock.now()
    found = person.bookings.filter(shift__cancelled_at=None, shift__ends_at__gt=now)
    return list(found.select_related("shift__team").order_by("shift__starts_at")[:3])


def _unsettled(person: Person) -> dict[str, int]:
    entries = Entry.objects.filter(person_id=person.pk).exclude(kind__in=MESSAGES)
    return {
        verdict: len(entries.filter(verdict=verdict).values_list("pk")[:MOST_COUNTED])
        for verdict in ("waiting", "refused")
    }


def _messages(person: Person) -> list[Entry]:
    said = Entry.objects.filter(kind="tell_us", person_id=person.pk)
    return list(said.order_by("-seq")[:MESSAGES_SHOWN])
