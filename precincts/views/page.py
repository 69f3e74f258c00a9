"""What the page of one polling place shows: hours, posts, the newest reports, the form for a post."""

from datetime import timedelta

from django.http import HttpRequest

from crew import reads as crew_reads
from crew.models import Area, Shift
from lib import clock
from precincts import watching
from precincts.forms import HoursForm, PostForm
from precincts.models import Incident, LineReport, Opening

MAKERS = {"office", "captain", "field_director", "boiler_room"}


def context_of(request: HttpRequest, pk: int) -> dict:
    found = watching.place(request.scope, pk)
    recent = {"place": pk, "withdrawn_by": None, "at__gt": clock.now() - timedelta(hours=24)}
    may_post = bool(request.scope.roles & MAKERS)
    return {
        "found": found,
        "place": found.place,
        "zone": found.zone,
        "hours": Opening.objects.filter(place=pk).order_by("opens_at"),
        "hours_form": HoursForm(),
        "form": form_for(request, found) if may_post else None,
        "may_post": may_post,
        "may_link": bool(request.scope.roles & {"office", "captain", "field_director", "help_desk"}),
        "lines": LineReport.objects.filter(**recent).order_by("-at")[:12],
        "incidents": Incident.objects.filter(place=pk, withdrawn_by=None).order_by("-at")[:20],
    }


def form_for(request: HttpRequest, found: watching.Place, post=None) -> PostForm:
    """The form for a new post at a place: polls teams in scope, the place's precincts, its hours to begin with."""
    teams = crew_reads.teams(request.scope).filter(work="polls")
    shifts = Shift.objects.filter(team__in=teams.values("pk"), cancelled_at=None, ends_at__gt=clock.now())
    opens, closes = found.opens, found.closes
    begin = (opens or clock.now()).astimezone(found.zone)
    initial = {
        "day": begin.date(),
        "begin": begin.time() if opens else "06:00",
        "end": closes.astimezone(found.zone).time() if closes else "20:00",
        "precincts": [precinct.pk for precinct in found.precincts],
    }
    precincts = Area.objects.filter(pk__in=[precinct.pk for precinct in found.precincts]).order_by("code")
    shifts = shifts.select_related("team").order_by("starts_at", "pk")
    form = PostForm(post, initial=initial, teams=teams, precincts=precincts, shifts=shifts)
    form.fields["shift"].label_from_instance = lambda shift: (
        f"{shift.team.name}, {shift.starts_at.astimezone(found.zone):%d.%m. %H:%M}"
    )
    return form
