"""Open the office on this machine and keep it open."""

import os
from pathlib import Path

HELP = "open the office on this machine; Ctrl-C closes it"
DJANGO = False  # the supervisor stays small; its children load what they need


def arguments(parser) -> None:
    parser.add_argument("--host", help="address to listen on (default 127.0.0.1; all with a certificate)")
    parser.add_argument(
        "--port", type=int, default=8000, help="port for people; the next one is for live updates"
    )
    parser.add_argument(
        "--workers", type=int, default=max(2, min(os.cpu_count() or 2, 16)), help="web processes"
    )
    parser.add_argument("--threads", type=int, default=12, help="requests at a time in each web process")
    parser.add_argument(
        "--lan", action="store_true", help="HTTPS for the people in this room, without internet"
    )
    parser.add_argument("--cert", type=Path, help="certificate with its chain (PEM)")
    parser.add_argument("--key", type=Path, help="key of the certificate (PEM)")
    parser.add_argument("--domain", help="obtain and renew a certificate for this name (with --port 443)")
    parser.add_argument("--email", help="where the certificate authority writes to, with --domain")
    parser.add_argument("--plain-port", type=int, help="also send people from this http port to https")
    parser.add_argument(
        "--behind-proxy", action="store_true", help="an HTTPS proxy of yours stands before it"
    )
    parser.add_argument(
        "--json", action="store_true", help="once it is open, one JSON document on standard output"
    )


def run(args) -> int:
    from config import document
    from config.opening import open_office

    with document.of_an_opening(args.json) as tell:
        return open_office(
            args,
            Path(os.environ["FIELDOFFICE_VAR"]),
            lambda url: tell(opened(args, url)) if tell else announce(args, url),
        )


def opened(args, url: str) -> dict:
    """What a program needs to know of an open office; `trust` is where phones get its certificate, or null."""
    return {"open": True, "url": url, "trust": trust(url) if args.lan else None}


def trust(url: str) -> str:
    return f"{url.replace('https', 'http', 1)}trust"


def announce(args, url: str) -> None:
    print(f"The office is open: {url}", flush=True)
    if args.lan:
        print(f"  Phones first need to trust it, once: {trust(url)}", flush=True)
    print("  Ctrl-C closes it.", flush=True)
