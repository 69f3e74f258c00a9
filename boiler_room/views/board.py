"""The board, the parts of it that an open page fetches anew, who counts as a supporter, and the wall."""

from django import forms
from django.contrib import messages
from django.db import OperationalError, connection, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from boiler_room import charting, features, focus
from boiler_room.audiences import PICTURE, PLANNERS
from boiler_room.board import looking, ticking
from boiler_room.board.looking import Board
from boiler_room.desk import incidents, lists, senders
from crew import audience
from crew.switches.needs import needs
from lib import door
from roll import supporting
from roll.models import SupportRule

PARTS = ("desks", "areas", "hours", "polls", "lines")
SLIDES = ("total", "areas", "hours", "polls")  # of the wall, in the order in which they are shown
A_SLIDE = 8  # areas on one
PATIENCE = "8s"  # for a voter file that is being accepted meanwhile


@audience.staff(*PICTURE)
@require_safe
@needs(features.BOARD, focus.areas)
def board(request: HttpRequest) -> HttpResponse:
    """GET /board/?area=ID: supporters' votes against win number and plan, the polls, what needs someone first."""
    return render(request, "boiler_room/board.html", _context(request))


@audience.staff(*PICTURE)
@require_safe
@needs(features.BOARD, focus.areas, counts=False)
def board_part(request: HttpRequest, part: str) -> HttpResponse:
    """GET /board/parts/NAME/?area=ID: one of PARTS as it is now."""
    if part not in PARTS:
        raise Http404
    return render(request, f"boiler_room/board.html#{part}", _context(request))


@audience.staff(*PICTURE)
@require_safe
@needs(features.BOARD, focus.areas)
def wall(request: HttpRequest) -> HttpResponse:
    """GET /wall/?area=ID: the board in big type; goes through its slides by itself and names nobody."""
    return render(request, "boiler_room/wall.html", _context(request))


@audience.staff(*PICTURE)
@require_safe
@needs(features.BOARD, focus.areas, counts=False)
def wall_part(request: HttpRequest) -> HttpResponse:
    """GET /wall/slides/?area=ID: all slides as they are now."""
    return render(request, "boiler_room/wall.html#slides", _context(request))


def _context(request: HttpRequest) -> dict:
    place = focus.of(request)
    seen = looking.board(place.areas)
    waiting = lists.counts(senders.of(request.scope))
    return {
        "place": place,
        "board": seen,
        "figures": ticking.figures(seen),
        "chart": _chart(seen),
        "slides": [seen.areas[n : n + A_SLIDE] for n in range(0, min(len(seen.areas), 3 * A_SLIDE), A_SLIDE)],
        "rule": supporting.rule(),
        "incidents_n": incidents.open_n(incidents.of(request.scope)),
        "unowned": incidents.unowned(incidents.of(request.scope)),
        "rides_n": waiting.get("ride_request", (0, None))[0],
        "may_plan": bool(request.whole_scope.through(PLANNERS).grants),
    }


def _chart(seen: Board):
    """Votes by hour, and supporters among them beside their plan."""
    return next(panel for panel in charting.chart(seen.seen) if panel.key == "votes")


class RuleForm(forms.Form):
    """Up to which number one counts as a supporter, by score and by ID."""

    SCORES = (
        (1, gettext_lazy("1: strong supporters alone")),
        (2, gettext_lazy("1 and 2: who lean to us, too")),
        (3, gettext_lazy("1 to 3: the undecided, too")),
        (0, gettext_lazy("not at all")),
    )
    score = forms.TypedChoiceField(label=gettext_lazy("By support score"), choices=SCORES, coerce=int)
    said = forms.TypedChoiceField(label=gettext_lazy("By what they said (IDs)"), choices=SCORES, coerce=int)

    def clean(self) -> dict:
        chosen = super().clean()
        if chosen.get("score") == chosen.get("said") == 0:
            raise forms.ValidationError(_("Then nobody would count. Choose one of the two."))
        return chosen


@audience.staff(*PICTURE)
@require_http_methods(["GET", "HEAD", "POST"])
def supporters(request: HttpRequest) -> HttpResponse:
    """GET and POST /board/supporters/: who counts as a supporter; chosen by who plans for the whole campaign."""
    may_choose = request.whole_scope.through(PLANNERS).everywhere
    rule = supporting.rule()
    form = RuleForm(request.POST or None, initial={"score": rule.score, "said": rule.said})
    if request.method == "POST" and may_choose and form.is_valid():
        if _choose(request, form.cleaned_data):
            messages.success(request, _("✓ Chosen. Everybody is counted by it from now on."))
            return redirect("board")
        messages.warning(
            request, _("A voter file is being accepted just now. Nothing was changed: try again in a minute.")
        )
    context = {
        "form": form,
        "rule": rule,
        "may_choose": may_choose,
        "chosen": SupportRule.objects.select_related("person").first(),
    }
    return render(request, "boiler_room/board_supporters.html", context)


def _choose(request: HttpRequest, chosen: dict) -> bool:
    """False when a load holds the roll for longer than PATIENCE."""
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("select set_config('lock_timeout', %s, true)", [PATIENCE])
            door.enter("supporters", {"score": chosen["score"], "said": chosen["said"]}, by=request.person)
    except OperationalError:
        return False
    return True
