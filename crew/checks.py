"""fieldoffice.E001: every view states its audience, or the program does not start."""

from collections.abc import Iterator

from django.core.checks import Error, Tags, register
from django.urls import URLPattern, get_resolver

# Views by others, which carry no decorator of ours: who may open each, and what in their own code sees to it.
DECLARED = {
    "allauth.account.views.LoginView": "anyone: this is the sign-in page",
    "allauth.account.views.LogoutView": "anyone: signing out twice does no harm",
    "allauth.account.views.AccountInactiveView": "anyone: says that a login is closed",
    "allauth.account.views.ReauthenticateView": "itself: login_required",
    "allauth.account.views.PasswordChangeView": "itself: login_required, and asks for the password again",
    "allauth.mfa.base.views.IndexView": "itself: login_required",
    "allauth.mfa.base.views.AuthenticateView": "itself: only midway through a sign-in",
    "allauth.mfa.base.views.ReauthenticateView": "itself: login_required",
    "allauth.mfa.totp.views.ActivateTOTPView": "itself: recently signed in",
    "allauth.mfa.totp.views.DeactivateTOTPView": "itself: recently signed in",
    "allauth.mfa.recovery_codes.views.GenerateRecoveryCodesView": "itself: recently signed in",
    "allauth.mfa.recovery_codes.views.ViewRecoveryCodesView": "itself: recently signed in",
    "allauth.mfa.recovery_codes.views.DownloadRecoveryCodesView": "itself: recently signed in",
    "allauth.mfa.webauthn.views.ListWebAuthnView": "itself: login_required",
    "allauth.mfa.webauthn.views.AddWebAuthnView": "itself: recently signed in",
    "allauth.mfa.webauthn.views.EditWebAuthnView": "itself: recently signed in, own keys only",
    "allauth.mfa.webauthn.views.RemoveWebAuthnView": "itself: recently signed in, own keys only",
    "allauth.mfa.webauthn.views.LoginWebAuthnView": "anyone: sign-in by passkey",
    "allauth.mfa.webauthn.views.ReauthenticateWebAuthnView": "itself: login_required",
    "django.views.i18n.set_language": "anyone: chooses a language for the session",
}


def named(view) -> str:
    """A view's dotted name; of a class-based view, the class's."""
    thing = getattr(view, "view_class", view)
    return f"{thing.__module__}.{thing.__qualname__}"


def undeclared(patterns, prefix: str = "") -> Iterator[tuple[str, str]]:
    """(route, view) of every view under `patterns` that does not say who may open it."""
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if not isinstance(pattern, URLPattern):
            yield from undeclared(pattern.url_patterns, route)
        elif not hasattr(pattern.callback, "audience") and named(pattern.callback) not in DECLARED:
            yield route, named(pattern.callback)


@register(Tags.urls)
def every_view_states_its_audience(app_configs=None, **kwargs) -> list[Error]:
    return [
        Error(
            f"/{route} ({view}) does not say for whom it is.",
            hint="Put @audience.anyone, .volunteer, .staff(…) or .office above the view (crew/audience.py).",
            id="fieldoffice.E001",
        )
        for route, view in undeclared(get_resolver().url_patterns)
    ]
