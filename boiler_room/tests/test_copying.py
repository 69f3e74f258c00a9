"""Headquarters' copy: its figures are the reads', it stands alone, and no failure of it reaches the clerk."""

import os
import re
import stat
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from html.parser import HTMLParser

import pytest
from django.db import DatabaseError, connection

from boiler_room import folding, goals, standing
from boiler_room.clerk import Clerk
from boiler_room.copying import copier, truth, writing
from boiler_room.copying.pages import pages
from boiler_room.models import What, Written
from boiler_room.needs import needs
from boiler_room.picture import picture
from boiler_room.reads import WHOLE, counts, zone
from boiler_room.tests.people import member, signed_in
from crew.models import AuditNote, Team
from front_desk.tests.office import SmallOffice
from lib import clock, door
from precincts.tests.polls import Polls, code_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def polls(client):
    """A day of Durham: strikes, a line, an incident, a ride, goals, a captain with a number."""
    town = Polls()
    will, one = town.will, town.one.pk
    voters = town.voters[one]
    will.send(
        client,
        *(will.strike(voter) for voter in voters[:3]),
        will.entry("line_report", place=town.school.pk, minutes=55),
        will.entry("incident", place=town.school.pk, category="machine", text="Scanner <b>jams</b>"),
        will.entry(
            "turned_away", place=town.school.pk, precinct=one, code=code_of(voters[4]), reason="no_id"
        ),
        will.entry("ride_request", precinct=one, code=code_of(voters[5]), note="two steps at the door"),
    )
    today = clock.now().astimezone(zone()).date()
    spread = goals.spread("supporters", today, 400)
    door.enter("goals", goals.payload(today, [(town.durham.pk, "supporters", spread)]))
    folding.fold_all()
    return town


def written() -> tuple[truth.Truth, dict[str, str]]:
    found = truth.gather()
    return found, pages(found)


class Cells(HTMLParser):
    """Rows of every table, as texts."""

    def __init__(self, text):
        super().__init__()
        self.rows, self.inside = [], False
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.rows[-1].append("")
            self.inside = True

    def handle_endtag(self, tag):
        if tag in ("td", "th"):
            self.inside = False

    def handle_data(self, data):
        if self.inside:
            self.rows[-1][-1] += data


def test_figures_are_those_of_the_reads(polls):
    found, text = written()
    read = counts([WHOLE, *(one.area.pk for one in found.areas), polls.one.pk])
    assert read[WHOLE].ever["voted"] == 3
    for one in found.areas:
        for what in What.values:
            assert one.row.counts.ever[what] == (read[one.area.pk].ever[what] if one.area.pk in read else 0)
    rows = {row[0]: row[1:] for row in Cells(text[f"area-{polls.durham.pk}.html"]).rows if row}
    assert rows["Voters struck"][0] == "3" and rows["Supporters voted"][:2] == [
        str(read[polls.durham.pk].ever["supporters"]), "400",
    ]  # fmt: skip
    assert rows["Durham 01"][3] == "3" and rows["Durham 02"][3] == "0"


def test_hours_add_up_to_the_day_and_goals_to_the_goal(polls):
    found, _text = written()
    durham = found.by_pk[polls.durham.pk]
    at = list(What.values).index("voted")
    assert sum(hour.cells[at][0] for hour in durham.hours) == 3
    at = list(What.values).index("supporters")
    assert sum(hour.cells[at][1] or 0 for hour in durham.hours) == 400
    assert sum(hour.cells[at][1] or 0 for hour in found.hours) == 400


def test_what_it_shows_of_the_polls_and_whom_to_call(polls):
    _found, text = written()
    desk, phones = text["desk.html"], text["phones.html"]
    assert "Scanner &lt;b&gt;jams&lt;/b&gt;" in desk and "919-555-0123" in desk.replace("(919) ", "919-")
    assert "55 min in line" in text["places.html"] and "SCHOOL" in text["places.html"]
    assert "Maya" in phones and "tel:+19195550199" in phones and "Olga" in phones
    assert "55 min in line" in text[f"area-{polls.durham.pk}.html"]
    assert "SCHOOL" not in text[f"area-{polls.wake.pk}.html"]


def test_only_who_waits_for_a_ride_is_named(polls):
    _found, text = written()
    whole = "".join(text.values())
    names = {voter.last_name for voters in polls.voters.values() for voter in voters}
    named = {name for name in names if re.search(rf"\b{name}\b", whole)}
    assert named == {polls.voters[polls.one.pk][5].last_name}
    assert polls.voters[polls.one.pk][5].address in text["desk.html"]


def test_a_page_needs_nothing_but_itself(polls, django_assert_num_queries):
    found = truth.gather()
    with django_assert_num_queries(0):
        text = pages(found)
    for name, page in text.items():
        assert "<script" not in page and 'http-equiv="refresh"' not in page
        assert not re.search(r'(?:src|href)="(?:https?:)?//', page)
        for file in re.findall(r'href="([^"#:]+\.html)', page):
            assert os.path.normpath(os.path.join(os.path.dirname(name), file)) in text, (name, file)
    assert "La oficina no responde" in text["es/index.html"]


def test_it_says_until_when_it_holds(polls):
    found, text = written()
    until = (found.at + timedelta(minutes=10)).astimezone(zone())
    for page in text.values():
        assert f"{found.at.astimezone(zone()):%H:%M}" in page and f"{until:%H:%M}" in page


def test_files_are_the_owners_alone_and_pages_of_gone_areas_go(polls, tmp_path):
    folder = tmp_path / "copy"
    (folder / "es").mkdir(parents=True, mode=0o700)
    for old in ("area-99999.html", "es/area-99999.html", "notes.txt"):
        (folder / old).write_text("old")
    half = folder / ".index.html.1.part"
    half.write_text("half")
    os.utime(half, (time.time() - 7200,) * 2)
    copier.copy(folder)
    left = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    assert left == {"notes.txt", *pages(truth.gather())}
    assert {stat.S_IMODE((folder / name).stat().st_mode) for name in left - {"notes.txt"}} == {0o600}
    made = tmp_path / "made"
    copier.copy(made)
    assert stat.S_IMODE(made.stat().st_mode) == stat.S_IMODE((made / "es").stat().st_mode) == 0o700


def test_written_again_it_is_the_same_but_for_the_time(polls):
    def undated(text):
        return {name: re.sub(r"\d\d:\d\d", "", page) for name, page in text.items()}

    assert undated(written()[1]) == undated(written()[1])


@pytest.mark.django_db(transaction=True)
def test_it_is_of_one_instant_whatever_comes_in_meanwhile():
    office = SmallOffice(voters=4)
    with truth.snapshot():
        before = truth.gather()
        with ThreadPoolExecutor(1) as beside:  # another session strikes while the copy is read
            beside.submit(_strike, office.voters[0].pk).result()
        assert truth.gather().whole.counts.ever["voted"] == before.whole.counts.ever["voted"] == 0
    assert truth.gather().whole.counts.ever["voted"] == 1


def _strike(voter: int) -> None:
    door.enter("strike", {"voter": voter})
    connection.close()


def test_an_office_without_anything_has_a_copy_too():
    _found, text = written()
    assert set(text) == {
        f"{at}{name}.html" for at in ("", "es/") for name in ("index", "desk", "places", "phones")
    }
    assert "There is no team yet." in text["phones.html"]


def test_a_full_disk_leaves_the_page_before_and_is_told_on_the_picture(
    polls, settings, tmp_path, monkeypatch
):
    settings.COPY, settings.STATUS = tmp_path / "copy", tmp_path / "status"
    clerk = Clerk(tmp_path / "journal")
    clerk.copier.once()
    before = (settings.COPY / "index.html").read_text()
    assert Written.objects.get(name="copy").trouble == ""

    def full(path, text, mode):
        path.write_text(text[:100])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(writing, "_put", full)
    clerk.copier.once()
    assert (settings.COPY / "index.html").read_text() == before
    assert [p.name for p in settings.COPY.iterdir() if p.name.endswith(".part")] == []
    standing._kept.clear()  # five seconds later
    need = next(n for n in needs(picture(())) if n.key == "office:copy")
    assert "No space left on device" in need.text and need.state == "warn"
    clerk.turn(0.0)  # the clerk does its own work all the same
    if clerk.journal:
        clerk.journal.close()


def test_an_old_copy_is_told_and_a_fresh_one_is_not(polls):
    def told():
        standing._kept.clear()
        return [n.state for n in needs(picture(())) if n.key == "office:copy"]

    assert told() == []
    Written.note("copy")
    assert told() == []
    with clock.shifted(700):
        assert told() == ["warn"]
    with clock.shifted(2000):
        assert told() == ["stop"]


def test_a_database_that_went_away_is_noted_nowhere_and_breaks_nothing(polls, monkeypatch):
    monkeypatch.setattr(truth, "gather", lambda: (_ for _ in ()).throw(DatabaseError("gone")))
    one = copier.Copier()
    one._take(one.turns[1])
    assert Written.objects.get(name="copy").trouble.startswith("DatabaseError: gone")


def test_it_is_taken_along_by_who_sees_the_whole_campaign(polls):
    olga, maya = signed_in(polls.olga), signed_in(polls.maya)
    answer = olga.get("/status/copy.zip")
    assert answer.status_code == 200 and answer.content[:2] == b"PK"
    assert AuditNote.objects.get(what="took the copy along").person == polls.olga
    assert maya.get("/status/copy.zip").status_code == 403
    assert "copy.zip" in olga.get("/status/").content.decode()
    assert "copy.zip" not in maya.get("/status/").content.decode()
    assert signed_in(member("Dave", "data_director")).get("/status/copy.zip").status_code == 200
    assert Team.objects.exists()
