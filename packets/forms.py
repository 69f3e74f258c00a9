"""To whom a packet is given, and until when."""

from datetime import timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from crew.models import Person
from lib import clock

HOURS = [(1, "1"), (2, "2"), (3, "3"), (4, "4"), (6, "6"), (8, "8"), (12, "12")]


class GiveForm(forms.Form):
    """`person` of the packet's team; `hours` until it should be back."""

    person = forms.ModelChoiceField(Person.objects.none(), label=_("To whom"))
    hours = forms.TypedChoiceField(
        choices=HOURS, coerce=int, initial=3, label=_("Back within hours"),
        help_text=_("Until then nobody else is handed these numbers."),
    )  # fmt: skip

    def __init__(self, *args, team: int | None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = Person.objects.filter(team=team).order_by("name", "pk")

    @property
    def until(self):
        return clock.now() + timedelta(hours=self.cleaned_data["hours"])
