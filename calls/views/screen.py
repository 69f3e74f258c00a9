"""The page itself and the service worker that keeps it. Neither holds any voter: those come by the outbox."""

import json

from django.http import HttpResponsePermanentRedirect
from django.shortcuts import render
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from calls import shell
from crew import audience
from front_desk import office


@audience.anyone
@require_safe
@gzip_page  # nothing secret is in it that its size could tell
def screen(request):
    """GET /calls/: the same page for everybody; who is calling is known to the device alone."""
    if request.path != "/calls/":
        return HttpResponsePermanentRedirect("/calls/")
    response = render(request, "calls/calls.html", {"build": office.build()})
    response["Cache-Control"] = "no-cache"
    return response


@audience.anyone
@require_safe
@gzip_page
def service_worker(request):
    """GET /calls/sw.js: its bytes change when any file of the page does; so browsers find new code."""
    values = {"version": shell.version(), "files": json.dumps(shell.kept())}
    response = render(request, "calls/sw.js", values, content_type="text/javascript")
    response["Cache-Control"] = "no-cache"
    return response
