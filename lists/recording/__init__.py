"""What this room records of the facts that come in through the door.

Hot kinds (attempt, and what a hold brings) are recorded by SQL in `lists/sql/`.
"""

from lists.recording import changes, scripts, sheets, universes

__all__ = ["changes", "scripts", "sheets", "universes"]
