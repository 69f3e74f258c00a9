"""HTTP and event streams by hand, against a server that answers as it is told."""

import asyncio
from contextlib import asynccontextmanager

import pytest

from replay.wire import live
from replay.wire.http import NoAnswer, Wire


@asynccontextmanager
async def serving(*answers: list[bytes]):
    """A server whose connections, in their order, give these answers; afterwards each is closed. `.seen` are requests."""
    waiting = list(answers)
    seen: list[bytes] = []

    async def talk(reader, writer):
        for answer in waiting.pop(0) if waiting else []:
            head = await reader.readuntil(b"\r\n\r\n")
            length = (
                int(head.lower().split(b"content-length: ")[1].split(b"\r")[0]) if b"ontent-" in head else 0
            )
            seen.append(head + await reader.readexactly(length))
            for piece in answer.split(b"|"):
                writer.write(piece)
                await writer.drain()
        writer.close()

    server = await asyncio.start_server(talk, "127.0.0.1", 0)
    server.seen, server.url = seen, f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    async with server:
        yield server


def run(part):
    return asyncio.run(asyncio.wait_for(part, 20))


def ok(body: bytes, more: bytes = b"") -> bytes:
    return b"HTTP/1.1 200 OK\r\n%sContent-Length: %d\r\n\r\n%s" % (more, len(body.replace(b"|", b"")), body)


def test_one_line_is_kept_for_the_next_request():
    async def part():
        async with serving([ok(b"one"), ok(b"t|wo", b"X-Of-Interest: 7\r\n")]) as server:
            wire = Wire(server.url)
            first = await wire.ask("POST", "/outbox", b"A: b\r\n", b"body")
            second = await wire.ask("GET", "/")
            assert (first.body, second.body, second.header(b"x-of-interest")) == (b"one", b"two", b"7")
            assert server.seen[0].startswith(b"POST /outbox HTTP/1.1\r\nHost: 127.0.0.1:") and server.seen[
                0
            ].endswith(b"body")
            assert len(wire.lines) == 1
            wire.close()

    run(part())


@pytest.mark.parametrize(
    "chunks", [b"3\r\none\r\n2;x\r\n 2\r\n0\r\n\r\n", b"3\r\non|e\r\n2\r\n 2|\r\n0\r\n|\r\n"]
)
def test_a_body_in_chunks(chunks):
    async def part():
        async with serving([b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks]) as server:
            wire = Wire(server.url)
            assert (await wire.ask("GET", "/")).body == b"one 2"
            wire.close()

    run(part())


def test_a_line_that_was_closed_meanwhile_is_made_anew_and_nobody_notices():
    async def part():
        async with serving([ok(b"one")], [ok(b"two")]) as server:
            wire = Wire(server.url)
            assert (await wire.ask("GET", "/")).body == b"one"
            assert (await wire.ask("GET", "/")).body == b"two"
            wire.close()

    run(part())


def test_an_office_that_is_away_is_no_answer():
    async def part():
        async with serving([b""]) as server:  # takes the request and closes
            wire = Wire(server.url)
            with pytest.raises(NoAnswer):
                await wire.ask("POST", "/outbox", body=b"{}")
        with pytest.raises(NoAnswer):
            await wire.ask("GET", "/")

    run(part())


def test_events_are_heard_as_they_come_and_the_end_is_known():
    async def part():
        stream = b'HTTP/1.1 200 OK\r\n\r\nretry: 3000\n\n: beat\n\nevent: gone\nda|ta: {"hold": 7, "why": "voted"}\n\n'
        heard = []
        async with serving([stream]) as server:
            ear = await live.listen(server.url + "/live", "secret", lambda *told: heard.append(told))
            assert await ear.ended == 200
            assert heard == [("gone", {"hold": 7, "why": "voted"})]
            assert b"Authorization: Bearer secret" in server.seen[0]

    run(part())
