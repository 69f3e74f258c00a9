"""The mapping screen: which column of any CSV is what, guessed from names and values, saved as a layout."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from crew import audience
from lib import clock
from roll import layout as layouts
from roll import words
from roll.fields import FIELDS
from roll.loading import choosing, guessing, keeping, steps
from roll.models import SavedLayout
from roll.reading import look
from roll.views.loads import ROLES, send_to_be_read

PREVIEW, SAMPLES = 5, 3
MAPPED = [role for role in ROLES[1:] if role[0] != "vip"]  # a feed has columns of its own


@audience.staff("data_director")
@require_http_methods(["GET", "HEAD", "POST"])
def mapping(request: HttpRequest, sha256: str) -> HttpResponse:
    """GET shows columns, guesses and first values; POST `field-<name>` = column shows what stands there, `again`
    guesses anew for another `role`, `save` saves all as the layout `name` and reads the file."""
    about = request.session.get("mapping")
    if not about or about["sha256"] != sha256 or not keeping.path_of(sha256).exists():
        raise Http404
    role = request.POST.get("role") or about["role"]
    sight = look.at(keeping.path_of(sha256), (), about["name"])
    header, rows = sight.rows[0], sight.rows[1:]
    guessed = guessing.columns(role, header, rows)
    error = about["error"] if request.method != "POST" and about["asked"] else ""
    chosen = guessed
    if request.method == "POST" and "again" not in request.POST:
        chosen = {f: c for f in FIELDS[role] if (c := request.POST.get(f"field-{f}", "")) in header and c}
    if request.method == "POST" and "save" in request.POST:
        layout, error = _layout(request, about, role, chosen, sight.delimiter)
        if layout:
            return _read(request, about, layout)
    fields = [
        {
            "name": name, "label": spec.label, "required": spec.required, "column": chosen.get(name, ""),
            "samples": _samples(chosen.get(name), header, rows),
        }
        for name, spec in FIELDS[role].items()
        if name != "history"
    ]  # fmt: skip
    context = {
        "about": about, "role": role, "roles": MAPPED, "header": header, "rows": list(rows[:PREVIEW]),
        "fields": fields, "error": error, "name": request.POST.get("name", ""),
        "state": request.POST.get("state", about["state"]),
        "county": request.POST.get("county", ""),
    }  # fmt: skip
    page = "roll/mapping.html#columns" if request.htmx else "roll/mapping.html"
    return render(request, page, context, status=409 if error and request.method == "POST" else 200)


def _samples(column: str | None, header: list[str], rows: list[list[str]]) -> list[str]:
    """The first values of a column that say something."""
    if column is None:
        return []
    at = header.index(column)
    return [row[at].strip() for row in rows if len(row) > at and row[at].strip()][:SAMPLES]


def _layout(request, about, role, chosen, delimiter) -> tuple[layouts.Layout | None, str]:
    """The layout that the form describes, saved; or what is still missing."""
    name = slugify(request.POST.get("name", ""))[:60]
    missing = [spec.label for field, spec in FIELDS[role].items() if spec.required and field not in chosen]
    fields = dict(chosen)
    county = request.POST.get("county", "").strip()
    if county and not {"county", "county_code"} & set(fields):
        fields["county"] = {"value": county}
    if missing:
        return None, _("Say which column is the %(field)s.") % {"field": words.FIELD[missing[0]]}
    if not name:
        return None, _("Give the layout a name; the next file like this one will be read by it.")
    if name in layouts.builtin():
        return None, _("A layout of this name comes with the program; choose another.")
    if role == "voters" and not {"county", "county_code"} & set(fields):
        return None, _("Say which column is the county, or type the one county that the file is of.")
    body = layouts.from_dict(
        {
            "name": name, "title": request.POST.get("name", "").strip()[:60], "role": role, "fields": fields,
            "state": (request.POST.get("state", "") or about["state"]).upper()[:2], "delimiter": delimiter,
        }
    )  # fmt: skip
    if role == "voters" and not body.state:
        return None, _("Say which state the voters are of.")
    SavedLayout.objects.update_or_create(
        name=name, defaults={"body": body.as_dict(), "made_by": request.person, "made_at": clock.now()}
    )
    return body, ""


def _read(request: HttpRequest, about: dict, layout: layouts.Layout) -> HttpResponse:
    del request.session["mapping"]
    load = steps.offer(
        about["sha256"], about["size"], about["name"], layout, about["source"], about["permitted_use"],
        date.fromisoformat(about["wipe_on"]), by=request.person,
    )  # fmt: skip
    if not load.state_code:
        type(load).objects.filter(pk=load.pk).update(state_code=about["state"] or choosing.only_state())
    send_to_be_read(load)
    return redirect("load", load.pk)
