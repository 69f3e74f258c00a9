"""The caller's page without any voter: which files it is made of, and the version of it all."""

import hashlib
from functools import cache
from pathlib import Path

from django.contrib.staticfiles.storage import staticfiles_storage
from django.template.loader import get_template

from front_desk import office

ROOMS = Path(__file__).resolve().parent.parent
STYLES = ("lib/tokens.css", "calls/calls.css")
FONTS = ("lib/fonts/atkinson-next-latin.woff2", "lib/fonts/atkinson-next-latin-ext.woff2")
ICON = "lib/icon.svg"
JOINING = ("calls/join.js", "lib/outbox/device.js", "lib/outbox/exchange.js", "lib/outbox/people.js")
JOINING_NEEDS = [f"lib/outbox/{name}.js" for name in ("batch", "reply", "retry", "steady", "store", "uuid7")]
LAZY = "calls/later/"  # fetched once the first voter is on the screen


@cache
def modules() -> tuple[str, ...]:
    """Static paths of the page's JavaScript modules, the entry first."""
    calls = ROOMS / "calls/static"
    lib = ROOMS / "lib/static"
    found = [str(p.relative_to(calls)) for p in sorted(calls.glob("calls/**/*.js"))]
    found += [str(p.relative_to(lib)) for p in sorted(lib.glob("lib/outbox/*.js"))]
    found += ["lib/vendor/idb.js"]
    main = "calls/main.js"
    return (main, *(path for path in found if path not in {main, JOINING[0]}))


def urls(paths) -> list[str]:
    return [staticfiles_storage.url(path) for path in paths]


def preload() -> list[str]:
    """URLs of the modules that the first voter needs, so that they come at once and not one after another."""
    return urls(path for path in modules() if not path.startswith(LAZY))


def join_modules() -> list[str]:
    """URLs of the modules of the join page, its entry first."""
    return urls((*JOINING, *JOINING_NEEDS, "lib/vendor/idb.js"))


def kept() -> list[str]:
    """URLs of all that the page needs when the office is away."""
    return urls((*STYLES, *modules(), *FONTS, ICON))


def version() -> str:
    """Changes when anything of the page does: the service worker then fetches it all anew."""
    template = Path(get_template("calls/calls.html").origin.name).read_bytes()
    parts = [office.build(), *kept()]
    return hashlib.sha256("\n".join(parts).encode() + template).hexdigest()[:16]
