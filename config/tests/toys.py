"""A supervisor over toy children, in a process of its own so that it can be killed."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
CHILD = """
import os, signal, sys, time
sys.path.insert(0, {root!r})
from config import parent
parent.follow()
note = open({log!r}, "a", buffering=1)
name = {name!r}
def done(*_):
    note.write(f"{{name}} ended {{os.getpid()}}\\n"); sys.exit(0)
signal.signal(signal.SIGTERM, signal.SIG_IGN if name == "deaf" else done)
signal.signal(signal.SIGHUP, lambda *_: note.write(f"{{name}} reloads {{os.getpid()}}\\n"))
note.write(f"{{name}} starts {{os.getpid()}}\\n")
while True: time.sleep(0.05)
"""
MAIN = """
import sys; sys.path.insert(0, {root!r})
from config import supervisor
supervisor.FIRST_WAIT, supervisor.STOP_SECONDS = 0.02, {patience}
made = [
    supervisor.Child(name, [sys.executable, "-c", code], reloads=name == "web", wait=0.02)
    for name, code in {children!r}
]
sys.exit(supervisor.Supervisor(made, dict(__import__("os").environ), lambda t: print(t, flush=True)).run())
"""


class Toys:
    """`names` are started under a supervisor; what they do is read back line by line from `log`."""

    def __init__(self, folder: Path, *names: str, patience: float = 10):
        self.log = folder / "log"
        self.log.touch()
        children = [(n, CHILD.format(root=str(ROOT), log=str(self.log), name=n)) for n in names]
        code = MAIN.format(root=str(ROOT), children=children, patience=patience)
        self.process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)

    def wait_for(self, *words: str, times: int = 1) -> list[int]:
        """Process ids of the first `times` lines that begin with these words; fails after 20 s."""
        from lib.testing.waiting import until

        return until(lambda: self._pids(*words) if len(self._pids(*words)) >= times else None)

    def _pids(self, *words: str) -> list[int]:
        begin = " ".join(words) + " "
        return [int(line.split()[-1]) for line in self.log.read_text().splitlines() if line.startswith(begin)]

    def close(self) -> None:
        self.process.kill()
        self.process.wait()


def gone(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
