"""Forms of this room: what people type, checked and in words."""

from datetime import time

from django import forms
from django.utils.translation import gettext_lazy as _

from crew.models import Area, Team
from lists import turf
from lists.freezing.choosing import ORDERS
from lists.models import ScriptVersion, Universe
from lists.results import BY_CODE
from lists.rules import RESTING, Rules, WrongRules

EARLIEST, LATEST = time(8), time(21)  # what the law allows for calls to homes (47 CFR 64.1200(c)(1))
REST_LABELS = {
    "not_home": _("No answer"), "busy": _("Busy"), "left_message": _("Left message"),
    "call_back": _("Call back, no time given"), "inaccessible": _("Inaccessible"), "skipped": _("Skipped"),
}  # fmt: skip


class Tree(forms.ModelChoiceField):
    """Areas in the order of the tree, indented."""

    def label_from_instance(self, area: Area) -> str:
        return "\u2003" * (len(area.lineage) - 1) + area.name


class Version(forms.ModelChoiceField):
    def label_from_instance(self, version: ScriptVersion) -> str:
        return f"{version.script.name} {version.number}"


def clock_field(label, initial: time) -> forms.TimeField:
    return forms.TimeField(
        label=label, initial=initial, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )


class RulesForm(forms.Form):
    """What a sheet is called by: its rules of retry, hours and limits."""

    priority = forms.IntegerField(
        label=_("Priority"), min_value=1, max_value=9, initial=5, help_text=_("1 goes first")
    )
    pass_number = forms.IntegerField(label=_("Pass"), min_value=1, max_value=99, initial=1)
    hours_from = clock_field(_("Call from"), time(9))
    hours_to = clock_field(_("until"), time(21))
    attempts_a_day = forms.IntegerField(label=_("Tries a day"), min_value=1, max_value=20, initial=3)
    attempts_in_all = forms.IntegerField(label=_("Tries in all"), min_value=1, max_value=50, initial=4)

    def __init__(self, *args, **options):
        super().__init__(*args, label_suffix="", **options)
        given = (options.get("initial") or {}).get("rests", {})
        for code in RESTING:
            self.fields[f"rest_{code}"] = forms.IntegerField(
                label=REST_LABELS.get(code, code),
                min_value=0,
                max_value=14 * 24 * 60,
                initial=given.get(code, BY_CODE[code].rest_minutes),
            )

    def rests(self):
        """The bound fields of the rests, for the template."""
        return [self[f"rest_{code}"] for code in RESTING]

    def clean(self):
        said = super().clean()
        if self.errors:
            return said
        for end in ("hours_from", "hours_to"):
            if not EARLIEST <= said[end] <= LATEST and said[end] != self.initial.get(end):
                self.add_error(end, _("Homes may be called from 8:00 to 21:00 only."))
                return said
        rests = {code: said[f"rest_{code}"] for code in RESTING}
        rests = {code: n for code, n in rests.items() if n != BY_CODE[code].rest_minutes}
        names = [name for name in Rules.__dataclass_fields__ if name != "rests"]
        try:
            said["rules"] = Rules(**{name: said[name] for name in names}, rests=rests).checked()
        except WrongRules as wrong:
            self.add_error("hours_to", str(wrong))
        return said


class SheetForm(RulesForm):
    """A sheet to cut. The choices are those in the scope of who asks."""

    universe = forms.ModelChoiceField(label=_("Universe"), queryset=Universe.objects.none())
    name = forms.CharField(label=_("Name of the sheet"), max_length=80)
    channel = forms.ChoiceField(
        label=_("How"),
        choices=[("phone", _("Calls, on phones and on paper")), ("walk", _("Doors, on paper: walk lists"))],
        initial="phone",
        required=False,
    )
    turf_doors = forms.IntegerField(
        label=_("Doors in a turf, for walk lists"),
        min_value=turf.FEWEST,
        max_value=turf.MOST,
        initial=turf.DOORS,
        required=False,
        help_text=_("25 an hour in town, 15 in suburbs"),
    )
    area = Tree(label=_("Area"), queryset=Area.objects.none(), required=False)
    script = Version(label=_("Script"), queryset=ScriptVersion.objects.none())
    order = forms.ChoiceField(
        label=_("Who comes first"), choices=[(key, said) for key, (said, _sql) in ORDERS.items()]
    )
    teams = forms.ModelMultipleChoiceField(
        label=_("Teams"), queryset=Team.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, universes, areas, scripts, teams, everywhere, **options):
        super().__init__(*args, **options)
        self.fields["universe"].queryset = universes
        self.fields["universe"].label_from_instance = lambda universe: universe.name
        self.fields["universe"].empty_label = None
        self.fields["area"].queryset = areas
        self.fields["area"].required = not everywhere
        self.fields["area"].empty_label = _("as the universe") if everywhere else None
        self.fields["script"].queryset = scripts
        self.fields["script"].empty_label = None
        self.fields["teams"].queryset = teams
        for field in self.fields.values():
            if isinstance(field, forms.IntegerField):
                field.widget.attrs["inputmode"] = "numeric"

    def clean_channel(self) -> str:
        return self.cleaned_data["channel"] or "phone"

    def clean_turf_doors(self) -> int:
        return self.cleaned_data["turf_doors"] or turf.DOORS
