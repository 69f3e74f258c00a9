"""Posts: make one, put somebody there, hand out its link, end it."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from crew import audit_log, zone
from precincts import posting, watching
from precincts.forms import HolderForm
from precincts.views.audiences import POST
from precincts.views.page import context_of, form_for


@POST
@require_POST
def make(request: HttpRequest, pk: int) -> HttpResponse:
    """POST /places/<id>/posts/"""
    found = watching.place(request.scope, pk)
    form = form_for(request, found, request.POST)
    if form.is_valid():
        said = form.cleaned_data
        shift = said["shift"]
        begin, over = zone.span(said["day"], said["begin"], said["end"], found.zone)
        if shift:
            begin, over = shift.starts_at, shift.ends_at
        if over - begin > timedelta(hours=20):
            form.add_error("end", _("A post is of one day."))
        else:
            posting.make(
                found.place, said["team"], begin, over, request.person,
                precincts=[area.pk for area in said["precincts"]], person=said["person"], shift=shift,
                paper_inside=said["paper_inside"],
            )  # fmt: skip
            messages.success(request, _("✓ The post is made, and its voters have their codes."))
            return redirect("place", pk)
    return render(request, "precincts/place.html", context_of(request, pk) | {"form": form}, status=400)


@POST
@require_POST
def put(request: HttpRequest, pk: int) -> HttpResponse:
    """POST /places/posts/<id>/holder/: `person` (of its team), or nobody."""
    post = watching.post(request.scope, pk)
    form = HolderForm(request.POST, team=post.team_id)
    if form.is_valid():
        posting.put(post, form.cleaned_data["person"], request.person)
        messages.success(request, _("✓ Saved. Their phone has the list at its next exchange."))
    return redirect("place", post.place_id)


@POST
@require_POST
def link(request: HttpRequest, pk: int) -> HttpResponse:
    """POST /places/posts/<id>/link/: a join link, with its code to scan, by which one stands at this post."""
    post = watching.post(request.scope, pk)
    made = posting.link(post, request.person)
    audit_log.note(request.person, "made a link for a post", post=pk, link=made.pk)
    return redirect("join_link", made.pk)


@POST
@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """POST /places/posts/<id>/end/"""
    post = watching.post(request.scope, pk)
    posting.end(post, request.person)
    messages.success(request, _("✓ Ended. What was seen there before still counts when it comes."))
    return redirect("place", post.place_id)
