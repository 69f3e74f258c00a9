"""What the boiler room is told: an alarm of the picture, as somebody who looks at it sees it."""

import time

from drills.here import here, note
from drills.office import until
from drills.people import Staff

SOON = 90  # seconds


def raised(key: str) -> str:
    """Waits until the picture has that alarm; how long after the break it was there."""
    room = Staff("boiler_room")
    until(lambda: f'value="{key}"' in room.page("/"), SOON, f"the alarm {key}")
    return note(f"alarm {key}", f"{time.time() - here().broken_at:.1f} s after the break")


def over(key: str) -> str:
    """Waits until it is gone."""
    room = Staff("boiler_room")
    until(lambda: f'value="{key}"' not in room.page("/"), SOON, f"the alarm {key} gone")
    return f"{key} is gone"
