"""The pages of paper: for whom they are, what they show, what they leave in the audit log."""

import json
from datetime import timedelta

import pytest

from crew.models import AuditNote
from lib import clock
from lists.tests.staff import member, sign_in
from packets import handing, rounds
from packets.models import Packet

pytestmark = pytest.mark.django_db


@pytest.fixture
def table(paper):
    from datetime import time

    for n in range(3):
        paper.voter(paper.number(), last_name=f"Sample{n:02}")
    sheet = paper.cut()
    sheet.hours_from, sheet.hours_to = time(0, 0), time(23, 59, 59)
    sheet.save()
    paper.dana = paper.person("Dana")
    paper.dana.team = paper.team
    paper.dana.save()
    rounds.run()
    paper.packet = Packet.objects.get(kind="calls")
    return paper


def test_a_captain_prints_gives_out_and_types_in(table, client):
    sign_in(client, member("Cap", "captain", table.county))
    page = client.get("/packets/").content.decode()
    assert "Everything was looked at 0 minutes ago." in page
    pdf = client.get(f"/packets/{table.packet.pk}/file/")
    assert b"".join(pdf.streaming_content).startswith(b"%PDF-")
    reply = client.post(
        f"/packets/{table.packet.pk}/giving/", {"person": table.dana.pk, "hours": 3}, follow=True
    )
    own = Packet.objects.get(handed=True)
    assert reply.redirect_chain == [(f"/packets/{own.pk}/", 302)]
    assert client.get(f"/packets/{own.pk}/file/").content.startswith(b"%PDF-")
    typing = client.get(f"/packets/{own.pk}/typing/").content.decode()
    assert "Pat Sample00" in typing
    rows = {"rows": [{"row": 1, "letter": "n"}, {"row": 2, "letter": "C", "answers": {"1": 1}}]}
    told = client.post(f"/packets/{own.pk}/rows/", json.dumps(rows), content_type="application/json").json()
    assert [one["verdict"] for one in told["rows"]] == ["recorded", "recorded"]
    client.post(f"/packets/{own.pk}/back/")
    assert own.handings.get().back_at is not None
    noted = set(AuditNote.objects.values_list("what", flat=True))
    assert {"printed a packet", "looked at a packet to type in", "typed in a packet"} <= noted


def test_one_of_another_area_sees_none_of_it(table, client):
    elsewhere = table._area("region", "WAKE", table.state)
    sign_in(client, member("Other", "captain", elsewhere))
    assert table.team.name not in client.get("/packets/").content.decode()
    given = handing.give(table.packet, table.dana, clock.now() + timedelta(hours=1), None)
    for path in ("", "file/", "typing/"):
        assert client.get(f"/packets/{given.pk}/{path}").status_code == 404, path
    for path in ("giving/", "back/", "rows/"):
        assert client.post(f"/packets/{given.pk}/{path}").status_code == 404, path
    assert client.get(f"/packets/area/{table.county.pk}/").status_code == 404


def test_nobody_without_a_role_prints(table, client):
    assert client.get("/packets/").status_code == 302
    assert client.get(f"/packets/{table.packet.pk}/file/").status_code == 302


def test_an_area_comes_in_one_file(table, client):
    import io
    import zipfile

    sign_in(client, member("Cap", "captain", table.county))
    reply = client.get(f"/packets/area/{table.packet.area_id}/")
    archive = zipfile.ZipFile(io.BytesIO(b"".join(reply.streaming_content)))
    assert archive.testzip() is None
    names = archive.namelist()
    assert {name.rpartition(".")[2] for name in names} == {"pdf", "html", "json"}
    assert sum(name.endswith(".pdf") for name in names) == Packet.objects.filter(replaced_at=None).count()


def test_a_number_leads_to_its_packet_and_a_wrong_digit_is_said(table, client):
    from packets import numbers

    sign_in(client, member("Cap", "captain", table.county))
    shown = numbers.shown(table.packet.pk)
    assert client.get("/packets/", {"number": shown}).url == f"/packets/{table.packet.pk}/"
    reply = client.get("/packets/", {"number": shown[:-1] + str((int(shown[-1]) + 1) % 10)})
    assert reply.status_code == 404
    assert "Look at its digits again" in reply.content.decode()


@pytest.mark.parametrize("body", ["", "[]", "{", '{"rows": 7}', '{"rows": [{"row": 99, "letter": "N"}]}'])
def test_what_cannot_be_read_is_said_and_nothing_is_entered(table, client, body):
    sign_in(client, member("Cap", "captain", table.county))
    given = handing.give(table.packet, table.dana, clock.now() + timedelta(hours=1), None)
    reply = client.post(f"/packets/{given.pk}/rows/", body, content_type="application/json")
    assert reply.status_code == 400
    assert reply.json()["error"]


def test_a_packet_that_was_never_out_cannot_be_typed_in(table, client):
    sign_in(client, member("Cap", "captain", table.county))
    assert client.get(f"/packets/{table.packet.pk}/typing/").url == f"/packets/{table.packet.pk}/"
    assert (
        client.post(f"/packets/{table.packet.pk}/rows/", "{}", content_type="application/json").status_code
        == 400
    )


def test_paper_is_for_those_who_never_joined_by_a_link(table, client):
    from crew.models import Person

    sign_in(client, member("Cap", "captain", table.county))
    give = f"/packets/{table.packet.pk}/giving/"
    for wrong in ({}, {"newcomer": "Ruth", "person": table.dana.pk}, {"newcomer": "12"}):
        assert client.post(give, {"hours": 3} | wrong).status_code == 400, wrong
    assert client.post(give, {"hours": 3, "newcomer": "Ruth Okafor"}).status_code == 302
    ruth = Person.objects.get(name="Ruth Okafor")
    assert ruth.team == table.team
    assert Packet.objects.get(handed=True).handings.get().person == ruth
    assert client.post(give, {"hours": 3, "newcomer": "Late Comer"}).status_code == 400, (
        "nobody is left on it"
    )
    assert not Person.objects.filter(name="Late Comer").exists()
