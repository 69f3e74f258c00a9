"""The caller's page without any voter: which files it is made of, and the version of it all."""

import hashlib
from pathlib import Path

from django.contrib.staticfiles.storage import staticfiles_storage
from django.template.loader import get_template

from front_desk import office

CODE = "calls/calls.js"  # calls.entry.js and all that it imports, see lib/joined_modules.py
STYLES = ("lib/tokens.css", "calls/calls.css")
FONTS = ("lib/fonts/atkinson-next-latin.woff2", "lib/fonts/atkinson-next-latin-ext.woff2")
ICON = "lib/icon.svg"


def kept() -> list[str]:
    """URLs of all that the page needs when the office is away."""
    return [staticfiles_storage.url(path) for path in (CODE, *STYLES, *FONTS, ICON)]


def version() -> str:
    """Changes when anything of the page does: the service worker then fetches it all anew."""
    template = Path(get_template("calls/calls.html").origin.name).read_bytes()
    parts = [office.build(), *kept()]
    return hashlib.sha256("\n".join(parts).encode() + template).hexdigest()[:16]
