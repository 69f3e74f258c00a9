"""What the demo remembers between starts, in `var/demo.json`: that this office is one, and how to come in."""

import json
import os
from dataclasses import asdict, dataclass, field
from pathlib import Path

import psycopg

from lib.postgres import embedded_url

IS_OPEN = """select from crew_joinlink
             where code = any(%s) and shut_at is null and expires_at > now() + interval '12 hours'
             having count(*) = 2"""
IS_WATCHED = "select from precincts_post where ended_at is null and ends_at > now() + interval '4 hours'"


@dataclass
class Note:
    """`logins` are `{"role", "email", "password"}` of invented people, so passwords may be kept and shown."""

    voters: int = 0
    any_hour: bool = True
    whole: bool = False  # every step was done
    logins: list[dict] = field(default_factory=list)
    code: str = ""  # of the callers' join link
    polls_code: str = ""  # of the watchers'

    @classmethod
    def read(cls, var: Path) -> "Note | None":
        """None when there is no demo in `var`."""
        try:
            return cls(**json.loads(_path(var).read_text()))
        except (OSError, ValueError, TypeError):
            return None

    def write(self, var: Path) -> None:
        var.mkdir(parents=True, exist_ok=True)
        half = _path(var).with_suffix(".part")
        with open(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            json.dump(asdict(self), file, indent=2)
        half.replace(_path(var))


def still_holds(var: Path, any_hour: bool) -> bool:
    """Whether nothing has to be made: the demo is whole, and people can still join by its links and watch."""
    note = Note.read(var)
    if note is None or not note.whole or note.any_hour != any_hour:
        return False
    try:
        url = os.environ.get("DATABASE_URL") or embedded_url(var)
        with psycopg.connect(url, connect_timeout=5) as connection:
            joins = connection.execute(IS_OPEN, [[note.code, note.polls_code]]).fetchone() is not None
            return joins and connection.execute(IS_WATCHED).fetchone() is not None
    except psycopg.Error:
        return False


def _path(var: Path) -> Path:
    return var / "demo.json"
