"""The result codes of the field and what each does; the table `lists_result` holds the same rows for SQL.

Rests are the field's customs: a busy line again in half an hour, no answer after four hours (another time of
day), a message left after a day. A number that answered is left alone for four hours by every other sheet.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ResultCode:
    """`ends`: done on this sheet. `suppresses`: the kind of suppression made. `rest_minutes`: then again."""

    code: str
    rest_minutes: int
    contact: bool = False
    ends: bool = False
    destructive: bool = False
    suppresses: str | None = None


ANSWERED = 4 * 60

RESULTS = (
    ResultCode("not_home", 4 * 60),
    ResultCode("busy", 30),
    ResultCode("left_message", 24 * 60),
    ResultCode("refused", ANSWERED, contact=True, ends=True),
    ResultCode("call_back", 60),
    ResultCode("contacted", ANSWERED, contact=True, ends=True),
    ResultCode("wrong_number", ANSWERED, destructive=True, suppresses="wrong_number"),
    ResultCode("disconnected", ANSWERED, destructive=True, suppresses="disconnected"),
    ResultCode("moved", ANSWERED, ends=True, destructive=True, suppresses="moved"),
    ResultCode("deceased", ANSWERED, ends=True, destructive=True, suppresses="deceased"),
    ResultCode("language_barrier", ANSWERED, ends=True),
    ResultCode("inaccessible", 24 * 60),
    ResultCode("do_not_call", ANSWERED, ends=True, destructive=True, suppresses="do_not_call"),
    ResultCode("already_voted", ANSWERED, contact=True, ends=True, suppresses="said_voted"),
    ResultCode("skipped", 60),
)
BY_CODE = {result.code: result for result in RESULTS}
