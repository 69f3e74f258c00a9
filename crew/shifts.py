"""Shifts: planned, booked, confirmed, and who came. All of it goes through the door."""

from datetime import datetime, timedelta

from crew import names
from crew.models import Booking, Person, Shift, Team
from lib import clock, door

EARLY = timedelta(hours=2)  # so long before a shift one may be here already


def make(
    team: Team, starts_at: datetime, ends_at: datetime, wanted: int, note: str, by: Person | None
) -> Shift:
    pk = door.new_id("crew_shift")
    payload = {"id": pk, "team": team.pk, "wanted": wanted, "note": note}
    span = {"starts_at": starts_at.isoformat(), "ends_at": ends_at.isoformat()}
    door.enter("shift", payload | span, by=by)
    return Shift.objects.get(pk=pk)


def cancel(shift: Shift, by: Person | None) -> None:
    if shift.cancelled_at is None:
        door.enter("shift_cancelled", {"shift": shift.pk}, by=by)


def book(shift: Shift, people: list[Person], by: Person | None) -> int:
    """Books those who are not on the shift yet; answers how many that were."""
    on_it = set(shift.bookings.values_list("person", flat=True))
    new = [person for person in people if person.pk not in on_it]
    if new:
        first = door.new_id("crew_booking", len(new))
        door.enter_many(
            [
                {"kind": "booking", "payload": {"id": first + i, "shift": shift.pk, "person": person.pk}}
                for i, person in enumerate(new)
            ],
            by=by,
        )
    return len(new)


def answer(booking: Booking, coming: bool, by: Person | None, source: str = "link") -> None:
    door.enter("booking_answer", {"booking": booking.pk, "coming": coming}, by=by, source=source)


def may_be_here(shift: Shift, at: datetime | None = None) -> bool:
    """Whether one can check in now: from two hours before until its end, unless it was cancelled."""
    at = at or clock.now()
    return shift.cancelled_at is None and shift.starts_at - EARLY <= at < shift.ends_at


def check_in(booking: Booking, how: str, by: Person | None, source: str = "link") -> None:
    door.enter("check_in", {"booking": booking.pk, "how": how}, by=by, source=source)


def check_in_at(shift: Shift, person: Person, how: str, source: str = "link") -> None:
    """Somebody stands at the door; who had not been booked is by coming."""
    payload = {"shift": shift.pk, "person": person.pk, "booking": door.new_id("crew_booking"), "how": how}
    door.enter("check_in", payload, by=person, source=source)


def known_at(shift: Shift, typed_name: str, typed_phone: str) -> Person | None:
    """Who of the team, or of those booked, has this name and number. ValueError (in words) for what is neither."""
    name, phone = names.name(typed_name), names.phone(typed_phone)
    people = Person.objects.filter(phone=phone).order_by("pk")
    people = people.filter(team=shift.team) | people.filter(bookings__shift=shift)
    return next((person for person in people.distinct() if names.same(person.name, name)), None)


def belongs(shift: Shift, person: Person) -> bool:
    """Whether the shift is theirs: their team's, or booked."""
    return person.team_id == shift.team_id or shift.bookings.filter(person=person).exists()
