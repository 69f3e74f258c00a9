"""What stands on each kind of sheet: `Content`s, as a round gathers them.

A content is complete but for number and time. `digest` covers all of it, so what has the same digest need not be
printed again.
"""

import hashlib
import json
from dataclasses import dataclass, field
from functools import cached_property

from packets.models import Packet


@dataclass(slots=False)
class Content:
    """One packet to be: `key` names it among those of now, `rows` are as in `models.Packet`, `sheet` what the typst file
    named by the kind asks for, `path` where it lies (without number and ending)."""

    kind: Packet.Kind
    area_id: int | None
    path: str
    sheet: dict
    rows: list
    sheet_id: int | None = None
    precinct_id: int | None = None
    team_id: int | None = None
    script_id: int | None = None
    part: int = 0
    listed: str = field(default="", compare=False)  # one line for indexes and covers

    @property
    def key(self) -> tuple:
        return (self.kind, self.area_id, self.sheet_id, self.precinct_id, self.team_id, self.part)

    @cached_property
    def digest(self) -> str:
        told = json.dumps([self.path, self.sheet, self.rows], sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(told.encode()).hexdigest()


def key_of(packet: Packet) -> tuple:
    """The key of the content that a packet was printed from."""
    kind = Packet.Kind(packet.kind)
    return (kind, packet.area_id, packet.sheet_id, packet.precinct_id, packet.team_id, packet.part)
