"""Audit: a busy office agrees, before and after a rebuild; every kind of disagreement is found, by its own check alone."""

import shutil

import pytest
from django.db import transaction

from config.tests.paper_day import a_day_on_paper
from config.tests.plants import PLANTS, sql
from config.verbs import audit
from front_desk import journal
from front_desk.tests.busy import BusyOffice
from front_desk.tests.polls_day import a_day_at_the_polls
from lib import auditing

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(client, tmp_path, settings):
    settings.KEPT, settings.JOURNAL = tmp_path / "kept", tmp_path / "journal"
    settings.VAR = tmp_path
    office = BusyOffice(client, voters=260, seed=3)
    office.work(60)
    office.next_week()
    office.work(40)
    a_day_at_the_polls(office)
    a_day_on_paper(office)
    office.stolen()
    book = journal.Journal(settings.JOURNAL)
    while book.ship():
        pass
    book.close()
    sql("select boiler_room_fold(front_desk_settled_up_to())")
    return office


def answers() -> dict:
    checks = audit.every_check()
    return {a.check.name: a for a in auditing.recount(checks, auditing.beforehand(checks))}


def wrong() -> dict[str, int]:
    found = answers()
    assert [a.trouble for a in found.values() if a.trouble] == []
    return {name: a.n for name, a in found.items() if a.n}


def test_a_busy_office_agrees(office):
    assert {name: a.rows for name, a in answers().items() if not a.agrees} == {}


def test_every_disagreement_is_found_by_its_own_check_alone(office, settings):
    folder = settings.KEPT.parent
    shutil.copytree(folder, folder.with_name("whole"))
    assert {name.strip() for name in PLANTS} == {check.name for check in audit.every_check()}
    for name, plant in PLANTS.items():
        begun = transaction.savepoint()
        sql(plant) if isinstance(plant, str) else plant()
        assert set(wrong()) == {name.strip()}, f"planted: {name}"
        transaction.savepoint_rollback(begun)
        shutil.rmtree(folder)
        shutil.copytree(folder.with_name("whole"), folder)
    assert wrong() == {}
