"""PUT /blobs/<sha256>: a photo in pieces, as docs/outbox.md has it."""

import re

from django.core.exceptions import RequestDataTooBig
from django.http import JsonResponse
from django.views.decorators.http import require_http_methods

from crew import audience
from front_desk import blobs

RANGE = re.compile(r"bytes (?:\*|(\d{1,9})-(\d{1,9}))/(\d{1,9})")


@audience.volunteer
@require_http_methods(["PUT"])
def blob(request, name: str) -> JsonResponse:
    """A piece with its Content-Range, or `bytes */<size>` to ask -> {"have": bytes, "whole": bool}."""
    found = RANGE.fullmatch(request.headers.get("Content-Range", ""))
    try:
        piece = request.body
    except RequestDataTooBig:
        return _refusal("too_large", "Send it in pieces of at most 256 KiB.", 413)
    if found is None or (found[1] is not None and int(found[2]) - int(found[1]) + 1 != len(piece)):
        return _refusal("malformed", "Say with Content-Range which part of the photo this is.", 400)
    start, size = (int(found[1]) if found[1] else None), int(found[3])
    try:
        have = blobs.take(name, request.device.pk, start, size, piece)
    except blobs.Refused as refused:
        return _refusal(refused.code, refused.text, 413 if refused.code == "too_large" else 422)
    whole = have == size and blobs.path_of(name).exists()
    return JsonResponse({"have": have, "whole": whole}, status=200 if whole else 202)


def _refusal(code: str, text: str, status: int) -> JsonResponse:
    return JsonResponse({"code": code, "text": text, "retry": False, "after": None}, status=status)
