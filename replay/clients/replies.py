"""What the office answers to an exchange, as far as a screen needs it (docs/outbox.md)."""

from datetime import datetime

import msgspec


class Voter(msgspec.Struct):
    voter: int


class Hold(msgspec.Struct):
    hold: int
    sheet: int
    script: int | None
    phone: str
    until: datetime
    reserve: bool
    voters: list[Voter]
    tz: str
    hours: list[str]


class Verdict(msgspec.Struct):
    id: str
    verdict: str
    reason: str


class Gone(msgspec.Struct):
    hold: int
    voter: int | None
    why: str


class Reply(msgspec.Struct):
    verdicts: list[Verdict]
    server_at: datetime
    era: str
    holds: list[Hold] = []
    gone: list[Gone] = []
    finished: bool = False
    message: str | None = None


reply_of = msgspec.json.Decoder(Reply).decode
