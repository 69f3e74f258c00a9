"""Large print and other paper: any packet, once more from its rows; what is on a PDF of ours."""

import re

import pytest

from lib import clock
from lists.tests.staff import member, sign_in
from packets import printing, rounds
from packets.contents import again
from packets.models import Packet
from roll.models import PollingPlace, PrecinctPlace

pytestmark = pytest.mark.django_db
BOX = re.compile(rb"/MediaBox ?\[0 0 ([\d.]+) ([\d.]+)\]")


@pytest.fixture
def table(paper):
    PrecinctPlace.objects.create(
        precinct=paper.precinct, place=PollingPlace.objects.create(name="Alder School")
    )
    paper.voters = [
        paper.voter(paper.number(), last_name=f"Sample{n:02}", address=f"{n} Alder Ct") for n in range(12)
    ]
    paper.cut()
    rounds.run()
    return paper


def sizes(document: bytes) -> set[tuple[int, int]]:
    return {(round(float(w)), round(float(h))) for w, h in BOX.findall(document)}


@pytest.mark.parametrize("kind", ["calls", "strikes", "cover"])
def test_any_packet_is_set_in_large_print_and_on_either_paper(table, client, kind):
    sign_in(client, member("Cap", "captain", table.county))
    packet = Packet.objects.filter(kind=kind, replaced_at=None).first()
    assert b"?large=1" in client.get(f"/packets/{packet.pk}/").content
    plain = b"".join(client.get(f"/packets/{packet.pk}/file/").streaming_content)
    assert sizes(plain) == {(612, 792)}
    large = client.get(f"/packets/{packet.pk}/file/?large=1").content
    assert printing.pages(large) >= printing.pages(plain) and large != plain
    assert sizes(client.get(f"/packets/{packet.pk}/file/?paper=a4").content) == {(595, 842)}
    assert client.get(f"/packets/{packet.pk}/file/?paper=foolscap").status_code == 404


def test_the_wrong_captain_gets_no_size_of_it(table, client):
    from lists.tests.county import County

    sign_in(client, member("Ben", "captain", County("WAKE").county))
    packet = Packet.objects.filter(kind="strikes").first()
    assert client.get(f"/packets/{packet.pk}/file/?large=1").status_code == 404


def test_who_has_voted_since_is_on_no_sheet_that_is_set_anew(table):
    from lib import door

    packet = Packet.objects.filter(kind="strikes", part=1).first()
    door.enter("strike", {"voter": table.voters[3].pk}, source="county")
    names = [row[1] for row in again.of_packet(packet).sheet["rows"]]
    assert len(names) == 11 and not any("Sample03" in name for name in names)


def test_set_anew_it_is_the_same_packet(table):
    for packet in Packet.objects.filter(replaced_at=None):
        assert again.of_packet(packet).digest == packet.digest, packet.kind


def test_one_that_was_replaced_is_gone(table, client):
    sign_in(client, member("Cap", "captain", table.county))
    packet = Packet.objects.filter(kind="calls").first()
    Packet.objects.filter(pk=packet.pk).update(replaced_at=clock.now())
    (table.folder / packet.path).unlink()
    assert client.get(f"/packets/{packet.pk}/file/?large=1").status_code == 404


def test_a_pdf_is_tagged_and_brings_its_fonts(table):
    for packet in Packet.objects.filter(replaced_at=None):
        document = (table.folder / packet.path).read_bytes()
        assert b"/StructTreeRoot" in document and b"/MarkInfo" in document, "tagged, for screen readers"
        assert b"/Lang" in document
