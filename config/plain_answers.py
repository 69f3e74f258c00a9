"""What is said in plain HTTP when the office itself speaks HTTPS."""

import os
import re
from pathlib import Path
from urllib.parse import quote

TOKEN = re.compile(r"[A-Za-z0-9_-]{1,128}")  # RFC 8555, 8.3
HOST = re.compile(r"(?:[A-Za-z0-9._-]{1,253}|\[[0-9A-Fa-f:.%]{2,60}\])(?::\d{1,5})?")


def answer(head: bytes, here: tuple) -> bytes:
    """The whole reply to a request's head; `here` is the socket's own (address, port)."""
    try:
        lines = head.decode("latin-1").split("\r\n")
        method, target, _version = lines[0].split(" ")
    except ValueError:
        return _reply("400 Bad Request", b"This is not a web request.\n")
    if method not in ("GET", "HEAD"):
        return _reply("403 Forbidden", b"Nothing is taken over plain HTTP. Use https://\n")
    path = target.partition("?")[0]
    if path.startswith("/.well-known/acme-challenge/"):
        return _challenge(path.rpartition("/")[2])
    if path in ("/trust", "/trust/"):
        return _trust(_host(lines, here))
    if path == "/trust/office.crt":
        return _certificate()
    return _onward(_host(lines, here), target)


def _host(lines: list[str], here: tuple) -> str:
    """The name the visitor used, without port; our own address when they named none or nonsense."""
    named = next((line[5:].strip() for line in lines[1:] if line[:5].lower() == "host:"), "")
    if not HOST.fullmatch(named):
        address = here[0].removeprefix("::ffff:")
        return f"[{address}]" if ":" in address else address
    return re.sub(r":\d+$", "", named)


def _onward(host: str, target: str) -> bytes:
    # not a permanent redirect: phones would remember it after the office has moved
    port = os.environ.get("FIELDOFFICE_PORT", "443")
    target = quote(target, safe="/?&=%#+,:;@!$'()*~-._") if target.startswith("/") else "/"
    where = f"https://{host}{'' if port == '443' else ':' + port}{target}"
    return _reply("307 Temporary Redirect", f"{where}\n".encode(), Location=where)


def _challenge(token: str) -> bytes:
    path = Path(os.environ["FIELDOFFICE_VAR"]) / "acme" / ".well-known" / "acme-challenge" / token
    if TOKEN.fullmatch(token) and path.is_file():
        return _reply("200 OK", path.read_bytes())
    return _reply("404 Not Found", b"No such challenge.\n")


def _trust(host: str) -> bytes:
    if not _authority().exists():
        return _onward(host, "/")
    from django.template.loader import render_to_string

    from config import certificates

    port = os.environ.get("FIELDOFFICE_PORT", "443")
    office = f"https://{host}{'' if port == '443' else ':' + port}/"
    words = {"office": office, "fingerprint": certificates.fingerprint(_authority().read_bytes())}
    page = render_to_string("config/trust.html", words).encode()
    return _reply("200 OK", page, "text/html; charset=utf-8")


def _certificate() -> bytes:
    if not _authority().exists():
        return _reply("404 Not Found", b"This office has a certificate that phones trust already.\n")
    return _reply("200 OK", _authority().read_bytes(), "application/x-x509-ca-cert")


def _authority() -> Path:
    return Path(os.environ.get("FIELDOFFICE_AUTHORITY") or "/nonexistent")


def _reply(status: str, body: bytes, kind: str = "text/plain; charset=utf-8", **headers: str) -> bytes:
    lines = {"Content-Type": kind, "Content-Length": str(len(body)), "Connection": "close"} | headers
    lines |= {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    return f"HTTP/1.1 {status}\r\n{head}\r\n".encode("latin-1") + body
