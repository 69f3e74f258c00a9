"""Starts the office's processes, watches them, and ends them in order."""

import os
import select
import signal
import socket
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from config.parent import VARIABLE

ROOT = Path(__file__).resolve().parent.parent
FIRST_WAIT, LONGEST_WAIT = 0.5, 30.0  # seconds before a dead child is started again, doubling
STEADY = 60.0  # seconds a child must have run for the wait to begin anew
STOP_SECONDS = 35.0  # web workers finish requests for up to 30


@dataclass
class Child:
    """One process. `reloads`: takes SIGHUP as "fresh code"; others are ended and started again."""

    name: str
    command: list[str]
    lent: list[int] = field(default_factory=list)  # file descriptors of listening sockets
    reloads: bool = False
    delay: float = 0.0  # seconds after the start of the others
    process: subprocess.Popen | None = None
    started: float = 0.0
    due: float = 0.0
    wait: float = FIRST_WAIT


@dataclass
class Chore:
    """Something to look after every `every` seconds; `act()` is True when children must take a change."""

    every: float
    act: Callable[[], bool]
    due: float = 0.0


class Supervisor:
    """`run()` returns when SIGTERM or SIGINT came and every child has ended.

    SIGHUP: the web workers are replaced one by one without losing a request, the others restarted.
    """

    def __init__(
        self,
        children: list[Child],
        environment: dict[str, str],
        say: Callable[[str], None],
        chores: tuple[Chore, ...] = (),
    ):
        self.children, self.say, self.chores = children, say, chores
        self.environment = environment | {VARIABLE: str(os.getpid())}
        self.signals: list[int] = []
        self.stopping = False

    def run(self) -> int:
        near, far = socket.socketpair()
        near.setblocking(False)
        far.setblocking(False)
        signal.set_wakeup_fd(far.fileno(), warn_on_full_buffer=False)
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGCHLD):
            signal.signal(number, lambda got, _frame: self.signals.append(got))
        for child in self.children:
            child.due = time.monotonic() + child.delay
        for chore in self.chores:
            chore.due = time.monotonic() + chore.every
        while not self.stopping:
            self._start_those_due()
            due = [c.due for c in self.children if c.process is None] + [c.due for c in self.chores]
            timeout = max(0.0, min(due) - time.monotonic()) if due else None
            if select.select([near], [], [], timeout)[0]:
                near.recv(4096)
            self._answer_signals()
            self._reap()
            self._do_chores()
        return self._stop()

    def _start_those_due(self) -> None:
        for child in self.children:
            if child.process is None and child.due <= time.monotonic():
                self._start(child)

    def _do_chores(self) -> None:
        for chore in self.chores:
            if not self.stopping and chore.due <= time.monotonic():
                chore.due = time.monotonic() + chore.every
                if chore.act():
                    self._reload()

    def _answer_signals(self) -> None:
        while self.signals:
            got = self.signals.pop(0)
            if got in (signal.SIGTERM, signal.SIGINT):
                self.stopping = True
            elif got == signal.SIGHUP:
                self._reload()

    def _start(self, child: Child) -> None:
        child.started = time.monotonic()
        child.process = subprocess.Popen(
            child.command,
            env=self.environment,
            cwd=ROOT,  # the folder of whoever typed the command may be closed to us, or go away
            pass_fds=child.lent,
            stdin=subprocess.DEVNULL,
            # a Ctrl-C in the terminal is ours to pass on, in order
            process_group=0,
        )

    def _reap(self) -> None:
        for child in self.children:
            if child.process is None or child.process.poll() is None:
                continue
            code, ran = child.process.returncode, time.monotonic() - child.started
            child.process = None
            child.wait = FIRST_WAIT if ran > STEADY else min(child.wait * 2, LONGEST_WAIT)
            child.due = time.monotonic() + child.wait
            if not self.stopping:
                how = f"was killed ({signal.Signals(-code).name})" if code < 0 else f"ended (code {code})"
                self.say(f"{child.name} {how} after {ran:.0f} s; starting it again in {child.wait:.1f} s.")

    def _reload(self) -> None:
        self.say("Taking the new version …")
        for child in self.children:
            if child.process is None:
                continue
            if child.reloads:
                child.process.send_signal(signal.SIGHUP)
            else:
                self._end([child])
                self._start(child)

    def _stop(self) -> int:
        self.say("Closing: requests under way are finished …")
        clean = self._end(self.children)
        signal.set_wakeup_fd(-1)
        return 0 if clean else 1

    def _end(self, children: list[Child]) -> bool:
        """SIGTERM to all, SIGKILL to those that do not end in time; False when one had to be killed."""
        clean = True
        for child in children:
            if child.process:
                child.process.terminate()
        deadline = time.monotonic() + STOP_SECONDS
        for child in children:
            if not child.process:
                continue
            try:
                child.process.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                self.say(f"{child.name} did not end in {STOP_SECONDS:.0f} s and was killed.")
                child.process.kill()
                child.process.wait()
                clean = False
            child.process = None
        return clean
