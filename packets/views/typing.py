"""Typing in a call sheet or a strike sheet: the page for the keyboard, and where its rows go."""

import json

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from crew import audit_log
from packets import keying, striking
from packets.contents import again
from packets.contents.results import boxes
from packets.contents.script import questions
from packets.models import HELD, Handing, Packet
from packets.views.audiences import PAPER
from packets.views.paper import found_or_404

MOST_BYTES = 64 * 1024


@PAPER
@require_safe
def typing(request: HttpRequest, pk: int) -> HttpResponse:
    """GET /packets/<id>/typing/: the rows of a strike sheet, or of what is or was out; else the packet’s page."""
    packet = found_or_404(request, pk)
    if packet.kind == Packet.Kind.STRIKES:
        audit_log.note(request.person, "looked at a packet to type in", packet=pk)
        return render(request, "packets/ticking.html", {"packet": packet, "lines": striking.lines(packet)})
    handing = Handing.objects.filter(packet=packet).select_related("person").first()
    if handing is None or packet.kind not in HELD:
        return redirect("packet", pk)
    audit_log.note(request.person, "looked at a packet to type in", packet=pk)
    shown = {
        voter["row"]: voter
        for target in again.of_packet(packet).sheet["targets"]
        for voter in target["voters"]
    }
    lines = [
        {"line": line, "name": shown[line.number]["name"], "said": _said(line)}
        for line in keying.lines(packet, handing)
    ]
    page = {
        "packet": packet,
        "handing": handing,
        "lines": lines,
        "boxes": boxes(packet.kind),
        "questions": questions(packet.script.body, request.LANGUAGE_CODE[:2]),
    }
    return render(request, "packets/typing.html", page)


@PAPER
@require_POST
def rows(request: HttpRequest, pk: int) -> JsonResponse:
    """POST /packets/<id>/rows/: `{"rows": [{"row", "letter", "answers"}]}`; a verdict each, or 400 with a sentence."""
    packet = found_or_404(request, pk)
    ticked = packet.kind == Packet.Kind.STRIKES
    handing = Handing.objects.filter(packet=packet).first()
    if handing is None and not ticked:
        return _wrong(_("This packet was never given out. Say first who called from it."))
    if len(request.body) > MOST_BYTES:
        return _wrong(_("Too much at once."))
    try:
        said = json.loads(request.body).get("rows")
        said = striking.read(packet, said) if ticked else keying.read(packet, said)
    except keying.Wrong as wrong:
        return _wrong(str(wrong))
    except (ValueError, AttributeError):
        return _wrong(_("The office could not read this. Load the page again; what was saved is safe."))
    if ticked:
        verdicts = striking.enter(packet, said, request.person)
    else:
        verdicts = keying.enter(packet, handing, said, request.person)
    audit_log.note(request.person, "typed in a packet", packet=pk, rows=len(verdicts))
    return JsonResponse({"rows": verdicts})


def _said(line: keying.Line) -> str:
    """What is recorded, as it would be typed: "C134"; a question without an answer before another is 0."""
    answers = line.answers or {}
    return line.letter + "".join(str(answers.get(q, 0)) for q in range(1, max(answers, default=0) + 1))


def _wrong(text: str) -> JsonResponse:
    return JsonResponse({"error": text}, status=400)
