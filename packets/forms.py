"""To whom a packet is given, and until when."""

from datetime import timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from crew import names
from crew.models import Area, Person
from lib import clock, door

HOURS = [(1, "1"), (2, "2"), (3, "3"), (4, "4"), (6, "6"), (8, "8"), (12, "12")]


class GiveForm(forms.Form):
    """`person` of the packet's team, or the name of somebody who never joined by a link: paper is for them, too. `hours` until
    it should be back."""

    person = forms.ModelChoiceField(
        Person.objects.none(), label=_("To whom"), required=False, empty_label=_("somebody new")
    )
    newcomer = forms.CharField(label=_("If somebody new: their name"), required=False, max_length=80)
    hours = forms.TypedChoiceField(
        choices=HOURS, coerce=int, initial=3, label=_("Back within hours"),
        help_text=_("Until then nobody else is handed these numbers."),
    )  # fmt: skip

    def __init__(self, *args, team: int | None, **kwargs):
        super().__init__(*args, **kwargs)
        self.team = team
        self.fields["person"].queryset = Person.objects.filter(team=team).order_by("name", "pk")

    def clean_newcomer(self) -> str:
        typed = self.cleaned_data["newcomer"]
        try:
            return names.name(typed) if typed.strip() else ""
        except ValueError as wrong:
            raise forms.ValidationError(str(wrong)) from None

    def clean(self) -> dict:
        said = super().clean()
        if not self.errors and bool(said["person"]) == bool(said["newcomer"]):
            self.add_error("newcomer", _("Choose somebody of the team, or type the name of somebody new."))
        return said

    def recipient(self, by: Person) -> Person:
        """Who gets the packet; somebody new joins the team by it."""
        if self.cleaned_data["person"]:
            return self.cleaned_data["person"]
        own = door.new_id("crew_person")
        door.enter("person", {"id": own, "name": self.cleaned_data["newcomer"], "team": self.team}, by=by)
        return Person.objects.get(pk=own)

    @property
    def until(self):
        return clock.now() + timedelta(hours=self.cleaned_data["hours"])


class OnPaperForm(forms.Form):
    """Which area works on paper, for how long, and why."""

    area = forms.ModelChoiceField(Area.objects.none(), label=_("Area"), empty_label=_("choose"))
    hours = forms.TypedChoiceField(
        choices=HOURS, coerce=int, initial=4, label=_("For how many hours at most"),
        help_text=_("Then holds end by themselves. You may say sooner that you are back."),
    )  # fmt: skip
    why = forms.CharField(label=_("Why"), max_length=200)

    def __init__(self, *args, areas, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["area"].queryset = areas.exclude(kind=Area.Kind.PRECINCT).order_by("name", "pk")
