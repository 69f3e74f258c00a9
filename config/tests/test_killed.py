"""Any process is killed outright while phones send: nothing acknowledged is lost, all of it counts once.

The office has an embedded server of its own here, so that PostgreSQL can be killed as well.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import psutil
import pytest

from config.demo.note import Note
from config.tests.phone import Phone
from lib import postgres
from lib.ports import two_free_ports
from lib.testing.office import ROOT, Office
from lib.testing.waiting import until

PHONES, ENOUGH = 4, 12  # entries that must come through before and after each kill
MOMENT = 90  # seconds within which the office must be back: a busy machine takes its time
ONE_LOOK = """
select e.id::text, e.verdict, e.kind, count(a.id)
from front_desk_entry e left join lists_attempt a on a.id = e.id
where e.source = 'device' group by e.id
"""


class Busy:
    """An open demo office, on a PostgreSQL of its own, with phones at work."""

    def __init__(self, folder):
        self.office = Office(postgres.embedded_url(folder), folder, two_free_ports(), DATABASE_URL="")
        making = [sys.executable, "-m", "config.demo.making", "1500", "any-hour"]
        with postgres.Use(folder, keep=False):
            subprocess.run(making, cwd=ROOT, env=self.office.environment, check=True, capture_output=True)
        self.office.start("--workers", "2")
        code = Note.read(folder).code
        self.phones = [Phone(self.office.port, code, n) for n in range(PHONES)]
        for phone in self.phones:
            phone.start()

    def close(self) -> None:
        for phone in self.phones:
            phone.stop()
        self.office.stop()

    def acked(self) -> dict[str, str]:
        return {entry: verdict for phone in self.phones for entry, verdict in list(phone.acked.items())}

    def goes_on(self) -> None:
        """Waits until every phone has had some more of its entries acknowledged."""
        before = [len(phone.acked) for phone in self.phones]
        until(
            lambda: all(
                len(p.acked) >= n + ENOUGH / PHONES for p, n in zip(self.phones, before, strict=True)
            ),
            MOMENT,
        )

    def child(self, part: str) -> psutil.Process | None:
        """The process that the supervisor started with that word in its command."""
        for process in psutil.Process(self.office.process.pid).children():
            if part in _command(process):
                return process
        return None

    def postmaster(self) -> psutil.Process | None:
        try:
            file = self.office.var / "postgres" / "data" / "postmaster.pid"
            return psutil.Process(int(file.read_text().split()[0]))
        except (OSError, ValueError, IndexError, psutil.Error):
            return None

    def victims(self, name: str) -> list[psutil.Process]:
        if name == "postmaster":
            return list(filter(None, [self.postmaster()]))
        if name == "postgres backend":
            return _matching(self.postmaster(), "fieldoffice fieldoffice")[:1]
        if name == "web worker":
            return self.child("gunicorn").children()[:1]
        if name == "web":
            web = self.child("gunicorn")
            return [*web.children(), web]
        return list(filter(None, [self.child(name)]))


def _matching(parent: psutil.Process, words: str) -> list[psutil.Process]:
    return [p for p in parent.children() if words in _command(p)]


def _command(process: psutil.Process) -> str:
    """Empty when it ended while we looked."""
    try:
        return " ".join(process.cmdline())
    except psutil.Error:
        return ""


@pytest.fixture(scope="module")
def busy():
    # not pytest's own folder: every other session closes that to PostgreSQL's account
    with tempfile.TemporaryDirectory(prefix="fieldoffice-") as folder:
        office = Busy(Path(folder))
        yield office
        office.close()


@pytest.mark.parametrize(
    "name",
    ["web worker", "gunicorn", "web", "live_process", "clerk", "jobs", "postgres backend", "postmaster"],
)
def test_killed_while_phones_send(busy, name):
    busy.goes_on()
    killed = until(lambda: busy.victims(name), MOMENT)
    safe = busy.acked()
    for process in killed:
        process.kill()
    gone = {process.pid for process in killed}
    busy.goes_on()
    back = until(lambda: [p for p in busy.victims(name) if p.pid not in gone], MOMENT)
    assert back
    _all_of_it_is_there_once(busy, safe)


def test_the_whole_office_killed_and_opened_again(busy):
    busy.goes_on()
    safe = busy.acked()
    postmaster = busy.postmaster()
    everyone = psutil.Process(busy.office.process.pid).children(recursive=True)
    busy.office.process.kill()
    for process in [*everyone, postmaster]:
        try:
            process.kill()
        except psutil.NoSuchProcess:
            continue
    busy.office.process.wait()
    busy.office.start("--workers", "2")
    busy.goes_on()
    _all_of_it_is_there_once(busy, safe)


def test_everything_sent_again_changes_nothing(busy):
    """Last in this file: the phones stop, and send once more all that they ever sent."""
    for phone in busy.phones:
        phone.stop()
    before = busy.office.sql("select count(*) from front_desk_entry where source = 'device'")
    for phone in busy.phones:
        for at in range(0, len(phone.sent), 100):
            phone.exchange(phone.sent[at : at + 100])
    assert busy.office.sql("select count(*) from front_desk_entry where source = 'device'") == before
    assert [fault for phone in busy.phones for fault in phone.broken] == []
    _all_of_it_is_there_once(busy, busy.acked())


def test_the_journal_has_the_whole_log_once(busy):
    """The clerk was killed, and the database under it: its lines are still each entry, once, in order."""
    for phone in busy.phones:
        phone.stop()
    log = [row[0] for row in busy.office.sql("select seq from front_desk_entry order by seq")]
    until(lambda: _journalled(busy.office)[-1:] == log[-1:], MOMENT)
    assert _journalled(busy.office) == log


def _all_of_it_is_there_once(busy: Busy, acked: dict[str, str]) -> None:
    """Every acknowledged entry is in the log with its verdict, and every recorded result counts once."""
    rows = busy.office.sql(ONE_LOOK)  # in one snapshot: the phones go on sending
    verdicts = {entry: verdict for entry, verdict, _kind, _results in rows}
    assert {entry: verdicts.get(entry) for entry in acked} == acked
    wrong = [r for r in rows if r[2] == "attempt" and r[3] != (1 if r[1] == "recorded" else 0)]
    assert wrong == []


def _journalled(office: Office) -> list[int]:
    lines = []
    for file in sorted((office.var / "journal").glob("[0-9]*.jsonl")):
        lines += file.read_text().splitlines()[1:]  # the first one says what the file is
    return [json.loads(line)["seq"] for line in lines]
