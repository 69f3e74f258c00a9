"""Everything for an area in one file: made in the background, with contents; for who asked and nobody else."""

from datetime import timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader

from lib import clock
from lists.tests.staff import member, sign_in
from packets import books, numbers, printing, rounds
from packets.models import Book, Packet
from roll.models import PollingPlace, PrecinctPlace

pytestmark = pytest.mark.django_db


class Here:
    """In place of a process of typst's own: sets in this one, and remembers what was asked."""

    def __init__(self, asked):
        self.asked = asked

    def __call__(self, *_how):
        return self

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    def submit(self, work, kind, sheet, tags):
        self.asked.append((kind, sheet))
        self.document = work(kind, sheet, tags)
        return self

    def result(self):
        return self.document


@pytest.fixture
def table(paper, monkeypatch):
    """A county with a packet of each kind on the table."""
    PrecinctPlace.objects.create(
        precinct=paper.precinct, place=PollingPlace.objects.create(name="Alder School")
    )
    for n in range(12):
        paper.voter(paper.number(), last_name=f"Sample{n:02}", address=f"{n} Alder Ct")
    paper.cut()
    rounds.run()
    paper.asked = []
    monkeypatch.setattr(books, "ProcessPoolExecutor", Here(paper.asked))
    return paper


@pytest.fixture
def cap(table, client):
    person = member("Cap", "captain", table.county)
    sign_in(client, person)
    return person


def test_all_packets_of_the_area_are_in_it_in_order(table, cap, client):
    reply = client.post(f"/packets/area/{table.county.pk}/book/")
    book = Book.objects.get()
    assert reply.url == f"/packets/books/{book.pk}/" and book.state == "waiting"
    assert "0 of 5 packets" in client.get(reply.url).content.decode()
    assert client.get(f"{reply.url}file/").status_code == 404, "not before it is ready"
    books.make_all()
    book.refresh_from_db()
    assert (book.state, book.done_n) == ("ready", 5)
    kind, whole = table.asked[-1]
    lines = [line for group in whole["groups"] for line in group["sheets"]]
    assert kind == "book" and [kind for kind, _sheet in table.asked[1:-1]] == [
        "cover",
        "kit",
        "strikes",
        "strikes",
        "calls",
    ]
    assert sorted(line["number"] for line in lines) == sorted(
        numbers.shown(pk) for pk in Packet.objects.values_list("pk", flat=True)
    )
    assert [(line["page"], line["pages"]) for line in lines] == [(2, 1), (3, 1), (4, 1), (5, 1), (6, 1)]
    document = b"".join(client.get(f"{reply.url}file/").streaming_content)
    assert document == books.place(book).read_bytes()
    read = PdfReader(BytesIO(document))
    assert len(read.pages) == book.pages == 6, "a page of contents and one each"
    for line in lines:
        text = read.pages[line["page"] - 1].extract_text()
        assert line["number"] in text and f"Page 1/{line['pages']}" in text
        assert str(line["page"]) in text.split()
    assert [mark.title.split()[0] for mark in read.outline] == [line["number"] for line in lines]
    assert books.place(book).stat().st_mode & 0o077 == 0
    assert f"{book.pages} pages, 5 packets" in client.get(reply.url).content.decode()


def test_asked_twice_it_is_made_once(table, cap, client):
    urls = {client.post(f"/packets/area/{table.county.pk}/book/").url for _twice in range(2)}
    assert len(urls) == 1
    large = client.post(f"/packets/area/{table.county.pk}/book/", {"large": "1", "paper": "a4"}).url
    assert large not in urls
    books.make_all()
    books.make_all()
    first = [sheet for kind, sheet in table.asked if kind == "book"]
    assert [(sheet["large"], sheet["paper"]) for sheet in first] == [(False, "letter")] * 2 + [
        (True, "a4")
    ] * 2
    assert {sheet["paper"] for _kind, sheet in table.asked[-6:]} == {"a4"}


def test_it_is_for_who_asked(table, cap, client):
    url = client.post(f"/packets/area/{table.county.pk}/book/").url
    books.make_all()
    sign_in(client, member("Ben", "captain", table.county))
    assert client.get(url).status_code == 404
    assert client.get(f"{url}file/").status_code == 404


def test_another_areas_captain_gets_none(table, client):
    from lists.tests.county import County

    sign_in(client, member("Ben", "captain", County("WAKE").county))
    assert client.post(f"/packets/area/{table.county.pk}/book/").status_code == 404
    assert not Book.objects.exists()


def test_one_that_cannot_be_set_says_so_and_the_next_is_made(table, cap, client, monkeypatch):
    whole = printing.pdf

    def broken(kind, sheet, tags=True):
        if sheet.get("large") and kind == "strikes":
            raise printing.CannotPrint("strikes.typ: something")
        return whole(kind, sheet, tags)

    monkeypatch.setattr(printing, "pdf", broken)
    bad = client.post(f"/packets/area/{table.county.pk}/book/", {"large": "1"}).url
    good = client.post(f"/packets/area/{table.county.pk}/book/").url
    books.make_all()
    assert "could not be made" in client.get(bad).content.decode()
    assert client.get(f"{good}file/").status_code == 200


def test_who_was_killed_in_the_middle_begins_anew(table, cap, client):
    client.post(f"/packets/area/{table.county.pk}/book/")
    Book.objects.update(done_n=3)
    books.make_all()
    assert Book.objects.get().state == "ready"


def test_old_ones_go_away_with_their_files(table, cap, client):
    client.post(f"/packets/area/{table.county.pk}/book/")
    books.make_all()
    path = books.place(Book.objects.get())
    books.sweep()
    assert path.exists()
    (path.parent / "999.pdf").write_bytes(b"of nobody")
    Book.objects.update(asked_at=clock.now() - books.KEPT - timedelta(minutes=1))
    books.sweep()
    assert not Book.objects.exists() and not list(path.parent.iterdir())


def test_typst_sets_in_a_process_of_its_own(table, cap, monkeypatch):
    from concurrent.futures import ProcessPoolExecutor

    monkeypatch.setattr(books, "ProcessPoolExecutor", ProcessPoolExecutor)
    packet = Packet.objects.get(kind="cover")
    book = books.ask(table.county, [packet.pk], cap)
    books.make_all()
    book.refresh_from_db()
    assert (book.state, book.pages) == ("ready", 2)
