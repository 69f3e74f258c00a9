"""Shifts: planned, booked, confirmed by link, checked in by link, code or captain; who is missing now."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest

from crew import join_links, joining, shift_links, shift_reads, shifts
from crew.models import Booking, Shift
from crew.scope import Scope
from lib import clock, door


@pytest.fixture
def shift(town) -> Shift:
    """Began half an hour ago; Vera is booked."""
    begin = clock.now() - timedelta(minutes=30)
    made = shifts.make(town.durham_team, begin, begin + timedelta(hours=3), 4, "12 Main St", town.maya)
    shifts.book(made, [town.vera], town.maya)
    return made


@pytest.fixture
def booking(shift) -> Booking:
    return shift.bookings.get()


def answer(client, booking, said):
    return client.post(f"/shift/{shift_links.code(booking)}", {"answer": said})


def test_yes_no_and_here_by_ones_own_link(client, booking):
    page = client.get(f"/shift/{shift_links.code(booking)}").content.decode()
    assert "Vera Volunteer" in page and "12 Main St" in page and "(919) 555-0199" in page
    answer(client, booking, "no")
    booking.refresh_from_db()
    assert booking.coming is False and booking.answered_at
    answer(client, booking, "yes")
    answer(client, booking, "here")
    booking.refresh_from_db()
    assert (booking.coming, booking.here_how) == (True, "link")
    assert "You are checked in" in client.get(f"/shift/{shift_links.code(booking)}").content.decode()


def test_the_first_check_in_counts(client, booking):
    answer(client, booking, "here")
    first = Booking.objects.get().here_at
    with clock.shifted(600):
        answer(client, booking, "here")
    assert Booking.objects.get().here_at == first


@pytest.mark.parametrize("spelt", [str.upper, str.lower, lambda c: c.replace("-", ""), lambda c: c + "/"])
def test_any_spelling_of_the_link(client, booking, spelt):
    assert client.get(f"/SHIFT/{spelt(shift_links.code(booking))}").status_code == 200


@pytest.mark.parametrize(
    "change", [lambda c: "1" + c, lambda c: c[:-1] + ("0" if c[-1] != "0" else "1"), lambda c: "x"]
)
def test_a_guessed_link_opens_nothing(client, booking, shift, change):
    assert client.get(f"/shift/{change(shift_links.code(booking))}").status_code == 404
    assert client.get(f"/here/{change(shift_links.code(shift))}").status_code == 404
    assert client.get(f"/shift/{shift_links.code(shift)}").status_code == 404, (
        "the door's code is no person's link"
    )


@pytest.mark.parametrize("hours", [-3, 3])
def test_nobody_is_here_before_or_after(client, town, hours):
    begin = clock.now() + timedelta(hours=hours)
    made = shifts.make(town.durham_team, begin, begin + timedelta(hours=1), 1, "", town.maya)
    shifts.book(made, [town.vera], town.maya)
    answer(client, made.bookings.get(), "here")
    assert made.bookings.get().here_at is None


def test_cancelled_it_says_so_and_takes_no_answer(client, shift, booking, town):
    shifts.cancel(shift, town.maya)
    answer(client, booking, "yes")
    answer(client, booking, "here")
    booking.refresh_from_db()
    assert (booking.coming, booking.here_at) == (None, None)
    assert "cancelled" in client.get(f"/shift/{shift_links.code(booking)}").content.decode()


def test_at_the_door_by_name_and_number(client, shift, town):
    at = f"/here/{shift_links.code(shift)}"
    typed = {"name": "vera  volunteer", "phone": "919-555-0101"}
    assert client.post(at, typed)["Location"].endswith("?welcome=1")
    assert Booking.objects.get().here_how == "code"


@pytest.mark.parametrize(
    ("name", "phone"), [("Vera Volunteer", "9195550102"), ("Walt", "9195550101"), ("", ""), ("V", "1")]
)
def test_who_is_not_known_is_told_whom_to_ask(client, shift, name, phone):
    page = client.post(f"/here/{shift_links.code(shift)}", {"name": name, "phone": phone})
    assert page.status_code == 400
    assert not Booking.objects.exclude(here_at=None).exists()


def by_device(client, shift, token):
    headers = {"Authorization": f"Bearer {token}"}
    response = client.post(
        f"/here/{shift_links.code(shift)}/device", "{}", content_type="application/json", headers=headers
    )
    return response.status_code, json.loads(response.content)


def test_at_the_door_by_ones_phone_also_unbooked(client, shift, town):
    link = join_links.make(town.durham_team, town.maya)
    joined = joining.join(link.code, uuid4(), "Sam", "9195550142")
    assert by_device(client, shift, joined.token) == (200, {"name": "Sam"})
    assert by_device(client, shift, joined.token)[0] == 200
    assert Booking.objects.filter(person=joined.person).exclude(here_at=None).count() == 1


def test_at_the_door_of_another_team(client, shift, town):
    walt = joining.join(join_links.make(town.wake_team, town.walt).code, uuid4(), "Wim", "9195550143")
    status, said = by_device(client, shift, walt.token)
    assert (status, said["code"]) == (403, "not_your_shift")
    assert by_device(client, shift, "no token at all")[0] == 401


def test_who_is_missing_now_and_the_flake_rate(town, shift, client):
    sam, ines = (town.person(name, team=town.durham_team, phone="+19195550150") for name in ("Sam", "Ines"))
    shifts.book(shift, [town.vera, sam, ines], town.maya)
    shifts.answer(shift.bookings.get(person=ines), False, ines)
    shifts.check_in(shift.bookings.get(person=sam), "staff", town.maya)
    (seen,) = shift_reads.shifts(Scope(town.maya))
    assert (seen.booked_n, seen.coming_n, seen.here_n, seen.missing_n, seen.short_n) == (3, 0, 1, 1, 2)
    assert [b.person.name for b in shift_reads.bookings(seen) if b.missing] == ["Vera Volunteer"]
    assert shift_reads.flake(town.durham_team.__class__.objects.all()).rate is None
    with clock.shifted(4 * 3600):
        (seen,) = shift_reads.shifts(Scope(town.maya))
        assert seen.missing_n == 0
        assert round(shift_reads.flake(town.durham_team.__class__.objects.all()).rate, 2) == 0.67


def test_booked_once(town, shift):
    assert shifts.book(shift, [town.vera], town.maya) == 0
    door.enter("booking", {"id": door.new_id("crew_booking"), "shift": shift.pk, "person": town.vera.pk})
    assert Booking.objects.count() == 1


# The staff's pages


def test_a_captain_plans_books_and_sees_who_is_missing(town, signed_in):
    maya = signed_in(town.maya)
    said = {
        "team": town.durham_team.pk,
        "day": "2026-11-03",
        "begin": "22:00",
        "end": "01:00",
        "wanted": 2,
        "note": "",
    }
    at = maya.post("/staff/shifts/", said)["Location"]
    made = Shift.objects.get()
    assert made.ends_at - made.starts_at == timedelta(hours=3)
    assert made.starts_at.astimezone(shift_reads.zone.of(town.durham)).hour == 22
    maya.post(f"{at}bookings/", {"person": [town.vera.pk, town.dana.pk]})
    assert [b.person for b in Booking.objects.all()] == [town.vera], "only people of the team"
    page = maya.get(at).content.decode()
    assert "sms:+19195550101" in page and shift_links.code(Booking.objects.get()) in page
    maya.post(f"/staff/bookings/{Booking.objects.get().pk}/presence/")
    assert Booking.objects.get().here_how == "staff"
    maya.post(f"{at}cancellation/")
    assert Shift.objects.get().cancelled_at


def test_the_page_names_the_missing(town, signed_in, shift):
    assert "1 person is missing now" in signed_in(town.maya).get("/staff/shifts/").content.decode()


@pytest.mark.parametrize("part", ["", "poster/", "here.svg"])
def test_pages_of_a_shift_open_for_its_own_area(town, signed_in, shift, part):
    assert signed_in(town.maya).get(f"/staff/shifts/{shift.pk}/{part}").status_code == 200
    assert signed_in(town.hugo).get(f"/staff/shifts/{shift.pk}/{part}").status_code == 200
    assert signed_in(town.walt).get(f"/staff/shifts/{shift.pk}/{part}").status_code == 403
    assert signed_in(town.dana).get(f"/staff/shifts/{shift.pk}/{part}").status_code == 403
    assert signed_in(town.olga).get(f"/staff/shifts/999999/{part}").status_code == 404


def test_another_areas_captain_changes_nothing(town, signed_in, shift, booking):
    walt = signed_in(town.walt)
    for at in (f"/staff/shifts/{shift.pk}/bookings/", f"/staff/shifts/{shift.pk}/cancellation/",
               f"/staff/bookings/{booking.pk}/presence/"):  # fmt: skip
        assert walt.post(at, {"all": "1"}).status_code == 403
    said = {"team": town.durham_team.pk, "day": "2026-11-03", "begin": "10:00", "end": "12:00", "wanted": 2}
    assert walt.post("/staff/shifts/", said).status_code == 400
    assert Shift.objects.count() == 1 and Shift.objects.get().cancelled_at is None
