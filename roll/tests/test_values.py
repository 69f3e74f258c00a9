"""Dates, ids, codes and statuses as files have them."""

from datetime import date

import pytest

from roll import layout
from roll.loading import values
from roll.models import Voter
from roll.tests import files

NC = layout.builtin()["nc_voter_2026"]
TODAY = date(2026, 10, 20)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("10/09/2004", date(2004, 10, 9)), ("2004-10-09", date(2004, 10, 9)), ("20041009", date(2004, 10, 9)),
        ("1/2/2004", date(2004, 1, 2)), ("10/09/2004 00:00:00", date(2004, 10, 9)), ("##/##/####", None),
        ("XX-XX-XXXX", None), ("01/01/1900", None), ("", None), ("*", None),
    ],
)  # fmt: skip
def test_dates_in_several_formats_and_placeholders(raw, expected):
    assert values.day(raw, NC) == (expected, "")


@pytest.mark.parametrize("raw", ["02/30/2004", "13/13/2004", "next week 5"])
def test_impossible_dates_are_told(raw):
    found, problem = values.day(raw, NC)
    assert found is None and problem


@pytest.mark.parametrize(
    ("what", "year", "adult_on"),
    [
        (("03/05/1980", "", ""), 1980, None),
        (("1980", "", ""), 1980, None),
        (("", "1980", ""), 1980, None),
        (("", "", "46"), 1980, None),
        (("10/20/2008", "", ""), 2008, None),  # eighteen today
        (("10/21/2008", "", ""), 2008, date(2026, 10, 21)),
        (("02/29/2012", "", ""), 2012, date(2030, 3, 1)),
        (("", "2008", ""), 2008, date(2026, 12, 31)),  # the birthday is not known: not before the last day
        (("", "2008", "18"), 2008, None),
    ],
)
def test_age_and_the_eighteenth_birthday(what, year, adult_on):
    found = values.born(*what, NC, TODAY)
    assert (found.year, found.adult_on) == (year, adult_on)


@pytest.mark.parametrize("what", [("", "", "263"), ("", "1763", ""), ("01/01/2091", "", "")])
def test_impossible_ages_are_told(what):
    found = values.born(*what, NC, TODAY)
    assert found.year is None and found.problem


@pytest.mark.parametrize(
    ("raw", "code", "state", "expected"),
    [
        ("NEWHANOVER", "65", "NC", "NEWHANOVER"), ("New Hanover", "", "NC", "NEWHANOVER"), ("", "65", "NC", "NEWHANOVER"),
        ("Wake County", "", "NC", "WAKE"), ("", "DAD", "FL", "MIAMIDADE"), ("", "13", "FL", "MIAMIDADE"),
        ("", "025", "OH", "FRANKLIN"), ("cuyahoga", "18", "OH", "CUYAHOGA"), ("Los Angeles", "", "CA", "LOSANGELES"),
    ],
)  # fmt: skip
def test_counties_by_name_code_or_number(raw, code, state, expected):
    assert values.county(raw, code, state)[0] == expected


def test_a_county_that_the_state_has_not():
    assert values.county("ATLANTIS", "", "NC") is None


@pytest.mark.parametrize(
    ("raw", "lang"), [("Spanish", "es"), ("ES", "es"), ("hmn", "hmn"), ("", ""), ("Klingon", "")]
)
def test_languages(raw, lang):
    assert values.language(raw) == lang


@pytest.mark.django_db
def test_ids_zero_padded_here_and_not_there(load):
    load(b"voter id,last name,county\n000123,ORTEGA,WAKE\n")
    loaded = load(b"voter id,last name,county\n123,ORTEGA,WAKE\n")
    assert Voter.objects.get().source_id == "123"
    assert loaded.report["changes"]["unchanged"] == 1


@pytest.mark.django_db
@pytest.mark.parametrize("junk", ["", "NULL", "N/A", "??7", "0", "x" * 30])
def test_junk_ids_are_refused(load, junk):
    loaded = load(files.nc(files.line(1), files.line(2, ncid=junk)))
    assert [(r.line, r.reason) for r in loaded.refused_lines.all()] == [(3, "has no usable voter id")]


@pytest.mark.django_db
def test_duplicates_the_current_one_counts(load, warned):
    loaded = load(
        files.nc(
            files.line(1, {"active": False}, last_name="OLD"),
            files.line(2),
            files.line(2),
            files.line(1, last_name="CURRENT", county_id="92", county_desc="WAKE"),
        )
    )
    voter = Voter.objects.get(source_id="FW0000001")
    assert (voter.last_name, voter.county.code) == ("CURRENT", "WAKE")
    assert loaded.refused_lines.get().reason == "has the voter id of line 5, which is the current one"
    assert warned(loaded)["the same line twice: counted once"] == 1


@pytest.mark.django_db
def test_removed_rows_are_nobodys_and_inactive_voters_stay(load):
    loaded = load(
        files.nc(files.line(1, status_cd="R"), files.line(2, {"active": False}), files.line(3, status_cd="Q"))
    )
    assert dict(Voter.objects.values_list("source_id", "status")) == {
        "FW0000002": "inactive",
        "FW0000003": "active",
    }
    assert loaded.report["removed_in_file"] == 1


@pytest.mark.django_db
def test_pre_registered(load):
    body = files.florida(
        {"Voter_ID": "100200301", "Voter_Status": "PRE", "Birth_Date": "03/04/2009"},
        {"Voter_ID": "100200302", "Voter_Status": "INA"},
    )
    load(body, name="DUV_20261101.txt")
    young = Voter.objects.get(source_id="100200301")
    assert (young.status, young.adult_on) == ("pre", date(2027, 3, 4))
    assert Voter.objects.get(source_id="100200302").status == "inactive"


@pytest.mark.django_db
@pytest.mark.parametrize("code", ["01-01", "1/7", "007", "7", "G-1A"])
def test_precinct_codes_are_strings(load, code):
    load(files.nc(files.line(1, precinct_abbrv=code)))
    assert Voter.objects.get().precinct.code == code


@pytest.mark.django_db
def test_the_same_precinct_code_in_two_counties(load):
    load(files.nc(files.line(1), files.line(2, county_id="92", county_desc="WAKE")))
    first, second = Voter.objects.order_by("source_id")
    assert first.precinct_id != second.precinct_id and first.precinct.code == second.precinct.code


@pytest.mark.django_db
def test_literal_quotes_in_florida(load):
    load(files.florida({"Voter_ID": "100200301", "Name_First": 'ANA "NITA"'}), name="DUV_20261101.txt")
    assert Voter.objects.get().first_name == 'ANA "NITA"'


@pytest.mark.django_db
def test_zones_of_a_split_state(load):
    load(
        files.florida(
            {"Voter_ID": "100200301"}, {"Voter_ID": "100200302", "County_Code": "BAY", "Daytime_Area_Code": ""},
            {"Voter_ID": "100200303", "County_Code": "BAY", "Daytime_Area_Code": "962"},
        ),
        name="x_20261101.txt",
    )  # fmt: skip
    zones = dict(Voter.objects.values_list("source_id", "zone__names"))
    assert zones["100200301"] == ["America/New_York"]
    assert zones["100200302"] == ["America/Chicago"]
    assert zones["100200303"] == ["America/Chicago", "America/Los_Angeles"]
