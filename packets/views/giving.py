"""Giving a packet out, saying that back-up paper was used, taking it back."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from packets import handing
from packets.forms import GiveForm
from packets.models import Handing
from packets.views.audiences import PAPER
from packets.views.paper import context_of, found_or_404


@PAPER
@require_POST
def give(request: HttpRequest, pk: int) -> HttpResponse:
    """POST /packets/<id>/giving/: `person`, `hours`; or `used` for back-up paper that was called already."""
    packet = found_or_404(request, pk)
    form = GiveForm(request.POST, team=packet.team_id)
    if form.is_valid():
        try:
            with transaction.atomic():  # somebody new is not made for a packet that cannot be given
                person = form.recipient(request.person)
                if "used" in request.POST:
                    _say_overlaps(request, handing.used(packet, person, request.person))
                    return redirect("packet_typing", pk)
                given = handing.give(packet, person, form.until, request.person)
        except handing.Cannot as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, _("✓ Given out. Print it now: it has a number of its own."))
            return redirect("packet", given.pk)
    return render(request, "packets/packet.html", context_of(request, pk) | {"form": form}, status=400)


@PAPER
@require_POST
def back(request: HttpRequest, pk: int) -> HttpResponse:
    """POST /packets/<id>/back/: the paper is back; whoever has no result is free again."""
    packet = found_or_404(request, pk)
    one = Handing.objects.filter(packet=packet).first()
    if one:
        handing.take_back(one, request.person)
        messages.success(request, _("✓ Taken back. Whoever has no result on it can be called by others now."))
    return redirect("packet", pk)


def _say_overlaps(request: HttpRequest, one: Handing) -> None:
    if one.overlaps:
        text = ngettext(
            "%(n)d number on it was also with somebody else. What differs waits for you at the desk.",
            "%(n)d numbers on it were also with somebody else. What differs waits for you at the desk.",
            one.overlaps,
        )
        messages.warning(request, text % {"n": one.overlaps})
