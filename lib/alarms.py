"""What a room wants someone to see now: rooms that the boiler room does not know say it here, and its list shows it.

    @alarms.raises
    def old_paper() -> Iterator[Alarm]: ...

What is asked must be a bounded look: it is asked every few seconds while somebody looks at the picture.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Alarm:
    """`key` names it for whoever takes it on; `state` stop or warn; `url` leads to what helps; `at` is since when."""

    key: str
    subject: str
    text: str
    state: str
    url: str
    at: datetime | None = None


_rooms: list[Callable[[], Iterable[Alarm]]] = []


def raises(function: Callable[[], Iterable[Alarm]]) -> Callable[[], Iterable[Alarm]]:
    _rooms.append(function)
    return function


def now() -> list[Alarm]:
    """All alarms of this moment, in the order of rooms."""
    return [alarm for room in _rooms for alarm in room()]
