"""The cursor follows commits: late writers are not skipped, and nobody else is waited for."""

import uuid

import psycopg
import pytest
from django.db import connection

from front_desk import following
from front_desk.models import Entry

pytestmark = pytest.mark.django_db(transaction=True)
ADD = """
insert into front_desk_entry (id, seq, kind, source, seen_at, received_at, at, verdict, reason, payload)
values (%s, nextval('front_desk_entry_seq'), 'tell_us', 'staff', now(), now(), now(), 'recorded', '', '{}')
returning seq
"""


@pytest.fixture
def session():
    """`session()` -> a session of its own, with a transaction begun."""
    parameters = connection.get_connection_params()
    opened = []

    def open_one():
        opened.append(psycopg.connect(**parameters))
        return opened[-1]

    yield open_one
    for one in opened:
        one.close()


def write(one) -> int:
    one.execute("select front_desk_announce()")
    return one.execute(ADD, [uuid.uuid4()]).fetchone()[0]


def read_on(after: int) -> list[int]:
    upto = following.settled_up_to()
    return list(
        Entry.objects.filter(seq__gt=after, seq__lte=upto).order_by("seq").values_list("seq", flat=True)
    )


def test_an_entry_that_commits_late_is_not_skipped(session):
    slow, quick = session(), session()
    start = following.settled_up_to()
    late = write(slow)
    early = write(quick)
    quick.commit()
    assert early > late
    assert read_on(start) == []  # the quick one is there, but behind a gap that may still be filled
    slow.commit()
    assert read_on(start) == [late, early]


def test_the_first_entry_of_all_is_not_skipped(session):
    with connection.cursor() as cursor:
        cursor.execute("select setval('front_desk_entry_seq', 1)")  # as a fresh office has it
    passed = following.settled_up_to()
    one = session()
    first = write(one)
    assert following.settled_up_to() < first
    one.commit()
    assert passed < first and read_on(passed) == [first]


def test_a_transaction_that_writes_no_entries_is_not_waited_for(session):
    idle, writer = session(), session()
    start = following.settled_up_to()
    idle.execute("select pg_current_xact_id()")  # has a transaction id, as the accept of a load would
    idle.execute("create temporary table held (n int)")
    wrote = write(writer)
    writer.commit()
    assert read_on(start) == [wrote]


def test_a_writer_that_gives_up_leaves_a_gap_that_is_passed(session):
    one, other = session(), session()
    start = following.settled_up_to()
    write(one)
    one.rollback()
    kept = write(other)
    other.commit()
    assert read_on(start) == [kept]


def test_a_killed_writer_is_not_waited_for(session):
    one, other = session(), session()
    start = following.settled_up_to()
    write(one)
    with connection.cursor() as cursor:
        cursor.execute("select pg_terminate_backend(%s, 5000)", [one.info.backend_pid])
    kept = write(other)
    other.commit()
    assert read_on(start) == [kept]


def test_lag_is_what_lies_before_the_cursor(session):
    following.advance("journal", following.settled_up_to())
    one = session()
    write(one)
    write(one)
    one.commit()
    assert following.lag("journal")["entries"] == 2
    following.advance("journal", following.settled_up_to())
    assert following.lag("journal") == {"entries": 0, "seconds": 0.0}
    assert following.position("nobody") == 0
