"""What a volunteer opens about a phone tree: their own place in a ring, and whether they may be printed on one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from crew import audience, shift_links
from crew.trees import agreeing, links, ringing


@audience.anyone
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def call(request: HttpRequest, code: str) -> HttpResponse:
    """GET and POST /tree/<code>: `mine` says that one has it; `heard` or `missed` (ids) is about those one rings.

    The code itself is what opens it. Numbers of others are shown only to who has said that they have the message.
    """
    own = links.call(code)
    if own is None:
        return render(request, "crew/no_such_tree.html", status=404)
    if not ringing.is_open(own.ring):
        return render(request, "crew/tree_over.html", {"call": own, "team": own.person.team})
    pairs = ringing.to_ring(own)
    if request.method == "POST":
        _said(request, own, {str(one.pk): one for pair in pairs for one in pair})
        return redirect("tree_call", shift_links.code(own))
    context = {
        "call": own,
        "ring": own.ring,
        "team": own.person.team,
        "partner": ringing.partner(own),
        "pairs": [(pair, any(one.heard_at for one in pair)) for pair in pairs] if own.heard_at else [],
        "done": sum(any(one.heard_at for one in pair) for pair in pairs),
    }
    for pair in pairs:
        for one in pair:
            one.link = links.address(request, one)
    return render(request, "crew/tree_call.html", context)


def _said(request: HttpRequest, own, below: dict) -> None:
    if "mine" in request.POST:
        ringing.heard(own, "link", own.person)
    elif own.heard_at and (one := below.get(request.POST.get("heard", ""))):
        ringing.heard(one, "caller", own.person)
    elif own.heard_at and (one := below.get(request.POST.get("missed", ""))):
        ringing.missed(one, own.person)


@audience.anyone
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def word(request: HttpRequest, code: str) -> HttpResponse:
    """GET and POST /on-paper/<code>: `answer` yes or no: may my name and number stand on a phone tree?"""
    person = links.person(code)
    if person is None:
        return render(request, "crew/no_such_tree.html", status=404)
    if request.method == "POST":
        if request.POST.get("answer") in ("yes", "no"):
            agreeing.say([person], request.POST["answer"] == "yes", "link", person)
        return redirect("tree_word", shift_links.code(person))
    said = getattr(person, "tree_word", None)
    return render(request, "crew/tree_word.html", {"person_asked": person, "word": said, "team": person.team})
