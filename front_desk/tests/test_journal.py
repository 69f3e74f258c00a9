"""The journal: ships what is committed, survives being killed, names damage."""

import json

import pytest

from front_desk import journal
from front_desk.models import Cursor, Entry
from front_desk.tests.office import SmallOffice
from lib import door

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return SmallOffice(voters=6)


@pytest.fixture
def opened(tmp_path):
    """`opened()` -> the journal in one folder, as a clerk that starts anew finds it."""
    made = []

    def open_one():
        if made:
            made[-1].close()
        made.append(journal.Journal(tmp_path / "journal"))
        return made[-1]

    yield open_one
    made[-1].close()


def strike(office, *numbers):
    for n in numbers:
        door.enter("strike", {"voter": office.voters[n].pk})


def test_it_ships_every_entry_with_its_verdict(office, opened):
    strike(office, 0, 1)
    door.enter_many([{"kind": "strike", "payload": {"voter": 10**9}}])
    book = opened()
    assert book.ship() == 3 and book.ship() == 0
    shipped = list(journal.lines(book.folder))
    assert [line["id"] for line in shipped] == [str(e.pk) for e in Entry.objects.order_by("seq")]
    assert shipped[-1]["verdict"] == "refused" and shipped[-1]["reason"] == "unknown_voter"
    assert Cursor.objects.get(name="journal").seq == shipped[-1]["seq"]


def test_a_clerk_killed_before_its_cursor_moved_ships_nothing_twice(office, opened):
    strike(office, 0, 1)
    opened().ship()
    Cursor.objects.update(seq=0)
    strike(office, 2)
    assert opened().ship() == 1
    assert len(list(journal.lines(opened().folder))) == 3


def test_a_machine_without_a_journal_writes_the_whole_log(office, opened):
    strike(office, 0, 1)
    Cursor.objects.create(name="journal", seq=10**6)
    assert opened().ship() == 2


def test_a_torn_line_is_cut_off_and_written_again(office, opened):
    strike(office, 0, 1)
    book = opened()
    book.ship()
    (path,) = journal.files(book.folder)
    whole = path.read_bytes()
    path.write_bytes(whole[:-7])
    assert len(list(journal.lines(book.folder))) == 1
    assert opened().ship() == 1
    assert path.read_bytes() == whole


def test_files_are_changed_at_their_size_and_the_chain_goes_on(office, opened, monkeypatch):
    monkeypatch.setattr(journal, "FILE_BYTES", 10)
    for n in range(3):
        strike(office, n)
        book = opened()
        book.ship()
    assert len(journal.files(book.folder)) == 3
    assert len(list(journal.lines(book.folder))) == 3
    journal.files(book.folder)[1].unlink()
    with pytest.raises(journal.Damaged, match="line 1: was changed, or a line before it is missing"):
        list(journal.lines(book.folder))


@pytest.mark.parametrize("change", ["edit", "drop", "swap", "garbage"])
def test_damage_is_named_by_file_and_line(office, opened, change):
    strike(office, 0, 1, 2, 3)
    book = opened()
    book.ship()
    (path,) = journal.files(book.folder)
    rows = path.read_text().splitlines(keepends=True)
    if change == "edit":
        rows[2] = rows[2].replace('"recorded"', '"refused"')
    elif change == "drop":
        del rows[2]
    elif change == "swap":
        rows[2], rows[3] = rows[3], rows[2]
    else:
        rows[2] = "\x00\x00\n"
    path.write_text("".join(rows))
    with pytest.raises(journal.Damaged, match=f"{path.name}, line 3"):
        list(journal.lines(book.folder))


def test_one_writer_at_a_time(office, opened):
    book = opened()
    with pytest.raises(BlockingIOError):
        journal.Journal(book.folder)


def test_a_database_older_than_the_journal_sets_the_files_aside(office, opened):
    strike(office, 0, 1)
    book = opened()
    book.ship()
    book.seq = 10**9
    strike(office, 2)
    assert book.ship() == 3
    assert len(list((book.folder / "aside-001").iterdir())) == 1


def test_lines_are_plain_json(office, opened):
    strike(office, 0)
    book = opened()
    book.ship()
    head, line = journal.files(book.folder)[0].read_text().splitlines()
    assert json.loads(head)["journal"] == 1
    assert json.loads(line)["payload"] == {"voter": office.voters[0].pk}
