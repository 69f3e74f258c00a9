"""The devices volunteers work from: each has a token, and the database only its hash."""

import hashlib
import hmac
from uuid import UUID

from django.conf import settings

from crew.models import Device


def token_for(client: UUID, device_id: int) -> str:
    """The device's token: derived, so that a join asked twice is answered with the same one (43 characters).

    Whoever has both the office's secret and the ids could make it; the database alone cannot.
    """
    message = f"device:{client}:{device_id}".encode()
    digest = hmac.new(settings.SECRET_KEY.encode(), message, hashlib.sha256).hexdigest()
    return f"fo1_{digest[:48]}"


def token_hash(token: str) -> bytes:
    """SHA-256 of the token, as `Device.token_hash` keeps it."""
    return hashlib.sha256(token.encode()).digest()


def of(token: str) -> Device | None:
    """The open device whose token this is, with its person and team; None if unknown or shut."""
    if not token or len(token) > 200:
        return None
    device = (
        Device.objects.select_related("person__team")
        .filter(token_hash=token_hash(token), shut_at=None)
        .first()
    )
    return device
