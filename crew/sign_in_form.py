"""The sign-in form: labels above the fields, nothing that vanishes when one types."""

from allauth.account.forms import LoginForm
from django.utils.translation import gettext_lazy as _


class SignIn(LoginForm):
    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["login"].label = _("E-mail")
        self.fields["password"].label = _("Password")
        for name in ("login", "password"):
            self.fields[name].widget.attrs.pop("placeholder", None)
        self.fields.pop("remember", None)  # a session lasts a shift, for everyone
