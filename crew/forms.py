"""Forms of this room: what people type, checked and in words."""

from django import forms
from django.contrib.auth import password_validation
from django.utils.translation import gettext_lazy as _

from crew import join_links, names
from crew.models import Area, Login, Person, Team


class Phone(forms.CharField):
    """Any spelling of a phone number; cleaned to E.164."""

    def __init__(self, **options):
        widget = forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"})
        super().__init__(max_length=40, widget=widget, **options)

    def clean(self, value):
        value = super().clean(value)
        if not value:
            return ""
        try:
            return names.phone(value)
        except ValueError as error:
            raise forms.ValidationError(str(error)) from None

    def prepare_value(self, value):
        return names.shown(value) if value else value


class Name(forms.CharField):
    def clean(self, value):
        value = super().clean(value)
        try:
            return names.name(value)
        except ValueError as error:
            raise forms.ValidationError(str(error)) from None


EVERYWHERE = "everywhere"


def indented(area: Area) -> str:
    """As a line of a select that lists areas in the order of the tree."""
    return "\u2003" * (len(area.lineage) - 1) + area.name


class AreaChoice(forms.ModelChoiceField):
    def label_from_instance(self, area: Area) -> str:
        return indented(area)


class TeamForm(forms.Form):
    name = Name(label=_("Team"), max_length=80)
    work = forms.ChoiceField(
        label=_("Their work"), choices=Team.Work.choices, initial=Team.Work.CALLS, required=False
    )
    area = AreaChoice(label=_("Area"), queryset=Area.objects.none())
    captain = forms.ModelChoiceField(
        label=_("Captain"), queryset=Person.objects.none(), required=False, empty_label=_("nobody yet")
    )
    fallback_phone = Phone(
        label=_("Fallback phone"),
        required=False,
        help_text=_("Volunteers see it when the office cannot be reached."),
    )

    def __init__(self, *args, areas, captains, **options):
        super().__init__(*args, **options)
        self.fields["area"].queryset = areas
        self.fields["captain"].queryset = captains


class LinkForm(forms.Form):
    hours = forms.TypedChoiceField(
        label=_("Works for"),
        coerce=int,
        initial=join_links.HOURS,
        choices=[
            (4, _("4 hours")),
            (12, _("12 hours")),
            (24, _("1 day")),
            (96, _("4 days")),
            (336, _("2 weeks")),
        ],
    )
    uses = forms.IntegerField(
        label=_("For how many people"),
        min_value=1,
        max_value=join_links.MOST_USES,
        initial=join_links.USES,
    )


class ShiftForm(forms.Form):
    """Times are of the team's own zone; an end before the beginning is the next day's."""

    team = forms.ModelChoiceField(label=_("Team"), queryset=Team.objects.none(), empty_label=None)
    day = forms.DateField(label=_("Day"), widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"))
    begin = forms.TimeField(label=_("From"), widget=forms.TimeInput({"type": "time"}, "%H:%M"))
    end = forms.TimeField(label=_("Until"), widget=forms.TimeInput({"type": "time"}, "%H:%M"))
    wanted = forms.IntegerField(label=_("People wanted"), min_value=0, max_value=5000, initial=10)
    note = forms.CharField(
        label=_("Where, and what to bring"),
        max_length=200,
        required=False,
        help_text=_("Volunteers read it."),
    )

    def __init__(self, *args, teams, **options):
        super().__init__(*args, **options)
        self.fields["team"].queryset = teams


class PersonForm(forms.Form):
    name = Name(label=_("Name"), max_length=80)
    phone = Phone(label=_("Phone"), required=False)
    lang = forms.ChoiceField(label=_("Language"), choices=[("en", "English"), ("es", "Español")])
    team = forms.ModelChoiceField(
        label=_("Team"), queryset=Team.objects.none(), required=False, empty_label=_("none")
    )

    def __init__(self, *args, teams, **options):
        super().__init__(*args, **options)
        self.fields["team"].queryset = teams


class StaffForm(forms.Form):
    name = Name(label=_("Name"), max_length=80)
    email = forms.EmailField(label=_("E-mail"), max_length=254)
    role = forms.ChoiceField(label=_("Role"))
    area = forms.ChoiceField(label=_("In"))

    def __init__(self, *args, roles, areas, everywhere, **options):
        super().__init__(*args, **options)
        self.fields["role"].choices = roles
        self.fields["area"].choices = [
            ("", _("choose an area")),  # nobody gets the whole campaign by leaving a field alone
            *([(EVERYWHERE, _("everywhere"))] if everywhere else []),
            *((str(area.pk), indented(area)) for area in areas),
        ]

    def clean_area(self) -> int | None:
        """The area's id, None for everywhere."""
        chosen = self.cleaned_data["area"]
        return None if chosen == EVERYWHERE else int(chosen)

    def clean_email(self):
        email = self.cleaned_data["email"].lower()
        if Login.objects.filter(email=email).exists():
            raise forms.ValidationError(_("Somebody signs in with that address already."))
        return email


class RoleForm(StaffForm):
    """One more role for somebody who has a login."""

    name = email = None


class PasswordForm(forms.Form):
    password = forms.CharField(
        label=_("Your password"),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("At least 12 characters. Four words you can remember are better than one you cannot."),
    )

    def __init__(self, *args, login: Login, **options):
        super().__init__(*args, **options)
        self.login = login

    def clean_password(self):
        password_validation.validate_password(self.cleaned_data["password"], self.login)
        return self.cleaned_data["password"]
