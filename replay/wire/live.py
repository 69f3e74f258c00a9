"""A screen's open line to `/live`: server-sent events, read as they come."""

import asyncio
from collections.abc import Callable
from urllib.parse import urlsplit

import msgspec

SILENCE = 45.0  # seconds; the office sends a comment line every 15


class Ear(asyncio.Protocol):
    """`heard(event, data)` for each event; `ended` is done once the stream is over."""

    def __init__(self, request: bytes, heard: Callable[[str, dict], None]):
        self.request, self.heard = request, heard
        self.rest = b""
        self.status = 0
        self.ended = asyncio.get_running_loop().create_future()

    def connection_made(self, transport) -> None:
        self.transport = transport
        transport.write(self.request)
        self._listen_on()

    def data_received(self, data: bytes) -> None:
        self._listen_on()
        self.rest += data
        if not self.status:
            head, mark, rest = self.rest.partition(b"\r\n\r\n")
            if not mark:
                return
            self.status, self.rest = int(head[9:12]), rest
        *blocks, self.rest = self.rest.split(b"\n\n")
        for block in blocks:
            self._read(block)

    def _read(self, block: bytes) -> None:
        event, told = "message", b""
        for line in block.split(b"\n"):
            line = line.strip(b"\r")
            if line.startswith(b"event:"):
                event = line[6:].strip().decode()
            elif line.startswith(b"data:"):
                told += line[5:].strip()
        if told:
            self.heard(event, msgspec.json.decode(told))

    def connection_lost(self, error) -> None:
        self.silence.cancel()
        if not self.ended.done():
            self.ended.set_result(self.status)

    def _listen_on(self) -> None:
        if hasattr(self, "silence"):
            self.silence.cancel()
        self.silence = asyncio.get_running_loop().call_later(SILENCE, self.close)

    def close(self) -> None:
        self.transport.abort()


async def listen(url: str, token: str, heard: Callable[[str, dict], None]) -> Ear:
    """Connects; raises OSError."""
    parts = urlsplit(url)
    request = (
        f"GET {parts.path or '/live'} HTTP/1.1\r\nHost: {parts.netloc}\r\nAuthorization: Bearer {token}\r\n"
        "Accept: text/event-stream\r\n\r\n"
    ).encode()
    loop = asyncio.get_running_loop()
    _transport, ear = await loop.create_connection(lambda: Ear(request, heard), parts.hostname, parts.port)
    return ear
