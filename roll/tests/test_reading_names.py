"""Headers: missing, misspelt, doubled, renamed, repeated, one short."""

import pytest

from roll import layout
from roll.models import Voter
from roll.reading.problems import Unreadable
from roll.tests import files

pytestmark = pytest.mark.django_db
NC = layout.builtin()["nc_voter_2026"]


def test_each_layout_knows_its_own_file(read, load):
    assert read(files.county(3)).layout == "nc_voter_2026"
    load(files.county(3))
    assert read(files.absentee((1, "ACCEPTED")), "voted").layout == "nc_absentee"
    assert read(files.florida({"Voter_ID": "100200300"}), name="DUV_20261101.txt").layout == "fl_voter"
    assert read(files.ohio({"SOS_VOTERID": "OH0000000001"})).layout == "oh_voter"


def test_the_vintage_of_2022(load):
    old = layout.builtin()["nc_voter_2022"].columns
    now = dict(zip(files.COLUMNS, files.line(1).strip('"').split('"\t"'), strict=True))
    cells = [now.get(c, {"birth_age": "46"}.get(c, "")) for c in old]
    body = "\r\n".join("\t".join(f'"{c}"' for c in row) for row in (old, cells)) + "\r\n"
    loaded = load(body.encode())
    assert loaded.layout == "nc_voter_2022"
    assert Voter.objects.get().source_id == "FW0000001"


def test_a_misspelt_required_column_is_named_with_a_guess(read):
    staged = read(files.nc(files.line(1), header=files.HEADER.replace('"ncid"', '"ncidd"')), layout=NC)
    assert staged.state == "failed"
    assert "line 1: column 'ncid' (Voter id) is missing; did you mean 'ncidd'?" in staged.error


def test_a_missing_column_leaves_what_the_roll_has(load, warned):
    load(files.county(2))
    without = [c for c in files.COLUMNS if c != "full_phone_number"]
    cells = dict(zip(files.COLUMNS, files.line(1, last_name="NEWNAME").strip('"').split('"\t"'), strict=True))
    body = files.nc("\t".join(f'"{cells[c]}"' for c in without), header="\t".join(f'"{c}"' for c in without))
    loaded = load(body, layout=NC)
    voter = Voter.objects.get(source_id="FW0000001")
    assert voter.last_name == "NEWNAME" and voter.phones.get().number == "+13715550101"
    assert any("'full_phone_number' (Phone) is missing" in kind for kind in warned(loaded))


def test_spaces_and_underscores_are_one(load):
    load(files.nc(files.line(1), header=files.HEADER.replace("_", " ").upper()), layout=NC)
    assert Voter.objects.count() == 1


def test_a_header_one_field_short_in_the_middle(load):
    load(files.nc(files.line(1), header=files.HEADER.replace('"race_code"\t', "")), layout=NC)
    voter = Voter.objects.get()
    assert (voter.party, voter.sex, voter.birth_year) == ("DEM", "F", 1980)


def test_a_header_one_field_short_at_the_end(load):
    body = b"ncid,last name,county,status\r\nAB123,SMITH,WAKE,A,\r\nAB124,JONES,WAKE,A,x\r\n"
    load(body)
    assert Voter.objects.count() == 2


def test_a_column_twice(load, warned):
    body = (
        b"voter id,last name,first name,county,phone,phone\r\nAB123,SMITH,JO,WAKE,3715550111,3715550112\r\n"
    )
    loaded = load(body)
    assert Voter.objects.get().phones.get().number == "+13715550111"
    assert any("appears twice" in kind for kind in warned(loaded))


def test_a_header_repeated_inside(load, warned):
    loaded = load(files.nc(files.line(1), files.HEADER, files.line(2)))
    assert Voter.objects.count() == 2
    assert warned(loaded)["a repeated header was left out"] == 1


def test_a_header_where_none_is_expected(load):
    load(files.county(1))
    head = "\t".join(layout.builtin()["fl_vbm"].columns) + "\r\n"
    row = dict.fromkeys(layout.builtin()["fl_vbm"].columns, "") | {
        "RecordType": "AbStat", "CountyId": "DUV", "FVRSVoterIdNumber": "100200300", "ElectionDate": "11/03/2026",
        "AbsenteeRequestStatus": "V",
    }  # fmt: skip
    line = "\t".join(row.values()) + "\r\n"
    loaded = load((head + line + head + line).encode(), "voted", name="ABL_12_11012026.txt")
    assert loaded.layout == "fl_vbm" and loaded.report["unmatched"] == 1 and loaded.report["read"] == 2


def test_a_file_that_fits_nothing(read):
    with pytest.raises(Unreadable, match="Voter id"):
        read(b"colour,size\r\nred,7\r\n")


def test_any_csv_by_its_header(load):
    body = b"VoterID;Surname;Given Name;Street Address;Zip;County;Pct;Cell;DOB\r\n"
    body += b"7001;Ortega;Luz;5 Bay Rd;27601;Wake;01-07;(371) 555-0144;1990-02-01\r\n"
    load(body)
    voter = Voter.objects.get()
    assert (voter.source_id, voter.last_name, voter.birth_year) == ("7001", "Ortega", 1990)
    assert voter.precinct.code == "01-07" and voter.phones.get().number == "+13715550144"
