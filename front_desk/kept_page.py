"""A volunteer's page that stays on the device: which files it is made of, the version of it all, its worker.

The page is the same for everybody and holds no voter; who is working is known to the device alone.
"""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.template.loader import get_template

from front_desk import office

STYLES = ("lib/tokens.css", "lib/screen.css")
FONTS = ("lib/fonts/atkinson-next-latin.woff2", "lib/fonts/atkinson-next-latin-ext.woff2")
ICON = "lib/icon.svg"


@dataclass(frozen=True)
class KeptPage:
    """`name` is the room's: its template is <name>/<name>.html, its code <name>.entry.js, its style <name>.css."""

    name: str

    @property
    def address(self) -> str:
        return f"/{self.name}/"

    def kept(self) -> list[str]:
        """URLs of all that the page needs when the office is away."""
        own = (f"{self.name}/{self.name}.js", *STYLES, f"{self.name}/{self.name}.css")
        return [staticfiles_storage.url(path) for path in (*own, *FONTS, ICON)]

    def version(self) -> str:
        """Changes when anything of the page does: the service worker then fetches it all anew."""
        template = Path(get_template(f"{self.name}/{self.name}.html").origin.name).read_bytes()
        parts = [office.build(), settings.CAMPAIGN, *self.kept()]
        return hashlib.sha256("\n".join(parts).encode() + template).hexdigest()[:16]

    def page(self, request: HttpRequest) -> HttpResponse:
        """The page; any other spelling of its address leads to it."""
        if request.path != self.address:
            return HttpResponsePermanentRedirect(self.address)
        response = render(request, f"{self.name}/{self.name}.html", {"build": office.build()})
        response["Cache-Control"] = "no-cache"
        return response

    def worker(self, request: HttpRequest) -> HttpResponse:
        """The service worker: its bytes change when any file of the page does; so browsers find new code."""
        values = {"page": self.address, "name": self.name, "version": self.version()}
        values["files"] = json.dumps(self.kept())
        response = render(request, "front_desk/sw.js", values, content_type="text/javascript")
        response["Cache-Control"] = "no-cache"
        return response
