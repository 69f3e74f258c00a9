"""Second keys as allauth keeps them: secrets encrypted, names that say which key it is."""

import base64
import hashlib

from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.utils.translation import gettext as _

from lib import qr


class Keys(DefaultMFAAdapter):
    """A copy of the database alone makes no codes: what it keeps is encrypted with the office's secret."""

    def encrypt(self, text: str) -> str:
        return _fernet().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _fernet().decrypt(encrypted_text.encode()).decode()

    def build_totp_svg(self, url: str) -> str:
        return qr.svg(url)

    def get_totp_issuer(self) -> str:
        return str(settings.CAMPAIGN)

    def send_notification_mail(self, *args, **kwargs) -> None:
        """No mail (see `crew.signing_in`); the audit log has it."""

    def generate_authenticator_name(self, user, type) -> str:
        return _("This phone or computer")

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {**super().get_public_key_credential_rp_entity(), "name": str(settings.CAMPAIGN)}


def _fernet() -> Fernet:
    key = hashlib.sha256(b"second keys:" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))
