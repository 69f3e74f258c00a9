"""Strike sheets typed in by the number of their packet: a row counts once, and a slip is taken back."""

import json

import pytest

from crew.models import AuditNote
from front_desk.models import Entry
from lib import door
from lists.tests.staff import member, sign_in
from packets import keying, rounds, striking
from packets.models import Packet
from precincts import codes
from precincts.models import StrikeCode
from roll.models import PollingPlace, PrecinctPlace, Strike, Voted

pytestmark = pytest.mark.django_db


@pytest.fixture
def printed(paper):
    """Five voters of a precinct on two strike sheets; `by_name` and `by_code` are their packets."""
    PrecinctPlace.objects.create(
        precinct=paper.precinct, place=PollingPlace.objects.create(name="Alder School")
    )
    for n in range(5):  # the last by name lives first in the street
        paper.voter(last_name=f"Sample{n}", address=f"{9 - n} Alder Ct")
    rounds.run()
    paper.by_name, paper.by_code = Packet.objects.filter(kind="strikes").order_by("part")
    return paper


def tick(packet, *rows: tuple[int, str]):
    said = striking.read(packet, [{"row": n, "letter": letter} for n, letter in rows])
    return [one["verdict"] for one in striking.enter(packet, said, None)]


def struck() -> set[str]:
    return set(Voted.objects.filter(ended_seq=None).values_list("voter__last_name", flat=True))


def test_a_row_is_the_voter_who_stands_there(printed):
    assert tick(printed.by_name, (1, "X"), (5, "x")) == ["recorded"] * 2
    assert struck() == {"Sample0", "Sample4"}
    told = striking.lines(printed.by_name)
    assert [(one.name, one.ticked, one.voted) for one in told[:2]] == [
        ("Sample0, Pat", True, True),
        ("Sample1, Pat", False, False),
    ]
    entry = Entry.objects.filter(kind="strike").first()
    assert (entry.source, entry.payload["precinct"]) == ("paper", printed.precinct.pk)


def test_both_sheets_and_a_phone_and_the_same_again_count_once(printed):
    place = printed.by_code.rows.index(printed.by_name.rows[2]) + 1
    for _twice in range(2):
        tick(printed.by_name, (3, "X"))
        tick(printed.by_code, (place, "X"))
    door.enter(
        "strike", {"voter": StrikeCode.objects.get(n=printed.by_name.rows[2]).voter_id}, source="county"
    )
    assert Entry.objects.filter(kind="strike", source="paper").count() == 2, "one a packet and row"
    assert not Entry.objects.filter(verdict="refused").exists()
    assert struck() == {"Sample2"} and Voted.objects.count() == 1


def test_a_slip_is_taken_back_and_may_be_ticked_again(printed):
    tick(printed.by_name, (2, "X"))
    assert tick(printed.by_name, (2, "-"), (4, "-")) == ["recorded"] * 2, "nothing was ticked in row 4"
    tick(printed.by_name, (2, "-"))
    assert struck() == set() and Strike.objects.filter(withdrawn_by=None).count() == 0
    assert not striking.lines(printed.by_name)[1].ticked
    tick(printed.by_name, (2, "X"))
    assert struck() == {"Sample1"} and striking.lines(printed.by_name)[1].ticked


def test_a_sheet_that_was_replaced_can_still_be_typed_in(printed):
    door.enter(
        "strike", {"voter": StrikeCode.objects.get(n=printed.by_name.rows[0]).voter_id}, source="county"
    )
    rounds.run()
    printed.by_name.refresh_from_db()
    assert printed.by_name.replaced_at is not None
    tick(printed.by_name, (1, "X"), (2, "X"))
    assert struck() == {"Sample0", "Sample1"}
    assert striking.lines(printed.by_name)[0].voted


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ([{"row": 6, "letter": "X"}], "6"),
        ([{"row": 0, "letter": "X"}], "0"),
        ([{"row": 2, "letter": "N"}], "2"),
        ([{"letter": "X"}], "tick"),
        ("nonsense", "200"),
    ],
)
def test_a_row_that_cannot_be_read_is_named(printed, said, names):
    with pytest.raises(keying.Wrong, match=names):
        striking.read(printed.by_name, said)


def test_by_the_page_in_ones_own_areas_alone(printed, client):
    at = f"/packets/{printed.by_name.pk}/"
    rows = json.dumps({"rows": [{"row": 1, "letter": "X"}]})
    assert client.post(f"{at}rows/", rows, content_type="application/json").status_code == 302
    sign_in(client, member("Other", "captain", printed._area("region", "WAKE", printed.state)))
    assert client.get(f"{at}typing/").status_code == 404
    assert client.post(f"{at}rows/", rows, content_type="application/json").status_code == 404
    assert struck() == set()
    sign_in(client, member("Cap", "captain", printed.county))
    page = client.get(f"{at}typing/").content.decode()
    assert "Sample0, Pat" in page and f'data-code="{codes.shown(printed.by_name.rows[0])}"' in page
    told = client.post(f"{at}rows/", rows, content_type="application/json").json()
    assert told == {"rows": [{"row": 1, "verdict": "recorded", "text": ""}]}
    assert struck() == {"Sample0"}
    assert {"looked at a packet to type in", "typed in a packet"} <= set(
        AuditNote.objects.values_list("what", flat=True)
    )
