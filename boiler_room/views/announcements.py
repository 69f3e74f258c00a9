"""Announcements: written with a preview, followed until they are over, withdrawn."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from boiler_room.announcing import AnnouncementForm, may_withdraw, shown
from boiler_room.audiences import ANNOUNCERS
from boiler_room.desk import senders
from boiler_room.help.advice import ADVICE
from boiler_room.views.desk import tabs
from crew import audience
from front_desk.announcing import board, told
from front_desk.announcing.saying import announce, withdraw
from front_desk.models import Announcement
from lib import door


@audience.staff(*ANNOUNCERS)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def announcements(request: HttpRequest) -> HttpResponse:
    """GET /announcements/?about=<key of a trouble>: with the words for it.

    POST {to, text, spanish, lasts, urgent}: says it, or with `preview` shows it.
    """
    asked = request.POST if request.method == "POST" else None
    advice = ADVICE.get(request.GET.get("about", ""))
    initial = {"text": advice.answer_in("en"), "spanish": advice.answer_in("es")} if advice else {}
    form = AnnouncementForm(asked, scope=request.scope, initial=initial)
    if request.htmx:  # as it is typed: no complaints yet
        return render(request, "boiler_room/announcements.html#preview", {"preview": _preview(form)})
    if asked and form.is_valid() and "preview" not in asked:
        try:
            announce(
                form.said,
                form.until,
                request.person,
                form.target.area,
                form.target.team,
                form.cleaned_data["urgent"],
            )
        except door.Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            n = form.target.screens
            text = ngettext(
                "✓ Said. %(n)d screen is open there now.", "✓ Said. %(n)d screens are open there now.", n
            )
            messages.success(request, text % {"n": n})
            return redirect("announcements")
    context = {
        "tabs": tabs(request, "announcements", senders.of(request.scope)),
        "form": form,
        "preview": _preview(form),
        "rows": _rows(request),
    }
    return render(
        request, "boiler_room/announcements.html", context, status=400 if form.errors and asked else 200
    )


@audience.staff(*ANNOUNCERS)
@require_safe
@never_cache
def followed(request: HttpRequest) -> HttpResponse:
    """GET /announcements/said/: what was said and how many were told; fetched again while the page is open."""
    return render(request, "boiler_room/announcements.html#said", {"rows": _rows(request)})


@audience.staff(*ANNOUNCERS)
@require_POST
def withdrawal(request: HttpRequest, pk: UUID) -> HttpResponse:
    """POST /announcements/<id>/withdrawal/: from every screen, within a second."""
    found = get_object_or_404(Announcement.objects.select_related("team"), pk=pk)
    if not may_withdraw(found, request.scope):
        raise PermissionDenied
    withdraw(found, request.person)
    messages.success(request, _("✓ Withdrawn. It goes from every screen that is connected."))
    return redirect("announcements")


def _rows(request: HttpRequest) -> list:
    told.noted.write(
        board.kept.now().running, at_once=True
    )  # what this very process told and did not write down yet
    return shown(request.scope)


def _preview(form: AnnouncementForm) -> dict | None:
    """What phones show, and how many would: None while there is nothing to show."""
    if not form.is_bound:
        return None
    form.is_valid()
    said = form.cleaned_data.get("text") or form.data.get("text", "").strip()[:280]
    if not said or "to" not in form.cleaned_data:
        return None
    return {
        "text": said,
        "spanish": form.cleaned_data.get("spanish", ""),
        "urgent": form.cleaned_data.get("urgent", False),
        "screens": form.target.screens,
        "phones": form.target.phones,
    }
