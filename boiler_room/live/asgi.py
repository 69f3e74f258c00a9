"""The ASGI side of `/live`: who may connect, from where, and what the stream begins with."""

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

from django.conf import settings
from django.http.request import split_domain_port, validate_host

from boiler_room.live import signing_in
from boiler_room.live.hub import Hub
from boiler_room.live.listener import Listener, event

hub = Hub()
_desk = ThreadPoolExecutor(3, "sign-in")  # database sessions for signing in, however many come at once


async def app(scope, receive, send) -> None:
    if scope["type"] == "lifespan":
        await _lifespan(receive, send)
    elif scope["type"] == "http":
        await _answer(scope, receive, send)


async def _lifespan(receive, send) -> None:
    while True:
        message = await receive()
        if message["type"] == "lifespan.startup":
            hub.start()
            await send({"type": "lifespan.startup.complete"})
        elif message["type"] == "lifespan.shutdown":
            await hub.close()
            await send({"type": "lifespan.shutdown.complete"})
            return


async def _answer(scope, receive, send) -> None:
    headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
    host = split_domain_port(headers.get("host", ""))[0]
    if not validate_host(host, settings.ALLOWED_HOSTS):
        return await _refuse(send, 400, "host", "This address is not one of the office's.", [])
    origin = headers.get("origin", "")
    if origin and not _ours(origin, host):
        return await _refuse(send, 403, "origin", "Only pages of this office may listen.", [])
    shared = _sharing(origin)
    if scope["method"] == "OPTIONS":
        return await _respond(send, 204, b"", shared)
    if scope["path"] == "/health":
        return await _respond(send, 200, b"ok", shared)
    if scope["path"] != "/live" or scope["method"] != "GET":
        return await _refuse(send, 404, "not_found", "There is only GET /live here.", shared)
    try:
        guest = await asyncio.get_running_loop().run_in_executor(
            _desk, signing_in.guest, headers, scope["query_string"].decode("latin-1")
        )
    except signing_in.Away:
        return await _refuse(send, 503, "busy", "The office is very busy. Try again in a moment.", shared, 5)
    if guest is None:
        text = "This link no longer works. Ask your captain for a new link."
        return await _refuse(send, 401, "link_shut", text, shared)
    await _stream(guest, receive, send, shared)


async def _stream(guest: signing_in.Guest, receive, send, shared) -> None:
    start = [(b"content-type", b"text/event-stream"), (b"x-accel-buffering", b"no"), *_plain(), *shared]
    await send({"type": "http.response.start", "status": 200, "headers": start})
    listener = Listener(guest, send, asyncio.current_task())
    first = [event("build", {"build": signing_in.build()}), *(event("gone", g) for g in guest.pending)]
    if guest.switched:
        first.append(event("switched", guest.switched))
    await send(
        {"type": "http.response.body", "body": b"retry: 3000\n\n" + b"".join(first), "more_body": True}
    )
    hub.join(listener)
    try:
        if guest.told is not None:
            await _catch_up(guest, listener)
        while (await receive())["type"] != "http.disconnect":
            pass
    except asyncio.CancelledError:  # dropped, or the server closes
        listener.end()
    finally:
        hub.leave(listener)


async def _catch_up(guest: signing_in.Guest, listener: Listener) -> None:
    """Who was struck while the phone was away. If it cannot be asked now, the phone asks by itself."""
    try:
        missed = await asyncio.get_running_loop().run_in_executor(_desk, signing_in.missed, guest)
    except signing_in.Away:
        return
    listener.write(event("struck", missed))


def _ours(origin: str, host: str) -> bool:
    """A page of the same host, whatever its port, or of a name that the office is reached under."""
    name = urlsplit(origin).hostname or ""
    return name == host.strip("[]") or validate_host(name, settings.HOSTS)


def _sharing(origin: str) -> list[tuple[bytes, bytes]]:
    if not origin:
        return []
    return [
        (b"access-control-allow-origin", origin.encode()),
        (b"access-control-allow-credentials", b"true"),
        (b"access-control-allow-headers", b"authorization"),
        (b"access-control-max-age", b"86400"),
        (b"vary", b"origin"),
    ]


def _plain() -> list[tuple[bytes, bytes]]:
    return [(b"cache-control", b"no-store"), (b"x-content-type-options", b"nosniff")]


async def _refuse(send, status: int, code: str, text: str, shared, after: int | None = None) -> None:
    body = json.dumps({"code": code, "text": text, "retry": after is not None, "after": after}).encode()
    extra = [(b"retry-after", str(after).encode())] if after else []
    await _respond(send, status, body, [(b"content-type", b"application/json"), *extra, *shared])


async def _respond(send, status: int, body: bytes, headers) -> None:
    whole = [(b"content-length", str(len(body)).encode()), *_plain(), *headers]
    await send({"type": "http.response.start", "status": status, "headers": whole})
    await send({"type": "http.response.body", "body": body})
