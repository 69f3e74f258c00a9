"""Entries with what a person needs beside them: who, about whom, why, what stands against it. Some ten queries a page."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from boiler_room.desk import MESSAGES, words
from boiler_room.desk.from_the_polls import Polls
from crew.models import Device, Person
from crew.telling import About
from front_desk.models import Entry, Settlement
from lists.models import Attempt, Handout, Sheet
from roll.models import Voter

ACCEPTED = (  # kinds that can count later
    *("attempt", "correction", "strike", "unstrike", "suppression"),
    *("line_report", "polls_report", "incident", "turned_away", "not_on_list"),
)


@dataclass(slots=True)
class Against:
    """What is recorded already: `what` in a few words, `by` whom (where that is not said), when it was seen."""

    what: str
    by: str
    at: datetime
    more: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Row:
    entry: Entry
    sender: Person | None
    device: Device | None
    what: str
    why: str
    voter: Voter | None
    sheet: Sheet | None
    more: list[str]
    against: list[Against]
    takes_off: str
    settled: Settlement | None = None
    settled_by: str = ""

    @property
    def may_accept(self) -> bool:
        return self.entry.kind in ACCEPTED

    @property
    def is_message(self) -> bool:
        return self.entry.kind in MESSAGES

    @property
    def told_about(self) -> str:
        """What a message is about, as its sender chose it; "" where they did not."""
        about = self.entry.payload.get("about")
        return str(About(about).label) if about in About.values else ""

    @property
    def came_late(self) -> bool:
        """Seen more than five minutes before it came; of what could not be read nobody knows."""
        return (
            self.entry.kind != "unreadable" and (self.entry.received_at - self.entry.at).total_seconds() > 300
        )

    @property
    def choice(self) -> str:
        return str(words.CHOICES[self.settled.choice]) if self.settled else ""


def rows(entries: list[Entry], settled: dict[UUID, Settlement] | None = None) -> list[Row]:
    """In the order of `entries`."""
    settled = settled or {}
    around = _Around(entries, settled)
    return [around.row(entry, settled.get(entry.pk)) for entry in entries]


class _Around:
    """Everything that a page of entries points at, looked up at once."""

    def __init__(self, entries: list[Entry], settled: dict[UUID, Settlement]):
        said = [entry.payload for entry in entries]
        self.same = Entry.objects.in_bulk([p["same_id"] for p in said if "same_id" in p])
        self.taken = Entry.objects.in_bulk([one for p in said for one in p.get("withdraws", ())[:50]])
        holds = {p["hold"] for p in said if isinstance(p.get("hold"), int)}
        self.handouts = Handout.objects.in_bulk(list(holds))
        self.attempts: dict[tuple[int, int], list[Attempt]] = {}
        for one in Attempt.objects.filter(hold__in=holds, withdrawn_by=None):
            self.attempts.setdefault((one.hold, one.voter_id), []).append(one)
        voters = {p["voter"] for p in said if isinstance(p.get("voter"), int)}
        self.polls = Polls(said)
        voters |= set(self.polls.voters.values())
        self.voters = Voter.objects.select_related("precinct").in_bulk(list(voters))
        self.sheets = Sheet.objects.in_bulk([handout.sheet_id for handout in self.handouts.values()])
        self.devices = Device.objects.in_bulk([e.device_id for e in entries if e.device_id])
        people = {e.person_id for e in (*entries, *self.same.values(), *self.taken.values())}
        people |= {a.person_id for found in self.attempts.values() for a in found}
        people |= {h.person_id for h in self.handouts.values()} | {s.person_id for s in settled.values()}
        self.people = Person.objects.select_related("team").in_bulk([pk for pk in people if pk])

    def row(self, entry: Entry, settled: Settlement | None) -> Row:
        said = entry.payload
        handout = self.handouts.get(said.get("hold"))
        return Row(
            entry=entry,
            sender=self.people.get(entry.person_id),
            device=self.devices.get(entry.device_id),
            what=called(entry),
            why=str(words.REASONS.get(entry.reason, entry.reason)),
            voter=self.voters.get(said.get("voter") or self.polls.voter(said)),
            sheet=self.sheets.get(handout.sheet_id) if handout else None,
            more=[*self.polls.lines(said), *details(said)],
            against=self.against(entry, handout),
            takes_off=str(words.TAKES_OFF.get(said.get("result"), "")),
            settled=settled,
            settled_by=self.name(settled.person_id) if settled else "",
        )

    def against(self, entry: Entry, handout: Handout | None) -> list[Against]:
        said, found = entry.payload, []
        if other := self.same.get(UUID(said["same_id"]) if "same_id" in said else None):
            found.append(Against(called(other), self.name(other.person_id), other.at, details(other.payload)))
        for one in self.attempts.get((said.get("hold"), said.get("voter")), ()):
            if one.pk not in (entry.pk, *self.same):
                result = str(words.RESULTS.get(one.result, one.result))
                found.append(Against(result, self.name(one.person_id), one.at, _answers(one.answers)))
        for one in (self.taken.get(UUID(taken)) for taken in said.get("withdraws", ())[:50]):
            if one is not None:
                found.append(Against(called(one), self.name(one.person_id), one.at, details(one.payload)))
        if handout and handout.person_id != entry.person_id:
            handed = _("Handed to %(name)s") % {"name": self.name(handout.person_id)}
            found.append(Against(handed, "", handout.handed_at))
        return found

    def name(self, person: int | None) -> str:
        found = self.people.get(person)
        return found.name if found else _("the office")


def called(entry: Entry) -> str:
    """What an entry says, in a few words."""
    result = entry.payload.get("result")
    if entry.kind == "attempt" and result:
        return str(words.RESULTS.get(result, result))
    return str(words.KINDS.get(entry.kind, entry.kind))


def details(said: dict) -> list[str]:
    """What else the entry carries, a line each."""
    lines = _answers(said.get("answers") or {})
    if said.get("callback_at"):
        lines.append(_("call back at %(time)s") % {"time": said["callback_at"][:16].replace("T", " ")})
    lines += [said[key][:500] for key in ("note", "text", "raw") if said.get(key)]
    return lines


def _answers(answers: dict) -> list[str]:
    return [", ".join(f"{step}: {answer}" for step, answer in answers.items())] if answers else []
