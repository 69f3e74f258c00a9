"""What the picture keeps for itself: totals folded by area and hour, goals, and who has taken what on."""

from datetime import UTC, datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from lib import clock

EVER = datetime(1970, 1, 1, tzinfo=UTC)  # the `hour` of a total over all hours


class What(models.TextChoices):
    """What is counted, and what goals are set for."""

    CALLS = "calls", _("Calls")
    CONTACTS = "contacts", _("Contacts")
    SUPPORTERS = "supporters", _("Supporters voted")
    VOTED = "voted", _("Voters struck")


KNOWN = "known"  # supporters on the roll: counted as everything is, over all hours; nothing to set goals for


class Total(models.Model):
    """Folded totals by area (with everything below it) and hour; a read adds what came after the fold.

    `area_id` 0 is the whole campaign, `hour` EVER the sum of all hours. Attempts carry the precinct stamped
    on them; which areas that precinct belongs to is the map's word, so a changed map recounts (`recount`).
    """

    pk = models.CompositePrimaryKey("area_id", "hour", "what")
    area_id = models.BigIntegerField()
    hour = models.DateTimeField()
    what = models.CharField(max_length=12, choices=What)
    n = models.IntegerField()


class Map(models.Model):
    """The map of areas (as a checksum) that the folded totals were added up by."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    areas = models.CharField(max_length=32)


class Goal(models.Model):
    """How many of `what` an area is to reach within an hour; the plan at a time is the sum so far.

    Where nobody set a goal for an area, its goal is the sum of those below it: such rows have `own` false.
    """

    area = models.ForeignKey("crew.Area", models.CASCADE)
    what = models.CharField(max_length=12, choices=What)
    hour = models.DateTimeField()
    n = models.IntegerField()
    own = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["area", "what", "hour"], name="a_goal_once")]


class WinNumber(models.Model):
    """How many supporters' votes an area needs. Where nobody set one it is the sum of those below (`own` false)."""

    area = models.OneToOneField("crew.Area", models.CASCADE, primary_key=True)
    n = models.IntegerField()
    own = models.BooleanField(default=True)


class Owner(models.Model):
    """Who has taken on something that needs someone; `need` is its key, such as `dry:12`."""

    need = models.CharField(max_length=60, primary_key=True)
    person = models.ForeignKey("crew.Person", models.CASCADE)
    at = models.DateTimeField()


class Written(models.Model):
    """When headquarters' copy and the status page were last written, and what kept the newest try from it."""

    name = models.CharField(max_length=8, primary_key=True)  # copy, status
    at = models.DateTimeField(null=True)
    tried_at = models.DateTimeField()
    trouble = models.CharField(max_length=300, blank=True)

    @classmethod
    def note(cls, name: str, trouble: str = "") -> None:
        now = clock.now()
        told = {"tried_at": now, "trouble": trouble[:300]} | ({} if trouble else {"at": now})
        cls.objects.update_or_create(name=name, defaults=told)


class StatusNote(models.Model):
    """What staff say on the public status page; the newest counts, one without words ends it."""

    id = models.UUIDField(primary_key=True)  # the entry
    at = models.DateTimeField()
    person = models.ForeignKey("crew.Person", models.SET_NULL, null=True, related_name="+")
    trouble = models.BooleanField()  # else only a word to people
    en = models.CharField(max_length=600, blank=True)
    es = models.CharField(max_length=600, blank=True)

    class Meta:
        indexes = [models.Index(fields=["-at"])]


class ShapeFile(models.Model):
    """A file of precincts' shapes that was taken: its content lies among the kept files, named by its checksum."""

    id = models.UUIDField(primary_key=True)  # the entry
    at = models.DateTimeField()
    person = models.ForeignKey("crew.Person", models.SET_NULL, null=True, related_name="+")
    counties = models.JSONField()  # ids of the areas whose precincts it was matched with
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    code_field = models.CharField(max_length=60)
    county_field = models.CharField(max_length=60, blank=True)
    shapes_n = models.IntegerField()
    removed_at = models.DateTimeField(null=True)


class Shape(models.Model):
    """A precinct's outline, simplified: rings as x, y, x, y … in hundred-thousandths of a degree."""

    area = models.OneToOneField("crew.Area", models.CASCADE, primary_key=True)
    file = models.ForeignKey(ShapeFile, models.CASCADE)
    rings = models.JSONField()


class OpenScreens(models.Model):
    """How many volunteers' screens listen to a live process, by team, at `at`; written anew every few seconds."""

    process = models.UUIDField(primary_key=True)
    at = models.DateTimeField()
    teams = models.JSONField()  # {team id: screens}; "null" of people without a team
