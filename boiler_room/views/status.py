"""For staff: how old headquarters' copy and the status page are, the note on the latter, the copy to take along."""

import io
import zipfile

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from boiler_room.audiences import PICTURE, SPEAKERS
from boiler_room.copying import status, truth
from boiler_room.copying.pages import pages
from boiler_room.models import Written
from boiler_room.reads import zone
from crew import audience, audit_log
from lib import clock, door

LONGEST = 600


class NoteForm(forms.Form):
    """Words in one language stand for both where the other is missing."""

    en = forms.CharField(label=gettext_lazy("In English"), max_length=LONGEST, required=False)
    es = forms.CharField(label=gettext_lazy("In Spanish"), max_length=LONGEST, required=False)
    trouble = forms.BooleanField(
        label=gettext_lazy("The office has trouble"),
        required=False,
        help_text=gettext_lazy("The page then says so in its first line."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("en", "es"):
            self.fields[name].widget = forms.Textarea(attrs={"rows": 3, "lang": name, "maxlength": LONGEST})

    def clean(self):
        said = super().clean()
        if said.get("trouble") and not (said.get("en") or said.get("es")):
            raise forms.ValidationError(
                _("Say in a sentence what the trouble is, and what people should do.")
            )
        return said


@audience.staff(*PICTURE)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def status_page(request: HttpRequest) -> HttpResponse:
    """GET /status/; POST {en, es, trouble} sets the note, POST without words ends it."""
    note, may = status.newest_note(), _may_speak(request)
    form = NoteForm(request.POST or None, initial=_initial(note))
    if request.method == "POST" and not may:
        raise PermissionDenied
    if request.method == "POST" and form.is_valid():
        said = {key: form.cleaned_data[key].replace("\x00", "").strip() for key in ("en", "es")}
        door.enter("status_note", said | {"trouble": form.cleaned_data["trouble"]}, by=request.person)
        words = (
            _("✓ Said. The page has it within a minute.") if any(said.values()) else _("✓ The note is gone.")
        )
        messages.success(request, words)
        return redirect("status")
    written = {one.name: one for one in Written.objects.all()}
    context = {
        "form": form,
        "note": note,
        "may_speak": may,
        "may_copy": request.scope.everywhere,
        "copied": written.get("copy"),
        "published": written.get("status"),
        "folders": {"copy": settings.COPY, "status": settings.STATUS},
        "now": clock.now(),
    }
    return render(request, "boiler_room/status.html", context, status=400 if form.errors else 200)


@audience.staff(*PICTURE)
@never_cache
@require_safe
def copy_zip(request: HttpRequest) -> HttpResponse:
    """GET /status/copy.zip: headquarters' copy of this moment; for those who see the whole campaign."""
    if not request.scope.everywhere:
        raise PermissionDenied
    with truth.snapshot():
        found = truth.gather()
    name, archive = f"copy-{found.at.astimezone(zone()):%Y%m%d-%H%M}", io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        for file, text in pages(found).items():
            packed.writestr(f"{name}/{file}", text)
    audit_log.note(request.person, "took the copy along", rides=len(found.rides))
    response = HttpResponse(archive.getvalue(), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{name}.zip"'
    return response


def _may_speak(request: HttpRequest) -> bool:
    """The page speaks for the whole campaign, so who writes on it sees the whole."""
    return request.scope.through(SPEAKERS).everywhere


def _initial(note) -> dict:
    return {"en": note.en, "es": note.es, "trouble": note.trouble} if note else {}
