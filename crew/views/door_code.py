"""The code at the door of a shift: who holds a device's token checks in with one tap, others by name and number."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from crew import audience, shift_links, shifts, zone


@audience.anyone
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def here(request: HttpRequest, code: str) -> HttpResponse:
    """GET and POST /here/<code>: `name` and `phone`, as the team knows them."""
    shift = shift_links.shift(code)
    if shift is None:
        return render(request, "crew/no_such_shift.html", status=404)
    open_now, wrong = shifts.may_be_here(shift), ""
    if request.method == "POST" and open_now:
        wrong = _check_in(shift, request.POST.get("name", ""), request.POST.get("phone", ""))
        if not wrong:
            return redirect(f"{request.path}?welcome=1")
    context = {
        "shift": shift,
        "team": shift.team,
        "zone": zone.of(shift.team.area),
        "code": shift_links.code(shift),
        "open": open_now,
        "welcome": "welcome" in request.GET,
        "wrong": wrong,
        "typed": {key: request.POST.get(key, "")[:80] for key in ("name", "phone")},
    }
    return render(request, "crew/here.html", context, status=400 if wrong else 200)


@audience.volunteer
@require_POST
def by_device(request: HttpRequest, code: str) -> JsonResponse:
    """POST /here/<code>/device with a device's token: `{"name"}` of who is checked in, or why not."""
    shift = shift_links.shift(code)
    if shift is None:
        return _refusal("shift_unknown", _("This code is not known. Ask your captain."), 404)
    if not shifts.may_be_here(shift):
        return _refusal("shift_not_on", _("This shift is not on now. Ask your captain."), 409)
    if not shifts.belongs(shift, request.person):
        return _refusal("not_your_shift", _("This is another team's shift. Ask your captain."), 403)
    shifts.check_in_at(shift, request.person, "code", source="device")
    return JsonResponse({"name": request.person.name})


def _check_in(shift, name: str, phone: str) -> str:
    """Checks in; answers what is wrong, in words, or nothing."""
    try:
        person = shifts.known_at(shift, name, phone)
    except ValueError as error:
        return str(error)
    if person is None:
        return _("Nobody of the team has that name and number. Ask your captain: it takes a minute.")
    shifts.check_in_at(shift, person, "code")
    return ""


def _refusal(code: str, text: str, status: int) -> JsonResponse:
    return JsonResponse({"code": code, "text": text, "retry": False, "after": None}, status=status)
