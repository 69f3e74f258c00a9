"""A confidential address is never kept, and leaves what was kept before."""

import json

import pytest

from roll.loading import keeping, steps
from roll.models import Before, Household, Voter
from roll.tests import files

pytestmark = pytest.mark.django_db
SECRET = "14 ALDER CT"


def everything_kept(kept) -> str:
    """All that the roll keeps of anyone, as text: rows, images and files."""
    import gzip

    raw = [(path.suffix, path.read_bytes()) for path in kept.iterdir()]
    bodies = [(gzip.decompress(b) if suffix == ".gz" else b).decode("latin-1") for suffix, b in raw]
    rows = [str(row) for model in (Voter, Household, Before) for row in model.objects.values()]
    return "\n".join(bodies + rows)


def test_north_carolina_blanks_the_address(load):
    load(files.nc(files.line(1, {"confidential": True})))
    voter = Voter.objects.get()
    assert voter.confidential and voter.address == "" and voter.household_id is None
    assert not voter.phones.exists()


def test_an_address_given_though_confidential_is_not_kept(load):
    load(files.nc(files.line(1, confidential_ind="Y")))
    voter = Voter.objects.get()
    assert (voter.address, voter.city, voter.zip) == ("", "", "") and not Household.objects.exists()


def test_florida_writes_stars(load):
    stars = dict.fromkeys(
        ("Residence_Address_Line_1", "Residence_City", "Residence_Zipcode", "Birth_Date"), "*"
    )
    load(
        files.florida({"Voter_ID": "100200301", "Requested_public_records_exemption": "Y"} | stars),
        name="DUV_20261101.txt",
    )
    voter = Voter.objects.get()
    assert voter.confidential and voter.address == "" and voter.birth_year is None


def test_stars_without_the_flag_count_too(load):
    load(files.florida({"Voter_ID": "100200301", "Residence_Address_Line_1": "*"}), name="DUV_20261101.txt")
    assert Voter.objects.get().confidential


def test_newly_confidential_is_redacted_from_everything_kept(load, kept):
    load(files.nc(files.line(1, res_street_address=SECRET), files.line(2)))
    moved = load(files.nc(files.line(1, res_street_address="15 OTHER ST"), files.line(2)))
    assert SECRET in everything_kept(kept)
    week = load(files.nc(files.line(1, {"confidential": True}), files.line(2)))
    left = everything_kept(kept)
    assert SECRET not in left and "15 OTHER ST" not in left and "3715550101" not in left
    assert "9 MILL RD APT 4" in left  # the neighbour's stays
    assert keeping.is_redacted(moved.sha256)
    steps.take_back(week)
    voter = Voter.objects.get(source_id="FW0000001")
    assert voter.confidential and voter.address == ""


def test_a_redacted_file_keeps_lines_and_ids(load):
    first = load(files.nc(*(files.line(n) for n in range(1, 6))))
    load(
        files.nc(files.line(1), files.line(2, {"confidential": True}), *(files.line(n) for n in range(3, 6)))
    )
    from roll.loading import steps as again

    again._stage(first)
    assert first.report["accepted"] == 5
    from roll.loading import tables

    rows = tables.rows(f"select line, source_id, address from {tables.ready(first)} order by line")
    assert [(line, who) for line, who, _ in rows] == [(n + 1, f"FW000000{n}") for n in range(1, 6)]
    assert rows[1][2] == "" and rows[2][2] != ""


def test_the_same_file_sent_again_does_not_come_back_whole(load, kept):
    body = files.nc(files.line(1, res_street_address=SECRET), files.line(2))
    load(body)
    load(files.nc(files.line(1, {"confidential": True}), files.line(2)))
    keeping.keep([body])
    assert SECRET not in everything_kept(kept)


def test_coordinates_never_go_to_a_confidential_voter(load):
    load(files.nc(files.line(1, {"confidential": True}), files.line(2)))
    load(b"ncid,latitude,longitude\nFW0000001,35.1,-78.2\nFW0000002,35.1,-78.2\n", "append")
    assert dict(Voter.objects.values_list("source_id", "latitude")) == {"FW0000001": None, "FW0000002": 35.1}


def test_reports_hold_no_addresses(load):
    loaded = load(files.nc(files.line(1), files.line(2, ncid=""), files.line(3, {"phone": "123"})))
    assert "ALDER" not in json.dumps(loaded.report)
