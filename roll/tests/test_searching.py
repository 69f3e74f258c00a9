"""Search by name, address, phone and id; mistypings; only within one's areas; by index."""

import pytest

from roll import searching
from roll.loading import tables
from roll.models import Voter
from roll.tests import files

pytestmark = pytest.mark.django_db


@pytest.fixture
def roll(load):
    load(
        files.nc(
            files.line(
                1, {"last": "GARCÍA", "first": "MARÍA", "phone": "3715550101", "street": "12 ALDER CT"}
            ),
            files.line(2, {"last": "WELLFORD", "first": "JOHN", "phone": "", "street": "14 ALDER CT"}),
            files.line(
                3,
                {"last": "DE LA CRUZ", "first": "ANA LUZ", "street": "9 MILL RD APT 4"},
                county_id="92",
                county_desc="WAKE",
            ),
            files.line(4, {"last": "HIDDEN", "first": "PAT", "confidential": True}),
        )
    )


@pytest.mark.parametrize(
    ("text", "how", "who"),
    [
        ("garcía", "name", [1]), ("María García", "name", [1]), ("garcía, maría", "name", [1]),
        ("wellford", "name", [2]), ("wellf", "name", [2]), ("john w", "name", []), ("wellford jo", "name", [2]),
        ("john", "name", [2]), ("de la cruz", "name", [3]), ("ana luz de la cruz", "name", [3]),
        ("wellfrod", "name", [2]), ("jon wellford", "name", [2]), ("garcia", "name", [1]), ("maria garcia", "name", [1]),
        ("(371) 555-0101", "phone", [1]), ("+1 371 555 0101", "phone", [1]), ("FW0000002", "id", [2]),
        ("fw0000002", "id", [2]), ("12 alder court", "address", [1]), ("12 ald", "address", [1]),
        ("alder ct", "address", [1, 2]), ("14 aldr ct", "address", [2]), ("9 Mill Road #4", "address", [3]),
        ("nobody at all", "name", []), ("", "name", []), ("x", "name", []),
    ],
)  # fmt: skip
def test_finds(roll, text, how, who):
    found = searching.search(text)
    assert [v["source_id"] for v in found.voters] == [f"FW{n:07d}" for n in who]
    assert not who or found.how == how


def test_a_mistyping_says_what_was_searched(roll):
    assert "WELLFORD" in searching.search("wellfrod").corrected


def test_only_within_ones_areas(roll):
    mine = [Voter.objects.get(source_id="FW0000002").precinct_id]
    assert [v["source_id"] for v in searching.search("wellford", mine).voters] == ["FW0000002"]
    assert searching.search("de la cruz", mine).voters == []


def test_an_address_never_leads_to_a_confidential_voter(roll):
    (found,) = searching.search("hidden").voters
    assert found["confidential"] and found["address"] == "" and found["city"] == ""


@pytest.mark.parametrize(
    ("sql", "index"),
    [
        ("select id from roll_voter where last_name >= 'SM' and last_name < 'SN'", "voter_name"),
        ("select id from roll_voter where first_name >= 'AN' and first_name < 'AO'", "voter_first_name"),
        ("select id from roll_voter where source_id = 'FW1'", "a_voter_once"),
        ("select voter_id from roll_phone where number = '+13715550101'", "roll_phone_number"),
        ("select id from roll_household where address_key >= '12 A' and address_key < '12 B'", "a_door_once"),
    ],
)
def test_reads_by_index(roll, sql, index):
    tables.run("set local enable_seqscan = off")
    assert index in "\n".join(row for (row,) in tables.rows("explain " + sql))
