"""Accepting, refusing and taking back a load."""

from collections.abc import Callable
from contextlib import suppress

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from procrastinate.exceptions import AlreadyEnqueued

from crew import audience
from lib import door
from roll import tasks, told
from roll.loading import acceptance as accepting
from roll.loading import steps
from roll.models import Load
from roll.views.loads import context_of, found_or_404

DIRECTORS = audience.staff("data_director")


@DIRECTORS
@require_POST
def acceptance(request: HttpRequest, pk: int) -> HttpResponse:
    """POST /roll/loads/<id>/acceptance/ (`even_so` after an alarm)."""
    even_so = bool(request.POST.get("even_so"))

    def step(load: Load) -> None:
        if accepting.ask(load, by=request.person, even_so=even_so):
            with suppress(AlreadyEnqueued):  # the job that waits takes every load that is there
                tasks.accept_load.defer(load_id=load.pk)

    return _step(request, pk, step)


@DIRECTORS
@require_POST
def refusal(request: HttpRequest, pk: int) -> HttpResponse:
    """POST /roll/loads/<id>/refusal/"""
    return _step(request, pk, steps.refuse, _("Refused. The roll is as it was."))


@DIRECTORS
@require_POST
def taking_back(request: HttpRequest, pk: int) -> HttpResponse:
    """POST /roll/loads/<id>/return/"""

    def step(load: Load) -> None:
        if accepting.ask_back(load, by=request.person):
            with suppress(AlreadyEnqueued):
                tasks.accept_load.defer(load_id=load.pk)

    return _step(request, pk, step)


def _step(request: HttpRequest, pk: int, step: Callable, done: str = "") -> HttpResponse:
    load = found_or_404(request, pk)
    try:
        _only_own_counties(request, load)
        step(load)
    except steps.Alarmed:
        error = _("Look into the warning first; then accept it even so, or refuse it.")
        return render(request, "roll/load.html", {**context_of(load), "error": error}, status=409)
    except (steps.NotNow, door.Refused) as error:
        said = told.said(str(error))
        return render(request, "roll/load.html", {**context_of(load), "error": said}, status=409)
    if done:
        messages.success(request, done)
    return redirect("load", pk)


def _only_own_counties(request: HttpRequest, load: Load) -> None:
    """Who directs the data of some counties changes the roll of these alone."""
    if request.scope.everywhere or load.state == "failed":
        return
    if any(county is None or not request.scope.sees(county) for county in steps.counties_of(load)):
        raise steps.NotNow(_("This file reaches beyond your areas: the office manager can accept it."))
