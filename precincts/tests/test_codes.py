"""The check digit catches every wrong digit and every swap of neighbours; Python and SQL agree on it."""

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st

from precincts import codes
from precincts.models import StrikeCode
from roll.models import Voter

NUMBERS = st.integers(1, 9_999_999)


@given(NUMBERS)
def test_a_code_is_read_as_its_number(n):
    assert codes.read(codes.shown(n)) == n


def test_the_digit_of_damms_own_example():
    assert codes.shown(572) == "5724"


@given(NUMBERS, st.data())
@settings(max_examples=300)
def test_any_other_digit_is_caught(n, data):
    code = codes.shown(n)
    at = data.draw(st.integers(0, len(code) - 1))
    other = data.draw(st.sampled_from([d for d in "0123456789" if d != code[at]]))
    assert codes.read(code[:at] + other + code[at + 1 :]) is None


@given(NUMBERS, st.data())
@settings(max_examples=300)
def test_neighbours_that_changed_places_are_caught(n, data):
    code = codes.shown(n)
    at = data.draw(st.integers(0, len(code) - 2))
    swapped = code[:at] + code[at + 1] + code[at] + code[at + 2 :]
    assert swapped == code or codes.read(swapped) is None


def test_every_slip_in_every_code_of_a_large_precinct():
    """Not by chance: all single slips in the codes of 3,000 voters."""
    for n in range(1, 3001):
        code = codes.shown(n)
        slips = {code[:i] + d + code[i + 1 :] for i in range(len(code)) for d in "0123456789"}
        slips |= {code[:i] + code[i + 1] + code[i] + code[i + 2 :] for i in range(len(code) - 1)}
        assert [slip for slip in slips - {code} if codes.read(slip) is not None] == []


@pytest.mark.parametrize("typed", ["", "4", "12a4", "-5724", "5724 ", "٥٧٢٤", "123456789", "5723"])
def test_what_is_no_code(typed):
    assert codes.read(typed) is None


@pytest.mark.django_db
def test_sql_reads_as_python_does():
    typed = (
        [str(n) for n in range(12_000)]
        + [codes.shown(n) for n in (1, 9_999_999)]
        + ["", "7", "12a4", "123456789"]
    )
    with connection.cursor() as cursor:
        cursor.execute("select t, precincts_read_code(t) from unnest(%s::text[]) t", [typed])
        assert [row for row in cursor.fetchall() if row[1] != codes.read(row[0])] == []


def test_numbers_follow_the_street(polls):
    """By street, then house number; the codes of each precinct begin at one."""
    found = StrikeCode.objects.filter(precinct=polls.one).order_by("n").select_related("voter")
    assert [code.n for code in found] == [1, 2, 3, 4, 5, 6]
    walk = [(code.voter.address.split(" ", 1)[1], int(code.voter.address.split()[0])) for code in found]
    assert walk == sorted(walk)
    assert StrikeCode.objects.filter(precinct=polls.two, n=1).exists()


def test_a_number_is_never_given_to_another(polls):
    gone = StrikeCode.objects.get(precinct=polls.one, n=3)
    Voter.objects.filter(pk=gone.voter_id).update(status="removed")
    before = dict(StrikeCode.objects.filter(precinct=polls.one).values_list("voter_id", "n"))
    (new,) = polls.people_of_another_load(polls.one)
    polls.at(polls.school)
    after = dict(StrikeCode.objects.filter(precinct=polls.one).values_list("voter_id", "n"))
    assert after == before | {new.pk: 7}
