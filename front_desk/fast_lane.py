"""The outbox goes past sessions, cookies and forms, which it has no use for: it signs in by token alone."""

from django.http import HttpResponseNotAllowed

from front_desk import outbox


class FastLane:
    """Outermost middleware: answers `/outbox` itself."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.path_info == "/outbox":
            if request.method != "POST":
                return HttpResponseNotAllowed(["POST"])
            return outbox.answer(request)
        return self.get_response(request)
