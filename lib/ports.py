"""Ports for offices that come and go beside others: tests and measurements."""

import random
import socket

BELOW = 32_768  # from here on Linux hands ports to outgoing connections (ip_local_port_range), at any moment


def two_free_ports() -> int:
    """A port P so that P and P + 1 were both free a moment ago, and which no outgoing connection is given."""
    while True:
        port = random.randrange(15_000, BELOW - 1)
        with socket.socket() as first, socket.socket() as second:
            try:
                first.bind(("127.0.0.1", port))
                second.bind(("127.0.0.1", port + 1))
            except OSError:
                continue
            return port
