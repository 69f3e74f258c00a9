"""HTTP/1.1 over asyncio's protocols. A general library takes more of the machine than the office does."""

import asyncio
import ssl
from dataclasses import dataclass
from urllib.parse import urlsplit

PATIENCE = 20.0  # seconds, as the screens have it (lib/static/lib/outbox/exchange.js)
NO_BODY = (204, 304)


class NoAnswer(Exception):
    """The line broke, or nothing came in time: what was sent may have arrived or not."""


@dataclass(slots=True)
class Answer:
    status: int
    head: bytes
    body: bytes

    def header(self, name: bytes) -> bytes | None:
        """The value of the first header of that name (given in small letters)."""
        for line in self.head.split(b"\r\n")[1:]:
            key, _, value = line.partition(b":")
            if key.strip().lower() == name:
                return value.strip()
        return None


class Line(asyncio.Protocol):
    """One connection."""

    def __init__(self):
        self.transport: asyncio.Transport | None = None
        self.answer: asyncio.Future | None = None
        self.buffer = bytearray()
        self.body_at = self.length = -1
        self.chunked = self.heard = False

    def connection_made(self, transport) -> None:
        self.transport = transport

    def connection_lost(self, error) -> None:
        self.transport = None
        if self.answer and not self.answer.done():
            self.answer.set_exception(NoAnswer(str(error or "closed")))

    def send(self, request: bytes) -> asyncio.Future:
        self.answer = asyncio.get_running_loop().create_future()
        self.buffer.clear()
        self.body_at, self.heard = -1, False
        self.transport.write(request)
        return self.answer

    def data_received(self, data: bytes) -> None:
        self.heard = True
        self.buffer += data
        if self.body_at < 0 and not self._read_head():
            return
        if self.chunked:
            if (body := _joined(bytes(self.buffer[self.body_at :]))) is not None:
                self._answered(body)
        elif len(self.buffer) - self.body_at >= self.length:
            self._answered(bytes(self.buffer[self.body_at :]))

    def _read_head(self) -> bool:
        end = self.buffer.find(b"\r\n\r\n")
        if end < 0:
            return False
        self.head = bytes(self.buffer[:end])
        self.body_at = end + 4
        self.status = int(self.head[9:12])
        lower = self.head.lower()
        self.chunked = b"transfer-encoding: chunked" in lower
        at = lower.find(b"content-length:")
        self.length = 0 if at < 0 or self.status in NO_BODY else int(lower[at + 15 :].split(b"\r", 1)[0])
        return True

    def _answered(self, body: bytes) -> None:
        if self.answer and not self.answer.done():
            self.answer.set_result(Answer(self.status, self.head, body))

    @property
    def reusable(self) -> bool:
        return self.transport is not None and b"connection: close" not in self.head.lower()

    def close(self) -> None:
        if self.transport:
            self.transport.abort()


def _joined(chunks: bytes) -> bytes | None:
    """The body of a chunked answer; None while it is not whole."""
    if not chunks.endswith(b"\r\n\r\n"):
        return None
    parts, at = [], 0
    while (end := chunks.find(b"\r\n", at)) > at:
        size = int(chunks[at:end].split(b";")[0], 16)
        if not size:
            return b"".join(parts)
        parts.append(chunks[end + 2 : end + 2 + size])
        at = end + 2 + size + 2
    return None


class Wire:
    """The way to one office. Lines are made as they are needed and kept for the next request."""

    def __init__(self, url: str):
        parts = urlsplit(url)
        self.host, self.port = parts.hostname, parts.port or (443 if parts.scheme == "https" else 80)
        self.secure = ssl.create_default_context() if parts.scheme == "https" else None
        self.name = parts.netloc.encode()
        self.idle: list[Line] = []
        self.lines: set[Line] = set()

    async def ask(self, method: str, path: str, headers: bytes = b"", body: bytes = b"") -> Answer:
        """`headers` are whole lines. Raises NoAnswer. Like a browser it sends again when a line that was kept turns
        out to have been closed meanwhile."""
        request = b"%s %s HTTP/1.1\r\nHost: %s\r\n%sContent-Length: %d\r\n\r\n%s" % (
            method.encode(), path.encode(), self.name, headers, len(body), body,
        )  # fmt: skip
        while self.idle:
            line = self.idle.pop()
            if line.transport is None or line.transport.is_closing():
                self.lines.discard(line)
                continue
            try:
                return await self._over(line, request)
            except NoAnswer:
                if line.heard or line.timed_out:
                    raise
        return await self._over(await self._new(), request)

    async def _new(self) -> Line:
        try:
            loop = asyncio.get_running_loop()
            connecting = loop.create_connection(Line, self.host, self.port, ssl=self.secure)
            _transport, line = await asyncio.wait_for(connecting, PATIENCE)
        except OSError as error:  # TimeoutError is one
            raise NoAnswer(str(error)) from None
        self.lines.add(line)
        return line

    async def _over(self, line: Line, request: bytes) -> Answer:
        line.timed_out = False
        late = asyncio.get_running_loop().call_later(PATIENCE, _give_up, line)
        try:
            answer = await line.send(request)
        except BaseException:
            line.close()
            self.lines.discard(line)
            raise
        finally:
            late.cancel()
        if line.reusable:
            self.idle.append(line)
        else:
            line.close()
            self.lines.discard(line)
        return answer

    def close(self) -> None:
        for line in self.lines:
            line.close()


def _give_up(line: Line) -> None:
    line.timed_out = True
    line.close()
