"""The link by which staff are let in: set a password and go on."""

from allauth.account.internal.flows.login import record_authentication
from django.contrib.auth import login as sign_in
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from crew import audience, invitations, second_key
from crew.forms import PasswordForm

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@audience.anyone
@never_cache
@sensitive_post_parameters("password")
def welcome(request: HttpRequest, token: str) -> HttpResponse:
    """GET and POST /staff/welcome/<token>/. The link does not stand in for a second key that is set up."""
    invitation = invitations.of(token)
    if invitation is None:
        return render(request, "crew/welcome_over.html", status=410)
    form = PasswordForm(request.POST or None, login=invitation.login)
    if request.method != "POST" or not form.is_valid():
        return render(request, "crew/welcome.html", {"form": form, "invitation": invitation})
    if not invitations.accept(invitation, form.cleaned_data["password"]):
        return render(request, "crew/welcome_over.html", status=410)
    if second_key.has_one(invitation.login):
        return redirect("account_login")
    sign_in(request, invitation.login, BACKEND)
    # allauth asks for the password again before a key is added; it was typed a moment ago.
    record_authentication(request, invitation.login, "password", reauthenticated=True)
    return redirect("second_key")
