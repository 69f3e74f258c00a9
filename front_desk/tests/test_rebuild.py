"""Rebuilt from journal and kept files, an office is what it was: verdicts, totals, states, people, numbers in hand."""

import pytest
from django.db import connection, transaction
from django.test import Client
from hypothesis import HealthCheck, given
from hypothesis import settings as tries
from hypothesis import strategies as st

from crew.models import Area, Login
from front_desk import journal
from front_desk.models import Cursor, Entry, Office
from front_desk.rebuilding import beginning, looking, replaying, whole
from front_desk.tests.busy import BusyOffice, load
from front_desk.tests.standing import CLAIMS, differing, rows, standing
from lib import clock, door
from lists.models import Claim
from roll.loading import keeping
from roll.models import Load, Voter
from roll.tests import files

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
    kinds = set(Entry.objects.values_list("kind", flat=True))
    assert kinds >= {"settlement", "load_taken_back", "unstrike", "ride_request", "unreadable"}
    assert Entry.objects.filter(payload__has_key="same_id").exists()
    forget()
    assert Entry.objects.count() == 0
    found = rebuild(folder)
    assert found.differences == []
    assert differing(before, standing()) == {}
    assert found.entries == len(before["entries"])
    assert Office.objects.get().era != era
    assert set(held) <= set(rows(CLAIMS)) and held, "a number in hand would go to a second caller"
    assert sorted(Login.objects.values_list("email", flat=True)) == ["maya@example.org", "office@example.org"]
    assert not any(login.has_usable_password() for login in Login.objects.all())


@tries(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 2**16), things=st.integers(10, 60))
def test_whatever_the_day_brought(tmp_path_factory, settings, seed, things):
    settings.KEPT = tmp_path_factory.mktemp("kept")
    folder = tmp_path_factory.mktemp("journal")
    begun = transaction.savepoint()
    try:
        office = BusyOffice(Client(), voters=16, seed=seed)
        office.work(things)
        ship(folder)
        before, held = standing(), rows(CLAIMS)
        forget()
        assert rebuild(folder).differences == []
        assert differing(before, standing()) == {}
        assert set(held) <= set(rows(CLAIMS))
    finally:
        transaction.savepoint_rollback(begun)


def test_work_goes_on_where_it_was(office, folder, client):
    office.work(30)
    ship(folder)
    known = {
        name: rows(f"select max(id) from {name}")[0][0]
        for name in ("crew_person", "lists_sheet", "roll_voter")
    }
    ana, holds = office.callers[0], office.exchange(office.callers[0])
    last = Entry.objects.latest("seq").seq
    ship(folder)
    forget()
    rebuild(folder)
    reply = ana.exchange(client, have=list(office.in_hand[ana.device.pk]))
    assert reply["status"] == 200 and reply["gone"] == [], "a phone keeps its voters through a rebuild"
    assert reply["era"] and holds
    dora = office.join("Dora")
    assert dora.person.pk > known["crew_person"]
    new = {h["phone"] for h in dora.exchange(client)["holds"]}
    assert not new & {h["phone"] for h in office.in_hand[ana.device.pk].values()}
    assert office._cut("Third pass", {"all": []}, 1).pk > known["lists_sheet"]
    load(office.county(60), name="more.txt")
    assert Voter.objects.filter(pk__gt=known["roll_voter"]).count() == 20
    assert Entry.objects.order_by("seq").filter(seq__gt=last).exists()
    ship(folder)  # the journal goes on in its own chain
    assert len(list(journal.lines(folder))) == Entry.objects.count()


def test_holds_of_long_ago_are_free(office, folder):
    office.exchange(office.callers[0])
    ship(folder)
    forget()
    with clock.shifted(26 * 3600):
        assert rebuild(folder).held == 0 and not Claim.objects.exists()


def test_a_verdict_that_comes_out_differently_is_reported(office, folder):
    door.enter("strike", {"voter": Voter.objects.first().pk})
    Entry.objects.filter(kind="strike").update(verdict="refused", reason="never_handed")
    ship(folder)
    forget()
    (difference,) = rebuild(folder).differences
    assert (difference.kind, difference.journal, difference.now) == (
        "strike",
        "refused never_handed",
        "recorded",
    )


def test_an_office_that_is_not_empty_is_left_alone(office, folder):
    ship(folder)
    voters = Voter.objects.count()
    with pytest.raises(beginning.NotEmpty):
        rebuild(folder)
    with pytest.raises(beginning.NotEmpty):
        beginning.empty()
    assert Voter.objects.count() == voters


def test_what_breaks_off_leaves_nothing(office, folder, monkeypatch):
    office.work(20)
    ship(folder)
    before = standing()
    forget()

    def fail(self, batch, record=replaying.Replay._record):
        record(self, batch)
        if self.entries > 20:
            raise OSError("No space left on device")

    with monkeypatch.context() as broken, pytest.raises(OSError):
        broken.setattr(replaying.Replay, "_record", fail)
        rebuild(folder)
    assert not Entry.objects.exists() and not Voter.objects.exists() and not beginning.broke_off()
    rebuild(folder)
    assert differing(before, standing()) == {}


def test_missing_changed_and_wiped_files_are_named(office, folder, settings):
    ship(folder)
    forget()
    county, scores = (path for path in sorted(settings.KEPT.iterdir(), key=lambda p: p.stat().st_size)[-2:])
    county.write_bytes(county.read_bytes() + b"x")
    scores.unlink()
    with pytest.raises(looking.NotWhole) as told:
        rebuild(folder)
    assert any(county.name in said and "changed" in said for said in told.value.args)
    assert any(scores.name in said and "is not in" in said for said in told.value.args)
    assert not Entry.objects.exists()


def test_a_wiped_file_is_said_to_be_wiped(office, folder, settings):
    Entry.objects.filter(kind="load").update(
        payload={**Entry.objects.filter(kind="load").earliest("seq").payload, "wipe_on": "2020-01-01"}
    )
    ship(folder)
    keeping.path_of(Load.objects.earliest("pk").sha256).unlink()
    forget()
    with pytest.raises(looking.NotWhole, match="was wiped on its date, 2020-01-01"):
        rebuild(folder)


def test_an_address_made_confidential_stays_away(office, folder):
    lines = [files.line(n, {"confidential": n == 4, "phone": f"919555{2000 + n:04}"}) for n in range(1, 41)]
    load(files.nc(*lines), name="confidential.txt")
    ship(folder)
    before = standing()
    forget()
    assert rebuild(folder).differences == []
    assert Voter.objects.get(source_id="FW0000004").address == ""
    after = standing()
    assert (
        differing({k: before[k] for k in ("voters", "entries", "totals", "members", "states")}, after) == {}
    )


def test_a_journal_without_its_beginning_is_refused(office, folder, monkeypatch):
    monkeypatch.setattr(journal, "FILE_BYTES", 10)
    for _ in range(2):
        door.enter("strike", {"voter": Voter.objects.first().pk})
        ship(folder)
    journal.files(folder)[0].unlink()
    forget()
    with pytest.raises(looking.NotWhole, match="older files were moved away"):
        rebuild(folder)


def test_what_came_in_while_a_load_was_accepted_counts_where_it_was_counted_then(office, folder):
    """Their places in the log are after the load's, and they did not see it yet: the precinct is the old one."""
    busy_day(office)
    with connection.cursor() as cursor:
        other = Area.objects.filter(kind="region").values_list("pk", flat=True)[0]
        for table, which in (
            ("lists_attempt", "id in (select id from front_desk_entry where reason = '')"),
            (
                "roll_voted",
                "ended_seq is null and seq in (select seq from roll_strike where withdrawn_by is null)",
            ),
        ):
            newest = f"(select max(seq) from {table} where {which})"
            cursor.execute(f"update {table} set area_id = %s where seq = {newest}", [other])
    ship(folder)
    before = standing()
    assert any(other in row for row in before["voted"]) and any(other in row for row in before["attempts"])
    forget()
    rebuild(folder)
    assert differing(before, standing()) == {}
