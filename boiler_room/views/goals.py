"""Goals: what is set, one by form, many by file."""

import csv
from datetime import date, datetime, time

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from boiler_room import goals
from boiler_room.audiences import PLANNERS
from boiler_room.models import Goal, What, WinNumber
from boiler_room.reads import day_of, zone
from crew import audience
from lib import clock, door


class WinForm(forms.Form):
    """A win number; empty takes it away."""

    area = forms.ChoiceField(label=gettext_lazy("Area"))
    n = forms.IntegerField(
        label=gettext_lazy("Votes needed"),
        min_value=1,
        max_value=goals.MOST_GOAL,
        required=False,
        help_text=gettext_lazy("Empty: the sum of the areas below it, else of its goals for supporters."),
    )

    def __init__(self, areas, *args, **kwargs):
        super().__init__(*args, prefix="win", **kwargs)
        self.fields["area"].choices = [(a.pk, f"{a.name} ({a.get_kind_display()})") for a in areas]


class GoalForm(forms.Form):
    area = forms.ChoiceField(label=gettext_lazy("Area"))
    what = forms.ChoiceField(label=gettext_lazy("Goal for"), choices=What.choices)
    day = forms.DateField(
        label=gettext_lazy("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    goal = forms.IntegerField(
        label=gettext_lazy("For the whole day"),
        min_value=0,
        max_value=goals.MOST_GOAL,
        help_text=gettext_lazy(
            "It is spread over the hours as phone banks and polling places know them. Other hours: by file."
        ),
    )

    def __init__(self, areas, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, day in (("min", goals.FIRST_DAY), ("max", goals.LAST_DAY)):
            self.fields["day"].widget.attrs[name] = day
        self.fields["area"].choices = [(a.pk, f"{a.name} ({a.get_kind_display()})") for a in areas]

    def clean_day(self) -> date:
        try:
            return goals.day_from(str(self.cleaned_data["day"]))
        except ValueError as error:
            raise forms.ValidationError(str(error)) from None


@audience.staff(*PLANNERS)
def goals_page(request: HttpRequest) -> HttpResponse:
    """GET and POST /picture/goals/?day=: the goals of a day; sets one."""
    day = _day(request)
    form = GoalForm(goals.areas_below(request.scope.areas()), request.POST or None, initial={"day": day})
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data
        hours = goals.spread(chosen["what"], chosen["day"], chosen["goal"])
        entry = goals.payload(chosen["day"], [(int(chosen["area"]), chosen["what"], hours)])
        door.enter("goals", entry, by=request.person)
        messages.success(request, _("✓ The goal is set."))
        return redirect(f"{request.path}?day={chosen['day']}")
    return _page(request, day, form, [])


@audience.staff(*PLANNERS)
@require_POST
def win_number(request: HttpRequest) -> HttpResponse:
    """POST /picture/wins/: sets the win number of an area, or takes it away."""
    areas = goals.areas_below(request.scope.areas())
    form = WinForm(areas, request.POST)
    if not form.is_valid():
        day = _day(request)
        return _page(request, day, GoalForm(areas, initial={"day": day}), [], form, status=400)
    said = {"area": int(form.cleaned_data["area"]), "n": form.cleaned_data["n"]}
    door.enter("win_number", said, by=request.person)
    messages.success(
        request, _("✓ The win number is set.") if said["n"] else _("✓ The win number is taken away.")
    )
    return redirect("goals")


@audience.staff(*PLANNERS)
@require_POST
def goals_file(request: HttpRequest) -> HttpResponse:
    """POST /picture/goals/file/: CSV with the columns of `goals.COLUMNS`; nothing is set when a line is wrong."""
    file, areas = request.FILES.get("file"), request.scope.areas()
    if file is None:
        return redirect("goals")
    try:
        if file.size > goals.MOST_BYTES:
            raise goals.Unreadable([_("The file is larger than 4 MB.")])
        entries = goals.read_csv(file.read(), areas)
    except goals.Unreadable as unreadable:
        day = _day(request)
        form = GoalForm(goals.areas_below(areas), initial={"day": day})
        return _page(request, day, form, unreadable.problems, status=400)
    door.enter_many([{"kind": "goals", "payload": entry} for entry in entries], by=request.person)
    n = sum(len(entry["goals"]) for entry in entries)
    messages.success(request, _("✓ %(n)d goals are set.") % {"n": n})
    return redirect(
        f"/picture/goals/?day={datetime.fromisoformat(entries[0]['from']).astimezone(zone()).date()}"
    )


@audience.staff(*PLANNERS)
def example(request: HttpRequest) -> HttpResponse:
    """GET /picture/goals/example.csv: the columns, with one's own areas."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="goals.csv"'
    table = csv.writer(response)
    table.writerow(goals.COLUMNS)
    day = goals.tomorrow(clock.now())
    for area in goals.areas_below(request.scope.areas())[:3]:
        table.writerow([area.code, What.CALLS, day, 9, 120])
        table.writerow([area.code, What.SUPPORTERS, day, "", 2000])
    return response


def _page(
    request: HttpRequest,
    day: date,
    form: GoalForm,
    problems: list[str],
    win_form: WinForm | None = None,
    status: int = 200,
):
    since, until = day_of(datetime.combine(day, time(12), zone()))
    rows: dict[tuple, dict] = {}
    mine = Goal.objects.filter(hour__gte=since, hour__lt=until, area__in=request.scope.areas())
    for goal in mine.select_related("area").order_by("area__lineage", "what", "hour")[:20_000]:
        row = rows.setdefault((goal.area_id, goal.what), {"goal": goal, "sum": 0, "hours": {}})
        row["sum"] += goal.n
        row["hours"][goal.hour.astimezone(zone()).hour] = goal.n
    hours = sorted({h for row in rows.values() for h, n in row["hours"].items() if n})
    for row in rows.values():
        row["cells"] = [row["hours"].get(h) for h in hours]
    context = {
        "day": day,
        "form": form,
        "problems": problems,
        "rows": list(rows.values())[:500],
        "hours": hours,
        "win_form": win_form or WinForm(goals.areas_below(request.scope.areas())),
        "wins": WinNumber.objects.filter(area__in=request.scope.areas())
        .select_related("area")
        .order_by("area__lineage")[:500],
    }
    return render(request, "boiler_room/goals.html", context, status=status)


def _day(request: HttpRequest) -> date:
    try:
        return goals.day_from(request.GET.get("day", ""))
    except ValueError:
        return clock.now().astimezone(zone()).date()
