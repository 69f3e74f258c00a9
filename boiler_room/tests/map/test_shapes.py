"""Precincts' shapes on their way in: sent, matched, taken through the door, replaced, removed, and there after a rebuild."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from boiler_room.map import taking
from boiler_room.map.shapes.matching import plain_code
from boiler_room.models import Shape, ShapeFile
from boiler_room.tests.map.files import DEGREES, dbf, geojson, shp, square, zipped
from boiler_room.tests.people import signed_in
from crew.tests.town import Town
from front_desk.tests.test_rebuild import forget, rebuild, ship
from lib import door

pytestmark = pytest.mark.django_db
DURHAM = (
    ({"OBJECTID": 1, "prec_id": "1", "county": "DURHAM"}, square(-79.0, 36.0)),
    ({"OBJECTID": 2, "prec_id": "02", "county": "Durham County"}, square(-78.9, 36.0)),
    ({"OBJECTID": 3, "prec_id": "99", "county": "DURHAM"}, square(-78.8, 36.0)),
)
WAKE = ({"OBJECTID": 4, "prec_id": "01", "county": "WAKE"}, square(-78.7, 35.8))


@pytest.fixture
def town(settings, tmp_path):
    settings.KEPT = tmp_path / "kept"
    return Town()


@pytest.fixture
def dave(town):
    """A data director for everywhere, signed in; Dana of the town directs Wake alone."""
    return signed_in(town.person("Dave", "data_director"))


def send(client, data: bytes, county="", name="precincts.geojson"):
    return client.post("/map/shapes/", {"file": SimpleUploadedFile(name, data), "county": county})


def page(answer) -> str:
    return answer.content.decode()


def test_sent_matched_by_the_best_guess_and_taken(town, dave):
    answer = send(dave, geojson(*DURHAM), town.durham.pk)
    assert answer.status_code == 302, page(answer)
    look = page(dave.get(answer["Location"]))
    assert "2 of 3 precincts matched" in look and 'value="prec_id" checked' in look
    assert "feature 3: “99”" in look.replace("</span>", "") or "“99”" in look
    assert "1 precinct without a shape" in look and ">03<" in look.replace("<p>03</p>", ">03<")
    assert not Shape.objects.exists()
    assert dave.post(answer["Location"]).status_code == 302
    assert set(Shape.objects.values_list("area", flat=True)) == {town.precincts[0].pk, town.precincts[1].pk}
    file = ShapeFile.objects.get()
    assert (file.code_field, file.shapes_n, file.counties) == ("prec_id", 2, [town.durham.pk])
    assert "precincts.geojson" in page(dave.get("/map/shapes/"))


def test_a_file_of_several_counties_says_which_is_whose(town, dave):
    answer = send(dave, geojson(*DURHAM, WAKE, ({"prec_id": "7", "county": "ORANGE"}, square(-79.3, 36.0))))
    look = page(dave.get(answer["Location"]))
    assert "3 of 4 precincts matched" in look and "<option selected>county</option>" in look
    assert "1 feature that is no precinct here" in look  # Durham's 99; Orange is none of ours
    dave.post(answer["Location"])
    assert Shape.objects.count() == 3 and ShapeFile.objects.get().county_field == "county"


def test_another_field_may_be_chosen(town, dave):
    answer = send(dave, geojson(*DURHAM), town.durham.pk)
    look = page(dave.get(answer["Location"], {"code": "OBJECTID"}))
    assert "3 of 3 precincts matched" in look and 'value="OBJECTID" checked' in look
    dave.post(answer["Location"] + "?code=OBJECTID")
    assert ShapeFile.objects.get().code_field == "OBJECTID" and Shape.objects.count() == 3


def test_a_field_that_matches_nothing_is_not_taken(town, dave):
    answer = send(dave, geojson(*DURHAM), town.durham.pk)
    there = answer["Location"] + "?code=county"
    assert "Nothing matches by this field" in page(dave.get(there))
    dave.post(there)
    assert not ShapeFile.objects.exists()


def test_sent_again_it_takes_the_place_of_the_one_before(town, dave):
    for _again in range(2):
        answer = send(dave, geojson(*DURHAM), town.durham.pk)
        dave.post(answer["Location"])
    assert Shape.objects.count() == 2 and ShapeFile.objects.count() == 2
    packed = zipped(shp=shp(square(-79.0, 36.0)), dbf=dbf(["PCT"], ["3"]), prj=DEGREES)
    dave.post(send(dave, packed, town.durham.pk, "p.zip")["Location"])
    assert list(Shape.objects.values_list("area", flat=True)) == [town.precincts[2].pk]
    assert (
        dave.post(answer["Location"]).status_code == 404
    )  # taken already: it is not there to be taken twice


def test_two_features_of_one_precinct_are_one_shape(town):
    data = geojson(({"p": "1"}, square(-79.0, 36.0)), ({"p": "01"}, square(-78.8, 36.0)))
    taking.take(data, "two.json", taking.offer(data, [town.durham], None, None))
    assert len(Shape.objects.get().rings) == 2


def test_removed_it_is_gone_once(town, dave):
    dave.post(send(dave, geojson(*DURHAM), town.durham.pk)["Location"])
    file = ShapeFile.objects.get()
    for _again in range(2):
        assert dave.post(f"/map/shapes/{file.pk}/removal/").status_code == 302
    assert not Shape.objects.exists()
    file.refresh_from_db()
    assert file.removed_at is not None


@pytest.mark.parametrize(("data", "said"), [
    (b"", "empty"), (b"<svg/>", "is no GeoJSON"), (geojson(({"a": 1}, square(500_000, 1))), "are no degrees"),
])  # fmt: skip
def test_what_cannot_be_read_is_said_at_the_form(town, dave, data, said):
    answer = send(dave, data, town.durham.pk)
    assert answer.status_code == 400 and said in page(answer) and not list(ShapeFile.objects.all())


def test_who_directs_one_county_draws_that_one(town, dave):
    dana = signed_in(town.dana)
    form = page(dana.get("/map/shapes/"))
    assert "Wake" in form and "Durham" not in form
    answer = send(dana, geojson(*DURHAM, WAKE), town.durham.pk)
    assert answer.status_code == 400  # Durham is no choice of hers
    answer = send(dana, geojson(*DURHAM, WAKE), town.wake.pk)
    dana.post(answer["Location"])  # and of the file only what is Wake's, though Durham has an 01, too
    assert len(Shape.objects.get().rings) == 1 and ShapeFile.objects.get().county_field == "county"
    assert list(Shape.objects.values_list("area", flat=True)) == [town.wake_precinct.pk]
    dave.post(send(dave, geojson(*DURHAM), town.durham.pk)["Location"])
    other = ShapeFile.objects.get(counties=[town.durham.pk])
    assert dana.post(f"/map/shapes/{other.pk}/removal/").status_code == 403 and Shape.objects.count() == 3


def test_captains_and_others_send_nothing_and_no_link_is_guessed(town, dave):
    for person in (town.maya, town.hugo):
        client = signed_in(person)
        assert client.get("/map/shapes/").status_code == 403
        assert send(client, geojson(*DURHAM), town.durham.pk).status_code == 403
    answer = send(dave, geojson(*DURHAM), town.durham.pk)
    assert signed_in(town.olga).get(answer["Location"]).status_code == 404  # another's, not yet taken
    assert dave.get("/map/shapes/" + "0" * 64 + "/").status_code == 404


@pytest.mark.parametrize(("payload", "reason"), [
    ({"sha256": "0" * 64}, "file_missing"), ({"code_field": "none"}, "nothing_matches"), ({"counties": []}, "nothing_matches"),
])  # fmt: skip
def test_an_entry_that_cannot_be_recorded_is_refused_and_kept(town, payload, reason):
    from roll.loading import keeping

    sha256, _size = keeping.keep([geojson(*DURHAM)])
    whole = {
        "counties": [town.durham.pk],
        "file_name": "d",
        "sha256": sha256,
        "code_field": "prec_id",
        "county_field": "",
    }
    with pytest.raises(door.Refused) as refused:
        door.enter("shapes", whole | payload)
    assert refused.value.reason == reason and not Shape.objects.exists()


@pytest.mark.parametrize(
    ("one", "other"), [("01-07", "1-7"), ("07A", "7a"), ("  3 ", "003"), ("G2B-1", "g2b 01"), ("000", "0")]
)
def test_codes_are_alike_whatever_their_zeros_and_signs(one, other):
    assert plain_code(one) == plain_code(other)


@pytest.mark.parametrize(("one", "other"), [("1-11", "11-1"), ("1A", "1B"), ("10", "1"), ("", "0")])
def test_different_codes_stay_different(one, other):
    assert plain_code(one) != plain_code(other)


def test_a_rebuild_draws_the_same_map(town, dave, tmp_path):
    dave.post(send(dave, geojson(*DURHAM), town.durham.pk)["Location"])
    before = list(Shape.objects.order_by("area").values_list("area", "rings"))
    folder = tmp_path / "journal"
    ship(folder)
    forget()
    assert not Shape.objects.exists()
    assert rebuild(folder).files == 1
    assert list(Shape.objects.order_by("area").values_list("area", "rings")) == before
