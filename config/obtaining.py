"""A certificate that every phone trusts already, from a public authority, by way of certbot.

The authority asks for a file on port 80 of the name. The first time certbot answers itself, before the
office opens; renewals are answered by the running office (`config/plain_answers.py`).
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from config import certificates
from lib.postgres import Trouble


def first(domain: str, email: str | None, var: Path) -> certificates.Pair:
    """The kept certificate, or one obtained now. Raises Trouble when the authority does not give one."""
    pair = _pair(domain, var)
    if pair.certificate.exists() and certificates.days_left(pair.certificate) > 0:
        return pair
    failed = _certbot(domain, email, var, ["--standalone", "--http-01-port", "80"])
    if failed:
        raise Trouble(
            f"No certificate for {domain} could be had. Its name must lead to this machine, and port 80 must "
            f"be reachable from the internet.\n  certbot said: {failed}\n  Log: {var / 'log' / 'certbot'}"
        )
    return pair


def renew(domain: str, email: str | None, var: Path, say: Callable[[str], None]) -> None:
    """Renew when a third of its time is left; a failure is told and tried again at the next look."""
    webroot = var / "acme"
    webroot.mkdir(exist_ok=True)
    failed = _certbot(domain, email, var, ["--webroot", "--webroot-path", str(webroot)])
    if failed:
        left = certificates.days_left(_pair(domain, var).certificate)
        say(
            f"The certificate could not be renewed; it is good for {left:.0f} days more. "
            f"certbot said: {failed}"
        )


def _pair(domain: str, var: Path) -> certificates.Pair:
    live = var / "certbot" / "live" / domain
    return certificates.Pair(live / "fullchain.pem", live / "privkey.pem")


def _certbot(domain: str, email: str | None, var: Path, how: list[str]) -> str:
    """Run it; empty when well, else the end of what it said."""
    if find_spec("certbot"):
        program = [sys.executable, "-c", "import sys; from certbot.main import main; sys.exit(main())"]
    elif shutil.which("certbot"):
        program = ["certbot"]
    else:
        raise Trouble(
            "certbot is not installed: start with ./fieldoffice serve --domain, which brings it along."
        )
    logs = var / "log" / "certbot"
    logs.mkdir(parents=True, exist_ok=True)
    who = ["--email", email] if email else ["--register-unsafely-without-email"]
    folders = [
        "--config-dir",
        str(var / "certbot"),
        "--work-dir",
        str(var / "certbot"),
        "--logs-dir",
        str(logs),
    ]
    server = os.environ.get("FIELDOFFICE_ACME")  # another authority than Let's Encrypt
    command = [
        *program,
        "certonly",
        "--non-interactive",
        "--agree-tos",
        "--keep-until-expiring",
        *who,
        *folders,
    ]
    command += ["--cert-name", domain, "--domain", domain, *how, *(["--server", server] if server else [])]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode == 0:
        return ""
    lines = [line.strip() for line in (done.stdout + done.stderr).splitlines() if line.strip()]
    return next((line for line in lines if line.startswith("Detail:")), " / ".join(lines[-3:]))[:600]
