"""Normalisation, by property: the same door has the same key however it is spelt, and a key is its own key."""

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from roll.loading.cleaning import e164

pytestmark = pytest.mark.django_db
RELAXED = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
SPELLINGS = (
    ("STREET", "ST"), ("AVENUE", "AVE"), ("ROAD", "RD"), ("DRIVE", "DR"), ("LANE", "LN"), ("COURT", "CT"),
    ("BOULEVARD", "BLVD"), ("CIRCLE", "CIR"), ("PARKWAY", "PKWY"), ("HIGHWAY", "HWY"), ("TERRACE", "TER"),
)  # fmt: skip
WORD = st.text(st.characters(whitelist_categories=["Lu"], max_codepoint=0xFF), min_size=2, max_size=9)


def ask(function: str, *values):
    with connection.cursor() as cursor:
        cursor.execute(f"select {function}({', '.join(['%s'] * len(values))})", values)
        return cursor.fetchone()[0]


@RELAXED
@given(
    st.integers(1, 99_999), WORD, st.sampled_from(SPELLINGS), st.sampled_from(["", "APT 4", "#4", "Unit 4", "apt. # 4"]),
    st.sampled_from([" ", "  ", " , "]),
)  # fmt: skip
def test_one_door_one_key(number, word, kind, unit, gap):
    plain = ask("roll_address_key", f"{number} {word} {kind[1]}", "UNIT 4" if unit else "", "27601", "")
    spelt = ask(
        "roll_address_key", f"{number}{gap}{word.lower()}{gap}{kind[0].lower()}.", unit, "27601-1234", ""
    )
    assert spelt == plain


@RELAXED
@given(st.text(max_size=60).filter(lambda t: "\0" not in t))
def test_a_key_is_its_own_key(street):
    once = ask("roll_street_key", street, "")
    assert ask("roll_street_key", once, "") == once


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("12 North Main Street", "12 N MAIN ST"), ("12 N. Main St.", "12 N MAIN ST"),
        ("9 Mill Road, Apartment 4", "9 MILL RD UNIT 4"), ("9 MILL RD # 4", "9 MILL RD UNIT 4"),
    ],
)  # fmt: skip
def test_spellings(one, other):
    assert ask("roll_street_key", one, "") == other


@pytest.mark.parametrize(("one", "other"), [("12 MAIN ST", "14 MAIN ST"), ("12 MAIN ST", "12 MAIN ST APT 2")])
def test_other_doors_differ(one, other):
    assert ask("roll_street_key", one, "") != ask("roll_street_key", other, "")


def test_streets_of_keys():
    assert ask("roll_street_of", "123 MAIN ST UNIT 4|27890") == "MAIN ST"
    assert ask("roll_street_of", "PO BOX 4|27890") == "PO BOX 4"


@RELAXED
@given(
    st.integers(2, 9),
    st.integers(0, 99),
    st.integers(2, 9),
    st.integers(0, 99),
    st.integers(0, 9999),
    st.integers(0, 4),
)
def test_the_pattern_agrees_with_libphonenumber_on_form(a, b, c, d, line, way):
    area, exchange, last = f"{a}{b:02d}", f"{c}{d:02d}", f"{line:04d}"
    raw = (
        f"{area}{exchange}{last}", f"({area}) {exchange}-{last}", f"{area}.{exchange}.{last}",
        f"1-{area}-{exchange}-{last}", f"+1 {area} {exchange} {last}",
    )[way]  # fmt: skip
    assert ask("roll_nanp", raw) == f"+1{area}{exchange}{last}" == e164(raw)


@pytest.mark.parametrize(
    "raw", ["", "123", "0000000000", "1234567890", "371555010", "37155501001", "371-055-0100", "n/a"]
)
def test_no_numbers(raw):
    assert ask("roll_nanp", raw) is None and (not raw or e164(raw) == "")


@pytest.mark.parametrize(
    "number", ["+15555555555", "+13715555555", "+18005550100", "+13710000000", "+13715551212"]
)
def test_placeholders(number):
    assert ask("roll_phone_is_placeholder", number)


def test_numbers_from_abroad_and_with_extensions():
    assert e164("+44 20 7946 0018") == "+442079460018"
    assert e164("371-555-0100 x12") == "+13715550100"
