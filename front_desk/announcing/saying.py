"""Saying something to everybody of an area or a team, and taking it back."""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from crew.models import Area, Person, Team
from front_desk.announcing import board
from front_desk.models import Announcement, Withdrawal
from lib import door

LONGEST = 280  # characters, in each language: what one reads on a phone without losing the task
LONGEST_TIME = timedelta(hours=24)
MOST_AN_HOUR = 10  # of one person; who says more is heard less
MOST_AT_ONCE = 5  # that run at the same time for the same area or team


def announce(
    text: dict[str, str],
    until: datetime,
    by: Person | None,
    area: Area | None = None,
    team: Team | None = None,
    urgent: bool = False,
) -> Announcement:
    """`text` {"en", "es"?}. Raises door.Refused with a sentence: too long, too many, over before it began."""
    payload = {
        "area": area and area.pk,
        "team": team and team.pk,
        "text": {lang: said for lang, said in text.items() if said},
        "urgent": urgent,
        "until": until.isoformat(),
    }
    verdict = door.enter("announcement", payload, by=by)
    board.kept.forget()
    return Announcement.objects.get(pk=verdict.id)


def withdraw(announcement: Announcement, by: Person | None) -> None:
    """Takes it from every screen; twice does no harm."""
    door.enter("correction", {"withdraws": [str(announcement.pk)]}, by=by)
    board.kept.forget()


def standing() -> QuerySet[Announcement]:
    """Those that nobody withdrew. A volunteer's correction, which may name anything, withdraws none of them."""
    of_staff = Q(person_id=None) | Q(person_id=OuterRef("person_id"))
    taken_back = Withdrawal.objects.filter(of_staff, entry_id=OuterRef("pk"))
    return Announcement.objects.exclude(Exists(taken_back))


@door.records("announcement")
def record_announcement(entry: door.Entry) -> None:
    """Payload: `{"area": id or null, "team": id or null, "text": {"en", "es"?}, "urgent": bool, "until": iso}`."""
    said = entry.payload
    until = datetime.fromisoformat(said["until"])
    if not said["text"].get("en") or max(map(len, said["text"].values())) > LONGEST:
        raise door.Refused("text", _("An announcement has 1 to %(n)d characters.") % {"n": LONGEST})
    if not entry.received_at < until <= entry.received_at + LONGEST_TIME:
        raise door.Refused("until", _("An announcement is over within a day, and not before it began."))
    _spare_people(entry)
    Announcement.objects.create(
        id=entry.id,
        seq=entry.seq,
        person_id=entry.person_id,
        area_id=said["area"],
        team_id=said["team"],
        text=said["text"],
        urgent=said["urgent"],
        at=entry.received_at,
        until=until,
    )


def _spare_people(entry: door.Entry) -> None:
    """Refuses what would be too much of one person. The program's own words, said by nobody, are few."""
    if entry.person_id is None:
        return
    said, at = entry.payload, entry.received_at
    lately = Announcement.objects.filter(person_id=entry.person_id, at__gt=at - timedelta(hours=1))
    if lately.count() >= MOST_AN_HOUR:
        text = _("You announced %(n)d times within the hour. People stop reading; call their captains.")
        raise door.Refused("too_many", text % {"n": MOST_AN_HOUR})
    there = standing().filter(until__gt=at, area=said["area"], team=said["team"])
    if there.count() >= MOST_AT_ONCE:
        text = _("%(n)d announcements run there already. Withdraw one first.")
        raise door.Refused("too_many_there", text % {"n": MOST_AT_ONCE})
