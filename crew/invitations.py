"""A member of staff is let in by a link: no mail server is needed, and a forgotten password takes seconds."""

import hashlib
import secrets
from datetime import timedelta

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse

from crew import audit_log
from crew.models import Invitation, Login, Person
from lib import clock

HOURS = 48


def invite(login: Login, by: Person | None, resets_keys: bool = False) -> str:
    """A token for `/staff/welcome/<token>/`, shown once; links made before for this login stop working.

    With `resets_keys` its use also forgets passkeys and authenticator app, for someone who lost the phone.
    """
    token = secrets.token_urlsafe(24)
    present = clock.now()
    with transaction.atomic():
        login.invitations.filter(used_at=None).update(expires_at=present)
        Invitation.objects.create(
            login=login,
            token_hash=_hash(token),
            made_by=by,
            made_at=present,
            expires_at=present + timedelta(hours=HOURS),
            resets_keys=resets_keys,
        )
        audit_log.note(by, "made sign-in link", for_person=login.person_id, resets_keys=resets_keys)
    return token


def address(request: HttpRequest, token: str) -> str:
    return request.build_absolute_uri(reverse("welcome", args=[token]))


def of(token: str) -> Invitation | None:
    """The open invitation whose token this is; None if unknown, used, replaced or too old."""
    found = Invitation.objects.select_related("login__person", "made_by").filter(token_hash=_hash(token))
    return found.filter(used_at=None, expires_at__gt=clock.now(), login__is_active=True).first()


def accept(invitation: Invitation, password: str) -> bool:
    """Sets the password, once: False when someone else was quicker."""
    with transaction.atomic():
        mine = Invitation.objects.filter(pk=invitation.pk, used_at=None).update(used_at=clock.now())
        if not mine:
            return False
        login = invitation.login
        if invitation.resets_keys:
            Authenticator.objects.filter(user=login).delete()
        login.set_password(password)
        login.save(update_fields=["password"])
        audit_log.note(login.person, "set a password", by_link=invitation.pk)
    return True


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
