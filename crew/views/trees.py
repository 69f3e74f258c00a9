"""Phone trees of my areas: made by rule, looked at, changed by hand."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from crew import audit_log, reads
from crew.models import PhoneTree, TreeNode
from crew.trees import editing, making
from crew.trees import reads as tree_reads
from crew.trees.forms import PairForm, RingForm, TreeForm
from crew.trees.making import Cannot
from crew.views.teams import FIELD


@FIELD
@require_http_methods(["GET", "HEAD", "POST"])
def trees(request: HttpRequest) -> HttpResponse:
    """GET and POST /staff/trees/: the trees in scope, who agreed where, and a form for a tree."""
    areas = reads.areas(request.scope)
    form = TreeForm(request.POST or None, areas=areas)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            made = making.make(said["area"], said["branching"], request.person)
        except Cannot as error:
            form.add_error("area", str(error))
        else:
            messages.success(request, _("✓ The tree stands. Look at it, then ring it once as a drill."))
            return redirect("tree", made.pk)
    context = {
        "trees": tree_reads.trees(request.scope),
        "areas": [(area, tree_reads.words(area)) for area in areas[:60]],
        "form": form,
    }
    return render(request, "crew/trees.html", context, status=400 if form.errors else 200)


@FIELD
@require_http_methods(["GET", "HEAD"])
@never_cache
def tree(request: HttpRequest, pk: int) -> HttpResponse:
    """GET /staff/trees/<id>/: who rings whom."""
    found = tree_reads.tree(request.scope, pk)
    audit_log.note(request.person, "looked at a phone tree", tree=pk)
    return _page(request, found)


@FIELD
@require_POST
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """POST /staff/trees/<id>/pairs/: one more pair: `first`, `second`, `parent`."""
    found = tree_reads.tree(request.scope, pk)
    form = _pair_form(request, found)
    if form.is_valid() and _change(request, found, None, form):
        return redirect("tree", pk)
    return _page(request, found, form)


@FIELD
@require_POST
def give_up(request: HttpRequest, pk: int) -> HttpResponse:
    """POST /staff/trees/<id>/end/"""
    making.give_up(tree_reads.tree(request.scope, pk), request.person)
    messages.success(request, _("✓ Nobody stands on that tree any more. Its reports stay."))
    return redirect("trees")


@FIELD
@require_http_methods(["GET", "HEAD", "POST"])
def pair(request: HttpRequest, pk: int) -> HttpResponse:
    """GET and POST /staff/trees/pairs/<id>/: who sits there, and who rings them."""
    node = tree_reads.node(request.scope, pk)
    form = _pair_form(request, node.tree, node)
    if request.method == "POST" and form.is_valid() and _change(request, node.tree, node, form):
        return redirect("tree", node.tree_id)
    context = {"node": node, "tree": node.tree, "form": form, "calls": node.children.count()}
    return render(request, "crew/tree_pair.html", context, status=400 if form.errors else 200)


@FIELD
@require_POST
def take_away(request: HttpRequest, pk: int) -> HttpResponse:
    """POST /staff/trees/pairs/<id>/removal/"""
    node = tree_reads.node(request.scope, pk)
    try:
        editing.take_away(node, request.person)
    except Cannot as error:
        messages.error(request, str(error))
        return redirect("tree_pair", pk)
    messages.success(request, _("✓ Taken off the tree."))
    return redirect("tree", node.tree_id)


def _pair_form(request: HttpRequest, tree: PhoneTree, node: TreeNode | None = None) -> PairForm:
    initial = {}
    if node:
        first, second = editing.seated(node)
        initial = {"first": first, "second": second, "parent": node.parent_id or ""}
    branches = [one for one in tree_reads.branches(tree) if one.node != node]
    candidates = editing.candidates(tree, node)
    return PairForm(request.POST or None, initial=initial, candidates=candidates, branches=branches)


def _change(request: HttpRequest, tree: PhoneTree, node: TreeNode | None, form: PairForm) -> bool:
    said = form.cleaned_data
    try:
        editing.change(tree, node, said["first"], said["second"], said["parent"], request.person)
    except Cannot as error:
        form.add_error(None, str(error))
        return False
    messages.success(request, _("✓ Saved."))
    return True


def _page(request: HttpRequest, tree: PhoneTree, form: PairForm | None = None) -> HttpResponse:
    branches = tree_reads.branches(tree)
    context = {
        "tree": tree,
        "branches": branches[: tree_reads.SHOWN],
        "people_n": sum(bool(one.first) + bool(one.second) for one in branches),
        "depth": max((one.depth for one in branches), default=0),
        "free_n": editing.free_seats(tree),
        "unplaced": tree_reads.unplaced(tree)[: tree_reads.SHOWN],
        "words": tree_reads.words(tree.area),
        "rings": tree_reads.rings(tree),
        "form": form or _pair_form(request, tree),
        "ring_form": RingForm(
            initial={"text": _("This is a drill. Please say that you got it, and ring your people.")}
        ),
        "again": TreeForm(
            initial={"area": tree.area, "branching": tree.branching}, areas=reads.areas(request.scope)
        ),
    }
    return render(request, "crew/tree.html", context, status=400 if form else 200)
