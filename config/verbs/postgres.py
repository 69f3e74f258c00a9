"""PostgreSQL's own programs on the office's database: `./fieldoffice postgres psql`."""

import argparse
import os
import subprocess
from pathlib import Path

HELP = "run psql, pg_dump, pg_restore … on the office's database"
DJANGO = False


def arguments(parser) -> None:
    parser.add_argument("program", help="psql, pg_dump, pg_restore, pgbench, vacuumdb, …")
    parser.add_argument("options", nargs=argparse.REMAINDER, help="go on to that program")


def run(args) -> int:
    from lib.postgres import Trouble, embedded_url, program

    path = program(args.program)
    if not path.exists():
        known = ", ".join(sorted(p.name for p in path.parent.iterdir()))
        raise Trouble(f"PostgreSQL has no program called {args.program}. It has: {known}.")
    url = os.environ.get("DATABASE_URL") or embedded_url(Path(os.environ["FIELDOFFICE_VAR"]))
    return subprocess.run([path, "-d", url, *args.options], check=False).returncode
