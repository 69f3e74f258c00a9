"""My account: password, second keys, roles."""

from allauth.mfa.models import Authenticator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from crew import audience, second_key


@audience.staff()
def me(request: HttpRequest) -> HttpResponse:
    """GET /staff/me/"""
    keys = list(Authenticator.objects.filter(user=request.user).order_by("created_at"))
    context = {
        "app": next((key for key in keys if key.type == Authenticator.Type.TOTP), None),
        "passkeys": [key for key in keys if key.type == Authenticator.Type.WEBAUTHN],
        "codes": next((key for key in keys if key.type == Authenticator.Type.RECOVERY_CODES), None),
        "asked": second_key.wanted(request) and not second_key.has_one(request.user),
        "roles": request.person.roles.select_related("area").order_by("id"),
    }
    return render(request, "crew/me.html", context)
