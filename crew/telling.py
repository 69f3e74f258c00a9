"""What people tell the help desk: what it is about, so that equal troubles are seen together."""

from django.db import models
from django.utils.translation import gettext_lazy as _

LONGEST = 2000  # characters, as on the wire


class About(models.TextChoices):
    SCREEN = "screen", _("The screen does something wrong")
    LIST = "list", _("Voters or the list are wrong")
    LINK = "link", _("Link or signing in")
    HOW = "how", _("How do I …?")
    OTHER = "other", _("Something else")
