"""Books: all packets of an area in one file with its contents, for who prints them in one go.

Made by the process of jobs, one at a time. Packets are set one after another and joined: a thousand pages set at once would
take 3 GB. typst runs in a process of its own, for it gives no memory back. Killed between, a book is begun anew.
"""

import os
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from datetime import timedelta
from io import BytesIO
from multiprocessing import get_context
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from pypdf import PdfWriter

from lib import clock, files
from packets import folder, numbers, printing
from packets.contents import again, telling
from packets.contents.places import Places
from packets.models import Book, Packet
from packets.words import words

KEPT = timedelta(hours=6)  # older paper is not to be printed
MOST = 1500  # packets in a book
MAKER = 7305  # advisory lock of who makes books
NICE = 10


def place(book: Book) -> Path:
    return settings.VAR / "books" / f"{book.pk}.pdf"


def ask(area, packets: list[int], person, *, large: bool = False, paper: str = "", lang: str = "en") -> Book:
    """Puts a book on the list; the same one that is still being made is answered again."""
    asked = {
        "area": area,
        "packets": packets[:MOST],
        "large": large,
        "paper": paper or settings.PAPER,
        "lang": lang,
        "asked_by": person,
    }
    unfinished = Book.objects.exclude(state__in=[Book.State.READY, Book.State.FAILED])
    return unfinished.filter(**asked).first() or Book.objects.create(asked_at=clock.now(), **asked)


def make_all() -> None:
    """Makes every book that waits, the oldest first; at once nothing where another process is at it."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_lock(%s)", [MAKER])
        if not cursor.fetchone()[0]:
            return
        try:
            unfinished = Book.objects.exclude(state__in=[Book.State.READY, Book.State.FAILED])
            for book in unfinished.order_by("pk"):
                _make(book)
        finally:
            cursor.execute("select pg_advisory_unlock(%s)", [MAKER])


def sweep() -> None:
    """Takes away books that are older than a few hours, and files that belong to none."""
    Book.objects.filter(asked_at__lt=clock.now() - KEPT).delete()
    known = {f"{pk}.pdf" for pk in Book.objects.values_list("pk", flat=True)}
    for path in (settings.VAR / "books").glob("*.pdf"):
        if path.name not in known:
            path.unlink(missing_ok=True)


def _make(book: Book) -> None:
    try:
        with ProcessPoolExecutor(1, get_context("spawn"), os.nice, (NICE,)) as process:
            document, pages = _bound(book, lambda *asked: process.submit(printing.pdf, *asked).result())
        files.write(place(book), document)
        _tell(book, state=Book.State.READY, ready_at=clock.now(), pages=pages, done_n=len(book.packets))
    except (printing.CannotPrint, BrokenProcessPool) as error:
        _tell(book, state=Book.State.FAILED, trouble=str(error)[:300])


def _bound(book: Book, pdf: Callable[[str, dict, bool], bytes]) -> tuple[bytes, int]:
    """The document and its pages. `pdf` as in `printing`, without tags: joined files would not keep them.

    The first pages, with the contents, are set twice: to know how many they are, and when all else is set.
    """
    places, found = Places(), _packets(book)
    groups = [
        {"label": str(kind.label), "sheets": [_line(one) for one in found if one.kind == kind]}
        for kind in folder.ORDER
    ]
    first = _first(book, places, [group for group in groups if group["sheets"]])
    lines = {line["number"]: line for group in groups for line in group["sheets"]}
    before = printing.pages(pdf("book", first, False))
    whole = PdfWriter()
    for n, packet in enumerate(found, start=1):
        sheet = again.sheet(packet, large=book.large, paper=book.paper, places=places)
        document = pdf(sheet["kind"], sheet | {"before": before}, False)
        line = lines[sheet["number"]]
        line |= {"pages": printing.pages(document), "page": before + 1}
        before += line["pages"]
        whole.append(BytesIO(document), f"{line['number']} {line['listed']}", import_outline=False)
        _tell(book, done_n=n)
    whole.merge(0, BytesIO(pdf("book", first, False)), import_outline=False)
    whole.add_metadata({"/Title": f"{first['title']} {first['number']}"})
    kept = BytesIO()
    whole.write(kept)
    return kept.getvalue(), before


def _packets(book: Book) -> list[Packet]:
    rows = Packet.objects.select_related("sheet__script_version", "team__captain", "script", "precinct")
    return [rows.get(pk=pk) for pk in book.packets]


def _line(packet: Packet) -> dict:
    return {"number": numbers.shown(packet.pk), "listed": telling.named(packet), "pages": 0, "page": 0}


def _first(book: Book, places: Places, groups: list[dict]) -> dict:
    """What `typst/book.typ` asks for; its lines are filled in while the packets are set."""
    with translation.override(book.lang):
        return {
            "number": f"B{book.pk}",
            "title": _("Everything for %(area)s") % {"area": book.area.name},
            "subject": ngettext("%(n)d packet", "%(n)d packets", len(book.packets))
            % {"n": len(book.packets)},
            "as_of": folder.when(clock.now(), places, book.area_id),
            "area": book.area.name,
            "keep": _("Names and numbers: give it to nobody, shred it after the election."),
            "how": _("Take it apart at the packets’ own numbers. The page in a frame is that of this file."),
            "groups": groups,
            "words": words(),
            "lang": book.lang,
            "paper": book.paper,
            "large": book.large,
            "before": 0,
        }


def _tell(book: Book, **news) -> None:
    Book.objects.filter(pk=book.pk).update(**news)
