"""Staff: who has which role where; invite, give and end roles, hand out a new sign-in link."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from crew import audience, invitations, reads, roles, second_key
from crew.forms import RoleForm, StaffForm
from crew.models import Person, Role
from lib import door

MANAGERS = audience.staff("field_director", "help_desk")


@MANAGERS
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def staff(request: HttpRequest) -> HttpResponse:
    """GET and POST /staff/staff/?person=<id>: everyone with a role in scope, and the form for one more."""
    volunteer = request.GET.get("person", "")
    volunteer = reads.person(request.scope, int(volunteer)) if volunteer.isdigit() else None
    form = _form(StaffForm, request, volunteer)
    if request.method == "POST" and form.is_valid():
        return _invite(request, form, volunteer)
    found = list(reads.staff(request.scope))
    for person in found:
        person.guarded = second_key.has_one(person.login)
        person.asked = any(role.name in second_key.BEYOND_CAPTAIN for role in person.roles.all())
        person.may_let_in = roles.may_let_in(request.whole_scope, person)
    context = {"staff": found, "form": form, "volunteer": volunteer, "may_give": roles.gives(request.scope)}
    return render(request, "crew/staff.html", context, status=400 if form.errors else 200)


def _form(kind, request: HttpRequest, volunteer: Person | None = None):
    given = {"name": volunteer.name, "email": volunteer.email} if volunteer else {}
    return kind(
        request.POST if request.method == "POST" else None,
        initial={"role": "captain", **given},
        roles=roles.gives(request.scope),
        areas=reads.areas(request.scope),
        everywhere=request.scope.everywhere,
    )


def _invite(request: HttpRequest, form: StaffForm, volunteer: Person | None) -> HttpResponse:
    said, area = form.cleaned_data, form.cleaned_data["area"]
    if not roles.may_give(request.scope, said["role"], area) or hasattr(volunteer, "login"):
        raise PermissionDenied
    login = roles.new_staff(said["name"], said["email"], request.person, volunteer)
    roles.give(login.person, said["role"], area, request.person)
    return _show_link(request, login.person)


def _show_link(request: HttpRequest, person: Person, resets_keys: bool = False) -> HttpResponse:
    token = invitations.invite(person.login, request.person, resets_keys)
    url = invitations.address(request, token)
    context = {"found": person, "url": url, "hours": invitations.HOURS, "resets_keys": resets_keys}
    return render(request, "crew/sign_in_link.html", context)


@MANAGERS
@never_cache
@require_POST
def sign_in_link(request: HttpRequest, pk: int) -> HttpResponse:
    """POST /staff/staff/<person id>/link/: shown once; `keys` also forgets the second keys (office alone)."""
    person = get_object_or_404(Person, pk=pk, login__isnull=False)
    if not roles.may_let_in(request.whole_scope, person):
        raise PermissionDenied
    resets_keys = bool(request.POST.get("keys"))
    if resets_keys and "office" not in request.scope.roles:
        raise PermissionDenied
    return _show_link(request, person, resets_keys)


@audience.staff("field_director")
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """GET and POST /staff/staff/<person id>/: their roles, and one more."""
    person = get_object_or_404(reads.staff(request.scope), pk=pk)
    form = _form(RoleForm, request)
    if request.method == "POST" and form.is_valid():
        role, area = form.cleaned_data["role"], form.cleaned_data["area"]
        if not roles.may_give(request.scope, role, area):
            raise PermissionDenied
        try:
            roles.give(person, role, area, request.person)
        except door.Refused:
            messages.info(request, _("They have that role there already."))
        return redirect("staff_member", pk)
    held = list(person.roles.select_related("area").order_by("id"))
    for role in held:
        role.may_end = roles.may_give(request.scope, role.name, role.area_id)
    context = {"found": person, "roles": held, "form": form}
    context["may_let_in"] = roles.may_let_in(request.whole_scope, person)
    context["office"] = "office" in request.scope.roles
    return render(request, "crew/staff_member.html", context, status=400 if form.errors else 200)


@audience.staff("field_director")
@require_POST
def end_role(request: HttpRequest, pk: int) -> HttpResponse:
    """POST /staff/roles/<id>/end/"""
    role = get_object_or_404(Role, pk=pk)
    if not roles.may_give(request.scope, role.name, role.area_id):
        raise PermissionDenied
    if roles.last_office_manager(role):
        messages.error(request, _("This is the last office manager: give the role to someone else first."))
    else:
        roles.end(role, request.person)
        messages.success(request, _("✓ The role is ended; the pages it opened are closed at once."))
    return redirect("staff")
