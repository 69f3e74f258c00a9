"""How staff sign in: allauth, without sign-up; limits count against the login tried, never the address."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from crew.scope import Scope
from lib import page


class InvitedOnly(DefaultAccountAdapter):
    """Nobody signs up; no mail is sent, because an office may have no mail server at all."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _(
            "That e-mail address and password do not go together. Forgotten it? Your office manager or the "
            "help desk gives you a new link in seconds."
        ),
        "too_many_login_attempts": _(
            "Ten wrong tries for this address. Wait five minutes, or ask your office manager or the help "
            "desk for a new link, which works at once."
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """Nothing: what allauth would mail (a key was added …) is in the audit log."""

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """The first main page that opens for them: a captain is not led to a page for directors."""
        return page.first(Scope(request.user.person))

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return "/staff/me/"
