"""Settings for one machine that the server shares with the office's other processes."""

import os
import shutil
from pathlib import Path

MB = 1024 * 1024


def memory() -> int:
    """Bytes of memory this process may use: the machine's, or the container's limit when that is lower."""
    total = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    try:
        limit = Path("/sys/fs/cgroup/memory.max").read_text().strip()
    except OSError:
        limit = "max"
    return total if limit == "max" else min(total, int(limit))


def settings(log: Path, socket: Path, *, keep: bool = True) -> dict[str, str]:
    """Every setting that differs from PostgreSQL's own default.

    `keep=False` is for tests only: nothing is forced to disk, so a power cut may ruin the data. A commit
    still reaches the kernel before it is acknowledged, so killing any process loses nothing even then.
    """
    ram = memory()
    chosen = {
        "listen_addresses": "",
        "unix_socket_directories": str(socket),
        "unix_socket_permissions": "0700",
        "max_connections": "100",
        "shared_buffers": _mb(min(ram // 4, 8192 * MB) if keep else 128 * MB),
        "effective_cache_size": _mb(ram * 6 // 10),
        "maintenance_work_mem": _mb(min(max(ram // 16, 64 * MB), 1024 * MB)),
        "work_mem": _mb(min(max(ram // 512, 4 * MB), 32 * MB)),
        "wal_compression": "on",
        "max_wal_size": "4GB",
        "min_wal_size": "256MB",
        "checkpoint_timeout": "15min",
        "random_page_cost": "1.1",
        "jit": "off",  # short statements, many of them: compiling costs more than it saves
        "autovacuum_naptime": "15s",  # the head of a sheet's queue collects dead rows fast
        "autovacuum_vacuum_cost_limit": "1000",
        "synchronous_commit": "on",
        "timezone": "UTC",
        "log_timezone": "UTC",
        "idle_in_transaction_session_timeout": "15min",
        "track_io_timing": "on",
        "logging_collector": "on",
        "log_directory": str(log),
        "log_filename": "postgres-%a.log",  # a week, then the same names again
        "log_truncate_on_rotation": "on",
        "log_rotation_size": "0",
        "log_line_prefix": "%m [%p] %a ",
        "log_checkpoints": "off",
        # statements and row contents hold voters: they stay out of the log
        "log_min_error_statement": "panic",
        "log_error_verbosity": "terse",
        "log_parameter_max_length": "0",
        "log_parameter_max_length_on_error": "0",
    }
    shared = Path("/dev/shm")
    if shared.is_dir() and shutil.disk_usage(shared).total < 256 * MB:  # containers often have 64 MB
        chosen["dynamic_shared_memory_type"] = "mmap"
    if not keep:
        chosen |= {"fsync": "off", "full_page_writes": "off", "max_wal_size": "1GB"}
    return chosen


def as_file(chosen: dict[str, str], own: Path) -> str:
    """The text of `fieldoffice.conf`; the operator's own file is read after it and so wins."""
    lines = [f"{name} = {_quoted(value)}" for name, value in chosen.items()]
    head = f"# Written at every start by fieldoffice. Your own settings go into {own}\n"
    return head + "\n".join(lines) + f"\ninclude_if_exists = {_quoted(own)}\n"


def _mb(size: int) -> str:
    return f"{size // MB}MB"


def _quoted(value: object) -> str:
    return "'" + str(value).replace("'", "''") + "'"
