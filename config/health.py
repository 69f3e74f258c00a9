"""Whether the office answers: for a monitor elsewhere, a load balancer, and the start itself."""

from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse

from crew import audience

RETRY = 5  # seconds


@audience.anyone
def health(request: HttpRequest) -> JsonResponse:
    """GET /health: 200 `{"well": true}` when the database answers, else 503. Says nothing of the campaign."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("select 1")
        return JsonResponse({"well": True}, headers={"Cache-Control": "no-store"})
    except DatabaseError:
        headers = {"Cache-Control": "no-store", "Retry-After": str(RETRY)}
        return JsonResponse({"well": False}, status=503, headers=headers)
