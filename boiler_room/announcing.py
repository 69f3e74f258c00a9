"""Announcements as staff write and follow them: to whom one may speak, who listens, how many have been told."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from boiler_room.models import OpenScreens
from boiler_room.reads import zone
from crew import reads
from crew.forms import indented
from crew.models import Area, Device, Role, Team
from crew.scope import Scope
from front_desk.announcing import to_staff
from front_desk.announcing.saying import LONGEST, standing
from front_desk.models import Announcement, Told
from lib import clock

MOST_TEAMS = 300  # in the list to choose from; whoever has more speaks to an area
SHOWN = 30
EVERYONE = "everyone"
LASTS = (
    ("30", _("half an hour")),
    ("60", _("an hour")),
    ("120", _("two hours")),
    ("240", _("four hours")),
    ("day", _("until midnight")),
)


@dataclass(frozen=True, slots=True)
class Target:
    """An area with all below it, a team, or (neither) the whole campaign."""

    area: Area | None = None
    team: Team | None = None

    @property
    def teams(self) -> QuerySet[Team]:
        if self.team:
            return Team.objects.filter(pk=self.team.pk)
        return (
            Team.objects.filter(area__lineage__contains=[self.area.pk]) if self.area else Team.objects.all()
        )

    @property
    def phones(self) -> int:
        """Devices that joined there and were not shut."""
        found = Device.objects.filter(shut_at=None)
        return (found.filter(person__team__in=self.teams) if self.area or self.team else found).count()

    @property
    def screens(self) -> int:
        """Volunteers' screens that listen now, by the last count of the live processes (a few seconds old)."""
        fresh = OpenScreens.objects.filter(at__gt=clock.now() - timedelta(seconds=15))
        counted = list(fresh.values_list("teams", flat=True))
        if not self.area and not self.team:
            return sum(n for teams in counted for n in teams.values())
        mine = {str(pk) for pk in self.teams.values_list("pk", flat=True)}
        return sum(n for teams in counted for team, n in teams.items() if team in mine)


class Mine:
    """To whom somebody may speak: the areas of roles that go by areas, and for captains the teams that they lead,
    with areas in which nobody else leads one."""

    def __init__(self, scope: Scope):
        self.scope, captain = scope, Role.Name.CAPTAIN
        self.wide = Scope(scope.person, (g for g in scope.grants if g[0] != captain))
        self.led = Scope(scope.person, (g for g in scope.grants if g[0] == captain))

    @property
    def everyone(self) -> bool:
        return self.wide.everywhere

    def areas(self) -> QuerySet[Area]:
        others = Team.objects.exclude(captain=None).exclude(captain=self.scope.person)
        theirs = {pk for lineage in others.values_list("area__lineage", flat=True) for pk in lineage}
        own = reads.areas(self.led).exclude(pk__in=theirs)
        both = Q(pk__in=reads.areas(self.wide).values("pk")) | Q(pk__in=own.values("pk"))
        return reads.areas(self.scope).filter(both)

    def teams(self) -> QuerySet[Team]:
        own = Team.objects.filter(captain=self.scope.person) if self.led.grants else Team.objects.none()
        both = Q(pk__in=reads.teams(self.wide).values("pk")) | Q(pk__in=own.values("pk"))
        return Team.objects.filter(both).order_by("name", "pk")


class AnnouncementForm(forms.Form):
    to = forms.ChoiceField(label=_("To"))
    text = forms.CharField(
        label=_("In English"), max_length=LONGEST, strip=True, widget=forms.Textarea(attrs={"rows": 3})
    )
    spanish = forms.CharField(
        label=_("In Spanish"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "lang": "es"}),
        help_text=_("Empty: everybody reads it in English."),
    )
    lasts = forms.ChoiceField(label=_("Shown for"), choices=LASTS, initial="60")
    urgent = forms.BooleanField(
        label=_("Urgent"), required=False, help_text=_("It stands out. Keep it for what cannot wait.")
    )

    def __init__(self, *args, scope: Scope, **kwargs):
        super().__init__(*args, **kwargs)
        mine = Mine(scope)
        self.areas = {f"area-{area.pk}": area for area in mine.areas()}
        self.teams = {f"team-{team.pk}": team for team in mine.teams()[:MOST_TEAMS]}
        everyone = [(EVERYONE, _("The whole campaign"))] if mine.everyone else []
        self.fields["to"].choices = [
            *everyone,
            (_("Areas, with all below them"), [(key, indented(area)) for key, area in self.areas.items()]),
            (_("Teams"), [(key, team.name) for key, team in self.teams.items()]),
        ]

    @property
    def target(self) -> Target:
        to = self.cleaned_data["to"]
        return Target(self.areas.get(to), self.teams.get(to))

    @property
    def until(self) -> datetime:
        now, lasts = clock.now(), self.cleaned_data["lasts"]
        if lasts == "day":
            return now.astimezone(zone()).replace(hour=23, minute=59, second=59, microsecond=0)
        return now + timedelta(minutes=int(lasts))

    @property
    def said(self) -> dict[str, str]:
        return {"en": self.cleaned_data["text"], "es": self.cleaned_data["spanish"]}


@dataclass(slots=True)
class Shown:
    """One as the page lists it; `told` devices so far, `of` how many that joined there (None: it is over)."""

    announcement: Announcement
    runs: bool
    withdrawn: bool
    told: int
    of: int | None
    may_withdraw: bool


def shown(scope: Scope) -> list[Shown]:
    """The newest that concern somebody, those that run first."""
    found = Announcement.objects.select_related("area", "team__area", "person").order_by("-at")
    rows = list(_concerning(found, scope)[:SHOWN])
    there = set(standing().filter(pk__in=[one.pk for one in rows]).values_list("pk", flat=True))
    now = clock.now()
    listed = [_shown(one, scope, one.pk in there, now) for one in rows]
    return sorted(listed, key=lambda one: not one.runs)


def may_withdraw(one: Announcement, scope: Scope) -> bool:
    """One's own, and whatever was said where one may speak."""
    if one.person_id == scope.person.pk:
        return True
    mine = Mine(scope)
    if one.team_id:
        return mine.teams().filter(pk=one.team_id).exists()
    return mine.areas().filter(pk=one.area_id).exists() if one.area_id else mine.everyone


def _concerning(found: QuerySet[Announcement], scope: Scope) -> QuerySet[Announcement]:
    """Those that somebody hears (`to_staff.Reach`), as a query."""
    mine = to_staff.reach(scope)
    areas, teams = Q(team=None), Q(team__isnull=False)
    if mine.roots is not None:
        areas &= Q(area__lineage__overlap=list(mine.roots)) | Q(area__in=mine.above) | Q(area=None)
    if mine.wide is not None:
        teams &= Q(team__in=mine.led) | Q(team__area__lineage__overlap=list(mine.wide))
    return found.filter(areas | teams)


def _shown(one: Announcement, scope: Scope, stands: bool, now: datetime) -> Shown:
    runs = stands and one.until > now
    told = one.told_n + Told.objects.filter(announcement=one).count()
    of = Target(one.area, one.team).phones if runs else None
    return Shown(one, runs, not stands, told, of, runs and may_withdraw(one, scope))
