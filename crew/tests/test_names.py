"""Names and numbers as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crew import join_links, names


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Rosa   Delgado-Nguyễn ", "Rosa Delgado-Nguyễn"),
        ("Jose\u0301", "José"),
        ("Sam\nEvil\x00Line", "Sam EvilLine"),
        ("Õ", "Õ"),
        ("李 明", "李 明"),
    ],
)
def test_names(typed, kept):
    assert names.name(typed) == kept


@pytest.mark.parametrize("typed", ["(919) 555-0142", "919.555.0142", "+1 919 555 0142", "1-919-555-0142"])
def test_numbers(typed):
    assert names.phone(typed) == "+19195550142"
    assert names.shown(names.phone(typed)) == "(919) 555-0142"


def test_a_number_from_abroad_keeps_its_country():
    assert names.shown(names.phone("+44 20 7946 0018")) == "+44 20 7946 0018"


@pytest.mark.parametrize("typed", ["", "5550142", "911", "phone", "+", "0" * 400])
def test_what_is_no_number_is_refused(typed):
    with pytest.raises(ValueError, match="area code"):
        names.phone(typed)


@given(st.text(max_size=200))
def test_a_kept_name_is_fit_to_keep(typed):
    try:
        kept = names.name(typed)
    except ValueError:
        return
    assert 1 <= len(kept) <= 80 and "\x00" not in kept and "\n" not in kept
    assert names.name(kept) == kept
    assert names.same(kept, kept.upper()) or kept.upper().lower() != kept.lower()


@given(st.text(max_size=100))
def test_no_typed_number_breaks_anything(typed):
    try:
        kept = names.phone(typed)
    except ValueError:
        return
    assert kept.startswith("+") and kept[1:].isdigit() and len(kept) <= 16
    assert names.phone(kept) == kept


def test_codes_are_long_and_read_back():
    codes = {join_links.new_code() for _ in range(100)}
    assert len(codes) == 100
    assert len(join_links.ALPHABET) ** join_links.LENGTH >= 2**60
    for code in codes:
        assert join_links.read_code(join_links.shown(code).lower().replace("0", "o")) == code
