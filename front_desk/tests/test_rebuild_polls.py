"""A day at the polls, rebuilt from journal and kept files, is what it was: codes, posts, strikes, reports, reversals."""

import pytest

from front_desk.models import Entry
from front_desk.tests.busy import BusyOffice
from front_desk.tests.polls_day import a_day_at_the_polls
from front_desk.tests.standing import differing, standing
from front_desk.tests.test_rebuild import forget, rebuild, ship
from precincts.models import Reversal
from roll.models import Voted

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path, settings):
    settings.KEPT = tmp_path / "kept"
    return tmp_path / "journal"


def test_a_day_at_the_polls_is_what_it_was(client, folder):
    office = BusyOffice(client, voters=24)
    a_day_at_the_polls(office)
    assert (
        Entry.objects.filter(reason="too_fast").exists()
        and Entry.objects.filter(reason="not_your_precinct").exists()
    )
    assert Reversal.objects.filter(withdrawn_by=None).count() == 1
    assert Voted.objects.filter(ended_seq=None).count() == 3, (
        "struck by the first phone, less the one taken back, and later"
    )
    ship(folder)
    before = standing()
    forget()
    found = rebuild(folder)
    assert found.differences == []
    assert differing(before, standing()) == {}
