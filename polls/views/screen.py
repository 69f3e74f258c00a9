"""The page itself and the service worker that keeps it; neither holds any voter."""

from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from crew import audience
from front_desk.kept_page import KeptPage

PAGE = KeptPage("polls")


@audience.anyone
@require_safe
@gzip_page  # nothing secret is in it that its size could tell
def screen(request):
    """GET /polls/: the same page for everybody."""
    return PAGE.page(request)


@audience.anyone
@require_safe
@gzip_page
def service_worker(request):
    """GET /polls/sw.js"""
    return PAGE.worker(request)
