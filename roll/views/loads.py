"""Loads: the list, sending a file, the quality report."""

from contextlib import suppress
from datetime import timedelta

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from crew import audience, audit_log
from lib import clock
from roll import reads, told
from roll.loading import choosing, keeping, refused, report, steps
from roll.models import Load
from roll.reading.problems import Unreadable

DIRECTORS = audience.staff("data_director")
ROLES = (
    ("", gettext_lazy("find out")),
    ("voters", gettext_lazy("voters")),
    ("history", gettext_lazy("vote history")),
    ("voted", gettext_lazy("who has voted")),
    ("strikes", gettext_lazy("strikes by code or voter id")),
    ("append", gettext_lazy("scores, phones, languages, tags")),
    ("polling-places", gettext_lazy("polling places")),
    ("opening-hours", gettext_lazy("opening hours")),
    ("vip", gettext_lazy("Voting Information Project feed")),
)


class FileForm(forms.Form):
    """What is sent with a file."""

    file = forms.FileField(
        label=gettext_lazy("File"), help_text=gettext_lazy("Text, CSV, zip or gzip, at most 8 GiB.")
    )
    role = forms.ChoiceField(label=gettext_lazy("What it holds"), choices=ROLES, required=False)
    state = forms.CharField(
        label=gettext_lazy("State"),
        max_length=2,
        required=False,
        help_text=gettext_lazy("Two letters, if the file does not show it."),
    )
    source = forms.CharField(label=gettext_lazy("Who gave it"), max_length=200)
    permitted_use = forms.CharField(
        label=gettext_lazy("Permitted use"),
        max_length=200,
        help_text=gettext_lazy("Printed on every export."),
    )
    wipe_on = forms.DateField(
        label=gettext_lazy("Wipe by"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("The kept file is deleted then."),
    )

    def clean_state(self) -> str:
        return self.cleaned_data["state"].upper()

    def clean_wipe_on(self):
        day = self.cleaned_data["wipe_on"]
        if day <= clock.now().date():
            raise forms.ValidationError(_("This day has passed; choose a later one."))
        return day


@DIRECTORS
@require_http_methods(["GET", "HEAD", "POST"])
def loads(request: HttpRequest) -> HttpResponse:
    """GET the list and the form; POST a file."""
    wipe_on = (clock.now() + timedelta(days=90)).date()
    form = FileForm(request.POST or None, request.FILES or None, initial={"wipe_on": wipe_on})
    if request.method == "POST" and form.is_valid():
        answer = _take(request, form)
        if answer is not None:
            return answer
    return render(
        request,
        "roll/loads.html",
        {"loads": [one for one in reads.loads() if seen(request, one)], "form": form},
    )


def _take(request: HttpRequest, form: FileForm) -> HttpResponse | None:
    """Keeps the file and sends it to be read, or to the mapping screen when no layout is sure."""
    data = form.cleaned_data
    try:
        sha256, size = keeping.keep(data["file"].chunks(1 << 20))
    except keeping.TooLarge as error:
        form.add_error("file", told.said(str(error)))
        return None
    name = data["file"].name
    about = {key: data[key] for key in ("source", "permitted_use", "wipe_on")}
    try:
        layout = choosing.choose(keeping.path_of(sha256), name, data["role"], data["state"])
    except Unreadable as error:
        if not choosing.has_columns(keeping.path_of(sha256), name):
            form.add_error("file", told.said(str(error)))
            return None
        request.session["mapping"] = {
            "sha256": sha256, "size": size, "name": name, "role": data["role"] or "voters", "asked": data["role"],
            "state": data["state"], "error": str(error), **about, "wipe_on": data["wipe_on"].isoformat(),
        }  # fmt: skip
        return redirect("file_mapping", sha256)
    load = steps.offer(sha256, size, name, layout, by=request.person, **about)
    if data["state"] and not load.state_code:
        Load.objects.filter(pk=load.pk).update(state_code=data["state"])
    send_to_be_read(load)
    audit_log.note(request.person, "sent a file", load=load.pk, bytes=size)
    return redirect("load", load.pk)


def send_to_be_read(load: Load) -> None:
    from procrastinate.exceptions import AlreadyEnqueued

    from roll import tasks

    with suppress(AlreadyEnqueued):  # the job that waits takes every load that is there
        tasks.read_load.defer(load_id=load.pk)


def found_or_404(request: HttpRequest, pk: int) -> Load:
    """The load, if it is the asker's own or lies within their areas."""
    load = Load.objects.select_related("made_by").filter(pk=pk).first()
    if load is None or not seen(request, load):
        raise Http404
    return load


def seen(request: HttpRequest, load: Load) -> bool:
    if request.scope.everywhere or load.made_by_id == request.person.pk:
        return True
    return bool(load.counties) and all(request.scope.sees(county) for county in load.counties)


def context_of(load: Load) -> dict:
    """What the report's page shows: figures, warnings and refused lines with where they stand."""
    figures = load.report
    return {
        "load": load,
        "title": load.layout_body.get("title", load.layout),
        "changes": figures.get("changes", {}),
        "by_kind": (figures.get("changes", {}).get("changes") or {}).items(),
        "warnings": [
            {**w, "where": "; ".join(told.said(report.where(load, line)) for line in w["lines"])}
            for w in figures.get("warnings", [])
        ],
        "refused": [
            {"where": told.said(report.where(load, row.line)), "reason": row.reason}
            for row in load.refused_lines.order_by("line")[:20]
        ],
        "later": steps.later_loads(load) if load.state == "accepted" else [],
    }


@DIRECTORS
@require_safe
def load(request: HttpRequest, pk: int) -> HttpResponse:
    """GET the quality report."""
    return render(request, "roll/load.html", context_of(found_or_404(request, pk)))


@DIRECTORS
@require_safe
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """GET the progress line alone; once nothing is under way, the page is asked to show the report."""
    found = found_or_404(request, pk)
    response = render(request, "roll/load.html#progress", {"load": found})
    if not found.under_way:
        response["HX-Refresh"] = "true"
    return response


@DIRECTORS
@require_safe
def refused_lines(request: HttpRequest, pk: int) -> HttpResponse:
    """GET refused lines as a CSV: number, reason, text."""
    found = found_or_404(request, pk)
    audit_log.note(request.person, "exported refused lines", load=pk)
    response = StreamingHttpResponse(refused.as_csv(found), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="refused-{pk}.csv"'
    return response
