"""Queries about phone trees, each cut to a scope."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404

from crew.models import Area, PhoneTree, TreeNode, TreeRing
from crew.scope import Scope
from crew.trees import agreeing

SHOWN = 1500  # pairs, or people, on one page


def trees(scope: Scope) -> list[PhoneTree]:
    """Those of areas in scope that anybody stands on, in the order of the map: with `pairs_n`, `people_n`, `last` ring."""
    found = PhoneTree.objects.filter(area__in=scope.areas()).select_related("area").order_by("area__lineage")
    found = found.annotate(
        pairs_n=Count("nodes", distinct=True), people_n=Count("nodes__seats", distinct=True)
    ).filter(pairs_n__gt=0)
    for tree in found:
        tree.last = tree.rings.order_by("-began_at").first()
    return list(found)


def tree(scope: Scope, pk: int) -> PhoneTree:
    """One tree; 404 if there is none, 403 if its area lies outside the scope."""
    found = get_object_or_404(PhoneTree.objects.select_related("area"), pk=pk)
    if not scope.sees(found.area_id):
        raise PermissionDenied
    return found


def node(scope: Scope, pk: int) -> TreeNode:
    """One pair; 404, 403 as above."""
    found = get_object_or_404(TreeNode.objects.select_related("tree__area", "parent", "area"), pk=pk)
    if not scope.sees(found.tree.area_id):
        raise PermissionDenied
    return found


def ring(scope: Scope, pk: int) -> TreeRing:
    """One ring; 404, 403 as above."""
    found = get_object_or_404(TreeRing.objects.select_related("tree__area", "by"), pk=pk)
    if not scope.sees(found.tree.area_id):
        raise PermissionDenied
    return found


@dataclass(slots=True)
class Branch:
    """A pair as the page shows it: `first`, `second` people or None; `depth` calls from the top."""

    node: TreeNode
    first: object
    second: object
    depth: int
    calls: int

    @property
    def label(self) -> str:
        return ", ".join(one.name for one in (self.first, self.second) if one) or "–"


def branches(tree: PhoneTree) -> list[Branch]:
    """All pairs, each followed by those whom it rings."""
    nodes = list(tree.nodes.select_related("area").prefetch_related("seats__person").order_by("pk"))
    below: dict[int | None, list[TreeNode]] = {}
    for one in nodes:
        below.setdefault(one.parent_id, []).append(one)
    found, stack = [], [(one, 0) for one in reversed(below.get(None, []))]
    while stack:
        one, depth = stack.pop()
        seats = {seat.choice: seat.person for seat in one.seats.all()}
        children = below.get(one.pk, [])
        found.append(Branch(one, seats.get(1), seats.get(2), depth, len(children)))
        stack += [(child, depth + 1) for child in reversed(children)]
    return found


@dataclass(frozen=True, slots=True)
class Words:
    """How many people of an area agreed to stand on a tree, said no, or were not asked; `numberless` agreed without phone."""

    agreed: int
    refused: int
    unasked: int
    numberless: int


def words(area: Area) -> Words:
    people = agreeing.people_of(area).order_by()
    return Words(
        agreed=people.filter(tree_word__agreed=True).count(),
        refused=people.filter(tree_word__agreed=False).count(),
        unasked=people.filter(tree_word=None).count(),
        numberless=people.filter(tree_word__agreed=True, phone="").count(),
    )


def unplaced(tree: PhoneTree):
    """Who agreed and stands on no tree yet."""
    return agreeing.ready(agreeing.people_of(tree.area)).filter(tree_seat=None)


def rings(tree: PhoneTree):
    """The newest first, with `people_n` and `heard_n`."""
    heard = Count("calls", filter=Q(calls__heard_at__isnull=False))
    return tree.rings.annotate(people_n=Count("calls"), heard_n=heard).order_by("-began_at")[:20]
