"""The queries that the runbooks have people type: they run as they stand, and name whom they should."""

import re
from pathlib import Path

import psycopg
import pytest
from django.db import connection

PAGE = Path(__file__).resolve().parent.parent.parent / "docs" / "runbooks" / "database.md"


def queries() -> dict[str, str]:
    """By the section they stand in."""
    found = {}
    for part in re.split(r"^## ", PAGE.read_text(), flags=re.M)[1:]:
        heading, _, body = part.partition("\n")
        if code := re.search(r"```\n(select .*?)```", body, re.S):
            found[heading] = code[1]
    return found


@pytest.fixture
def somebody(transactional_db):
    """Another connection to the same database, in a transaction of its own."""
    known = connection.get_connection_params()
    other = psycopg.connect(
        **{name: known[name] for name in ("host", "port", "user", "password", "dbname") if name in known}
    )
    yield other
    other.close()


def asked(heading: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(queries()[heading])
        return cursor.fetchall()


@pytest.mark.parametrize("heading", queries())
def test_it_runs_on_an_office_that_is_well(transactional_db, heading):
    assert isinstance(asked(heading), list)


def test_the_one_who_enters_and_does_not_commit_is_named(somebody):
    assert asked("The journal stands still") == []
    somebody.execute("select front_desk_announce()")
    (named,) = asked("The journal stands still")
    assert named[0] == somebody.info.backend_pid
    somebody.rollback()
    assert asked("The journal stands still") == []


def test_there_is_a_query_for_each_trouble():
    assert len(queries()) == 4
