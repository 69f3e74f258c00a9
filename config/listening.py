"""The supervisor opens the ports and lends them to its children.

So a port stays open while a child is replaced: a connection made meanwhile waits and is then served.
"""

import errno
import socket

from lib.postgres import Trouble

BACKLOG = 2048


def listen(host: str, port: int) -> socket.socket:
    """A listening socket on `host`; "" or 0.0.0.0 means every address, IPv6 too where there is any.

    Raises Trouble with what to do when the port cannot be had.
    """
    try:
        if host in ("", "0.0.0.0", "::") and socket.has_dualstack_ipv6():
            made = socket.create_server(
                ("::", port), family=socket.AF_INET6, dualstack_ipv6=True, backlog=BACKLOG
            )
        else:
            family = socket.AF_INET6 if ":" in host else socket.AF_INET
            made = socket.create_server((host, port), family=family, backlog=BACKLOG)
    except OSError as error:
        raise Trouble(_explain(error, host, port)) from error
    except OverflowError:
        raise Trouble(f"There is no port {port}: choose one from 1 to 65534 with --port.") from None
    made.set_inheritable(True)
    return made


def _explain(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"Port {port} is taken by another program (another fieldoffice, perhaps: `fieldoffice doctor` "
            f"says). Stop it, or choose another port with --port; this office also needs the next one."
        )
    if error.errno == errno.EACCES:
        return (
            f"Only root may open port {port}. Choose one above 1023 with --port, or give the right with "
            "systemd (AmbientCapabilities=CAP_NET_BIND_SERVICE, see docs/howto/one-server.md)."
        )
    if error.errno == errno.EADDRNOTAVAIL:
        return f"This machine has no address {host}. Leave --host away, or use --lan."
    return f"Cannot listen on {host}:{port}: {error.strerror}."
