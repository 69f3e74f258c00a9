"""Our own people: who they are, where they work, and the devices they work from.

Everything here but `Login` is written by a recorder behind the one door (`crew/recording.py`).
"""

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _


class Area(models.Model):
    """A place on the campaign's map; `lineage` runs from the root to the area itself."""

    class Kind(models.TextChoices):
        STATE = "state", _("State")
        REGION = "region", _("Region")  # a county, usually
        STAGING = "staging", _("Staging location")
        PRECINCT = "precinct", _("Precinct")

    kind = models.CharField(max_length=10, choices=Kind)
    name = models.CharField(max_length=120)
    code = models.CharField(max_length=40)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    lineage = ArrayField(models.BigIntegerField())
    tz = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["parent", "kind", "code"], name="one_area_a_code", nulls_distinct=False
            )
        ]
        indexes = [GinIndex(fields=["lineage"], name="area_lineage")]

    def __str__(self):
        return self.name


class Team(models.Model):
    """People who work together; `work` is the screen that their join links lead to."""

    class Work(models.TextChoices):
        CALLS = "calls", _("Calling")
        POLLS = "polls", _("Watching the polls")

    name = models.CharField(max_length=80)
    work = models.CharField(max_length=8, choices=Work, default=Work.CALLS)
    area = models.ForeignKey(Area, models.PROTECT)
    captain = models.ForeignKey("Person", models.SET_NULL, null=True, related_name="captain_of")
    fallback_phone = models.CharField(max_length=16, blank=True)

    def __str__(self):
        return self.name

    @property
    def number(self) -> str:
        """Whom volunteers call when something is wrong: the fallback phone, else the captain's; "" for none."""
        return self.fallback_phone or (self.captain.phone if self.captain else "")


class Person(models.Model):
    """A volunteer or a member of staff."""

    name = models.CharField(max_length=80)
    phone = models.CharField(max_length=16, blank=True)  # E.164
    email = models.CharField(max_length=254, blank=True)
    lang = models.CharField(max_length=8, default="en")
    team = models.ForeignKey(Team, models.SET_NULL, null=True, related_name="members")
    joined_at = models.DateTimeField()

    def __str__(self):
        return self.name


class Role(models.Model):
    """What a person may do, in an area and everything below it."""

    class Name(models.TextChoices):
        OFFICE = "office", _("Office manager")
        DATA_DIRECTOR = "data_director", _("Data director")
        FIELD_DIRECTOR = "field_director", _("Field director")
        BOILER_ROOM = "boiler_room", _("Boiler room")
        CAPTAIN = "captain", _("Captain")
        HELP_DESK = "help_desk", _("Help desk")

    person = models.ForeignKey(Person, models.CASCADE, related_name="roles")
    name = models.CharField(max_length=20, choices=Name)
    area = models.ForeignKey(Area, models.PROTECT, null=True)  # null: everywhere

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "name", "area"], name="a_role_once", nulls_distinct=False
            )
        ]


class JoinLink(models.Model):
    """A captain's invitation: whoever opens it joins the team, until it expires, fills up or is shut."""

    code = models.CharField(max_length=24, unique=True)
    team = models.ForeignKey(Team, models.CASCADE, related_name="links")
    made_by = models.ForeignKey(Person, models.SET_NULL, null=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    use_limit = models.PositiveIntegerField()
    shut_at = models.DateTimeField(null=True)
    for_person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="reissued_links")


class Device(models.Model):
    """A phone or browser that joined by a link: its token is kept as a SHA-256 only.

    `client` is the browser's own id: it joins once by a link, and again by the next one it is given.
    """

    client = models.UUIDField()
    person = models.ForeignKey(Person, models.CASCADE, related_name="devices")
    link = models.ForeignKey(JoinLink, models.SET_NULL, null=True)
    token_hash = models.BinaryField(unique=True)
    made_at = models.DateTimeField()
    shut_at = models.DateTimeField(null=True)
    shut_why = models.CharField(max_length=10, blank=True)  # "lost" or "stolen"

    class Meta:
        constraints = [models.UniqueConstraint(fields=["client", "link"], name="joins_once_by_a_link")]


class Shift(models.Model):
    """When a team works: `wanted` people, a block of two or three hours, usually."""

    team = models.ForeignKey(Team, models.CASCADE, related_name="shifts")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    wanted = models.PositiveSmallIntegerField(default=0)
    note = models.CharField(max_length=200, blank=True)  # where to come, what to bring
    cancelled_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["team", "starts_at"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="a_shift_lasts"
            )
        ]


class Booking(models.Model):
    """One person on one shift: promised, answered (`coming`), and there. `here_how` link, code or staff."""

    shift = models.ForeignKey(Shift, models.CASCADE, related_name="bookings")
    person = models.ForeignKey(Person, models.CASCADE, related_name="bookings")
    booked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    coming = models.BooleanField(null=True)
    here_at = models.DateTimeField(null=True)
    here_how = models.CharField(max_length=8, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shift", "person"], name="booked_once")]


class Switch(models.Model):
    """The last word about a feature (`crew/switches/features.py`) in an area and below it; area null: everywhere.

    `is_on` null: as the area above has it. `place` is where in the log that was said.
    """

    feature = models.CharField(max_length=40)
    area = models.ForeignKey(Area, models.CASCADE, null=True)
    is_on = models.BooleanField(null=True)
    reason = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(Person, models.SET_NULL, null=True)
    at = models.DateTimeField()
    place = models.BigIntegerField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["feature", "area"], name="one_switch_an_area", nulls_distinct=False
            )
        ]


class Use(models.Model):
    """How often a feature was used in an hour by those who work in an area (0: for the whole campaign).

    No person, no device, no address: nobody can be told from it. Not in the journal, because it is no fact.
    """

    pk = models.CompositePrimaryKey("feature", "area_id", "hour")
    feature = models.CharField(max_length=40)
    area_id = models.BigIntegerField()
    hour = models.DateTimeField()
    n = models.IntegerField()


class TurnedAway(models.Model):
    """How often joining failed within ten minutes, by reason and the link's team (0: of no known link)."""

    pk = models.CompositePrimaryKey("since", "why", "team_id")
    since = models.DateTimeField()
    why = models.CharField(max_length=24)
    team_id = models.BigIntegerField()
    n = models.IntegerField()


class AuditNote(models.Model):
    """Who of the staff looked at or exported what, and when; never any voter's data."""

    at = models.DateTimeField()
    person = models.ForeignKey(Person, models.SET_NULL, null=True)
    what = models.CharField(max_length=40)
    details = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["-at"])]


class Logins(BaseUserManager):
    def create_user(self, email, password=None, **extra):
        login = self.model(email=self.normalize_email(email).lower(), **extra)
        login.set_password(password)
        login.save()
        return login


class Login(AbstractBaseUser):
    """How a member of staff signs in; volunteers have none. Not in the journal, because it holds secrets."""

    email = models.EmailField(unique=True)
    person = models.OneToOneField(Person, models.CASCADE, null=True, related_name="login")
    is_active = models.BooleanField(default=True)

    objects = Logins()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    def __str__(self):
        return self.email


class Invitation(models.Model):
    """A link by which a member of staff sets a password; only the newest of a login works, and once."""

    login = models.ForeignKey(Login, models.CASCADE, related_name="invitations")
    token_hash = models.BinaryField(unique=True)
    made_by = models.ForeignKey(Person, models.SET_NULL, null=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    resets_keys = models.BooleanField(default=False)  # using it also forgets passkeys and the app's secret


from crew.trees.models import (  # noqa: E402,F401  (a part with tables of its own; Django looks for them here)
    PhoneTree,
    TreeCall,
    TreeNode,
    TreeRing,
    TreeSeat,
    TreeWord,
)
