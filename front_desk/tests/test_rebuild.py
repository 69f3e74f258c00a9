"""Rebuilt from journal and kept files, an office is what it was: verdicts, totals, states, people, numbers in hand."""

import pytest
from django.db import connection

from front_desk import journal
from front_desk.models import Cursor, Entry, Office
from front_desk.rebuilding import beginning, replaying, whole
from front_desk.tests.busy import BusyOffice
from front_desk.tests.standing import CLAIMS, differing, rows, standing

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path, settings):
    settings.KEPT = tmp_path / "kept"
    return tmp_path / "journal"


def ship(folder) -> None:
    book = journal.Journal(folder)
    while book.ship():
        pass
    book.close()


def forget() -> None:
    """What a lost database leaves: nothing."""
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute("set constraints all deferred")
    Cursor.objects.get_or_create(name=replaying.MARK)
    beginning.empty()


def rebuild(folder, kept=None):
    from django.conf import settings

    return whole.rebuild(folder, kept or settings.KEPT, lambda text: None, lambda what: lambda n: None)


@pytest.fixture
def office(client, folder):
    return BusyOffice(client)


def busy_day(office, seed=1) -> None:
    office.work(60)
    office.next_week()
    office.work(60)
    office.stolen()
    office.work(20)


def test_it_is_what_it_was(office, folder):
    busy_day(office)
    ship(folder)
    before, era, held = standing(), Office.objects.get().era, rows(CLAIMS)
    assert {e.kind for e in Entry.objects.all()} >= {"conflict", "settlement", "load_taken_back", "unstrike"}
    forget()
    assert Entry.objects.count() == 0
    found = rebuild(folder)
    assert found.differences == []
    assert differing(before, standing()) == {}
    assert found.entries == len(before["entries"])
    assert Office.objects.get().era != era
    assert set(held) <= set(rows(CLAIMS)) and held, "a number in hand would go to a second caller"
