"""The pages: who gets in, what they show, what they note, what they never show."""

import datetime
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from crew.models import Area, AuditNote, Login, Person, Role
from lib import clock
from roll import tasks
from roll.loading import steps
from roll.models import Load, SavedLayout, Voter
from roll.tests import files

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def quick(settings, monkeypatch):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    monkeypatch.setattr(tasks.read_load, "defer", lambda **kwargs: None)
    monkeypatch.setattr(tasks.accept_load, "defer", lambda **kwargs: tasks.accept_load(**kwargs))


@pytest.fixture
def staff(client):
    """`staff(role, area=None)` -> the client, signed in with that role alone."""

    def sign_in(role: str, area: Area | None = None):
        person = Person.objects.create(name=role.title(), joined_at=clock.now())
        Role.objects.create(person=person, name=role, area=area)
        client.force_login(
            Login.objects.create_user(f"{role}{person.pk}@example.org", "a long password", person=person)
        )
        client.person = person
        return client

    return sign_in


def send(client, body: bytes, name="ncvoter101.txt", **fields):
    data = {
        "source": "State board",
        "permitted_use": "Getting out the vote",
        "wipe_on": "2099-01-01",
        "role": "",
    }
    return client.post("/roll/loads/", data | fields | {"file": SimpleUploadedFile(name, body)})


@pytest.mark.parametrize(
    ("page", "role", "status"),
    [
        ("/roll/", "data_director", 200), ("/roll/", "office", 200), ("/roll/", "help_desk", 200), ("/roll/", "captain", 403),
        ("/roll/loads/", "data_director", 200), ("/roll/loads/", "help_desk", 403), ("/roll/loads/", "captain", 403),
    ],
)  # fmt: skip
def test_for_whom(staff, page, role, status):
    assert staff(role).get(page).status_code == status


@pytest.mark.parametrize("page", ["/roll/", "/roll/loads/", "/roll/loads/1/", "/roll/voters/1/"])
def test_a_stranger_is_asked_to_sign_in(client, page):
    assert client.get(page).status_code == 302


def test_search_is_noted_without_what_was_searched(staff, load):
    load(files.county(3))
    page = staff("data_director").post("/roll/", {"q": "wellford2"}).content.decode()
    assert "WELLFORD2" in page and "FW0000002" in page
    note = AuditNote.objects.get(what="searched the roll")
    assert note.details == {"by": "name", "found": 1}


def test_search_and_card_keep_to_ones_areas(staff, load):
    load(files.nc(files.line(1), files.line(2, county_id="92", county_desc="WAKE")))
    here, there = Voter.objects.order_by("source_id")
    client = staff("help_desk", here.county)
    page = client.post("/roll/", {"q": "wellford"}).content.decode()
    assert "FW0000001" in page and "FW0000002" not in page
    assert client.get(f"/roll/voters/{here.pk}/").status_code == 200
    assert client.get(f"/roll/voters/{there.pk}/").status_code == 404
    assert client.get("/roll/voters/999999999/").status_code == 404


def test_a_card_shows_no_confidential_address(staff, load):
    load(files.nc(files.line(1, confidential_ind="Y", res_street_address="12 SECRET LN")))
    page = staff("data_director").get(f"/roll/voters/{Voter.objects.get().pk}/").content.decode()
    assert "SECRET" not in page and "Confidential by law" in page


def test_from_sending_to_taking_back(staff):
    client = staff("data_director")
    answer = send(client, files.nc(files.line(1), "broken", files.line(2)))
    sent = Load.objects.get()
    assert answer.headers["Location"] == f"/roll/loads/{sent.pk}/"
    assert "Being read" in client.get(f"/roll/loads/{sent.pk}/").content.decode()
    tasks.steps.read(sent)
    page = client.get(f"/roll/loads/{sent.pk}/").content.decode()
    assert "State board" in page and "has 1 column where 70 are expected" in page
    assert client.get(f"/roll/loads/{sent.pk}/progress/").headers["HX-Refresh"] == "true"
    csv = b"".join(client.get(f"/roll/loads/{sent.pk}/refused.csv").streaming_content).decode()
    assert csv.splitlines()[0].startswith("# source,State board,permitted use,Getting out the vote")
    assert "3,has 1 column where 70 are expected,broken" in csv
    alarmed = client.post(f"/roll/loads/{sent.pk}/acceptance/")
    assert alarmed.status_code == 409 and not Voter.objects.exists()
    client.post(f"/roll/loads/{sent.pk}/acceptance/", {"even_so": "1"})
    client.post(f"/roll/loads/{sent.pk}/acceptance/", {"even_so": "1"})
    assert Voter.objects.count() == 2
    client.post(f"/roll/loads/{sent.pk}/return/")
    assert not Voter.objects.exists()


def test_refusing(staff, read):
    staged = read(files.county(3))
    client = staff("data_director")
    client.post(f"/roll/loads/{staged.pk}/refusal/")
    assert client.post(f"/roll/loads/{staged.pk}/acceptance/").status_code == 409


def test_a_county_director_keeps_to_the_county(staff, load, read):
    load(files.nc(files.line(1)))
    other = read(files.nc(files.line(2, county_id="92", county_desc="WAKE")))
    client = staff("data_director", Voter.objects.get().county)
    assert client.get(f"/roll/loads/{other.pk}/").status_code == 404
    Load.objects.filter(pk=other.pk).update(made_by=client.person)
    refused = client.post(f"/roll/loads/{other.pk}/acceptance/")
    assert refused.status_code == 409 and "beyond your areas" in refused.content.decode()


@pytest.mark.parametrize(
    ("body", "says"),
    [(b"", "empty"), (b"%PDF-1.7 x", "text file"), (b"one line only\n", "one line after it")],
)
def test_an_unreadable_file_is_said_at_once(staff, body, says):
    page = send(staff("data_director"), body, role="voters").content.decode()
    assert says in page and not Load.objects.exists()


def test_a_wipe_date_gone_by(staff):
    page = send(staff("data_director"), files.county(1), wipe_on="2020-01-01").content.decode()
    assert "This day has passed" in page


def test_mapping_guesses_saves_and_is_used_again(staff):
    client = staff("data_director")
    body = b"ref,nachname,given,tel\nVX00123,ORTEGA,LUZ,3715550144\nVX00124,SMITH,JO,(371) 555-0145\n"
    answer = send(client, body, "list.csv", role="voters", state="NC")
    page = client.get(answer.headers["Location"]).content.decode()
    assert "Last name" in page and "3715550144" in page
    fields = {
        "role": "voters",
        "save": "1",
        "field-id": "ref",
        "field-first": "given",
        "field-phone": "tel",
        "state": "nc",
    }
    wrong = client.post(answer.headers["Location"], fields)
    assert wrong.status_code == 409 and "Say which column is the Last name" in wrong.content.decode()
    client.post(
        answer.headers["Location"], fields | {"field-last": "nachname", "name": "Our list", "county": "Wake"}
    )
    assert SavedLayout.objects.get().name == "our-list"
    made = steps.read(Load.objects.get())
    steps.accept(made, even_so=True)
    assert Voter.objects.get(last_name="ORTEGA").phones.get().number == "+13715550144"
    send(client, body.replace(b"LUZ", b"LUCIA"), "list2.csv", role="voters")
    assert Load.objects.order_by("-pk")[0].layout == "our-list"


def test_mapping_shows_what_stands_in_a_column_and_survives_a_broken_line(staff):
    client = staff("data_director")
    body = b"ref,nachname,given,tel\nVX00123,ORTEGA,LUZ,3715550144\nVX00124,SMITH,JO,3715550145\nbroken\n"
    place = send(client, body, "list.csv").headers["Location"]
    assert "<option selected>ref</option>" in client.get(place).content.decode()
    chosen = {"role": "voters", "field-last": "nachname", "field-id": "ref"}
    part = client.post(place, chosen, headers={"HX-Request": "true"}).content.decode()
    assert "ORTEGA · SMITH" in part and "<html" not in part
    assert "3715550144" not in part  # nobody said that there are numbers
    again = client.post(place, {"role": "append", "again": "1"}).content.decode()
    assert "Support score" in again and "3715550144 · 3715550145" in again


def test_in_spanish_the_form_holds_a_day_that_browsers_can_read(staff):
    client = staff("data_director")
    page = client.get("/roll/loads/", headers={"Accept-Language": "es"}).content.decode()
    assert "Enviar y revisar" in page
    assert re.search(r'name="wipe_on" value="\d{4}-\d\d-\d\d"', page)


def test_the_refused_lines_are_said_in_spanish_too(staff, read):
    staged = read(files.nc(files.line(1), "broken"))
    client = staff("data_director")
    csv = client.get(f"/roll/loads/{staged.pk}/refused.csv", headers={"Accept-Language": "es"})
    assert "3,tiene 1 columna donde se esperan 70,broken" in b"".join(csv.streaming_content).decode()


def test_a_mapping_of_nobodys_file(staff):
    assert staff("data_director").get("/roll/files/abc123/mapping/").status_code == 404


def test_wiping_by_date(load, kept):
    from roll.loading import wiping

    loaded = load(files.county(3))
    Load.objects.filter(pk=loaded.pk).update(wipe_on=datetime.date(2026, 12, 1))
    assert wiping.wipe_due(datetime.date(2026, 11, 30)) == 0
    assert wiping.wipe_due(datetime.date(2026, 12, 1)) == 1
    assert not list(kept.iterdir())
    with pytest.raises(steps.NotNow, match="wiped"):
        steps.take_back(loaded)
