"""Under which names and addresses this machine is reached in its own network."""

import ipaddress
import socket

import psutil


def names() -> list[str]:
    """The machine's name as people may spell it: bare, for multicast DNS, in full."""
    short = socket.gethostname().split(".")[0].lower()
    full = socket.getfqdn().lower()
    spelt = ["localhost", short, f"{short}.local", full]
    return [n for n in dict.fromkeys(spelt) if n and n.isascii() and " " not in n and not _is_address(n)]


def addresses() -> list[str]:
    """IPv4 and IPv6 addresses of all interfaces that are up, the likeliest to be typed first."""
    up = {name for name, state in psutil.net_if_stats().items() if state.isup}
    found = [
        ipaddress.ip_address(entry.address.partition("%")[0])
        for name, entries in psutil.net_if_addrs().items()
        if name in up
        for entry in entries
        if entry.family in (socket.AF_INET, socket.AF_INET6)
    ]
    found.sort(key=lambda a: (a.is_loopback, a.version, a.is_link_local, not _is_primary(a), int(a)))
    return [str(address) for address in dict.fromkeys(found)]


def _is_primary(address) -> bool:
    """Whether traffic to elsewhere leaves from this address (nothing is sent to find out)."""
    probe = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    try:
        probe.connect(("192.0.2.1", 9))  # RFC 5737: belongs to nobody
        return probe.getsockname()[0] == str(address)
    except OSError:
        return False
    finally:
        probe.close()


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
