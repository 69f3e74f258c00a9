"""Promise 9: what lies on the table is what should be called and struck now, and an unchanged round prints nothing."""

import hashlib
import json
import re

import pytest

from lib import clock, door
from lists.models import Sheet
from packets import numbers, printing, rounds
from packets.models import Packet, Round
from roll.models import PollingPlace, PrecinctPlace

pytestmark = pytest.mark.django_db


@pytest.fixture
def two_rooms(paper):
    """Forty voters with a number each on one sheet, voting at a school; a second team shares the sheet."""
    from crew.models import Team

    place = PollingPlace.objects.create(name="Alder School", address="1 Alder Ct")
    PrecinctPlace.objects.create(precinct=paper.precinct, place=place)
    paper.voters = [
        paper.voter(paper.number(), last_name=f"Sample{n:02}", address=f"{n} Alder Ct") for n in range(40)
    ]
    paper.second = Team.objects.create(name="Team Two", area=paper.county)
    paper.sheet = paper.cut(teams=[paper.team.pk, paper.second.pk])
    return paper


def strike(voter):
    return door.enter("strike", {"voter": voter.pk}, source="county")


def on_paper(**which) -> list:
    return list(Packet.objects.filter(replaced_at=None, **which).order_by("path"))


def called(packets) -> list[int]:
    return sorted(voter for packet in packets for _target, _phone, voters in packet.rows for voter in voters)


def test_everyone_to_be_called_is_on_one_packet_and_each_team_has_its_own(two_rooms):
    rounds.run()
    sheets = on_paper(kind="calls")
    assert called(sheets) == sorted(voter.pk for voter in two_rooms.voters)
    assert {packet.team_id for packet in sheets} == {two_rooms.team.pk, two_rooms.second.pk}
    assert len(on_paper(kind="strikes")) == 2, "alphabetical and by code"
    assert len(on_paper(kind="cover")) == 2
    for packet in Packet.objects.all():
        document = (two_rooms.folder / packet.path).read_bytes()
        assert document.startswith(b"%PDF-") and printing.pages(document) >= 1


def test_who_has_voted_is_on_no_paper_of_the_next_round(two_rooms):
    rounds.run()
    gone = two_rooms.voters[7]
    before = {packet.pk for packet in on_paper(kind="calls") if gone.pk in called([packet])}
    untouched = {packet.path for packet in on_paper(kind="calls")} - {
        packet.path for packet in on_paper(pk__in=before)
    }
    strike(gone)
    row = rounds.run()
    assert gone.pk not in called(on_paper(kind="calls"))
    assert untouched <= {packet.path for packet in on_paper(kind="calls")}, (
        "the other part is the one of before"
    )
    assert row.printed == 4, "that part, both strike sheets, and the cover of its team, which lists it"
    for packet in Packet.objects.filter(pk__in=before):
        assert packet.replaced_at is not None
        assert not (two_rooms.folder / packet.path).exists()


def test_an_unchanged_round_prints_nothing_and_says_that_it_looked(two_rooms):
    first, second = rounds.run(), rounds.run()
    assert first.printed == first.looked_at > 0
    assert (second.looked_at, second.printed) == (first.looked_at, 0)
    assert second.began_at > first.began_at
    manifest = json.loads(next(two_rooms.folder.glob("*/manifest.json")).read_text())
    assert manifest["looked_at"] == second.began_at.isoformat()


def test_a_file_that_somebody_threw_away_is_printed_again(two_rooms):
    rounds.run()
    packet = on_paper(kind="calls")[0]
    (two_rooms.folder / packet.path).unlink()
    assert rounds.run().printed >= 1
    assert all((two_rooms.folder / one.path).exists() for one in on_paper())


def test_the_manifest_proves_every_file_and_the_index_leads_to_each(two_rooms):
    rounds.run()
    (area,) = [path for path in two_rooms.folder.iterdir() if path.is_dir()]
    manifest = json.loads((area / "manifest.json").read_text())
    listed = {one["path"]: one["sha256"] for one in manifest["files"]}
    there = {str(path.relative_to(area)): path for path in area.rglob("*.pdf")}
    assert listed == {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in there.items()}
    page = (area / "index.html").read_text()
    assert set(re.findall(r'href="([^"]+\.pdf)"', page)) == set(there)
    assert "<script" not in page and "http" not in re.sub(r"http-equiv", "", page)
    assert f'href="{area.name}/index.html"' in (two_rooms.folder / "index.html").read_text()


def test_files_are_closed_to_others_and_nothing_half_written_stays(two_rooms):
    (two_rooms.folder / "left").mkdir(parents=True)
    (two_rooms.folder / "left" / ".half.pdf.1.part").write_text("killed")
    rounds.run()
    for path in two_rooms.folder.rglob("*"):
        assert path.stat().st_mode & 0o077 == 0, path
        assert path.suffix in (".pdf", ".html", ".json", "")
    assert not (two_rooms.folder / "left").exists()


def test_a_confidential_voter_has_no_address_on_paper(two_rooms):
    hidden = two_rooms.voters[3]
    hidden.address, hidden.confidential = "999 Secret Ln", True
    hidden.save()
    from packets.contents import strikes
    from packets.contents.places import Places

    texts = [json.dumps(content.sheet) for content in strikes.contents(Places(), "letter")]
    assert len(texts) == 2
    assert all("Sample03" in text and "Secret" not in text for text in texts)


def test_a_paused_sheet_is_not_on_the_table(two_rooms):
    rounds.run()
    Sheet.objects.update(paused=True)
    rounds.run()
    assert on_paper(kind="calls") == []
    assert not list(two_rooms.folder.rglob("part-*.pdf"))


def test_one_sheet_that_cannot_be_set_keeps_no_other(two_rooms, monkeypatch):
    whole = printing.pdf

    def broken(kind, sheet):
        if kind == "strikes":
            raise printing.CannotPrint("strikes.typ: something")
        return whole(kind, sheet)

    monkeypatch.setattr(printing, "pdf", broken)
    row = rounds.run()
    assert row.trouble == "strikes.typ: something"
    assert on_paper(kind="calls") and not on_paper(kind="strikes")


def test_only_one_process_prints(two_rooms):
    from django.db import connection

    connection.cursor().execute(
        "select pg_advisory_lock(%s)", [rounds.LEADER]
    )  # ours: re-entrant, so asked elsewhere
    import threading

    answers = []

    def other():
        from django.db import connection as own

        answers.append(rounds.run())
        own.close()

    thread = threading.Thread(target=other)
    thread.start()
    thread.join()
    connection.cursor().execute("select pg_advisory_unlock(%s)", [rounds.LEADER])
    assert answers == [None]
    assert Round.objects.count() == 0


def test_numbers_catch_every_wrong_digit():
    shown = numbers.shown(10427)
    assert numbers.read(shown) == numbers.read(shown.replace("-", "")) == numbers.read(f" P{shown} ") == 10427
    for place, digit in enumerate(shown):
        if digit.isdigit():
            for other in set("0123456789") - {digit}:
                assert numbers.read(shown[:place] + other + shown[place + 1 :]) is None
    assert [numbers.read(wrong) for wrong in ("", "7", "-", "x12", "٣٤", "1" * 30)] == [None] * 6


def test_old_paper_is_an_alarm(two_rooms, monkeypatch):
    from datetime import timedelta

    from packets import reads

    row = rounds.run()
    assert list(reads.old_paper()) == []
    monkeypatch.setattr(clock, "now", lambda: row.began_at + timedelta(minutes=16))
    (alarm,) = reads.old_paper()
    assert (alarm.key, alarm.state, alarm.url) == ("paper:old", "stop", "/packets/")
