"""Ringing a tree: begin it, see how far it has got, tick for those without signal, end it, take up its repairs."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from crew import join_links
from crew.trees import links, repairs, ringing
from crew.trees import reads as tree_reads
from crew.trees.forms import RingForm
from crew.trees.making import Cannot
from crew.trees.report import LATE, report
from crew.views.teams import FIELD


@FIELD
@require_POST
def begin(request: HttpRequest, pk: int) -> HttpResponse:
    """POST /staff/trees/<id>/rings/: `text`, and `for` drill or real."""
    tree = tree_reads.tree(request.scope, pk)
    form = RingForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Write what is to be passed on, in at most 500 letters."))
        return redirect("tree", pk)
    try:
        made = ringing.begin(
            tree, form.cleaned_data["text"], request.POST.get("for") != "real", request.person
        )
    except Cannot as error:
        messages.error(request, str(error))
        return redirect("tree", pk)
    return redirect("ring", made.pk)


@FIELD
@require_safe
@never_cache
def ring(request: HttpRequest, pk: int) -> HttpResponse:
    """GET /staff/rings/<id>/: how far it has got; looked at again every five seconds while it goes round."""
    found = tree_reads.ring(request.scope, pk)
    told = report(found)
    top = [node for node in told.nodes if node.depth == 0]
    for node in top:
        for call in node.calls:
            call.link = links.address(request, call)
    context = {
        "ring": found,
        "report": told,
        "top": top,
        "proposals": list(repairs.repairs(found, told)) if found.over_at else [],
        "open": ringing.is_open(found),
        "late": LATE // timedelta(minutes=1),
        "reachable": join_links.reachable(request.build_absolute_uri("/")),
    }
    part = "crew/ring.html#far" if request.htmx else "crew/ring.html"
    return render(request, part, context)


@FIELD
@require_POST
def word(request: HttpRequest, pk: int) -> HttpResponse:
    """POST /staff/rings/<id>/words/: `heard` or `missed`, the id of a call: staff rang them, or read it off paper."""
    found = tree_reads.ring(request.scope, pk)
    what = "heard" if "heard" in request.POST else "missed"
    said = request.POST.get(what, "")
    call = get_object_or_404(found.calls, pk=int(said) if said.isdigit() else 0)
    if what == "heard":
        ringing.heard(call, "staff", request.person, source="staff")
    else:
        ringing.missed(call, request.person, source="staff")
    return redirect("ring", pk)


@FIELD
@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """POST /staff/rings/<id>/end/"""
    ringing.end(tree_reads.ring(request.scope, pk), request.person)
    messages.success(request, _("✓ Over. Links of this ring show nobody any more."))
    return redirect("ring", pk)


@FIELD
@require_POST
def repair(request: HttpRequest, pk: int) -> HttpResponse:
    """POST /staff/rings/<id>/repairs/: `what`, `node`, `other` of one proposal."""
    found = tree_reads.ring(request.scope, pk)
    node, other = (request.POST.get(key, "") for key in ("node", "other"))
    try:
        repairs.apply(
            found,
            request.POST.get("what", ""),
            int(node) if node.isdigit() else 0,
            int(other) if other.isdigit() else None,
            request.person,
        )
    except Cannot as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("✓ Done. The paper follows within minutes."))
    return redirect("ring", pk)
