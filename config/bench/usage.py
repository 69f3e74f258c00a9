"""What the processes of an office and of its PostgreSQL use: CPU seconds and memory, by role."""

from collections import defaultdict

import psutil

PARTS = {
    "gunicorn": "web",
    "config.live_process": "live",
    "jobs": "jobs",
    "clerk": "clerk",
    "packets": "paper",
    "serve": "supervisor",
}


def role(process: psutil.Process) -> str:
    words = process.cmdline()
    return next((name for part, name in PARTS.items() if part in words), "other")


def tree(office: int | None, postmaster: int) -> list[tuple[str, psutil.Process]]:
    """(role, process) of everything that runs for the office whose `serve` is process `office`, and its server."""
    found = []
    for pid, fixed in ((office, ""), (postmaster, "postgres")):
        if pid is None:
            continue
        top = psutil.Process(pid)
        for process in [top, *top.children(recursive=True)]:
            try:
                found.append((fixed or role(process), process))
            except psutil.Error:
                continue
    return found


def cpu(office: int | None, postmaster: int) -> dict[str, float]:
    """CPU seconds so far by role; those of database sessions that have ended included."""
    seconds: dict[str, float] = defaultdict(float)
    for name, process in tree(office, postmaster):
        try:
            times = process.cpu_times()
        except psutil.Error:
            continue
        seconds[name] += times.user + times.system
        if process.pid == postmaster:
            seconds[name] += times.children_user + times.children_system
    return dict(seconds)


def memory(office: int, postmaster: int) -> dict[str, dict]:
    """By role: processes, RSS and, where the system tells, PSS in MB: a page shared by four counts a quarter for each."""
    found: dict[str, list] = defaultdict(list)
    for name, process in tree(office, postmaster):
        try:
            full = process.memory_full_info()
        except psutil.Error:
            continue
        found[name].append((full.rss, getattr(full, "pss", None)))
    return {
        name: {
            "processes": len(each),
            "largest_rss_mb": _mb(max(rss for rss, _ in each)),
            "pss_mb": _mb(sum(pss for _, pss in each)) if all(pss is not None for _, pss in each) else None,
        }
        for name, each in sorted(found.items())
    }


def _mb(size: int) -> float:
    return round(size / 1e6, 1)
