"""A volunteer's page that stays on the device: which files it is made of, the version of it all, its worker.

The page is the same for everybody and holds no voter; who is working is known to the device alone.
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.template.loader import get_template
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from crew import audience
from front_desk import office

STYLES = ("lib/tokens.css", "lib/screen.css")
FONTS = ("lib/fonts/atkinson-next-latin.woff2", "lib/fonts/atkinson-next-latin-ext.woff2")
ICON = "lib/icon.svg"
FRAME = "front_desk/kept_page.html"


@dataclass(frozen=True)
class KeptPage:
    """`name` is the room's: its template is <name>/<name>.html, its code <name>.entry.js, its style <name>.css.

    The template extends `front_desk/kept_page.html`.
    """

    name: str

    @property
    def address(self) -> str:
        return f"/{self.name}/"

    @property
    def template(self) -> str:
        return f"{self.name}/{self.name}.html"

    @property
    def code(self) -> str:
        return f"{self.name}/{self.name}.js"

    @property
    def style(self) -> str:
        return f"{self.name}/{self.name}.css"

    def kept(self) -> list[str]:
        """URLs of all that the page needs when the office is away."""
        own = (self.code, *STYLES, self.style)
        return [staticfiles_storage.url(path) for path in (*own, *FONTS, ICON)]

    def version(self) -> str:
        """Changes when anything of the page does: the service worker then fetches it all anew."""
        files = [get_template(name).origin.name for name in (self.template, FRAME)]
        parts = [
            office.build(),
            str(settings.CAMPAIGN),
            *self.kept(),
            *(Path(file).read_text() for file in files),
        ]
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]

    def page(self, request: HttpRequest) -> HttpResponse:
        """The page; any other spelling of its address leads to it."""
        if request.path != self.address:
            return HttpResponsePermanentRedirect(self.address)
        context = {"build": office.build(), "code": self.code, "style": self.style}
        response = render(request, self.template, context)
        response["Cache-Control"] = "no-cache"
        return response

    def worker(self, request: HttpRequest) -> HttpResponse:
        """The service worker: its bytes change when any file of the page does; so browsers find new code."""
        values = {"page": self.address, "name": self.name, "version": self.version()}
        values["files"] = json.dumps(self.kept())
        response = render(request, "front_desk/sw.js", values, content_type="text/javascript")
        response["Cache-Control"] = "no-cache"
        return response

    def views(self) -> tuple[Callable, Callable]:
        """GET the page and GET its service worker, for the room's urls."""
        return _for_everybody(self.page), _for_everybody(self.worker)


def _for_everybody(answer: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    @audience.anyone
    @require_safe
    @gzip_page  # nothing secret is in it that its size could tell
    def view(request: HttpRequest) -> HttpResponse:
        return answer(request)

    return view
