"""What staff type about polling places; times are of the place's own zone."""

from datetime import datetime

from django import forms
from django.utils.translation import gettext_lazy as _

from crew.models import Area, Person, Shift, Team

DAY = {"widget": forms.DateInput({"type": "date"}, "%Y-%m-%d")}
CLOCK = {"widget": forms.TimeInput({"type": "time"}, "%H:%M")}
SAID = [("", _("says nothing")), ("yes", _("allowed")), ("no", _("forbidden"))]


class PostForm(forms.Form):
    team = forms.ModelChoiceField(label=_("Team"), queryset=Team.objects.none(), empty_label=None)
    person = forms.ModelChoiceField(
        label=_("Who"),
        queryset=Person.objects.none(),
        required=False,
        empty_label=_("whoever chooses it"),
        help_text=_("Members of the teams. Left open, watchers of the team choose it on their phone."),
    )
    shift = forms.ModelChoiceField(
        label=_("Shift"), queryset=Shift.objects.none(), required=False, empty_label=_("none: as below")
    )
    day = forms.DateField(label=_("Day"), **DAY)
    begin = forms.TimeField(label=_("From"), **CLOCK)
    end = forms.TimeField(label=_("Until"), **CLOCK)
    precincts = forms.ModelMultipleChoiceField(
        label=_("Precincts"), queryset=Area.objects.none(), widget=forms.CheckboxSelectMultiple
    )
    paper_inside = forms.BooleanField(
        label=_("Paper inside, a runner outside"),
        required=False,
        help_text=_(
            "Where phones are forbidden: one marks a list on paper, a runner carries it out and types it."
        ),
    )

    def __init__(self, *args, teams, precincts, shifts, **options):
        super().__init__(*args, **options)
        self.fields["team"].queryset = teams
        self.fields["person"].queryset = Person.objects.filter(team__in=teams.values("pk")).order_by(
            "name", "pk"
        )
        self.fields["shift"].queryset = shifts
        self.fields["precincts"].queryset = precincts
        self.fields["precincts"].label_from_instance = lambda area: area.name


class HolderForm(forms.Form):
    person = forms.ModelChoiceField(queryset=Person.objects.none(), required=False)

    def __init__(self, *args, team, **options):
        super().__init__(*args, **options)
        self.fields["person"].queryset = Person.objects.filter(team=team)


class HoursForm(forms.Form):
    day = forms.DateField(label=_("Day"), **DAY)
    opens = forms.TimeField(label=_("Opens"), **CLOCK)
    closes = forms.TimeField(label=_("Closes"), **CLOCK)


class RuleForm(forms.Form):
    area = forms.ModelChoiceField(label=_("Area"), queryset=Area.objects.none(), empty_label=None)
    phones_inside = forms.ChoiceField(label=_("Phones inside"), choices=SAID, required=False)
    photos = forms.ChoiceField(label=_("Photos"), choices=SAID, required=False)
    checklist = forms.CharField(
        label=_("What to bring"),
        widget=forms.Textarea({"rows": 4}),
        max_length=2000,
        required=False,
        help_text=_("A line each: certificate, ID, charger. Empty: as the area above says."),
    )

    def __init__(self, *args, areas, **options):
        super().__init__(*args, **options)
        self.fields["area"].queryset = areas

    def said(self, field: str) -> bool | None:
        """True, False, or None where nothing is said."""
        return {"yes": True, "no": False}.get(self.cleaned_data[field])


class Moment(forms.DateTimeField):
    """A day and a time in one field, as browsers send it; in the campaign's own zone."""

    def __init__(self, **options):
        widget = forms.DateTimeInput({"type": "datetime-local"}, "%Y-%m-%dT%H:%M")
        super().__init__(widget=widget, input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"], **options)


class ReversalForm(forms.Form):
    """One of a phone, a link or a source, and the span."""

    device = forms.IntegerField(required=False, widget=forms.HiddenInput, min_value=1)
    link = forms.IntegerField(required=False, widget=forms.HiddenInput, min_value=1)
    source = forms.CharField(required=False, widget=forms.HiddenInput, max_length=40)
    from_at = Moment(label=_("From"))
    to_at = Moment(
        label=_("Until"), required=False, help_text=_("Empty: what comes from now on is reversed, too.")
    )
    why = forms.CharField(
        label=_("Why"), max_length=200, required=False, help_text=_("Read by the desk, later.")
    )

    def clean(self):
        said = super().clean()
        if sum(bool(said.get(key)) for key in ("device", "link", "source")) != 1:
            raise forms.ValidationError(_("Choose one phone, one link or one source."))
        begin, over = said.get("from_at"), said.get("to_at")
        if isinstance(begin, datetime) and over and over <= begin:
            raise forms.ValidationError(_("The span ends before it begins."))
        return said
