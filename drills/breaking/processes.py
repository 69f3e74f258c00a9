"""Processes that die, hang, or go all at once. Only ever those of the drill's own office."""

import signal

import psutil

from drills.here import broke, here, note
from drills.office import until

BACK = 60  # seconds


def kill(part: str, how_many: int = 0) -> list[int]:
    """kill -9, all of the part or the first few; the numbers of those killed."""
    victims = until(lambda: here().office.part(part), BACK, f"a process to kill: {part}")
    victims = victims[:how_many] if how_many else victims
    for process in victims:
        process.kill()
    broke()
    return note(f"killed: {part}", [process.pid for process in victims])


def others_came(part: str, seconds: float = BACK) -> str:
    """Waits until the part is there with other processes than those that were killed."""
    gone = set(here().seen[f"killed: {part}"])

    def back() -> bool:
        return bool({process.pid for process in here().office.part(part)} - gone)

    until(back, seconds, f"{part} back")
    return f"{part} is back"


def hang(part: str) -> list[int]:
    """Stopped, not dead: it answers nobody, and nobody is told that it ended."""
    victims = until(lambda: here().office.part(part), BACK, f"a process to stop: {part}")
    for process in victims:
        process.send_signal(signal.SIGSTOP)
    broke()
    return note(f"killed: {part}", [process.pid for process in victims])


def end_hung(part: str) -> None:
    """As the runbook says: kill -9 what hangs; the supervisor starts another."""
    for pid in here().seen.get(f"killed: {part}", []):
        for process in here().office.part(part):
            if process.pid == pid:
                process.kill()


def power_gone() -> int:
    """Everything at once, kill -9, the database with it; how many processes that were."""
    victims = here().office.everything()
    for process in victims:
        try:
            process.kill()
        except psutil.NoSuchProcess:
            continue
    here().office.process.wait()
    broke()
    return note("killed at once", len(victims))


def open_again() -> None:
    """As the runbook says: start it as before."""
    here().office.open()
