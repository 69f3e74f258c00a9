"""Scripts: the list, the form, the preview."""

import json

from django.contrib import messages
from django.db.models import Max, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from crew import audience
from lib import door
from lists import places
from lists.models import Script, ScriptVersion
from lists.scripts import OWN, checking, form, walking

WRITERS = audience.staff("data_director", "field_director", "captain")
ENDS = {  # how an answer may end the call, besides "contacted"
    "already_voted": gettext_lazy("already voted"),
    "refused": pgettext_lazy("of a call", "refused"),
    "language_barrier": gettext_lazy("language barrier"),
    "do_not_call": gettext_lazy("do not call"),
}
SUPPORT = {  # what an answer may say of a voter's support
    1: gettext_lazy("strong supporter"),
    2: gettext_lazy("leans to us"),
    3: gettext_lazy("undecided"),
    4: gettext_lazy("leans away"),
    5: gettext_lazy("strong opponent"),
}
LANGUAGES = {"en": gettext_lazy("English"), "es": gettext_lazy("Spanish")}


def seen(scope):
    """Scripts of the areas in scope, and those of the whole campaign (to read, not to change)."""
    if scope.everywhere:
        return Script.objects.all()
    return Script.objects.filter(Q(area=None) | Q(area__in=scope.areas()))


def latest(scope) -> list[ScriptVersion]:
    """The newest version of each script in sight, by name."""
    newest = dict(seen(scope).annotate(n=Max("versions__number")).exclude(n=None).values_list("pk", "n"))
    found = ScriptVersion.objects.filter(script__in=newest).select_related("script__area", "made_by")
    return sorted(
        (one for one in found if one.number == newest[one.script_id]), key=lambda one: one.script.name
    )


@WRITERS
@require_safe
def scripts(request: HttpRequest) -> HttpResponse:
    return render(request, "lists/scripts.html", {"versions": latest(request.scope), "own": OWN.items()})


@WRITERS
@require_http_methods(["GET", "HEAD", "POST"])
def script(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """GET shows the newest version in the form (of a new script: `?own=`, one that comes along, or an empty one);
    POST saves the next, or (`act`) changes the form's shape."""
    known = get_object_or_404(seen(request.scope), pk=pk) if pk else None
    mine = known is None or request.scope.sees(known.area_id)
    if request.method != "POST":
        newest = known.versions.order_by("-number").first() if known else None
        fresh = json.loads(_own(request)[1].read_text("utf-8")) if "own" in request.GET else form.EMPTY
        return _show(request, known, mine, newest.body if newest else fresh, newest)
    if not mine:
        raise Http404
    body = form.posted(request.POST)
    found = checking.problems(body)
    if "save" not in request.POST or found.errors:
        more = request.POST.get("act", "").removeprefix("answer:")
        return _show(request, known, mine, body, None, found, int(more) if more.isdecimal() else None)
    area = places.choices(request.scope).filter(pk=request.POST.get("area") or 0).first()
    if area is None and not request.scope.everywhere:
        found.errors.append(_("Choose one of your areas."))
        return _show(request, known, mine, body, None, found)
    version = _save(request, known, area, body)
    for warning in found.warnings:
        messages.warning(request, warning)
    return redirect("script_version", version["script"], version["number"])


def _own(request: HttpRequest):
    """Name and file of the script that comes along under `?own=`; the usual one for any other."""
    return OWN.get(request.GET.get("own"), OWN["gotv"])


def _save(request: HttpRequest, known: Script | None, area, body: dict) -> dict:
    name = request.POST.get("name", "").strip()[:80] or _("Script")
    script_id = known.pk if known else door.new_id("lists_script")
    highest = known.versions.aggregate(n=Max("number"))["n"] if known else None
    said = {"id": script_id, "name": name, "area": area.pk if area else None}
    door.enter("script", said, by=request.person)
    version = {"id": door.new_id("lists_scriptversion"), "script": script_id, "number": (highest or 0) + 1}
    door.enter("script_version", version | {"body": body}, by=request.person)
    messages.success(
        request, _("Saved as version %(n)s. Sheets keep their version until you change it there.")
        % {"n": version["number"]}
    )  # fmt: skip
    return version


def _show(request, known, mine, body, version, found=None, more=None) -> HttpResponse:
    posted = request.method == "POST"
    own = str(_own(request)[0]) if "own" in request.GET else ""
    area = request.POST.get("area", "") if posted else str(known.area_id if known else "")
    context = {
        "script": known,
        "version": version,
        "mine": mine,
        "name": request.POST.get("name", "") if posted else (known.name if known else own),
        "area_id": area,
        "areas": places.choices(request.scope),
        "everywhere": request.scope.everywhere,
        "body": body,
        "languages": [(code, LANGUAGES[code], code in body["languages"]) for code in checking.LANGUAGES],
        "own": [(lang, LANGUAGES[lang], body.get("fields", {}).get(lang, {})) for lang in checking.LANGUAGES],
        "steps": form.shown(body, more),
        "ends": ENDS.items(),
        "support": SUPPORT.items(),
        "fields": checking.FIELDS,
        "problems": found if found is not None else (checking.problems(body) if known else None),
    }
    wrong = found is not None and "save" in request.POST
    return render(request, "lists/script.html", context, status=422 if wrong else 200)


@WRITERS
@require_safe
def script_version(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """The preview: what a caller sees; each answer is a link that taps it (`?lang=…&<step>=<answer>`)."""
    version = get_object_or_404(ScriptVersion, script__in=seen(request.scope), script=pk, number=number)
    body = version.body
    lang = request.GET.get("lang") if request.GET.get("lang") in body["languages"] else body["languages"][0]
    answers = {name: request.GET[name] for name in body["steps"] if name in request.GET}
    walked = walking.walk(body, answers)
    opened: dict[str, str] = {}
    steps = []
    for name, step, answer in walked["steps"]:
        steps.append(
            {
                "say": walking.filled(walking.in_language(step.get("say"), lang), body, lang),
                "ask": walking.filled(walking.in_language(step.get("ask"), lang), body, lang),
                "answers": [
                    {
                        "label": walking.in_language(one["label"], lang),
                        "chosen": one is answer,
                        "query": {"lang": lang, **opened, name: one["id"]},
                    }
                    for one in step.get("answers", [])
                ],
            }
        )
        if answer:
            opened[name] = answer["id"]
    context = {
        "version": version,
        "script": version.script,
        "steps": steps,
        "walked": walked,
        "lang": lang,
        "languages": [(code, LANGUAGES[code], {"lang": code, **answers}) for code in body["languages"]],
        "versions": version.script.versions.order_by("-number")[:20],
        "result": ENDS.get(walked["result"], _("contacted")) if walked["result"] else "",
        "warnings": checking.problems(body).warnings,
    }
    return render(request, "lists/script_version.html", context)
