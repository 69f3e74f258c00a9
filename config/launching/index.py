"""The package index as this machine has it configured: PyPI, or a company's mirror of it."""

import configparser
import hashlib
import json
import os
import re
import ssl
import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from config.launching.said import Trouble

PYPI = "https://pypi.org/simple"
JSON = "application/vnd.pypi.simple.v1+json"


def address():
    """URL of the simple index: uv's variables, pip's variable, pip's files, else PyPI."""
    named = [os.environ.get(name) for name in ("UV_DEFAULT_INDEX", "UV_INDEX_URL", "PIP_INDEX_URL")]
    return (next(filter(None, [*named, _of_pip("index-url")]), None) or PYPI).rstrip("/")


def certificates():
    """File of certificates to trust when the machine names one (companies often look into HTTPS)."""
    named = [os.environ.get(name) for name in ("SSL_CERT_FILE", "PIP_CERT", "REQUESTS_CA_BUNDLE")]
    return next(filter(None, [*named, _of_pip("cert")]), None)


def files(package):
    """{file name: URL} of everything the index has of a package."""
    at = f"{address()}/{package}/"
    body, kind = fetch(at, JSON + ", text/html;q=0.5")
    if "json" in kind:
        return {file["filename"]: urljoin(at, file["url"]) for file in json.loads(body)["files"]}
    links = re.findall(r'href="([^"]+)"', body.decode("utf-8", "replace"))
    return {urlsplit(link).path.rpartition("/")[2]: urljoin(at, link) for link in links}


def download(url, hashes):
    """The file's bytes; raises Trouble unless their sha256 is among `hashes`."""
    data, _kind = fetch(url, "*/*")
    if hashlib.sha256(data).hexdigest() not in hashes:
        raise Trouble(
            "{} is not the file this version was made with; it is not used.".format(url.split("#")[0])
        )
    return data


def fetch(url, accept):
    """(body, content type); raises Trouble with a sentence when the index cannot be reached."""
    request = urllib.request.Request(url, headers={"Accept": accept, "User-Agent": "fieldoffice"})
    try:
        context = ssl.create_default_context(cafile=certificates())
        with urllib.request.urlopen(request, timeout=60, context=context) as reply:
            return reply.read(), reply.headers.get("Content-Type", "")
    except (OSError, urllib.error.URLError) as error:
        host = urlsplit(url).hostname
        raise Trouble(
            "cannot reach the package index ({}: {}). Check the network, or name another index "
            "with PIP_INDEX_URL.".format(host, getattr(error, "reason", error))
        ) from error


def _of_pip(option):
    """A value from pip's own configuration files; the later files win, as with pip."""
    home = Path(os.path.expanduser("~"))
    config = Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config")
    places = [Path("/etc/pip.conf"), home / ".pip" / "pip.conf", config / "pip" / "pip.conf"]
    parser = configparser.RawConfigParser()
    try:
        parser.read([str(p) for p in [*places, os.environ.get("PIP_CONFIG_FILE")] if p])
    except (configparser.Error, UnicodeDecodeError):
        return None
    value = parser.get("global", option, fallback=None)
    return value.strip() if value else None
