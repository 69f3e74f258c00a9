"""Finds people by a piece of the name, the end of the phone number, or the code of a link, among those one may help."""

from datetime import timedelta

from django.db.models import Q, QuerySet

from boiler_room.desk.senders import Senders
from crew import join_links
from crew.models import AuditNote, JoinLink, Person
from lib import clock

SHOWN = 50


def find(asked: str, senders: Senders) -> list[Person]:
    """At most SHOWN + 1, the newest first; nobody for blank text."""
    found = _among(senders)
    text = " ".join(asked.replace("\x00", "").split())[:80]
    if not text:
        return []
    if link := _link(text):
        by_it = Q(devices__link=link) | Q(pk=link.for_person_id)
        return list(found.filter(by_it).distinct()[: SHOWN + 1])
    digits = "".join(c for c in text if c.isdigit())
    if len(digits) >= 4 and not any(c.isalpha() for c in text):
        return list(found.filter(phone__contains=digits)[: SHOWN + 1])
    words = Q()
    for word in text.split():
        words &= Q(name__icontains=word)
    return list(found.filter(words)[: SHOWN + 1])


def one(pk: int, senders: Senders) -> Person | None:
    """Somebody whom one may help."""
    return _among(senders).filter(pk=pk).first()


def spent(person: Person, what: str, most: int) -> bool:
    """Whether somebody of the staff did `what` as often as they may within an hour."""
    lately = AuditNote.objects.filter(at__gt=clock.now() - timedelta(hours=1), person=person, what=what)
    return lately.count() >= most


def _among(senders: Senders) -> QuerySet[Person]:
    found = Person.objects.all() if senders is None else Person.objects.filter(pk__in=senders.values("pk"))
    return found.select_related("team__captain", "team__area").order_by("-joined_at", "-pk")


def _link(text: str) -> JoinLink | None:
    """The link whose code this is, whole, as it stands in its address or was read out."""
    code = join_links.read_code(text.rstrip("/.").rpartition("/")[2])
    return JoinLink.objects.filter(code=code).first() if len(code) == join_links.LENGTH else None
