"""The pages of paper: all packets of one's areas, one packet, its file, a whole area in one file."""

import tempfile
import zipfile

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_safe

from crew import audit_log
from lib import clock
from packets import folder, numbers, printing, reads
from packets.contents import again
from packets.forms import GiveForm
from packets.models import HELD, Handing, OnPaper, Packet
from packets.views import on_paper
from packets.views.audiences import PAPER

PDF = "application/pdf"


@PAPER
@require_safe
def paper(request: HttpRequest) -> HttpResponse:
    """GET /packets/?area=&number=: how old paper is, what there is, who has some; a number leads to its packet."""
    if typed := request.GET.get("number", "").strip():
        found = numbers.read(typed[:40])
        if found and reads.packet(request.scope, found):
            return redirect("packet", found)
    packets = reads.packets(request.scope)
    areas = reads.areas_of(packets)
    area = request.GET.get("area", "")
    chosen = next((one for one in areas if str(one.pk) == area), areas[0] if len(areas) == 1 else None)
    mine = packets.filter(area=chosen) if chosen else packets.none()
    groups = [
        (kind.label, list(mine.filter(kind=kind).order_by("path")[: reads.MOST])) for kind in folder.ORDER
    ]
    page = {
        "age": reads.age(),
        "areas": areas,
        "chosen": chosen,
        "groups": [(label, found) for label, found in groups if found],
        "handings": reads.out(request.scope)[: reads.MOST],
        "typed": typed,
        "place": folder.root(),
        "now": clock.now(),
        "on_paper": OnPaper.objects.filter(over_at=None, area__in=request.scope.areas()).select_related(
            "area"
        ),
        "may_declare": on_paper.page.audience.admits(request.whole_scope),
    }
    return render(request, "packets/paper.html", page, status=404 if typed else 200)


@PAPER
@require_safe
def packet(request: HttpRequest, pk: int) -> HttpResponse:
    """GET /packets/<id>/: one packet: print it, give it out, type in what came back."""
    return render(request, "packets/packet.html", context_of(request, pk))


def context_of(request: HttpRequest, pk: int) -> dict:
    """What the page of one packet shows; 404 for one that is not there or not in scope."""
    found = found_or_404(request, pk)
    handing = Handing.objects.filter(packet=found).select_related("person").first()
    return {
        "packet": found,
        "handing": handing,
        "form": GiveForm(team=found.team_id) if found.kind in HELD and not found.handed else None,
        "numbers_n": len(found.rows),
        "held": found.kind in HELD,
        "other_paper": next(size for size in printing.SIZES if size != settings.PAPER),
        "now": clock.now(),
    }


@PAPER
@require_GET
def file(request: HttpRequest, pk: int) -> HttpResponse:
    """GET /packets/<id>/file/?large=1&paper=a4: the PDF, as it lies in the folder or set anew in large print or on other
    paper. One that a round has replaced is gone: the page says which is newer."""
    found = found_or_404(request, pk)
    name = f"{numbers.shown(found.pk)}.pdf"
    audit_log.note(request.person, "printed a packet", packet=found.pk)
    large, size = "large" in request.GET, request.GET.get("paper", settings.PAPER)
    if size not in printing.SIZES:
        raise Http404
    if not found.replaced_at and (found.handed or large or size != settings.PAPER):
        document = again.pdf(found, large=large, paper=size)
        return HttpResponse(document, content_type=PDF, headers=_inline(name))
    path = folder.root() / found.path
    if not path.is_file():
        raise Http404
    return FileResponse(path.open("rb"), content_type=PDF, headers=_inline(name))


@PAPER
@require_GET
def whole(request: HttpRequest, pk: int) -> FileResponse:
    """GET /packets/area/<id>/: all packets of an area's folder in one ZIP, as it lies on the disk."""
    mine = reads.packets(request.scope).filter(area=pk)
    first = mine.first()
    if first is None:
        raise Http404
    audit_log.note(request.person, "took all packets of an area", area=pk)
    base = folder.root() / first.path.partition("/")[0]
    kept = tempfile.TemporaryFile(dir=settings.VAR)  # noqa: SIM115  (the answer closes it)
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_STORED) as archive:
        allowed = {base / path.partition("/")[2] for path in mine.values_list("path", flat=True)}
        for path in sorted(base.rglob("*")):
            if path in allowed or (path.parent == base and path.suffix in (".html", ".json")):
                archive.write(path, path.relative_to(base.parent))
    kept.seek(0)
    return FileResponse(kept, as_attachment=True, filename=f"{_('paper')}-{base.name}.zip")


def found_or_404(request: HttpRequest, pk: int) -> Packet:
    found = reads.packet(request.scope, pk)
    if found is None:
        raise Http404
    return found


def _inline(name: str) -> dict:
    return {"Content-Disposition": f'inline; filename="{name}"', "Cache-Control": "no-store"}
