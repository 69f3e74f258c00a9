"""A tree changed by hand: who sits where, who rings whom. Each change is one entry, and keeps the tree a tree."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from crew.models import Area, Person, PhoneTree, TreeNode, TreeSeat
from crew.trees import agreeing
from crew.trees.growing import MOST
from crew.trees.making import Cannot, alone
from lib import door


def candidates(tree: PhoneTree, node: TreeNode | None = None):
    """Who may sit on the tree and does not yet, and those of the pair itself."""
    free = agreeing.ready(agreeing.people_of(tree.area))
    free = free.filter(tree_seat=None) | (free.filter(tree_seat__node=node) if node else free.none())
    return free.distinct()


def change(
    tree: PhoneTree,
    node: TreeNode | None,
    first: Person,
    second: Person | None,
    parent: TreeNode | None,
    by: Person | None,
) -> TreeNode:
    """This pair (None: a new one) is now these two, rung by `parent`. Raises Cannot."""
    with transaction.atomic():
        alone()
        if first == second:
            raise Cannot(_("Choose two different people."))
        may = set(candidates(tree, node).values_list("pk", flat=True))
        if not {one.pk for one in (first, second) if one} <= may:
            raise Cannot(_("One of them has another seat by now, or did not agree. Look again."))
        top = TreeNode.objects.filter(tree=tree, parent=None).first()
        if parent is None and top and top != node:
            raise Cannot(_("Only one pair stands at the top: choose who rings this one."))
        if parent is not None:
            _may_ring(parent, node)
        pk = node.pk if node else door.new_id("crew_treenode")
        people = [first.pk, second.pk if second else None]
        area = node.area_id if node else _area(first, tree)
        _enter(tree, [_row(pk, parent and parent.pk, area, people)], by=by)
    return TreeNode.objects.get(pk=pk)


def exchange(one: TreeNode, other: TreeNode, by: Person | None) -> None:
    """The two pairs change places: each rings whom the other rang."""
    with transaction.atomic():
        alone()
        a, b = seated(one), seated(other)
        rows = [
            _row(one.pk, one.parent_id, one.area_id, b),
            _row(other.pk, other.parent_id, other.area_id, a),
        ]
        _enter(one.tree, rows, by=by)


def turn_round(node: TreeNode, by: Person | None) -> None:
    """The second is rung first."""
    with transaction.atomic():
        alone()
        people = [pk for pk in reversed(seated(node)) if pk]
        _enter(node.tree, [_row(node.pk, node.parent_id, node.area_id, [*people, None][:2])], by=by)


def take_away(node: TreeNode, by: Person | None) -> None:
    """The pair is off the tree; whoever rang it rings those whom it rang. Raises Cannot."""
    with transaction.atomic():
        alone()
        below = list(node.children.all())
        if node.parent_id is None and below:
            raise Cannot(_("This pair stands at the top. Put another pair into its place instead."))
        if node.parent_id and node.parent.children.count() - 1 + len(below) > MOST:
            raise Cannot(_("Nobody rings more than six pairs: first let others ring those below this pair."))
        rows = [_row(one.pk, node.parent_id, one.area_id, seated(one)) for one in below]
        _enter(node.tree, rows, [node.pk], by=by)


def seated(node: TreeNode) -> list[int | None]:
    """Ids of the first and the second; None for an empty seat."""
    found = dict(node.seats.values_list("choice", "person"))
    return [found.get(1), found.get(2)]


def _may_ring(parent: TreeNode, node: TreeNode | None) -> None:
    others = parent.children.exclude(pk=node.pk) if node else parent.children.all()
    if others.count() >= MOST:
        raise Cannot(_("They ring six pairs already; more is too many. Choose another pair."))
    up = parent
    while node and up is not None:
        if up.pk == node.pk:
            raise Cannot(_("They are rung by this very pair. Choose somebody who is not below it."))
        up = up.parent


def _area(person: Person, tree: PhoneTree) -> int:
    area: Area = person.team.area if person.team else tree.area
    return area.pk if tree.area_id in area.lineage else tree.area_id


def _row(pk: int, parent: int | None, area: int, people: list[int | None]) -> dict:
    return {"id": pk, "parent": parent, "area": area, "people": people}


def _enter(tree: PhoneTree, rows: list[dict], gone: Iterable[int] = (), *, by: Person | None) -> None:
    door.enter("tree_nodes", {"tree": tree.pk, "nodes": rows, "gone": list(gone)}, by=by)


def free_seats(tree: PhoneTree) -> int:
    """Seats at pairs that nobody sits on."""
    return 2 * tree.nodes.count() - TreeSeat.objects.filter(node__tree=tree).count()
