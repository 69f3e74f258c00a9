"""Commands come and go; the server runs as long as one of them needs it."""

import fcntl
from pathlib import Path

from lib.postgres import server


class Use:
    """Holding the embedded server: started on entry when it does not run, stopped by the last to leave.

    Who holds it is kept as shared locks on a file, so a killed command leaves nothing to clean up; the
    server then runs on until the next command ends.
    """

    def __init__(self, var: Path, *, keep: bool = True):
        self.var = Path(var)
        self.keep = keep

    def __enter__(self) -> "Use":
        self.var.mkdir(parents=True, exist_ok=True)
        self.held = (self.var / "postgres.users").open("w")
        fcntl.flock(self.held, fcntl.LOCK_SH)
        try:
            self.started = server.start(self.var, keep=self.keep)
        except BaseException:
            self.held.close()
            raise
        return self

    def __exit__(self, *_) -> None:
        try:
            fcntl.flock(self.held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return  # another command still uses it
        else:
            server.stop(self.var)
        finally:
            self.held.close()
