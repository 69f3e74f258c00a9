"""A book: asking for one, how far it is, its file."""

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST, require_safe

from crew import audit_log
from crew.models import Area
from packets import books, folder, printing, reads, tasks
from packets.models import Book
from packets.views.audiences import PAPER


@PAPER
@require_POST
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """POST /packets/area/<id>/book/: `large`, `paper`; everything that lies in that folder and is in scope."""
    area = Area.objects.filter(pk=pk).first()
    found = reads.packets(request.scope).filter(area=pk)
    order = {kind: n for n, kind in enumerate(folder.ORDER)}
    ids = [
        one
        for one, _kind, _path in sorted(
            found.values_list("pk", "kind", "path"), key=lambda row: (order[row[1]], row[2])
        )
    ]
    size = request.POST.get("paper", settings.PAPER)
    if not area or not ids or size not in printing.SIZES:
        raise Http404
    audit_log.note(request.person, "asked for a book of packets", area=pk, packets=len(ids))
    large = "large" in request.POST
    lang = request.LANGUAGE_CODE[:2]
    book = books.ask(area, ids, request.person, large=large, paper=size, lang=lang)
    tasks.soon()
    return redirect("book", book.pk)


@PAPER
@require_safe
def book(request: HttpRequest, pk: int) -> HttpResponse:
    """GET /packets/books/<id>/: how far it is; its part asks again every second."""
    found = _own_or_404(request, pk)
    page = "packets/book.html#progress" if request.htmx else "packets/book.html"
    return render(request, page, {"book": found, "of_n": len(found.packets)})


@PAPER
@require_GET
def file(request: HttpRequest, pk: int) -> FileResponse:
    """GET /packets/books/<id>/file/: the PDF."""
    found = _own_or_404(request, pk)
    path = books.place(found)
    if found.state != Book.State.READY or not path.is_file():
        raise Http404
    audit_log.note(request.person, "took a book of packets", book=pk)
    reply = FileResponse(path.open("rb"), content_type="application/pdf")
    reply["Content-Disposition"] = f'inline; filename="{folder.root().name}-B{pk}.pdf"'
    reply["Cache-Control"] = "no-store"
    return reply


def _own_or_404(request: HttpRequest, pk: int) -> Book:
    """A book is for who asked for it: another's scope may be another."""
    found = Book.objects.select_related("area").filter(pk=pk, asked_by=request.person).first()
    if found is None:
        raise Http404
    return found
