"""gunicorn's threads, and what plain HTTP gets on a port that speaks HTTPS.

People type `192.168.1.5:8000` and scan old codes. So a connection that does not begin like TLS is
answered in plain HTTP: with the way to HTTPS, with the page that tells how a phone comes to trust this
office, or with the answer a certificate authority asked for. Nothing else is ever said in plain HTTP.
"""

import socket
import struct

from gunicorn.workers.gthread import _DEFER, DEFAULT_WORKER_DATA_TIMEOUT, ThreadWorker

from config import plain_answers

TLS_HANDSHAKE = b"\x16"  # first byte of every TLS connection: RFC 8446, 5.1
SLOW = struct.pack("ll", 20, 0)  # a peer that stalls for 20 s in a handshake or body is let go
LONGEST_HEAD = 8192


class FrontDoor(ThreadWorker):
    def handle(self, conn):
        if not conn.initialized:
            if not conn.wait_for_data(DEFAULT_WORKER_DATA_TIMEOUT):
                return _DEFER
            conn.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, SLOW)
            conn.sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, SLOW)
            if self.cfg.is_ssl and self._is_plain(conn):
                return False
        return super().handle(conn)

    def _is_plain(self, conn) -> bool:
        """Answers and returns True when the connection is not TLS."""
        conn.sock.setblocking(True)
        try:
            if conn.sock.recv(1, socket.MSG_PEEK) == TLS_HANDSHAKE:
                return False
            conn.sock.sendall(plain_answers.answer(self._head(conn.sock), conn.sock.getsockname()))
        except OSError:
            pass
        return True

    @staticmethod
    def _head(sock) -> bytes:
        head = b""
        while b"\r\n\r\n" not in head and len(head) < LONGEST_HEAD:
            more = sock.recv(LONGEST_HEAD - len(head))
            if not more:
                break
            head += more
        return head
