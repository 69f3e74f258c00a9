"""Which certificate the office shows, and who looks after it."""

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from config import addresses, certificates, obtaining
from lib.postgres import Trouble

LOOPBACK = ("127.0.0.1", "localhost", "::1")
HOUR, DAY = 3600.0, 86400.0


@dataclass
class Https:
    """How the office is reached.

    `names`: hosts it answers to; `pair`: certificate and key, None for plain HTTP; `authority`: the
    certificate phones must be told to trust, if any; `look`: called every `every` seconds, True when the
    files of `pair` are new.
    """

    host: str
    names: list[str] = field(default_factory=list)
    pair: certificates.Pair | None = None
    authority: Path | None = None
    look: Callable[[], bool] | None = None
    every: float = HOUR
    proxied: bool = False


def choose(args, var: Path, say: Callable[[str], None]) -> Https:
    """What `serve`'s arguments ask for. Raises Trouble with what to write instead when they cannot be met."""
    if sum(map(bool, (args.lan, args.cert, args.domain))) > 1:
        raise Trouble("Choose one of --lan, --cert and --domain.")
    if bool(args.cert) != bool(args.key):
        raise Trouble("--cert and --key belong together: both are files in PEM.")
    if args.lan:
        return _local(args, var)
    if args.cert:
        return _given(args)
    if args.domain:
        return _obtained(args, var, say)
    host = args.host or "127.0.0.1"
    if args.behind_proxy and not os.environ.get("FIELDOFFICE_HOSTS"):
        raise Trouble(
            "Behind a proxy the office must know its name: FIELDOFFICE_HOSTS=office.example.org before the command."
        )
    if host not in LOOPBACK and not args.behind_proxy:
        raise Trouble(
            f"On {host} others reach this office, and phones take it in only over HTTPS. Say --lan for the "
            "people in this room, --domain NAME on the internet, --cert FILE --key FILE with a certificate "
            "you have, or --behind-proxy when an HTTPS proxy of yours stands before it."
        )
    return Https(host, proxied=args.behind_proxy)


def _local(args, var: Path) -> Https:
    def look() -> bool:
        return certificates.office_pair(var / "ca")[1]

    pair, _new = certificates.office_pair(var / "ca")
    names = [*addresses.names(), *addresses.addresses()]
    return Https(args.host or "0.0.0.0", names, pair, var / "ca" / "office.crt", look)


def _given(args) -> Https:
    pair = certificates.Pair(args.cert.resolve(), args.key.resolve())
    wrong = certificates.fits(pair)
    if wrong:
        raise Trouble(wrong)
    named = sorted(certificates.named(pair.certificate))
    names = [name for name in named if not name.startswith("*")]
    if not names and not os.environ.get("FIELDOFFICE_HOSTS"):
        raise Trouble(
            f"The certificate is for {', '.join(named) or 'no name'}: say which name people use, "
            "FIELDOFFICE_HOSTS=office.example.org before the command."
        )
    return Https(args.host or "0.0.0.0", names, pair, None, _changes(pair))


def _obtained(args, var: Path, say: Callable[[str], None]) -> Https:
    if args.port != 443:
        raise Trouble(
            "--domain needs --port 443, and port 80 beside it for the certificate authority to ask."
        )
    say(f"Looking after the certificate of {args.domain} …")
    pair = obtaining.first(args.domain, args.email, var)
    changed = _changes(pair)

    def look() -> bool:
        obtaining.renew(args.domain, args.email, var, say)
        return changed()

    return Https(args.host or "0.0.0.0", [args.domain], pair, None, look, DAY / 2)


def _changes(pair: certificates.Pair) -> Callable[[], bool]:
    """True once after each time the files were replaced by ones that work."""
    seen = [_times(pair)]

    def look() -> bool:
        if _times(pair) == seen[0] or certificates.fits(pair):
            return False
        seen[0] = _times(pair)
        return True

    return look


def _times(pair: certificates.Pair) -> tuple:
    return tuple(os.stat(path).st_mtime_ns if path.exists() else 0 for path in (pair.certificate, pair.key))
