"""The machine itself: program, memory, disk, clock, limits, names."""

import ctypes
import os
import platform
import resource
import shutil
import sys
import zoneinfo
from pathlib import Path

from config import addresses
from config.doctor.finding import Finding, judge
from lib.postgres.tuning import memory

MB, GB = 1024**2, 1024**3
TIME_ERROR = 5  # adjtimex(2): the kernel's clock is not synchronised
ZONES = ("America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles", "Pacific/Honolulu")


def python(var: Path) -> Finding:
    said = f"{platform.python_version()} on {platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    old = "Install Python 3.12 or later; ./fieldoffice finds it." if sys.version_info < (3, 12) else ""
    return judge("Python", said, wrong=old)


def account(var: Path) -> Finding:
    if os.geteuid() == 0:
        return judge(
            "Account", "root", mind="For more than a trial open it as a user of its own: one-server.md."
        )
    return judge("Account", f"user {os.geteuid()}")


def folder(var: Path) -> Finding:
    try:
        probe = var / ".writable"
        probe.touch()
        probe.unlink()
    except OSError as error:
        todo = "Make it belong to the user who starts fieldoffice, or choose another with --var."
        return judge("Folder", f"{var} cannot be written: {error.strerror}", wrong=todo)
    return judge("Folder", str(var))


def disk(var: Path) -> Finding:
    free = shutil.disk_usage(var).free
    said = f"{free / GB:.1f} GB free at {var}"
    if free < 1 * GB:
        return judge("Disk", said, wrong="Make room: a million voters take 3 GB, an Election Day another 5.")
    if free < 10 * GB:
        return judge(
            "Disk", said, mind="Enough for a trial. A million voters and Election Day take about 8 GB."
        )
    return judge("Disk", said)


def ram(var: Path) -> Finding:
    said = f"{memory() / GB:.1f} GB"
    if memory() < 900 * MB:
        return judge("Memory", said, wrong="The office needs 1 GB, and 4 GB for a million voters.")
    return judge(
        "Memory",
        said,
        mind="Enough for a county; for a million voters have 4 GB." if memory() < 3 * GB else "",
    )


def clock(var: Path) -> Finding:
    if sys.platform != "linux":
        return judge("Clock", "not looked at on this system")
    state = ctypes.CDLL(None).adjtimex(ctypes.create_string_buffer(512))  # struct timex, asked for nothing
    if state == TIME_ERROR:
        todo = "Switch on time from the network: timedatectl set-ntp true . Calling hours follow this clock."
        return judge("Clock", "not known to be synchronised", mind=todo)
    return judge("Clock", "synchronised")


def zones(var: Path) -> Finding:
    missing = [name for name in ZONES if not _zone(name)]
    todo = "Install time zone data: apt install tzdata" if missing else ""
    return judge("Time zones", f"missing {', '.join(missing)}" if missing else "known", wrong=todo)


def open_files(var: Path) -> Finding:
    """A screen that listens is one open file of the live process, which raises its soft limit to the hard one."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard == resource.RLIM_INFINITY:
        return judge("Open files", "no limit")
    raised = f"; the office raises its own from {soft:,}" if soft < hard else ""
    todo = (
        f"For more than {hard - 200:,} screens that listen raise it: LimitNOFILE=65536 in the systemd unit."
    )
    return judge("Open files", f"up to {hard:,}{raised}", mind="" if hard >= 16384 else todo)


def name(var: Path) -> Finding:
    where = [a for a in addresses.addresses() if not a.startswith(("127.", "::1", "fe80"))]
    said = f"{', '.join(addresses.names()[1:]) or 'no name'} at {', '.join(where) or 'no network address'}"
    return judge("Name", said, mind="" if where else "Join a network before opening with --lan.")


def _zone(wanted: str) -> bool:
    try:
        return bool(zoneinfo.ZoneInfo(wanted))
    except zoneinfo.ZoneInfoNotFoundError:
        return False


LOOKS = (python, account, folder, disk, ram, clock, zones, open_files, name)
