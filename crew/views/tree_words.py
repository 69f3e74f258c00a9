"""Who of an area agrees to stand on a phone tree: links to ask them, and boxes for those who were asked in person."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from crew import join_links, reads
from crew.trees import agreeing, links
from crew.trees import reads as tree_reads
from crew.views.teams import FIELD


@FIELD
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def words(request: HttpRequest, pk: int) -> HttpResponse:
    """GET and POST /staff/trees/of/<area>/?team=<id>: POST `person` (ids) with `said` yes or no."""
    area = reads.area(request.scope, pk)
    people = agreeing.people_of(area)
    team = request.GET.get("team", "")
    if team.isdigit():
        people = people.filter(team=int(team))
    if request.method == "POST":
        chosen = [int(one) for one in request.POST.getlist("person") if one.isdigit()]
        yes = request.POST.get("said") == "yes"
        n = agreeing.say(list(people.filter(pk__in=chosen)), yes, "staff", request.person)
        messages.success(request, (_("✓ %(n)s said yes.") if yes else _("✓ %(n)s said no.")) % {"n": n})
        return redirect(request.get_full_path())
    shown = list(people[: tree_reads.SHOWN])
    for person in shown:
        person.link = links.address(request, person)
        person.word = getattr(person, "tree_word", None)
    context = {
        "area": area,
        "people": sorted(shown, key=lambda one: one.word is not None),
        "words": tree_reads.words(area),
        "teams": reads.teams(request.scope).filter(area__lineage__contains=[area.pk]),
        "team": int(team) if team.isdigit() else None,
        "reachable": join_links.reachable(request.build_absolute_uri("/")),
    }
    return render(request, "crew/tree_words.html", context)
