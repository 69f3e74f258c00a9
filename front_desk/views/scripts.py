"""What a device fetches besides its outbox."""

from django.http import Http404, JsonResponse

from crew import audience
from lists.models import ScriptVersion


@audience.volunteer
def script(request, version: int):
    """GET /scripts/<version>.json: a script version, which never changes and may be kept for ever."""
    body = ScriptVersion.objects.filter(pk=version).values_list("body", flat=True).first()
    if body is None:
        raise Http404
    response = JsonResponse(body)
    response["Cache-Control"] = "private, max-age=31536000, immutable"
    return response
