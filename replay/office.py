"""What an outside client is told of an office, and what its checker may look at afterwards."""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path


@dataclass
class Office:
    """`url` without its last slash. `shift`: seconds that its clock runs ahead of this machine's.

    Codes are of join links; `logins` {"captain", "data", "boiler_room": [e-mail, password]}; `files` are who-voted files
    in the order in which they arrive. `database_url` and `journal` are for the checker alone.
    """

    url: str = ""
    live: str = ""
    shift: float = 0.0
    calls_codes: list[str] = field(default_factory=list)
    polls_codes: list[str] = field(default_factory=list)
    logins: dict[str, list[str]] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)
    database_url: str = ""
    journal: str = ""
    note: dict = field(default_factory=dict)

    def payload(self) -> dict:
        return asdict(self)

    def write(self, path: Path) -> None:
        path.write_text(json.dumps(self.payload(), indent=1))

    @staticmethod
    def read(path: Path) -> "Office":
        return Office(**json.loads(path.read_text()))
