"""One open stream: as little memory as can be, and no queue."""

import asyncio
import itertools
import json
import time

_numbers = itertools.count()


class Listener:
    """`write` never waits: a connection that cannot take more is dropped, and the page connects again."""

    __slots__ = (
        "device",
        "dropped",
        "has_whole",
        "number",
        "person",
        "precincts",
        "reach",
        "scope",
        "send",
        "since",
        "task",
        "team",
        "view",
    )

    def __init__(self, guest, send, task: asyncio.Task):
        self.device, self.person, self.scope = guest.device, guest.person, guest.scope
        self.view = guest.view
        self.precincts: frozenset[int] = guest.precincts
        self.team, self.reach = guest.team, guest.reach
        self.send, self.task, self.has_whole = send, task, False
        self.number, self.since, self.dropped = next(_numbers), time.monotonic(), False

    def write(self, data: bytes) -> None:
        """Hands `data` to the server's buffer. Were that full, `send` would wait for the client to read."""
        if not self.dropped and not self._hand_over(data, more=True):
            self.drop()

    def end(self) -> None:
        """The proper end of the stream, if the connection still takes it."""
        self._hand_over(b"", more=False)

    def _hand_over(self, data: bytes, more: bool) -> bool:
        sending = self.send({"type": "http.response.body", "body": data, "more_body": more})
        try:
            sending.send(None)
        except StopIteration:
            return True
        except OSError:
            return False
        sending.close()
        return False

    def drop(self) -> None:
        self.dropped = True
        self.task.cancel()


def event(name: str, data: dict) -> bytes:
    return f"event: {name}\ndata: {json.dumps(data, separators=(',', ':'))}\n\n".encode()
