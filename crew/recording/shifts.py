"""shift, shift_cancelled, booking, booking_answer, check_in: who comes when, and who came."""

from crew.models import Booking, Shift
from lib import door


@door.records("shift")
def record_shift(entry: door.Entry) -> None:
    """Payload: `{"id", "team"?: id, "starts_at"?: iso, "ends_at"?: iso, "wanted"?, "note"?}`; a known id is changed."""
    said = entry.payload
    shift = Shift.objects.filter(pk=said["id"]).first() or Shift(id=said["id"])
    for field, key in (("team_id", "team"), ("starts_at", "starts_at"), ("ends_at", "ends_at")):
        if key in said:
            setattr(shift, field, said[key])
    for field in ("wanted", "note"):
        if field in said:
            setattr(shift, field, said[field])
    shift.save()


@door.records("shift_cancelled")
def record_shift_cancelled(entry: door.Entry) -> None:
    """Payload: `{"shift": id}`; its bookings stay, so that everyone can be told."""
    Shift.objects.filter(pk=entry.payload["shift"], cancelled_at=None).update(cancelled_at=entry.received_at)


@door.records("booking")
def record_booking(entry: door.Entry) -> None:
    """Payload: `{"id", "shift": id, "person": id}`; who is on the shift already is not booked twice."""
    said = entry.payload
    Booking.objects.get_or_create(
        shift_id=said["shift"],
        person_id=said["person"],
        defaults={"id": said["id"], "booked_at": entry.received_at},
    )


@door.records("booking_answer")
def record_booking_answer(entry: door.Entry) -> None:
    """Payload: `{"booking": id, "coming": bool}`; the last answer counts."""
    said = entry.payload
    Booking.objects.filter(pk=said["booking"]).update(answered_at=entry.received_at, coming=said["coming"])


@door.records("check_in")
def record_check_in(entry: door.Entry) -> None:
    """Payload: `{"booking": id, "how"}`, or `{"shift": id, "person": id, "booking": id to use if new, "how"}`.

    The first check-in counts. Who comes without having been booked is booked by coming.
    """
    said = entry.payload
    if "shift" in said:
        booking, _new = Booking.objects.get_or_create(
            shift_id=said["shift"],
            person_id=said["person"],
            defaults={"id": said["booking"], "booked_at": entry.received_at},
        )
    else:
        booking = Booking.objects.filter(pk=said["booking"]).first()
        if booking is None:
            raise door.Refused("no_such_booking", "This booking is not there.")
    if booking.here_at is None:
        booking.here_at, booking.here_how = entry.received_at, said["how"]
        booking.save(update_fields=["here_at", "here_how"])
