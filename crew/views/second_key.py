"""The stop between first sign-in and work, for roles that need a second key."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from crew import audience, second_key
from lib import page


@audience.anyone
@login_required
def stop(request: HttpRequest) -> HttpResponse:
    """GET /staff/second-key/: choose passkey or authenticator app; goes on by itself once there is one."""
    onward = request.GET.get("next", "")
    if not url_has_allowed_host_and_scheme(onward, {request.get_host()}):
        onward = page.first(request.whole_scope)
    if not second_key.missing(request):
        return redirect(onward)
    return render(request, "crew/second_key.html")
