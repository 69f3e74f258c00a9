"""The entries that a device may send, kind by kind (docs/outbox.md): what fields each has, and their bounds."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

import msgspec
from msgspec import Meta

from crew import telling
from precincts import categories

Text = Annotated[str, Meta(max_length=2000)]
Note = Annotated[str, Meta(max_length=500)]
Code = Annotated[str, Meta(max_length=40)]
Id = Annotated[int, Meta(ge=1, le=2**63 - 1)]
Langs = Annotated[list[Annotated[str, Meta(pattern="^[a-z]{2,3}$")]], Meta(max_length=8)]
Told = Annotated[str, Meta(max_length=1000)]
StrikeCode = Annotated[str, Meta(pattern="^[0-9]{1,9}$")]  # with its check digit, as people see it
What = Literal[tuple(categories.codes(categories.POLLS))]
Category = Literal[tuple(categories.codes(categories.REPORTABLE))]
About = Literal[tuple(telling.About.values)]
Reason = Literal[tuple(categories.codes(categories.TURNED_AWAY))]


class Entry(msgspec.Struct, tag_field="kind"):
    id: UUID
    seen_at: datetime


class Attempt(Entry, tag="attempt"):
    hold: Id
    voter: Id
    result: Code
    sheet: Id | None = None
    script: Id | None = None
    answers: Annotated[dict[Code, Code], Meta(max_length=60)] = {}
    callback_at: datetime | None = None
    note: Note | None = None
    corrects: Annotated[list[UUID], Meta(max_length=10)] | None = None


class Correction(Entry, tag="correction"):
    withdraws: Annotated[list[UUID], Meta(min_length=1, max_length=50)]


class RideRequest(Entry, tag="ride_request"):
    """From a caller by hold and voter, from a watcher by precinct and code."""

    hold: Id | None = None
    voter: Id | None = None
    place: Id | None = None
    precinct: Id | None = None
    code: StrikeCode | None = None
    note: Note | None = None


class Strike(Entry, tag="strike"):
    precinct: Id
    code: StrikeCode


class LineReport(Entry, tag="line_report"):
    place: Id
    minutes: Annotated[int, Meta(ge=0, le=600)]


class PollsReport(Entry, tag="polls_report"):
    place: Id
    what: What


class Incident(Entry, tag="incident"):
    place: Id
    category: Category
    text: Told | None = None
    precinct: Id | None = None
    photo: Annotated[str, Meta(pattern="^[0-9a-f]{64}$")] | None = None


class TurnedAway(Entry, tag="turned_away"):
    place: Id
    reason: Reason
    precinct: Id | None = None
    code: StrikeCode | None = None
    text: Told | None = None


class NotOnList(Entry, tag="not_on_list"):
    place: Id
    precinct: Id | None = None
    text: Told | None = None


class PostTaken(Entry, tag="post_taken"):
    post: Id


class TellUs(Entry, tag="tell_us"):
    text: Text
    about: About | None = None
    screen: Annotated[dict[Code, Any], Meta(max_length=30)] = {}


FromAnyone = Correction | RideRequest | TellUs
FromPolls = Strike | LineReport | PollsReport | Incident | TurnedAway | NotOnList | PostTaken
FromDevice = FromAnyone | Attempt | FromPolls
